//! Notes: where the plan wants an answer that does not fit to be explained, a question of its own stands behind it, which is
//! shown once there is something to explain.

use super::fields::note;
use super::form::{Field, Form};
use super::nil::SharedLists;
use crate::plan::asks_to_explain;
use std::sync::Arc;

/// Under this the answers have it, behind the key of what it explains and a full stop.
const NOTE: &str = "note";

impl Form {
    /// With the questions in which answers are explained, where the plan wants that.
    #[must_use]
    pub fn with_notes(mut self) -> Self {
        let mut lists = SharedLists::default();
        for part in self.parts.iter_mut().filter(|part| part.fields.iter().any(Field::is_to_be_explained)) {
            let fields = lists.with(&part.fields, noted);
            Arc::make_mut(part).fields = fields;
        }
        self
    }
}

fn noted(asked: &[Field]) -> Vec<Field> {
    let with_note = |question: &Field| {
        let note = question.is_to_be_explained().then(|| note(&question.note_key()));
        [Some(question.clone()), note].into_iter().flatten()
    };
    asked.iter().flat_map(with_note).collect()
}

impl Field {
    /// Whether the plan wants an answer that does not fit to be explained.
    pub fn is_to_be_explained(&self) -> bool {
        asks_to_explain(&self.rules, &self.when)
    }

    /// Under which key its answer is explained.
    pub fn note_key(&self) -> String {
        format!("{}.{NOTE}", self.id)
    }
}
