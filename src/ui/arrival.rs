//! Something that comes of itself, as an answer to a file that was chosen: it takes the focus, so that who does not see the
//! top of the page learns of it.

use super::el::el;
use crate::browser::reveal;
use yew::prelude::*;

#[derive(Properties, PartialEq, Clone)]
pub struct ArrivalProps {
    /// The class of the section around it.
    pub class: &'static str,
    /// What it is called.
    pub label: String,
    /// What it shows.
    pub children: Html,
}

/// A section that takes the focus when it is there.
pub struct Arrival {
    node: NodeRef,
}

impl Component for Arrival {
    type Message = ();
    type Properties = ArrivalProps;

    fn create(_: &Context<Self>) -> Self {
        Self { node: NodeRef::default() }
    }

    fn view(&self, cx: &Context<Self>) -> Html {
        let ArrivalProps { class, label, children } = cx.props();
        let section =
            el("section", class).node(self.node.clone()).set("tabindex", "-1").set("aria-label", label.clone());
        section.put(children.clone()).into()
    }

    fn rendered(&mut self, _: &Context<Self>, is_new: bool) {
        if is_new {
            reveal(&self.node, false);
        }
    }
}
