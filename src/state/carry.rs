//! Answers that come many at a time: one state for several tasks, and those of the last report, each marked until the
//! officer has confirmed it.

use super::{Rest, Saved, State, Work};
use crate::delivery::Cause;
use crate::finding::{Code, Finding};
use crate::json::to_canonical;
use crate::plan::{FieldId, Plan};
use crate::report::{Draft, Edit, Field, FormPart, Label, Part, Raw, Text};
use crate::schedule::Instant;
use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;

/// Where the marks stand in a draft: beside what is asked, so that they are kept and carried to other devices with it.
const MARKS: &str = "carried";

/// Whether an answer of a draft is none, but the marks of others.
pub(super) fn are_marks(part: &Part, field: &FieldId) -> bool {
    *part == Part::Whole && field.as_str() == MARKS
}

/// How an answer is marked: its part, and behind it its question.
pub(super) fn mark(part: &Part, field: &str) -> String {
    format!("{} {field}", to_canonical(part))
}

/// The marks, in order.
pub(super) fn marks(draft: &Draft) -> &[String] {
    match draft.get(&Part::Whole, &FieldId::own(MARKS)) {
        Some(Raw::Picks(marks)) => marks,
        _ => &[],
    }
}

pub(super) fn put_marks(draft: &mut Draft, mut marks: Vec<String>) {
    marks.sort();
    draft.apply(Edit { part: Part::Whole, field: FieldId::own(MARKS), raw: Raw::Picks(marks) });
}

/// The answers of a part that were taken over and not confirmed, each as a remark at its question.
pub(super) fn carried(part: &FormPart, draft: &Draft) -> Vec<Finding> {
    let all = marks(draft);
    if all.is_empty() {
        return Vec::new();
    }
    let of_part = mark(&part.part, "");
    let from = all.partition_point(|mark| *mark < of_part);
    let fields = all[from..].iter().map_while(|mark| mark.strip_prefix(&of_part));
    let asked = fields.filter_map(|field| part.field(field));
    asked.map(|field| Finding::warning(part.field_pointer(&field.id), Code::Carried)).collect()
}

impl Work {
    /// An answer was changed by hand.
    pub(super) fn unmark(&mut self, part: &Part, field: &FieldId) {
        let (all, mark) = (marks(&self.draft), mark(part, field.as_str()));
        if all.binary_search(&mark).is_ok() {
            let left = all.iter().filter(|other| **other != mark).cloned().collect();
            put_marks(Rc::make_mut(&mut self.draft), left);
        }
    }

    /// Takes a draft that differs in these parts.
    fn take(&mut self, draft: Rc<Draft>, parts: &[usize], plan: &Plan, now: Instant, text: &dyn Text) {
        self.draft = draft;
        self.saved = Saved::Pending;
        for &i in parts {
            self.recheck_part(i, plan, now, text);
        }
        self.recheck_whole(plan, now, text);
    }

    /// Whether some answers of these parts of the form wait to be confirmed.
    pub fn has_carried(&self, parts: &[usize]) -> bool {
        parts.iter().any(|&i| !carried(&self.form.parts[i], &self.draft).is_empty())
    }

    /// Answers of the last report that have a place in blanks of these parts of the form; none: of all.
    fn carryable(&self, parts: Option<&[usize]>) -> impl Iterator<Item = (&Part, &FieldId, &Raw)> {
        let given = self.previous.as_deref();
        let form = self.form.parts.iter().enumerate();
        let wanted =
            form.filter(move |(i, part)| part.part != Part::Whole && parts.is_none_or(|parts| parts.contains(i)));
        wanted.flat_map(move |(i, part)| {
            let left_out = part.left_out(&self.parts[i].answers);
            let (given, mine) = (given.and_then(|given| given.part(&part.part)), self.draft.part(&part.part));
            part.fields.iter().enumerate().filter_map(move |(place, field)| {
                // What earlier figures are follows from the reports themselves; a note is about that figure; what
                // proves the results of the last report is no proof of these. Nor does it follow from that there was nothing to
                // report that there is nothing now.
                let is_its_own = matches!(field.label, Label::Earlier(_) | Label::Note)
                    || field.computed.is_there()
                    || field.is_about_nil()
                    || left_out.contains(&place);
                let raw = given?.get(&field.id).filter(|raw| !is_its_own && !raw.is_blank())?;
                let is_blank = mine.and_then(|mine| mine.get(&field.id)).is_none_or(Raw::is_blank);
                (is_blank && !matches!(raw, Raw::Evidence(_))).then_some((&part.part, &field.id, raw))
            })
        })
    }

    /// Whether anything of the last report can be taken over into these parts of the form, or into any.
    pub fn can_carry_over(&self, parts: Option<&[usize]>) -> bool {
        self.previous.is_some() && self.carryable(parts).next().is_some()
    }

