//! Files that prove a result, kept on the device until they are sent: by whose they are and by their hash.

use super::cipher::{opened_bytes, sealed_bytes};
use super::drafts::{
    DeviceDrafts, FILES, Policy, READ, WRITE, commit, committed, done, failure, place, range, unit_key,
};
use crate::delivery::{Owner, StorageError};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

impl DeviceDrafts {
    /// Keeps a file in this way, unless all is to be forgotten meanwhile.
    ///
    /// # Errors
    /// Why the device does not.
    pub async fn keep_file(
        &self,
        policy: Policy,
        of: &Owner,
        hash: &str,
        bytes: Uint8Array,
    ) -> Result<(), StorageError> {
        let key = file_key(of, hash);
        let forgotten = self.forgotten.get();
        let value = match policy {
            Policy::Nothing => return Err(StorageError::Off),
            Policy::Plain => bytes.into(),
            Policy::Sealed(rest, given) => {
                let sealed = sealed_bytes(rest, given, bytes, place(&key));
                JsFuture::from(sealed).await.map_err(|_| StorageError::Locked)?
            }
        };
        let (transaction, store) = self.store(FILES, WRITE).await?;
        if forgotten != self.forgotten.get() {
            return Ok(());
        }
        store.put_with_key(&value, &key).map_err(failure)?;
        commit(&transaction);
        committed(&transaction).await
    }

    /// A file that was kept; none where it is not there, or does not open.
    pub async fn file(&self, of: &Owner, hash: &str) -> Option<Uint8Array> {
        let key = file_key(of, hash);
        let policy = self.policy.borrow().clone();
        if let Policy::Nothing = policy {
            return None;
        }
        let (_, store) = self.store(FILES, READ).await.ok()?;
        let value = done(&store.get(&key).ok()?).await.ok()?;
        match (value.is_array(), policy) {
            (false, _) => value.dyn_into().ok(),
            (true, Policy::Sealed(rest, given)) => {
                let opened = JsFuture::from(opened_bytes(rest, given, value, place(&key))).await;
                opened.ok()?.dyn_into().ok()
            }
            (true, _) => None,
        }
    }

    /// Deletes the files of a unit that `is_named` does not know. Where there are reports that cannot be read nobody knows
    /// what they name.
    ///
    /// # Errors
    /// Why that could not be done.
    pub async fn drop_files(&self, of: &Owner, is_named: impl Fn(&str) -> bool) -> Result<(), StorageError> {
        if !self.unread.borrow().is_empty() {
            return Ok(());
        }
        let (transaction, store) = self.store(FILES, WRITE).await?;
        let keys = done(&store.get_all_keys_with_key(&range(&unit_key(of))?.into()).map_err(failure)?).await?;
        for key in Array::from(&keys) {
            let hash = Array::from(&key).at(-1).as_string().unwrap_or_default();
            if !is_named(&hash) {
                store.delete(&key).map_err(failure)?;
            }
        }
        committed(&transaction).await
    }
}

/// The key of a file: whose it is, and its hash.
fn file_key(of: &Owner, hash: &str) -> JsValue {
    let key = unit_key(of);
    key.push(&hash.into());
    key.into()
}
