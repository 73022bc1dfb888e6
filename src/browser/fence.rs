//! No page writes over what it cannot read, nor over what another one has written since: it may have slept or hung
//! meanwhile.

use super::drafts::{DeviceDrafts, Policy, RECORDS, WRITE, commit, committed, done, failure, place, store_key};
use super::neighbours::Note;
use crate::delivery::{Record, StorageError, Unread};
use wasm_bindgen::JsValue;

impl DeviceDrafts {
    /// Keeps a record in this way, unless there stands what this page has neither read before it made the record nor written: then it
    /// is false, and nothing is done.
    ///
    /// # Errors
    /// Why the device does not.
    pub async fn save_fenced(&self, policy: Policy, record: &Record) -> Result<bool, StorageError> {
        let key = store_key(&record.key);
        let place = place(&key);
        self.begun.set(self.begun.get() + 1);
        match self.unread_at(|at| *at == place) {
            Unread { sealed: 0, newer: 0 } => {}
            Unread { sealed: 0, .. } => return Err(StorageError::TooNew),
            _ => return Err(StorageError::Locked),
        }
        // As of now: what is read while this waits for its turn is not in the record.
        let (known, forgotten) = (self.was_read(&place), self.forgotten.get());
        let value = policy.value(record, &place).await?;
        let (transaction, store) = self.store(RECORDS, WRITE).await?;
        self.begins(&transaction);
        // All in one transaction: between this look and the writing no other page comes.
        let there = mark(done(&store.get(&key).map_err(failure)?).await?);
        let is_known = there.is_undefined() || Some(&there) == known.as_ref() || self.was_written(&place, &there);
        if !is_known || forgotten != self.forgotten.get() {
            return Ok(false);
        }
        store.put_with_key(&value, &key).map_err(failure)?;
        // Before it is there: this page may be gone in the next moment, and another one writes without a look as long as
        // it has heard of nothing. Who reads now waits for this transaction.
        self.neighbours.tell(&Note::changed(&record.key.owner()));
        commit(&transaction);
        self.writes(&place, mark(value));
        let kept = committed(&transaction).await;
        if kept.is_err() {
            self.writes(&place, there);
        }
        kept.map(|()| true)
    }

    /// How many records there are that this page cannot read.
    pub fn unread(&self) -> Unread {
        self.unread_at(|_| true)
    }

    fn unread_at(&self, is_meant: impl Fn(&String) -> bool) -> Unread {
        let (keys, values) = &*self.read.borrow();
        let unread = self.unread.borrow();
        let mut count = Unread::default();
        if unread.is_empty() {
            return count;
        }
        let is_unread = |key: &JsValue| unread.iter().any(|at| is_meant(at) && *at == place(key));
        for (_, value) in keys.iter().zip(values.iter()).filter(|(key, _)| is_unread(key)) {
            *if value.is_string() { &mut count.newer } else { &mut count.sealed } += 1;
        }
        count
    }

    fn was_read(&self, at: &str) -> Option<JsValue> {
        self.asked.get()?;
        let (keys, values) = &*self.read.borrow();
        let found = keys.iter().zip(values.iter()).find(|(key, _)| place(key) == at);
        found.map(|(_, value)| mark(value))
    }

    fn was_written(&self, at: &str, there: &JsValue) -> bool {
        self.written.borrow().iter().any(|(place, value)| place == at && value == there)
    }

    fn writes(&self, at: &str, value: JsValue) {
        let mut written = self.written.borrow_mut();
        written.retain(|(place, _)| place != at);
        written.push((at.to_owned(), value));
    }
}

/// Tells what is kept from all else that may stand in its place: the text itself; of what is sealed its nonce.
fn mark(value: JsValue) -> JsValue {
    if value.is_array() { place(&value).into() } else { value }
}
