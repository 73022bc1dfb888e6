//! One state for several tasks at once.

use super::el::{button, el};
use super::panel::panel_title;
use crate::locale::{Lang, status, words};
use crate::plan::Status;
use crate::report::Part;
use crate::state::{Action, Panel, State, Work};
use std::collections::BTreeSet;
use std::rc::Rc;
use yew::prelude::*;

/// Fewest tasks for which this is of use.
const FEWEST: usize = 3;

#[derive(Properties, Clone)]
pub struct BulkProps {
    /// All panels.
    panels: Rc<[Panel]>,
    /// Those of tasks that have a state, each with the state as it was typed.
    tasks: Vec<(usize, String)>,
    lang: Lang,
    dispatch: Callback<Action>,
}

impl PartialEq for BulkProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.panels, &other.panels) && self.tasks == other.tasks && self.lang == other.lang
    }
}

/// What a tick, a choice, a press does.
pub enum Msg {
    Open,
    Tick(usize, bool),
    TickBlank,
    Choose(String),
    Apply,
}

/// The tasks to choose from, the state, and the way to set it.
pub struct Bulk {
    /// Only then its lines are in the document: there may be a thousand.
    is_open: bool,
    chosen: BTreeSet<usize>,
    status: Option<Status>,
}

/// The way to set the state of several tasks, where there are several.
pub fn bulk(state: &State, work: &Work, dispatch: &Callback<Action>) -> Html {
    let typed = |panel: &Panel| {
        let form = &work.form.parts[*panel.parts.first()?];
        let is_task = matches!(form.part, Part::Entry(_)) && form.field("status").is_some();
        let raw = work.draft.part(&form.part).and_then(|answers| answers.get("status"));
        is_task.then(|| raw.map(|raw| raw.text().to_owned()).unwrap_or_default())
    };
    let panels = work.panels.iter().enumerate();
    let tasks: Vec<_> = panels.filter_map(|(place, panel)| Some((place, typed(panel)?))).collect();
    if tasks.len() < FEWEST {
        return Html::default();
    }
    let (panels, lang, dispatch) = (Rc::clone(&work.panels), state.lang(), dispatch.clone());
    html! { <Bulk {panels} {tasks} {lang} {dispatch} /> }
}

impl Component for Bulk {
    type Message = Msg;
    type Properties = BulkProps;

    fn create(_: &Context<Self>) -> Self {
        Self { is_open: false, chosen: BTreeSet::new(), status: None }
    }

    fn update(&mut self, cx: &Context<Self>, msg: Msg) -> bool {
        let props = cx.props();
        match msg {
            Msg::Open => self.is_open = !self.is_open,
            Msg::Tick(place, true) => drop(self.chosen.insert(place)),
            Msg::Tick(place, false) => drop(self.chosen.remove(&place)),
            Msg::TickBlank => {
                let blank = props.tasks.iter().filter(|(_, typed)| typed.is_empty());
                self.chosen = blank.map(|(place, _)| *place).collect();
            }
            Msg::Choose(name) => self.status = Status::named(&name),
            Msg::Apply => {
                let Some(status) = self.status else { return false };
                let places = std::mem::take(&mut self.chosen).into_iter().collect();
                props.dispatch.emit(Action::SetStatus(places, status));
            }
        }
        true
    }

    fn view(&self, cx: &Context<Self>) -> Html {
        let BulkProps { panels, tasks, lang, .. } = cx.props();
        let w = words(*lang);
        let link = cx.link();
        let open = button("link", w.bulk_title(), link.callback(|_| Msg::Open));
        let open = open.set("aria-expanded", if self.is_open { "true" } else { "false" });
        if !self.is_open {
            return el("div", "").put(open).into();
        }
        let mut list = el("ul", "bulk");
        for (place, typed) in tasks {
            let place = *place;
            let tick = el("input", "")
                .set("part", "option")
                .set("type", "checkbox")
                .prop("checked", self.chosen.contains(&place))
                .changed(link.callback(move |on| Msg::Tick(place, on)));
            let said = Status::named(typed).map_or(w.not_answered(), |one| status(*lang, one));
            let title = format!("{} · {said}", panel_title(*lang, &panels[place]));
            list = list.put(el("li", "").key(place).put(el("label", "check").put(tick).say(title)));
        }
        let mut select = el("select", "").set("part", "input").set("id", "bulk-status");
        select = select.put(el("option", "").set("value", "").prop("selected", self.status.is_none()).say(w.choose()));
        for one in Status::ALL {
            let option = el("option", "").set("value", one.name()).prop("selected", self.status == Some(one));
            select = select.put(option.say(status(*lang, one)));
        }
        let select = select.selected(link.callback(Msg::Choose));
        let label = el("label", "").set("for", "bulk-status").say(w.bulk_status());
        let blank = button("link", w.bulk_blank(), link.callback(|_| Msg::TickBlank));
        let is_ready = self.status.is_some() && !self.chosen.is_empty();
        let apply = button("button secondary small", w.bulk_apply(), link.callback(|_| Msg::Apply));
        let apply = apply.prop("disabled", !is_ready);
        let acts = el("div", "acts").put(label).put(select).put(apply);
        el("div", "small").put(open).put(el("div", "").put(blank).put(list)).put(acts).into()
    }
}
