//! The questions of each part.

use super::form::{EarlierFigure, Field, FieldKind, Label, Need, NumberKind, ReporterField};
use crate::json::Deferred;
use crate::plan::{
    Accumulates, AnswerKind, AskReporter, BuiltIn, Column, Decimal, FieldId, Indicator, Measure, Question, Scope, Table,
};
use crate::schedule::Duty;

/// Most characters of a line and of a text, where the plan sets no bound.
const LINE: u32 = 300;
const TEXT: u32 = 10_000;
/// Least characters of a result or a reason: one word is no result.
const LEAST: u32 = 3;

fn id(key: &str) -> FieldId {
    FieldId::own(key)
}

/// What the plan asks, or the usual questions.
pub(super) fn questions(asked: &[Question], usual: &[BuiltIn], use_usual: bool) -> Vec<Question> {
    if use_usual { usual.iter().map(|q| Question::built_in(id(q.name()))).collect() } else { asked.to_vec() }
}

/// A question of this program's own.
pub(super) fn field(key: &str, label: Label, kind: FieldKind, need: Need) -> Field {
    Field {
        id: id(key),
        label,
        kind,
        need,
        rules: Deferred::default(),
        when: Deferred::default(),
        computed: Deferred::default(),
        help: None,
        example: None,
    }
}

/// Where an answer is explained.
pub(super) fn note(key: &str) -> Field {
    field(key, Label::Note, FieldKind::Text(LEAST, 2_000), Need::WhenOdd)
}

/// A unit that only supports a task, or has no part in it, answers what it likes, unless the plan itself
/// requires an answer.
pub(super) fn entry_fields(question: &Question, is_owner: bool, fields: &mut Vec<Field>) {
    let mut asked = asked(question, Scope::Task);
    if !is_owner && question.required.is_none() && asked.need == Need::Required {
        asked.need = Need::Optional;
    }
    // Not by `==`, which compares all that a kind may hold and so takes room in the first view.
    let is_status = matches!(asked.kind, FieldKind::Status);
    fields.push(asked);
    if is_status {
        fields.push(field("reason", Label::NotDoneReason, FieldKind::Text(LEAST, TEXT), Need::WhenNotDone));
    }
}

/// What a question about the whole asks: proposals once for each addressee.
pub(super) fn section_fields(question: &Question, addressees: &[&String]) -> Vec<Field> {
    let asked = asked(question, Scope::Whole);
    let per_addressee = matches!(asked.label, Label::BuiltIn(BuiltIn::Proposals)) && addressees.len() > 1;
    if !per_addressee {
        return vec![asked];
    }
    let mut fields: Vec<_> = addressees.iter().map(|_| asked.clone()).collect();
    for (i, (field, to)) in fields.iter_mut().zip(addressees).enumerate() {
        field.id = id(&format!("proposals-{}", i + 1));
        field.label = Label::ProposalsTo((*to).clone());
    }
    fields
}

fn asked(question: &Question, scope: Scope) -> Field {
    let built_in = BuiltIn::named(question.field.as_str(), scope);
    let label = match (&question.label, built_in) {
        (Some(label), _) => Label::Given(label.clone()),
        (None, Some(built_in)) => Label::BuiltIn(built_in),
        (None, None) => Label::Given(question.field.to_string()),
    };
    let required = question.required.unwrap_or(built_in.is_some_and(BuiltIn::is_required));
    let need = match (required, built_in, question.required) {
        (true, ..) => Need::Required,
        (false, Some(BuiltIn::Result), None) => Need::WhenDone,
        _ => Need::Optional,
    };
    let kind = question.kind.or(built_in.map(BuiltIn::kind)).unwrap_or(AnswerKind::Line);
    let is_status = built_in == Some(BuiltIn::Status) && question.options.is_empty();
    let kind = if is_status { FieldKind::Status } else { answer_kind(kind, question, built_in) };
    let Question { field, rules, when, computed, help, example, .. } = question.clone();
    Field { id: field, label, kind, need, rules, when, computed, help, example }
}

fn answer_kind(kind: AnswerKind, question: &Question, built_in: Option<BuiltIn>) -> FieldKind {
    let least = if built_in == Some(BuiltIn::Result) { LEAST } else { 0 };
    let min = question.min_length.unwrap_or(least);
    let number = |places, max: Option<i64>, unit: Option<&str>| {
        FieldKind::Number(NumberKind {
            min: question.min.or(max.map(|_| Decimal::from(0))),
            max: question.max.or(max.map(Decimal::from)),
            places,
            unit: unit.map(str::to_owned),
        })
    };
    match kind {
        AnswerKind::Line => FieldKind::Line(min, question.max_length.unwrap_or(LINE)),
        AnswerKind::Text => FieldKind::Text(min, question.max_length.unwrap_or(TEXT)),
        AnswerKind::Integer => number(0, None, None),
        AnswerKind::Decimal => number(6, None, None),
        // What is worked out may be above 100.
        AnswerKind::Percent => number(2, (!question.computed.is_there()).then_some(100), Some("%")),
        AnswerKind::Money => number(0, None, Some("đồng")),
        AnswerKind::Date => FieldKind::Date,
        AnswerKind::Choice => FieldKind::Choice(question.options.clone()),
        AnswerKind::Choices => FieldKind::Choices(question.options.clone()),
        AnswerKind::YesNo => FieldKind::YesNo,
        AnswerKind::Url => FieldKind::Url,
        AnswerKind::Email => FieldKind::Email,
        AnswerKind::Phone => FieldKind::Phone,
        AnswerKind::Evidence => FieldKind::Evidence(question.files.clone()),
        AnswerKind::Table => FieldKind::Table(question.table.clone()),
    }
}

