//! What is said of what the device keeps.

use super::fill::fill;
use super::{Lang, words};
use crate::delivery::{BackupError, StorageError};

/// Why the device keeps nothing, and what to do.
pub fn unkept(lang: Lang, error: &StorageError) -> &'static str {
    let w = words(lang);
    match error {
        StorageError::Off => w.unkept_off(),
        StorageError::Unavailable | StorageError::Failed(_) => w.unkept_unavailable(),
        StorageError::Full => w.unkept_full(),
        StorageError::TooNew => w.unkept_too_new(),
        StorageError::Locked => w.unkept_locked(),
    }
}

/// Why a file is not taken, and what to do.
pub fn no_backup(lang: Lang, error: &BackupError) -> String {
    let w = words(lang);
    match error {
        BackupError::TooLarge => w.backup_too_large().to_owned(),
        BackupError::Foreign => w.backup_foreign().to_owned(),
        BackupError::TooNew => w.backup_too_new().to_owned(),
        BackupError::OtherUnit(name) => fill(w.backup_other_unit(), "name", &[name]),
        BackupError::OtherPlan(name) => fill(w.backup_other_plan(), "name", &[name]),
    }
}

/// The title of a backup made at a moment, given in words.
pub fn backup_of(lang: Lang, at: &str) -> String {
    fill(words(lang).offer_title(), "at", &[&at])
}

/// How many reports are not sent; nothing where all are.
///
/// ```
/// use baocao::locale::{Lang, still_unsent};
/// assert_eq!(still_unsent(Lang::Vi, 2), "Còn 2 báo cáo của kế hoạch này chưa gửi.");
/// assert_eq!(still_unsent(Lang::Vi, 0), "");
/// ```
pub fn still_unsent(lang: Lang, n: usize) -> String {
    if n == 0 { String::new() } else { fill(words(lang).forget_unsent(), "n", &[&n]) }
}
