//! How a sequence ends: with one page that goes on, and a report that arrives.

use crate::line::Mood;
use crate::page::Page;
use crate::world::World;
use baocao::delivery::Stage;
use baocao::state::{Action, Hand};
use std::rc::Rc;

impl World {
    /// A second in which nothing fails.
    fn second(&mut self) {
        self.clock.set(self.clock.get() + 1_000);
        for page in self.pages.clone() {
            page.is_hung.set(false);
            page.tick();
            self.calms(&page);
        }
        while self.arrives(Mood::Well).is_some() || self.line.borrow().requests.iter().any(|one| one.answer.is_some()) {
            self.answer_comes();
        }
        for page in self.pages.clone() {
            self.calms(&page);
        }
        self.holds();
    }

    /// From wherever it is: what was typed in pages that did not crash is there, and the one that is left at last
    /// sends what is typed in it.
    #[track_caller]
    pub fn comes_to_an_end(&mut self) {
        self.tells("the end: nothing fails any more".to_owned());
        if self.pages.is_empty() {
            self.opens();
        }
        // A page may give the reports to one that has crashed, whose lease then runs out by itself; one of a clock that was
        // set back since takes longest.
        for _ in 0..13 {
            self.second();
        }
        self.all_is_there();
        let hands = self.pages.iter().filter(|page| page.state.borrow().hand == Hand::Ours).count();
        assert_eq!(hands, 1, "so many of {} pages have the reports in hand", self.pages.len());
        while self.pages.len() > 1 {
            let nth = self.chance.next(self.pages.len() as u64) as usize;
            let page = Rc::clone(&self.pages[nth]);
            if self.chance.next(2) == 0 {
                self.crashes_with(&page);
            } else {
                self.tells(format!("{} is closed", page.id));
                self.is_closed(&page);
            }
        }
        let page = Rc::clone(&self.pages[0]);
        self.has_it_in_hand(&page);
        self.arrives_at_last(&page);
        self.all_is_there();
    }

    fn all_is_there(&self) {
        let missing = self.texts.missing(None, self.there());
        assert_eq!(missing, None, "it was typed and is nowhere: {:#?}", self.device.records);
    }

    fn has_it_in_hand(&mut self, page: &Rc<Page>) {
        // The lease of one that crashed runs out by itself.
        for _ in 0..10 {
            if page.state.borrow().hand == Hand::Ours {
                return;
            }
            self.second();
            if self.chance.next(4) == 0 {
                self.takes_over(page);
            }
        }
        panic!("{} does not get the reports in hand: {:?}", page.id, page.state.borrow().hand);
    }

    fn arrives_at_last(&mut self, page: &Rc<Page>) {
        let mut typed = 0;
        for _ in 0..20 {
            // Where another page was faster that is what stands there now.
            if page.text() != typed || typed == 0 {
                assert!(self.types(page).is_some(), "{} cannot be typed into", page.id);
                typed = page.text();
            }
            self.sends(page);
            self.second();
            page.does(Action::Resume(page.now()));
            let is_sent = page.record().is_some_and(|record| record.stage == Stage::Sent);
            let last = self.line.borrow().rows.last().map(|row| row.text);
            if is_sent && last == Some(typed) && page.is_idle() {
                return;
            }
        }
        panic!("{} has no way on: {:#?}, rows {:#?}", page.id, page.record(), self.line.borrow().rows);
    }
}
