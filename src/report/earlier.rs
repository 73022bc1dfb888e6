//! What earlier reports of the same kind said, as far as it is known.

use super::answer::{Answers, Value};
use super::figures::Tally;
use super::form::{Form, Part};
use crate::json::object;
use crate::plan::{Accumulates, Date, Decimal, FieldId, IndicatorId, Plan, TaskId};
use crate::schedule::{Duty, Period};
use litemap::LiteMap;
use serde::{Deserialize, Serialize};

object!(optional Past: before, before_of, nothing_before, last, last_year);

/// Earlier figures that a report is held against: those that the device or the history has. What nobody has the officer
/// may type, once; see [`super::Figures`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Earlier {
    /// Of indicators.
    pub indicators: LiteMap<IndicatorId, Past>,
    /// Of indicators that add up: what the periods before come to at least, where one of them is not known.
    pub at_least: LiteMap<IndicatorId, Decimal>,
    /// Of questions about tasks that are held against the last period.
    pub entries: LiteMap<TaskId, LiteMap<FieldId, Decimal>>,
}

/// Earlier figures of one indicator.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Past {
    /// What the periods before this one come to: their sum, the greatest, the last; of a ratio the sum of its parts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Decimal>,
    /// Of a ratio the sum of the wholes, of an average the number of periods.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before_of: Option<Decimal>,
    /// It is known that no period before this one has a result.
    #[serde(default, skip_serializing_if = "crate::json::Write::is_absent")]
    pub nothing_before: bool,
    /// The result of the last period that has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<Decimal>,
    /// The result of the same period a year ago.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_year: Option<Decimal>,
}

/// A period before this one, and what was reported of it.
#[derive(Clone, Debug, PartialEq)]
pub struct PastPeriod {
    /// Which; one with a first and a last day.
    pub period: Period,
    /// The answers part by part as the form of the present report has them; none: no report of it is known.
    pub answers: Option<Vec<Answers>>,
}

impl PastPeriod {
    /// Its first day.
    pub(super) fn begins(&self) -> Option<Date> {
        self.period.span.map(|(first, _)| first)
    }

    /// Its last day.
    pub(super) fn ends(&self) -> Option<Date> {
        self.period.span.map(|(_, last)| last)
    }
}

impl Past {
    /// This, and where it knows nothing the other.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        // What was put together belongs together.
        let knows = self.before.is_some() || self.nothing_before;
        let Self { before, before_of, nothing_before, .. } = if knows { self } else { other };
        let (last, last_year) = (self.last.or(other.last), self.last_year.or(other.last_year));
        Self { before, before_of, nothing_before, last, last_year }
    }

    fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

/// Days by which the same period a year ago may be off: months end on other days, weeks begin on others.
const DAYS_OFF: i64 = 3;

impl Earlier {
    /// What the periods before a report say: `past` are all that the plan has since figures are put together, and those of a
    /// year, in their order.
    pub fn look_back(plan: &Plan, duty: &Duty, form: &Form, past: &[PastPeriod]) -> Self {
        let mut found = Self::default();
        let Some((first, last)) = duty.period.span else { return found };
        let past = &past[..past.partition_point(|past| past.ends() < Some(last))];
        let a_year_ago = Date::new(last.year() - 1, last.month(), 1).map(|day| day.with_day_clamped(last.day()));
        let off = |period: &&PastPeriod| {
            a_year_ago.zip(period.ends()).map_or(i64::MAX, |(day, ends)| ends.days_since(day).abs())
        };
        let same = past.iter().min_by_key(off).filter(|period| off(period) <= DAYS_OFF);
        // One that was blank or not owed is passed over.
        let latest = |i: usize, key: &str| {
            let answers = past.iter().rev().filter_map(|period| period.answers.as_ref()?.get(i));
            answers.into_iter().find_map(|answers| number(answers, key))
        };
        for (i, part) in form.parts.iter().enumerate() {
            let of = |period: Option<&PastPeriod>| period?.answers.as_ref()?.get(i).cloned();
            match &part.part {
                Part::Indicator(id) => {
                    let Some(indicator) = plan.indicator(id) else { continue };
                    let result = |period| super::figures::result(indicator, &of(period)?);
                    let begins = super::figures::begins(plan, indicator, duty);
                    let before = begins.map(|begins| Tally::of_periods(indicator, begins, first, past, i));
                    let (before, so_far) = before.unwrap_or_default();
                    let known = Past {
                        before: before.and_then(|tally| tally.sum),
                        before_of: before.and_then(|tally| tally.of),
                        nothing_before: before.is_some_and(|tally| tally.sum.is_none()),
                        last: past.iter().rev().find_map(|period| result(Some(period))),
                        last_year: result(same),
                    };
                    let adds = matches!(indicator.accumulates, Some(Accumulates::Sum | Accumulates::Max));
                    if let Some(least) = so_far.and_then(|tally| tally.sum).filter(|_| adds && before.is_none()) {
                        found.at_least.insert(id.clone(), least);
                    }
                    if !known.is_nothing() {
                        found.indicators.insert(id.clone(), known);
                    }
                }
                Part::Entry(id) => {
                    let held = part.fields.iter().filter(|f| f.rules().iter().any(|rule| rule.rule.looks_back()));
                    let known: LiteMap<_, _> =
                        held.filter_map(|f| Some((f.id.clone(), latest(i, f.id.as_str())?))).collect();
                    if !known.is_empty() {
                        found.entries.insert(id.clone(), known);
                    }
                }
                Part::Sections | Part::Reporter | Part::Whole => {}
            }
        }
        found
    }
}

/// The number that was answered.
pub(super) fn number(answers: &Answers, key: &str) -> Option<Decimal> {
    answers.get(key).and_then(Value::text).and_then(Decimal::parse)
}
