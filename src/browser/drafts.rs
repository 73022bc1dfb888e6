use super::cipher::{GivenKey, asked, opened, sealed};
use super::neighbours::{Neighbours, Note};
use crate::delivery::{DraftKey, Drafts, Holding, Lease, Owner, Record, StorageError, Wish};
use crate::schedule::Instant;
use crate::state::Rest;
use js_sys::{Array, Function, Object, Promise, Reflect};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbKeyRange, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction};

/// Name and schema of the database. Every schema is one step of [`upgrade`].
const NAME: &str = "bao-cao";
const VERSION: u32 = 3;
/// Records by key, one per report.
pub(super) const RECORDS: &str = "records";
/// Which page has the reports of a unit in hand, by the first three parts of their keys.
const LEASES: &str = "leases";
/// Files that reports name, by the first three parts of their keys and their hash.
pub(super) const FILES: &str = "files";

pub(super) const READ: &str = "readonly";
pub(super) const WRITE: &str = "readwrite";

/// Drafts and receipts in IndexedDB. A thin layer of our own: the crates for it cannot ask for strict
/// durability, and bring an async runtime.
#[derive(Debug, Default)]
pub struct DeviceDrafts {
    open: Rc<RefCell<Option<IdbDatabase>>>,
    /// What the page wishes of it.
    pub policy: RefCell<Policy>,
    /// Where records are that this page cannot read: nothing is written over them.
    pub(super) unread: RefCell<Vec<String>>,
    /// What this page has read last: keys, and what stood there.
    pub read: RefCell<(Array, Array)>,
    /// When it was asked last for what is shown; none while the form goes on without that: what is read then is not shown,
    /// and so not known.
    pub asked: Cell<Option<Instant>>,
    /// What it has written last, by place.
    pub(super) written: RefCell<Vec<(String, JsValue)>>,
    /// How often a fenced save was begun: what was read before knows nothing of it.
    pub begun: Cell<u32>,
    /// How often all was to be forgotten: what was on its way to or from the device then does not arrive.
    pub(super) forgotten: Cell<u32>,
    /// The transactions begun last that take more than one step.
    recent: RefCell<Vec<IdbTransaction>>,
    /// The other windows, which are told what is done here.
    pub neighbours: Neighbours,
}

/// How drafts are kept.
#[derive(Clone, Debug, Default)]
pub enum Policy {
    /// As they are.
    #[default]
    Plain,
    /// Not at all.
    Nothing,
    /// Sealed with the page's key.
    Sealed(Rest, GivenKey),
}

impl DeviceDrafts {
    /// The open database; opened on first use and again after the browser dropped it.
    async fn database(&self) -> Result<IdbDatabase, StorageError> {
        let open = self.open.borrow().clone();
        if let Some(database) = open {
            return Ok(database);
        }
        let factory = web_sys::window().and_then(|window| window.indexed_db().ok().flatten());
        let request = factory.ok_or(StorageError::Unavailable)?.open_with_u32(NAME, VERSION).map_err(failure)?;
        let on_upgrade = {
            let request = request.clone();
            Closure::once(move |event: web_sys::IdbVersionChangeEvent| upgrade(&request, event.old_version() as u32))
        };
        request.set_onupgradeneeded(Some(on_upgrade.as_ref().unchecked_ref()));
        let database: IdbDatabase = done(&request).await?.unchecked_into();
        // Two asked for it at the same time: what nobody closes stays, and bars the way for a newer version.
        let open = self.open.borrow().clone();
        if let Some(open) = open {
            database.close();
            return Ok(open);
        }
        // A newer version of this program wants to change the schema: it must not wait for this tab. The next
        // save here then says that it cannot.
        let open = Rc::clone(&self.open);
        let give_way = Closure::<dyn Fn()>::new(move || {
            if let Some(database) = open.borrow_mut().take() {
                database.close();
            }
        });
        database.set_onversionchange(Some(give_way.into_js_value().unchecked_ref()));
        *self.open.borrow_mut() = Some(database.clone());
        Ok(database)
    }

