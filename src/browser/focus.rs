use super::chosen::call;
use js_sys::{Object, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, Event, HtmlDialogElement, HtmlElement, HtmlInputElement, Node, ShadowRoot};
use yew::NodeRef;

/// Moves the focus to the element with this id in the tree of `inside`, and shows what names it: links
/// and `getElementById` of the document do not reach into a shadow root.
pub fn focus(inside: &Element, id: &str) {
    let Ok(root) = inside.get_root_node().dyn_into::<ShadowRoot>() else { return };
    let Some(target) = root.get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok()) else {
        return;
    };
    // The label or legend is what makes sense of the field: it is brought into view, not the box alone. So is all that
    // stands above the tasks.
    let shown =
        target.closest(".cell, [data-field], .fill-top").ok().flatten().unwrap_or_else(|| target.clone().into());
    shown.scroll_into_view_with_bool(true);
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = target.focus_with_options(&options);
}

/// Gives the focus to the element with this id in the tree where an event happened, before what has it goes: it would be
/// nowhere then.
pub fn hand_on(event: &Event, id: &str) {
    if let Some(heir) = in_same_tree(event, id).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = heir.focus();
    }
}

/// Where something in this node has the focus and the node is about to go: gives it to the element with this id once that is
/// there.
pub fn focus_once_it_goes(node: &NodeRef, id: &'static str) {
    let Some(going) = node.cast::<Element>() else { return };
    let Ok(root) = going.get_root_node().dyn_into::<ShadowRoot>() else { return };
    let has_focus = root.active_element().is_some_and(|at| going.contains(Some(&at)));
    if let Some(around) = going.parent_element().filter(|_| has_focus) {
        // What comes in its place is drawn by then.
        spawn_local(async move { focus(&around, id) });
    }
}

/// Moves the focus to a control and brings it into view by the shortest way; `selects`: what stands in it is selected, so
/// that a letter replaces it.
pub fn reveal(node: &NodeRef, selects: bool) {
    let Some(control) = node.cast::<HtmlElement>() else { return };
    let options = Object::new();
    for name in ["block", "inline"] {
        let _ = Reflect::set(&options, &name.into(), &"nearest".into());
    }
    let focus = web_sys::FocusOptions::new();
    focus.set_prevent_scroll(true);
    let _ = control.focus_with_options(&focus);
    // By its name: the cell around the control is what is to be seen.
    let cell = control.closest("td").ok().flatten().unwrap_or_else(|| control.clone().into());
    let _ = call(&cell, "scrollIntoView", &[&options]);
    if selects && control.tag_name() != "SELECT" {
        // A text area has the `select` of an input, and the bindings call it by its name.
        control.unchecked_into::<HtmlInputElement>().select();
    }
}

/// Opens or closes the `<dialog>` with this id in the tree where an event happened.
pub fn dialog(event: &Event, id: &str, open: bool) {
    match in_same_tree(event, id).and_then(|dialog| dialog.dyn_into::<HtmlDialogElement>().ok()) {
        // Fails only when it is open already.
        Some(dialog) if open => drop(dialog.show_modal()),
        Some(dialog) => dialog.close(),
        None => {}
    }
}

/// The element with this id in the shadow tree where an event happened.
pub(super) fn in_same_tree(event: &Event, id: &str) -> Option<Element> {
    let node: Node = event.composed_path().get(0).dyn_into().ok()?;
    node.get_root_node().dyn_into::<ShadowRoot>().ok()?.get_element_by_id(id)
}
