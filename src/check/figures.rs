//! What figures are held against: their parts, the last period, the target.

use super::Context;
use crate::finding::{Code, Condition, Finding, Pointer};
use crate::plan::{Accumulates, Date, Decimal, Goal, Indicator, Level, Measure, Rule, Status, Task, TaskId};
use crate::report::{Answers, Field, Figures, FormPart, Part, Value, target_for};
use litemap::LiteMap;

/// Holds one answer against the rules of its question.
pub(super) fn question_rules(
    cx: Context<'_>,
    part: &FormPart,
    field: &Field,
    answers: &Answers,
    found: &mut Vec<Finding>,
) {
    let Some(typed) = answers.get(&field.id).and_then(Value::text).filter(|_| field.rules.is_there()) else { return };
    let last = match &part.part {
        Part::Entry(task) => cx.earlier.entries.get(task).and_then(|known| known.get(&field.id)).copied(),
        _ => None,
    };
    let (number, day) = (Decimal::parse(typed), Date::parse(typed));
    for rule in field.rules() {
        let code = match (rule.rule, number, day, cx.duty.period.span) {
            (Rule::InPeriod, _, Some(day), Some((from, to))) if day < from || day > to => {
                Some(Code::OutsidePeriod { from: from.to_string(), to: to.to_string() })
            }
            (rule, Some(number), ..) => against_last(rule, number, last).or(above_hundred(rule, number)),
            _ => None,
        };
        if let Some(code) = code {
            taken_by_question(rule.r#as, code, (part, field), answers, found);
        }
    }
}

/// An answer to a question does not fit: it is found as the plan wants it taken.
pub(super) fn taken_by_question(
    level: Level,
    code: Code,
    (part, field): (&FormPart, &Field),
    answers: &Answers,
    found: &mut Vec<Finding>,
) {
    let note = field.note_key();
    let is_explained = answers.contains_key(note.as_str());
    taken(level, (part.field_pointer(&field.id), code), (part.pointer().key(&note), is_explained), found);
}

/// What does not fit is found as the plan wants it taken; where it has to be explained, with the note that it needs, once.
fn taken(level: Level, (at, code): (Pointer, Code), (note, is_explained): (Pointer, bool), found: &mut Vec<Finding>) {
    found.push(level.finding(at, code));
    if level == Level::Explain && !is_explained && found.iter().all(|finding| finding.at != note) {
        found.push(Finding::error(note, Code::RequiredWhen { when: Condition::Odd }));
    }
}

/// What is wrong with a figure beside that of the last period.
fn against_last(rule: Rule, now: Decimal, last: Option<Decimal>) -> Option<Code> {
    let last = last?;
    let told = |number: Decimal| number.to_string();
    match rule {
        Rule::NeverFalls if now < last => Some(Code::Fell { found: told(now), last: told(last) }),
        Rule::Jumps(factor) if last > Decimal::ZERO => {
            let is_above = last.times(factor).is_some_and(|most| now > most);
            let is_below = now.times(factor).is_some_and(|more| more < last);
            (is_above || is_below).then(|| Code::Jumped { found: told(now), last: told(last), factor: told(factor) })
        }
        _ => None,
    }
}

fn above_hundred(rule: Rule, number: Decimal) -> Option<Code> {
    (rule == Rule::AtMostHundred && number > Decimal::from(100))
        .then(|| Code::AboveHundred { found: number.to_string() })
}

/// The findings of an indicator, each as the plan wants it taken.
struct Judged<'a> {
    part: &'a FormPart,
    indicator: &'a Indicator,
    /// The result was not typed: it follows from part and whole.
    follows: bool,
    has_note: bool,
    found: &'a mut Vec<Finding>,
}

impl<'a> Judged<'a> {
    fn new(part: &'a FormPart, indicator: &'a Indicator, answers: &Answers, found: &'a mut Vec<Finding>) -> Self {
        let follows = !answers.contains_key("value") && answers.contains_key("part");
        Self { part, indicator, follows, has_note: answers.contains_key("note"), found }
    }

