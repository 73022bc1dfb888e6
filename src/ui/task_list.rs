use super::due_banner::chip_class;
use super::el::{El, act, button, el};
use super::panel::panel_name;
use crate::browser::{Later, after};
use crate::locale::{self, Lang, error_count, numbered, role, words};
use crate::plan::{Chapter, Plan};
use crate::state::{Action, Filter, Panel, PanelKind, PanelState, Progress, Work};
use std::mem;
use std::rc::Rc;
use std::sync::Arc;
use yew::prelude::*;

#[derive(Properties, Clone)]
pub struct TaskListProps {
    pub plan: Arc<Plan>,
    pub work: Rc<Work>,
    pub lang: Lang,
    pub dispatch: Callback<Action>,
}

/// What is shared is the same or another; the rest is small.
impl PartialEq for TaskListProps {
    fn eq(&self, other: &Self) -> bool {
        let (one, two) = (&*self.work, &*other.work);
        Arc::ptr_eq(&self.plan, &other.plan)
            && Rc::ptr_eq(&one.panels, &two.panels)
            && (one.open, one.filter, self.lang) == (two.open, two.filter, other.lang)
            && one.query == two.query
            && one.is_as_far(two)
    }
}

const FILTERS: [Filter; 5] = [Filter::All, Filter::Empty, Filter::Started, Filter::Complete, Filter::Errors];

/// Most rows that are in the document at once. All are, in any plan but the very largest: light ones, not laid
/// out while out of sight, so that finding in the page and screen readers reach them.
const MOST_ROWS: usize = 2_000;
/// By how many rows the window is moved where there are more.
const STEP: usize = 1_000;
/// So many panels are laid out together when they come into sight: of each row apart the browser would find out anew in
/// every frame whether it is in sight, 4 ms a key at 1,000.
const BLOCK: usize = 20;

/// So many rows are there at once, more than are in sight; the others follow [`SOON`] after, before anybody looks for them.
const AT_ONCE: usize = 5 * BLOCK;
/// In milliseconds.
const SOON: u32 = 300;

/// Search, filter, progress, and the tasks of the report. A component, so that typing an answer does not walk
/// through all rows.
pub struct TaskList {
    /// The first of the listed rows that is in the document.
    first: usize,
    /// Whether all of them are.
    is_whole: bool,
    _later: Later,
}

impl Component for TaskList {
    /// Where the window moves to; none: it stays, with all of its rows.
    type Message = Option<usize>;
    type Properties = TaskListProps;

    fn create(cx: &Context<Self>) -> Self {
        let link = cx.link().clone();
        let later = after(SOON, move || link.send_message(None));
        Self { first: 0, is_whole: cx.props().work.open.is_some(), _later: later }
    }

    fn update(&mut self, cx: &Context<Self>, first: Option<usize>) -> bool {
        self.first = first.unwrap_or(self.first);
        let was_whole = mem::replace(&mut self.is_whole, true);
        first.is_some() || !was_whole && cx.props().work.panels.len() > AT_ONCE
    }

    fn changed(&mut self, cx: &Context<Self>, old: &TaskListProps) -> bool {
        let (work, old) = (&*cx.props().work, &*old.work);
        if (&work.query, work.filter) != (&old.query, old.filter) {
            (self.first, self.is_whole) = (0, true);
        }
        // The open row is in the window, however it was opened.
        let newly = work.open.filter(|_| work.open != old.open);
        if let Some(place) =
            newly.and_then(|open| listed(work, &work.panel_states()).iter().position(|index| *index == open))
        {
            self.is_whole |= place >= AT_ONCE;
            if !(self.first..self.first + MOST_ROWS).contains(&place) {
                self.first = place / STEP * STEP;
            }
        }
        true
    }

    fn view(&self, cx: &Context<Self>) -> Html {
        let TaskListProps { work, lang, dispatch, .. } = cx.props();
        let (w, states) = (words(*lang), work.panel_states());
        let input = el("input", "")
            .set("part", "input")
            .set("type", "search")
            .value(work.query.clone())
            .set("placeholder", w.search())
            .set("aria-label", w.search())
            .set("autocomplete", "off")
            .typed(dispatch, Action::Query);
        let mut select = el("select", "").set("part", "input").set("aria-label", w.filter()).chosen(dispatch, |nth| {
            Action::Filter(nth.parse().ok().and_then(|nth: usize| FILTERS.get(nth)).copied().unwrap_or_default())
        });
        let names = [w.all(), w.empty(), w.started(), w.complete(), w.has_errors()];
        for (nth, (f, name)) in FILTERS.into_iter().zip(names).enumerate() {
            let option = el("option", "").set("value", nth.to_string()).prop("selected", f == work.filter);
            select = select.put(option.say(name));
        }
        let progress = Progress::of(&states);
        let told = locale::progress(*lang, progress.complete, progress.rest);
        let mut head = el("div", "list").put(el("div", "small").set("role", "status").say(told));
        let bar = el("progress", "bar")
            .set("part", "progress")
            .set("max", (progress.complete + progress.rest).max(1).to_string())
            .set("value", progress.complete.to_string())
            .set("aria-label", w.tasks());
        if work.panels.first().is_some_and(Panel::is_task) {
            head = head.put(bar).put(el("div", "find").put(input).put(select));
        }
        let listed = listed(work, &states);
        if listed.is_empty() {
            return head.put(el("p", "muted").set("role", "status").say(w.no_match())).into();
        }
        self.rows(cx, head, &listed, &states).into()
    }
}

