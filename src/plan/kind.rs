use super::task::is_false;
use super::{Date, FieldId, KindId, MonthDay, OptionId, PeriodId, Role, TaskId, Who};
use crate::json::{Node, Read, Reader, Value, read_choice, read_object};
use litemap::LiteMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;

read_object!(ReportKind:
    id, title, wording, by, to, through, r#final, embedded_in, periods, due, late, nil, covers, outline,
);
read_choice!(Periods:
    "every" => Every(recurrence),
    "list" => List(periods),
    "on-request" => OnRequest,
    "on-event" => OnEvent,
    "continuous" => Continuous,
);
read_object!(Recurrence: unit, only, starts, from);
read_choice!(PeriodUnit: "month" => Month, "quarter" => Quarter, "half-year" => HalfYear, "year" => Year);
read_object!(NamedPeriod: id, wording, from, to);
read_object!(DueRule: r#for, wording, day, reading);
read_choice!(DueDay: "day-of-month" => DayOfMonth(day), "yearly" => Yearly(days), "dates" => Dates(dates));
read_object!(Outline: entry, sections, reporter, no_indicators);
read_object!(Choice: id, label);
read_choice!(AnswerKind:
    "line" => Line,
    "text" => Text,
    "integer" => Integer,
    "decimal" => Decimal,
    "percent" => Percent,
    "money" => Money,
    "date" => Date,
    "choice" => Choice,
    "choices" => Choices,
    "yes-no" => YesNo,
    "url" => Url,
    "email" => Email,
    "phone" => Phone,
    "evidence" => Evidence,
);

read_object!(Late or default: reason_optional, closes_after_days);
read_choice!(DayCounts or default: "before" => Before, "through" => Through);
read_choice!(Nil or default: "allowed" => Allowed, "required" => Required, "forbidden" => Forbidden);
read_choice!(Covers or default:
    "own" => Own,
    "roles" => Roles(roles),
    "all" => All,
    "tasks" => Tasks(tasks),
    "none" => None,
);
read_choice!(AskReporter or default: "required" => Required, "optional" => Optional, "never" => Never);

impl Read for Question {
    fn read<'n>(node: &'n Node, reader: &mut Reader<'n>) -> Option<Self> {
        if let Value::Text(_) = &node.value {
            return FieldId::read(node, reader).map(Self::built_in);
        }
        let keys = ["field", "label", "kind", "required", "min_length", "max_length", "min", "max", "options", "help"];
        let members = reader.members(node, &keys)?;
        let field = reader.member(&members, "field");
        let label = reader.member(&members, "label");
        let kind = reader.member(&members, "kind");
        let required = reader.member(&members, "required");
        let min_length = reader.member(&members, "min_length");
        let max_length = reader.member(&members, "max_length");
        let min = reader.member(&members, "min");
        let max = reader.member(&members, "max");
        let options = reader.member(&members, "options");
        let help = reader.member(&members, "help");
        Some(Self {
            field: field?,
            label: label?,
            kind: kind?,
            required: required?,
            min_length: min_length?,
            max_length: max_length?,
            min: min?,
            max: max?,
            options: options?,
            help: help?,
        })
    }
}

/// One reporting duty: who, to whom, how often, when, about what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReportKind {
    /// Stable key.
    pub id: KindId,
    /// Name of the report, in the plan's words.
    pub title: String,
    /// The sentence of the plan that makes the duty, verbatim.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wording: Option<String>,
    /// Who reports.
    pub by: Who,
    /// To whom, verbatim; several are possible.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub to: Vec<String>,
    /// Through whom ("qua", "thông qua"), verbatim.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub through: Option<String>,
    /// Who gets it in the end ("để tổng hợp báo cáo …"), verbatim.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub r#final: Option<String>,
    /// The other report this duty is met in ("trong báo cáo tổng kết …"), verbatim.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub embedded_in: Option<String>,
    /// Which spans of time its reports cover.
    pub periods: Periods,
    /// When they are due; the first rule whose `for` names the unit holds. None: no date.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub due: Vec<DueRule>,
    /// What holds after the due instant.
    #[serde(default, skip_serializing_if = "Late::is_default")]
    pub late: Late,
    /// Whether "nothing to report" is an answer.
    #[serde(default, skip_serializing_if = "Nil::is_default")]
    pub nil: Nil,
    /// Which tasks the report answers.
    #[serde(default, skip_serializing_if = "Covers::is_default")]
    pub covers: Covers,
    /// Which questions it asks; absent: the product's usual ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outline: Option<Outline>,
}

/// Which spans of time the reports of a kind cover. The rule for the period is apart from the rule for
/// the due day: a report can be due before its period ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Periods {
    /// One after another.
    Every(Recurrence),
    /// These, by name.
    List(Vec<NamedPeriod>),
    /// "Đột xuất khi có yêu cầu": one report per request, dated by the day it is begun.
    OnRequest,
    /// "Nếu có khó khăn, vướng mắc": one report per event, dated by the day it is begun.
    OnEvent,
    /// "Thường xuyên": any time.
    Continuous,
}

/// Periods that follow one another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Recurrence {
    /// How long one is.
    pub unit: PeriodUnit,
    /// Only these of a year, counted from 1 (the first half-year: `[1]`); absent: all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub only: Vec<u8>,
    /// The day of the month on which a period starts, 1 to 28; 15 gives the periods of Decree
    /// 09/2019/NĐ-CP (from the 15th of the month before to the 14th). Absent: calendar periods.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts: Option<u8>,
    /// The first day that any period of this kind may contain; absent: the plan's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
}

/// Length of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum PeriodUnit {
    /// Tháng.
    Month,
    /// Quý.
    Quarter,
    /// Sáu tháng.
    HalfYear,
    /// Năm.
    Year,
}