    /// How what is to be kept now is kept, whatever the page says before that is done: its key is asked for at once.
    pub fn policy_now(&self) -> Policy {
        let policy = self.policy.borrow().clone();
        match policy {
            Policy::Sealed(rest, key) => Policy::Sealed(rest, asked(key)),
            policy => policy,
        }
    }

    /// Keeps a record in this way, whatever stands in its place.
    ///
    /// # Errors
    /// Why the device does not.
    pub async fn save_as(&self, policy: Policy, record: &Record) -> Result<(), StorageError> {
        let key = store_key(&record.key);
        let place = place(&key);
        if self.unread.borrow().contains(&place) {
            return Err(StorageError::Locked);
        }
        let forgotten = self.forgotten.get();
        let value = policy.value(record, &place).await?;
        let (transaction, store) = self.store(RECORDS, WRITE).await?;
        if forgotten != self.forgotten.get() {
            return Ok(());
        }
        store.put_with_key(&value, &key).map_err(failure)?;
        commit(&transaction);
        committed(&transaction).await
    }

    pub(super) async fn store(&self, name: &str, mode: &str) -> Result<(IdbTransaction, IdbObjectStore), StorageError> {
        let database = self.database().await?;
        match begin(&database, name, mode) {
            Ok(begun) => Ok(begun),
            // The browser closed the connection (site data cleared, long sleep): once more with a new one.
            Err(_) => {
                self.open.borrow_mut().take();
                begin(&self.database().await?, name, mode)
            }
        }
    }
}

/// The page may live on when the form is gone, and the browser keeps what is open and listened to.
impl Drop for DeviceDrafts {
    fn drop(&mut self) {
        if let Some(database) = self.open.take() {
            database.set_onversionchange(None);
            database.close();
        }
    }
}

impl Policy {
    /// What is kept in place of a record.
    pub(super) async fn value(self, record: &Record, place: &str) -> Result<JsValue, StorageError> {
        match self {
            Self::Nothing => Err(StorageError::Off),
            Self::Plain => Ok(record.to_text().into()),
            Self::Sealed(rest, key) => {
                let sealed = sealed(rest, key, record.to_text(), place.to_owned());
                JsFuture::from(sealed).await.map_err(|_| StorageError::Locked)
            }
        }
    }
}

#[wasm_bindgen]
extern "C" {
    /// `IDBDatabase` with the third argument of `transaction`, which web-sys holds to be unstable; every
    /// browser that runs this program has it or ignores it.
    type Database;
    #[wasm_bindgen(method, catch)]
    fn transaction(this: &Database, store: &str, mode: &str, options: &JsValue) -> Result<IdbTransaction, JsValue>;
}

fn begin(database: &IdbDatabase, name: &str, mode: &str) -> Result<(IdbTransaction, IdbObjectStore), StorageError> {
    let options = Object::new();
    Reflect::set(&options, &"durability".into(), &"strict".into()).map_err(failure)?;
    let transaction = database.unchecked_ref::<Database>().transaction(name, mode, &options).map_err(failure)?;
    let store = transaction.object_store(name).map_err(failure)?;
    Ok((transaction, store))
}

/// Brings a database of an older schema to the present one, step by step.
fn upgrade(request: &IdbOpenDbRequest, from: u32) {
    let Ok(database) = request.result().map(JsCast::unchecked_into::<IdbDatabase>) else { return };
    if from < 1 {
        // What fails here fails the opening, which is reported.
        let _ = database.create_object_store(RECORDS);
    }
    if from < 2 {
        let _ = database.create_object_store(LEASES);
    }
    if from < 3 {
        let _ = database.create_object_store(FILES);
    }
}

