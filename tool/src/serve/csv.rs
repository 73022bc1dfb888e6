//! A report as rows for people: one per answer, with the question in words.

use baocao::finding::Pointer;
use baocao::locale::{self, Lang};
use baocao::plan::{Decimal, FieldId, Status, Unit};
use baocao::report::{
    AnswerRow, Answers, Cells, Evidence, Field, FieldKind, Form, Part, Report, Reporter, TableAnswer, Value,
    cell_pointer, column_fields, write_csv, write_number,
};
use baocao::schedule::Duty;
use serde::Serialize;

/// A report that was sent, and what it answers.
#[derive(Debug)]
pub struct Sent {
    /// As sent.
    pub report: Report,
    /// The unit as its token had it.
    pub unit: Unit,
    /// What the plan asks; none when the plan has changed so that it no longer asks for this report.
    pub asked: Option<Asked>,
}

/// The questions that a report answers.
#[derive(Debug)]
pub struct Asked {
    /// The duty.
    pub duty: Duty,
    /// Its questions.
    pub form: Form,
}

/// One answer.
#[derive(Debug, Serialize)]
pub struct Row {
    /// Where the answer stands in the report; none where the plan does not ask for it any more.
    pointer: Option<Pointer>,
    part: &'static str,
    number: String,
    title: String,
    question: String,
    value: String,
    /// The cells of a table, by place and name, for who remarks on one of them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    cells: Vec<(Pointer, String)>,
}

/// Of more cells nobody chooses one from a list.
const MOST_CELLS: usize = 300;

/// How numbers are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbers {
    /// `1234.5`, for programs.
    Exact,
    /// `1.234,5`, for people.
    Written,
}

/// The answers of a report in its order.
pub fn rows(sent: &Sent, lang: Lang, numbers: Numbers) -> Vec<Row> {
    let pick = |vi, en| if lang == Lang::Vi { vi } else { en };
    let words = locale::words(lang);
    let report = &sent.report;
    let text = |text: &Option<String>| text.clone().map(Value::Text);
    let mut rows = Vec::new();
    let mut put = |part: &Part, name: &'static str, number: &str, title: &str, answers: Vec<(&str, Value)>| {
        let asked = sent.asked.as_ref().and_then(|asked| asked.form.part(part));
        let field = |id: &str| asked.and_then(|part| part.field(id));
        let mut answers = answers;
        // In the order of asking; what is not asked any more comes last.
        let place = |id: &str| asked.and_then(|part| part.fields.iter().position(|field| field.id.as_str() == id));
        answers.sort_by_key(|(id, _)| place(id).unwrap_or(usize::MAX));
        let pointer = |id: &str| Some(asked?.field_pointer(&field(id)?.id));
        rows.extend(answers.iter().map(|(id, value)| {
            Row {
                pointer: pointer(id),
                part: name,
                number: number.to_owned(),
                title: title.to_owned(),
                question: asked
                    .and_then(|part| Some(locale::question_label(lang, part, part.field(id)?)))
                    .unwrap_or_else(|| (*id).to_owned()),
                value: shown(value, field(id), lang, numbers),
                cells: pointer(id).map(|at| cells(&at, value, field(id))).unwrap_or_default(),
            }
        }));
    };
    let reason = report.late.as_ref().and_then(|late| text(&late.reason));
    let nil = report.nil.then_some(Value::Bool(true));
    let whole = [("nil", nil), ("nil_reason", text(&report.nil_reason)), ("late-reason", reason)];
    put(&Part::Whole, words.whole_report(), "", "", given(whole));
    for entry in &report.entries {
        let (part, number) = (Part::Entry(entry.task.clone()), entry.number.as_deref().unwrap_or_default());
        put(&part, pick("Nhiệm vụ", "Task"), number, &entry.title, all(&entry.values));
    }
    for result in &report.indicators {
        let part = Part::Indicator(result.indicator.clone());
        put(&part, pick("Chỉ tiêu", "Indicator"), "", &result.title, all(&result.values));
    }
    put(&Part::Sections, words.sections(), "", "", all(&report.sections));
    if let Some(Reporter { name, position, phone, email }) = &report.reporter {
        let whom = [("name", name), ("position", position), ("phone", phone), ("email", email)];
        put(&Part::Reporter, words.reporter(), "", "", given(whom.map(|(id, answer)| (id, text(answer)))));
    }
    rows
}

/// The cells of a table, each by its row and column.
fn cells(at: &Pointer, value: &Value, field: Option<&Field>) -> Vec<(Pointer, String)> {
    let (Value::Table(table), Some(FieldKind::Table(plan))) = (value, field.map(|field| &field.kind)) else {
        return Vec::new();
    };
    let Some(plan) = plan.get().filter(|plan| table.rows.len() * plan.columns.len() <= MOST_CELLS) else {
        return Vec::new();
    };
    let row = |nth: usize| plan.rows.get(nth).map_or_else(|| (nth + 1).to_string(), |row| row.title.clone());
    let cells = (0..table.rows.len()).flat_map(|nth| plan.columns.iter().map(move |column| (nth, column)));
    cells.map(|(nth, column)| (cell_pointer(at, nth, &column.id), format!("{}, {}", row(nth), column.title))).collect()
}