/// The panels that are listed, by their place.
fn listed(work: &Work, states: &[PanelState]) -> Vec<usize> {
    let Work { panels, query, filter, .. } = work;
    (0..panels.len()).filter(|&index| filter.lists(query, &panels[index], states[index])).collect()
}

impl TaskList {
    /// The rows of the window, with the ways to the rows outside it.
    fn rows(&self, cx: &Context<Self>, mut into: El, listed: &[usize], states: &[PanelState]) -> El {
        let TaskListProps { plan, work, lang, dispatch } = cx.props();
        let Work { panels, open, .. } = &**work;
        let (w, all) = (words(*lang), listed.len());
        let first = self.first.min(all.saturating_sub(1) / STEP * STEP);
        let end = all.min(first + MOST_ROWS);
        let part = |label: &str, to: usize| {
            let text = format!("{label} ({}–{} / {all})", first + 1, end);
            button("button secondary small", text, cx.link().callback(move |_| Some(to)))
        };
        if first > 0 {
            into = into.put(part(w.rows_before(), first.saturating_sub(STEP)));
        }
        // Of a few found among many a block's height cannot be guessed.
        let class = if all * 2 < panels.len() { "tasks sparse" } else { "tasks" };
        let mut list = el("div", class).set("role", "list");
        let (mut group, mut chapter, mut place) = (None, None, first);
        // A row is always in the same block, whatever else is listed: one that moved to another would lose the focus.
        let there = if self.is_whole { end } else { end.min(first + AT_ONCE) };
        for some in listed[first..there].chunk_by(|one, next| one / BLOCK == next / BLOCK) {
            let mut block = el("div", "").key(some[0] / BLOCK);
            for &index in some {
                place += 1;
                let panel = &panels[index];
                let mut item = el("div", "").key(index).set("role", "listitem");
                if there - first < all {
                    item = item.set("aria-setsize", all.to_string()).set("aria-posinset", place.to_string());
                }
                let group_now = match panel.kind {
                    PanelKind::Task(Some(r)) => role(*lang, r),
                    PanelKind::Task(None) => w.no_role(),
                    _ => w.whole_report(),
                };
                if group.replace(group_now) != Some(group_now) {
                    item = item.put(el("h2", "group").say(group_now));
                    chapter = None;
                }
                if chapter.replace(&panel.chapter) != Some(&panel.chapter)
                    && let Some(heading) = panel.chapter.as_ref().and_then(|id| plan.chapter(id))
                {
                    item = item.put(el("h3", "chapter").say(path(plan, heading)));
                }
                let row = row(*lang, panel, states[index], *open == Some(index));
                block = block.put(item.put(row.click(act(dispatch, Action::Panel(Some(index))))));
            }
            list = list.put(block);
        }
        // Chromium's autofill walks at each key through all controls that are in no form, as the questions are: not also
        // through a thousand rows.
        into = into.put(el("form", "").put(list));
        if end < all { into.put(part(w.rows_after(), first + STEP)) } else { into }
    }
}

/// A heading behind the numbers of those it stands under: elsewhere the same number may begin anew.
fn path(plan: &Plan, heading: &Chapter) -> String {
    let mut path = numbered(heading.number.as_deref(), &heading.title);
    let mut above = heading.r#in.as_ref();
    // A plan is shown before it is known to make sense: headings may stand in a circle.
    for _ in &plan.chapters {
        let Some(heading) = above.and_then(|id| plan.chapter(id)) else { break };
        path = format!("{} › {path}", heading.number.as_ref().unwrap_or(&heading.title));
        above = heading.r#in.as_ref();
    }
    path
}

fn row(lang: Lang, panel: &Panel, state: PanelState, is_open: bool) -> El {
    let w = words(lang);
    let (tone, text) = match state {
        PanelState::Empty => ("none", w.empty().to_owned()),
        PanelState::Optional => ("none", w.optional().to_owned()),
        PanelState::Started => ("warn", w.started().to_owned()),
        PanelState::Complete => ("ok", w.complete().to_owned()),
        PanelState::Nil => ("ok", w.nil().to_owned()),
        PanelState::Errors(n) => ("bad", error_count(lang, n)),
    };
    let row = el("button", if is_open { "task on" } else { "task" }).set("part", "task").set("type", "button");
    row.maybe("aria-current", is_open.then_some("true".into()))
        .put(el("span", "no").say(panel.number.clone().unwrap_or_default()))
        .put(el("span", "name").say(panel_name(lang, panel).to_owned()))
        .put(el("span", chip_class(tone)).say(text))
}
