//! Whether what a plan says of "nothing to report" makes sense.

use super::{At, Ids, Sense, texts};
use crate::finding::Code;
use crate::plan::{BuiltIn, Covers, MAX_ID, Nil, NilScope, NilTasks, ReportKind};

/// Longest key of a question beside which there is room for what is kept of it.
const MOST: usize = MAX_ID - ".nil_reason".len();

fn useless(key: &str, because: &str) -> Code {
    Code::Useless { key: key.to_owned(), because: because.to_owned() }
}

impl Sense {
    pub(super) fn nil_parts(&mut self, at: At<'_>, kind: &ReportKind, tasks: &Ids<'_>) {
        let outline = at.key("outline");
        let at = at.key("nil_parts");
        let Some(nils) = self.read_now(at, &kind.nil_parts) else { return };
        if nils.tasks == NilTasks::None && nils.sections.is_empty() && nils.reason_for.is_empty() {
            self.error(at, Code::Required);
        }
        let asks_tasks = kind.covers != Covers::None;
        if !asks_tasks && nils.tasks != NilTasks::None {
            self.error(at.key("tasks"), useless("tasks", "covers"));
        }
        if let NilTasks::Only(named) | NilTasks::Except(named) = &nils.tasks {
            let key = if matches!(nils.tasks, NilTasks::Only(_)) { "only" } else { "except" };
            let at = at.key("tasks");
            let at = at.key(key);
            if named.is_empty() {
                self.error(at, Code::Required);
            }
            self.all(at, tasks, texts(named));
            for (i, task) in named.iter().enumerate() {
                if named[..i].contains(task) {
                    self.error(at.index(i), Code::DuplicateId { id: task.to_string() });
                } else if matches!(&kind.covers, Covers::Tasks(covered) if !covered.contains(task)) {
                    self.error(at.index(i), useless(task.as_str(), "covers"));
                }
            }
        }
        let usual = BuiltIn::SECTIONS.map(|question| question.name());
        let asked: Vec<&str> = match &kind.outline {
            Some(outline) => outline.sections.iter().map(|question| question.field.as_str()).collect(),
            None => usual.to_vec(),
        };
        for (i, question) in nils.sections.iter().enumerate() {
            let (at, id) = (at.key("sections"), question.as_str());
            let at = at.index(i);
            if !asked.contains(&id) {
                self.error(at, Code::Dangling { id: id.to_owned() });
            } else if nils.sections[..i].contains(question) {
                self.error(at, Code::DuplicateId { id: id.to_owned() });
            } else if id.chars().count() > MOST {
                let found = u32::try_from(id.chars().count()).unwrap_or(u32::MAX);
                self.error(at, Code::TooLong { max: MOST as u32, found });
            }
        }
        for (i, scope) in nils.reason_for.iter().enumerate() {
            let at = at.key("reason_for");
            let at = at.index(i);
            let (is_useless, key, because) = match scope {
                NilScope::Report => (kind.nil == Nil::Forbidden, "report", "nil"),
                NilScope::Tasks => (nils.tasks == NilTasks::None, "tasks", "tasks"),
                NilScope::Sections => (nils.sections.is_empty(), "sections", "sections"),
            };
            if is_useless || nils.reason_for[..i].contains(scope) {
                self.error(at, useless(key, because));
            }
        }
        // What is kept of it stands among the answers, under keys that are no other question's.
        let Some(said) = &kind.outline else { return };
        for (i, question) in said.entry.iter().enumerate() {
            let id = question.field.as_str();
            if nils.tasks != NilTasks::None && matches!(id, "nil" | "nil_reason") {
                let at = outline.key("entry");
                self.error(at.index(i).key("field"), Code::DuplicateId { id: id.to_owned() });
            }
        }
        for (i, question) in said.sections.iter().enumerate() {
            let id = question.field.as_str();
            let of = id.strip_suffix(".nil").or_else(|| id.strip_suffix(".nil_reason"));
            if of.is_some_and(|of| nils.sections.iter().any(|named| named.as_str() == of)) {
                let at = outline.key("sections");
                self.error(at.index(i).key("field"), Code::DuplicateId { id: id.to_owned() });
            }
        }
    }
}
