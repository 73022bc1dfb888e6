use super::answer::{Answers, Value};
use super::form::{Form, Part};
use crate::json::{Unrepresentable, to_canonical};
use crate::plan::{Date, FieldId, IndicatorId, KindId, Member, PeriodId, Plan, PlanId, Role, TaskId, UnitId};
use crate::schedule::{Duty, Instant, Zone};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use validator::Validate;

/// Version of the report format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub enum ReportFormat {
    /// The first.
    #[serde(rename = "baocao-report/1")]
    V1,
}

/// One unit's answer for one duty: all a receiver needs, without the plan at hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct Report {
    /// Version of this format.
    pub format: ReportFormat,
    /// Which plan.
    pub plan: PlanRef,
    /// Who reports.
    pub unit: UnitRef,
    /// Which duty.
    pub kind: KindRef,
    /// What it covers.
    pub period: PeriodRef,
    /// Until when, as the officer was shown it; absent where the plan names no day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<DueRef>,
    /// Whether and why it is late, as the device saw it. A claim: the receiver's clock decides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late: Option<Late>,
    /// "Không phát sinh": nothing to report.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub nil: bool,
    /// Whom to ask about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub reporter: Option<Reporter>,
    /// One per task, in the order of the plan.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<Entry>,
    /// One per indicator, in the order of the plan.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub indicators: Vec<IndicatorResult>,
    /// What is said of the whole, by question.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub sections: BTreeMap<FieldId, Value>,
    /// Whom `proposals-1`, `proposals-2`, … are addressed to, in this order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub addressees: Vec<String>,
    /// From 1; a corrected report has the next one.
    #[validate(range(min = 1, max = 10_000))]
    pub revision: u32,
    /// The receipt of the report this one replaces.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(length(max = 200))]
    pub supersedes: Option<String>,
    /// Who is logged in at the portal, if the page said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(length(max = 200))]
    pub user: Option<String>,
    /// Name and version of the program that made it.
    #[validate(length(min = 1, max = 100))]
    pub client: String,
    /// When the officer sent it by the device's clock, RFC 3339 with offset.
    #[validate(length(min = 20, max = 40))]
    pub prepared_at: String,
}

/// A plan, recognisable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct PlanRef {
    /// Its id.
    pub id: PlanId,
    /// Its version.
    pub version: String,
    /// Its subject.
    pub title: String,
    /// SHA-256 over its canonical JSON, in hexadecimal.
    pub hash: String,
}

/// A unit, recognisable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct UnitRef {
    /// Its id.
    pub id: UnitId,
    /// Its name.
    pub name: String,
}

/// A duty, recognisable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct KindRef {
    /// Its id; `unstated` where the plan asks for no report.
    pub id: KindId,
    /// Its title.
    pub title: String,
}

/// A period, recognisable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct PeriodRef {
    /// `2026-06`, `2026-H1`, `2026`, a name of the plan, or `open` for reports without a period.
    pub id: PeriodId,
    /// First day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Last day; for reports without a period the day of sending.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
}

/// A due instant with the words it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct DueRef {
    /// The plan's words.
    pub wording: String,
    /// The last day that is on time.
    pub last_day: Date,
    /// The first moment that is late, RFC 3339 with offset.
    pub until: String,
}

/// That a report is late.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct Late {
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// Whom to ask about a report. Used for that only.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct Reporter {
    /// Full name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(length(min = 2, max = 200))]
    pub name: Option<String>,
    /// Position.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(length(min = 2, max = 200))]
    pub position: Option<String>,
    /// Telephone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(length(max = 60), custom(function = check_phone))]
    pub phone: Option<String>,
    /// E-mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(length(max = 320), custom(function = check_email))]
    pub email: Option<String>,
}

fn check_phone(typed: &str) -> Result<(), validator::ValidationError> {
    if super::is_phone(typed) { Ok(()) } else { Err(validator::ValidationError::new("phone")) }
}

fn check_email(typed: &str) -> Result<(), validator::ValidationError> {
    if super::is_email(typed) { Ok(()) } else { Err(validator::ValidationError::new("email")) }
}

/// The answer to one task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct Entry {
    /// Which task.
    pub task: TaskId,
    /// Its printed number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Its title.
    pub title: String,
    /// What the unit does in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<Role>,
    /// The answers, by question.
    #[serde(default)]
    pub values: BTreeMap<FieldId, Value>,
}

/// The result for one indicator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct IndicatorResult {
    /// Which indicator.
    pub indicator: IndicatorId,
    /// Its title.
    pub title: String,
    /// `value`, and `part` and `whole` of a ratio.
    #[serde(default)]
    pub values: BTreeMap<FieldId, Value>,
}

