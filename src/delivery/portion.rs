use super::backup::text_of;
use super::{BackupError, DraftKey, MOST_BYTES};
use crate::finding::Severity;
use crate::json::{Limits, object, read_text, to_canonical};
use crate::plan::{KindId, PeriodId, PlanId, UnitId};
use crate::report::{Edit, Part};
use std::collections::BTreeSet;

/// A part of a report in a file, for colleagues who fill in the same report on several devices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Portion {
    /// `baocao-portion/1`.
    format: String,
    /// When it was made, RFC 3339.
    pub made_at: String,
    /// Who made it, as he or she says.
    pub made_by: Option<String>,
    /// What is in it and of what, in words, for whoever opens the file elsewhere.
    about: About,
    /// The plan.
    plan: PlanId,
    /// The unit.
    unit: UnitId,
    /// The duty.
    kind: KindId,
    /// Its period.
    period: PeriodId,
    answers: Vec<Edit>,
    /// Of the answers those that came from the last report and that nobody has confirmed.
    pub unconfirmed: Vec<String>,
}

object!(Portion: format, made_at, made_by, about, plan, unit, kind, period, answers, unconfirmed);

/// What a part is of, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// The plan's title.
    pub plan: String,
    /// The unit's name.
    pub unit: String,
    /// The report's name, with its period.
    pub report: String,
}

object!(About: plan, unit, report);

const FORMAT: &str = "baocao-portion/1";

/// Why a file is not taken as a part of the open report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PortionError {
    /// It is no file that could be read.
    File(BackupError),
    /// It is something else.
    Foreign,
    /// It is a backup.
    IsBackup,
    /// It was made by a newer version of this program: its format.
    TooNew(String),
    /// There are no answers in it.
    Nothing,
    /// It is of another plan: its title.
    OtherPlan(String),
    /// It is of another unit: its name.
    OtherUnit(String),
    /// It is of another report: its name.
    OtherReport(String),
}

impl Portion {
    /// A part of a report: these of its answers.
    pub fn new(
        key: &DraftKey,
        answers: impl Iterator<Item = Edit>,
        unconfirmed: Vec<String>,
        about: About,
        (made_at, made_by): (String, Option<String>),
    ) -> Self {
        let answers = answers.collect();
        let DraftKey { plan, unit, kind, period, .. } = key.clone();
        let format = FORMAT.to_owned();
        Self { format, made_at, made_by, about, plan, unit, kind, period, answers, unconfirmed }
    }

    /// The file.
    pub fn to_text(&self) -> String {
        to_canonical(self)
    }

    /// Its answers, each with its place.
    pub fn answers(&self) -> impl Iterator<Item = Edit> + '_ {
        self.answers.iter().cloned()
    }

    /// Reads a file that is to be a part of this report.
    ///
    /// # Errors
    /// [`PortionError`].
    pub fn read(file: &str, of: &DraftKey) -> Result<Self, PortionError> {
        let (file, format) = text_of(file).map_err(PortionError::File)?;
        match format.as_str() {
            FORMAT => {}
            newer if newer.starts_with("baocao-portion/") => return Err(PortionError::TooNew(format)),
            backup if backup.starts_with("baocao-backup/") => return Err(PortionError::IsBackup),
            _ => return Err(PortionError::Foreign),
        }
        let limits = Limits { bytes: MOST_BYTES, ..Limits::default() };
        let read: Option<Self> = read_text(file, limits, Severity::Warning).value;
        let mut portion = read.ok_or(PortionError::Foreign)?;
        let About { plan, unit, report } = portion.about.clone();
        if portion.plan != of.plan {
            return Err(PortionError::OtherPlan(plan));
        }
        if portion.unit != of.unit {
            return Err(PortionError::OtherUnit(unit));
        }
        if portion.kind != of.kind || portion.period != of.period {
            return Err(PortionError::OtherReport(report));
        }
        // Who reports, and what is said of the report itself, is never a colleague's part.
        portion.answers.retain(|answer| !matches!(answer.part, Part::Reporter | Part::Whole));
        // In a file that was changed by hand the same answer may stand twice.
        let mut seen = BTreeSet::new();
        portion.answers.retain(|answer| seen.insert((answer.part.clone(), answer.field.clone())));
        if portion.answers.iter().all(|answer| answer.raw.is_blank()) {
            return Err(PortionError::Nothing);
        }
        Ok(portion)
    }
}
