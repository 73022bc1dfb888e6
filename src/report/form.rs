use crate::json::choice;
use crate::plan::{
    AnswerKind, AskReporter, BuiltIn, Choice, Covers, Decimal, FieldId, Indicator, IndicatorId, Measure, Member,
    Outline, Plan, Question, Role, Scope, Task, TaskId,
};
use crate::schedule::{Duty, EventAsked};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A part of a report.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// The answer to one task.
    Entry(TaskId),
    /// The result for one indicator.
    Indicator(IndicatorId),
    /// What is said of the whole.
    Sections,
    /// Who reports.
    Reporter,
    /// The report itself: nil, reason for lateness.
    Whole,
}

choice!(Part:
    "entry" => Entry(task),
    "indicator" => Indicator(indicator),
    "sections" => Sections,
    "reporter" => Reporter,
    "whole" => Whole,
);

/// Everything one duty asks of one unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    /// In the order of the report: tasks as printed, indicators, sections, reporter.
    pub parts: Vec<Arc<FormPart>>,
}

/// The questions of one part.
#[derive(Clone, Debug, PartialEq)]
pub struct FormPart {
    /// Which part.
    pub part: Part,
    /// Where it stands among the parts of its kind in the report: `/entries/3`.
    pub position: usize,
    /// What the unit does in the task; empty for other parts.
    pub roles: Vec<Role>,
    /// In the order of asking; tasks share them.
    pub fields: Arc<Vec<Field>>,
}

/// One question.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Key.
    pub id: FieldId,
    /// What is asked.
    pub label: Label,
    /// What kind of answer.
    pub kind: FieldKind,
    /// Whether an answer is required.
    pub need: Need,
    /// Help in the plan's words.
    pub help: Option<String>,
}

/// Where the words of a question come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Label {
    /// A built-in question about a task or the whole.
    BuiltIn(BuiltIn),
    /// Proposals to one addressee.
    ProposalsTo(String),
    /// The plan's.
    Given(String),
    /// Why the task was not carried out.
    NotDoneReason,
    /// The result of an indicator.
    IndicatorValue,
    /// How many of the whole.
    RatioPart,
    /// The whole.
    RatioWhole,
    /// About the reporter.
    Reporter(ReporterField),
    /// Whether there is nothing to report.
    Nil,
    /// Why the report is late.
    LateReason,
    /// When the event was, or the request arrived, from which the deadline is counted.
    Event(EventAsked),
}

/// What is asked of the reporter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReporterField {
    /// Full name.
    Name,
    /// Position.
    Position,
    /// Telephone.
    Phone,
    /// E-mail.
    Email,
}

/// What kind of answer, with its bounds.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldKind {
    /// One line, at most so many characters.
    Line(u32, u32),
    /// Several lines: least and greatest length in characters.
    Text(u32, u32),
    /// A number.
    Number(NumberKind),
    /// A day.
    Date,
    /// A day and the time of it.
    Moment,
    /// One of the built-in states of a task.
    Status,
    /// One of the options.
    Choice(Vec<Choice>),
    /// One of these words.
    Rank(Vec<String>),
    /// Any of the options.
    Choices(Vec<Choice>),
    /// Yes or no.
    YesNo,
    /// A web address.
    Url,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// Documents and links.
    Evidence,
}

/// A number with its bounds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberKind {
    /// Least value.
    pub min: Option<Decimal>,
    /// Greatest value.
    pub max: Option<Decimal>,
    /// Most decimal places.
    pub places: u32,
    /// What stands behind it: `%`, `đồng`, `người`.
    pub unit: Option<String>,
}

/// Whether an answer is required.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Always.
    Required,
    /// Never.
    Optional,
    /// When the task's status is "not done"; otherwise the question is not shown.
    WhenNotDone,
    /// When the task's status is "done" or "done late".
    WhenDone,
}

/// Most characters of a line and of a text, where the plan sets no bound.
const LINE: u32 = 300;
const TEXT: u32 = 10_000;
/// Least characters of a result or a reason: one word is no result.
const LEAST: u32 = 3;

