use super::{Filter, Panel, Placed, State, Work};
use crate::delivery::{DraftKey, Record};
use crate::finding::{Code, Finding, Severity};
use crate::locale::matches;
use crate::plan::{FieldId, Role};
use crate::report::{Label, Part, Raw};
use crate::schedule::{self, Duty, Period, Standing};
use std::rc::Rc;
use std::sync::Arc;

/// Where a report is listed on the overview.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bucket {
    /// Past its due instant and not sent from here.
    Overdue,
    /// Sent, and to be revised.
    Returned,
    /// Open now.
    Due,
    /// Without a date.
    AnyTime,
    /// Not open yet, or after the current one of its kind.
    Coming,
    /// Sent from this device.
    Sent,
    /// Not owed: by an arrangement, or not any more.
    Settled,
    /// Past its closing and not sent from here.
    Closed,
}

/// One line of the overview.
#[derive(Clone, Debug, PartialEq)]
pub struct DutyRow {
    /// The duty.
    pub duty: Arc<Duty>,
    /// Where it is listed.
    pub bucket: Bucket,
    /// Whether the device keeps something that was not sent: a draft, or of a sent report a correction.
    pub has_draft: bool,
}

/// How far a panel is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PanelState {
    /// Nothing entered, and something is required.
    Empty,
    /// Nothing entered, and nothing is required.
    Optional,
    /// Something is missing.
    Started,
    /// Nothing left to do.
    Complete,
    /// There is nothing to report of it.
    Nil,
    /// So many errors the officer has been told of.
    Errors(u32),
}

/// How far the report is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Panels with something in them and nothing left to do.
    pub complete: u32,
    /// Panels where something is missing or wrong. What nobody has to fill is in neither.
    pub rest: u32,
}

/// One line of the summary of findings.
#[derive(Clone, Debug, PartialEq)]
pub struct SummaryItem<'w> {
    /// The finding.
    pub finding: &'w Finding,
    /// The question it is about, with its part; none: the whole report.
    pub field: Option<(&'w Part, &'w FieldId)>,
}

impl State {
    /// The overview, most pressing first.
    pub fn duty_rows(&self) -> Vec<DutyRow> {
        let mut current: Vec<&str> = Vec::new();
        let mut rows: Vec<DutyRow> = Vec::new();
        for duty in self.duties.iter().chain(&self.begun()) {
            let record = self.record(duty);
            let is_sent = record.is_some_and(Record::is_sent);
            let bucket = match duty.standing(self.now) {
                _ if record.is_some_and(Record::is_returned) => Bucket::Returned,
                _ if is_sent => Bucket::Sent,
                Standing::Overdue => Bucket::Overdue,
                Standing::Closed => Bucket::Closed,
                Standing::Undated => Bucket::AnyTime,
                Standing::Settled(_) | Standing::Lapsed(_) => Bucket::Settled,
                Standing::NotOpen => Bucket::Coming,
                Standing::Open if current.contains(&duty.kind.id.as_str()) => Bucket::Coming,
                Standing::Open => {
                    current.push(duty.kind.id.as_str());
                    Bucket::Due
                }
            };
            let has_draft = record.is_some_and(Record::is_unsent);
            rows.push(DutyRow { duty: self.once_sent(Arc::clone(duty)), bucket, has_draft });
        }
        crate::finding::sort(&mut rows, |row| row.bucket);
        // Of the overdue the latest is the one to mend first.
        let overdue = rows.iter().take_while(|row| row.bucket == Bucket::Overdue).count();
        rows[..overdue].reverse();
        let open = rows.iter().take_while(|row| row.bucket != Bucket::Closed).count();
        rows[open..].reverse();
        rows
    }

    /// The reports that the device keeps something of and that are not among what is owed now: begun outside all
    /// periods, opened from another year, or asked for by an arrangement that is gone.
    pub(super) fn begun(&self) -> Vec<Arc<Duty>> {
        let (Some(plan), Some(member), Some(records)) = (self.plan(), &self.member, &self.records) else {
            return Vec::new();
        };
        let mut begun = Vec::new();
        for record in records.iter() {
            let DraftKey { kind, period, .. } = &record.key;
            if self.duties.iter().any(|duty| duty.kind.id == *kind && duty.period.id == *period) {
                continue;
            }
            let is_draft = record.is_unsent();
            let is_begun = Period::begun_as(period).is_some() && record.is_sent();
            if is_draft || is_begun || record.is_returned() {
                let known = schedule::begun(&plan, member, kind, period, self.now, &*self.zone).map(Arc::new);
                begun.extend(known.map(|duty| self.once_happened(duty, &record.draft())));
            }
        }
        begun
    }

    /// In how many tasks the unit has which role, weightiest first.
    pub fn role_counts(&self) -> Vec<(Role, usize)> {
        let (Some(member), super::PlanState::Ready(plan)) = (&self.member, &self.plan) else { return Vec::new() };
        let today = self.now.in_zone(&*self.zone).date;
        let mut counts = Role::ALL.map(|role| (role, 0)).to_vec();
        for task in &plan.tasks {
            let first = plan.roles(member, task, Some(today)).next();
            for (role, n) in &mut counts {
                *n += usize::from(first == Some(*role));
            }
        }
        counts.retain(|(_, n)| *n > 0);
        counts
    }
}

impl Filter {
    /// Whether a panel is listed that is so far, and matches what is searched for.
    pub fn lists(self, query: &str, panel: &Panel, state: PanelState) -> bool {
        let by_state = match self {
            Filter::All => true,
            Filter::Empty => matches!(state, PanelState::Empty | PanelState::Optional),
            Filter::Started => state == PanelState::Started,
            Filter::Complete => matches!(state, PanelState::Complete | PanelState::Nil),
            Filter::Errors => matches!(state, PanelState::Errors(_)),
        };
        by_state && (query.trim().is_empty() || (panel.is_task() && matches(&panel.folded, query)))
    }
}

