use super::Context;
use super::figures::{indicator_rules, question_rules, taken_by_question};
use crate::finding::{Code, Condition, Finding, Pointer};
use crate::plan::{Choice, Date, Decimal, FieldId, Status};
use crate::report::{
    Answers, Evidence, Field, FieldKind, FormPart, Label, Need, NumberKind, Part, Text, Value, holds, is_email,
    is_phone, read_cell, settled, waits,
};
use crate::schedule::{EventTime, FixedZone};

/// Checks the answers of one part. In a nil report nothing but the reporter is required.
pub fn part(cx: Context<'_>, part: &FormPart, answers: &Answers, nil: bool) -> Vec<Finding> {
    part_again(cx, part, answers, nil, None)
}

/// What the form knows of the answers of a part: that they were just read from a draft, so that what follows from others is
/// as it should be, and what it was before.
#[derive(Clone, Copy, Debug)]
pub struct Before<'a> {
    /// The answers that were checked last.
    pub answers: &'a Answers,
    /// What was found.
    pub findings: &'a [Finding],
}

/// The same, where that is known.
pub fn part_again(
    cx: Context<'_>,
    part: &FormPart,
    answers: &Answers,
    nil: bool,
    before: Option<Before<'_>>,
) -> Vec<Finding> {
    let mut found = Vec::new();
    let status = answers.get("status").and_then(Value::text).and_then(Status::named);
    let required_here = !nil || part.part == Part::Reporter;
    let (settled, hidden) = settled(part, answers);
    for (place, field) in part.fields.iter().enumerate() {
        let at = || part.field_pointer(&field.id);
        if hidden.contains(&place) {
            let is_answered = answers.contains_key(&field.id);
            found.extend(is_answered.then(|| Finding::error(at(), Code::NotAsked)));
            continue;
        }
        if field.computed.is_there() {
            found.extend(computed(at(), answers.get(&field.id), settled.get(&field.id)));
        }
        let mistake = match answers.get(&field.id) {
            Some(value) => match (&field.kind, value) {
                (FieldKind::Evidence(files), Value::Evidence(rows)) => {
                    evidence(cx, rows, &at(), &mut found);
                    super::files(files.as_deref(), rows, &at(), &mut found);
                    None
                }
                (FieldKind::Table(plan), Value::Table(answer)) => {
                    let before = before.map(|Before { answers, findings }| match answers.get(&field.id) {
                        Some(Value::Table(old)) => (Some(&**old), findings),
                        _ => (None, findings),
                    });
                    let of_plan = plan.get().map(|plan| super::table::table(plan, answer, &at(), cx.text, before));
                    found.extend(of_plan.into_iter().flatten());
                    None
                }
                _ => value_fits(field, value, cx.text),
            },
            None if required_here || field.label == Label::NilReasonOfAll => missing(field, status, answers),
            None => None,
        };
        match mistake {
            Some(code) => found.push(Finding::error(at(), code)),
            None => {
                question_rules(cx, part, field, answers, &mut found);
                allowed(part, field, answers, &mut found);
            }
        }
    }
    forget_what_follows(part, answers, &mut found);
    for id in answers.keys().filter(|id| part.field(id.as_str()).is_none()) {
        found.push(Finding::error(part.field_pointer(id), Code::NotAsked));
    }
    if let Part::Indicator(id) = &part.part
        && let Some(indicator) = cx.plan.indicator(id)
    {
        indicator_rules(cx, part, indicator, answers, &mut found);
    }
    found
}

/// A number that follows from an answer with a mistake is mended there, not where it stands: what is said of its bounds goes.
fn forget_what_follows(part: &FormPart, answers: &Answers, found: &mut Vec<Finding>) {
    let is_wrong = |id: &FieldId| {
        let at = part.field_pointer(id);
        answers.contains_key(id) && found.iter().any(|finding| finding.is_error() && finding.at == at)
    };
    let computed = part.fields.iter().filter(|field| field.computed.is_there());
    let follows = computed.filter(|field| part.sources(field).into_iter().any(is_wrong));
    let follows: Vec<Pointer> = follows.map(|field| part.field_pointer(&field.id)).collect();
    let is_of_bounds =
        |code: &Code| matches!(code, Code::TooPrecise { .. } | Code::BelowMin { .. } | Code::AboveMax { .. });
    found.retain(|finding| !(is_of_bounds(&finding.code) && follows.contains(&finding.at)));
}

/// A number that does not follow from the others as the plan says.
fn computed(at: Pointer, found: Option<&Value>, expected: Option<&Value>) -> Option<Finding> {
    let told = |value: Option<&Value>| value.and_then(Value::text).unwrap_or_default().to_owned();
    let code = || Code::Mismatch { found: told(found), expected: told(expected) };
    (found != expected).then(|| Finding::error(at, code()))
}

