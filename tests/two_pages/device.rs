//! The device that all pages share, and how a page asks it: as `src/browser/drafts.rs` and `src/browser/fence.rs` do.
//! A transaction is one step; those of one page and store come in the order in which they were begun.

use crate::page::{Note, Page};
use crate::texts::number_in;
use baocao::delivery::{Holding, Lease, Record, Wish};
use baocao::schedule::Instant;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::Poll;

/// Records by the kind of their report, as texts.
pub type Records = BTreeMap<String, String>;

/// What IndexedDB holds.
#[derive(Debug, Default)]
pub struct Device {
    pub lease: Option<String>,
    pub records: Records,
    /// The texts that each record can give back: what stands in it, and its versions.
    pub texts: BTreeMap<String, Vec<u64>>,
    /// What was put there since somebody looked: the record, its texts, and those that five later versions pushed out.
    pub news: Vec<(String, Vec<u64>, Vec<u64>)>,
    /// Whether all was deleted since then.
    pub is_cleared: bool,
}

impl Device {
    fn put(&mut self, record: &Record, text: String) {
        let versions = record.versions();
        let mut texts: Vec<u64> = versions.iter().map(|version| number_in(&version.draft())).collect();
        texts.push(number_in(&record.draft()));
        texts.retain(|text| *text > 0);
        let before = self.texts.insert(place(record), texts.clone()).unwrap_or_default();
        let is_full = versions.len() == 5;
        let gone = before.into_iter().filter(|text| is_full && !texts.contains(text)).collect();
        self.news.push((text.clone(), texts, gone));
        self.records.insert(place(record), text);
    }
}

/// Where a record is.
pub fn place(record: &Record) -> String {
    record.key.kind.to_string()
}

/// The stores of the device, and the page's own functions that it waits for before it sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Store {
    Records,
    Leases,
    Asked,
}

/// A transaction that was begun.
pub struct Ticket {
    pub store: Store,
    /// The task that waits for it.
    pub task: u64,
    /// Whether it is carried out also where its page goes away now.
    pub is_sure: bool,
    pub does: Box<dyn FnOnce(&mut Device)>,
}

/// What a page has read of the device and written to it.
#[derive(Default)]
pub struct Fence {
    pub read: RefCell<Records>,
    written: RefCell<Records>,
    pub begun: Cell<u32>,
    forgotten: Cell<u32>,
}

impl Page {
    /// Waits until the device has done something.
    pub async fn transact<T: 'static>(
        &self,
        store: Store,
        is_sure: bool,
        does: impl FnOnce(&mut Device) -> T + 'static,
    ) -> T {
        let done = Rc::new(Cell::new(None));
        let given = Rc::clone(&done);
        let does = Box::new(move |device: &mut Device| given.set(Some(does(device))));
        self.tickets.borrow_mut().push_back(Ticket { store, task: self.running.get(), is_sure, does });
        poll_fn(move |_| done.take().map_or(Poll::Pending, Poll::Ready)).await
    }

    pub async fn list(&self) -> Vec<Record> {
        let forgotten = self.fence.forgotten.get();
        let read = self.transact(Store::Records, false, |device| device.records.clone()).await;
        if forgotten != self.fence.forgotten.get() {
            return Vec::new();
        }
        let records =
            read.values().map(|text| Record::from_text(text).expect("what was written can be read")).collect();
        self.fence.read.replace(read);
        records
    }

    /// Writes without a look at what is there.
    pub async fn save(&self, record: Record) {
        let text = record.to_text();
        self.transact(Store::Records, true, move |device| device.put(&record, text)).await;
    }

    pub async fn save_fenced(self: &Rc<Self>, record: &Record) -> bool {
        let at = place(record);
        self.fence.begun.set(self.fence.begun.get() + 1);
        // As of now: what is read while this waits for its turn is not in the record.
        let (known, forgotten) = (self.fence.read.borrow().get(&at).cloned(), self.fence.forgotten.get());
        let (page, record, text) = (Rc::clone(self), record.clone(), record.to_text());
        self.transact(Store::Records, false, move |device| {
            let there = device.records.get(&at);
            let is_known = there.is_none() || there == known.as_ref() || page.fence.written.borrow().get(&at) == there;
            if !is_known || forgotten != page.fence.forgotten.get() {
                return false;
            }
            page.tell(Note::Changed);
            device.put(&record, text.clone());
            page.fence.written.borrow_mut().insert(at, text);
            true
        })
        .await
    }

    pub async fn lease(&self, wish: Wish, now: Instant) -> Holding {
        let id = self.id.clone();
        let wished = move |device: &mut Device, is_write: bool| {
            let lease = device.lease.as_deref().and_then(Lease::from_text);
            let (holding, lease) = Lease::wish(lease.as_ref(), &id, wish, now);
            let is_new = lease.is_some();
            if let Some(lease) = lease.filter(|_| is_write) {
                device.lease = Some(lease.to_text());
            }
            (holding, is_new)
        };
        let (reads, writes) = (wished.clone(), wished);
        let (holding, is_to_write) = self.transact(Store::Leases, false, move |device| reads(device, false)).await;
        if !is_to_write {
            return holding;
        }
        let (holding, is_new) = self.transact(Store::Leases, false, move |device| writes(device, true)).await;
        if is_new {
            self.tell(Note::Changed);
        }
        holding
    }

    pub async fn let_go(&self) {
        self.tell(Note::Changed);
        self.transact(Store::Leases, true, |device| device.lease = None).await;
    }

    pub async fn forget(&self) {
        self.tell(Note::Forgotten);
        self.transact(Store::Records, false, |device| {
            device.records.clear();
            device.texts.clear();
            device.is_cleared = true;
        })
        .await;
        self.transact(Store::Leases, false, |device| device.lease = None).await;
    }

    pub fn call_off(&self) {
        self.fence.forgotten.set(self.fence.forgotten.get() + 1);
    }
}