    /// What is wrong with a result is said where it was typed.
    fn at(&self, key: &str) -> Pointer {
        self.part.pointer().key(if self.follows && key == "value" { "part" } else { key })
    }

    /// A rule is broken; what it is called that is not in the plan's list is remarked.
    fn broken(&mut self, key: &str, is_it: fn(&Rule) -> bool, code: Code) {
        let rule = self.indicator.rules().iter().find(|rule| is_it(&rule.rule));
        let level = rule.map(|rule| rule.r#as).unwrap_or_default();
        let (at, note) = (self.at(key), self.at("note"));
        taken(level, (at, code), (note, self.has_note), self.found);
    }

    fn required(&mut self, key: &str) {
        self.found.push(Finding::error(self.at(key), Code::RequiredWhen { when: Condition::Ratio }));
    }
}

/// Holds the answers about an indicator against each other, the last period, and the target.
pub(super) fn indicator_rules(
    cx: Context<'_>,
    part: &FormPart,
    indicator: &Indicator,
    answers: &Answers,
    found: &mut Vec<Finding>,
) {
    let decimal = |key: &str| answers.get(key).and_then(Value::text).and_then(Decimal::parse);
    let figures = Figures::new(indicator, cx.duty, answers, cx.earlier.indicators.get(&indicator.id));
    let mut judged = Judged::new(part, indicator, answers, found);
    match (decimal("part"), decimal("whole")) {
        (Some(_), None) => judged.required("whole"),
        (None, Some(_)) => judged.required("part"),
        (Some(of), Some(whole)) => match of.percent_of(whole, 2) {
            _ if of > whole => judged.broken("part", |rule| *rule == Rule::WithinWhole, Code::PartAboveWhole),
            None => judged.found.push(Finding::warning(judged.at("whole"), Code::ZeroWhole)),
            Some(share) => {
                // Held against it as exactly as it was typed.
                if let Some(value) = decimal("value")
                    && of.percent_of(whole, value.places()) != Some(value)
                {
                    let code = Code::ShareDiffers { found: value.to_string(), expected: share.to_string() };
                    judged.found.push(Finding::warning(judged.at("value"), code));
                }
            }
        },
        (None, None) => {}
    }
    if indicator.goes_on_from_two() {
        match (decimal("before"), decimal("before-of")) {
            (Some(_), None) => judged.required("before-of"),
            (None, Some(_)) => judged.required("before"),
            _ => {}
        }
    }
    // All periods before come to no less than the last of them.
    let adds = matches!(indicator.accumulates, Some(Accumulates::Sum | Accumulates::Max));
    if adds
        && indicator.measure == Measure::Number
        // Both as typed: what is known of the last period may be of the year before.
        && let Some(before) = decimal("before")
        && let Some(least) = decimal("last").max(cx.earlier.at_least.get(&indicator.id).copied())
        && before < least
    {
        let code = Code::BelowMin { min: least.to_string() };
        judged.broken("before", |rule| *rule == Rule::NeverFalls, code);
    }
    // Where there is no percentage yet, what is wrong with it is said at what makes it.
    if let Some(now) = figures.now {
        for rule in indicator.rules() {
            let code = match rule.rule {
                Rule::AtMostHundred => {
                    above_hundred(rule.rule, figures.reached(indicator).map_or(now, |all| all.max(now)))
                }
                looks_back => against_last(looks_back, now, figures.past.last),
            };
            match (code, rule.rule) {
                (Some(code), Rule::NeverFalls) => judged.broken("value", |rule| *rule == Rule::NeverFalls, code),
                (Some(code), Rule::Jumps(_)) => judged.broken("value", |rule| matches!(rule, Rule::Jumps(_)), code),
                (Some(code), _) => judged.broken("value", |rule| *rule == Rule::AtMostHundred, code),
                (None, _) => {}
            }
        }
    }
    if is_due(cx, indicator)
        && let Some((target, got)) = missed(cx, indicator, answers, &figures)
    {
        let code = Code::TargetMissed { target, found: got };
        judged.broken("value", |rule| *rule == Rule::MeetsTarget, code);
    }
}

/// Whether its target has to be reached by now: what grows from period to period reaches that of a year in the last one.
fn is_due(cx: Context<'_>, indicator: &Indicator) -> bool {
    let Some(target) = target_for(indicator, cx.duty) else { return false };
    let is_least = matches!(target.goal, Goal::AtLeast(_) | Goal::Exactly(_));
    let ends = target.by.map(|by| by.last_day()).zip(cx.duty.period.span);
    let is_over = ends.is_none_or(|(ends, (_, last))| last >= ends || cx.duty.ends_its_year());
    indicator.accumulates.is_none() || !is_least || is_over
}

/// What the target of the year is and what there is instead, where it is missed.
fn missed(cx: Context<'_>, indicator: &Indicator, answers: &Answers, figures: &Figures) -> Option<(String, String)> {
    let target = target_for(indicator, cx.duty)?;
    let (is_reached, target, got) = match (&target.goal, answers.get("value"), figures.reached(indicator)) {
        (Goal::Done, Some(Value::Bool(yes)), _) => (*yes, String::new(), String::new()),
        (Goal::Rank(rank), Some(Value::Text(got)), _) => {
            let Measure::Rank(ranks) = &indicator.measure else { return None };
            let place = |name: &String| ranks.iter().position(|r| r == name).unwrap_or(ranks.len());
            (place(got) <= place(rank), rank.clone(), got.clone())
        }
        (Goal::AtLeast(goal), _, Some(got)) => (got >= *goal, goal.to_string(), got.to_string()),
        (Goal::AtMost(goal), _, Some(got)) => (got <= *goal, goal.to_string(), got.to_string()),
        (Goal::Exactly(goal), _, Some(got)) => (got == *goal, goal.to_string(), got.to_string()),
        _ => return None,
    };
    (!is_reached).then_some((target, got))
}

/// Tasks that are said to be done although an indicator that measures them misses its target, where the plan asks that.
pub(super) fn done_unmet<'a>(
    cx: Context<'_>,
    answers: impl Iterator<Item = (&'a Part, &'a Answers)> + Clone,
) -> Vec<Finding> {
    let asks = |indicator: &Indicator| indicator.rules().iter().any(|rule| rule.rule == Rule::DoneMeetsTarget);
    if !cx.plan.indicators.iter().any(asks) {
        return Vec::new();
    }
    let is_done = |answers: &Answers| {
        let status = answers.get("status").and_then(Value::text).and_then(Status::named);
        matches!(status, Some(Status::Done | Status::DoneLate))
    };
    let done: LiteMap<&TaskId, ()> = answers
        .clone()
        .filter_map(|(part, answers)| match part {
            Part::Entry(task) if is_done(answers) => Some((task, ())),
            _ => None,
        })
        .collect();
    let mut found = Vec::new();
    for (part, values) in answers.clone() {
        let Part::Indicator(id) = part else { continue };
        let Some(indicator) = cx.plan.indicator(id) else { continue };
        if !asks(indicator) {
            continue;
        }
        let Some(form) = cx.form.part(part) else { continue };
        let is_measured = |task: &&Task| done.contains_key(&task.id) && task.indicators.contains(id);
        let Some(task) = cx.plan.tasks.iter().find(is_measured) else { continue };
        let figures = Figures::new(indicator, cx.duty, values, cx.earlier.indicators.get(id));
        let Some((target, got)) = missed(cx, indicator, values, &figures) else { continue };
        let task = task.number.clone().unwrap_or_else(|| task.title.clone());
        let mut judged = Judged::new(form, indicator, values, &mut found);
        judged.broken("value", |rule| *rule == Rule::DoneMeetsTarget, Code::DoneUnmet { task, target, found: got });
    }
    found
}
