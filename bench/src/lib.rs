//! What `cargo xtask bench` times inside the browser. It is the element's own code, but a module of its
//! own: nothing of it is shipped.
#![cfg(target_arch = "wasm32")]

mod fill;

use baocao::browser::{DeviceClock, DeviceDrafts, PlatformText};
use baocao::check::{self, Context};
use baocao::delivery::{Clock, DraftKey, Drafts, Record};
use baocao::finding::Severity;
use baocao::plan::{self, Plan, UnitId};
use baocao::report::{Draft, Earlier, Form, settle};
use baocao::schedule::{Duty, FixedZone, Instant, duties};
use wasm_bindgen::prelude::*;

/// Reads a plan as the element does; how many units and tasks it has.
///
/// # Errors
/// The first mistake of the plan.
#[wasm_bindgen]
pub fn read(text: &str) -> Result<usize, JsError> {
    read_plan(text).map(|plan| plan.units.len() + plan.tasks.len())
}

fn read_plan(text: &str) -> Result<Plan, JsError> {
    let reading = plan::read(text, Severity::Warning);
    reading.value.ok_or_else(|| JsError::new(&format!("{:?}", reading.findings.first())))
}

/// A unit's current report with every question answered.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Filled {
    plan: Plan,
    unit: UnitId,
    duty: Duty,
    form: Form,
    draft: Draft,
    now: Instant,
}

/// Fills in the first report that the unit owes now. (A function: the glue hands out no classes.)
///
/// # Errors
/// When the plan has mistakes, or owes no report to this unit.
#[wasm_bindgen]
pub fn filled(text: &str, unit: &str) -> Result<Filled, JsError> {
    let plan = read_plan(text)?;
    let unit = UnitId::new(unit).and_then(|id| plan.unit(&id)).ok_or_else(|| JsError::new("no such unit"))?;
    let member = plan.member(unit.clone());
    let now = DeviceClock.now();
    let duty = duties(&plan, &member, now, &FixedZone::VIETNAM).into_iter().next();
    let duty = duty.ok_or_else(|| JsError::new("the unit owes no report"))?;
    let form = Form::new(&plan, &member, &duty);
    let draft = fill::draft(&form);
    Ok(Filled { unit: member.unit.id, plan, duty, form, draft, now })
}

#[wasm_bindgen]
impl Filled {
    /// How many answers there are.
    #[wasm_bindgen(getter)]
    pub fn answers(&self) -> usize {
        self.draft.edits().count()
    }

    /// Reads every answer as typed and holds all of them against the rules; how many findings there are.
    pub fn check(&self) -> usize {
        let Self { plan, duty, form, draft, now, .. } = self;
        let (answers, unreadable) = settle(form, draft, &PlatformText);
        let cx = Context { plan, duty, form, earlier: &Earlier::default(), now: *now, text: &PlatformText };
        check::all(cx, &answers, unreadable).len()
    }

    /// Keeps it on the device, where the element finds it as a draft.
    ///
    /// # Errors
    /// When the device keeps nothing.
    pub async fn keep(self) -> Result<(), JsError> {
        let Self { plan, unit, duty, draft, now, .. } = self;
        let (kind, period) = (duty.kind.id.clone(), duty.period.id);
        let key = DraftKey { plan: plan.id, unit, kind, period, user: String::new() };
        let record = Record::new(key, &draft, now.in_zone(&FixedZone::VIETNAM).to_string());
        let kept = DeviceDrafts::default().save(&record).await;
        kept.map_err(|error| JsError::new(&format!("{error:?}")))
    }
}