impl Form {
    /// What a duty asks of a unit.
    pub fn new(plan: &Plan, member: &Member, duty: &Duty) -> Self {
        let kind = &duty.kind;
        let usual = Outline::default();
        let outline = kind.outline.as_ref().unwrap_or(&usual);
        let entry = questions(&outline.entry, &BuiltIn::ENTRY, kind.outline.is_none() || outline.entry.is_empty());
        let whole = questions(&outline.sections, &BuiltIn::SECTIONS, kind.outline.is_none());

        let tasks: Vec<&Task> = plan.tasks.iter().filter(|task| covers(&kind.covers, plan, member, task)).collect();
        // Two lists for all tasks: that of those who answer for a task, and that of those who help.
        let of_task = |is_owner| {
            let mut fields = Vec::new();
            for question in &entry {
                entry_fields(question, is_owner, &mut fields);
            }
            Arc::new(fields)
        };
        let (owned, helped) = (of_task(true), of_task(false));
        let mut parts = Vec::new();
        for (position, task) in tasks.iter().enumerate() {
            let roles = plan.roles(member, task);
            let is_owner = roles.iter().any(|role| *role < Role::Support);
            let fields = Arc::clone(if is_owner { &owned } else { &helped });
            parts.push(FormPart { part: Part::Entry(task.id.clone()), position, roles, fields });
        }
        if !outline.no_indicators {
            let shown = plan.indicators.iter().filter(|indicator| {
                indicator.by.as_ref().map_or_else(
                    || {
                        let of_task = |task: &&Task| task.indicators.contains(&indicator.id);
                        let belongs = plan.tasks.iter().any(|task| task.indicators.contains(&indicator.id));
                        tasks.iter().any(of_task) || (!belongs && matches!(kind.covers, Covers::All))
                    },
                    |by| member.is_in(by),
                )
            });
            for (position, indicator) in shown.enumerate() {
                let part = Part::Indicator(indicator.id.clone());
                parts.push(FormPart {
                    part,
                    position,
                    roles: Vec::new(),
                    fields: Arc::new(indicator_fields(indicator)),
                });
            }
        }
        let addressees: Vec<&String> = kind.to.iter().chain(&kind.r#final).collect();
        let mut sections = Vec::new();
        for question in &whole {
            sections.append(&mut section_fields(question, &addressees));
        }
        if !sections.is_empty() {
            parts.push(FormPart { part: Part::Sections, position: 0, roles: Vec::new(), fields: Arc::new(sections) });
        }
        if outline.reporter != AskReporter::Never {
            let fields = Arc::new(reporter_fields(outline.reporter));
            parts.push(FormPart { part: Part::Reporter, position: 0, roles: Vec::new(), fields });
        }
        parts.push(FormPart {
            part: Part::Whole,
            position: 0,
            roles: Vec::new(),
            fields: Arc::new(whole_fields(duty)),
        });
        Self { parts: parts.into_iter().map(Arc::new).collect() }
    }

    /// One part.
    pub fn part(&self, part: &Part) -> Option<&Arc<FormPart>> {
        self.parts.iter().find(|p| p.part == *part)
    }

    /// One question.
    pub fn field(&self, part: &Part, field: &FieldId) -> Option<&Field> {
        self.part(part)?.field(field.as_str())
    }

    /// The entries, as printed.
    pub fn entries(&self) -> impl Iterator<Item = &Arc<FormPart>> {
        self.parts.iter().filter(|part| matches!(part.part, Part::Entry(_)))
    }

    /// The indicators.
    pub fn indicators(&self) -> impl Iterator<Item = &Arc<FormPart>> {
        self.parts.iter().filter(|part| matches!(part.part, Part::Indicator(_)))
    }
}

impl FormPart {
    /// One question by its key.
    pub fn field(&self, id: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.id.as_str() == id)
    }
}

fn covers(covers: &Covers, plan: &Plan, member: &Member, task: &Task) -> bool {
    match covers {
        Covers::Own => !plan.roles(member, task).is_empty(),
        Covers::Roles(roles) => plan.roles(member, task).iter().any(|role| roles.contains(role)),
        Covers::All => true,
        Covers::Tasks(tasks) => tasks.contains(&task.id),
        Covers::None => false,
    }
}

fn id(key: &str) -> FieldId {
    FieldId::own(key)
}

