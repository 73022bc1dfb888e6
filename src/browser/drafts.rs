use crate::delivery::{DraftKey, Drafts, Holding, Lease, Record, StorageError, Wish};
use crate::schedule::Instant;
use js_sys::{Array, Function, Object, Promise, Reflect};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction};

/// Name and schema of the database. Every schema is one step of [`upgrade`].
const NAME: &str = "bao-cao";
const VERSION: u32 = 2;
/// Records by key, one per report.
const RECORDS: &str = "records";
/// Which page has the reports of a unit in hand, by the first three parts of their keys.
const LEASES: &str = "leases";

const READ: &str = "readonly";
const WRITE: &str = "readwrite";

/// Drafts and receipts in IndexedDB. A thin layer of our own: the crates for it cannot ask for strict
/// durability, and bring an async runtime.
#[derive(Debug, Default)]
pub struct DeviceDrafts {
    open: Rc<RefCell<Option<IdbDatabase>>>,
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

    async fn store(&self, name: &str, mode: &str) -> Result<(IdbTransaction, IdbObjectStore), StorageError> {
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
}

/// The key of a record: the parts of its name, so that records of one unit lie side by side.
fn store_key(key: &DraftKey) -> JsValue {
    let parts = [key.user.as_str(), key.plan.as_str(), key.unit.as_str(), key.kind.as_str(), key.period.as_str()];
    parts.iter().map(|part| JsValue::from_str(part)).collect::<Array>().into()
}

/// The part of it that all records of a unit share.
fn unit_key(key: &DraftKey) -> Array {
    [key.user.as_str(), key.plan.as_str(), key.unit.as_str()].iter().map(|part| JsValue::from_str(part)).collect()
}

impl DeviceDrafts {
    /// What a page wishes of the lease of a unit, in one step for all pages.
    pub async fn lease(&self, key: &DraftKey, page: &str, wish: Wish, now: Instant) -> Result<Holding, StorageError> {
        let key = unit_key(key);
        let wished = async |mode| {
            let (transaction, store) = self.store(LEASES, mode).await?;
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
        }
        Ok(holding)
    }

    /// Gives the lease of a unit up, in one go, so that it is done also where the page goes away now.
    pub async fn let_go(&self, key: &DraftKey) -> Result<(), StorageError> {
        let (transaction, store) = self.store(LEASES, WRITE).await?;
        store.delete(&unit_key(key)).map_err(failure)?;
        commit(&transaction);
        Ok(())
    }
}

impl Drafts for DeviceDrafts {
    async fn list(&self, key: &DraftKey) -> Result<Vec<Record>, StorageError> {
        let (_, store) = self.store(RECORDS, READ).await?;
        let prefix = unit_key(key);
        // Arrays sort after all texts, so an empty array ends the range of this unit's keys.
        let end: Array = prefix.iter().chain([Array::new().into()]).collect();
        let range = web_sys::IdbKeyRange::bound(&prefix, &end).map_err(failure)?;
        let found = done(&store.get_all_with_key(&range).map_err(failure)?).await?;
        // A record this version cannot read stays where it is; it is not shown.
        Ok(Array::from(&found).iter().filter_map(|record| Record::from_text(&record.as_string()?)).collect())
    }

    async fn save(&self, record: &Record) -> Result<(), StorageError> {
        let (transaction, store) = self.store(RECORDS, WRITE).await?;
        store.put_with_key(&record.to_text().into(), &store_key(&record.key)).map_err(failure)?;
        commit(&transaction);
        committed(&transaction).await
    }
}

/// Waits for a request.
async fn done(request: &IdbRequest) -> Result<JsValue, StorageError> {
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
fn commit(transaction: &IdbTransaction) {
    #[expect(deprecated, reason = "the standard does not call it so; only its description for web-sys does")]
    let _ = transaction.commit();
}

/// Waits until a transaction is on the device.
async fn committed(transaction: &IdbTransaction) -> Result<(), StorageError> {
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

fn failure(error: JsValue) -> StorageError {
    let name = error.dyn_ref::<web_sys::DomException>().map(web_sys::DomException::name).unwrap_or_default();
    match &*name {
        "QuotaExceededError" => StorageError::Full,
        "VersionError" => StorageError::TooNew,
        "SecurityError" | "InvalidStateError" => StorageError::Unavailable,
        _ => StorageError::Failed(super::fetch::message(&error)),
    }
}
