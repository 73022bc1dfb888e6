//! One report, filled in by several colleagues: the way to give some of its tasks to another device, and what came back.

use super::answer::answer;
use super::answer::plainly;
use super::arrival::Arrival;
use super::el::{El, act, button, el};
use super::files::file_button;
use super::panel::panel_title;
use super::receipt::shown;
use super::review::hands_on;
use crate::browser::{download, read_file};
use crate::locale::{Lang, joined, no_portion, place, portion_of, report_name, words};
use crate::plan::Plan;
use crate::report::{Draft, Raw};
use crate::state::{Action, Compared, Held, Panel, PanelKind, PortionOffer, PortionStep, State, Work};
use std::collections::BTreeSet;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, Clone)]
pub struct ShareProps {
    state: State,
    panels: Rc<[Panel]>,
    draft: Rc<Draft>,
    lang: Lang,
    dispatch: Callback<Action>,
}

impl PartialEq for ShareProps {
    fn eq(&self, other: &Self) -> bool {
        let is_same = Rc::ptr_eq(&self.panels, &other.panels) && Rc::ptr_eq(&self.draft, &other.draft);
        is_same && (self.lang, self.state.now) == (other.lang, other.state.now)
    }
}

/// What a tick, a name, a press does.
pub enum Msg {
    Open,
    Tick(usize, bool),
    TickFilled,
    Name(String),
    Save,
}

/// The tasks to choose from, who gives them, and the way to save them as a file.
pub struct Share {
    /// Only then its lines are in the document: there may be a thousand.
    is_open: bool,
    chosen: BTreeSet<usize>,
    made_by: String,
    /// What came of the last press.
    told: &'static str,
}

/// The way to share the report with colleagues, where there is something to share out.
pub fn share(state: &State, work: &Work, dispatch: &Callback<Action>) -> Html {
    if work.panels.iter().filter(|panel| is_shared(panel)).nth(1).is_none() {
        return Html::default();
    }
    let (panels, draft) = (Rc::clone(&work.panels), Rc::clone(&work.draft));
    let (state, lang, dispatch) = (state.clone(), state.lang(), dispatch.clone());
    html! { <Share {state} {panels} {draft} {lang} {dispatch} /> }
}

/// Who reports is no colleague's part.
fn is_shared(panel: &Panel) -> bool {
    panel.kind != PanelKind::Reporter
}

impl Component for Share {
    type Message = Msg;
    type Properties = ShareProps;

    fn create(_: &Context<Self>) -> Self {
        Self { is_open: false, chosen: BTreeSet::new(), made_by: String::new(), told: "" }
    }

    fn update(&mut self, cx: &Context<Self>, msg: Msg) -> bool {
        let ShareProps { state, panels, lang, .. } = cx.props();
        let w = words(*lang);
        self.told = "";
        match msg {
            Msg::Open => self.is_open = !self.is_open,
            Msg::Tick(place, true) => drop(self.chosen.insert(place)),
            Msg::Tick(place, false) => drop(self.chosen.remove(&place)),
            Msg::TickFilled => {
                let Some(work) = &state.work else { return false };
                let is_filled = |panel: &Panel| panel.parts.iter().any(|&i| !work.parts[i].is_blank);
                let filled = panels.iter().enumerate().filter(|(_, panel)| is_shared(panel) && is_filled(panel));
                self.chosen = filled.map(|(place, _)| place).collect();
            }
            Msg::Name(name) => self.made_by = name,
            Msg::Save => {
                let Some(work) = &state.work else { return false };
                let chosen: Vec<usize> = self.chosen.iter().copied().collect();
                let portion = state.portion(&chosen, &self.made_by, report_name(*lang, &work.duty));
                self.told = match (&portion, chosen.is_empty()) {
                    (_, true) => w.portion_choose(),
                    (None, _) => w.portion_blank(),
                    (Some(portion), _) => {
                        let unit = state.owner().map(|owner| owner.unit.to_string()).unwrap_or_default();
                        let day = state.now.in_zone(&*state.zone).date;
                        let name = format!("bao-cao-{unit}-{}-phan-{day}.json", work.duty.period.id);
                        download(&name, "application/json", &portion.to_text());
                        w.portion_saved()
                    }
                };
            }
        }
        true
    }

