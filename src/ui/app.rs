use super::check_page::check_page;
use super::control::control_id;
use super::device::device_page;
use super::el::{El, act, add, button, el};
use super::elsewhere::{elsewhere, elsewhere_page};
use super::failure::for_support;
use super::fill::fill_page;
use super::grid::grid_page;
use super::overview::overview;
use super::receipt::receipt_page;
use super::waiting::{waiting, waiting_page};
use super::year::year_page;
use crate::finding::Severity;
use crate::locale::{Lang, clock_off, finding, local, lower, role, unknown_unit, words};
use crate::plan::Plan;
use crate::schedule::Instant;
use crate::state::{Action, Came, Extra, Identity, PlanState, Rest, State, View};
use std::cell::RefCell;
use std::mem;
use std::rc::Rc;
use yew::prelude::*;

/// What is shown where the app is mounted; none: nothing, until there is another form.
#[derive(Properties, Clone)]
pub struct AppProps {
    /// The form.
    pub form: Option<Rc<Surroundings>>,
}

/// What the form needs of its surroundings.
pub struct Surroundings {
    /// What is shown.
    pub state: Rc<RefCell<State>>,
    /// Takes what the officer does.
    pub dispatch: Callback<Action>,
    /// Gets, once the form is shown, what shows it anew.
    pub on_shown: Callback<Callback<()>>,
    /// Asks for the plan again.
    pub on_retry: Callback<()>,
}

impl PartialEq for AppProps {
    fn eq(&self, other: &Self) -> bool {
        self.form.as_ref().map(Rc::as_ptr) == other.form.as_ref().map(Rc::as_ptr)
    }
}

/// The whole form. What happens is carried out elsewhere, and not when there is time to show it.
#[derive(Default)]
pub struct App {
    base: NodeRef,
    /// Where the focus was last moved to.
    focused: Option<Place>,
    /// Whether the form was told that it is shown.
    is_told: bool,
}

/// The id of an element, and a count that tells two requests for the same place apart.
type Place = (String, u32);

impl Component for App {
    type Message = ();
    type Properties = AppProps;

    fn create(_: &Context<Self>) -> Self {
        Self::default()
    }

    fn changed(&mut self, _: &Context<Self>, _: &AppProps) -> bool {
        *self = Self::default();
        true
    }

    fn view(&self, cx: &Context<Self>) -> Html {
        let Some(shown) = &cx.props().form else { return Html::default() };
        let Surroundings { state, dispatch, on_retry, .. } = &**shown;
        // No node and no component of one form is another one's.
        let key = Rc::as_ptr(shown) as usize;
        form(&state.borrow(), dispatch, on_retry).node(self.base.clone()).key(key).into()
    }

    fn rendered(&mut self, cx: &Context<Self>, _: bool) {
        let Some(form) = &cx.props().form else { return };
        let place = focus_place(&form.state.borrow());
        if self.focused != place {
            self.focused = place;
            if let (Some((id, _)), Some(base)) = (&self.focused, self.base.cast::<web_sys::Element>()) {
                crate::browser::focus(&base, id);
            }
        }
        if !mem::replace(&mut self.is_told, true) {
            form.on_shown.emit(cx.link().callback(|()| ()));
        }
    }
}

fn form(state: &State, dispatch: &Callback<Action>, on_retry: &Callback<()>) -> El {
    let lang = state.lang();
    let form = el("div", "bc").set("lang", lang.tag()).set("part", "form");
    match (&state.plan, &state.member) {
        (PlanState::Loading, _) => form.put(el("p", "notice").set("role", "status").say(words(lang).loading())),
        (PlanState::Failed { url, detail }, _) => form.put(failed(lang, url, detail, on_retry)),
        (PlanState::Doubtful(_), _) => form.put(waiting(state, dispatch)),
        (PlanState::Invalid(_), _) => match state.rest() {
            Some(rest) => form.put(invalid(rest, state, on_retry)),
            None => form.put(waiting(state, dispatch)),
        },
        (PlanState::Unnamed, _) => form.put(notice(words(lang).no_plan(), words(lang).no_plan_help())),
        (PlanState::Ready(_), None) => form.put(no_unit(state)),
        (PlanState::Ready(plan), Some(_)) => {
            form.put(header(state, plan, dispatch)).put(hand(state, dispatch)).put(view(state, dispatch))
        }
    }
}

