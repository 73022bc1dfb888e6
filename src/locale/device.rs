//! What is said of what the device keeps.

use super::fill::fill;
use super::{Lang, words};
use crate::delivery::{BackupError, StorageError, Unread};

/// Why the device keeps nothing, and what to do.
pub fn unkept(lang: Lang, error: &StorageError) -> &'static str {
    let w = words(lang);
    match error {
        StorageError::Off => w.unkept_off(),
        StorageError::Unavailable => w.unkept_unavailable(),
        StorageError::Failed(_) => w.unkept_failed(),
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
        BackupError::Unreadable => w.backup_unreadable().to_owned(),
        BackupError::Empty => w.backup_empty().to_owned(),
        BackupError::NoReports => w.backup_no_reports().to_owned(),
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

/// That there are reports which cannot be read here, why, and what to do: a sentence for each reason.
///
/// ```
/// use baocao::{delivery::Unread, locale::{Lang, unread}};
/// let said = unread(Lang::Vi, Unread { sealed: 2, newer: 0 });
/// assert!(said.len() == 1 && said[0].starts_with("Trên máy này còn 2 báo cáo đã mã hóa"));
/// ```
pub fn unread(lang: Lang, unread: Unread) -> Vec<String> {
    let w = words(lang);
    let each = [(unread.sealed, w.unread_sealed()), (unread.newer, w.unread_newer())];
    each.into_iter().filter(|(n, _)| *n > 0).map(|(n, says)| fill(says, "n", &[&n])).collect()
}

/// That they are deleted with the others; nothing where there are none.
pub fn forgets_unread(lang: Lang, Unread { sealed, newer }: Unread) -> String {
    let n = sealed + newer;
    if n == 0 { String::new() } else { fill(words(lang).forget_unread(), "n", &[&n]) }
}
