//! Where forms are shown: what one leaves, the next one takes.

use crate::ui::{App, AppProps, Surroundings};
use std::cell::RefCell;
use std::rc::Rc;
use web_sys::HtmlElement;
use yew::{AppHandle, Renderer};

thread_local! {
    static LEFT: RefCell<Vec<(HtmlElement, AppHandle<App>)>> = const { RefCell::new(Vec::new()) };
}

/// A node with an app in it. Yew listens for ever on what an app is mounted on, and so neither would ever go; this way
/// there are no more of them than forms that were shown at the same time. Dropping it leaves it, empty.
pub struct Place(Option<(HtmlElement, AppHandle<App>)>);

impl Place {
    /// Shows a form in this node, or in its place in one that was left.
    pub fn take(mount: HtmlElement, form: Surroundings) -> Self {
        let props = AppProps { form: Some(Rc::new(form)) };
        let left = LEFT.with_borrow_mut(Vec::pop);
        Self(Some(match left {
            Some((left, mut app)) => {
                // It can only fail where the page has torn the shadow root apart meanwhile.
                let _ = mount.replace_with_with_node_1(&left);
                app.update(props);
                (left, app)
            }
            None => (mount.clone(), Renderer::<App>::with_root_and_props(mount.into(), props).render()),
        }))
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Some((mount, mut app)) = self.0.take() {
            app.update(AppProps { form: None });
            LEFT.with_borrow_mut(|left| left.push((mount, app)));
        }
    }
}