    /// The draft with what can be taken over, each answer marked.
    fn carried_over(&self, parts: Option<&[usize]>) -> Draft {
        let mut draft = Draft::clone(&self.draft);
        let mut marked = marks(&draft).to_vec();
        for (part, field, raw) in self.carryable(parts) {
            draft.apply(Edit { part: part.clone(), field: field.clone(), raw: raw.clone() });
            // Who reports is the same person still.
            if *part != Part::Reporter {
                marked.push(mark(part, field.as_str()));
            }
        }
        put_marks(&mut draft, marked);
        draft
    }
}

impl State {
    /// The last report is taken over into one panel, where the officer stays.
    pub(super) fn carry_over(&mut self, panel: usize) -> Option<()> {
        let work = self.work.as_ref()?;
        let parts = work.panels.get(panel)?.parts.clone();
        let draft = Some(work.carried_over(Some(&parts))).filter(|_| work.can_carry_over(Some(&parts)))?;
        self.with_work(|work, plan, now, text| work.take(draft.into(), &parts, plan, now, text))
    }

    /// The last report is taken over into all that is blank; what stood there can be brought back.
    pub(super) fn carry_over_all(&mut self) -> Option<()> {
        let work = self.work.as_ref()?;
        let draft = Some(work.carried_over(None)).filter(|_| work.can_carry_over(None))?;
        self.rewrite(|record, at| record.replace(&draft, Cause::CarriedOver, at))
    }

    /// The officer has confirmed answers that were taken over, or all of the open panel.
    pub(super) fn confirm(&mut self, some: Option<&[(Part, FieldId)]>) -> Option<()> {
        let work = self.work.as_ref()?;
        let parts: Vec<Part> = match some {
            Some(some) => {
                let parts: BTreeSet<&Part> = some.iter().map(|(part, _)| part).collect();
                parts.into_iter().cloned().collect()
            }
            None => {
                let panel = work.panels.get(work.open?)?;
                panel.parts.iter().map(|&i| work.form.parts[i].part.clone()).collect()
            }
        };
        let named: BTreeSet<String> =
            some.unwrap_or_default().iter().map(|(part, field)| mark(part, field.as_str())).collect();
        let is_confirmed = |known: &String| match some {
            Some(_) => named.contains(known),
            None => parts.iter().any(|part| known.starts_with(&mark(part, ""))),
        };
        let (confirmed, left): (BTreeSet<String>, Vec<String>) = {
            let (confirmed, left): (Vec<&String>, Vec<&String>) =
                marks(&work.draft).iter().partition(|known| is_confirmed(known));
            (confirmed.into_iter().cloned().collect(), left.into_iter().cloned().collect())
        };
        self.with_work(|work, plan, now, text| {
            put_marks(Rc::make_mut(&mut work.draft), left);
            work.saved = Saved::Pending;
            for i in parts.iter().filter_map(|part| work.index(part)).collect::<Vec<_>>() {
                // What is wrong with them is told: the officer has just looked at them.
                let form = Arc::clone(&work.form.parts[i]);
                let is_its_own = |field: &Field| confirmed.contains(&mark(&form.part, field.id.as_str()));
                for place in (0..form.fields.len()).filter(|&place| is_its_own(&form.fields[place])) {
                    work.is_told(i, place);
                }
                work.recheck_part(i, plan, now, text);
            }
        })
    }

    /// Many answers are changed at once.
    pub(super) fn edit_all(&mut self, rest: Rest, edits: &[Edit]) -> Option<()> {
        let work = self.work.as_ref()?;
        let mut draft = Draft::clone(&work.draft);
        let (mut parts, mut fields) = (Vec::new(), Vec::new());
        for edit in edits {
            let Some(i) = work.index(&edit.part) else { continue };
            let Some(place) = work.form.parts[i].fields.iter().position(|field| field.id == edit.field) else {
                continue;
            };
            if draft.apply(edit.clone()) {
                parts.push(i);
                fields.push((i, place));
            }
        }
        parts.sort_unstable();
        parts.dedup();
        if parts.is_empty() {
            return None;
        }
        self.with_work(|work, plan, now, text| {
            let before = std::mem::replace(&mut work.draft, Rc::new(draft));
            let form = Rc::clone(&work.form);
            for (i, place) in fields {
                work.make_own(rest, &before, &form.parts[i].part, &form.parts[i].fields[place].id);
                work.is_told(i, place);
            }
            let draft = Rc::clone(&work.draft);
            work.take(draft, &parts, plan, now, text);
        })
    }

    /// Who sends has seen what was taken over: it is on the page before.
    pub(super) fn confirm_all(&mut self) {
        let Some(work) = self.work.as_ref().filter(|work| !marks(&work.draft).is_empty()) else { return };
        let mut draft = Draft::clone(&work.draft);
        put_marks(&mut draft, Vec::new());
        self.with_work(|work, plan, now, text| {
            work.draft = Rc::new(draft);
            work.recheck(plan, now, text);
        });
    }
}
