//! All tasks, or all indicators, as the cells of a sheet.

use super::{GridProps, Of};
use crate::finding::Code;
use crate::locale::{Lang, question_label, status, words};
use crate::plan::{FieldId, Status};
use crate::report::{Edit, Field, FieldKind, Label, Need, Part, Raw, TableStep, Title, Written, copied_text};
use crate::state::{Action, Paste, Placed, Target, Writing, paste};
use crate::ui::answer::answer;
use crate::ui::figures::{asks_note, computed_answer};
use crate::ui::panel::is_asked;
use crate::ui::sheet::{Entry, Head, Model, Wrong};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// Parts of a report as rows, their questions as columns.
pub(super) struct GridModel {
    props: GridProps,
    rows: Vec<usize>,
    /// The questions of all rows, each once.
    columns: Vec<Field>,
    heads: Vec<Head>,
    titles: Vec<Title>,
    /// What was written since, as text and as the draft keeps it: several changes may come before the sheet is shown anew.
    written: RefCell<BTreeMap<(usize, usize), (String, String)>>,
}

impl GridModel {
    pub(super) fn new(props: &GridProps) -> Self {
        let (work, lang) = (&props.work, props.state.lang());
        let rows = props.of.rows(work);
        let (mut columns, mut titles): (Vec<Field>, Vec<Title>) = (Vec::new(), Vec::new());
        for &i in &rows {
            let mut at = 0;
            for field in work.form.parts[i].fields.iter() {
                // Earlier figures are asked once, where there is room for them.
                if matches!(field.label, Label::Earlier(_)) {
                    continue;
                }
                match columns.iter().position(|known| known.id == field.id) {
                    Some(known) => at = known + 1,
                    None => {
                        let title = question_label(lang, &work.form.parts[i], field);
                        titles.insert(at, Title { title, group: String::new() });
                        columns.insert(at, field.clone());
                        at += 1;
                    }
                }
            }
        }
        let head = |(field, Title { title, .. }): (&Field, &Title)| Head {
            title: title.clone(),
            name: title.clone(),
            group: None,
            unit: match &field.kind {
                // Of indicators each has its own.
                FieldKind::Number(number) if props.of == Of::Tasks => number.unit.clone(),
                _ => None,
            },
            help: field.help.clone(),
            example: field.example.clone(),
            is_number: matches!(field.kind, FieldKind::Number(_)),
            is_required: field.need == Need::Required,
        };
        let heads = columns.iter().zip(&titles).map(head).collect();
        Self { rows, heads, titles, columns, written: RefCell::default(), props: props.clone() }
    }

    /// A cell's question in its part, where it is asked: the places of both.
    fn place(&self, row: usize, column: usize) -> Option<(usize, usize)> {
        let GridProps { state, work, .. } = &self.props;
        let is_asked = |i, nth| match self.field((i, nth)).label {
            // A column of its own all the time, so that none moves while one types.
            Label::Note => asks_note(work, i, nth),
            _ => is_asked(state, work, i, nth),
        };
        self.place_of(row, column).filter(|(i, nth)| !work.idle.contains(i) && is_asked(*i, *nth))
    }

    /// The same, whether it is asked or not.
    fn place_of(&self, row: usize, column: usize) -> Option<(usize, usize)> {
        let (i, id) = (*self.rows.get(row)?, &self.columns.get(column)?.id);
        let nth = self.props.work.form.parts[i].fields.iter().position(|field| field.id == *id)?;
        Some((i, nth))
    }

    fn field(&self, (i, nth): (usize, usize)) -> &Field {
        &self.props.work.form.parts[i].fields[nth]
    }

    fn raw(&self, (i, nth): (usize, usize)) -> Option<&Raw> {
        let form = &self.props.work.form.parts[i];
        self.props.work.draft.get(&form.part, &form.fields[nth].id)
    }

    /// What the draft keeps of a cell, with what was written since.
    fn typed(&self, cell: (usize, usize), place: (usize, usize)) -> String {
        let written = self.written.borrow().get(&cell).map(|(_, kept)| kept.clone());
        written.unwrap_or_else(|| self.raw(place).map_or("", Raw::text).to_owned())
    }

