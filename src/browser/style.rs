use js_sys::{Array, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use web_sys::{CssStyleSheet, Element, HtmlElement, ShadowRoot};

/// Gives the shadow root of an element a second sheet, of what is loaded after the first view.
pub fn adopt_more_style(host: &HtmlElement, css: &str) {
    let sheet = CssStyleSheet::new().ok().filter(|sheet| sheet.replace_sync(css).is_ok());
    if let (Some(sheet), Some(root)) = (sheet, host.shadow_root()) {
        let key = JsValue::from_str("adoptedStyleSheets");
        let adopted = Reflect::get(&root, &key).map(|adopted| Array::from(&adopted)).unwrap_or_default();
        if adopted.length() == 1 {
            adopted.push(&sheet);
            let _ = Reflect::set(&root, &key, &adopted);
        }
    }
}

/// Gives the shadow root around a mount the form's style: one constructed sheet for all elements of the
/// page, which a strict content security policy allows.
pub fn adopt_style(mount: &Element, css: &str) {
    thread_local! {
        static SHEET: std::cell::OnceCell<Option<CssStyleSheet>> = const { std::cell::OnceCell::new() };
    }
    let sheet = SHEET.with(|sheet| {
        let make = || {
            let sheet = CssStyleSheet::new().ok()?;
            sheet.replace_sync(css).ok()?;
            Some(sheet)
        };
        sheet.get_or_init(make).clone()
    });
    let root = mount.get_root_node().dyn_into::<ShadowRoot>();
    if let (Some(sheet), Ok(root)) = (sheet, root) {
        // A browser that refuses shows the form unstyled, which still works.
        let _ = Reflect::set(&root, &JsValue::from_str("adoptedStyleSheets"), &Array::of1(&sheet));
    }
}
