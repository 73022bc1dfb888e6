//! Who may send and read what. A real portal has its own login; here a token stands for one.

use super::problem::Problem;
use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use baocao::json::{Limits, read_text};
use baocao::plan::{PlanId, Unit, UnitId};
use baocao::schedule::Instant;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
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
    /// The consolidating office: reads everything, sends nothing.
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

/// Most demo tokens at a time; beyond them all are forgotten and pages ask anew.
const MOST: usize = 10_000;

/// An entry of the tokens file.
#[derive(Deserialize)]
struct Entry {
    plan: Option<PlanId>,
    unit: Option<Unit>,
    #[serde(default)]
    consolidator: bool,
}

impl Tokens {
    /// Reads `{token: {"unit": {…}, "plan": "…"}, …}`.
    ///
    /// # Errors
    /// What is wrong with the file, for people.
    pub fn from_file(path: &Path) -> Result<Self, String> {
        let say = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
        let text = std::fs::read_to_string(path).map_err(|error| say(&error))?;
        let reading = read_text::<BTreeMap<String, Entry>>(&text, Limits::default(), baocao::finding::Severity::Error);
        let Some(entries) = reading.value else {
            let first = reading.findings.first();
            let place = first.and_then(|f| f.position).map(|p| format!("{}:{}", p.line, p.column)).unwrap_or_default();
            return Err(say(&format!("{place} not a tokens file (see --help)")));
        };
        let mut known = HashMap::new();
        for (token, Entry { plan, unit, consolidator }) in entries {
            let holder = match (unit, consolidator) {
                (Some(unit), false) => Holder::Unit(unit),
                (None, true) => Holder::Consolidator,
                _ => return Err(say(&"each token is for a \"unit\" or has \"consolidator\": true")),
            };
            if token.len() < 16 {
                return Err(say(&"a token must be at least 16 characters long, or it can be guessed"));
            }
            known.insert(token, Arc::new(Grant { plan, holder, as_of: None }));
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
        let value = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let (scheme, token) = value.split_once(' ').ok_or(Problem::NoToken)?;
        if !scheme.eq_ignore_ascii_case("bearer") {
            return Err(Problem::NoToken);
        }
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(token.trim()).cloned().ok_or(Problem::NoToken)
    }
}
