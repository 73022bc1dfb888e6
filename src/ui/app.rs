use super::check_page::check_page;
use super::fill::fill_page;
use super::overview::overview;
use super::panel::field_id;
use super::receipt::receipt_page;
use crate::finding::Severity;
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
    let body = match (&state.plan, &state.member) {
        (PlanState::Loading, _) => html! { <p class="notice" role="status">{ words(lang).loading }</p> },
        (PlanState::Failed { url, detail }, _) => failed(lang, url, detail, &props.on_retry),
        (PlanState::Invalid(_), _) => invalid(&state, &props.on_retry),
        (PlanState::Ready(_), None) => {
            let w = words(lang);
            html! { <div class="notice" role="alert"><h2>{ w.no_unit }</h2><p>{ w.no_unit_help }</p></div> }
        }
        (PlanState::Ready(plan), Some(_)) => html! {
            <>
                { header(&state, plan, &dispatch) }
                { view(&state, &dispatch) }
            </>
        },
    };
    html! { <div ref={base} class="bc" lang={lang.tag()} part="form">{ body }</div> }
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

fn header(state: &State, plan: &Plan, dispatch: &Callback<Action>) -> Html {
    let lang = state.lang();
    let w = words(lang);
    let issuer = plan.issuer.as_ref().and_then(|id| plan.unit(id)).map(|unit| unit.name.clone());
    let kicker = [plan.kind.clone(), plan.number.clone(), issuer].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let counts = state.role_counts();
    let counts = counts.iter().map(|(r, n)| format!("{} {n}", lower(role(lang, *r)))).collect::<Vec<_>>();
    let unit = state.member.as_ref().map(|member| member.unit.name.clone());
    let switch = |to: Lang, name: &'static str| {
        let onclick = dispatch.reform(move |_| Action::Language(to));
        let pressed = (lang == to).to_string();
        html! { <button type="button" class="link" lang={to.tag()} aria-pressed={pressed} {onclick}>{ name }</button> }
    };
    html! {
        <header part="header">
            <div class="kicker">{ kicker }</div>
            <h1>{ &plan.title }</h1>
            <div class="meta">
                <b>{ unit }</b>
                <span class="muted">{ if counts.is_empty() { String::new() } else { format!("{} {}", counts.join(" · "), lower(w.tasks)) } }</span>
                <span class="langs" role="group" aria-label={w.language}>
                    { switch(Lang::Vi, "Tiếng Việt") }{ " / " }{ switch(Lang::En, "English") }
                </span>
            </div>
            if state.setup.as_of.is_some() {
                <p class="preview" role="note">
                    { w.preview }{ " " }{ local(lang, state.now.in_zone(&*state.zone)) }
                    if !state.may_send() { { ". " }{ w.preview_no_send } }
                </p>
            }
        </header>
    }
}

fn failed(lang: Lang, url: &str, detail: &str, on_retry: &Callback<()>) -> Html {
    let w = words(lang);
    html! {
        <div class="notice" role="alert">
            <h2>{ w.plan_failed }</h2>
            <p>{ w.plan_failed_help }</p>
            <p class="muted">{ url }{ " — " }{ detail }</p>
            <button type="button" class="btn" onclick={on_retry.reform(|_| ())}>{ w.retry }</button>
        </div>
    }
}

/// Most mistakes of a plan that are listed.
const MOST_LISTED: usize = 50;

fn invalid(state: &State, on_retry: &Callback<()>) -> Html {
    let lang = state.lang();
    let w = words(lang);
    let errors = state.plan_findings().iter().filter(|f| f.severity == Severity::Error).take(MOST_LISTED);
    html! {
        <div class="notice" role="alert">
            <h2>{ w.plan_invalid }</h2>
            <p>{ w.plan_invalid_help }</p>
            <ul>
                { for errors.map(|f| html! {
                    <li>
                        if let Some(at) = f.position { { format!("{} {}:{} ", w.line, at.line, at.column) } }
                        <code>{ f.at.as_str() }</code>{ " " }{ finding(lang, f) }
                    </li>
                }) }
            </ul>
            <button type="button" class="btn" onclick={on_retry.reform(|_| ())}>{ w.retry }</button>
        </div>
    }
}
