use super::{Frozen, Owner, Record, Stage, answers_hash};
use crate::finding::Severity;
use crate::json::{Limits, object, read_text, to_canonical};

/// Reports of a unit in a file, to be carried to another device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// `baocao-backup/1`.
    format: String,
    /// When it was made, RFC 3339.
    pub made_at: String,
    /// The plan's title, for whoever opens the file on another plan.
    plan_title: String,
    /// The unit's name, likewise.
    unit_name: String,
    /// The reports.
    pub records: Vec<Record>,
}

object!(Backup: format, made_at, plan_title, unit_name, records);

const FORMAT: &str = "baocao-backup/1";
/// Most bytes of a file: more than a year of reports with all their versions.
pub const MOST_BYTES: usize = 20_000_000;

/// Why a file is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BackupError {
    /// It is larger than [`MOST_BYTES`].
    TooLarge,
    /// The browser cannot read it.
    Unreadable,
    /// There is nothing in the file.
    Empty,
    /// It is no backup.
    Foreign,
    /// It was made by a newer version of this program.
    TooNew,
    /// It is a backup of no report.
    NoReports,
    /// It is of another unit: its name.
    OtherUnit(String),
    /// It is of another plan: its title.
    OtherPlan(String),
}

impl Backup {
    /// A backup of these reports.
    pub fn new(records: Vec<Record>, plan_title: String, unit_name: String, made_at: String) -> Self {
        Self { format: FORMAT.to_owned(), made_at, plan_title, unit_name, records }
    }

    /// The file.
    pub fn to_text(&self) -> String {
        to_canonical(self)
    }

    /// Reads a file that whoever uses the form now wants to have here. Its reports become this user's: whoever has the
    /// file has what is in it.
    ///
    /// # Errors
    /// [`BackupError`].
    pub fn read(file: &str, of: &Owner) -> Result<Self, BackupError> {
        #[derive(Default)]
        struct Head {
            format: Option<String>,
        }
        object!(Head: format);
        if file.len() > MOST_BYTES {
            return Err(BackupError::TooLarge);
        }
        let limits = Limits { bytes: MOST_BYTES, ..Limits::default() };
        // Some editors put a mark in front of a text.
        let file = file.trim_start_matches('\u{feff}');
        if file.is_empty() {
            return Err(BackupError::Empty);
        }
        let head: Option<Head> = read_text(file, limits, Severity::Warning).value;
        let format = head.and_then(|head| head.format).unwrap_or_default();
        if format != FORMAT {
            let is_newer = format.starts_with("baocao-backup/");
            return Err(if is_newer { BackupError::TooNew } else { BackupError::Foreign });
        }
        let backup: Option<Self> = read_text(file, limits, Severity::Warning).value;
        let mut backup = backup.ok_or(BackupError::Foreign)?;
        if backup.records.is_empty() {
            return Err(BackupError::NoReports);
        }
        for record in &mut backup.records {
            if record.key.plan != of.plan {
                return Err(BackupError::OtherPlan(backup.plan_title));
            }
            if record.key.unit != of.unit {
                return Err(BackupError::OtherUnit(backup.unit_name));
            }
            record.key.user.clone_from(&of.user);
            if !record.is_sound() {
                record.thaw();
            }
        }
        Ok(backup)
    }
}

impl Record {
    /// Whether what is frozen in it is a report of the same plan, unit, kind and period, and what is to go out is of the
    /// answers beside it. In a file that was changed by hand it may be anything.
    fn is_sound(&self) -> bool {
        let is_of_it = |frozen: &Frozen| frozen.report().is_some_and(|report| self.key.is_of(&report));
        match &self.stage {
            Stage::Draft(earlier) => earlier.iter().all(|earlier| is_of_it(&earlier.frozen)),
            Stage::Outgoing(outgoing) => {
                let is_of_answers = outgoing.frozen.answers == answers_hash(&self.draft());
                is_of_answers && is_of_it(&outgoing.frozen) && outgoing.before.iter().all(is_of_it)
            }
            Stage::Sent => true,
        }
    }

    /// What is frozen in it is given up: it is a draft, which the officer looks through and sends.
    pub fn thaw(&mut self) {
        self.stage = Stage::Draft(None);
    }
}
