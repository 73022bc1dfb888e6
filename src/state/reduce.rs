use super::identity::identify;
use super::{Action, Came, Filter, Hand, PlanState, Saved, State, View, Work};
use crate::delivery::{DraftKey, Record};
use crate::finding::{Finding, Pointer};
use crate::plan::Plan;
use crate::report::{Draft, Part};
use crate::schedule::{Duty, Instant, begun, duties};
use std::rc::Rc;
use std::sync::Arc;

/// What follows from an action; `None` when nothing changes.
pub fn reduce(state: &State, action: Action) -> Option<State> {
    if !state.hand.is_ours() && action.writes() {
        return None;
    }
    let mut next = state.clone();
    match action {
        Action::Setup(setup) => {
            if setup == *state.setup {
                return None;
            }
            let same_unit = setup.unit == state.setup.unit && setup.user == state.setup.user;
            next.setup = Rc::new(setup);
            if next.setup.lang != state.setup.lang {
                next.chosen_lang = None;
                next.ask_for_english();
            }
            if !same_unit {
                next.records = None;
                next.hand = Hand::Unknown;
                next.work = None;
                next.view = View::Overview;
                next.came = Came::Nowhere;
            }
            next.settle();
        }
        Action::Loading => {
            if matches!(state.plan, PlanState::Loading) {
                return None;
            }
            next.plan = PlanState::Loading;
        }
        Action::Plan(plan) => {
            let same =
                matches!((&plan, &state.plan), (PlanState::Ready(a), PlanState::Ready(b)) if a.source == b.source);
            if same {
                return None;
            }
            next.plan = plan;
            next.records = None;
            next.work = None;
            next.view = View::Overview;
            next.came = Came::Nowhere;
            next.settle();
        }
        Action::Clock { server, device } => {
            /// Under this a difference is the way of the answer, and of no matter.
            const TWO_MINUTES: i64 = 120_000;
            let ahead = server.0 - device.0;
            let ahead = if ahead.abs() > TWO_MINUTES { ahead } else { 0 };
            // A second's more or less with every answer is no news.
            if (ahead - state.clock_ahead).abs() < TWO_MINUTES && (ahead == 0) == (state.clock_ahead == 0) {
                return None;
            }
            next.clock_ahead = ahead;
            if state.setup.as_of.is_none() {
                next.now = next.time(device);
            }
            next.settle();
        }
        Action::Tick(now) => {
            let is_sending = state.rest().is_some_and(|rest| next.dispatch(rest, now));
            let now = state.time(now);
            let minute = |at: Instant| at.0.div_euclid(60_000);
            let is_new = state.setup.as_of.is_none() && minute(now) != minute(state.now);
            if is_new {
                next.now = now;
                next.settle();
            }
            if !is_new && !is_sending {
                return None;
            }
        }
        Action::Records(mut records) => {
            if !matches!(next.hand, Hand::Theirs(_)) {
                records.iter_mut().for_each(Record::recover);
            }
            next.records = Some(records.into());
            next.go_on();
        }
        Action::Open(duty) => next.open(duty, false)?,
        Action::Receipt(duty) => next.open(duty, true)?,
        Action::Overview => {
            next.view = View::Overview;
            next.came = Came::List;
            next.work = None;
        }
        Action::Year(year) => {
            next.view = View::Year(year.unwrap_or_else(|| state.now.in_zone(&*state.zone).date.year()));
            next.work = None;
        }
        Action::Panel(panel) => {
            next.view = View::Fill;
            next.came = Came::List;
            let work = next.work_mut()?;
            work.open = panel;
            work.focus = None;
        }
        Action::Edit(edit) => {
            let changed = next.with_work(|work, plan, now, text| work.edit(edit, plan, now, text))?;
            if !changed {
                return None;
            }
            if let Some(rest) = state.rest() {
                next.take_back(rest);
            }
            next.heed_event();
        }
        Action::Leave(part, field) => {
            next.with_work(|work, plan, now, text| work.leave(&part, &field, plan, now, text))?;
        }
        Action::Query(query) => next.work_mut()?.query = query,
        Action::Filter(filter) => next.work_mut()?.filter = filter,
        Action::Check => {
            next.view = View::Check;
            let work = next.work_mut()?;
            work.tried = true;
        }
        Action::KeepEditing => {
            next.view = View::Fill;
            next.came = Came::List;
        }
        Action::Correct => {
            next.view = View::Fill;
            next.came = Came::Report;
            next.settle();
        }
        Action::Focus(part, at) => next.focus(&part, at)?,
        Action::Send { key, now } => next.send(state.rest()?, key, now)?,
        Action::Answered { of, attempt, answer, now, chance } => {
            next.answered(state.rest()?, &of, &attempt, answer, now, chance)?;
        }
        Action::Holds(holding) => next.holds(state.rest()?, holding)?,
        Action::TakeOver(now) => next.hand = Hand::Theirs(Some(now)),
        Action::Settle(key) => next.settle_conflict(state.rest()?, key)?,
        Action::Resume(now) => next.resume(state.rest()?, now)?,
        Action::Saved { draft, record, at } => next.saved(&draft, record, state.time(at)),
        Action::Clear => next.clear()?,
        Action::Language(lang) => {
            next.chosen_lang = Some(lang);
            next.ask_for_english();
        }
        Action::English(english) => next.english = english,
        Action::NeedRest => next.rest.ask(),
        Action::Rest(rest) => {
            next.rest = rest;
            if let Some(rest) = next.rest() {
                next.with_work(|work, plan, now, text| work.check_from_now_on(rest, plan, now, text));
                next.hear(rest);
            }
        }
    }
    // Whoever comes to a page that waits for it tries again.
    if next.needs_rest() && !state.needs_rest() {
        next.rest.ask();
    }
    Some(next)
}

