//! Figures over time: what the results of several periods come to, and how that stands to the target.

use super::answer::Answers;
use super::earlier::{Past, PastPeriod, number};
use crate::json::object;
use crate::plan::{Accumulates, Date, Decimal, Goal, Indicator, Measure, Plan, Since, Target};
use crate::schedule::{self, Duty, Period};
use serde::{Deserialize, Serialize};

object!(Figures: now, cumulative, past, goal, of_goal);

/// Decimal places of what is worked out: percentages and averages.
pub(super) const PLACES: u32 = 2;

/// What an indicator comes to. Blank where nothing was entered, which is not 0; of 0 out of 0 nothing can be said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Figures {
    /// The result of this period; of a ratio the percentage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub now: Option<Decimal>,
    /// What the periods up to this one come to, where the plan says how.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cumulative: Option<Decimal>,
    /// What earlier reports said.
    #[serde(default, skip_serializing_if = "crate::json::Write::is_absent")]
    pub past: Past,
    /// What has to be reached this year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goal: Option<Decimal>,
    /// How much of it is reached, in percent, where more is better.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of_goal: Option<Decimal>,
}

impl Figures {
    /// What an indicator comes to, by the answers to its questions and what is known of earlier reports; what is not known
    /// the officer may have typed.
    pub fn new(indicator: &Indicator, duty: &Duty, answers: &Answers, known: Option<&Past>) -> Self {
        let past = known.copied().unwrap_or_default().or(typed(indicator, answers));
        let now = result(indicator, answers);
        let cumulative = indicator.accumulates.and_then(|_| match duty.period.figures {
            // What is entered counts from further back already.
            schedule::Figures::Since(_) | schedule::Figures::AsOf => now,
            schedule::Figures::Period => {
                let before = Tally { sum: past.before, of: past.before_of };
                let is_latest = indicator.accumulates == Some(Accumulates::Latest);
                let is_known = past.before.is_some() || past.nothing_before || is_latest;
                is_known.then(|| before.and(indicator, answers)?.comes_to(indicator))?
            }
        });
        let target = target_for(indicator, duty);
        let goal = target.and_then(amount);
        let is_better = target.is_some_and(|target| matches!(target.goal, Goal::AtLeast(_) | Goal::Exactly(_)));
        let figures = Self { now, cumulative, past, goal, of_goal: None };
        let reached = figures.reached(indicator).zip(goal).filter(|_| is_better);
        Self { of_goal: reached.and_then(|(got, goal)| got.percent_of(goal, PLACES)), ..figures }
    }

    /// What is held against the target: all that was reached so far. While that is not known, nothing is: one period is
    /// not all of them.
    pub fn reached(&self, indicator: &Indicator) -> Option<Decimal> {
        if indicator.accumulates.is_some() { self.cumulative } else { self.now }
    }
}

/// What was typed of earlier reports. Of what is made of two numbers one alone says nothing.
fn typed(indicator: &Indicator, answers: &Answers) -> Past {
    let number = |key| number(answers, key);
    let before = match indicator.accumulates {
        Some(Accumulates::Latest) => number("last"),
        _ => number("before"),
    };
    let before_of = number("before-of");
    let is_whole = before_of.is_some() || !indicator.goes_on_from_two();
    Past {
        before: before.filter(|_| is_whole),
        before_of: before_of.filter(|_| before.is_some()),
        nothing_before: false,
        last: number("last"),
        last_year: number("last-year"),
    }
}

/// The result of a period: the number, or the percentage that was entered or follows from part and whole.
pub(super) fn result(indicator: &Indicator, answers: &Answers) -> Option<Decimal> {
    let value = || number(answers, "value");
    match indicator.measure {
        Measure::Number => value(),
        Measure::Ratio => value().or_else(|| number(answers, "part")?.percent_of(number(answers, "whole")?, PLACES)),
        Measure::YesNo | Measure::Rank(_) => None,
    }
}

