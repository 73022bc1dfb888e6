//! What is said of a report that several colleagues fill in, and of one that the office returned.

use super::device::no_backup;
use super::fill::fill;
use super::{Lang, words};
use crate::delivery::{BackupError, PortionError};

/// Why a file is not taken as a colleague's part, and what to do.
///
/// ```
/// use baocao::{delivery::PortionError, locale::{Lang, no_portion}};
/// let newer = PortionError::TooNew("baocao-portion/2".to_owned());
/// assert!(no_portion(Lang::Vi, &newer).contains("baocao-portion/2"));
/// ```
pub fn no_portion(lang: Lang, error: &PortionError) -> String {
    let w = words(lang);
    match error {
        PortionError::File(BackupError::Empty) => w.portion_empty().to_owned(),
        PortionError::File(BackupError::TooLarge) => w.portion_too_large().to_owned(),
        PortionError::File(error) => no_backup(lang, error),
        PortionError::Foreign => w.portion_foreign().to_owned(),
        PortionError::IsBackup => w.portion_is_backup().to_owned(),
        PortionError::TooNew(format) => fill(w.portion_too_new(), "format", &[format]),
        PortionError::Nothing => w.portion_no_answers().to_owned(),
        PortionError::OtherPlan(name) => fill(w.backup_other_plan(), "name", &[name]),
        PortionError::OtherUnit(name) => fill(w.backup_other_unit(), "name", &[name]),
        PortionError::OtherReport(name) => fill(w.portion_other_report(), "name", &[name]),
    }
}

/// The title of a colleague's part: who made it, where that was said, and when, given in words.
pub fn portion_of(lang: Lang, by: Option<&str>, at: &str) -> String {
    let w = words(lang);
    match by {
        Some(by) => fill(w.portion_offer_by(), "by at", &[&by, &at]),
        None => fill(w.portion_offer(), "at", &[&at]),
    }
}

/// How many answers of it were taken.
pub fn joined(lang: Lang, taken: usize) -> String {
    fill(words(lang).portion_joined(), "n", &[&taken])
}

/// How many of the office's remarks nobody has dealt with.
///
/// ```
/// use baocao::locale::{Lang, open_remarks};
/// assert_eq!(open_remarks(Lang::Vi, 1, 3), "Còn 1 trong 3 ý kiến chưa đánh dấu đã sửa.");
/// assert_eq!(open_remarks(Lang::Vi, 0, 3), "Mọi ý kiến đã được đánh dấu đã sửa.");
/// ```
pub fn open_remarks(lang: Lang, open: usize, all: usize) -> String {
    let w = words(lang);
    if open == 0 { w.remarks_all_done().to_owned() } else { fill(w.remarks_open(), "open all", &[&open, &all]) }
}
