use super::identity::identify;
use super::{Action, Came, Hand, Kept, PlanState, Saved, State, View, Work};
use crate::delivery::{DraftKey, Owner, Record};
use crate::finding::Finding;
use crate::plan::Plan;
use crate::schedule::{Duty, Instant, duties};
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
            if setup == state.setup {
                return None;
            }
            let same_unit = setup.unit == state.setup.unit && setup.user == state.setup.user;
            next.setup = setup;
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
            let open = next.work.take();
            next.settle();
            next.go_on_under_plan(open);
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
        Action::Records(read) => {
            // Where the device keeps nothing the form goes on.
            next.unkept = read.as_ref().err().cloned();
            let mut records = read.unwrap_or_default();
            if !matches!(next.hand, Hand::Theirs(_)) {
                records.iter_mut().for_each(Record::recover);
            }
            (next.records, next.records_of) = (Some(records.into()), next.owner());
            if let Some(rest) = next.rest() {
                next.go_on(rest);
            }
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
        Action::Device => {
            next.view = View::Device;
            next.work = None;
        }
        Action::Panel(panel) => {
            next.view = View::Fill;
            next.came = Came::List;
            next.turns += 1;
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
            work.told.times = 0;
        }
        Action::KeepEditing => {
            next.view = View::Fill;
            next.came = Came::List;
        }
        Action::Saved(kept) => next.saved(&kept),
        Action::Language(lang) => {
            next.chosen_lang = Some(lang);
            next.ask_for_english();
        }
        Action::English(english) => next.english = english,
        Action::NeedRest => next.rest.ask(),
        Action::Rest(rest) => {
            next.rest = rest;
            if let Some(rest) = next.rest() {
                (next.platform.whole_text)(rest, &mut next.platform.text);
                next.with_work(|work, plan, now, text| work.check_from_now_on(rest, plan, now, text));
                next.hear(rest);
            }
        }
        // What nobody can do before the rest is there.
        later => next.later(state.rest()?, later)?,
    }
    if let Some(rest) = state.rest() {
        next.take_along(rest, state);
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
    pub(super) fn settle(&mut self) {
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
        let duty = self.work.as_ref().map(|work| {
            let known = self.draft_key(&work.duty).and_then(|key| self.known_duty(&key));
            let duty = known.unwrap_or_else(|| Arc::clone(&work.duty));
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
        let Owner { plan, unit, user } = self.owner()?;
        Some(DraftKey { plan, unit, kind: duty.kind.id.clone(), period: duty.period.id.clone(), user })
    }

    /// Whose reports are shown.
    pub fn owner(&self) -> Option<Owner> {
        let (plan, unit) = (self.plan()?.id.clone(), self.member.as_ref()?.unit.id.clone());
        Some(Owner { plan, unit, user: self.setup.user.clone() })
    }

    /// What the device keeps of a duty.
    pub fn record(&self, duty: &Duty) -> Option<&Record> {
        let key = self.draft_key(duty)?;
        self.records.as_ref()?.iter().find(|record| record.key == key)
    }

    /// Whether the office wants the report of a duty revised.
    #[inline(never)]
    pub fn is_returned(&self, duty: &Duty) -> bool {
        self.record(duty).is_some_and(Record::is_returned)
    }

    /// Whether this is the report that is open.
    pub(super) fn is_open(&self, key: &DraftKey) -> bool {
        self.work.as_ref().and_then(|work| self.draft_key(&work.duty)).as_ref() == Some(key)
    }

    fn saved(&mut self, Kept { draft, record, kept, at }: &Kept) {
        let at = self.time(*at);
        let is_open = self.is_open(&record.key);
        // Of a report that was left its record has what was typed last.
        let mut is_newest = self.rest().is_none();
        if let Some(work) = self.work_mut()
            && is_open
        {
            let is_all = Rc::ptr_eq(&work.draft, draft);
            is_newest = is_all || work.saved == Saved::Pending;
            if is_all && kept.is_ok() {
                work.saved = if draft.is_blank() { Saved::Nothing } else { Saved::At(at) };
            }
        }
        self.unkept = kept.as_ref().err().cloned();
        // What became of it meanwhile is newer than what was written down.
        let known = self.records.iter().flat_map(|records| records.iter()).find(|known| known.key == record.key);
        let record = known.cloned().map_or_else(
            || record.clone(),
            |mut known| {
                if is_newest {
                    known.write(draft, record.saved_at.clone());
                }
                known
            },
        );
        // Another user may have come meanwhile.
        if self.records.is_some() && self.records_of == Some(record.key.owner()) {
            self.put(record);
        }
    }

    /// Findings of a plan that cannot be used.
    pub fn plan_findings(&self) -> &[Finding] {
        match &self.plan {
            PlanState::Invalid(findings) => findings,
            _ => &[],
        }
    }
}
