use super::fields::{entry_fields, indicator_fields, questions, reporter_fields, section_fields, whole_fields};
use crate::json::{Deferred, choice};
use crate::plan::{
    AskReporter, BuiltIn, Choice, Computed, Covers, Decimal, FieldId, FigureRule, Files, IndicatorId, Member, Outline,
    Plan, Role, Table, Task, TaskId, When,
};
use crate::schedule::{Duty, EventAsked, Figures};
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
    /// What a number or a day is held against.
    pub rules: Deferred<Vec<FigureRule>>,
    /// When it is asked, and when an answer is required or allowed; nothing: as `need` says.
    pub when: Deferred<When>,
    /// What it follows from, where it is not asked.
    pub computed: Deferred<Computed>,
    /// Help in the plan's words.
    pub help: Option<String>,
    /// An answer as it may be, in the plan's words.
    pub example: Option<String>,
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
    /// What earlier reports said, where nobody has them.
    Earlier(EarlierFigure),
    /// Why a figure is what it is, where that is asked.
    Note,
    /// About the reporter.
    Reporter(ReporterField),
    /// Whether there is nothing to report.
    Nil,
    /// Whether there is nothing to report of the task, or in answer to this question about the whole.
    NilOf,
    /// Why.
    NilReason,
    /// Why there is nothing to report at all.
    NilReasonOfAll,
    /// Why the report is late.
    LateReason,
    /// When the event was, or the request arrived, from which the deadline is counted.
    Event(EventAsked),
}

/// A figure of earlier reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EarlierFigure {
    /// What the periods before this one come to.
    Before,
    /// Of a ratio the sum of the parts before.
    BeforePart,
    /// Of an average the sum of the results before.
    BeforeTotal,
    /// Of a ratio the sum of the wholes before.
    BeforeWhole,
    /// Of an average the number of periods before.
    BeforeCount,
    /// The result of the last period.
    Last,
    /// The result of the same period a year ago.
    LastYear,
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
    /// Documents and links, and the files it takes besides.
    Evidence(Option<Arc<Files>>),
    /// A table.
    Table(Deferred<Table>),
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
    /// When the report is late; otherwise the question is not shown.
    WhenLate,
    /// When a figure has to be explained; otherwise the question is not shown.
    WhenOdd,
}

impl Form {
    /// What a duty asks of a unit, but for whether there is nothing to report of a task or a question: for that the first
    /// view has no use. See [`Form::new`].
    pub fn begun(plan: &Plan, member: &Member, duty: &Duty) -> Self {
        let kind = &duty.kind;
        let usual = Outline::default();
        let outline = kind.outline.as_ref().unwrap_or(&usual);
        let entry = questions(&outline.entry, &BuiltIn::ENTRY, kind.outline.is_none() || outline.entry.is_empty());
        let whole = questions(&outline.sections, &BuiltIn::SECTIONS, kind.outline.is_none());

        let roles = |task: &Task| plan.roles(member, task, duty.day()).collect::<Vec<_>>();
        let tasks: Vec<&Task> = plan.tasks.iter().filter(|task| covers(&kind.covers, task, roles)).collect();
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
            let roles = roles(task);
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
                    fields: Arc::new(indicator_fields(indicator, duty.period.figures == Figures::Period)),
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

impl Field {
    /// What its answer is held against.
    pub fn rules(&self) -> &[FigureRule] {
        self.rules.get().map_or(&[], Vec::as_slice)
    }
}

impl FormPart {
    /// One question by its key.
    pub fn field(&self, id: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.id.as_str() == id)
    }
}

fn covers(covers: &Covers, task: &Task, of_unit: impl Fn(&Task) -> Vec<Role>) -> bool {
    match covers {
        Covers::Own => !of_unit(task).is_empty(),
        Covers::Roles(roles) => of_unit(task).iter().any(|role| roles.contains(role)),
        Covers::All => true,
        Covers::Tasks(tasks) => tasks.contains(&task.id),
        Covers::None => false,
    }
}