/// The key of a record: the parts of its name, so that records of one unit lie side by side.
pub(super) fn store_key(key: &DraftKey) -> JsValue {
    let parts = [key.user.as_str(), key.plan.as_str(), key.unit.as_str(), key.kind.as_str(), key.period.as_str()];
    parts.iter().map(|part| JsValue::from_str(part)).collect::<Array>().into()
}

/// The part of it that all records of a unit share.
pub(super) fn unit_key(of: &Owner) -> Array {
    [of.user.as_str(), of.plan.as_str(), of.unit.as_str()].iter().map(|part| JsValue::from_str(part)).collect()
}

impl DeviceDrafts {
    /// What a page wishes of the lease of a unit, in one step for all pages.
    pub async fn lease(&self, of: &Owner, page: &str, wish: Wish, now: Instant) -> Result<Holding, StorageError> {
        if matches!(*self.policy.borrow(), Policy::Nothing) {
            return Err(StorageError::Off);
        }
        let key = unit_key(of);
        let wished = async |mode| {
            let (transaction, store) = self.store(LEASES, mode).await?;
            self.begins(&transaction);
            let kept = done(&store.get(&key).map_err(failure)?).await?;
            let lease = kept.as_string().and_then(|text| Lease::from_text(&text));
            let (holding, lease) = Lease::wish(lease.as_ref(), page, wish, now);
            Ok((holding, lease.map(|lease| (transaction, store, lease))))
        };
        // Each page asks each second, and mostly there is nothing to write: only that is to wait for the disk.
        let (holding, to_write) = wished(READ).await?;
        if to_write.is_none() {
            return Ok(holding);
        }
        let (holding, to_write) = wished(WRITE).await?;
        if let Some((transaction, store, lease)) = to_write {
            store.put_with_key(&lease.to_text().into(), &key).map_err(failure)?;
            committed(&transaction).await?;
            self.neighbours.tell(&Note::changed(of));
        }
        Ok(holding)
    }

    /// What is being sealed, written or read now is called off: none of it arrives.
    pub fn call_off(&self) {
        self.forgotten.set(self.forgotten.get() + 1);
    }

    /// Notes what takes more than one step: it reads, and what it writes depends on that.
    pub(super) fn begins(&self, transaction: &IdbTransaction) {
        /// More than are ever under way at once.
        const MOST: usize = 8;
        let mut recent = self.recent.borrow_mut();
        recent.truncate(MOST - 1);
        recent.insert(0, transaction.clone());
    }

    /// Breaks off what takes more than one step and is not complete. A page that is left may be put aside with its script, to be
    /// shown again when somebody goes back: in WebKit what it has begun would keep every other page from the device.
    pub fn break_off(&self) {
        for begun in self.recent.take() {
            // What has ended cannot be broken off.
            let _ = begun.abort();
        }
    }

    /// Deletes all that is kept of a user, of every unit and plan.
    pub async fn forget(&self, user: &str) -> Result<(), StorageError> {
        // First, so that nothing comes from them after it is deleted.
        self.neighbours.tell(&Note::forgotten(user));
        let all = range(&Array::of1(&user.into()))?.into();
        for name in [RECORDS, LEASES, FILES] {
            let (transaction, store) = self.store(name, WRITE).await?;
            store.delete(&all).map_err(failure)?;
            commit(&transaction);
            committed(&transaction).await?;
        }
        self.unread.take();
        Ok(())
    }

    /// Gives the lease of a unit up, in one go, so that it is done also where the page goes away now.
    pub async fn let_go(&self, of: &Owner) -> Result<(), StorageError> {
        let (transaction, store) = self.store(LEASES, WRITE).await?;
        store.delete(&unit_key(of)).map_err(failure)?;
        commit(&transaction);
        self.neighbours.tell(&Note::changed(of));
        Ok(())
    }
}

