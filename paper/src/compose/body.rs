//! The text: five chapters, of which a filled report has those that say something.

use super::annexes::Behind;
use super::chapters::{Chapter, placed};
use super::{Cx, bare, lower_first};
use crate::answer::{label, options, text};
use crate::document::{Block, Paragraph, Table};
use baocao::plan::{BuiltIn, Task};
use baocao::report::{Answers, Field, FieldKind, FormPart, Label, Part, Value};

/// What each chapter says, before it is numbered.
type Parts = Vec<(Chapter, Vec<Block>)>;

/// The text of the report.
pub fn body(cx: &Cx<'_>, table: Option<Table>, has_annex: bool, behind: &mut Behind) -> Vec<Block> {
    let mut blocks = Vec::new();
    if let Some(reason) = cx.report.late.as_ref().and_then(|late| late.reason.as_ref()).filter(|_| !cx.options.blank) {
        blocks.push(item("Lý do nộp chậm", reason));
    }
    if cx.is_nil() {
        let unit = &cx.report.unit.name;
        blocks.push(Block::text(format!("Trong kỳ báo cáo, {unit} không phát sinh nội dung phải báo cáo.")));
        blocks.extend(cx.report.nil_reason.as_ref().map(|reason| item("Lý do", reason)));
    }
    let answers = cx.report.answers(&cx.form);
    let mut parts: Parts = Chapter::ALL.map(|chapter| (chapter, Vec::new())).into();
    tasks(cx, &answers, &mut parts, behind);
    indicators(cx, table, has_annex, &mut parts);
    whole(cx, &answers, &mut parts, behind);
    if cx.options.blank && cx.form.entries().next().is_some() && parts[0].1.is_empty() {
        parts[0].1.push(Block::Dots(3));
    }
    let said = parts.into_iter().filter(|(_, blocks)| !blocks.is_empty());
    for (n, (chapter, said)) in said.enumerate() {
        let roman = ["I", "II", "III", "IV", "V"].get(n).copied().unwrap_or_default();
        blocks.push(Block::heading(1, format!("{roman}. {}", chapter.title())));
        blocks.extend(numbered(said));
    }
    let about = super::head::summary(cx).first().map(|about| lower_first(about)).unwrap_or_default();
    let last = format!("Trên đây là báo cáo {about} của {}./.", cx.report.unit.name);
    blocks.push(Block::Closing(Paragraph { label: None, text: Some(last) }));
    blocks
}

/// Numbers the headings of a chapter: `1.`, and below it `1.1.`
fn numbered(mut blocks: Vec<Block>) -> Vec<Block> {
    let (mut above, mut below) = (0, 0);
    for block in &mut blocks {
        let Block::Heading(heading) = block else { continue };
        if heading.level == 2 {
            (above, below) = (above + 1, 0);
            heading.text = format!("{above}. {}", heading.text);
        } else {
            below += 1;
            heading.text = format!("{above}.{below}. {}", heading.text);
        }
    }
    blocks
}

fn chapter(parts: &mut Parts, chapter: Chapter) -> &mut Vec<Block> {
    &mut parts[chapter as usize].1
}

/// What was done, task by task, under the headings of the plan. What is to come and what is proposed of a task has its
/// place in the chapters about that.
fn tasks(cx: &Cx<'_>, answers: &[Answers], parts: &mut Parts, behind: &mut Behind) {
    let of_task = |part: &FormPart| match &part.part {
        Part::Entry(id) => cx.plan.task(id),
        _ => None,
    };
    let headings = |task: &&Task| task.chapter.as_ref().and_then(|id| cx.plan.chapter(id));
    let entries = || cx.form.parts.iter().zip(answers).filter_map(|(part, own)| Some((part, own, of_task(part)?)));
    let mut known: Vec<_> = entries().map(|(.., task)| headings(&task).map(|heading| &heading.id)).collect();
    known.dedup();
    let has_headings = known.len() > 1;
    let mut last = None;
    let mut elsewhere: Vec<(Chapter, Block)> = Vec::new();
    for (part, own, task) in entries() {
        let title = bare(&task.title).to_owned();
        let mut said = Vec::new();
        if !cx.options.blank && part.is_nil(own) {
            said.extend(nothing(own.get("nil_reason")));
        }
        for field in part.fields.iter().filter(|field| cx.options.blank || !field.is_about_nil()) {
            let goes_to = match &field.label {
                Label::BuiltIn(BuiltIn::Next) => Some(Chapter::Plans),
                Label::BuiltIn(BuiltIn::Proposals) => Some(Chapter::Proposals),
                _ => None,
            };
            // A blank form asks for all of a task in one place.
            let Some(chapter) = goes_to.filter(|_| !cx.options.blank) else {
                said.extend(answered(cx, field, own, &title, behind));
                continue;
            };
            let text = own.get(&field.id).and_then(Value::text);
            elsewhere.extend(text.map(|text| (chapter, item(&title, text))));
        }
        if said.is_empty() {
            continue;
        }
        let into = chapter(parts, Chapter::Results);
        if has_headings && last != Some(task.chapter.clone()) {
            let heading = headings(&task).map_or("Nhiệm vụ khác", |heading| bare(&heading.title));
            into.push(Block::heading(2, heading));
            last = Some(task.chapter.clone());
        }
        into.push(Block::heading(if has_headings { 3 } else { 2 }, title));
        into.extend(together(said));
    }
    for (of, block) in elsewhere {
        chapter(parts, of).push(block);
    }
}