/// A message in place of the form.
fn notice(title: impl Into<AttrValue>, text: &'static str) -> El {
    el("div", "notice").set("role", "alert").put(el("h2", "").say(title)).put(el("p", "").say(text))
}

/// The page names no unit, or one that the plan does not have.
fn no_unit(state: &State) -> El {
    let w = words(state.lang());
    match &state.setup.unit {
        Some(Identity::Named(name)) => notice(unknown_unit(state.lang(), name), w.no_duties_help()),
        _ => notice(w.no_unit(), w.no_unit_help()),
    }
}

/// Whether another page has the reports in hand.
fn hand(state: &State, dispatch: &Callback<Action>) -> Html {
    match state.rest() {
        Some(rest) if !state.hand.is_ours() => elsewhere(rest, state, dispatch),
        _ => Html::default(),
    }
}

fn view(state: &State, dispatch: &Callback<Action>) -> Html {
    match (state.view, &state.work, state.rest()) {
        (View::Year(year), _, Some(rest)) => year_page(rest, state, year, dispatch),
        (View::Device, _, Some(rest)) => device_page(rest, state, dispatch),
        (View::Year(_) | View::Device, _, None) => waiting_page(state, dispatch),
        (View::Overview, ..) | (_, None, _) => overview(state, dispatch),
        (View::Fill | View::Grid | View::Check, Some(work), Some(rest)) if !state.hand.is_ours() => {
            elsewhere_page(rest, state, work, dispatch)
        }
        (View::Fill, Some(work), _) => fill_page(state, work, dispatch),
        (View::Grid, Some(work), Some(rest)) => grid_page(rest, state, work, dispatch),
        (View::Check, Some(work), Some(rest)) => check_page(rest, state, work, dispatch),
        (View::Receipt, Some(work), Some(rest)) => receipt_page(rest, state, work, dispatch),
        (View::Grid | View::Check | View::Receipt, Some(_), None) => waiting_page(state, dispatch),
    }
}

/// Where the focus belongs: what was just opened, or the field that was asked for.
fn focus_place(state: &State) -> Option<Place> {
    let place = match (state.view, &state.work) {
        (View::Fill, Some(work)) => match (&work.focus, work.open) {
            (Some((at, count)), _) => return Some((control_id(at), count + 1)),
            (None, Some(open)) => return Some((format!("panel-{open}"), state.turns)),
            (None, None) => match state.came {
                Came::List => "tasks".to_owned(),
                Came::Period => "period".to_owned(),
                Came::Report | Came::Nowhere => "report".to_owned(),
            },
        },
        // What became of the waiting is news.
        _ if state.needs_rest() && state.rest().is_none() => {
            return Some(("waiting".to_owned(), matches!(state.rest, Extra::Failed(_)).into()));
        }
        // What came of sending stands where the officer may not be looking.
        (View::Check, Some(work)) if work.told.times > 0 => return Some(("failed".to_owned(), work.told.times)),
        (View::Check, Some(_)) => "check".to_owned(),
        (View::Grid, Some(_)) => "grid".to_owned(),
        (View::Receipt, Some(_)) => "receipt".to_owned(),
        (View::Device, _) => "device".to_owned(),
        (View::Year(year), _) => return Some(("year".to_owned(), year.unsigned_abs())),
        _ if state.came == Came::List => "reports".to_owned(),
        _ => return None,
    };
    Some((place, 0))
}

