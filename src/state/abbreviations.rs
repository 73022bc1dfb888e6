//! Which abbreviations an officer meets in a report.

use crate::plan::{Indicator, Plan, Table, Task};
use crate::report::{Field, FieldKind, Form, FormPart, Label, Part};

/// What the abbreviations stand for that the plan's texts have around the questions of some parts of a form, by their
/// places, in the order of first mention.
pub fn abbreviations<'p>(plan: &'p Plan, form: &Form, parts: &[usize]) -> Vec<(&'p str, &'p str)> {
    let Some(known) = plan.abbreviations.get() else { return Vec::new() };
    let mut texts = Vec::new();
    // Tasks share their lists of questions.
    let mut asked: Vec<*const Vec<Field>> = Vec::new();
    for part in parts.iter().filter_map(|&i| form.parts.get(i)) {
        let FormPart { part, fields, .. } = &**part;
        match part {
            Part::Entry(id) => plan.task(id).into_iter().for_each(|task| of_task(plan, task, &mut texts)),
            Part::Indicator(id) => plan.indicator(id).into_iter().for_each(|one| of_indicator(one, &mut texts)),
            Part::Sections | Part::Reporter | Part::Whole => {}
        }
        if !asked.contains(&std::sync::Arc::as_ptr(fields)) {
            asked.push(std::sync::Arc::as_ptr(fields));
            fields.iter().for_each(|field| of_question(field, &mut texts));
        }
    }
    known.used(texts)
}

fn of_task<'a>(plan: &'a Plan, task: &'a Task, texts: &mut Vec<&'a str>) {
    let chapter = task.chapter.as_ref().and_then(|id| plan.chapter(id));
    texts.extend(chapter.map(|chapter| &*chapter.title));
    texts.push(&task.title);
    texts.extend(task.text.as_deref());
    for assignment in &task.assigned {
        texts.extend(assignment.wording.as_deref());
        texts.extend(assignment.units.iter().filter_map(|id| plan.unit(id)).map(|unit| &*unit.name));
        texts.extend(assignment.groups.iter().filter_map(|id| plan.group(id)).map(|group| &*group.name));
        texts.extend(assignment.others.iter().map(|other| &**other));
    }
    texts.extend(task.time.as_ref().map(|time| &*time.wording));
    texts.extend(task.product.as_deref());
}

fn of_indicator<'a>(indicator: &'a Indicator, texts: &mut Vec<&'a str>) {
    texts.push(&indicator.title);
    texts.extend(indicator.targets.iter().map(|target| &*target.wording));
    texts.extend(indicator.unit.as_deref());
    texts.extend(indicator.excludes.as_deref());
}

fn of_question<'a>(field: &'a Field, texts: &mut Vec<&'a str>) {
    match &field.label {
        Label::Given(text) | Label::ProposalsTo(text) => texts.push(text),
        _ => {}
    }
    texts.extend(field.help.as_deref());
    texts.extend(field.example.as_deref());
    match &field.kind {
        FieldKind::Choice(options) | FieldKind::Choices(options) => {
            texts.extend(options.iter().map(|option| &*option.label));
        }
        FieldKind::Rank(ranks) => texts.extend(ranks.iter().map(|rank| &**rank)),
        FieldKind::Table(table) => table.get().into_iter().for_each(|table| of_table(table, texts)),
        _ => {}
    }
}

fn of_table<'a>(table: &'a Table, texts: &mut Vec<&'a str>) {
    for column in &table.columns {
        texts.extend(column.group.as_deref());
        texts.push(&column.title);
        texts.extend(column.unit.as_deref());
        texts.extend(column.options.iter().map(|option| &*option.label));
        texts.extend([&column.help, &column.example].into_iter().flatten().map(|text| &**text));
    }
    texts.extend(table.rows.iter().map(|row| &*row.title));
}