/// The day from which results are put together; none where the plan does not put them together.
pub fn begins(plan: &Plan, indicator: &Indicator, duty: &Duty) -> Option<Date> {
    match (indicator.accumulates?, indicator.since) {
        // A plan that begins within a year has nothing before.
        (_, None | Some(Since::Year)) => {
            duty.year_begins().map(|year| plan.begins().map_or(year, |plan| plan.max(year)))
        }
        (_, Some(Since::Plan)) => plan.begins(),
        (_, Some(Since::Date(day))) => Some(day),
    }
}

/// Results put together.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    /// Their sum, the greatest or the last; of a ratio that of the parts.
    pub sum: Option<Decimal>,
    /// Of a ratio the wholes, of an average the number of results.
    pub of: Option<Decimal>,
}

impl Tally {
    /// Those of the periods from a day on and before the one that begins `now`, which stand at one place of their answers:
    /// none where one is not known; and those up to the last before one that is not known.
    pub fn of_periods(
        indicator: &Indicator,
        begins: Date,
        now: Date,
        past: &[PastPeriod],
        place: usize,
    ) -> (Option<Self>, Option<Self>) {
        let mut running = Running::new(begins);
        past.iter().for_each(|period| running.take(indicator, period, place));
        // What begins later has something before it that nobody has said.
        let all = if running.is_first { Some(Self::default()).filter(|_| now <= begins) } else { running.tally };
        (all, running.known)
    }

    /// With another result; a blank one adds nothing. None where it cannot be put together.
    fn and(self, indicator: &Indicator, answers: &Answers) -> Option<Self> {
        let Self { sum, of } = self;
        let added = |to: Option<Decimal>, more: Decimal| to.map_or(Some(more), |to| to.plus(more));
        let accumulates = indicator.accumulates?;
        if accumulates == Accumulates::Sum && indicator.measure == Measure::Ratio {
            return match (number(answers, "part"), number(answers, "whole")) {
                (Some(part), Some(whole)) => Some(Self { sum: Some(added(sum, part)?), of: Some(added(of, whole)?) }),
                // Percentages cannot be added up.
                _ if answers.contains_key("value") => None,
                _ => Some(self),
            };
        }
        let Some(result) = result(indicator, answers) else { return Some(self) };
        Some(match accumulates {
            Accumulates::Sum => Self { sum: Some(added(sum, result)?), of },
            Accumulates::Latest => Self { sum: Some(result), of },
            Accumulates::Max => Self { sum: Some(sum.map_or(result, |sum| sum.max(result))), of },
            Accumulates::Average => Self { sum: Some(added(sum, result)?), of: Some(added(of, Decimal::from(1))?) },
        })
    }

    /// The one figure that they come to.
    fn comes_to(self, indicator: &Indicator) -> Option<Decimal> {
        match (indicator.accumulates?, &indicator.measure) {
            (Accumulates::Sum, Measure::Ratio) => self.sum?.percent_of(self.of?, PLACES),
            (Accumulates::Average, _) => self.sum?.over(self.of?, PLACES),
            _ => self.sum,
        }
    }
}

/// Results that are being put together, period by period.
struct Running {
    begins: Date,
    /// What they come to so far: known from the first on, or from where the officer has said what was before.
    tally: Option<Tally>,
    /// The same as far as it was known last.
    known: Option<Tally>,
    /// Whether none was taken yet.
    is_first: bool,
}

impl Running {
    /// From a day on.
    fn new(begins: Date) -> Self {
        Self { begins, tally: None, known: None, is_first: true }
    }

