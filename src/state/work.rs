use super::Rest;
use super::checked::{checked_part, checked_whole, whole_form};
use super::panel::{Panel, PanelKind, about_it, panels};
use crate::check::Context;
use crate::delivery::Failure;
use crate::finding::{Code, Finding, Pointer};
use crate::plan::{FieldId, Member, Plan};
use crate::report::{
    Answers, Draft, Earlier, Edit, FieldKind, Filled, Form, FormPart, Part, PastPeriod, Raw, Text, same_cells,
};
use crate::schedule::{Duty, Instant};
use std::any::Any;
use std::rc::Rc;
use std::sync::Arc;

/// One report being written.
#[derive(Clone)]
pub struct Work {
    /// The duty it meets.
    pub duty: Arc<Duty>,
    /// The same report for this and other periods, to change to.
    pub other_periods: Rc<[Arc<Duty>]>,
    /// Where it was opened from.
    pub origin: Origin,
    /// What it asks.
    pub form: Rc<Form>,
    /// What was typed.
    pub draft: Rc<Draft>,
    /// What earlier reports said, as far as the device has them.
    pub earlier: Rc<Earlier>,
    /// The periods that says it of; empty where nothing is asked of them.
    pub past: Rc<[PastPeriod]>,
    /// The last report of the same kind before this one, where that was sent and this one was not.
    pub previous: Option<Rc<Draft>>,
    /// What follows from it, part by part in the order of the form.
    pub parts: Vec<Rc<PartWork>>,
    /// Questions that were left once, by the places of their part and in it.
    pub touched: Vec<(usize, usize)>,
    /// Questions, by the same, in which something wrong was typed before the report was opened: of that one is told, not of
    /// what is missing beside it.
    pub was_wrong: Vec<(usize, usize)>,
    /// What the report was opened with, until it is known what of that is wrong.
    pub(super) opened_with: Option<Rc<Draft>>,
    /// Findings about the whole.
    pub whole: Rc<[Finding]>,
    /// The places of indicators that are not asked for: there is nothing to report of their tasks.
    pub idle: Vec<usize>,
    /// The parts, by their place, at which something of that keeps the report from being sent.
    pub held_up: Vec<usize>,
    /// Whether sending was tried: from then on every finding is shown.
    pub tried: bool,
    /// What there is to fill in, in the order of the list.
    pub panels: Rc<[Panel]>,
    /// The panel that is open, by its place in the list.
    pub open: Option<usize>,
    /// A place to move the focus to, with a counter so that asking twice moves twice.
    pub focus: Option<(Pointer, u32)>,
    /// What is searched for.
    pub query: String,
    /// Which tasks are listed.
    pub filter: Filter,
    /// Whether the device has it.
    pub saved: Saved,
    /// What the officer was told of sending it.
    pub told: Told,
    /// What the backend and the office said of answers, each until its answer changes.
    pub(super) said: Rc<[Finding]>,
    /// Why files that were chosen last were not taken, each at its name under the place of their answer.
    pub not_taken: Rc<[Finding]>,
    /// What checks it; until that is there nothing is known to be right or wrong.
    pub(super) rest: Option<Rest>,
    /// What it is held against, and what a colleague's part of it is. Without its type: what drops this would have to know
    /// that otherwise. See [`super::beside`].
    pub(super) beside: Option<Rc<dyn Any>>,
}

/// What the officer was told of sending a report, on the page that checks it.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// Whether the officer has sent it and awaits what comes of it.
    pub is_awaited: bool,
    /// How often what came of it was a failure, since the page was opened: each takes the focus.
    pub times: u32,
    /// The last failure: it stays while the report goes out again by itself.
    pub failure: Option<Rc<Failure>>,
}

/// What follows from the draft for one part.
#[derive(Debug, Default)]
pub struct PartWork {
    /// The answers that can be read.
    pub answers: Answers,
    /// Findings of reading and of the rules, in the order of the questions.
    pub findings: Vec<Placed>,
    /// Whether nothing was entered.
    pub is_blank: bool,
    /// The places of questions that are not asked beside these answers.
    pub hidden: Vec<usize>,
    /// Whether the answers are that there is nothing to report of it.
    pub is_nil: bool,
    /// What the next check need not find out again.
    ///
    /// Without its type: what drops this would have to know that otherwise, and the first view drops it.
    pub(super) known: Option<Rc<dyn Any>>,
}

/// A finding with the question it is about.
#[derive(Debug)]
pub struct Placed {
    /// The question's place in its part; none: the part as a whole.
    pub field: Option<usize>,
    /// The finding.
    pub finding: Finding,
}

impl Placed {
    pub(super) fn new(form: &FormPart, finding: Finding) -> Self {
        Self { field: form.about(&finding), finding }
    }
}

/// Where a report was opened from: the way back leads there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// From the unit's reports.
    Overview,
    /// From all that is due in a year.
    Year(i32),
}

/// Which tasks are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Filter {
    /// All.
    #[default]
    All,
    /// Nothing entered.
    Empty,
    /// Something entered, not complete.
    Started,
    /// Nothing left to do.
    Complete,
    /// With visible errors.
    Errors,
}