/// What the plan says must hold of an answer, and does not.
fn allowed(part: &FormPart, field: &Field, answers: &Answers, found: &mut Vec<Finding>) {
    let Some(when) = field.when.get().filter(|_| answers.contains_key(&field.id)) else { return };
    for rule in when.allowed.iter().filter(|rule| !holds(&rule.when, answers) && !waits(&rule.when, answers)) {
        let code = Code::NotAllowed { words: rule.otherwise.clone() };
        taken_by_question(rule.r#as, code, (part, field), answers, found);
    }
}

fn missing(field: &Field, status: Option<Status>, answers: &Answers) -> Option<Code> {
    let required = field.when.get().and_then(|when| when.required.as_ref());
    if required.is_some_and(|required| holds(required, answers)) {
        return Some(Code::RequiredWhen { when: Condition::Others });
    }
    match (field.need, status) {
        (Need::Required, _) => Some(Code::Required),
        (Need::WhenNotDone, Some(Status::NotDone)) => Some(Code::RequiredWhen { when: Condition::NotDone }),
        (Need::WhenDone, Some(Status::Done | Status::DoneLate)) => Some(Code::RequiredWhen { when: Condition::Done }),
        _ => None,
    }
}

/// What is wrong with one answer, whatever the others say.
fn value_fits(field: &Field, value: &Value, text: &dyn Text) -> Option<Code> {
    match (&field.kind, value) {
        (FieldKind::Choices(options), Value::Picks(picks)) => picks.iter().find_map(|pick| option(pick, options)),
        (FieldKind::YesNo, Value::Bool(_)) => None,
        // An empty list is an empty list of either kind.
        (FieldKind::Evidence(_), Value::Picks(picks)) if picks.is_empty() => None,
        (_, Value::Text(t)) => text_fits(field, t, text),
        _ => Some(not_an_option(kind_of(value))),
    }
}

/// Reads a cell as it was typed.
///
/// # Errors
/// What is wrong with it: it cannot be read, or does not fit its column.
pub fn cell(field: &Field, typed: &str, text: &dyn Text) -> Result<String, Code> {
    if matches!(field.kind, FieldKind::YesNo) {
        return if matches!(typed, "yes" | "no") { Ok(typed.to_owned()) } else { Err(not_an_option(typed)) };
    }
    let read = read_cell(field, typed, text)?;
    text_fits(field, &read, text).map_or(Ok(read), Err)
}

/// What is wrong with an answer that is a text.
pub(super) fn text_fits(field: &Field, t: &str, text: &dyn Text) -> Option<Code> {
    match &field.kind {
        FieldKind::Line(min, max) | FieldKind::Text(min, max) => length(t, *min, *max, text),
        FieldKind::Number(kind) => number(t, kind),
        FieldKind::Date => Date::parse(t).is_none().then_some(Code::NotADate),
        FieldKind::Moment => EventTime::parse(t).is_none_or(|time| time.at.is_none()).then_some(Code::NotAMoment),
        FieldKind::Status => Status::named(t).is_none().then(|| not_an_option(t)),
        FieldKind::Choice(options) => option(t, options),
        FieldKind::Rank(ranks) => (!ranks.iter().any(|rank| rank == t)).then(|| not_an_option(t)),
        FieldKind::Url => web_address(t, text),
        FieldKind::Email => (!is_email(t)).then_some(Code::NotAnEmail),
        FieldKind::Phone => (!is_phone(t)).then_some(Code::NotAPhone),
        FieldKind::Choices(_) | FieldKind::YesNo | FieldKind::Evidence(_) | FieldKind::Table(_) => {
            Some(not_an_option("text"))
        }
    }
}

fn option(pick: &str, options: &[Choice]) -> Option<Code> {
    (!options.iter().any(|option| option.id.as_str() == pick)).then(|| not_an_option(pick))
}

fn not_an_option(found: &str) -> Code {
    Code::NotAnOption { found: found.to_owned() }
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Text(_) => "text",
        Value::Bool(_) => "yes-no",
        Value::Picks(_) => "choices",
        Value::Evidence(_) => "evidence",
        Value::Table(_) => "table",
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

fn web_address(typed: &str, text: &dyn Text) -> Option<Code> {
    text.web_address(typed).is_none().then_some(Code::NotAUrl)
}

/// Most pieces of evidence for one answer.
const MAX_EVIDENCE: usize = 100;

fn evidence(cx: Context<'_>, rows: &[Evidence], at: &Pointer, found: &mut Vec<Finding>) {
    if rows.len() > MAX_EVIDENCE {
        let code = Code::TooMany { found: rows.len() as u64, max: MAX_EVIDENCE as u64 };
        found.push(Finding::error(at.clone(), code));
    }
    // A day that has not come anywhere on earth.
    let latest = cx.now.in_zone(&FixedZone(14 * 60)).date;
    for (i, row) in rows.iter().enumerate().take(MAX_EVIDENCE) {
        let at = at.index(i);
        if row.number.is_none() && row.title.is_none() && row.url.is_none() && row.file.is_none() {
            found.push(Finding::error(at.key("number"), Code::RequiredWhen { when: Condition::Evidence }));
        }
        for (key, typed, max) in [("number", &row.number, 100), ("title", &row.title, 500), ("url", &row.url, 2_000)] {
            let Some(typed) = typed else { continue };
            let foreign = if key == "url" { web_address(typed, cx.text) } else { None };
            if let Some(code) = length(typed, 0, max, cx.text).or(foreign) {
                found.push(Finding::error(at.key(key), code));
            }
        }
        if row.date.is_some_and(|date| date > latest) {
            found.push(Finding::warning(at.key("date"), Code::InTheFuture));
        }
    }
}