fn questions(asked: &[Question], usual: &[BuiltIn], use_usual: bool) -> Vec<Question> {
    if use_usual { usual.iter().map(|q| Question::built_in(id(q.name()))).collect() } else { asked.to_vec() }
}

fn field(key: &str, label: Label, kind: FieldKind, need: Need) -> Field {
    Field { id: id(key), label, kind, need, help: None }
}

/// A unit that only supports a task, or has no part in it, answers what it likes, unless the plan itself
/// requires an answer.
fn entry_fields(question: &Question, is_owner: bool, fields: &mut Vec<Field>) {
    let mut asked = asked(question, Scope::Task);
    if !is_owner && question.required.is_none() && asked.need == Need::Required {
        asked.need = Need::Optional;
    }
    let is_status = asked.kind == FieldKind::Status;
    fields.push(asked);
    if is_status {
        fields.push(field("reason", Label::NotDoneReason, FieldKind::Text(LEAST, TEXT), Need::WhenNotDone));
    }
}

fn section_fields(question: &Question, addressees: &[&String]) -> Vec<Field> {
    let asked = asked(question, Scope::Whole);
    let per_addressee = matches!(asked.label, Label::BuiltIn(BuiltIn::Proposals)) && addressees.len() > 1;
    if !per_addressee {
        return vec![asked];
    }
    let mut fields = vec![asked; addressees.len()];
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
    Field { id: question.field.clone(), label, kind, need, help: question.help.clone() }
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
        AnswerKind::Percent => number(2, Some(100), Some("%")),
        AnswerKind::Money => number(0, None, Some("đồng")),
        AnswerKind::Date => FieldKind::Date,
        AnswerKind::Choice => FieldKind::Choice(question.options.clone()),
        AnswerKind::Choices => FieldKind::Choices(question.options.clone()),
        AnswerKind::YesNo => FieldKind::YesNo,
        AnswerKind::Url => FieldKind::Url,
        AnswerKind::Email => FieldKind::Email,
        AnswerKind::Phone => FieldKind::Phone,
        AnswerKind::Evidence => FieldKind::Evidence,
    }
}

fn indicator_fields(indicator: &Indicator) -> Vec<Field> {
    let number = |unit: Option<String>| {
        FieldKind::Number(NumberKind { min: Some(Decimal::from(0)), max: None, places: 6, unit })
    };
    match &indicator.measure {
        Measure::Number => {
            vec![field("value", Label::IndicatorValue, number(indicator.unit.clone()), Need::Optional)]
        }
        Measure::Ratio => vec![
            field("part", Label::RatioPart, number(indicator.unit.clone()), Need::Optional),
            field("whole", Label::RatioWhole, number(indicator.unit.clone()), Need::Optional),
            field("value", Label::IndicatorValue, number(Some("%".to_owned())), Need::Optional),
        ],
        Measure::YesNo => vec![field("value", Label::IndicatorValue, FieldKind::YesNo, Need::Optional)],
        Measure::Rank(ranks) => {
            vec![field("value", Label::IndicatorValue, FieldKind::Rank(ranks.clone()), Need::Optional)]
        }
    }
}

fn reporter_fields(ask: AskReporter) -> Vec<Field> {
    let need = if ask == AskReporter::Required { Need::Required } else { Need::Optional };
    let label = Label::Reporter;
    vec![
        field("name", label(ReporterField::Name), FieldKind::Line(2, 200), need),
        field("position", label(ReporterField::Position), FieldKind::Line(2, 200), need),
        field("phone", label(ReporterField::Phone), FieldKind::Phone, Need::Optional),
        field("email", label(ReporterField::Email), FieldKind::Email, Need::Optional),
    ]
}

fn whole_fields(duty: &Duty) -> Vec<Field> {
    let event = duty.event_asked.map(|asked| {
        let kind = if asked.to_the_minute { FieldKind::Moment } else { FieldKind::Date };
        field("event", Label::Event(asked), kind, Need::Required)
    });
    let mut fields = vec![
        field("nil", Label::Nil, FieldKind::YesNo, Need::Optional),
        field("late-reason", Label::LateReason, FieldKind::Text(LEAST, 2_000), Need::Optional),
    ];
    fields.extend(event);
    fields
}
