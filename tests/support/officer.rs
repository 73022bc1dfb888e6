//! An officer at work, driving the state as the interface does.

use super::{PlainText, at, plan};
use baocao::delivery::{Answer, Attempt, Failure, Outgoing, Problem, Receipt, Record};
use baocao::finding::Severity;
use baocao::plan::{FieldId, Plan};
use baocao::report::{Edit, Part, Raw, Report};
use baocao::schedule::{FixedZone, Zone};
use baocao::state::{Action, Bucket, Extra, Identity, Kept, Outcome, PlanState, Platform, Setup, State, Work, reduce};
use std::rc::Rc;
use std::sync::Arc;

/// The form of one unit, driven as the interface drives it.
#[derive(Clone)]
pub struct Officer(pub State);

impl Officer {
    pub fn of(plan_name: &str, unit: &str, now: &str) -> Self {
        Self::of_plan(plan(plan_name), unit, now)
    }

    pub fn of_plan(plan: Plan, unit: &str, now: &str) -> Self {
        let mut officer = Self::before_the_device(plan, unit, now);
        officer.does(Action::Records(Ok(Vec::new())));
        officer.does(Action::Holds(baocao::delivery::Holding::Mine));
        officer
    }

    /// With a plan, and before anything is known of what the device keeps.
    pub fn before_the_device(plan: Plan, unit: &str, now: &str) -> Self {
        let setup = Setup {
            unit: Some(Identity::Named(unit.to_owned())),
            has_endpoint: true,
            user: "nva".to_owned(),
            ..Setup::default()
        };
        let zone = |_: &str| Some(Rc::new(FixedZone::VIETNAM) as Rc<dyn Zone>);
        let state = State::new(setup, Platform { text: Rc::new(PlainText), whole_text: |_, _| {}, zone }, at(now));
        let mut officer = Self(state);
        officer.does(Action::Rest(Extra::Here));
        officer.does(Action::Plan(PlanState::Ready(Arc::new(plan))));
        officer
    }

    pub fn does(&mut self, action: Action) {
        if let Some(next) = reduce(&self.0, action) {
            self.0 = next;
        }
    }

    pub fn opens(&mut self, kind: &str, period: &str) {
        let duty = self.0.duties.iter().find(|d| d.kind.id.as_str() == kind && d.period.id.as_str() == period);
        let duty = Arc::clone(duty.unwrap_or_else(|| panic!("no {kind} {period}")));
        self.does(Action::Open(duty));
    }

    pub fn enters(&mut self, part: Part, field: &str, raw: Raw) {
        let field = FieldId::new(field).expect("an id");
        self.does(Action::Edit(Edit { part: part.clone(), field: field.clone(), raw }));
        self.does(Action::Leave(part, field));
    }

    pub fn types(&mut self, part: Part, field: &str, text: &str) {
        self.enters(part, field, Raw::Text(text.to_owned()));
    }

    pub fn errors(&self) -> Vec<String> {
        let work = self.work();
        work.summary(Severity::Error)
            .iter()
            .map(|item| format!("{} {}", item.finding.at, item.finding.code.key()))
            .collect()
    }

    /// Follows the summary's link for a place.
    pub fn follows(&mut self, place: &str) {
        let item = self.work().summary(Severity::Error).into_iter().find(|item| item.finding.at.as_str() == place);
        let item = item.unwrap_or_else(|| panic!("no error at {place}"));
        let focus = Action::Focus(item.field.expect("a question").0.clone(), item.finding.at.clone());
        self.does(focus);
    }

    /// The open panel, and where the focus goes.
    pub fn focus(&self) -> (Option<usize>, String) {
        (self.work().open, self.work().focus.as_ref().map(|(at, _)| at.to_string()).unwrap_or_default())
    }

    pub fn work(&self) -> &Work {
        self.0.work.as_ref().expect("an open report")
    }

    pub fn sends(&mut self, key: &str, now: &str) {
        self.does(Action::Check);
        self.does(Action::Send { key: key.to_owned(), now: at(now) });
    }

    /// The report as it would be sent.
    pub fn report(&self, now: &str) -> Report {
        let report = self.0.rest().and_then(|rest| self.0.report(rest, at(now)));
        report.expect("an open report, and what makes it")
    }

    /// What is on its way of the open report.
    pub fn outgoing(&self) -> Option<&Outgoing> {
        self.0.outgoing()
    }

    /// What is on the wire of the open report.
    pub fn attempt(&self) -> Option<Attempt> {
        self.0.outgoing().and_then(Outgoing::attempt)
    }

    /// The backend answers what is on the wire.
    pub fn is_answered(&mut self, answer: Answer, now: &str) {
        let records = self.0.records.clone().expect("records");
        let sending = records.iter().find_map(|record| Some((record.key.clone(), record.outgoing()?.attempt()?)));
        let (of, attempt) = sending.expect("something on the wire");
        self.does(Action::Answered(Rc::new(Outcome { of, attempt, answer, now: at(now), chance: 0.5 })));
    }

    /// The device keeps the open report as `element/run.rs` has it do.
    pub fn is_kept(&mut self) {
        let work = self.0.work.clone().expect("an open report");
        let (record, kept) = (self.0.to_keep(at("2026-06-13T08:02")).expect("a record"), Ok(()));
        self.does(Action::Saved(Rc::new(Kept {
            draft: Rc::clone(&work.draft),
            record,
            kept,
            at: at("2026-06-13T08:02"),
        })));
    }

    /// Where the overview lists June, and whether something of it waits to be sent.
    pub fn row(&self) -> (Bucket, bool) {
        let row = self.0.duty_rows().into_iter().find(|row| row.duty.period.id.as_str() == "2026-06");
        row.map(|row| (row.bucket, row.has_draft)).expect("June")
    }

    /// Everything that is required, in the briefest way.
    pub fn fills_all(&mut self) {
        let form = Rc::clone(&self.work().form);
        for part in &form.parts {
            match &part.part {
                Part::Entry(_) => self.types(part.part.clone(), "status", "in-progress"),
                Part::Sections => self.types(Part::Sections, "overall", "Đã triển khai đầy đủ"),
                Part::Reporter => {
                    self.types(Part::Reporter, "name", "Trần Thị B");
                    self.types(Part::Reporter, "position", "Chuyên viên");
                }
                Part::Indicator(_) | Part::Whole => {}
            }
        }
    }
}

pub fn first_task(officer: &Officer) -> Part {
    officer.work().form.parts[0].part.clone()
}

pub fn accepted() -> Answer {
    Answer::Accepted(Receipt {
        number: Some("BC-1".into()),
        received_at: None,
        late: Some(false),
        hash: "h".into(),
        sent_at: "2026-06-13T08:00:00+07:00".into(),
    })
}

pub fn office() -> Officer {
    let mut officer = Officer::of("vp-ubnd-tinh-2025", "phong-hanh-chinh-quan-tri", "2026-06-13T08:00");
    officer.opens("hang-thang", "2026-06");
    officer
}

pub fn lost() -> Answer {
    Answer::Failed(Failure::Unreachable)
}

pub fn refused(status: u16) -> Answer {
    Answer::Failed(Failure::Refused(Problem { status, ..Problem::default() }))
}

/// What is typed as the first task's result.
pub fn result(officer: &Officer) -> String {
    let (part, field) = (first_task(officer), "result");
    let raw = officer.work().draft.get(&part, &FieldId::new(field).expect("an id"));
    raw.map(Raw::text).unwrap_or_default().to_owned()
}

/// The record of the open report.
pub fn record(officer: &Officer) -> Record {
    officer.0.record(&officer.work().duty).cloned().expect("a record")
}
