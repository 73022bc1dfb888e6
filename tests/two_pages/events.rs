//! What can happen, and how often: what the officer does, what the browser does with pages, what becomes of requests.

use crate::line::{Mood, Request};
use crate::page::Page;
use crate::texts::{field, number_in, raw};
use crate::world::World;
use baocao::delivery::{Answer, Failure, Record, ReviewState};
use baocao::report::{Edit, Part};
use baocao::state::{Action, View};
use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

/// What an event does; none where nothing comes of it.
pub enum Does {
    World(fn(&mut World) -> Option<()>),
    /// With one of the pages that do not hang.
    Page(fn(&mut World, &Rc<Page>) -> Option<()>),
}

pub struct Event {
    pub name: &'static str,
    pub often: u64,
    pub does: Does,
}

const fn page(name: &'static str, often: u64, does: fn(&mut World, &Rc<Page>) -> Option<()>) -> Event {
    Event { name, often, does: Does::Page(does) }
}

const fn world(name: &'static str, often: u64, does: fn(&mut World) -> Option<()>) -> Event {
    Event { name, often, does: Does::World(does) }
}

pub const EVENTS: [Event; 27] = [
    page("types", 8, World::types),
    page("the time to save has come", 5, |_, page| page.saves().then_some(())),
    page("sends", 6, World::sends),
    page("a tick", 8, World::ticks),
    page("takes over", 3, World::takes_over),
    page("goes to the other report", 1, World::goes_to_the_other_report),
    page("forgets", 1, World::forgets),
    page("hangs", 1, World::hangs),
    page("is put aside by the browser", 1, World::is_put_aside),
    page("is closed", 1, World::is_closed),
    page("the device works", 14, World::device_works),
    page("hears", 14, |_, page| page.hears().then_some(())),
    page("all is done that it waits for", 7, World::does_all),
    page("a note comes", 4, |_, page| page.is_noted().then_some(())),
    page("the answer is lost", 2, |world, page| world.is_answered(page, Failure::Unreachable)),
    page("the answer is given up", 2, |world, page| world.is_answered(page, Failure::TimedOut)),
    page("the line is back", 1, World::has_a_line_again),
    page("a history is told", 1, World::is_told),
    world("a page is opened", 3, World::opens),
    world("a page wakes", 6, World::wakes),
    world("a page crashes", 1, World::crashes),
    world("a request arrives", 8, |world| world.arrives(Mood::Well)),
    world("the backend is unwell", 3, World::arrives_while_the_backend_is_unwell),
    world("the login has ended", 1, |world| world.arrives(Mood::SignedOut)),
    world("an answer comes", 8, World::answer_comes),
    world("time goes on", 6, World::time_goes_on),
    world("the clock jumps", 1, World::clock_jumps),
];

/// What the officer does.
impl World {
    /// The report is open, and this page may write.
    pub(crate) fn is_at_work(&mut self, page: &Rc<Page>) -> bool {
        let state = page.state.borrow().clone();
        if state.records.is_some() && state.work.is_none() {
            let nth = usize::from(self.chance.next(4) == 0);
            page.does(Action::Open(Arc::clone(&state.duties[nth])));
        }
        let state = page.state.borrow();
        state.records.is_some() && state.work.is_some() && state.hand.is_ours()
    }

    pub(crate) fn types(&mut self, page: &Rc<Page>) -> Option<()> {
        if !self.is_at_work(page) {
            return None;
        }
        let parent = page.text();
        let view = page.state.borrow().view;
        match view {
            View::Receipt => page.does(Action::Correct),
            View::Check => page.does(Action::KeepEditing),
            _ => {}
        }
        let text = self.texts.next();
        page.does(Action::Edit(Edit { part: Part::Sections, field: field(), raw: raw(text) }));
        page.does(Action::Leave(Part::Sections, field()));
        assert_eq!(page.text(), text, "{} takes what is typed", page.id);
        page.is_ticked.set(false);
        self.texts.is_typed(&page.id, parent);
        self.tells(format!("  {text} over {parent}"));
        Some(())
    }

    pub(crate) fn sends(&mut self, page: &Rc<Page>) -> Option<()> {
        let text = page.text();
        let is_new = |record: &Record| record.is_unsent() || number_in(&record.draft()) != text;
        if !self.is_at_work(page) || text == 0 || !page.record().as_ref().is_none_or(is_new) {
            return None;
        }
        self.keys += 1;
        page.does(Action::Check);
        page.does(Action::Send { key: format!("k{}", self.keys), now: page.now() });
        self.tells(format!("  {text}, under k{} where it is new", self.keys));
        Some(())
    }

    pub(crate) fn takes_over(&mut self, page: &Rc<Page>) -> Option<()> {
        if page.state.borrow().hand.is_ours() {
            return None;
        }
        page.does(Action::TakeOver(page.now()));
        Some(())
    }

    fn goes_to_the_other_report(&mut self, page: &Rc<Page>) -> Option<()> {
        let state = page.state.borrow().clone();
        let work = state.work.as_ref()?;
        let other = state.duties.iter().find(|duty| !duty.is_same(&work.duty))?;
        page.does(Action::Open(Arc::clone(other)));
        Some(())
    }