    /// What a draft keeps of a text: of an option its key.
    fn kept(&self, field: &Field, text: &str) -> String {
        let lang = self.props.state.lang();
        let said = text.trim().to_lowercase();
        // "Đã hoàn thành" is what "Hoàn thành" is.
        let said = said.strip_prefix("đã ").unwrap_or(&said);
        let same = |label: &str| label.to_lowercase() == said;
        let w = words(lang);
        match &field.kind {
            FieldKind::Status => {
                let known = Status::ALL.iter().find(|one| same(status(lang, **one)) || same(one.name()));
                known.map_or_else(|| text.trim().to_owned(), |one| one.name().to_owned())
            }
            FieldKind::Choice(options) => crate::report::chosen(options, text)
                .map_or_else(|| text.trim().to_owned(), |option| option.id.to_string()),
            FieldKind::YesNo if same(w.no()) && field.label == Label::NilOf => String::new(),
            FieldKind::YesNo if same(w.yes()) => "yes".to_owned(),
            FieldKind::YesNo if same(w.no()) => "no".to_owned(),
            _ => text.to_owned(),
        }
    }

    /// How the answer to a question is written.
    fn entry_of(&self, field: &Field) -> Entry {
        let (lang, w) = (self.props.state.lang(), words(self.props.state.lang()));
        let pair = |value: &str, label: &str| (value.to_owned(), label.to_owned());
        match &field.kind {
            _ if field.computed.is_there() => Entry::Locked,
            FieldKind::Status => {
                Entry::Choice(Status::ALL.iter().map(|one| pair(one.name(), status(lang, *one))).collect())
            }
            // That there is something to report is said by reporting it.
            FieldKind::YesNo if field.label == Label::NilOf => Entry::Choice(vec![pair("yes", w.yes())]),
            FieldKind::YesNo => Entry::Choice(vec![pair("yes", w.yes()), pair("no", w.no())]),
            kind => Entry::of(kind),
        }
    }

    fn edit(&self, place: (usize, usize), raw: Raw) -> Edit {
        let form = &self.props.work.form.parts[place.0];
        Edit { part: form.part.clone(), field: FieldId::clone(&form.fields[place.1].id), raw }
    }

    /// Puts back what stood in cells before, in those that still say what was written there; what somebody has changed since
    /// stays. Gives those.
    fn put_back(&self, written: Vec<Written>) -> Vec<Written> {
        let text = &self.props.state.platform.text;
        let (mut edits, mut put) = (Vec::new(), Vec::new());
        for cell in written {
            let at = (cell.row, cell.column);
            let Some(place) = self.place_of(cell.row, cell.column) else { continue };
            if text.nfc(&self.typed(at, place)) == text.nfc(&cell.now) {
                edits.push(self.edit(place, Raw::Text(cell.before.clone())));
                self.written.borrow_mut().remove(&at);
                put.push(cell);
            }
        }
        self.props.dispatch.emit(Action::EditAll(edits.into()));
        put
    }
}

impl Model for GridModel {
    fn heads(&self) -> &[Head] {
        &self.heads
    }

    fn rows(&self) -> usize {
        self.rows.len()
    }

    fn row_head(&self, row: usize) -> (String, String) {
        let Some(&i) = self.rows.get(row) else { return Default::default() };
        match &self.props.work.form.parts[i].part {
            Part::Entry(id) => {
                let task = self.props.plan.task(id);
                let number = task.and_then(|task| task.number.clone()).unwrap_or_default();
                (number, task.map(|task| task.title.clone()).unwrap_or_default())
            }
            Part::Indicator(id) => {
                let title = self.props.plan.indicator(id).map(|indicator| indicator.title.clone());
                (String::new(), title.unwrap_or_default())
            }
            Part::Sections | Part::Reporter | Part::Whole => Default::default(),
        }
    }

    fn text(&self, row: usize, column: usize) -> String {
        if let Some((written, _)) = self.written.borrow().get(&(row, column)) {
            return written.clone();
        }
        let Some((i, nth)) = self.place(row, column) else { return String::new() };
        let field = &self.props.work.form.parts[i].fields[nth];
        if field.computed.is_there() {
            return computed_answer(&self.props.work, (i, nth)).unwrap_or_default();
        }
        let Some(raw) = self.raw((i, nth)) else { return String::new() };
        match (&field.kind, raw) {
            // As typed, without the unit.
            (FieldKind::Number(_), Raw::Text(typed)) => typed.clone(),
            (FieldKind::YesNo, Raw::Text(typed)) if typed.is_empty() => String::new(),
            _ => answer(self.props.state.lang(), field, raw),
        }
    }

    fn copied(&self, row: usize, column: usize) -> String {
        let text = self.text(row, column);
        match self.place_of(row, column) {
            Some(place) => copied_text(&self.field(place).kind, text),
            None => text,
        }
    }

