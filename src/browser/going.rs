use std::fmt::{Debug, Formatter};
use std::rc::Rc;
use wasm_bindgen::JsValue;
use web_sys::AbortController;

/// Whether what is to be asked is still wanted when its turn has come, and the way to end it when it is under way.
#[derive(Clone)]
pub struct Going {
    is_wanted: Rc<dyn Fn() -> bool>,
    end: Option<AbortController>,
}

impl Default for Going {
    fn default() -> Self {
        Self::while_wanted(|| true)
    }
}

impl Debug for Going {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.write_str("Going")
    }
}

impl Going {
    /// As long as this says so.
    pub fn while_wanted(is_wanted: impl Fn() -> bool + 'static) -> Self {
        Self { is_wanted: Rc::new(is_wanted), end: AbortController::new().ok() }
    }

    /// Whether it is still to go out.
    pub fn is_wanted(&self) -> bool {
        (self.is_wanted)()
    }

    /// What `fetch` is told the end by.
    pub(super) fn signal(&self) -> JsValue {
        self.end.as_ref().map_or(JsValue::UNDEFINED, |end| end.signal().into())
    }

    /// Ends what is under way.
    pub fn end(&self) {
        self.end.iter().for_each(AbortController::abort);
    }
}
