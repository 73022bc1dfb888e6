//! Which text was typed over which: who follows from whom.

use baocao::plan::FieldId;
use baocao::report::{Draft, Part, Raw};
use std::collections::{BTreeMap, BTreeSet};

/// The number that stands in the field; 0: nothing.
pub fn number_in(draft: &Draft) -> u64 {
    draft.get(&Part::Sections, &field()).and_then(|raw| raw.text().parse().ok()).unwrap_or(0)
}

pub fn field() -> FieldId {
    FieldId::new("overall").expect("an id")
}

pub fn raw(text: u64) -> Raw {
    Raw::Text(text.to_string())
}

/// All texts by their numbers, from 1 on.
#[derive(Debug, Default)]
pub struct Texts {
    /// What stood in the field when each was typed.
    parents: Vec<u64>,
    /// Those that were put on the device.
    committed: BTreeSet<u64>,
    /// Those that may go: five later versions pushed them out, or all was to be forgotten.
    given_up: BTreeSet<u64>,
    /// Those that only a page has, and which.
    typed: BTreeMap<u64, String>,
    /// How many were pushed out.
    pub pushed_out: u64,
}

impl Texts {
    pub fn next(&self) -> u64 {
        self.parents.len() as u64 + 1
    }

    pub fn is_typed(&mut self, page: &str, parent: u64) {
        self.typed.insert(self.next(), page.to_owned());
        self.parents.push(parent);
    }

    pub fn is_put(&mut self, texts: Vec<u64>, pushed_out: Vec<u64>) {
        self.committed.extend(texts);
        self.pushed_out += pushed_out.len() as u64;
        self.given_up.extend(pushed_out);
    }

    pub fn is_forgotten(&mut self) {
        self.given_up.extend(1..self.next());
    }

    /// A page is gone, with what only it had.
    pub fn goes(&mut self, page: &str) {
        self.typed.retain(|_, of| of != page);
    }

    /// Of the texts that were put on the device, the first of which nothing is there.
    pub fn lost(&self, there: Vec<u64>) -> Option<u64> {
        let known = self.all_before(there);
        self.committed.iter().copied().find(|text| !known.contains(text))
    }

    /// Of the texts that were typed in a page, or in any that is not gone, the first of which nothing is there.
    pub fn missing(&self, page: Option<&str>, there: Vec<u64>) -> Option<u64> {
        let known = self.all_before(there);
        let mut typed = self.typed.iter().filter(|(_, of)| page.is_none_or(|page| *of == page));
        typed.find(|(text, _)| !known.contains(text)).map(|(text, _)| *text)
    }

    /// These texts and all that they follow from.
    fn all_before(&self, texts: Vec<u64>) -> BTreeSet<u64> {
        let mut known = BTreeSet::new();
        for mut text in texts.into_iter().chain(self.given_up.iter().copied()) {
            while text > 0 && known.insert(text) {
                text = self.parents[text as usize - 1];
            }
        }
        known
    }
}
