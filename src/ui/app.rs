use super::check_page::check_page;
use super::el::{El, act, button, el};
use super::fill::fill_page;
use super::overview::overview;
use super::panel::field_id;
use super::receipt::receipt_page;
use crate::finding::{Finding, Severity};
use crate::locale::{Lang, finding, local, lower, role, words};
use crate::plan::Plan;
use crate::state::{Action, PlanState, State, View};
use std::rc::Rc;
use yew::prelude::*;

/// Sees every state that is shown, with the way to send actions: how effects follow from changes.
#[derive(Clone)]
pub struct Observer(pub Rc<Seen>);

/// What an observer does with a state and the way to send actions.
type Seen = dyn Fn(&State, &Callback<Action>);

impl PartialEq for Observer {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// The state to begin with.
#[derive(Clone)]
pub struct Seed(pub Rc<State>);

impl PartialEq for Seed {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// What the whole form needs.
#[derive(Properties, Clone, PartialEq)]
pub struct AppProps {
    /// The state to begin with.
    pub seed: Seed,
    /// Who carries out effects.
    pub observer: Observer,
    /// Asks for the plan again.
    pub on_retry: Callback<()>,
}

/// The whole form.
#[component]
pub fn App(props: &AppProps) -> Html {
    let seed = props.seed.0.clone();
    let state = use_reducer(move || (*seed).clone());
    let dispatch = {
        let dispatcher = state.dispatcher();
        use_memo((), move |()| Callback::from(move |action| dispatcher.dispatch(action)))
    };
    {
        let (observer, state, dispatch) = (props.observer.clone(), state.clone(), Rc::clone(&dispatch));
        use_effect(move || (observer.0)(&state, &dispatch));
    }
    let base = use_node_ref();
    {
        let base = base.clone();
        use_effect_with(focus_place(&state), move |place| {
            if let (Some((id, _)), Some(base)) = (place, base.cast::<web_sys::Element>()) {
                crate::browser::focus(&base, id);
            }
        });
    }
    let lang = state.lang();
    let form = el("div", "bc").node(base).set("lang", lang.tag()).set("part", "form");
    let form = match (&state.plan, &state.member) {
        (PlanState::Loading, _) => form.put(el("p", "notice").set("role", "status").say(words(lang).loading)),
        (PlanState::Failed { url, detail }, _) => form.put(failed(lang, url, detail, &props.on_retry)),
        (PlanState::Invalid(_), _) => form.put(invalid(&state, &props.on_retry)),
        (PlanState::Ready(_), None) => form.put(notice(words(lang).no_unit, words(lang).no_unit_help)),
        (PlanState::Ready(plan), Some(_)) => form.put(header(&state, plan, &dispatch)).put(view(&state, &dispatch)),
    };
    form.into()
}

/// A message in place of the form.
fn notice(title: &'static str, text: &'static str) -> El {
    el("div", "notice").set("role", "alert").put(el("h2", "").say(title)).put(el("p", "").say(text))
}

fn view(state: &State, dispatch: &Callback<Action>) -> Html {
    match (state.view, &state.work) {
        (View::Overview, _) | (_, None) => overview(state, dispatch),
        (View::Fill, Some(work)) => fill_page(state, work, dispatch),
        (View::Check, Some(work)) => check_page(state, work, dispatch),
        (View::Receipt, Some(work)) => receipt_page(state, work, dispatch),
    }
}

/// Where the focus belongs: what was just opened, or the field that was asked for. The count tells two
/// requests for the same place apart.
fn focus_place(state: &State) -> Option<(String, u32)> {
    let work = state.work.as_ref()?;
    if let (View::Fill, Some((part, field, count))) = (state.view, &work.focus) {
        let index = work.form.parts.iter().position(|p| p.part == *part)?;
        return Some((field_id(index, field), count + 1));
    }
    let place = match state.view {
        View::Overview => return None,
        View::Fill => work.open.map_or_else(|| "tasks".to_owned(), |open| format!("panel-{open}")),
        View::Check => "check".to_owned(),
        View::Receipt => "receipt".to_owned(),
    };
    Some((place, 0))
}

fn header(state: &State, plan: &Plan, dispatch: &Callback<Action>) -> El {
    let lang = state.lang();
    let w = words(lang);
    let issuer = plan.issuer.as_ref().and_then(|id| plan.unit(id)).map(|unit| unit.name.clone());
    let kicker = [plan.kind.clone(), plan.number.clone(), issuer].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let counts = state.role_counts();
    let counts = counts.iter().map(|(r, n)| format!("{} {n}", lower(role(lang, *r)))).collect::<Vec<_>>();
    let unit = state.member.as_ref().map(|member| member.unit.name.clone());
    let switch = |to: Lang, name: &'static str| {
        let pressed = if lang == to { "true" } else { "false" };
        button("link", name, act(dispatch, Action::Language(to))).set("lang", to.tag()).set("aria-pressed", pressed)
    };
    let counts = if counts.is_empty() { String::new() } else { format!("{} {}", counts.join(" · "), lower(w.tasks)) };
    let langs = el("span", "langs").set("role", "group").set("aria-label", w.language);
    let langs = langs.put(switch(Lang::Vi, "Tiếng Việt")).say(" / ").put(switch(Lang::En, "English"));
    let trouble = if state.misses_english() { w.no_english } else { "" };
    let langs = langs.put(el("span", "muted").set("role", "status").say(trouble));
    let meta = el("div", "meta").put(el("b", "").say(unit.unwrap_or_default())).put(el("span", "muted").say(counts));
    let header = el("header", "").set("part", "header").put(el("div", "kicker").say(kicker));
    let header = header.put(el("h1", "").say(plan.title.clone())).put(meta.put(langs));
    if state.setup.as_of.is_none() {
        return header;
    }
    let mut preview = format!("{} {}", w.preview, local(lang, state.now.in_zone(&*state.zone)));
    if !state.may_send() {
        preview.push_str(". ");
        preview.push_str(w.preview_no_send);
    }
    header.put(el("p", "preview").set("role", "note").say(preview))
}

fn failed(lang: Lang, url: &str, detail: &str, on_retry: &Callback<()>) -> El {
    let w = words(lang);
    let what = el("p", "muted").say(format!("{url} — {detail}"));
    notice(w.plan_failed, w.plan_failed_help).put(what).put(button("btn", w.retry, on_retry.reform(|_| ())))
}

/// Most mistakes of a plan that are listed.
const MOST_LISTED: usize = 50;

fn invalid(state: &State, on_retry: &Callback<()>) -> El {
    let lang = state.lang();
    let w = words(lang);
    let errors = state.plan_findings().iter().filter(|f| f.severity == Severity::Error).take(MOST_LISTED);
    let mistake = |f: &Finding| {
        let place = f.position.map_or(String::new(), |at| format!("{} {}:{} ", w.line, at.line, at.column));
        let pointer = el("code", "").say(f.at.as_str().to_owned());
        el("li", "").say(place).put(pointer).say(" ").say(finding(lang, f)).into()
    };
    let list = el("ul", "").all(errors.map(mistake).collect());
    notice(w.plan_invalid, w.plan_invalid_help).put(list).put(button("btn", w.retry, on_retry.reform(|_| ())))
}
