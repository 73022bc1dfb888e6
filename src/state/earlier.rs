//! What earlier reports said: of those that were sent the device has the answers, its own or by the history.

use super::{Rest, State};
use crate::report::{Answers, Earlier, Form, FormPart, Label, PastPeriod, begins, settle_part};
use crate::schedule::{Duty, reports};
use std::rc::Rc;
use std::sync::Arc;

/// Days in which the same period of the year before lies.
const A_YEAR: i64 = 380;
/// Most days between the end of a period and the day its report is due on, before it or after, as far as is looked.
const UNTIL_DUE: i64 = 400;

impl State {
    /// The open report is held against what earlier ones said.
    pub(super) fn look_back(&mut self, _: Rest) {
        let previous = self.work.as_ref().and_then(|work| {
            let is_new = self.record(&work.duty).is_none_or(|record| !record.is_sent());
            let previous = self.previous(&work.duty, &work.other_periods).filter(|_| is_new)?;
            Some(Rc::new(previous.draft()))
        });
        if let Some(work) = self.work_mut() {
            work.previous = previous;
        }
        let Some((past, plan)) = self.past().zip(self.plan()) else { return };
        let Some(work) = &self.work else { return };
        let earlier = Earlier::look_back(&plan, &work.duty, &work.form, &past);
        if *work.past == *past && *work.earlier == earlier {
            return;
        }
        self.with_work(|work, plan, now, text| {
            (work.earlier, work.past) = (Rc::new(earlier), past.into());
            work.recheck(plan, now, text);
        });
    }

    /// The reports of the same kind before the open one to which its figures go back, in their order; none where it asks
    /// for no such figure.
    pub(super) fn earlier_periods(&self) -> Vec<Duty> {
        let (Some(work), Some(plan), Some(member)) = (&self.work, self.plan(), &self.member) else { return Vec::new() };
        let Some((_, last)) = work.duty.period.span.filter(|_| looks_back(&work.form)) else { return Vec::new() };
        let begins = plan.indicators.iter().filter_map(|indicator| begins(&plan, indicator, &work.duty)).min();
        let a_year = last.plus_days(-A_YEAR);
        let from = begins.map_or(a_year, |begins| begins.min(a_year));
        let mut past = reports(&plan, member, from.plus_days(-UNTIL_DUE), last.plus_days(UNTIL_DUE), &*self.zone);
        let round = |duty: &Duty| duty.round.as_ref().map(|round| round.id.clone());
        past.retain(|duty| {
            // One that lasts over that day counts, too: the year before is one.
            let is_before = duty.period.span.is_some_and(|(_, ends)| ends >= from && ends < last);
            is_before && duty.kind.id == work.duty.kind.id && round(duty) == round(&work.duty)
        });
        crate::finding::sort(&mut past, |duty| duty.period.span);
        past
    }

    /// What was sent of them; none where the open report asks for nothing of it.
    fn past(&self) -> Option<Vec<PastPeriod>> {
        let work = self.work.as_ref().filter(|work| looks_back(&work.form))?;
        let answers = |duty: &Duty| {
            let sent = self.record(duty).filter(|record| record.is_sent() && !record.lacks_answers());
            let draft = sent.map(|record| record.draft());
            let of_part = |part: &Arc<FormPart>| match &draft {
                Some(draft) if part_looks_back(part) => settle_part(part, draft, &*self.platform.text).0,
                _ => Answers::new(),
            };
            // Who owed no report has nothing to add.
            (draft.is_some() || !duty.is_owed()).then(|| work.form.parts.iter().map(of_part).collect())
        };
        let past = |duty: Duty| PastPeriod { answers: answers(&duty), period: duty.period };
        Some(self.earlier_periods().into_iter().map(past).collect())
    }
}

fn looks_back(form: &Form) -> bool {
    form.parts.iter().any(part_looks_back)
}

/// Whether a part has a question that earlier reports say something of.
fn part_looks_back(part: &Arc<FormPart>) -> bool {
    let mut fields = part.fields.iter();
    fields.any(|field| {
        matches!(field.label, Label::Earlier(_)) || field.rules().iter().any(|rule| rule.rule.looks_back())
    })
}
