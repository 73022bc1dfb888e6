//! What is said of files that prove a result.

use super::fill::fill;
use super::{Lang, Words, finding, words};
use crate::finding::{Code, Finding};
use crate::plan::{Decimal, Files};
use crate::report::write_number;

/// A size as people say it.
pub fn file_size(bytes: u64) -> String {
    const KB: u64 = 1_000;
    const MB: u64 = 1_000_000;
    let in_tenths = |unit: u64| {
        let tenths = (bytes * 10).div_ceil(unit).to_string();
        let (whole, tenth) = tenths.split_at(tenths.len().saturating_sub(1));
        let whole = if whole.is_empty() { "0" } else { whole };
        let text = if tenth == "0" { whole.to_owned() } else { format!("{whole}.{tenth}") };
        Decimal::parse(&text).map_or(text, write_number)
    };
    match bytes {
        0..KB => format!("{bytes} byte"),
        KB..MB => format!("{} KB", bytes.div_ceil(KB)),
        _ => format!("{} MB", in_tenths(MB)),
    }
}

/// A media type by the name that people know it by.
pub(super) fn file_type(media_type: &str) -> String {
    let known = match media_type {
        "application/pdf" => "PDF",
        "application/msword" => "Word (.doc)",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => "Word (.docx)",
        "application/vnd.ms-excel" => "Excel (.xls)",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" => "Excel (.xlsx)",
        "application/zip" => "ZIP",
        "image/jpeg" => "JPEG",
        "image/png" => "PNG",
        "" => "?",
        other => other,
    };
    known.to_owned()
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
    let size = file_size(files.most_bytes(is_uploaded).into());
    fill(w.file_limits(), "types size most", &[&file_types(w, &files.types.join(", ")), &size, &files.most()])
}

/// Why a file was not taken; the finding is at its name.
pub fn not_taken(lang: Lang, wrong: &Finding) -> String {
    let name = wrong.at.segments().last().unwrap_or_default();
    let why = match &wrong.code {
        Code::FileMissing => words(lang).file_unreadable().to_owned(),
        Code::TooLarge { found, max } => {
            fill(words(lang).file_too_large(), "found limit", &[&file_size(*found), &file_size(*max)])
        }
        Code::TooMany { max, .. } => fill(words(lang).file_too_many(), "limit", &[max]),
        _ => finding(lang, wrong),
    };
    fill(words(lang).file_not_taken(), "name why", &[&name, &why])
}

/// That the device does not have a file any more.
pub fn file_gone(lang: Lang, name: &str) -> String {
    fill(words(lang).file_gone(), "name", &[&name])
}

/// How far an upload is, in percent.
pub fn upload_progress(lang: Lang, name: &str, percent: u32) -> String {
    fill(words(lang).file_uploading(), "name percent", &[&name, &percent])
}
