use super::el::el;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

#[derive(Properties, Clone, PartialEq)]
pub struct ControlProps {
    pub id: AttrValue,
    pub value: AttrValue,
    pub oninput: Callback<String>,
    pub onleave: Callback<()>,
    #[prop_or_default]
    pub describedby: AttrValue,
    #[prop_or_default]
    pub invalid: bool,
    #[prop_or_default]
    pub required: bool,
    #[prop_or_default]
    pub inputmode: Option<&'static str>,
    #[prop_or_default]
    pub autocomplete: Option<&'static str>,
    /// Several lines instead of one.
    #[prop_or_default]
    pub multiline: bool,
}

/// A text control that never touches what is being typed: Vietnamese input methods replace letters behind
/// the caret, so a value set from the input event loses some. The value is set when it is first shown and
/// when it changes while the officer is elsewhere.
#[component]
pub fn TextControl(props: &ControlProps) -> Html {
    let ControlProps { id, value, oninput, onleave, describedby, invalid, required, .. } = props;
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with(value.clone(), move |value| {
            if let Some(input) = node.cast::<HtmlInputElement>() {
                if input.value() != value.as_str() {
                    input.set_value(value);
                }
            } else if let Some(area) = node.cast::<HtmlTextAreaElement>()
                && area.value() != value.as_str()
            {
                area.set_value(value);
            }
        });
    }
    let oninput = oninput.reform(|event: InputEvent| {
        let node = event.target_unchecked_into::<web_sys::Node>();
        let input = node.dyn_ref::<HtmlInputElement>().map(HtmlInputElement::value);
        input.or_else(|| node.dyn_ref::<HtmlTextAreaElement>().map(HtmlTextAreaElement::value)).unwrap_or_default()
    });
    let yes = |on: bool| on.then_some(AttrValue::Static("true"));
    let control = if props.multiline {
        el("textarea", "").set("rows", "4")
    } else {
        let autocomplete = props.autocomplete.unwrap_or("off");
        let input = el("input", "").set("type", "text").set("autocomplete", autocomplete);
        input.maybe("inputmode", props.inputmode.map(AttrValue::Static))
    };
    control
        .node(node)
        .set("id", id.clone())
        .set("part", "input")
        .maybe("aria-describedby", Some(describedby.clone()).filter(|ids| !ids.is_empty()))
        .maybe("aria-invalid", yes(*invalid))
        .maybe("aria-required", yes(*required))
        .input(oninput)
        .blur(onleave.reform(|_: FocusEvent| ()))
        .into()
}