fn header(state: &State, plan: &Plan, dispatch: &Callback<Action>) -> El {
    let lang = state.lang();
    let w = words(lang);
    let issuer = plan.issuer.as_ref().and_then(|id| plan.unit(id)).map(|unit| unit.name.clone());
    let mut kicker = String::new();
    // Drafts of plans are printed with room for the number: “…/KH-UBND”.
    let number = plan.number.clone().filter(|number| !number.starts_with('/'));
    for text in [&plan.kind, &number, &issuer].into_iter().flatten() {
        add(&mut kicker, " · ", text);
    }
    // What matters on the other pages is the report: there the plan's title is short, and this is not shown.
    let is_brief = state.view != View::Overview;
    let mut counts = String::new();
    for (r, n) in if is_brief { Vec::new() } else { state.role_counts() } {
        add(&mut counts, " · ", &format!("{} {n}", lower(role(lang, r))));
    }
    let unit = state.member.as_ref().map(|member| member.unit.name.clone());
    let switch = |to: Lang, name: &'static str| {
        let pressed = if lang == to { "true" } else { "false" };
        button("link", name, act(dispatch, Action::Language(to))).set("lang", to.tag()).set("aria-pressed", pressed)
    };
    if !counts.is_empty() {
        add(&mut counts, " ", &lower(w.tasks()));
    }
    let langs = el("span", "langs").set("role", "group").set("aria-label", w.language());
    let langs = langs.put(switch(Lang::Vi, "Tiếng Việt")).say(" / ").put(switch(Lang::En, "English"));
    let trouble = if state.misses_english() { w.no_english() } else { "" };
    let langs = langs.put(el("span", "muted").set("role", "status").say(trouble));
    let meta = el("div", "meta").put(el("b", "").say(unit.unwrap_or_default())).put(el("span", "muted").say(counts));
    let header =
        el("header", if is_brief { "brief" } else { "" }).set("part", "header").put(el("div", "kicker").say(kicker));
    let header = header.put(el("h1", "").say(plan.title.clone())).put(meta.put(langs));
    let shown = state.now.in_zone(&*state.zone);
    if state.setup.as_of.is_none() {
        if state.clock_ahead == 0 {
            return header;
        }
        let device = Instant(state.now.0 - state.clock_ahead).in_zone(&*state.zone);
        return header.put(el("p", "preview").set("role", "note").say(clock_off(lang, device, shown)));
    }
    let mut preview = format!("{} {}", w.preview(), local(lang, shown));
    if !state.may_send() {
        preview.push_str(". ");
        preview.push_str(w.preview_no_send());
    }
    header.put(el("p", "preview").set("role", "note").say(preview))
}

fn failed(lang: Lang, url: &str, detail: &str, on_retry: &Callback<()>) -> El {
    let w = words(lang);
    let what = for_support(lang, format!("{url} — {detail}"));
    notice(w.plan_failed(), w.plan_failed_help()).put(button("button", w.retry(), on_retry.reform(|_| ()))).put(what)
}

/// Most mistakes of a plan that are listed.
const MOST_LISTED: usize = 50;

#[inline(never)]
fn invalid(_: Rest, state: &State, on_retry: &Callback<()>) -> El {
    let lang = state.lang();
    let w = words(lang);
    let errors = state.plan_findings().iter().filter(|f| f.severity == Severity::Error).take(MOST_LISTED);
    let mut list = el("ul", "");
    for f in errors {
        let place = f.position.map_or(String::new(), |at| format!("{} {}:{} ", w.line(), at.line, at.column));
        let pointer = el("code", "").say(f.at.as_str().to_owned());
        list = list.put(el("li", "").say(place).put(pointer).say(" ").say(finding(lang, f)));
    }
    notice(w.plan_invalid(), w.plan_invalid_help()).put(list).put(button("button", w.retry(), on_retry.reform(|_| ())))
}
