//! Whether what a plan says of its abbreviations can be shown.

use super::{At, Sense};
use crate::finding::Code;
use crate::plan::{Abbreviations, Plan};

impl Sense {
    pub(super) fn abbreviations(&mut self, at: At<'_>, plan: &Plan) {
        let Some(all) = self.read_now(at, &plan.abbreviations) else { return };
        let (found, max) = (all.iter().count(), Abbreviations::MOST);
        if found > max {
            self.error(at, Code::TooMany { found: found as u64, max: max as u64 });
        }
        for (short, long) in all.iter() {
            let (found, max) = (long.chars().count(), Abbreviations::MAX_MEANING);
            if long.trim().is_empty() {
                self.error(at.key(short), Code::Required);
            } else if found > max {
                self.error(at.key(short), Code::TooLong { found: found as u32, max: max as u32 });
            }
        }
    }
}
