//! What is said of files that prove a result.

use super::fill::{fill, in_language};
use super::{Lang, Words, finding, words};
use crate::finding::{Code, Finding};
use crate::plan::{Decimal, Files};
use crate::report::write_number;

/// A size as people say it.
pub fn file_size(lang: Lang, bytes: u64) -> String {
    const KB: u64 = 1_000;
    const MB: u64 = 1_000_000;
    let in_tenths = |unit: u64| {
        let tenths = (bytes * 10).div_ceil(unit).to_string();
        let (whole, tenth) = tenths.split_at(tenths.len().saturating_sub(1));
        let whole = if whole.is_empty() { "0" } else { whole };
        let text = if tenth == "0" { whole.to_owned() } else { format!("{whole}.{tenth}") };
        in_language(lang, &Decimal::parse(&text).map_or(text, write_number))
    };
    match bytes {
        0..KB => format!("{bytes} byte"),
        KB..MB => format!("{} KB", bytes.div_ceil(KB)),
        _ => format!("{} MB", in_tenths(MB)),
    }
}

/// That a file cannot be read as a table, and why, by the key of the reason (`paper/src/workbook/mod.rs`); what has none
/// is for nobody to read.
///
/// ```
/// use baocao::locale::{Lang, no_workbook};
/// assert!(no_workbook(Lang::Vi, "encrypted").ends_with("Lý do: tệp đang đặt mật khẩu."));
/// assert!(no_workbook(Lang::Vi, "TypeError: x").ends_with("rồi chọn lại."));
/// ```
pub fn no_workbook(lang: Lang, why: &str) -> String {
    let w = words(lang);
    let why = match why {
        "not-a-workbook" => w.workbook_none(),
        "other-format" => w.workbook_format(),
        "encrypted" => w.workbook_encrypted(),
        "damaged" => w.workbook_damaged(),
        "too-large" => w.workbook_large(),
        "no-sheet" => w.workbook_hidden(),
        "coding" => w.workbook_coding(),
        _ => "",
    };
    format!("{} {why}", w.sheet_unreadable()).trim_end().to_owned()
}

/// A media type by the name that people know it by.
pub(super) fn file_type(media_type: &str) -> String {
    let known = match media_type {
        "application/pdf" => "PDF",
        "application/msword" => "Word (.doc)",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => "Word (.docx)",
        "application/vnd.ms-excel" => "Excel (.xls)",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" => "Excel (.xlsx)",
        "application/vnd.ms-powerpoint" => "PowerPoint (.ppt)",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation" => "PowerPoint (.pptx)",
        "application/zip" => "ZIP",
        "text/csv" => "CSV",
        "text/plain" => "TXT",
        "image/jpeg" => "JPEG",
        "image/png" => "PNG",
        "" => "?",
        other => other,
    };
    known.to_owned()
}

/// The type of a file as people tell it: by its name, or by the end of the file's.
fn type_of(media_type: &str, name: &str) -> String {
    let known = file_type(media_type);
    match name.rsplit_once('.') {
        Some((_, end)) if known.contains(['/', '?']) => format!(".{end}"),
        _ => known,
    }
}

/// Several, with commas between them.
pub(super) fn file_types(w: &Words, media_types: &str) -> String {
    let named = media_types.split(", ").map(|one| match one {
        "image/*" => w.file_images().to_owned(),
        "video/*" => w.file_videos().to_owned(),
        "audio/*" => w.file_audio().to_owned(),
        one => file_type(one),
    });
    named.collect::<Vec<_>>().join(", ")
}

/// Which files a question takes.
pub fn file_limits(lang: Lang, files: &Files, is_uploaded: bool) -> String {
    let w = words(lang);
    let size = file_size(lang, files.most_bytes(is_uploaded).into());
    let limits =
        fill(w.file_limits(), "types size most", &[&file_types(w, &files.types.join(", ")), &size, &files.most()]);
    if is_uploaded {
        return limits;
    }
    format!("{limits} {}", fill(w.file_limits_inside(), "total", &[&file_size(lang, Files::INSIDE.into())]))
}

/// Why a file was not taken; the finding is at its name.
pub fn not_taken(lang: Lang, wrong: &Finding) -> String {
    let (w, name) = (words(lang), wrong.at.segments().last().unwrap_or_default());
    let why = match &wrong.code {
        Code::FileMissing => w.file_unreadable().to_owned(),
        Code::BelowMin { .. } => w.file_empty().to_owned(),
        Code::DuplicateId { id } if *id == name => w.file_twice().to_owned(),
        Code::DuplicateId { id } => fill(w.file_twice_as(), "name", &[id]),
        Code::TooLarge { found, max } => {
            fill(w.file_too_large(), "found limit", &[&file_size(lang, *found), &file_size(lang, *max)])
        }
        Code::FilesTooLarge { found, max } => {
            let total = file_size(lang, Files::INSIDE.into());
            fill(w.file_no_room(), "found room total", &[&file_size(lang, *found), &file_size(lang, *max), &total])
        }
        Code::TooMany { max, .. } => fill(w.file_too_many(), "limit", &[max]),
        Code::FileType { found, expected } => {
            fill(w.file_type(), "found expected", &[&type_of(found, &name), &file_types(w, expected)])
        }
        _ => finding(lang, wrong),
    };
    fill(w.file_not_taken(), "name why", &[&name, &why])
}

/// That the device does not have a file any more.
pub fn file_gone(lang: Lang, name: &str) -> String {
    fill(words(lang).file_gone(), "name", &[&name])
}

/// How far an upload is, in percent.
pub fn upload_progress(lang: Lang, name: &str, percent: u32) -> String {
    fill(words(lang).file_uploading(), "name percent", &[&name, &percent])
}