impl Report {
    /// Puts answers together into a report, as sent at a moment.
    pub fn new(
        plan: &Plan,
        member: &Member,
        duty: &Duty,
        form: &Form,
        mut answers: BTreeMap<Part, Answers>,
        now: Instant,
        zone: &dyn Zone,
    ) -> Self {
        let today = now.in_zone(zone).date;
        let mut of = |part: &Part| answers.remove(part).unwrap_or_default();
        let whole = of(&Part::Whole);
        let text = |answers: &Answers, key: &str| answers.get(key).and_then(Value::text).map(str::to_owned);
        let nil = whole.get("nil") == Some(&Value::Bool(true));
        let reporter = form.part(&Part::Reporter).map(|_| {
            let answers = of(&Part::Reporter);
            Reporter {
                name: text(&answers, "name"),
                position: text(&answers, "position"),
                phone: text(&answers, "phone"),
                email: text(&answers, "email"),
            }
        });
        let entries = form.entries().filter_map(|part| {
            let Part::Entry(id) = &part.part else { return None };
            let task = plan.task(id)?;
            Some(Entry {
                task: id.clone(),
                number: task.number.clone(),
                title: task.title.clone(),
                roles: part.roles.clone(),
                values: of(&part.part),
            })
        });
        let entries = entries.collect();
        let indicators = form.indicators().filter_map(|part| {
            let Part::Indicator(id) = &part.part else { return None };
            let title = plan.indicator(id)?.title.clone();
            Some(IndicatorResult { indicator: id.clone(), title, values: of(&part.part) })
        });
        let indicators = indicators.collect();
        Self {
            format: ReportFormat::V1,
            plan: PlanRef {
                id: plan.id.clone(),
                version: plan.version.clone(),
                title: plan.title.clone(),
                hash: hash(plan).unwrap_or_default(),
            },
            unit: UnitRef { id: member.unit.id.clone(), name: member.unit.name.clone() },
            kind: KindRef { id: duty.kind.id.clone(), title: duty.kind.title.clone() },
            period: PeriodRef {
                id: duty.period.id.clone(),
                from: duty.period.span.map(|(first, _)| first),
                to: Some(duty.period.span.map_or(today, |(_, last)| last)),
            },
            due: duty.due.as_ref().map(|due| DueRef {
                wording: due.wording.clone(),
                last_day: due.last_day,
                until: due.until.in_zone(zone).to_string(),
            }),
            late: duty.is_late(now).then(|| Late { reason: text(&whole, "late-reason") }),
            nil,
            reporter,
            entries,
            indicators,
            sections: of(&Part::Sections),
            addressees: duty.kind.to.iter().chain(&duty.kind.final_recipient).cloned().collect(),
            revision: 1,
            supersedes: None,
            user: None,
            client: concat!("baocao/", env!("CARGO_PKG_VERSION")).to_owned(),
            prepared_at: now.in_zone(zone).to_string(),
        }
    }

    /// The answers by part, as a form orders them.
    pub fn answers(&self) -> BTreeMap<Part, Answers> {
        let mut all = BTreeMap::new();
        all.extend(self.entries.iter().map(|entry| (Part::Entry(entry.task.clone()), entry.values.clone())));
        all.extend(self.indicators.iter().map(|i| (Part::Indicator(i.indicator.clone()), i.values.clone())));
        all.insert(Part::Sections, self.sections.clone());
        let mut put = |part: Part, key: &str, value: Option<Value>| {
            if let (Some(key), Some(value)) = (FieldId::new(key), value) {
                all.entry(part).or_default().insert(key, value);
            }
        };
        if let Some(reporter) = &self.reporter {
            let Reporter { name, position, phone, email } = reporter;
            for (key, value) in [("name", name), ("position", position), ("phone", phone), ("email", email)] {
                put(Part::Reporter, key, value.clone().map(Value::Text));
            }
        }
        put(Part::Whole, "nil", self.nil.then_some(Value::Bool(true)));
        let reason = self.late.as_ref().and_then(|late| late.reason.clone());
        put(Part::Whole, "late-reason", reason.map(Value::Text));
        all
    }
}

/// SHA-256 over the canonical JSON of a value, in hexadecimal: a plan given as an object hashes like one
/// that was fetched.
///
/// # Errors
/// [`Unrepresentable`] when the value is not one of the contracts' types.
pub fn hash<T: Serialize + ?Sized>(value: &T) -> Result<String, Unrepresentable> {
    Ok(hash_text(&to_canonical(value)?))
}

/// SHA-256 over a text, in hexadecimal.
pub fn hash_text(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}
