//! What follows from what nobody can do before the rest of the program is there.

use super::{Action, Came, Filter, Hand, Rest, Saved, State, View, Work};
use crate::delivery::{Cause, Phase, Record};
use crate::finding::Pointer;
use crate::report::{Draft, Part};
use std::rc::Rc;
use std::sync::Arc;

impl State {
    /// What follows from such an action; `None` when nothing changes.
    #[inline(never)]
    pub(super) fn later(&mut self, rest: Rest, action: Action) -> Option<()> {
        match action {
            Action::Correct => {
                if let Some(work) = self.work_mut() {
                    work.change_beside(|beside| beside.has_kept_theirs = false);
                }
                self.view = View::Fill;
                self.came = Came::Report;
                self.settle();
            }
            Action::Focus(part, at) => self.focus(&part, at)?,
            Action::Send { key, now } => self.send(rest, key, now)?,
            Action::Answered(outcome) => self.answered(rest, &outcome)?,
            Action::Settle(key) => self.settle_conflict(key)?,
            Action::Resume(now) => self.resume(rest, now)?,
            Action::SignedIn(now) => self.signed_in(rest, now)?,
            Action::Withdraw => {
                // It went out again in the moment of the press.
                if self.outgoing().is_some_and(|outgoing| outgoing.phase == Phase::Sending) {
                    return None;
                }
                self.take_back(rest);
                (self.view, self.came) = (View::Fill, Came::List);
            }
            Action::Holds(holding) => self.holds(holding)?,
            Action::TakeOver(now) => self.hand = Hand::Theirs(Some(now)),
            Action::Clear => self.rewrite(|record, at| record.replace(&Draft::default(), Cause::Cleared, at))?,
            Action::Restore(nth) => self.rewrite(|record, at| record.restore(nth, at))?,
            Action::CarryOver(panel) => {
                match panel {
                    Some(panel) => self.carry_over(panel)?,
                    None => self.carry_over_all()?,
                }
                self.take_back(rest);
            }
            Action::EditAll(edits) => {
                self.edit_all(rest, &edits)?;
                self.take_back(rest);
            }
            Action::Grid => {
                self.view = View::Grid;
                self.work_mut()?.focus = None;
            }
            Action::Confirm(some) => self.confirm(some.as_deref())?,
            Action::Told(text) => self.learn(rest, &text).or_else(|| self.fill_in(rest, &text))?,
            Action::Follow(records) => self.follow(rest, records)?,
            Action::Overtaken(records) => self.overtaken(rest, records)?,
            Action::Heed(nth, is_done) => self.heed(nth, is_done)?,
            Action::Offer(file) => self.offer(file)?,
            Action::Portion(step) => self.portion_step(rest, &step)?,
            Action::Take(nth) => self.take(nth)?,
            Action::Decline(nth) => self.decline(nth)?,
            Action::Forget => self.forget(),
            Action::Unread(unread) => Rc::make_mut(&mut self.device).unread = unread,
            Action::Room { is_low } if is_low != self.device.is_full_soon => {
                Rc::make_mut(&mut self.device).is_full_soon = is_low;
            }
            Action::Chosen(files) => self.chosen(files)?,
            Action::Shrink(on) => Rc::make_mut(&mut self.device).shrinks = on,
            Action::FilesUnkept(are) if are != self.device.has_unkept_files => {
                Rc::make_mut(&mut self.device).has_unkept_files = are;
            }
            Action::Uploaded(percent) => Rc::make_mut(&mut self.device).uploaded = percent,
            // The others happen before.
            _ => return None,
        }
        Some(())
    }

    fn focus(&mut self, part: &Part, at: Pointer) -> Option<()> {
        self.view = View::Fill;
        let work = self.work_mut()?;
        let index = work.index(part)?;
        // These are asked above the list, not in a panel.
        let is_above = matches!(at.as_str(), "/nil" | "/nil_reason" | "/period/event");
        let open = work.panels.iter().position(|panel| !is_above && panel.parts.contains(&index));
        if work.open != open {
            work.open = open;
            work.query.clear();
            work.filter = Filter::All;
        }
        let count = work.focus.as_ref().map_or(0, |(_, count)| count + 1);
        work.focus = Some((at, count));
        Some(())
    }

    /// All answers of the open report are replaced by others.
    pub(super) fn rewrite(&mut self, change: impl FnOnce(&mut Record, String)) -> Option<()> {
        let (plan, member, old) = (self.plan()?, self.member.clone()?, self.work.clone()?);
        let mut record = self.to_keep(self.now)?;
        change(&mut record, self.now.in_zone(&*self.zone).to_string());
        let (duty, draft) = (Arc::clone(&old.duty), record.draft());
        self.put(record);
        let mut work = Work::new(self.rest(), &plan, &member, duty, draft, self.now, &*self.platform.text);
        work.saved = Saved::Pending;
        work.other_periods = Rc::clone(&old.other_periods);
        work.origin = old.origin;
        work.previous.clone_from(&old.previous);
        self.view = View::Fill;
        self.came = Came::List;
        self.work = Some(Rc::new(work));
        if let Some(rest) = self.rest() {
            self.hear(rest);
        }
        Some(())
    }
}