/// What is asked about an indicator; `counts_on`: the figures of a report are those of its period alone, so that what they
/// come to needs the ones before.
pub(super) fn indicator_fields(indicator: &Indicator, counts_on: bool) -> Vec<Field> {
    let number =
        |unit: Option<String>| FieldKind::Number(NumberKind { min: Some(Decimal::ZERO), max: None, places: 6, unit });
    let mut fields = Vec::new();
    let mut ask = |key, label, kind| fields.push(field(key, label, kind, Need::Optional));
    let is_ratio = indicator.measure == Measure::Ratio;
    let own = || number(indicator.unit.clone());
    let result = match &indicator.measure {
        Measure::Number => own(),
        Measure::Ratio => {
            ask("part", Label::RatioPart, own());
            ask("whole", Label::RatioWhole, own());
            number(Some("%".to_owned()))
        }
        Measure::YesNo => FieldKind::YesNo,
        Measure::Rank(ranks) => FieldKind::Rank(ranks.clone()),
    };
    ask("value", Label::IndicatorValue, result.clone());
    if let Some(value) = fields.last_mut() {
        value.help.clone_from(&indicator.help);
        value.example.clone_from(&indicator.example);
    }
    // What nobody has, the officer may type.
    let mut ask = |key, figure, kind| fields.push(field(key, Label::Earlier(figure), kind, Need::Optional));
    if let Some(accumulates) = indicator.accumulates {
        let adds_ratios = is_ratio && accumulates == Accumulates::Sum;
        // Of what only the last result counts, that is asked below.
        if counts_on && accumulates != Accumulates::Latest {
            let before = match accumulates {
                Accumulates::Average => EarlierFigure::BeforeTotal,
                _ if adds_ratios => EarlierFigure::BeforePart,
                _ => EarlierFigure::Before,
            };
            ask("before", before, if adds_ratios { own() } else { result.clone() });
            if adds_ratios {
                ask("before-of", EarlierFigure::BeforeWhole, own());
            } else if accumulates == Accumulates::Average {
                ask("before-of", EarlierFigure::BeforeCount, number(None));
            }
        }
        ask("last-year", EarlierFigure::LastYear, result.clone());
    }
    // Which of these two a rule needs is known once somebody reads it: until then neither is shown.
    let has_rules = indicator.rules.is_there();
    if indicator.accumulates.is_some() || has_rules {
        ask("last", EarlierFigure::Last, result);
    }
    if has_rules {
        fields.push(note("note"));
    }
    fields
}

/// What is asked of the reporter.
pub(super) fn reporter_fields(ask: AskReporter) -> Vec<Field> {
    let need = if ask == AskReporter::Required { Need::Required } else { Need::Optional };
    let label = Label::Reporter;
    vec![
        field("name", label(ReporterField::Name), FieldKind::Line(2, 200), need),
        field("position", label(ReporterField::Position), FieldKind::Line(2, 200), need),
        field("phone", label(ReporterField::Phone), FieldKind::Phone, Need::Optional),
        field("email", label(ReporterField::Email), FieldKind::Email, Need::Optional),
    ]
}

/// What is asked of the report itself.
pub(super) fn whole_fields(duty: &Duty) -> Vec<Field> {
    let event = duty.event_asked.map(|asked| {
        let kind = if asked.to_the_minute { FieldKind::Moment } else { FieldKind::Date };
        field("event", Label::Event(asked), kind, Need::Required)
    });
    let why_late = if duty.kind.late.reason_optional { Need::Optional } else { Need::WhenLate };
    let mut fields = vec![
        field("nil", Label::Nil, FieldKind::YesNo, Need::Optional),
        field("late-reason", Label::LateReason, FieldKind::Text(LEAST, 2_000), why_late),
    ];
    fields.extend(event);
    fields
}

/// The columns of a table as questions.
pub fn column_fields(table: &Table) -> Vec<Field> {
    let of = |column: &Column| {
        let Column { id, title, kind, unit, required, min, max, max_length, options, computed, help, example, .. } =
            column;
        let mut question = Question::built_in(id.clone());
        (question.min, question.max, question.max_length) = (*min, *max, *max_length);
        question.options.clone_from(options);
        let mut kind = answer_kind(kind.answer(), &question, None);
        if let FieldKind::Number(number) = &mut kind {
            // What is worked out may be above 100.
            number.max = if computed.is_some() { *max } else { number.max };
            number.unit = unit.clone().or(number.unit.take());
        }
        let need = if *required { Need::Required } else { Need::Optional };
        let (help, example) = (help.clone(), example.clone());
        Field { help, example, ..field(id.as_str(), Label::Given(title.clone()), kind, need) }
    };
    table.columns.iter().map(of).collect()
}
