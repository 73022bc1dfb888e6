//! What came out: a table for people, JSON for programs.

use super::Options;
use super::check::{Level, Row, Verdict};
use baocao::locale::Lang;
use serde_json::json;
use std::io::{self, Write};

/// Whether nothing that is required is missing.
pub fn conforms(rows: &[Row]) -> bool {
    rows.iter().all(|row| row.check.level() == Level::Optional || row.verdict != Verdict::No)
}

/// The table, and how many of how many.
///
/// # Errors
/// When the output cannot be written.
pub fn text(lang: Lang, rows: &[Row], out: &mut dyn Write) -> io::Result<()> {
    let mut width = rows.iter().map(|row| row.check.says(lang).chars().count()).max().unwrap_or_default();
    width += 2;
    for row in rows {
        let (level, verdict) = (level(row.check.level(), lang), verdict(row.verdict, lang));
        writeln!(out, "{level:<10}{verdict:<11}{:<width$}{}", row.check.says(lang), row.seen)?;
    }
    writeln!(out, "\n{}", summary(lang, rows))
}

fn summary(lang: Lang, rows: &[Row]) -> String {
    let count = |level, verdict| rows.iter().filter(|row| row.check.level() == level && row.verdict == verdict).count();
    let (yes, no) = (count(Level::Required, Verdict::Yes), count(Level::Required, Verdict::No));
    let unknown = count(Level::Required, Verdict::Unknown);
    let (may, all) =
        (count(Level::Optional, Verdict::Yes), rows.iter().filter(|row| row.check.level() == Level::Optional).count());
    match lang {
        Lang::Vi => format!("Bắt buộc: {yes} đạt, {no} không đạt, {unknown} chưa rõ. Tùy chọn: đạt {may}/{all}."),
        Lang::En => format!("Required: {yes} yes, {no} no, {unknown} not known. Optional: {may} of {all}."),
    }
}

/// An object: what was asked, whether it conforms, the rows.
///
/// # Errors
/// When the output cannot be written.
pub fn json(options: &Options, rows: &[Row], out: &mut dyn Write) -> io::Result<()> {
    let checks: Vec<_> = rows
        .iter()
        .map(|row| {
            let level = match row.check.level() {
                Level::Required => "required",
                Level::Optional => "optional",
            };
            let verdict = match row.verdict {
                Verdict::Yes => "yes",
                Verdict::No => "no",
                Verdict::Unknown => "unknown",
            };
            json!({ "check": row.check.id(), "level": level, "verdict": verdict, "seen": row.seen })
        })
        .collect();
    writeln!(out, "{:#}", json!({ "url": options.url.as_str(), "conforms": conforms(rows), "checks": checks }))
}

fn level(level: Level, lang: Lang) -> &'static str {
    match (level, lang) {
        (Level::Required, Lang::Vi) => "bắt buộc",
        (Level::Required, Lang::En) => "required",
        (Level::Optional, Lang::Vi) => "tùy chọn",
        (Level::Optional, Lang::En) => "optional",
    }
}

fn verdict(verdict: Verdict, lang: Lang) -> &'static str {
    match (verdict, lang) {
        (Verdict::Yes, Lang::Vi) => "đạt",
        (Verdict::Yes, Lang::En) => "yes",
        (Verdict::No, Lang::Vi) => "KHÔNG ĐẠT",
        (Verdict::No, Lang::En) => "NO",
        (Verdict::Unknown, Lang::Vi) => "chưa rõ",
        (Verdict::Unknown, Lang::En) => "not known",
    }
}