    fn entry(&self, row: usize, column: usize) -> Entry {
        let Some(place) = self.place(row, column) else { return Entry::Locked };
        self.entry_of(self.field(place))
    }

    fn wrong(&self, row: usize, column: usize) -> Option<Wrong> {
        let (i, nth) = self.place(row, column)?;
        let placed = self.props.work.visible(i).find(|placed| placed.field == Some(nth))?;
        // Told only where it was left, or once sending was tried: then it is told here, too.
        Some(Wrong { is_missing: false, ..Wrong::of(self.props.state.lang(), &placed.finding) })
    }

    fn help(&self, row: usize, column: usize) -> [Option<String>; 2] {
        let field = self.place(row, column).map(|place| self.field(place));
        field.map(|field| [field.help.clone(), field.example.clone()]).unwrap_or_default()
    }

    fn is_carried(&self, row: usize, column: usize) -> bool {
        let Some((i, nth)) = self.place(row, column) else { return false };
        let of_it = |placed: &&Placed| placed.field == Some(nth) && placed.finding.code == Code::Carried;
        self.props.work.parts[i].findings.iter().find(of_it).is_some()
    }

    fn has_carried(&self) -> bool {
        let all = &self.props.work;
        self.rows.iter().any(|&i| all.parts[i].findings.iter().any(|placed| placed.finding.code == Code::Carried))
    }

    fn has_elsewhere(&self) -> bool {
        self.columns.iter().any(|field| self.entry_of(field) == Entry::Elsewhere)
    }

    fn confirm(&self, cells: &[(usize, usize)]) {
        let places = cells.iter().filter_map(|(row, column)| self.place(*row, *column));
        let named = places.map(|place| {
            let Edit { part, field, .. } = self.edit(place, Raw::Text(String::new()));
            (part, field)
        });
        self.props.dispatch.emit(Action::Confirm(Some(named.collect())));
    }

    fn totals(&self) -> Option<Vec<String>> {
        None
    }

    fn write(&self, cells: &[(usize, usize, String)], _: Option<usize>) -> TableStep {
        let (mut edits, mut step) = (Vec::new(), TableStep::default());
        for (row, column, text) in cells {
            let Some(place) = self.place_of(*row, *column) else { continue };
            let now = self.kept(self.field(place), text);
            let before = self.typed((*row, *column), place);
            step.written.push(Written { row: *row, column: *column, before, now: now.clone() });
            edits.push(self.edit(place, Raw::Text(now.clone())));
            self.written.borrow_mut().insert((*row, *column), (text.clone(), now));
        }
        self.props.dispatch.emit(Action::EditAll(edits.into()));
        step
    }

    fn take_back(&self, step: TableStep) -> TableStep {
        TableStep { written: self.put_back(step.written), ..TableStep::default() }
    }

    fn do_again(&self, step: TableStep) -> TableStep {
        // The same the other way round.
        let turned = |cells: Vec<Written>| cells.into_iter().map(Written::turned).collect();
        TableStep { written: turned(self.put_back(turned(step.written))), ..TableStep::default() }
    }

    fn paste(&self, block: &[Vec<String>], at: (usize, usize), writing: Option<Writing>) -> Paste {
        let rows: Vec<String> = (0..self.rows.len()).map(|row| self.row_head(row).1).collect();
        let target = Target {
            columns: self.columns.len(),
            // Another row may ask it otherwise.
            field: &|row, column| self.place_of(row, column).map(|place| self.field(place)),
            titles: &self.titles,
            rows: &rows,
            most_rows: self.rows.len(),
            used_rows: 0,
            // What is not asked yet may be by what is pasted beside it.
            is_locked: &|row, column| {
                let field = self.place_of(row, column).map(|place| self.field(place));
                field.is_none_or(|field| field.computed.is_there() || self.entry_of(field) == Entry::Elsewhere)
            },
            follows: &|row, column| {
                self.place_of(row, column).is_some_and(|place| self.field(place).computed.is_there())
            },
            kept: &|row, column, text| {
                self.place_of(row, column).map_or_else(String::new, |place| self.kept(self.field(place), text))
            },
        };
        paste(block, at, &target, writing, &*self.props.state.platform.text)
    }

    fn open(&self, row: usize) {
        let of = |i: &usize| self.props.work.panels.iter().position(|panel| panel.parts.contains(i));
        self.props.dispatch.emit(Action::Panel(self.rows.get(row).and_then(of)));
    }

    fn leave(&self) {}

    fn lang(&self) -> Lang {
        self.props.state.lang()
    }
}
