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
    pub label: Option<AttrValue>,
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
    let ControlProps { id, value, oninput, onleave, describedby, label, invalid, required, .. } = props;
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
    let onblur = onleave.reform(|_: FocusEvent| ());
    let invalid = invalid.then_some("true");
    let describedby = Some(describedby.clone()).filter(|ids| !ids.is_empty());
    let required = required.then_some("true");
    if props.multiline {
        let oninput = oninput.reform(|event: InputEvent| {
            event.target_dyn_into::<HtmlTextAreaElement>().map(|area| area.value()).unwrap_or_default()
        });
        return html! {
            <textarea ref={node} id={id.clone()} rows="4" part="input" aria-describedby={describedby} aria-invalid={invalid}
                aria-required={required} aria-label={label.clone()} {oninput} {onblur} />
        };
    }
    let oninput = oninput.reform(|event: InputEvent| {
        event.target_dyn_into::<HtmlInputElement>().map(|input| input.value()).unwrap_or_default()
    });
    html! {
        <input ref={node} id={id.clone()} type="text" part="input" inputmode={props.inputmode} autocomplete={props.autocomplete.unwrap_or("off")}
            aria-describedby={describedby} aria-invalid={invalid} aria-required={required} aria-label={label.clone()} {oninput} {onblur} />
    }
}
