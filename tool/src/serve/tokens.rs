//! Who may send and read what. A real portal has its own login; here a token stands for one.

use super::json;
use super::problem::Problem;
use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use baocao::finding::{Code, Expected, Finding, Pointer, Severity};
use baocao::json::{Limits, Node, Value, parse};
use baocao::plan::{PlanId, Unit, UnitId};
use baocao::schedule::Instant;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

/// What a token allows.
#[derive(Clone, Debug)]
pub struct Grant {
    /// For this plan only; none: for any.
    pub plan: Option<PlanId>,
    /// To whom it was given.
    pub holder: Holder,
    /// The moment as which time is judged. Only demo tokens have one: with it a visitor sees how a report
    /// is received on another day. A receiver that counts must not offer this.
    pub as_of: Option<Instant>,
}

/// To whom a token was given.
#[derive(Clone, Debug)]
pub enum Holder {
    /// A unit: sends and reads its own reports.
    Unit(Unit),
    /// The consolidating office: reads and reviews everything, sends nothing.
    Consolidator,
}

impl Grant {
    /// Whether reports of this unit on this plan may be read.
    pub fn reads(&self, plan: &str, unit: &str) -> bool {
        let holds = match &self.holder {
            Holder::Unit(own) => own.id.as_str() == unit,
            Holder::Consolidator => true,
        };
        holds && self.is_for(plan)
    }

    /// Whether it holds for this plan.
    pub fn is_for(&self, plan: &str) -> bool {
        self.plan.as_ref().is_none_or(|own| own.as_str() == plan)
    }

    /// The unit as which reports on this plan may be sent.
    pub fn sends_as(&self, plan: &PlanId, unit: &UnitId) -> Option<&Unit> {
        match &self.holder {
            Holder::Unit(own) if own.id == *unit && self.is_for(plan.as_str()) => Some(own),
            _ => None,
        }
    }
}

/// The tokens that are known.
#[derive(Debug, Default)]
pub struct Tokens {
    known: Mutex<HashMap<String, Arc<Grant>>>,
}

/// Reads `{"unit": {…}, "plan": "…"}` or `{"consolidator": true, "plan": "…"}`.
///
/// # Errors
/// What is wrong with it.
pub fn bearer(node: &Node) -> Result<(Option<PlanId>, Holder), Vec<Finding>> {
    let root = Pointer::root();
    let plan = match node.member("plan").map(|node| &node.value) {
        None | Some(Value::Null) => None,
        Some(Value::Text(id)) if PlanId::new(id).is_some() => PlanId::new(id),
        Some(_) => {
            let code = Code::Unexpected { found: String::new(), expected: Expected::Id };
            return Err(vec![Finding::error(root.key("plan"), code)]);
        }
    };
    let consolidator = node.member("consolidator").is_some_and(|node| node.value == Value::Bool(true));
    match (node.member("unit"), consolidator) {
        (None, true) => Ok((plan, Holder::Consolidator)),
        (Some(unit), false) => {
            let reading = json::read::<Unit>(unit, Severity::Warning);
            reading.value.map(|unit| (plan, Holder::Unit(unit))).ok_or(reading.findings)
        }
        _ => Err(vec![Finding::error(root, Code::MissingKey { key: "unit".to_owned() })]),
    }
}

/// Most demo tokens at a time; beyond them all are forgotten and pages ask anew.
const MOST: usize = 10_000;

impl Tokens {
    /// Reads a file.
    ///
    /// # Errors
    /// What is wrong with the file, for people.
    pub fn from_file(path: &Path) -> Result<Self, String> {
        let read = std::fs::read_to_string(path).map_err(|error| error.to_string());
        read.and_then(|text| Self::from_text(&text)).map_err(|error| format!("{}: {error}", path.display()))
    }

    /// Reads `{token: {"unit": {…}, "plan": "…"}, …}`.
    ///
    /// # Errors
    /// What is wrong with the text, for people; never with a token in it.
    pub fn from_text(text: &str) -> Result<Self, String> {
        let Ok(Node { value: Value::Object(entries), .. }) = parse(text, Limits::default()) else {
            return Err("not a JSON object (see --help)".to_owned());
        };
        let mut known = HashMap::new();
        for (token, _, entry) in entries {
            let (plan, holder) = bearer(&entry)
                .map_err(|_| "each token is for a \"unit\" or has \"consolidator\": true (see --help)")?;
            if token.len() < 16 {
                return Err("a token must be at least 16 characters long, or it can be guessed".to_owned());
            }
            if known.insert(token.into(), Arc::new(Grant { plan, holder, as_of: None })).is_some() {
                return Err("a token stands there twice".to_owned());
            }
        }
        Ok(Self { known: Mutex::new(known) })
    }

    /// Makes a token that cannot be guessed.
    ///
    /// # Errors
    /// When the system has no randomness.
    pub fn issue(&self, grant: Grant) -> Result<String, Problem> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(|error| Problem::Internal(error.to_string()))?;
        let token = bytes.iter().fold(String::new(), |mut hex, byte| {
            // Writing to a String does not fail.
            let _ = write!(hex, "{byte:02x}");
            hex
        });
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(token.clone(), Arc::new(grant));
        Ok(token)
    }

    /// What the request's token allows.
    ///
    /// # Errors
    /// [`Problem::NoToken`].
    pub fn of(&self, headers: &HeaderMap) -> Result<Arc<Grant>, Problem> {
        self.known(headers).map(|(_, grant)| grant).ok_or(Problem::NoToken)
    }

    /// The request's token, if it is one, and what it allows.
    pub fn known<'h>(&self, headers: &'h HeaderMap) -> Option<(&'h str, Arc<Grant>)> {
        let (scheme, token) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
        if !scheme.eq_ignore_ascii_case("bearer") {
            return None;
        }
        let token = token.trim();
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(token).map(|grant| (token, Arc::clone(grant)))
    }
}