impl Progress {
    /// How far the report is.
    pub fn of(states: &[PanelState]) -> Self {
        let mut progress = Self { complete: 0, rest: 0 };
        for state in states {
            match state {
                PanelState::Complete | PanelState::Nil => progress.complete += 1,
                PanelState::Optional => {}
                _ => progress.rest += 1,
            }
        }
        progress
    }
}

impl Work {
    /// How far each panel is, in the order of the panels.
    pub fn panel_states(&self) -> Rc<[PanelState]> {
        self.panels.iter().map(|panel| self.panel_state(panel)).collect()
    }

    /// The next panel after the open one in which something is missing or wrong, from the first again behind the last.
    pub fn next_unfilled(&self) -> Option<usize> {
        let from = self.open.map_or(0, |open| open + 1);
        let is_unfilled = |place: &usize| {
            let state = self.panel_state(&self.panels[*place]);
            !matches!(state, PanelState::Complete | PanelState::Nil | PanelState::Optional)
        };
        (from..self.panels.len()).chain(0..from.saturating_sub(1)).find(is_unfilled)
    }

    /// Whether each panel is as far as it was in another state of the report with the same panels: one whose parts nothing
    /// was done to is not looked at again.
    pub fn is_as_far(&self, before: &Self) -> bool {
        let is_told_alike = (self.tried, self.rest.is_some()) == (before.tried, before.rest.is_some())
            && self.touched == before.touched
            && self.held_up == before.held_up;
        let is_as_it_was = |&i: &usize| {
            is_told_alike && Rc::ptr_eq(&self.parts[i], &before.parts[i]) && self.form.parts[i].part != Part::Whole
        };
        let is_same = |panel: &Panel| {
            panel.parts.iter().all(is_as_it_was) || self.panel_state(panel) == before.panel_state(panel)
        };
        self.panels.iter().all(is_same)
    }

    fn panel_state(&self, panel: &Panel) -> PanelState {
        let (mut told, mut blank, mut open, mut nil) = (0, true, false, false);
        for &i in &panel.parts {
            let part = &self.parts[i];
            // When the event was is asked above the list, and why there is nothing to report.
            let is_of_it = |placed: &&Placed| {
                let field = placed.field.map(|at| &self.form.parts[i].fields[at].label);
                placed.finding.is_error() && !matches!(field, Some(Label::Event(_) | Label::NilReasonOfAll))
            };
            // What the whole lacks has its question here.
            let lacks_reason = self.form.parts[i].part == Part::Whole
                && self.whole.iter().any(|finding| finding.code == Code::LateNeedsReason);
            nil |= part.is_nil;
            told += self.visible(i).filter(is_of_it).count() as u32 + u32::from(lacks_reason && self.tried);
            open |= self.rest.is_none()
                || lacks_reason
                || self.held_up.contains(&i)
                || part.findings.iter().any(|placed| is_of_it(&placed));
            blank &= match self.form.parts[i].part {
                Part::Whole => self.is_untold("late-reason"),
                _ => part.is_blank,
            };
        }
        match (told, blank, open) {
            (1.., ..) => PanelState::Errors(told),
            (0, true, true) => PanelState::Empty,
            (0, true, false) => PanelState::Optional,
            (0, false, true) => PanelState::Started,
            (0, false, false) if nil => PanelState::Nil,
            (0, false, false) => PanelState::Complete,
        }
    }

    /// Whether nothing was entered for a question about the whole.
    fn is_untold(&self, field: &str) -> bool {
        self.draft.part(&Part::Whole).and_then(|answers| answers.get(field)).is_none_or(Raw::is_blank)
    }

    /// The findings of a part that are shown: of questions that were left, of what was typed wrong before the report was
    /// opened, and all once sending was tried.
    pub fn visible(&self, part: usize) -> impl Iterator<Item = &Placed> {
        let is_shown = move |placed: &&Placed| {
            let code = &placed.finding.code;
            let is_told = |at| {
                let question = (part, at);
                self.touched.contains(&question) || self.was_wrong.contains(&question) && !code.is_of_blank()
            };
            // What was not typed is not left either.
            self.tried || placed.field.is_none_or(is_told) || matches!(code, Code::Carried)
        };
        self.parts[part].findings.iter().filter(is_shown)
    }

    /// Every finding of a severity with the question it is about: the whole's first, then in the order of the
    /// list.
    pub fn summary(&self, severity: Severity) -> Vec<SummaryItem<'_>> {
        let mut items = Vec::new();
        for finding in self.whole.iter().filter(|finding| finding.severity == severity) {
            let field = self.place(&finding.at).map(|(part, at)| {
                let form = &self.form.parts[part];
                (&form.part, &form.fields[at].id)
            });
            items.push(SummaryItem { finding, field });
        }
        let in_panels = || self.panels.iter().flat_map(|panel| &panel.parts);
        // What concerns the whole report is in no panel where there is no reporter.
        let elsewhere = self.index(&Part::Whole).filter(|whole| !in_panels().any(|i| i == whole));
        for &i in elsewhere.iter().chain(in_panels()) {
            let (form, part) = (&self.form.parts[i], &self.parts[i]);
            for Placed { field, finding } in part.findings.iter().filter(|placed| placed.finding.severity == severity) {
                let field = field.map(|at| (&form.part, &form.fields[at].id));
                items.push(SummaryItem { finding, field });
            }
        }
        items
    }
}