    fn changed(&mut self, cx: &Context<Self>, old: &ShareProps) -> bool {
        // Of another report nothing is chosen.
        if !Rc::ptr_eq(&cx.props().panels, &old.panels) {
            *self = Self { is_open: self.is_open, ..<Self as Component>::create(cx) };
        }
        true
    }

    fn view(&self, cx: &Context<Self>) -> Html {
        let ShareProps { panels, lang, dispatch, .. } = cx.props();
        let w = words(*lang);
        let link = cx.link();
        let open = button("link", w.portion_title(), link.callback(|_| Msg::Open));
        // What comes below it must not take its node, and the focus with it.
        let open = open.set("aria-expanded", if self.is_open { "true" } else { "false" }).key("open");
        if !self.is_open {
            return el("div", "").put(open).into();
        }
        let mut list = el("ul", "bulk");
        for (place, panel) in panels.iter().enumerate().filter(|(_, panel)| is_shared(panel)) {
            let tick = el("input", "")
                .set("part", "option")
                .set("type", "checkbox")
                .prop("checked", self.chosen.contains(&place))
                .changed(link.callback(move |on| Msg::Tick(place, on)));
            let title = panel_title(*lang, panel);
            list = list.put(el("li", "").key(place).put(el("label", "check").put(tick).say(title)));
        }
        let filled = button("link", w.portion_filled(), link.callback(|_| Msg::TickFilled));
        let legend = el("legend", "unseen").say(w.portion_title());
        let group = el("fieldset", "").put(legend).put(filled).put(list);
        let name = el("input", "")
            .set("part", "input")
            .set("type", "text")
            .set("id", "portion-by")
            .set("autocomplete", "name")
            .value(self.made_by.clone())
            .selected(link.callback(Msg::Name));
        let label = el("label", "").set("for", "portion-by").say(w.portion_by());
        let save = button("button secondary small", w.portion_save(), link.callback(|_| Msg::Save));
        let pick = dispatch.clone();
        let input =
            el("input", "").set("accept", ".json,application/json").picked(Callback::from(move |event: Event| {
                let pick = pick.clone();
                read_file(&event, move |file| pick.emit(PortionStep::offer(file)));
            }));
        let take = file_button("button secondary small pick", w.portion_take(), input);
        let told = el("span", "muted").set("role", "status").say(self.told);
        let help = el("p", "hint").say(w.portion_help());
        let acts = el("div", "acts").put(save).put(take).put(told);
        let share = el("div", "small share").put(open).put(help.key("help")).put(group.key("tasks"));
        share.put(label.key("label")).put(name.key("name")).put(acts.key("acts")).into()
    }
}

/// What a colleague's part holds beside what is here, or what came of it.
pub fn offer(state: &State, work: &Work, dispatch: &Callback<Action>) -> Html {
    let Some(beside) = work.beside() else { return Html::default() };
    let (lang, w) = (state.lang(), words(state.lang()));
    let close = || button("link", w.close(), hands_on(dispatch, "tasks", PortionStep::close()));
    match (&beside.offer, &beside.joined) {
        (Some(Err(error)), _) => {
            let why = no_portion(lang, error);
            arrives(work, why.clone(), el("p", "msg").say(why), vec![close().into()])
        }
        (Some(Ok(offer)), _) => match state.plan() {
            Some(plan) => compared(state, &plan, work, offer, close(), dispatch),
            None => Html::default(),
        },
        (None, Some(came)) => {
            let told = joined(lang, came.taken);
            let missing = format!("{} {}", w.portion_files(), came.missing.join(", "));
            let missing = (!came.missing.is_empty()).then(|| el("p", "msg").say(missing).into());
            let more = missing.into_iter().chain([close().into()]).collect();
            arrives(work, told.clone(), el("p", "").say(told), more)
        }
        (None, None) => Html::default(),
    }
}

/// What came is at the top of the page, and takes the focus there; another one takes it anew.
fn arrives(work: &Work, label: String, head: El, rest: Vec<Html>) -> Html {
    let key = work.beside().map_or(0, |beside| beside.times);
    let children: Html = el("div", "").put(head).all(rest).into();
    html! { <Arrival {key} class="offer portion" {label}>{ children }</Arrival> }
}

