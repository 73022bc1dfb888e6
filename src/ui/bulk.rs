//! One state for several tasks at once.

use super::el::{button, el};
use super::panel::panel_title;
use crate::locale::{Lang, status, words};
use crate::plan::{FieldId, Status};
use crate::report::{Draft, Edit, Form, Part, Raw};
use crate::state::{Action, Panel, State, Work};
use std::collections::BTreeSet;
use std::rc::Rc;
use yew::prelude::*;

/// Fewest tasks for which this is of use.
const FEWEST: usize = 3;

#[derive(Properties, Clone)]
pub struct BulkProps {
    form: Rc<Form>,
    panels: Rc<[Panel]>,
    draft: Rc<Draft>,
    lang: Lang,
    dispatch: Callback<Action>,
}

impl PartialEq for BulkProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.panels, &other.panels) && Rc::ptr_eq(&self.draft, &other.draft) && self.lang == other.lang
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
    /// How many tasks got it last.
    done: usize,
}

/// The way to set the state of several tasks, where there are several.
pub fn bulk(state: &State, work: &Work, dispatch: &Callback<Action>) -> Html {
    if work.panels.iter().filter(|panel| has_status(&work.form, panel)).nth(FEWEST - 1).is_none() {
        return Html::default();
    }
    let (form, panels, draft) = (Rc::clone(&work.form), Rc::clone(&work.panels), Rc::clone(&work.draft));
    let (lang, dispatch) = (state.lang(), dispatch.clone());
    html! { <Bulk {form} {panels} {draft} {lang} {dispatch} /> }
}

fn has_status(form: &Form, panel: &Panel) -> bool {
    let part = panel.parts.first().and_then(|&i| form.parts.get(i));
    part.is_some_and(|part| matches!(part.part, Part::Entry(_)) && part.field("status").is_some())
}

/// The panels of tasks that have a state, each with what was answered.
fn tasks(props: &BulkProps) -> Vec<(usize, Option<Status>)> {
    let of = |panel: &Panel| {
        let form = props.form.parts.get(*panel.parts.first()?)?;
        let raw = props.draft.part(&form.part)?.get("status")?;
        Status::named(raw.text())
    };
    // What there is nothing to report of has none.
    let is_nil = |panel: &Panel| {
        let form = panel.parts.first().and_then(|&i| props.form.parts.get(i));
        let said = form.and_then(|form| props.draft.part(&form.part).zip(form.field("nil")));
        said.is_some_and(|(said, field)| field.is_about_nil() && said.get("nil").map(Raw::text) == Some("yes"))
    };
    let panels = props.panels.iter().enumerate();
    let panels = panels.filter(|(_, panel)| has_status(&props.form, panel) && !is_nil(panel));
    panels.map(|(place, panel)| (place, of(panel))).collect()
}

impl Component for Bulk {
    type Message = Msg;
    type Properties = BulkProps;

    fn create(_: &Context<Self>) -> Self {
        Self { is_open: false, chosen: BTreeSet::new(), status: None, done: 0 }
    }

    fn update(&mut self, cx: &Context<Self>, msg: Msg) -> bool {
        let props = cx.props();
        match msg {
            Msg::Open => self.is_open = !self.is_open,
            Msg::Tick(place, true) => drop(self.chosen.insert(place)),
            Msg::Tick(place, false) => drop(self.chosen.remove(&place)),
            Msg::TickBlank => {
                let blank = tasks(props).into_iter().filter(|(_, status)| status.is_none());
                self.chosen = blank.map(|(place, _)| place).collect();
            }
            Msg::Choose(name) => self.status = Status::named(&name),
            Msg::Apply => {
                let Some(status) = self.status.filter(|_| !self.chosen.is_empty()) else { return false };
                let edit = |place: usize| {
                    let part = props.panels.get(place)?.parts.first().and_then(|&i| props.form.parts.get(i))?;
                    let raw = Raw::Text(status.name().to_owned());
                    Some(Edit { part: part.part.clone(), field: FieldId::new("status")?, raw })
                };
                let edits: Vec<Edit> = std::mem::take(&mut self.chosen).into_iter().filter_map(edit).collect();
                self.done = edits.len();
                props.dispatch.emit(Action::EditAll(edits.into()));
            }
        }
        true
    }

    fn changed(&mut self, cx: &Context<Self>, old: &BulkProps) -> bool {
        // Of another report nothing is chosen.
        if !Rc::ptr_eq(&cx.props().panels, &old.panels) {
            *self = Self { is_open: self.is_open, ..<Self as Component>::create(cx) };
        }
        true
    }

    fn view(&self, cx: &Context<Self>) -> Html {
        let BulkProps { panels, lang, .. } = cx.props();
        let w = words(*lang);
        let link = cx.link();
        let open = button("link", w.bulk_title(), link.callback(|_| Msg::Open));
        // What comes below it must not take its node, and the focus with it.
        let open = open.set("aria-expanded", if self.is_open { "true" } else { "false" }).key("open");
        if !self.is_open {
            return el("div", "").put(open).into();
        }
        let mut list = el("ul", "bulk");
        for (place, answered) in tasks(cx.props()) {
            let tick = el("input", "")
                .set("part", "option")
                .set("type", "checkbox")
                .prop("checked", self.chosen.contains(&place))
                .changed(link.callback(move |on| Msg::Tick(place, on)));
            let said = answered.map_or(w.not_answered(), |one| status(*lang, one));
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
        let apply = button("button secondary small", w.bulk_apply(), link.callback(|_| Msg::Apply));
        let told = if self.done > 0 { format!("{}: {}", w.bulk_done(), self.done) } else { String::new() };
        let acts = el("div", "acts").put(label).put(select).put(apply);
        let acts = acts.put(el("span", "muted").set("role", "status").say(told));
        let legend = el("legend", "unseen").say(w.bulk_title());
        let group = el("fieldset", "").put(legend).put(blank).put(list);
        el("div", "small").put(open).put(group.key("tasks")).put(acts.key("acts")).into()
    }
}