impl PeriodUnit {
    /// Months in one.
    pub fn months(self) -> u32 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::HalfYear => 6,
            Self::Year => 12,
        }
    }
}

/// A period with a name of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NamedPeriod {
    /// Stable key.
    pub id: PeriodId,
    /// In the plan's words.
    pub wording: String,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

/// When reports are due, for some or all units of a kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DueRule {
    /// For whom; absent: everybody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub r#for: Option<Who>,
    /// Verbatim.
    pub wording: String,
    /// The day; absent where the words give none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<DueDay>,
    /// Whether the day itself still counts.
    #[serde(default, skip_serializing_if = "DayCounts::is_default")]
    pub reading: DayCounts,
}

/// The day named by a due rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum DueDay {
    /// This day of the month in which the period ends (clamped to the month's length).
    DayOfMonth(u8),
    /// The one of these days of the year that lies nearest to the end of the period.
    Yearly(Vec<MonthDay>),
    /// A day for each period by its id.
    Dates(
        #[cfg_attr(feature = "schema", schemars(with = "std::collections::BTreeMap<PeriodId, Date>"))]
        LiteMap<PeriodId, Date>,
    ),
}

/// How "trước ngày N" is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum DayCounts {
    /// Literally: until the end of day N − 1. Early is safe.
    #[default]
    Before,
    /// Until the end of day N ("chậm nhất ngày N").
    Through,
}

impl DayCounts {
    fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// What holds after the due instant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Late {
    /// Whether the officer may leave out why.
    #[serde(default, skip_serializing_if = "is_false")]
    pub reason_optional: bool,
    /// Days after the due day until which reports are accepted; absent: always.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closes_after_days: Option<u16>,
}

impl Late {
    fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// Whether "nothing to report" ("không phát sinh") is an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Nil {
    /// A nil report may be sent.
    #[default]
    Allowed,
    /// A nil report must be sent when there is nothing.
    Required,
    /// Something must be reported.
    Forbidden,
}

impl Nil {
    fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// Which tasks a report answers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Covers {
    /// The unit's own, in whatever role.
    #[default]
    Own,
    /// The unit's own in these roles.
    Roles(Vec<Role>),
    /// All of the plan: a consolidator's.
    All,
    /// These.
    Tasks(Vec<TaskId>),
    /// None: only sections.
    None,
}

impl Covers {
    fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// Which questions a report asks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Outline {
    /// About each task, in this order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<NameOrQuestion>"))]
    pub entry: Vec<Question>,
    /// About the whole, in this order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<NameOrQuestion>"))]
    pub sections: Vec<Question>,
    /// Whether name, position, phone and e-mail of the reporter are asked.
    #[serde(default, skip_serializing_if = "AskReporter::is_default")]
    pub reporter: AskReporter,
    /// Leave the indicators out.
    #[serde(default, skip_serializing_if = "is_false")]
    pub no_indicators: bool,
}

/// Whether the reporter's name and means of contact are asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum AskReporter {
    /// Name and position required, phone or e-mail welcome.
    #[default]
    Required,
    /// All of it welcome.
    Optional,
    /// Not asked.
    Never,
}

impl AskReporter {
    fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// How the schema generator sees a [`Question`].
#[cfg(feature = "schema")]
#[derive(schemars::JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "only its schema is wanted")]
enum NameOrQuestion {
    /// A built-in question as it is.
    Name(FieldId),
    /// A built-in one changed, or a new one.
    Question(Question),
}

/// One question of an outline. A plain text, `"result"`, is a built-in question as it is; an object
/// changes a built-in one or makes a new one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(remote = "Self")]
pub struct Question {
    /// A built-in question, or the key of a new one.
    pub field: FieldId,
    /// What is asked; needed for new ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// What kind of answer; needed for new ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<AnswerKind>,
    /// Whether an answer is required; absent: as the built-in one is, or not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub required: Option<bool>,
    /// Least length in characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_length: Option<u32>,
    /// Greatest length in characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_length: Option<u32>,
    /// Least number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<super::Decimal>,
    /// Greatest number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<super::Decimal>,
    /// The choices of `choice` and `choices`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<Choice>,
    /// Help under the label.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
}

impl Question {
    /// A built-in question as it is.
    pub fn built_in(field: FieldId) -> Self {
        Self {
            field,
            label: None,
            kind: None,
            required: None,
            min_length: None,
            max_length: None,
            min: None,
            max: None,
            options: Vec::new(),
            help: None,
        }
    }
}

impl Serialize for Question {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        Question::serialize(self, to) // the derived inherent function
    }
}

impl<'de> Deserialize<'de> for Question {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct NameOrObject;
        impl<'de> de::Visitor<'de> for NameOrObject {
            type Value = Question;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("question")
            }
            fn visit_str<E: de::Error>(self, name: &str) -> Result<Question, E> {
                FieldId::new(name).map(Question::built_in).ok_or_else(|| E::custom("id"))
            }
            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Question, A::Error> {
                Question::deserialize(de::value::MapAccessDeserializer::new(map)) // the derived inherent function
            }
        }
        from.deserialize_any(NameOrObject)
    }
}

/// What kind of answer a question takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum AnswerKind {
    /// One line.
    Line,
    /// Several lines, with a counter.
    Text,
    /// A whole number.
    Integer,
    /// A decimal number.
    Decimal,
    /// 0 to 100.
    Percent,
    /// An amount in đồng.
    Money,
    /// A day.
    Date,
    /// One of the options.
    Choice,
    /// Any of the options.
    Choices,
    /// Yes or no.
    YesNo,
    /// A web address.
    Url,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// Documents and links that prove it.
    Evidence,
}

/// One choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Choice {
    /// Stable key.
    pub id: OptionId,
    /// What the officer reads.
    pub label: String,
}
