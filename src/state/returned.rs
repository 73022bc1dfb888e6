//! What has become of the answers that the office returned.

use super::{State, Work};
use crate::delivery::Record;
use crate::plan::FieldId;
use crate::report::{Answers, Draft, Part, Raw, RemarkDone, Value, settle};
use std::rc::Rc;

/// The report that the office returned.
#[derive(Debug)]
pub struct Returned {
    /// As it was typed, or would have been.
    draft: Draft,
    /// As it was read, part by part in the order of the form.
    answers: Vec<Answers>,
}

/// How an answer differs from the one that was returned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change<'w> {
    /// The one that was returned; none: it was blank.
    pub was: Option<&'w Raw>,
    /// What stands there now; none: nothing that would be sent.
    pub is: Option<&'w Raw>,
}

impl Work {
    /// How the answer to a question differs from the one that the office returned; none where it does not, or nothing was
    /// returned.
    pub fn since_returned(&self, part: &Part, field: &FieldId) -> Option<Change<'_>> {
        let returned = self.beside()?.returned.as_deref()?;
        self.change(returned, self.index(part)?, field)
    }

    fn change<'w>(&'w self, returned: &'w Returned, i: usize, field: &FieldId) -> Option<Change<'w>> {
        let (form, now) = (&self.form.parts[i], &self.parts[i]);
        let nth = form.fields.iter().position(|asked| asked.id == *field)?;
        // What follows from others changes with them.
        if form.fields[nth].computed.is_there() {
            return None;
        }
        let typed = |draft: &'w Draft| draft.get(&form.part, field).filter(|raw| !raw.is_blank());
        let given = returned.answers.get(i)?;
        let was = typed(&returned.draft).filter(|_| given.contains_key(field));
        let is = typed(&self.draft).filter(|_| !now.hidden.contains(&nth));
        let is_same = match (given.get(field), now.answers.get(field)) {
            (Some(one), Some(other)) => bare(one) == bare(other),
            // One cannot be read.
            _ => was == is,
        };
        (!is_same).then_some(Change { was, is })
    }

    /// Every answer that differs from the one that the office returned, in the order of the form.
    pub fn changes(&self) -> Vec<(&Part, &FieldId, Change<'_>)> {
        let Some(returned) = self.beside().and_then(|beside| beside.returned.as_deref()) else { return Vec::new() };
        let parts = self.form.parts.iter().enumerate();
        let of_part = parts.flat_map(|(i, form)| {
            let fields = form.fields.iter();
            fields.filter_map(move |field| Some((&form.part, &field.id, self.change(returned, i, &field.id)?)))
        });
        of_part.collect()
    }

    /// Whether the answers are known that the office returned.
    pub fn knows_returned(&self) -> bool {
        self.beside().is_some_and(|beside| beside.returned.is_some())
    }
}

/// An answer without where its files are: that is known once they have gone out.
fn bare(value: &Value) -> Value {
    let mut value = value.clone();
    if let Value::Evidence(rows) = &mut value {
        let files = rows.iter_mut().filter_map(|row| row.file.as_mut());
        files.for_each(|file| (file.url, file.data) = (None, None));
    }
    value
}

impl State {
    /// The open report is held against what the office returned of it.
    pub(super) fn hold_against_returned(&mut self) {
        let Some(work) = &self.work else { return };
        let draft = self.record(&work.duty).and_then(Record::returned_answers);
        if draft.is_none() && work.beside.is_none() {
            return;
        }
        let returned = draft.map(|draft| {
            let (answers, _) = settle(&work.form, &draft, &*self.platform.text);
            Rc::new(Returned { draft, answers })
        });
        if let Some(work) = self.work_mut() {
            work.change_beside(|beside| beside.returned = returned);
        }
    }

    /// The remarks on the open report that the officer has marked as dealt with, for the correction to say so.
    pub(super) fn remarks_done(&self) -> Vec<RemarkDone> {
        let record = self.work.as_ref().and_then(|work| self.record(&work.duty)).filter(|record| record.is_returned());
        let done = record.and_then(Record::reviewed).map(|reviewed| reviewed.done).unwrap_or_default();
        let done = done.iter().take(RemarkDone::MOST_OF_ALL);
        done.map(|remark| RemarkDone::new(remark.pointer.as_deref(), &remark.detail)).collect()
    }
}
