use super::Context;
use crate::finding::{Code, Condition, Finding, Pointer};
use crate::plan::{Date, Decimal, Goal, Indicator, Measure, Status, Target};
use crate::report::{
    Answers, Evidence, Field, FieldKind, FormPart, Need, NumberKind, Part, Text, Value, is_email, is_phone,
};
use crate::schedule::Duty;

/// Checks the answers of one part. In a nil report nothing but the reporter is required.
pub fn part(cx: Context<'_>, part: &FormPart, answers: &Answers, nil: bool) -> Vec<Finding> {
    let mut found = Vec::new();
    let status = answers.get("status").and_then(Value::text).and_then(Status::named);
    let required_here = !nil || part.part == Part::Reporter;
    for field in &part.fields {
        let mistakes = match answers.get(&field.id) {
            Some(value) => value_fits(field, value, cx.text),
            None if required_here => missing(field, status).map(|code| (None, code)).into_iter().collect(),
            None => continue,
        };
        for (path, code) in mistakes {
            found.push(Finding::error(at_path(&part.field_pointer(&field.id), path), code));
        }
    }
    for id in answers.keys().filter(|id| part.field(id.as_str()).is_none()) {
        found.push(Finding::error(part.field_pointer(id), Code::NotAsked));
    }
    if let Part::Indicator(id) = &part.part
        && let Some(indicator) = cx.plan.indicator(id)
    {
        found.extend(indicator_rules(part, indicator, answers, cx.duty));
    }
    found
}

fn missing(field: &Field, status: Option<Status>) -> Option<Code> {
    match (field.need, status) {
        (Need::Required, _) => Some(Code::Required),
        (Need::WhenNotDone, Some(Status::NotDone)) => Some(Code::RequiredWhen { when: Condition::NotDone }),
        (Need::WhenDone, Some(Status::Done | Status::DoneLate)) => Some(Code::RequiredWhen { when: Condition::Done }),
        _ => None,
    }
}

type Path = Option<(usize, &'static str)>;

fn at_path(at: &Pointer, path: Path) -> Pointer {
    path.map_or_else(|| at.clone(), |(row, key)| at.index(row).key(key))
}

/// What is wrong with one answer, whatever the others say.
fn value_fits(field: &Field, value: &Value, text: &dyn Text) -> Vec<(Path, Code)> {
    let one = |code: Option<Code>| code.map(|code| (None, code)).into_iter().collect();
    let unlike = || vec![(None, Code::NotAnOption { found: kind_of(value).to_owned() })];
    match (&field.kind, value) {
        (FieldKind::Line(min, max) | FieldKind::Text(min, max), Value::Text(t)) => one(length(t, *min, *max, text)),
        (FieldKind::Number(kind), Value::Text(t)) => one(number(t, kind)),
        (FieldKind::Date, Value::Text(t)) => one(Date::parse(t).is_none().then_some(Code::NotADate)),
        (FieldKind::Status, Value::Text(t)) => one(option(t, Status::ALL.iter().map(|status| status.name()))),
        (FieldKind::Choice(options), Value::Text(t)) => one(option(t, options.iter().map(|o| o.id.as_str()))),
        (FieldKind::Rank(ranks), Value::Text(t)) => one(option(t, ranks.iter().map(String::as_str))),
        (FieldKind::Choices(options), Value::Picks(picks)) => {
            one(picks.iter().find_map(|pick| option(pick, options.iter().map(|o| o.id.as_str()))))
        }
        (FieldKind::YesNo, Value::Bool(_)) => Vec::new(),
        (FieldKind::Url, Value::Text(t)) => one(web_address(t, text)),
        (FieldKind::Email, Value::Text(t)) => one((!is_email(t)).then_some(Code::NotAnEmail)),
        (FieldKind::Phone, Value::Text(t)) => one((!is_phone(t)).then_some(Code::NotAPhone)),
        (FieldKind::Evidence, Value::Evidence(rows)) => evidence(rows, text),
        // An empty list is an empty list of either kind.
        (FieldKind::Evidence, Value::Picks(picks)) if picks.is_empty() => Vec::new(),
        _ => unlike(),
    }
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Text(_) => "text",
        Value::Bool(_) => "yes-no",
        Value::Picks(_) => "choices",
        Value::Evidence(_) => "evidence",
    }
}

fn length(typed: &str, min: u32, max: u32, text: &dyn Text) -> Option<Code> {
    // Counting graphemes costs; a text of few bytes cannot have too many, one of many cannot have too few.
    let may_be_long = typed.len() > max as usize;
    let may_be_short = typed.len() < min as usize * 4;
    if !may_be_long && !may_be_short {
        return None;
    }
    let found = u32::try_from(text.graphemes(typed)).unwrap_or(u32::MAX);
    if found > max {
        Some(Code::TooLong { max, found })
    } else if found < min {
        Some(Code::TooShort { min, found })
    } else {
        None
    }
}

