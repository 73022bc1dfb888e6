//! Pages that are open on one device, the line, the backend, and what must hold of them.

use crate::chance::Chance;
use crate::device::{Device, Store};
use crate::events::{Does, EVENTS};
use crate::line::Line;
use crate::page::Page;
use crate::texts::Texts;
use baocao::state::State;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

pub struct World {
    pub(crate) chance: Chance,
    pub(crate) number: u64,
    /// A form that nobody has opened yet.
    seed: State,
    /// The device's clock.
    pub(crate) clock: Rc<Cell<i64>>,
    pub(crate) pages: Vec<Rc<Page>>,
    pages_opened: u64,
    pub(crate) device: Device,
    pub(crate) line: Rc<RefCell<Line>>,
    pub texts: Texts,
    pub(crate) keys: u64,
    /// What has happened.
    log: Vec<String>,
}

/// Whatever fails, what led to it is told.
impl Drop for World {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("sequence {}:\n{}", self.number, self.log.join("\n"));
        }
        // They hold themselves by what they wait for.
        self.pages.iter().for_each(|page| page.dies());
    }
}

impl World {
    pub fn new(number: u64, seed: State) -> Self {
        let mut world = Self {
            chance: Chance::of(number),
            number,
            clock: Rc::new(Cell::new(seed.now.0)),
            seed,
            pages: Vec::new(),
            pages_opened: 0,
            device: Device::default(),
            line: Rc::default(),
            texts: Texts::default(),
            keys: 0,
            log: Vec::new(),
        };
        world.opens();
        world.opens();
        world
    }

    /// Something happens: which of the events, and whether anything came of it.
    pub fn step(&mut self) -> (usize, bool) {
        let before = self.log.len();
        let mut nth = self.chance.next(EVENTS.iter().map(|event| event.often).sum());
        let mut event = 0;
        while nth >= EVENTS[event].often {
            nth -= EVENTS[event].often;
            event += 1;
        }
        let happened = match EVENTS[event].does {
            Does::World(does) => does(self),
            Does::Page(does) => {
                let awake: Vec<_> = self.pages.iter().filter(|page| !page.is_hung.get()).cloned().collect();
                let nth = self.chance.next(awake.len().max(1) as u64) as usize;
                awake.get(nth).and_then(|page| {
                    self.tells(format!("{}: {}", page.id, EVENTS[event].name));
                    does(self, page)
                })
            }
        };
        if happened.is_none() {
            self.log.truncate(before);
        }
        self.holds();
        (event, happened.is_some())
    }

    pub(crate) fn tells(&mut self, what: String) {
        self.log.push(what);
    }

    pub(crate) fn opens(&mut self) -> Option<()> {
        let most = if self.number.is_multiple_of(4) { 3 } else { 2 };
        if self.pages.len() >= most {
            return None;
        }
        self.pages_opened += 1;
        let id = format!("page-{}", self.pages_opened);
        self.tells(format!("{id} is opened"));
        self.pages.push(Page::open(id, self.seed.clone(), Rc::clone(&self.clock), Rc::clone(&self.line)));
        Some(())
    }

    /// The next transaction of a page, in one of the stores.
    pub(crate) fn device_works(&mut self, page: &Rc<Page>) -> Option<()> {
        let stores = [Store::Records, Store::Leases, Store::Asked];
        let first = self.chance.next(3) as usize;
        let nth_of = |store: Store| page.tickets.borrow().iter().position(|ticket| ticket.store == store);
        let nth = (0..3).find_map(|other| nth_of(stores[(first + other) % 3]))?;
        self.carries_out(page, nth);
        Some(())
    }

    fn carries_out(&mut self, page: &Rc<Page>, nth: usize) {
        let Some(ticket) = page.tickets.borrow_mut().remove(nth) else { return };
        (ticket.does)(&mut self.device);
        page.heard.borrow_mut().push_back(ticket.task);
    }

    /// A page goes away: what the browser was told to carry out all the same is carried out.
    pub(crate) fn leaves(&mut self, page: &Rc<Page>) {
        // What others have done is heard of within a millisecond; what is in that very moment is beyond what can be held.
        for other in self.pages.iter().filter(|other| !other.is_hung.get() && other.id != page.id) {
            while other.hears() {}
            self.hands_on(other);
        }
        while page.is_noted() {}
        page.leaves();
        let is_sure = || page.tickets.borrow().iter().position(|ticket| ticket.is_sure);
        while let Some(nth) = is_sure() {
            self.carries_out(page, nth);
        }
    }

    /// All is done that a page waits for, but for answers of the backend.
    pub(crate) fn calms(&mut self, page: &Rc<Page>) {
        for _ in 0..500 {
            let is_busy = page.hears() || self.device_works(page).is_some() || page.saves() || page.is_noted();
            if !is_busy {
                return;
            }
            self.holds();
        }
        panic!("{} does not come to rest", page.id);
    }

    /// A page is no more.
    pub(crate) fn is_gone(&mut self, page: &Rc<Page>) {
        self.pages.retain(|other| other.id != page.id);
        self.hands_on(page);
        page.dies();
        self.texts.goes(&page.id);
        for request in &mut self.line.borrow_mut().requests {
            if request.from.0 == page.id {
                request.waits = None;
            }
        }
    }

    /// What a page has told goes on its way to the others.
    fn hands_on(&self, page: &Page) {
        for note in page.told.take() {
            for other in self.pages.iter().filter(|other| other.id != page.id) {
                other.mail.borrow_mut().push_back(note);
            }
        }
    }

    /// The texts that the device and the backend can give back.
    pub(crate) fn there(&self) -> Vec<u64> {
        let line = self.line.borrow();
        self.device.texts.values().flatten().copied().chain(line.rows.iter().map(|row| row.text)).collect()
    }

    /// What must hold at any time.
    #[track_caller]
    pub(crate) fn holds(&mut self) {
        self.pages.iter().for_each(|page| self.hands_on(page));
        for (text, texts, pushed_out) in std::mem::take(&mut self.device.news) {
            self.log.push(format!("  on the device: {texts:?}, pushed out: {pushed_out:?}: {}", brief(&text)));
            self.texts.is_put(texts, pushed_out);
        }
        let hears = self.pages.iter().any(|page| page.has_heard_of_forgetting.take());
        if std::mem::take(&mut self.device.is_cleared) || hears {
            self.texts.is_forgotten();
        }
        let lost = self.texts.lost(self.there());
        assert_eq!(lost, None, "what was on the device is gone from it: {:#?}", self.device.records);
        let mut line = self.line.borrow_mut();
        assert_eq!(line.wrong, None);
        for key in std::mem::take(&mut line.new_keys) {
            let is_there = self.device.records.values().any(|text| text.contains(&format!("\"{key}\"")));
            assert!(is_there || line.is_forgotten, "{key} goes out and is not on the device");
        }
    }
}

/// Of a record what tells it from others.
fn brief(record: &str) -> String {
    let after = |word: &str, most: usize| {
        let found = record.find(word).map(|at| record[at + word.len()..].chars().take(most).collect::<String>());
        found.unwrap_or_default()
    };
    let (kind, stage, receipts) = (after(r#""kind":""#, 1), after(r#""stage":""#, 8), record.matches("BC-").count());
    format!("{kind} {stage} key {} {receipts} receipts", after(r#""key":"k"#, 3))
}