/// How a task stands, and how far it is, in one line.
fn together(said: Vec<Block>) -> Vec<Block> {
    let mut lines: Vec<Block> = Vec::new();
    for block in said {
        let short = |block: &Block, wanted: &str| match block {
            Block::Item(Paragraph { label: Some(label), text: Some(text) }) if label == wanted => Some(text.clone()),
            _ => None,
        };
        match (lines.last_mut(), short(&block, "Tiến độ")) {
            (Some(Block::Item(Paragraph { label: Some(label), text: Some(state) })), Some(percent))
                if label == "Tình trạng" =>
            {
                *state = format!("{}; tiến độ {percent}", state.trim_end_matches('.'));
            }
            _ => lines.push(block),
        }
    }
    lines
}

fn indicators(cx: &Cx<'_>, table: Option<Table>, has_annex: bool, parts: &mut Parts) {
    let into = chapter(parts, Chapter::Results);
    let heading = "Kết quả thực hiện các chỉ tiêu";
    if let Some(table) = table {
        into.push(Block::heading(2, heading));
        into.push(Block::Table(table));
    } else if has_annex {
        into.push(Block::heading(2, heading));
        let text = if cx.options.blank {
            "Ghi vào phụ lục kèm theo."
        } else {
            "Chi tiết tại phụ lục kèm theo."
        };
        into.push(Block::text(text));
    }
}

/// What is said of the whole. Where plans or proposals are one question, the chapter's title says enough.
fn whole(cx: &Cx<'_>, answers: &[Answers], parts: &mut Parts, behind: &mut Behind) {
    for (part, own) in cx.form.parts.iter().zip(answers) {
        if part.part != Part::Sections {
            continue;
        }
        let places = placed(&part.fields);
        for wanted in Chapter::ALL {
            let fields: Vec<&Field> = part
                .fields
                .iter()
                .zip(&places)
                .filter(|(field, place)| **place == wanted && !field.is_about_nil() && field.label != Label::Note)
                .map(|(field, _)| field)
                .collect();
            let into = chapter(parts, wanted);
            // What a task has of its own in this chapter comes behind what is said of all.
            let of_tasks = if wanted == Chapter::Results { Vec::new() } else { std::mem::take(into) };
            let is_alone = fields.len() == 1 && of_tasks.is_empty() && wanted >= Chapter::Plans;
            for field in fields {
                let says = match (&field.label, own.get(&field.id)) {
                    _ if !cx.options.blank && own.get(&*format!("{}.nil", field.id)) == Some(&Value::Bool(true)) => {
                        nothing(own.get(&*format!("{}.nil_reason", field.id)))
                    }
                    _ if matches!(field.kind, FieldKind::Table(_)) => {
                        let tick = part.field(&format!("{}.nil", field.id)).filter(|_| cx.options.blank);
                        let said = behind.tables.answer(cx.options.blank, field, own, None);
                        tick.map(|_| nil_tick()).into_iter().chain(said.map(Block::text)).collect()
                    }
                    (_, Some(Value::Evidence(rows))) if !cx.options.blank && !rows.is_empty() => {
                        vec![Block::text(format!(
                            "Xem {} tại danh mục minh chứng.",
                            behind.evidences.add(&label(field), rows)
                        ))]
                    }
                    (_, Some(value)) if !cx.options.blank => paragraphs(&text(&field.kind, value)),
                    _ if cx.options.blank => {
                        let tick = part.field(&format!("{}.nil", field.id)).map(|_| nil_tick());
                        tick.into_iter().chain(room(&field.kind)).collect()
                    }
                    _ => Vec::new(),
                };
                let is_plain =
                    is_alone || matches!(&field.label, Label::BuiltIn(BuiltIn::Overall | BuiltIn::Direction));
                if !says.is_empty() && !is_plain {
                    into.push(Block::heading(2, heading(field)));
                }
                into.extend(says);
                // What explains an answer stands with it.
                let note = part.field(&field.note_key()).filter(|note| note.label == Label::Note);
                into.extend(note.into_iter().flat_map(|note| answered(cx, note, own, "", behind)));
            }
            if !of_tasks.is_empty() {
                if !into.is_empty() {
                    into.push(Block::heading(2, "Theo từng nhiệm vụ"));
                }
                into.extend(of_tasks);
            }
        }
    }
}

