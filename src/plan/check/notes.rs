//! Whether there is room for the notes in which answers are explained: they stand among the answers, under keys that are no
//! other question's.

use super::{At, Sense};
use crate::finding::Code;
use crate::plan::{MAX_ID, Question, asks_to_explain};

/// Longest key of a question beside which there is room for its note.
const MOST: usize = MAX_ID - ".note".len();

impl Sense {
    pub(super) fn notes(&mut self, at: At<'_>, questions: &[Question]) {
        let explained = |(_, question): &(usize, &Question)| asks_to_explain(&question.rules, &question.when);
        for (i, question) in questions.iter().enumerate().filter(explained) {
            let id = question.field.as_str();
            let found = id.chars().count();
            if found > MOST {
                let code = Code::TooLong { max: MOST as u32, found: u32::try_from(found).unwrap_or(u32::MAX) };
                self.error(at.index(i).key("field"), code);
            }
            let is_note = |other: &Question| other.field.as_str().strip_suffix(".note") == Some(id);
            if let Some((nth, other)) = questions.iter().enumerate().find(|(_, other)| is_note(other)) {
                self.error(at.index(nth).key("field"), Code::DuplicateId { id: other.field.to_string() });
            }
        }
    }
}
