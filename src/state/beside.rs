//! What stands beside the open report: the one that the office returned, and a colleague's part of it.

use super::{Returned, Work};
use crate::delivery::{Portion, PortionError};
use std::collections::BTreeSet;
use std::rc::Rc;

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

    pub(super) fn change_beside(&mut self, change: impl FnOnce(&mut Beside)) {
        let mut beside = self.beside().cloned().unwrap_or_default();
        change(&mut beside);
        self.beside = Some(Rc::new(beside));
    }
}
