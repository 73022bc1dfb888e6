//! What stands beside the open report: the one that the office returned, and a colleague's part of it.

use super::carry::are_marks;
use super::{Rest, Returned, Work};
use crate::delivery::{Portion, PortionError};
use crate::plan::FieldId;
use crate::report::{FormPart, Part, Raw};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Arc;

/// All of it.
#[derive(Clone, Debug, Default)]
pub struct Beside {
    /// What the office returned.
    pub returned: Option<Rc<Returned>>,
    /// A colleague's part that was looked into, or why it is none.
    pub offer: Option<Result<PortionOffer, PortionError>>,
    /// What came of the last one.
    pub joined: Option<Joined>,
    /// How often something came of files: each time it takes the focus.
    pub times: u32,
    /// The answers that the plan, changed since, has no place for.
    pub orphans: Rc<[(Part, FieldId)]>,
    /// Whether the officer has just kept what the backend had in the place of what is here.
    pub has_kept_theirs: bool,
}

/// A colleague's part of the report, and what the officer chose of it.
#[derive(Clone, Debug)]
pub struct PortionOffer {
    /// The part.
    pub portion: Rc<Portion>,
    /// The answers that are to come in the place of others, by their places in the part.
    pub theirs: BTreeSet<usize>,
}

/// What came of a colleague's part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joined {
    /// How many answers were taken.
    pub taken: usize,
    /// Names of files that they have on the other device alone.
    pub missing: Vec<String>,
}

impl Work {
    /// What stands beside it, if anything does.
    pub fn beside(&self) -> Option<&Beside> {
        self.beside.as_ref()?.downcast_ref()
    }

    /// Answers that the plan, changed since, has no place for.
    pub fn orphans(&self) -> impl Iterator<Item = (&Part, &FieldId, &Raw)> {
        let named = self.beside().map(|beside| &*beside.orphans).unwrap_or_default();
        named.iter().filter_map(|(part, field)| Some((part, field, self.draft.get(part, field)?)))
    }

    /// Looks for them, once: who types answers what is asked.
    pub(super) fn find_orphans(&mut self, _: Rest) {
        let parts: BTreeMap<&Part, &Arc<FormPart>> = self.form.parts.iter().map(|part| (&part.part, part)).collect();
        let is_orphan = |(part, field, raw): &(&Part, &FieldId, &Raw)| {
            let is_none = raw.is_blank() || are_marks(part, field);
            !is_none && parts.get(part).is_none_or(|part| part.field(field.as_str()).is_none())
        };
        let found = self.draft.answers().filter(is_orphan).map(|(part, field, _)| (part.clone(), field.clone()));
        let found: Rc<[_]> = found.collect();
        if !found.is_empty() || self.orphans().next().is_some() {
            self.change_beside(|beside| beside.orphans = found);
        }
    }

    pub(super) fn change_beside(&mut self, change: impl FnOnce(&mut Beside)) {
        let mut beside = self.beside().cloned().unwrap_or_default();
        change(&mut beside);
        self.beside = Some(Rc::new(beside));
    }
}