fn all(answers: &Answers) -> Vec<(&str, Value)> {
    answers.iter().map(|(id, value)| (id.as_str(), value.clone())).collect()
}

fn given<const N: usize>(answers: [(&'static str, Option<Value>); N]) -> Vec<(&'static str, Value)> {
    answers.into_iter().filter_map(|(id, value)| Some((id, value?))).collect()
}

fn shown(value: &Value, field: Option<&Field>, lang: Lang, numbers: Numbers) -> String {
    let words = locale::words(lang);
    let kind = field.map(|field| &field.kind);
    let label = |id: &str| match kind {
        Some(FieldKind::Choice(options) | FieldKind::Choices(options)) => {
            options.iter().find(|option| option.id.as_str() == id).map(|option| option.label.clone())
        }
        Some(FieldKind::Status) => Status::named(id).map(|status| locale::status(lang, status).to_owned()),
        Some(FieldKind::Number(_)) if numbers == Numbers::Written => Decimal::parse(id).map(write_number),
        _ => None,
    };
    let labelled = |id: &String| label(id).unwrap_or_else(|| id.clone());
    match value {
        Value::Text(text) => labelled(text),
        Value::Bool(yes) => if *yes { words.yes() } else { words.no() }.to_owned(),
        Value::Picks(picks) => picks.iter().map(labelled).collect::<Vec<_>>().join("; "),
        Value::Evidence(rows) => rows.iter().map(|row| evidence(row, lang)).collect::<Vec<_>>().join("; "),
        Value::Table(table) => table_text(field, table, numbers),
    }
}

fn evidence(row: &Evidence, lang: Lang) -> String {
    let Evidence { number, date, title, url, file } = row;
    let date = date.map(|date| locale::date(lang, date));
    let file = file.as_ref().map(|file| &*file.name);
    let parts = [number.as_deref(), date.as_deref(), title.as_deref(), url.as_deref(), file];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The rows as CSV (RFC 4180), with the byte order mark by which spreadsheets know UTF-8.
pub fn file(rows: &[Row], lang: Lang) -> String {
    let header = match lang {
        Lang::Vi => ["Phần", "Số", "Tên", "Câu hỏi", "Trả lời"],
        Lang::En => ["Part", "Number", "Title", "Question", "Answer"],
    };
    let cells =
        rows.iter().map(|Row { part, number, title, question, value, .. }| [&**part, number, title, question, value]);
    write_csv(&std::iter::once(header).chain(cells).collect::<Vec<_>>())
}

/// A table in one cell: a line a row, as it was answered.
fn table_text(field: Option<&Field>, table: &TableAnswer, numbers: Numbers) -> String {
    let plan = field.and_then(|field| match &field.kind {
        FieldKind::Table(plan) => plan.get(),
        _ => None,
    });
    let fields = plan.map(column_fields).unwrap_or_default();
    let cell = |id: &FieldId, cell: &str| {
        let kind = fields.iter().find(|field| field.id == *id).map(|field| &field.kind);
        match kind {
            Some(FieldKind::Choice(options)) => {
                options.iter().find(|option| option.id.as_str() == cell).map(|option| option.label.clone())
            }
            Some(FieldKind::Number(_)) if numbers == Numbers::Written => Decimal::parse(cell).map(write_number),
            _ => None,
        }
        .unwrap_or_else(|| cell.to_owned())
    };
    let Some(plan) = plan else {
        let line = |row: &AnswerRow| {
            row.cells.iter().map(|(id, text)| format!("{id}: {text}")).collect::<Vec<_>>().join(" | ")
        };
        return table.rows.iter().map(|row| line(row)).collect::<Vec<_>>().join("\n");
    };
    // Each line has all columns, so that what is blank moves nothing.
    let line = |title: Option<String>, cells: &Cells| {
        let cells = plan
            .columns
            .iter()
            .map(|column| cells.get(&column.id).map_or(String::new(), |text| cell(&column.id, text)));
        title.into_iter().chain(cells).collect::<Vec<_>>().join(" | ")
    };
    let is_fixed = plan.is_fixed();
    let head = is_fixed.then(String::new).into_iter().chain(plan.columns.iter().map(|column| column.title.clone()));
    let mut lines = vec![head.collect::<Vec<_>>().join(" | ")];
    for row in &table.rows {
        let named = row.row.as_ref().and_then(|id| plan.rows.iter().find(|row| row.id == *id));
        lines.push(line(is_fixed.then(|| named.map(|row| row.title.clone()).unwrap_or_default()), &row.cells));
    }
    if !table.total.is_empty() {
        lines.push(line(is_fixed.then(|| "=".to_owned()), &table.total));
    }
    lines.join("\n")
}
