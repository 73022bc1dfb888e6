use super::answer::{Answers, Value};
use super::earlier::Earlier;
use super::figures::Figures;
use super::form::{Form, FormPart, Part};
use super::remark::RemarkDone;
#[cfg(feature = "schema")]
use super::results::AnswerMap;
use super::results::{Entry, IndicatorResult, as_object};
use crate::json::{choice, object};
use crate::plan::{Date, FieldId, KindId, Member, PeriodId, Plan, PlanId, RoundId, UnitId};
use crate::schedule::{self, Duty, EventTime, Instant, Zone};
use serde::{Deserialize, Serialize};
use validator::Validate;

choice!(ReportFormat: "baocao-report/1" => V1);
object!(Report:
    format, plan, unit, kind, period, due, late, nil, nil_reason, reporter, entries, indicators, sections, addressees, revision,
    supersedes, remarks_done, user, client, prepared_at, device_clock,
);
object!(PlanRef: id, version, title, hash);
object!(UnitRef: id, name);
object!(KindRef: id, title);
object!(PeriodRef: id, from, to, round, since, as_of, event, estimated);
object!(DueRef: wording, last_day, until, closes, arranged);
object!(Late: reason);
object!(Reporter: name, position, phone, email);

/// Version of the report format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum ReportFormat {
    /// The first.
    #[serde(rename = "baocao-report/1")]
    V1,
}

/// One unit's answer for one duty: all a receiver needs, without the plan at hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
    #[serde(default, skip_serializing_if = "crate::json::Write::is_absent")]
    pub nil: bool,
    /// Why there is nothing to report, where the plan asks that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nil_reason: Option<String>,
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
    /// What is said of the whole, by question; behind the key of one to which there is nothing to report `.nil` (`true`), and
    /// `.nil_reason` where the plan asks why.
    #[serde(default, serialize_with = "as_object")]
    #[cfg_attr(feature = "schema", schemars(with = "AnswerMap"))]
    pub sections: Answers,
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
    /// Remarks of the office on the report this one replaces that the officer has marked as dealt with, as they were told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested, length(max = 1_000))]
    pub remarks_done: Vec<RemarkDone>,
    /// Who is logged in at the portal, if the page said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(length(max = 200))]
    pub user: Option<String>,
    /// Name and version of the program that made it.
    #[validate(length(min = 1, max = 100))]
    pub client: String,
    /// When the officer sent it, RFC 3339 with offset: by the device's clock, set right where it was known to be wrong.
    /// A report that waited for a connection arrives later; whether it is late is the receiver's to say.
    #[validate(length(min = 20, max = 40))]
    pub prepared_at: String,
    /// What the device's clock showed then, RFC 3339 with offset, where it was more than two minutes wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(length(min = 20, max = 40))]
    pub device_clock: Option<String>,
}

/// A plan, recognisable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct UnitRef {
    /// Its id.
    pub id: UnitId,
    /// Its name.
    pub name: String,
}

/// A duty, recognisable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct KindRef {
    /// Its id; `unstated` where the plan asks for no report.
    pub id: KindId,
    /// Its title.
    pub title: String,
}

/// A period, recognisable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PeriodRef {
    /// `2026-06`, `2026-H1`, `2026`, a name of the plan, or for reports without a period the day and minute at which
    /// the report was begun: `2026-06-18-0830`.
    pub id: PeriodId,
    /// First day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Last day; for reports without a period the day of sending.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
    /// Which of several reports about the period, where there are several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round: Option<RoundId>,
    /// Figures are those of the last day ("tính đến ngày …").
    #[serde(default, skip_serializing_if = "crate::json::Write::is_absent")]
    pub as_of: bool,
    /// The day from which figures count, where that is before the first ("lũy kế").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Date>,
    /// When the event was that the report is about, or the request arrived, where its deadline is counted from that:
    /// `2026-06-18`, or with the time of the plan's zone `2026-06-18T08:30`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<String>,
    /// The report was sent before its period had ended ("ước thực hiện"): its figures are estimates for the rest.
    #[serde(default, skip_serializing_if = "crate::json::Write::is_absent")]
    pub estimated: bool,
}

/// A due instant with the words it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DueRef {
    /// The plan's words.
    pub wording: String,
    /// The last day that is on time.
    pub last_day: Date,
    /// The first moment that is late, RFC 3339 with offset.
    pub until: String,
    /// The first moment at which it is not accepted any more, RFC 3339 with offset; absent: none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closes: Option<String>,
    /// Why the day is another one than the plan's rule gives: the reason of an extension or a request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arranged: Option<String>,
}

/// That a report is late.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Late {
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// Whom to ask about a report. Used for that only.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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

/// A form that was filled in.
#[derive(Clone, Debug)]
pub struct Filled<'a> {
    /// Its questions.
    pub form: &'a Form,
    /// The answers, part by part as the form has them.
    pub answers: Vec<Answers>,
    /// What earlier reports said.
    pub earlier: &'a Earlier,
}

impl Report {
    /// What earlier reports said, as this one tells it.
    pub fn earlier(&self) -> Earlier {
        let indicators = self.indicators.iter().filter_map(|one| Some((one.indicator.clone(), one.figures?.past)));
        let entries = self.entries.iter().filter_map(|entry| Some((entry.task.clone(), entry.last.clone()?)));
        Earlier { indicators: indicators.collect(), entries: entries.collect(), ..Earlier::default() }
    }