/// Whether the device has the draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved {
    /// Nothing was entered.
    Nothing,
    /// Changes are on their way to the device.
    Pending,
    /// Kept since.
    At(Instant),
}

impl Work {
    /// Begins with a draft.
    pub(super) fn new(
        rest: Option<Rest>,
        plan: &Plan,
        member: &Member,
        duty: Arc<Duty>,
        draft: Draft,
        now: Instant,
        text: &dyn Text,
    ) -> Self {
        let form = Form::begun(plan, member, &duty);
        let form = Rc::new(match rest {
            Some(rest) => whole_form(rest, form, &duty),
            None => form,
        });
        let nothing = Rc::new(PartWork { is_blank: true, ..PartWork::default() });
        let parts = form.parts.iter().map(|_| Rc::clone(&nothing)).collect();
        let mut work = Self {
            duty,
            other_periods: Rc::new([]),
            origin: Origin::Overview,
            panels: panels(plan, &form).into(),
            form,
            draft: Rc::new(draft),
            earlier: Rc::default(),
            past: Rc::new([]),
            previous: None,
            parts,
            touched: Vec::new(),
            was_wrong: Vec::new(),
            opened_with: None,
            whole: Rc::new([]),
            idle: Vec::new(),
            held_up: Vec::new(),
            tried: false,
            open: None,
            focus: None,
            query: String::new(),
            filter: Filter::All,
            saved: Saved::Nothing,
            told: Told::default(),
            said: Rc::new([]),
            not_taken: Rc::new([]),
            rest,
            beside: None,
        };
        work.opened_with = Some(Rc::clone(&work.draft));
        work.recheck(plan, now, text);
        if let Some(rest) = rest {
            work.look_over(rest);
        }
        work
    }

    /// Takes one change and rechecks what it can affect: its part, and the whole.
    pub(super) fn edit(&mut self, edit: Edit, plan: &Plan, now: Instant, text: &dyn Text) -> bool {
        let (part, field) = (edit.part.clone(), edit.field.clone());
        let before = Rc::clone(&self.draft);
        if !Rc::make_mut(&mut self.draft).apply(edit) {
            return false;
        }
        self.saved = Saved::Pending;
        if let Some(rest) = self.rest {
            self.make_own(rest, &before, &part, &field);
        }
        // "Nothing to report" decides what every part needs.
        if part == Part::Whole {
            self.recheck(plan, now, text);
        } else {
            if let Some(i) = self.index(&part) {
                self.recheck_part(i, plan, now, text);
            }
            self.recheck_whole(plan, now, text);
        }
        true
    }

    /// Marks a field as left, and brings its texts into NFC.
    pub(super) fn leave(&mut self, part: &Part, field: &FieldId, plan: &Plan, now: Instant, text: &dyn Text) {
        if let Some(raw) = self.draft.get(part, field).cloned() {
            let mut nfc = raw.clone();
            nfc.each_text(&mut |typed| *typed = text.nfc(typed));
            if nfc != raw {
                self.edit(Edit { part: part.clone(), field: field.clone(), raw: nfc }, plan, now, text);
            }
        }
        let Some(i) = self.index(part) else { return };
        let place = self.form.parts[i].fields.iter().position(|f| f.id == *field);
        if let Some(place) = place {
            self.is_told(i, place);
        }
    }

    /// From now on what is wrong with a question is told, by the places of its part and its own in it.
    pub(super) fn is_told(&mut self, part: usize, place: usize) {
        if !self.touched.contains(&(part, place)) {
            self.touched.push((part, place));
        }
    }

    pub(super) fn index(&self, part: &Part) -> Option<usize> {
        self.form.parts.iter().position(|p| p.part == *part)
    }

    pub(super) fn recheck(&mut self, plan: &Plan, now: Instant, text: &dyn Text) {
        for i in 0..self.parts.len() {
            self.recheck_part(i, plan, now, text);
        }
        self.recheck_whole(plan, now, text);
    }

    /// What checks it is there, and what it asks besides.
    #[inline(never)]
    pub(super) fn check_from_now_on(&mut self, rest: Rest, plan: &Plan, now: Instant, text: &dyn Text) {
        self.rest = Some(rest);
        let before = std::mem::take(&mut self.touched);
        let form = whole_form(rest, Form::clone(&self.form), &self.duty);
        let now_at = |(i, nth): (usize, usize)| {
            let id = &self.form.parts.get(i)?.fields.get(nth)?.id;
            Some((i, form.parts[i].fields.iter().position(|field| field.id == *id)?))
        };
        let touched = before.into_iter().filter_map(now_at).collect();
        (self.touched, self.form) = (touched, Rc::new(form));
        self.recheck(plan, now, text);
        self.look_over(rest);
    }

