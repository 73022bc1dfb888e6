use crate::browser::{GivenKey, Policy, json_of, property};
use crate::finding::Severity;
use crate::json::{Limits, read_text};
use crate::locale::Lang;
use crate::plan::{Arrangement, GroupId, MAX_ID, Unit, UnitId};
use crate::schedule::{FixedZone, Instant};
use crate::state::{Identity, Rest, Setup};
use js_sys::{Array, Promise};
use wasm_bindgen::{JsCast, JsError, JsValue};

/// What the page said of one element.
#[derive(Clone, Debug)]
pub struct Page {
    /// What the form needs to know of it.
    pub setup: Setup,
    /// Where the plan comes from.
    pub plan: PlanSource,
    /// The answer with the plan, if the page asked for it already.
    pub early: Option<Promise>,
    /// What the device's clock showed when that answer came.
    pub answered_at: Option<Instant>,
    /// What the page's clock shows; none: the backend's holds.
    pub clock: Option<Instant>,
    /// What seals the drafts; none: they are kept as they are.
    pub draft_key: Option<GivenKey>,
}

/// Where a plan comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanSource {
    /// The page has not said yet.
    None,
    /// Fetched.
    Url(String),
    /// Handed in as an object; its JSON.
    Text(String),
}

/// Most bytes of a text the page gives.
const MOST: usize = 2_000;

impl Page {
    /// Reads what `www/element.js` hands over.
    ///
    /// # Errors
    /// A text that is too long, or a plan that is not plain data.
    pub fn read(given: &JsValue) -> Result<Self, JsError> {
        let get = |key: &str| property(given, key);
        let plan = match (get("plan"), text(given, "planUrl", MOST)?) {
            (plan, _) if plan.is_object() => {
                let text = json_of(&plan).ok_or_else(|| JsError::new("the plan is not plain data"))?;
                PlanSource::Text(text)
            }
            (_, Some(url)) => PlanSource::Url(url),
            (_, None) => PlanSource::None,
        };
        let setup = Setup {
            lang: text(given, "lang", MOST)?.as_deref().map(Lang::of_tag).unwrap_or_default(),
            unit: identity(&get("unit")),
            user: text(given, "user", MAX_ID)?.unwrap_or_default(),
            keeps_nothing: get("keepsNothing").is_truthy(),
            has_endpoint: get("hasEndpoint").is_truthy(),
            has_upload: get("hasUpload").is_truthy(),
            in_form: get("inForm").is_truthy(),
            as_of: as_of(text(given, "asOf", MAX_ID)?)?,
            preview_send: get("previewSend").is_truthy(),
            arrangements: arrangements(&get("arrangements"))?,
        };
        // Something that is no date is no number either, in JavaScript.
        let moment = |at: JsValue| at.as_f64().filter(|at| at.is_finite()).map(|at| Instant(at as i64));
        let early = get("planResponse").dyn_into().ok();
        let (answered_at, clock) = (moment(get("planAnsweredAt")), moment(get("clock")));
        let draft_key = Some(get("draftKey")).filter(JsValue::is_truthy);
        Ok(Self { setup, plan, early, answered_at, clock, draft_key })
    }

    /// How drafts are kept; sealed only once what seals them is there.
    pub fn policy(&self, rest: Option<Rest>) -> Policy {
        match (self.setup.keeps_nothing, rest.zip(self.draft_key.clone())) {
            (true, _) => Policy::Nothing,
            (false, Some((rest, key))) => Policy::Sealed(rest, key),
            (false, None) => Policy::Plain,
        }
    }
}

/// A text that is not empty.
#[inline(never)]
fn text(given: &JsValue, key: &str, most: usize) -> Result<Option<String>, JsError> {
    match property(given, key).as_string().filter(|text| !text.is_empty()) {
        Some(text) if text.len() > most => Err(JsError::new(&format!("{key} is longer than {most} bytes"))),
        text => Ok(text),
    }
}

fn as_of(given: Option<String>) -> Result<Option<String>, JsError> {
    match given.as_deref().map(|text| Instant::parse(text, &FixedZone::VIETNAM)) {
        Some(None) => Err(JsError::new("asOf is neither a date (2026-06-14) nor a moment (2026-06-14T08:00+07:00)")),
        _ => Ok(given),
    }
}

fn arrangements(given: &JsValue) -> Result<Vec<Arrangement>, JsError> {
    if !given.is_object() {
        return Ok(Vec::new());
    }
    let text = json_of(given).ok_or_else(|| JsError::new("arrangements are not plain data"))?;
    let reading = read_text(&text, Limits::default(), Severity::Warning);
    reading.value.ok_or_else(|| {
        let first = reading.findings.iter().find(|finding| finding.is_error());
        let at = first.map_or("", |first| first.at.as_str());
        JsError::new(&format!("arrangements{at}: expected what the plan's format has there"))
    })
}

fn identity(unit: &JsValue) -> Option<Identity> {
    if let Some(name) = unit.as_string() {
        return Some(Identity::Named(name)).filter(|_| !unit.is_falsy());
    }
    let text = |key: &str| property(unit, key).as_string().map(|text| text.trim().to_owned());
    let id = UnitId::new(&text("id")?)?;
    let name = text("name").filter(|name| !name.is_empty()).unwrap_or_else(|| id.as_str().to_owned());
    let groups = Some(property(unit, "groups")).filter(JsValue::is_array).map(|groups| Array::from(&groups));
    let groups = groups.iter().flat_map(|groups| groups.iter().filter_map(|group| GroupId::new(&group.as_string()?)));
    Some(Identity::Given(Unit::new(id, name, groups.collect())))
}