    /// In some sequences only: then it cannot be known whether reports that were forgotten are sent anew.
    fn forgets(&mut self, page: &Rc<Page>) -> Option<()> {
        if !self.number.is_multiple_of(8) || page.state.borrow().records.is_none() {
            return None;
        }
        page.does(Action::Forget);
        self.texts.is_forgotten();
        self.line.borrow_mut().is_forgotten = true;
        Some(())
    }
}

/// What becomes of pages.
impl World {
    fn ticks(&mut self, page: &Rc<Page>) -> Option<()> {
        page.tick();
        Some(())
    }

    fn does_all(&mut self, page: &Rc<Page>) -> Option<()> {
        self.calms(page);
        Some(())
    }

    fn has_a_line_again(&mut self, page: &Rc<Page>) -> Option<()> {
        page.does(Action::Resume(page.now()));
        Some(())
    }

    fn hangs(&mut self, page: &Rc<Page>) -> Option<()> {
        // Not between a look at the device and what follows from it: the transaction would hold all others up.
        while page.hears() {}
        page.is_hung.set(true);
        Some(())
    }

    fn is_put_aside(&mut self, page: &Rc<Page>) -> Option<()> {
        self.leaves(page);
        while page.hears() {}
        page.is_hung.set(true);
        Some(())
    }

    fn crashes(&mut self) -> Option<()> {
        let nth = self.chance.next(self.pages.len().max(1) as u64) as usize;
        let page = Rc::clone(self.pages.get(nth)?);
        self.crashes_with(&page);
        Some(())
    }

    pub(crate) fn crashes_with(&mut self, page: &Rc<Page>) {
        self.tells(format!("{} crashes", page.id));
        self.had_time(page);
        self.is_gone(page);
    }

    /// What was typed before the last tick is kept, once all is done that followed from it.
    fn had_time(&self, page: &Page) {
        if page.is_idle() && page.is_ticked.get() {
            let lost = self.texts.missing(Some(&page.id), self.there());
            assert_eq!(lost, None, "{} had the time to keep it", page.id);
        }
    }

    pub(crate) fn is_closed(&mut self, page: &Rc<Page>) -> Option<()> {
        self.had_time(page);
        self.leaves(page);
        self.is_gone(page);
        Some(())
    }

    fn wakes(&mut self) -> Option<()> {
        let page = Rc::clone(self.pages.iter().find(|page| page.is_hung.get())?);
        self.tells(format!("{} wakes", page.id));
        page.is_hung.set(false);
        Some(())
    }

    fn time_goes_on(&mut self) -> Option<()> {
        let time = self.chance.next(2_500) as i64;
        self.clock.set(self.clock.get() + time);
        self.tells(format!("{time} ms go by"));
        Some(())
    }

    fn clock_jumps(&mut self) -> Option<()> {
        let time = self.chance.next(2 * 86_400_000) as i64 - 86_400_000;
        self.clock.set(self.clock.get() + time);
        self.tells(format!("the clock jumps by {time} ms"));
        Some(())
    }
}

/// What becomes of requests.
impl World {
    fn pick(&mut self, which: impl Fn(&Request) -> bool) -> Option<usize> {
        let line = self.line.borrow();
        let found: Vec<usize> = (0..line.requests.len()).filter(|nth| which(&line.requests[*nth])).collect();
        let nth = self.chance.next(found.len().max(1) as u64) as usize;
        found.get(nth).copied()
    }

    pub(crate) fn arrives(&mut self, mood: Mood) -> Option<()> {
        let nth = self.pick(|request| request.answer.is_none())?;
        let what = self.line.borrow_mut().arrives(nth, mood);
        self.tells(format!("a request arrives, {mood:?}: {what}"));
        Some(())
    }

    fn arrives_while_the_backend_is_unwell(&mut self) -> Option<()> {
        let mood = [Mood::FailsBefore, Mood::FailsAfter][self.chance.next(2) as usize];
        self.arrives(mood)
    }

    pub(crate) fn answer_comes(&mut self) -> Option<()> {
        let nth = self.pick(|request| request.answer.is_some())?;
        let request = self.line.borrow_mut().requests.remove(nth);
        self.tells(format!("an answer comes to {}", request.from.0));
        self.gives(request.from, request.waits?, request.answer?)
    }

    /// The page waits no longer; the request may still arrive.
    fn is_answered(&mut self, page: &Rc<Page>, failure: Failure) -> Option<()> {
        let nth = self.pick(|request| request.from.0 == page.id && request.waits.is_some())?;
        let from = self.line.borrow().requests[nth].from.clone();
        let waits = self.line.borrow_mut().requests[nth].waits.take()?;
        self.gives(from, waits, Answer::Failed(failure))
    }

    fn gives(&mut self, from: (String, u64), waits: Rc<Cell<Option<Answer>>>, answer: Answer) -> Option<()> {
        let page = self.pages.iter().find(|page| page.id == from.0)?;
        waits.set(Some(answer));
        page.heard.borrow_mut().push_back(from.1);
        Some(())
    }

    fn is_told(&mut self, page: &Rc<Page>) -> Option<()> {
        let state = [ReviewState::Submitted, ReviewState::Returned][self.chance.next(2) as usize];
        let history = self.line.borrow().history(state);
        page.does(Action::Told(history.into()));
        Some(())
    }
}