impl Drafts for DeviceDrafts {
    async fn list(&self, of: &Owner) -> Result<Vec<Record>, StorageError> {
        if matches!(*self.policy.borrow(), Policy::Nothing) {
            return Err(StorageError::Off);
        }
        let forgotten = self.forgotten.get();
        let (_, store) = self.store(RECORDS, READ).await?;
        let range = range(&unit_key(of))?;
        let keys = store.get_all_keys_with_key(&range).map_err(failure)?;
        let values = store.get_all_with_key(&range).map_err(failure)?;
        let keys = Array::from(&done(&keys).await?);
        let mut values = Array::from(&done(&values).await?);
        let read = (keys.clone(), values.clone());
        let is_sealed = values.iter().any(|value| !value.is_string());
        let policy = self.policy.borrow().clone();
        if let Policy::Sealed(rest, key) = policy
            && is_sealed
        {
            let opened = JsFuture::from(opened(rest, key, values.clone(), keys.clone())).await;
            values = opened.map_or(values, |opened| Array::from(&opened));
        }
        let (mut records, mut unread) = (Vec::new(), Vec::new());
        if forgotten != self.forgotten.get() {
            return Ok(records);
        }
        for (key, value) in keys.iter().zip(values.iter()) {
            match value.as_string().and_then(|text| Record::from_text(&text)) {
                Some(record) => records.push(record),
                // It stays where it is, and is not shown.
                None => unread.push(place(&key)),
            }
        }
        // At once: as long as sealed records are being opened, those that did not open before are not written over.
        self.read.replace(read);
        self.unread.replace(unread);
        if records.is_empty() && is_sealed { Err(StorageError::Locked) } else { Ok(records) }
    }

    async fn save(&self, record: &Record) -> Result<(), StorageError> {
        self.save_as(self.policy_now(), record).await
    }
}

/// All keys that begin with these parts. Arrays sort after all texts, so an empty array ends the range.
pub(super) fn range(prefix: &Array) -> Result<IdbKeyRange, StorageError> {
    let end: Array = prefix.iter().chain([Array::new().into()]).collect();
    IdbKeyRange::bound(prefix, &end).map_err(failure)
}

/// A key in one word: which record a sealed text is of.
pub(super) fn place(key: &JsValue) -> String {
    Array::from(key).join("\n").into()
}

/// Waits for a request.
pub(super) async fn done(request: &IdbRequest) -> Result<JsValue, StorageError> {
    let promise = Promise::new(&mut |resolve: Function, reject: Function| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
        if let Some(open) = request.dyn_ref::<IdbOpenDbRequest>() {
            open.set_onblocked(Some(&reject));
        }
    });
    match JsFuture::from(promise).await {
        Ok(_) => request.result().map_err(failure),
        Err(_) => Err(request.error().ok().flatten().map_or(StorageError::Unavailable, |error| failure(error.into()))),
    }
}

/// Says that a transaction is complete: so it is carried out also where the page goes away now.
pub(super) fn commit(transaction: &IdbTransaction) {
    #[expect(deprecated, reason = "the standard does not call it so; only its description for web-sys does")]
    let _ = transaction.commit();
}

/// Waits until a transaction is on the device.
pub(super) async fn committed(transaction: &IdbTransaction) -> Result<(), StorageError> {
    let promise = Promise::new(&mut |resolve: Function, reject: Function| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onerror(Some(&reject));
        transaction.set_onabort(Some(&reject));
    });
    match JsFuture::from(promise).await {
        Ok(_) => Ok(()),
        Err(_) => Err(transaction.error().map_or(StorageError::Full, |error| failure(error.into()))),
    }
}

pub(super) fn failure(error: JsValue) -> StorageError {
    let name = error.dyn_ref::<web_sys::DomException>().map(web_sys::DomException::name).unwrap_or_default();
    match &*name {
        "QuotaExceededError" => StorageError::Full,
        "VersionError" => StorageError::TooNew,
        "SecurityError" | "InvalidStateError" => StorageError::Unavailable,
        _ => StorageError::Failed(super::fetch::message(&error)),
    }
}