/// What a blank form has to tick where there is nothing to report.
fn nil_tick() -> Block {
    Block::text("☐\u{a0}Không phát sinh")
}

/// That there is nothing to report, and why.
fn nothing(reason: Option<&Value>) -> Vec<Block> {
    let text = match reason.and_then(Value::text) {
        Some(reason) => format!("Không phát sinh. Lý do: {}.", bare(reason)),
        None => "Không phát sinh.".to_owned(),
    };
    vec![Block::text(text)]
}

fn heading(field: &Field) -> String {
    match &field.label {
        Label::ProposalsTo(to) => format!("Đối với {to}"),
        Label::BuiltIn(BuiltIn::Proposals) => "Kiến nghị chung".to_owned(),
        _ => label(field),
    }
}

/// One answer about a task, or the room for it.
fn answered(cx: &Cx<'_>, field: &Field, own: &Answers, of: &str, behind: &mut Behind) -> Vec<Block> {
    let label = label(field);
    if matches!(field.kind, FieldKind::Table(_)) {
        let said = behind.tables.answer(cx.options.blank, field, own, Some(of));
        return said.map(|said| item(&label, &said)).into_iter().collect();
    }
    if cx.options.blank {
        if matches!(field.label, Label::NilOf) {
            return vec![nil_tick()];
        }
        let label = match field.label {
            Label::NotDoneReason => format!("{label} (nếu không thực hiện)"),
            Label::Note => format!("{label} (nếu có)"),
            _ => label,
        };
        let Some(ticks) = options(&field.kind) else {
            let mut blocks = vec![Block::Item(Paragraph { label: Some(label), text: None })];
            if matches!(field.kind, FieldKind::Text(..)) {
                blocks.push(Block::Dots(1));
            }
            return blocks;
        };
        return vec![item(&label, &ticks)];
    }
    match own.get(&field.id) {
        None => Vec::new(),
        Some(Value::Evidence(rows)) if rows.is_empty() => Vec::new(),
        Some(Value::Evidence(rows)) => {
            vec![item(&label, &format!("{} tại danh mục minh chứng kèm theo.", behind.evidences.add(of, rows)))]
        }
        Some(value) => {
            let text = text(&field.kind, value);
            let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
            let Some(first) = lines.next() else { return Vec::new() };
            let mut blocks = vec![item(&label, first)];
            blocks
                .extend(lines.map(|line| Block::Detail(Paragraph { label: None, text: Some(point(line).to_owned()) })));
            blocks
        }
    }
}

/// A text as paragraphs; lines that the officer wrote as points stay points.
fn paragraphs(text: &str) -> Vec<Block> {
    let line = |line: &str| {
        let without = point(line);
        let paragraph = Paragraph { label: None, text: Some(without.to_owned()) };
        match line.chars().next() {
            Some('-' | '–' | '•') if without != line => Block::Item(paragraph),
            Some('+') if without != line => Block::Detail(paragraph),
            _ => Block::Paragraph(paragraph),
        }
    };
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(line).collect()
}

/// A line without the sign of a point before it.
fn point(line: &str) -> &str {
    line.strip_prefix(['-', '–', '•', '+']).map_or(line, str::trim_start)
}

fn room(kind: &FieldKind) -> Vec<Block> {
    match options(kind) {
        Some(ticks) => vec![Block::text(ticks)],
        None => vec![Block::Dots(if matches!(kind, FieldKind::Text(..)) { 4 } else { 1 })],
    }
}

fn item(label: &str, text: &str) -> Block {
    Block::Item(Paragraph { label: Some(label.to_owned()), text: Some(text.to_owned()) })
}