    /// What is to be known once of a report that was opened.
    #[inline(never)]
    pub(super) fn look_over(&mut self, rest: Rest) {
        self.find_orphans(rest);
        let Some(before) = self.opened_with.take() else { return };
        let mut was_wrong = Vec::new();
        for (i, (form, part)) in self.form.parts.iter().zip(&self.parts).enumerate() {
            for Placed { field, finding } in part.findings.iter().filter(|placed| !placed.finding.code.is_of_blank()) {
                let Some(nth) = *field else { continue };
                let [then, now] = [&before, &self.draft].map(|draft| draft.get(&form.part, &form.fields[nth].id));
                // What is being typed is told of when it is left.
                if finding.code != Code::Carried && now.is_some() && then == now && !was_wrong.contains(&(i, nth)) {
                    was_wrong.push((i, nth));
                }
            }
        }
        self.was_wrong = was_wrong;
    }

    fn is_nil(&self) -> bool {
        self.draft.get(&Part::Whole, &FieldId::own("nil")).is_some_and(|raw| raw.text() == "yes")
    }

    pub(super) fn recheck_part(&mut self, i: usize, plan: &Plan, now: Instant, text: &dyn Text) {
        let form = Rc::clone(&self.form);
        let form_part: &FormPart = &form.parts[i];
        let cx = Context { plan, duty: &self.duty, form: &form, earlier: &self.earlier, now, text };
        let (draft, said, is_nil) = (&self.draft, &self.said, self.is_nil());
        let known = self.parts[i].known.as_deref();
        let checked = self.rest.map(|rest| checked_part(rest, cx, form_part, draft, said, is_nil, known));
        let mut next = checked.unwrap_or_default();
        next.is_blank = self.draft.part(&form_part.part).is_none_or(|raw| raw.values().all(Raw::is_blank));
        self.parts[i] = Rc::new(next);
    }

    pub(super) fn recheck_whole(&mut self, plan: &Plan, now: Instant, text: &dyn Text) {
        let cx = Context { plan, duty: &self.duty, form: &self.form, earlier: &self.earlier, now, text };
        if let Some(rest) = self.rest {
            (self.whole, self.held_up, self.idle) = checked_whole(rest, cx, &self.parts);
        }
        // Where the plan asks for no reporter, the reason for being late has no place before it is needed.
        if self.duty.is_late(now) && self.panels.last().is_none_or(|panel| panel.kind != PanelKind::Reporter) {
            let mut panels = self.panels.to_vec();
            panels.push(about_it(&self.form));
            self.panels = panels.into();
        }
    }

    /// What was said of answers is said at their questions.
    pub(super) fn hear(&mut self, mut said: Vec<Finding>, plan: &Plan, now: Instant, text: &dyn Text) {
        said.retain(|finding| {
            let place = self.place(&finding.at);
            self.touched.extend(place);
            place.is_some()
        });
        self.said = said.into();
        self.recheck(plan, now, text);
    }

    /// The question that a place in the report is about: the places of its part and its own in it.
    pub fn place(&self, at: &Pointer) -> Option<(usize, usize)> {
        let about = |part: &FormPart| part.fields.iter().position(|field| part.field_pointer(&field.id).holds(at));
        self.form.parts.iter().enumerate().find_map(|(i, part)| Some((i, about(part)?)))
    }

    /// An answer has changed: what was said of it holds no more, and it is the officer's own.
    #[inline(never)]
    pub(super) fn make_own(&mut self, _: Rest, before: &Draft, part: &Part, field: &FieldId) {
        self.unmark(part, field);
        let Some(form) = self.form.part(part) else { return };
        let (about, raws) = (form.field_pointer(field), [before, &self.draft].map(|draft| draft.get(part, field)));
        let kind = form.field(field.as_str()).map(|field| &field.kind);
        if !self.said.iter().any(|finding| about.holds(&finding.at)) {
            return;
        }
        // Of a table what is said of cells that are as they were stays.
        let is_as_it_was = match (kind, raws) {
            (Some(FieldKind::Table(table)), [Some(before), Some(now)]) => {
                table.get().map(|table| same_cells(table, [before.text(), now.text()], &about))
            }
            _ => None,
        };
        let is_of_other = |finding: &&Finding| {
            !about.holds(&finding.at) || is_as_it_was.as_ref().is_some_and(|is_as_it_was| is_as_it_was(&finding.at))
        };
        self.said = self.said.iter().filter(is_of_other).cloned().collect();
    }

    /// All answers that can be read, part by part as the form has them.
    pub fn answers(&self) -> Vec<Answers> {
        self.parts.iter().map(|part| part.answers.clone()).collect()
    }

    /// The form with what was filled in.
    pub fn filled(&self) -> Filled<'_> {
        Filled { form: &self.form, answers: self.answers(), earlier: &self.earlier }
    }

    /// What follows from the draft for a part.
    pub fn part(&self, part: &Part) -> Option<&Rc<PartWork>> {
        self.index(part).map(|i| &self.parts[i])
    }

    /// Every finding, in the order of the form; the whole's first.
    pub fn findings(&self) -> impl Iterator<Item = &Finding> {
        let parts = self.parts.iter().flat_map(|part| part.findings.iter().map(|placed| &placed.finding));
        self.whole.iter().chain(parts)
    }

    /// Whether nothing stands in the way of sending.
    pub fn is_sendable(&self) -> bool {
        self.rest.is_some() && !self.findings().any(Finding::is_error)
    }
}