    /// When the event was that it is about, if it can be read.
    pub fn event(&self) -> Option<EventTime> {
        self.period.event.as_deref().and_then(EventTime::parse)
    }

    /// Puts answers together into a report, as sent at a moment.
    pub fn new(plan: &Plan, member: &Member, duty: &Duty, filled: Filled<'_>, now: Instant, zone: &dyn Zone) -> Self {
        let Filled { form, answers, earlier } = filled;
        let today = now.in_zone(zone).date;
        let mut report = Self {
            format: ReportFormat::V1,
            plan: PlanRef {
                id: plan.id.clone(),
                version: plan.version.clone(),
                title: plan.title.clone(),
                hash: plan.source.hash(),
            },
            unit: UnitRef { id: member.unit.id.clone(), name: member.unit.name.clone() },
            kind: KindRef { id: duty.kind.id.clone(), title: duty.kind.title.clone() },
            period: PeriodRef {
                id: duty.period.id.clone(),
                from: duty.period.span.map(|(first, _)| first),
                to: Some(duty.period.span.map_or(today, |(_, last)| last)),
                round: duty.round.as_ref().map(|round| round.id.clone()),
                as_of: duty.period.figures == schedule::Figures::AsOf,
                since: match duty.period.figures {
                    schedule::Figures::Since(day) => Some(day),
                    schedule::Figures::Period | schedule::Figures::AsOf => None,
                },
                event: None,
                estimated: duty.period.span.is_some_and(|(_, last)| today < last),
            },
            due: duty.due.as_ref().map(|due| DueRef {
                wording: due.wording.clone(),
                last_day: due.last_day,
                until: due.until.in_zone(zone).to_string(),
                closes: due.closes.map(|closes| closes.in_zone(zone).to_string()),
                arranged: duty.arranged.as_ref().map(|arranged| arranged.reason.clone()),
            }),
            late: duty.is_late(now).then(Late::default),
            nil: false,
            nil_reason: None,
            reporter: None,
            entries: Vec::new(),
            indicators: Vec::new(),
            sections: Answers::new(),
            addressees: duty.kind.to.iter().chain(&duty.kind.r#final).cloned().collect(),
            revision: 1,
            supersedes: None,
            remarks_done: Vec::new(),
            user: None,
            client: concat!("baocao/", env!("CARGO_PKG_VERSION")).to_owned(),
            prepared_at: now.in_zone(zone).to_string(),
            device_clock: None,
        };
        for (part, values) in form.parts.iter().zip(answers) {
            let text = |key: &str| values.get(key).and_then(Value::text).map(str::to_owned);
            match &part.part {
                Part::Entry(id) => report.entries.extend(plan.task(id).map(|task| Entry {
                    task: id.clone(),
                    number: task.number.clone(),
                    title: task.title.clone(),
                    roles: part.roles.clone(),
                    last: earlier.entries.get(id).cloned(),
                    values,
                })),
                Part::Indicator(id) => report.indicators.extend(plan.indicator(id).map(|indicator| {
                    IndicatorResult {
                        indicator: id.clone(),
                        title: indicator.title.clone(),
                        figures: indicator
                            .is_over_time()
                            .then(|| Figures::new(indicator, duty, &values, earlier.indicators.get(id))),
                        values,
                    }
                })),
                Part::Sections => report.sections = values,
                Part::Reporter => {
                    report.reporter = Some(Reporter {
                        name: text("name"),
                        position: text("position"),
                        phone: text("phone"),
                        email: text("email"),
                    });
                }
                Part::Whole => {
                    report.nil = values.get("nil") == Some(&Value::Bool(true));
                    report.nil_reason = text("nil_reason");
                    report.period.event = text("event");
                    if let Some(late) = &mut report.late {
                        late.reason = text("late-reason");
                    }
                }
            }
        }
        report
    }

    /// The answers part by part as a form has them. Entries and indicators are taken by their place, which
    /// [`crate::check::report`] holds against the form.
    pub fn answers(&self, form: &Form) -> Vec<Answers> {
        let texts = |pairs: &[(&str, Option<&String>)]| {
            let given =
                pairs.iter().filter_map(|(key, text)| Some((FieldId::new(key)?, Value::Text((*text)?.clone()))));
            given.collect::<Answers>()
        };
        let of = |part: &FormPart| match part.part {
            Part::Entry(_) => self.entries.get(part.position).map(|entry| entry.values.clone()),
            Part::Indicator(_) => self.indicators.get(part.position).map(|result| result.values.clone()),
            Part::Sections => Some(self.sections.clone()),
            Part::Reporter => self.reporter.as_ref().map(|r| {
                let Reporter { name, position, phone, email } = r;
                let pairs = [("name", name), ("position", position), ("phone", phone), ("email", email)];
                texts(&pairs.map(|(key, text)| (key, text.as_ref())))
            }),
            Part::Whole => {
                let reason = self.late.as_ref().and_then(|late| late.reason.as_ref());
                let (why_nil, event) = (self.nil_reason.as_ref(), self.period.event.as_ref());
                let mut answers = texts(&[("late-reason", reason), ("event", event), ("nil_reason", why_nil)]);
                if self.nil {
                    answers.insert(FieldId::own("nil"), Value::Bool(true));
                }
                Some(answers)
            }
        };
        form.parts.iter().map(|part| of(part).unwrap_or_default()).collect()
    }
}