impl State {
    /// Whether sending is on: there is somewhere to send, and it is no mere preview.
    pub fn may_send(&self) -> bool {
        self.setup.has_endpoint && (self.setup.as_of.is_none() || self.setup.preview_send)
    }

    /// Works out again what follows from plan, page and time.
    fn settle(&mut self) {
        let PlanState::Ready(plan) = &self.plan else { return };
        let plan = Arc::clone(plan);
        if let Some(zone) = (self.platform.zone)(plan.time_zone.as_str()) {
            self.zone = zone;
        }
        if let Some(as_of) = self.setup.as_of.as_deref().and_then(|text| Instant::parse(text, &*self.zone)) {
            self.now = as_of;
        }
        let unit = self.setup.unit.as_ref().and_then(|identity| identify(&plan, identity));
        self.member = unit.map(|unit| {
            let mut member = plan.member(unit);
            member.take(&self.setup.arrangements);
            Rc::new(member)
        });
        let owed = self.member.as_ref().map(|member| duties(&plan, member, self.now, &*self.zone));
        self.duties = owed.unwrap_or_default().into_iter().map(Arc::new).collect();
        let (now, text) = (self.now, Rc::clone(&self.platform.text));
        // The page may have arranged another day for the report that is open, or it was sent meanwhile.
        let duty = self.work.as_ref().zip(self.member.as_ref()).map(|(work, member)| {
            let listed = self.duties.iter().find(|duty| duty.is_same(&work.duty)).cloned();
            let Duty { kind, period, .. } = &*work.duty;
            // Looking for one that is not listed goes through the periods of twenty years.
            let known = || begun(&plan, member, &kind.id, &period.id, self.now, &*self.zone).map(Arc::new);
            let duty = listed.or_else(known).unwrap_or_else(|| Arc::clone(&work.duty));
            self.as_it_stands(duty, &work.draft)
        });
        if let (Some(work), Some(duty)) = (&mut self.work, duty) {
            let work = Rc::make_mut(work);
            work.duty = duty;
            work.recheck_whole(&plan, now, &*text);
        }
    }

    /// The plan, once it is there.
    pub fn plan(&self) -> Option<Arc<Plan>> {
        match &self.plan {
            PlanState::Ready(plan) => Some(Arc::clone(plan)),
            _ => None,
        }
    }

    pub(super) fn work_mut(&mut self) -> Option<&mut Work> {
        self.work.as_mut().map(Rc::make_mut)
    }

    pub(super) fn with_work<T>(
        &mut self,
        change: impl FnOnce(&mut Work, &Plan, Instant, &dyn crate::report::Text) -> T,
    ) -> Option<T> {
        let (plan, now, text) = (self.plan()?, self.now, Rc::clone(&self.platform.text));
        self.work_mut().map(|work| change(work, &plan, now, &*text))
    }

    /// The key under which the device keeps a duty's draft.
    pub fn draft_key(&self, duty: &Duty) -> Option<DraftKey> {
        Some(DraftKey {
            plan: self.plan()?.id.clone(),
            unit: self.member.as_ref()?.unit.id.clone(),
            kind: duty.kind.id.clone(),
            period: duty.period.id.clone(),
            user: self.setup.user.clone(),
        })
    }

    /// What the device keeps of a duty.
    pub fn record(&self, duty: &Duty) -> Option<&Record> {
        let key = self.draft_key(duty)?;
        self.records.as_ref()?.iter().find(|record| record.key == key)
    }

    fn focus(&mut self, part: &Part, at: Pointer) -> Option<()> {
        self.view = View::Fill;
        let work = self.work_mut()?;
        let index = work.index(part)?;
        // These are asked above the list, not in a panel.
        let is_above = matches!(at.as_str(), "/nil" | "/period/event");
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

    fn saved(&mut self, draft: &Rc<Draft>, record: Option<Record>, at: Instant) {
        if let Some(work) = self.work_mut() {
            if record.is_none() {
                work.saved = Saved::Nowhere;
            } else if Rc::ptr_eq(&work.draft, draft) {
                work.saved = if draft.is_blank() { Saved::Nothing } else { Saved::At(at) };
            }
        }
        let Some(record) = record.filter(|_| self.records.is_some()) else { return };
        // What became of it meanwhile is newer than what was written down.
        let known = self.records.iter().flat_map(|records| records.iter()).find(|known| known.key == record.key);
        let record = known.cloned().map_or(record.clone(), |mut known| {
            known.write(draft, record.saved_at);
            known
        });
        self.put(record);
    }

    fn clear(&mut self) -> Option<()> {
        let (plan, member) = (self.plan()?, self.member.clone()?);
        let old = self.work.clone()?;
        let duty = Arc::clone(&old.duty);
        let mut work = Work::new(self.rest(), &plan, &member, duty, Draft::default(), self.now, &*self.platform.text);
        work.saved = Saved::Pending;
        work.other_periods = Rc::clone(&old.other_periods);
        work.origin = old.origin;
        self.view = View::Fill;
        self.came = Came::List;
        self.work = Some(Rc::new(work));
        Some(())
    }

    /// Findings of a plan that cannot be used.
    pub fn plan_findings(&self) -> &[Finding] {
        match &self.plan {
            PlanState::Invalid(findings) => findings,
            _ => &[],
        }
    }
}