fn number(typed: &str, kind: &NumberKind) -> Option<Code> {
    let Some(number) = Decimal::parse(typed) else { return Some(Code::NotANumber) };
    if number.places() > kind.places {
        return Some(Code::TooPrecise { max: kind.places });
    }
    if let Some(min) = kind.min.filter(|min| number < *min) {
        return Some(Code::BelowMin { min: min.to_string() });
    }
    kind.max.filter(|max| number > *max).map(|max| Code::AboveMax { max: max.to_string() })
}

fn option<'o>(pick: &str, mut options: impl Iterator<Item = &'o str>) -> Option<Code> {
    (!options.any(|option| option == pick)).then(|| Code::NotAnOption { found: pick.to_owned() })
}

fn web_address(typed: &str, text: &dyn Text) -> Option<Code> {
    text.web_address(typed).is_none().then_some(Code::NotAUrl)
}

/// Most pieces of evidence for one answer.
const MAX_EVIDENCE: usize = 100;

fn evidence(rows: &[Evidence], text: &dyn Text) -> Vec<(Path, Code)> {
    let mut found = Vec::new();
    if rows.len() > MAX_EVIDENCE {
        found.push((None, Code::TooMany { found: rows.len() as u64, max: MAX_EVIDENCE as u64 }));
    }
    for (i, row) in rows.iter().enumerate().take(MAX_EVIDENCE) {
        if row.number.is_none() && row.title.is_none() && row.url.is_none() {
            found.push((Some((i, "number")), Code::RequiredWhen { when: Condition::Evidence }));
        }
        for (key, typed, max) in [("number", &row.number, 100), ("title", &row.title, 500), ("url", &row.url, 2_000)] {
            found.extend(typed.as_deref().and_then(|t| length(t, 0, max, text)).map(|code| (Some((i, key)), code)));
        }
        found.extend(row.url.as_deref().and_then(|t| web_address(t, text)).map(|code| (Some((i, "url")), code)));
    }
    found
}

fn indicator_rules(part: &FormPart, indicator: &Indicator, answers: &Answers, duty: &Duty) -> Vec<Finding> {
    let mut found = Vec::new();
    let at = |key: &str| part.pointer().key(key);
    let answer = |key: &str| answers.get(key);
    let decimal = |key: &str| answer(key).and_then(Value::text).and_then(Decimal::parse);

    if indicator.measure == Measure::Ratio {
        match (decimal("part"), decimal("whole")) {
            (Some(_), None) => found.push(Finding::error(at("whole"), Code::RequiredWhen { when: Condition::Ratio })),
            (None, Some(_)) => {
                found.push(Finding::error(at("part"), Code::RequiredWhen { when: Condition::Ratio }));
            }
            (Some(_), Some(whole)) if whole == Decimal::from(0) => {
                found.push(Finding::warning(at("whole"), Code::ZeroWhole));
            }
            (Some(of), Some(whole)) if of > whole => found.push(Finding::warning(at("part"), Code::PartAboveWhole)),
            _ => {}
        }
    }
    let share = decimal("part").zip(decimal("whole")).and_then(|(of, whole)| of.percent_of(whole));
    let Some(target) = target_for(indicator, duty) else { return found };
    let reached = match (&target.goal, answer("value")) {
        (Goal::Done, Some(Value::Bool(yes))) => Some((*yes, String::new(), String::new())),
        (Goal::Rank(rank), Some(Value::Text(got))) => {
            let Measure::Rank(ranks) = &indicator.measure else { return found };
            let place = |name: &str| ranks.iter().position(|r| r == name).unwrap_or(ranks.len());
            Some((place(got) <= place(rank), rank.clone(), got.clone()))
        }
        (Goal::AtLeast(goal), _) => {
            decimal("value").or(share).map(|got| (got >= *goal, goal.to_string(), got.to_string()))
        }
        (Goal::AtMost(goal), _) => {
            decimal("value").or(share).map(|got| (got <= *goal, goal.to_string(), got.to_string()))
        }
        (Goal::Exactly(goal), _) => {
            decimal("value").or(share).map(|got| (got == *goal, goal.to_string(), got.to_string()))
        }
        _ => None,
    };
    if let Some((false, target, got)) = reached {
        found.push(Finding::warning(at("value"), Code::TargetMissed { target, found: got }));
    }
    found
}

/// The target that a report is held against: the first that ends in the year of its period. Targets of later
/// years are shown and not held against it: 30 % by 2027 is not missed in 2026.
fn target_for<'i>(indicator: &'i Indicator, duty: &Duty) -> Option<&'i Target> {
    let day = duty.period.span.map(|(_, last)| last).or(duty.due.as_ref().map(|due| due.last_day));
    let Some(day) = day else { return indicator.targets.first() };
    let ends = |target: &Target| target.by.map(|by| by.last_day());
    indicator.targets.iter().find(|target| ends(target).is_none_or(|end| end >= day && end.year() == day.year()))
}