fn compared(
    state: &State,
    plan: &Plan,
    work: &Work,
    offer: &PortionOffer,
    close: El,
    dispatch: &Callback<Action>,
) -> Html {
    let (lang, w) = (state.lang(), words(state.lang()));
    let all = work.held_against(&offer.portion);
    let at = shown(lang, &offer.portion.made_at, &*state.zone);
    let title = portion_of(lang, offer.portion.made_by.as_deref(), &at);
    let heading = el("h3", "").say(title.clone());
    let mut section = el("div", "");
    let count = |held: Held| all.iter().filter(|one| one.held == held).count();
    let counts = [
        (count(Held::New), w.portion_new()),
        (count(Held::Same), w.portion_same()),
        (count(Held::Other), w.portion_other()),
    ];
    let mut facts = el("dl", "facts");
    for (n, label) in counts {
        facts = facts.put(el("dt", "").say(label)).put(el("dd", "").say(n.to_string()));
    }
    section = section.put(facts);
    let named = |one: &Compared| match work.form.field(&one.theirs.part, &one.theirs.field) {
        Some(_) => place(lang, plan, &work.form, &one.theirs.part, &one.theirs.field),
        None => one.theirs.field.to_string(),
    };
    if count(Held::New) > 0 {
        let mut list = el("dl", "facts");
        for one in all.iter().filter(|one| one.held == Held::New) {
            list = list.put(el("dt", "").say(named(one))).put(el("dd", "text").say(said(
                lang,
                work,
                one,
                &one.theirs.raw,
            )));
        }
        let summary = el("summary", "").set("part", "summary").say(w.portion_new());
        section = section.put(el("details", "").put(summary).put(list));
    }
    if count(Held::Other) > 0 {
        let prefer = |text: &'static str, theirs: bool| {
            button("button secondary small", text, act(dispatch, PortionStep::prefer(None, theirs)))
        };
        let ways = el("div", "acts").put(prefer(w.portion_all_mine(), false)).put(prefer(w.portion_all_theirs(), true));
        section = section.put(el("p", "").say(w.portion_choose_each())).put(ways);
    }
    for one in all.iter().filter(|one| one.held == Held::Other) {
        section = section.put(choice(lang, work, one, named(one), offer.theirs.contains(&one.nth), dispatch));
    }
    let join = button("button", w.portion_join(), hands_on(dispatch, "tasks", PortionStep::join()));
    let is_new = all.iter().any(|one| one.held != Held::Same);
    if !is_new {
        return arrives(
            work,
            title,
            heading,
            vec![section.put(el("p", "muted").say(w.portion_nothing())).put(close).into()],
        );
    }
    section = section.put(el("div", "acts").put(join.prop("disabled", !state.hand.is_ours())).put(close));
    arrives(work, title, heading, vec![section.into()])
}

/// Two answers to one question, of which one is chosen.
fn choice(lang: Lang, work: &Work, one: &Compared, name: String, is_theirs: bool, dispatch: &Callback<Action>) -> El {
    let w = words(lang);
    let nth = one.nth;
    let side = |theirs: bool, label: &'static str, text: String| {
        let input = el("input", "")
            .set("part", "option")
            .set("type", "radio")
            .set("name", format!("portion-{nth}"))
            .prop("checked", theirs == is_theirs)
            .ticked(dispatch, move |_| PortionStep::prefer(Some(nth), theirs));
        let label = el("label", "check").put(input).put(el("b", "").say(label));
        el("div", "side").put(label).put(el("div", "text").say(text))
    };
    let mine = one.mine.as_ref().map_or_else(|| w.not_answered().to_owned(), |raw| said(lang, work, one, raw));
    let both = el("div", "both").put(side(false, w.portion_mine(), mine)).put(side(
        true,
        w.portion_theirs(),
        said(lang, work, one, &one.theirs.raw),
    ));
    el("fieldset", "answers").key(nth).put(el("legend", "").say(name)).put(both)
}

fn said(lang: Lang, work: &Work, one: &Compared, raw: &Raw) -> String {
    match work.form.field(&one.theirs.part, &one.theirs.field) {
        _ if raw.is_blank() => words(lang).not_answered().to_owned(),
        Some(field) => answer(lang, field, raw),
        None => plainly(raw),
    }
}
