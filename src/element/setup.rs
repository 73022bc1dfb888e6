use crate::browser::{Headers, HttpTransport};
use crate::locale::Lang;
use crate::plan::{GroupId, Unit, UnitId};
use crate::state::{Identity, Setup};
use js_sys::{JSON, Object, Reflect};
use serde::Deserialize;
use validator::Validate;
use wasm_bindgen::{JsCast, JsError, JsValue};

/// What the page said of one element.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// What the form needs to know of it.
    pub setup: Setup,
    /// Where the plan comes from.
    pub plan: PlanSource,
    /// Where reports go; none: nowhere.
    pub transport: Option<HttpTransport>,
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

/// The texts and switches among it.
#[derive(Debug, Deserialize, Validate)]
#[serde(rename_all = "camelCase")]
struct Texts {
    #[validate(length(min = 1, max = 2_000))]
    plan_url: Option<String>,
    #[validate(length(min = 1, max = 2_000))]
    endpoint: Option<String>,
    lang: Option<String>,
    #[validate(length(max = 200))]
    user: Option<String>,
    #[validate(length(max = 40))]
    as_of: Option<String>,
    #[serde(default)]
    preview_send: bool,
    credentials: Option<String>,
    timeout: Option<String>,
}

/// A unit as the page gives it.
#[derive(Debug, Deserialize)]
struct GivenUnit {
    id: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    groups: Vec<String>,
}

/// Milliseconds to wait for an answer, unless the page says otherwise (1 to 300 s).
const TIMEOUT: u32 = 30_000;

impl Page {
    /// Reads what `www/element.js` hands over.
    ///
    /// # Errors
    /// A text that is too long, or a plan that is not plain data.
    pub fn read(given: &JsValue) -> Result<Self, JsError> {
        let get = |key: &str| Reflect::get(given, &key.into()).unwrap_or(JsValue::UNDEFINED);
        let texts: Texts = serde_wasm_bindgen::from_value(texts_of(given)).map_err(|e| JsError::new(&e.to_string()))?;
        texts.validate().map_err(|e| JsError::new(&e.to_string()))?;
        let plan = match (get("plan"), texts.plan_url) {
            (plan, _) if plan.is_object() => {
                let text = JSON::stringify(&plan).map_err(|_| JsError::new("the plan is not plain data"))?;
                PlanSource::Text(text.into())
            }
            (_, Some(url)) => PlanSource::Url(url),
            (_, None) => PlanSource::None,
        };
        let headers = Headers(Some(get("headers")).filter(|given| given.is_object() || given.is_function()));
        let timeout = texts.timeout.and_then(|seconds| seconds.parse().ok()).filter(|s| (1..=300).contains(s));
        let transport = texts.endpoint.map(|endpoint| HttpTransport {
            endpoint,
            headers,
            include_credentials: texts.credentials.as_deref() == Some("include"),
            timeout: timeout.map_or(TIMEOUT, |seconds: u32| seconds * 1000),
        });
        let setup = Setup {
            lang: texts.lang.as_deref().map(Lang::of_tag).unwrap_or_default(),
            unit: identity(&get("unit")),
            user: texts.user.unwrap_or_default(),
            has_endpoint: transport.is_some(),
            as_of: texts.as_of.filter(|text| !text.is_empty()),
            preview_send: texts.preview_send,
        };
        Ok(Self { setup, plan, transport })
    }
}

/// The members that are plain texts, without those that may be objects or functions.
fn texts_of(given: &JsValue) -> JsValue {
    let texts = Object::new();
    if let Some(given) = given.dyn_ref::<Object>() {
        Object::assign(&texts, given);
    }
    for key in ["plan", "unit", "headers"] {
        let _ = Reflect::delete_property(&texts, &key.into());
    }
    texts.into()
}

fn identity(unit: &JsValue) -> Option<Identity> {
    if let Some(name) = unit.as_string() {
        return Some(Identity::Named(name)).filter(|_| !unit.as_string().unwrap_or_default().is_empty());
    }
    let given: GivenUnit = serde_wasm_bindgen::from_value(unit.clone()).ok()?;
    let id = UnitId::new(given.id.trim())?;
    let name = if given.name.trim().is_empty() { id.to_string() } else { given.name };
    let groups = given.groups.iter().filter_map(|group| GroupId::new(group)).collect();
    Some(Identity::Given(Unit { id, name, aliases: Vec::new(), groups }))
}