    /// Takes the next period; one that lasts over that day counts, one before it does not.
    fn take(&mut self, indicator: &Indicator, period: &PastPeriod, place: usize) {
        if period.ends() < Some(self.begins) {
            return;
        }
        // What begins later has something before it that nobody has said.
        let has_nothing_before = self.is_first && period.begins() <= Some(self.begins);
        self.is_first = false;
        let answers = period.answers.as_ref().and_then(|answers| answers.get(place));
        let said = answers.map(|answers| typed(indicator, answers)).filter(|said| said.before.is_some());
        let is_latest = || indicator.accumulates == Some(Accumulates::Latest);
        match said {
            _ if has_nothing_before => self.tally = Some(Tally::default()),
            Some(Past { before, before_of, .. }) => self.tally = Some(Tally { sum: before, of: before_of }),
            // It takes the place of all before it, known or not.
            None if is_latest() && answers.is_some_and(|answers| result(indicator, answers).is_some()) => {
                self.tally = Some(Tally::default());
            }
            None => {}
        }
        self.tally = self.tally.zip(answers).and_then(|(tally, answers)| tally.and(indicator, answers));
        self.known = self.tally.or(self.known);
    }
}

/// What one period came to, for those who look at several.
#[derive(Clone, Debug, PartialEq)]
pub struct Point<'p> {
    /// Which period.
    pub period: &'p Period,
    /// Its result.
    pub result: Option<Decimal>,
    /// What it and those before it come to, as far as that is known.
    pub cumulative: Option<Decimal>,
    /// What has to be reached in its year.
    pub goal: Option<Decimal>,
}

/// An indicator over time: the periods before, and the one that is being reported on. `place`: of the indicator's part in
/// the form.
pub fn trajectory<'p>(
    plan: &Plan,
    indicator: &Indicator,
    duty: &'p Duty,
    past: &'p [PastPeriod],
    place: usize,
    now: &Figures,
) -> Vec<Point<'p>> {
    let counts_on = duty.period.figures == schedule::Figures::Period;
    let begins = begins(plan, indicator, duty).filter(|_| counts_on);
    let mut points: Vec<Point<'_>> = Vec::with_capacity(past.len() + 1);
    let mut running = begins.map(Running::new);
    for one in past {
        if let Some(running) = &mut running {
            running.take(indicator, one, place);
        }
        let answers = one.answers.as_ref().and_then(|answers| answers.get(place));
        let cumulative = running.as_ref().and_then(|running| running.tally?.comes_to(indicator));
        points.push(Point {
            period: &one.period,
            result: answers.and_then(|answers| result(indicator, answers)),
            cumulative,
            goal: duty.year_day_of(&one.period).and_then(|day| target_of(indicator, day)).and_then(amount),
        });
    }
    let cumulative = now.cumulative.filter(|_| counts_on);
    points.push(Point { period: &duty.period, result: now.now, cumulative, goal: now.goal });
    points
}

/// What has to be reached in the years after that of a report, in their order.
pub fn ahead<'i>(indicator: &'i Indicator, duty: &Duty) -> Vec<(&'i Target, Decimal)> {
    let Some(day) = duty.day_of_year() else { return Vec::new() };
    let is_later = |target: &&Target| target.by.is_some_and(|by| by.last_day().year() > day.year());
    let later = indicator.targets.iter().filter(is_later);
    let mut ahead: Vec<_> = later.filter_map(|target| Some((target, amount(target)?))).collect();
    ahead.sort_by_key(|(target, _)| target.by.map(|by| by.last_day()));
    ahead
}

/// The target that a report is held against: the first that ends in the year of its period. Targets of later
/// years are shown and not held against it: 30 % by 2027 is not missed in 2026.
pub fn target_for<'i>(indicator: &'i Indicator, duty: &Duty) -> Option<&'i Target> {
    match duty.day_of_year() {
        Some(day) => target_of(indicator, day),
        None => indicator.targets.first(),
    }
}

/// The target of the year of a day, from that day on.
fn target_of(indicator: &Indicator, day: Date) -> Option<&Target> {
    let ends = |target: &Target| target.by.map(|by| by.last_day());
    indicator.targets.iter().find(|target| ends(target).is_none_or(|end| end >= day && end.year() == day.year()))
}

/// How much a target asks for, where it asks for an amount.
fn amount(target: &Target) -> Option<Decimal> {
    match target.goal {
        Goal::AtLeast(goal) | Goal::AtMost(goal) | Goal::Exactly(goal) => Some(goal),
        Goal::Done | Goal::Rank(_) => None,
    }
}
