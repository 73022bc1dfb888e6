use super::{Frozen, Owner, Record, Stage, answers_hash};
use crate::finding::Severity;
use crate::json::{Limits, object, read_text, to_canonical};
use crate::report::Report;

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
    /// file has what is in it. What was signed there is signed anew before it goes out: by whoever sends it.
    ///
    /// # Errors
    /// [`BackupError`].
    pub fn read(file: &str, of: &Owner) -> Result<Self, BackupError> {
        let (file, format) = text_of(file)?;
        let limits = Limits { bytes: MOST_BYTES, ..Limits::default() };
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
            record.frozen_mut().for_each(|frozen| frozen.signature = None);
        }
        Ok(backup)
    }
}

/// The text of a file that this program may have written, and the format it says it has; empty where it says none.
pub(super) fn text_of(file: &str) -> Result<(&str, String), BackupError> {
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
    Ok((file, head.and_then(|head| head.format).unwrap_or_default()))
}

impl Record {
    /// Whether what is frozen in it is a report of the same plan, unit, kind and period, of the answers beside it, says
    /// nothing that a report does not, and goes out under a key that means nothing else in an address. In a file that was changed by hand it may be anything.
    fn is_sound(&self) -> bool {
        let answers = answers_hash(&self.draft());
        let is_of_it = |report: &Report, frozen: &Frozen| {
            let is_report = self.key.is_of(report) && frozen.payload == to_canonical(report);
            is_report && frozen.answers == answers && frozen.has_plain_key()
        };
        self.frozen().all(|frozen| frozen.report().is_some_and(|report| is_of_it(&report, frozen)))
    }

    /// All that is frozen in it: each may go out.
    pub fn frozen(&self) -> impl Iterator<Item = &Frozen> {
        let (frozen, before) = match &self.stage {
            Stage::Draft(earlier) => (earlier.as_ref().map(|earlier| &earlier.frozen), None),
            Stage::Outgoing(outgoing) => (Some(&outgoing.frozen), outgoing.before.as_ref()),
            Stage::Sent => (None, None),
        };
        frozen.into_iter().chain(before)
    }

    fn frozen_mut(&mut self) -> impl Iterator<Item = &mut Frozen> {
        let (frozen, before) = match &mut self.stage {
            Stage::Draft(earlier) => (earlier.as_mut().map(|earlier| &mut earlier.frozen), None),
            Stage::Outgoing(outgoing) => (Some(&mut outgoing.frozen), outgoing.before.as_mut()),
            Stage::Sent => (None, None),
        };
        frozen.into_iter().chain(before)
    }

    /// What is frozen in it is given up: it is a draft, which the officer looks through and sends.
    pub fn thaw(&mut self) {
        self.stage = Stage::Draft(None);
    }
}
