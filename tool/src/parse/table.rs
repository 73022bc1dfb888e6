//! The time wordings of a plan: what each is read as, and where the plan states something else.

use super::{Options, answer, say};
use crate::check;
use crate::cli::Outcome;
use baocao::locale::Lang;
use baocao::plan::wording::{Reading, Unread};
use baocao::plan::{Plan, TimeFrame, read_time_frame};
use serde_json::{Value, json};
use std::io::{self, Write};
use std::path::Path;

/// Keys of a time frame that are worked out from its words.
const KEYS: [&str; 5] = ["from", "to", "ongoing", "on_request", "days"];

struct Row<'p> {
    /// The task's id, or `horizon`.
    of: &'p str,
    stated: &'p TimeFrame,
    read: Result<Reading, Unread>,
}

impl Row<'_> {
    /// Keys for which the plan states something else than what was read: what it states, what was read.
    fn differing(&self) -> Vec<(&'static str, Value, Value)> {
        let Ok(reading) = &self.read else { return Vec::new() };
        let (stated, read) = (json!(self.stated), json!(reading.time_frame(&self.stated.wording)));
        let differing = KEYS.into_iter().map(|key| (key, stated[key].clone(), read[key].clone()));
        differing.filter(|(_, stated, read)| stated != read).collect()
    }
}

/// Reads the wordings of the plan in a file.
pub(super) fn run(path: &Path, options: &Options, out: &mut dyn Write) -> io::Result<Outcome> {
    let Some(plan) = check::load(path, options.lang, out)? else { return Ok(Outcome::Mistakes) };
    let rows = rows(&plan, options.year);
    if options.json {
        for row in &rows {
            let mut said = answer(&row.stated.wording, &row.read);
            said["of"] = json!(row.of);
            said["stated"] = json!(row.stated);
            said["differs"] = row.differing().into_iter().map(|(key, ..)| key).collect();
            writeln!(out, "{said}")?;
        }
        return Ok(Outcome::Well);
    }
    write(&rows, plan.tasks.iter().filter(|task| task.time.is_none()).count(), options.lang, out)?;
    Ok(Outcome::Well)
}

fn rows(plan: &Plan, year: Option<i32>) -> Vec<Row<'_>> {
    let tasks = plan.tasks.iter().filter_map(|task| Some((task.id.as_str(), task.time.as_ref()?)));
    let all = plan.horizon.iter().map(|horizon| ("horizon", horizon)).chain(tasks);
    all.map(|(of, stated)| Row { of, stated, read: read_time_frame(&stated.wording, year) }).collect()
}

fn write(rows: &[Row], blank: usize, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let width = |text: &str, most: usize| text.chars().count().min(most);
    let of = rows.iter().map(|row| width(row.of, 24)).max().unwrap_or(0);
    let wording = rows.iter().map(|row| width(&row.stated.wording, 48) + 2).max().unwrap_or(0);
    let (mut unread, mut differing) = (0, 0);
    for row in rows {
        let words = format!("“{}”", row.stated.wording);
        let said = match &row.read {
            Ok(reading) if reading.parts.is_empty() => say::blank(lang).to_owned(),
            Ok(reading) => reading.parts.iter().map(|part| say::when(lang, &part.when)).collect::<Vec<_>>().join("; "),
            Err(cannot) => {
                unread += 1;
                cannot.parts.iter().map(|part| say::unread(lang, &part.words, part.why)).collect::<Vec<_>>().join("; ")
            }
        };
        writeln!(out, "{:of$}  {words:wording$}  → {said}", row.of)?;
        for assumption in row.read.iter().flat_map(|reading| &reading.assumptions) {
            writeln!(out, "{:of$}  {}: {}", "", say::assumed(lang), say::assumption(lang, assumption))?;
        }
        let differs = row.differing();
        differing += usize::from(!differs.is_empty());
        for (key, stated, read) in differs {
            let said = |value: Value| if value.is_null() { "–".to_owned() } else { value.to_string() };
            let (stated, read) = (said(stated), said(read));
            match lang {
                Lang::Vi => writeln!(out, "{:of$}  ≠ {key}: kế hoạch ghi {stated}, đọc được {read}", "")?,
                Lang::En => writeln!(out, "{:of$}  ≠ {key}: the plan states {stated}, read {read}", "")?,
            }
        }
    }
    let all = rows.len();
    match lang {
        Lang::Vi => writeln!(
            out,
            "\n{all} lời văn: {} đọc được, {unread} không đọc được; {differing} chỗ kế hoạch ghi khác; {blank} nhiệm vụ không nêu thời gian",
            all - unread
        ),
        Lang::En => writeln!(
            out,
            "\n{all} wordings: {} read, {unread} not; the plan differs in {differing}; {blank} tasks state no time",
            all - unread
        ),
    }
}
