use super::el::{El, el};
use crate::finding::Pointer;
use crate::state::Action;
use yew::{AttrValue, Callback};

/// The id, in the shadow tree, of the control for a place of the report.
pub fn control_id(at: &Pointer) -> String {
    // Any text may be a question's key; an id is free of spaces.
    at.as_str().replace(char::is_whitespace, "_")
}

/// A control that takes text: a line or several.
///
/// It never touches what is being typed: Vietnamese input methods replace letters behind the caret, so a value
/// set from the input event loses some. Yew sets a value only where it differs from what stands in the control.
#[derive(Default)]
pub struct TextControl {
    /// Its id in the shadow tree.
    pub id: AttrValue,
    /// What was typed.
    pub value: AttrValue,
    /// The ids of what describes it; empty: nothing does.
    pub describedby: String,
    /// Whether something is wrong with it.
    pub is_invalid: bool,
    /// Whether an answer is required.
    pub is_required: bool,
    /// Which keyboard a phone shows.
    pub inputmode: Option<&'static str>,
    /// What the browser may fill in; none: nothing.
    pub autocomplete: Option<&'static str>,
    /// Several lines instead of one.
    pub is_multiline: bool,
}

impl TextControl {
    /// Shows it; `edit` makes the action of a typed text, `leave` is the action of leaving it.
    pub fn show(self, dispatch: &Callback<Action>, edit: impl Fn(String) -> Action + 'static, leave: Action) -> El {
        let control = if self.is_multiline {
            el("textarea", "").set("rows", "4")
        } else {
            let input = el("input", "").set("type", "text").set("autocomplete", self.autocomplete.unwrap_or("off"));
            input.maybe("inputmode", self.inputmode.map(AttrValue::Static))
        };
        control
            .value(self.value)
            .set("id", self.id)
            .describe(self.describedby, self.is_invalid, self.is_required)
            .typed(dispatch, edit)
            .left(dispatch, leave)
    }
}
