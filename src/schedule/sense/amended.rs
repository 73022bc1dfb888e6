//! Where one kind of report ends and another goes on with the same periods, each period is due under one of them.

use super::{DAYS_APART, asked};
use crate::finding::{Code, Finding, Pointer};
use crate::plan::{Date, PeriodId, Periods, Plan, Recurrence, ReportKind};
use crate::schedule::frame::Frame;
use crate::schedule::owed::all;
use crate::schedule::{Duty, FixedZone};
use std::sync::Arc;

/// Most days from the last of one kind to the first of the next that goes on where it ends.
const DAYS_BETWEEN: i64 = 2;
/// Units of which it is asked whether they lose a report: others have the same rules.
const UNITS_ASKED: usize = 32;

/// Warns of the first period that is due too late for the kind that ends and too early for the one that begins.
pub(super) fn check(plan: &Plan, found: &mut Vec<Finding>) {
    for (i, old) in plan.reports.iter().enumerate() {
        let next =
            plan.reports.iter().find_map(|next| Some((next, old.valid_until?, next.valid_from?)).filter(goes_on(old)));
        let Some((new, until, from)) = next else { continue };
        if let Some(period) = lost(plan, (old, until), (new, from)) {
            let at = Pointer::root().key("reports").index(i).key("valid_until");
            found.push(Finding::warning(at, Code::MissingKey { key: period.to_string() }));
        }
    }
}

/// Whether a kind asks the same units about the same periods from the day on which another ends.
fn goes_on(old: &ReportKind) -> impl Fn(&(&Arc<ReportKind>, Date, Date)) -> bool {
    move |(new, until, from)| (0..=DAYS_BETWEEN).contains(&from.days_since(*until)) && is_alike(old, new)
}

/// Whether two kinds ask the same units about the same periods, whatever bounds they have.
fn is_alike(one: &ReportKind, other: &ReportKind) -> bool {
    let unbounded = |every: &Recurrence| Recurrence { from: None, until: None, ..every.clone() };
    one.id != other.id
        && one.by == other.by
        && match (&one.periods, &other.periods) {
            (Periods::Every(one), Periods::Every(other)) => unbounded(one) == unbounded(other),
            (one, other) => one == other,
        }
}

/// The first period that is due for somebody after the last day of one kind, and before the first day of the next, and
/// under no other.
fn lost(plan: &Plan, (old, until): (&ReportKind, Date), (new, from): (&ReportKind, Date)) -> Option<PeriodId> {
    let endless = Arc::new(ReportKind { valid_until: None, ..old.clone() });
    let ever = Arc::new(ReportKind { valid_from: None, ..new.clone() });
    asked(plan, old).take(UNITS_ASKED).find_map(|unit| {
        let member = plan.member(unit);
        let frame = Frame::new(plan, &member, &FixedZone::VIETNAM);
        let around =
            |kind: &Arc<ReportKind>| all(kind, until.plus_days(-DAYS_APART), until.plus_days(DAYS_APART), &frame);
        let (mut late, mut early) = (around(&endless), around(&ever));
        late.retain(|duty| duty.day().is_some_and(|day| day > until));
        early.retain(|duty| duty.day().is_some_and(|day| day < from));
        let is_among = |duty: &Duty, others: &[Duty]| others.iter().any(|other| other.period.id == duty.period.id);
        late.retain(|duty| is_among(duty, &early));
        for kind in plan.reports.iter().filter(|kind| is_alike(old, kind)) {
            let owed = around(kind);
            late.retain(|duty| !is_among(duty, &owed));
        }
        late.into_iter().next().map(|duty| duty.period.id)
    })
}
