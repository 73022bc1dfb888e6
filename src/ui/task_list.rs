use super::due_banner::chip_class;
use super::el::{El, act, el};
use crate::locale::{Lang, words};
use crate::state::{Action, Filter, PanelState, Progress};
use std::rc::Rc;
use yew::prelude::*;

/// One line of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Which panel it opens.
    pub index: usize,
    /// The group that begins here.
    pub group: Option<AttrValue>,
    /// The chapter that begins here.
    pub chapter: Option<AttrValue>,
    /// Printed number.
    pub number: Option<AttrValue>,
    /// What it says.
    pub title: AttrValue,
    /// How far it is.
    pub state: PanelState,
}

#[derive(Properties, Clone, PartialEq)]
pub struct TaskListProps {
    pub rows: Rc<[Row]>,
    pub open: Option<usize>,
    pub query: String,
    pub filter: Filter,
    pub progress: Progress,
    pub lang: Lang,
    pub dispatch: Callback<Action>,
}

const FILTERS: [Filter; 5] = [Filter::All, Filter::Empty, Filter::Started, Filter::Complete, Filter::Errors];

/// Search, filter, progress, and every task of the report. All rows are in the document, light ones that
/// are not laid out while out of sight. A component, so that typing an answer does not walk through all rows.
pub struct TaskList;

impl Component for TaskList {
    type Message = ();
    type Properties = TaskListProps;

    fn create(_: &Context<Self>) -> Self {
        Self
    }

    fn view(&self, cx: &Context<Self>) -> Html {
        task_list(cx.props())
    }
}

fn task_list(props: &TaskListProps) -> Html {
    let TaskListProps { rows, open, query, filter, progress, lang, dispatch } = props;
    let w = words(*lang);
    let name = |filter: Filter| match filter {
        Filter::All => w.all,
        Filter::Empty => w.empty,
        Filter::Started => w.started,
        Filter::Complete => w.complete,
        Filter::Errors => w.has_errors,
    };
    let input = el("input", "")
        .set("type", "search")
        .value(query.clone())
        .set("placeholder", w.search)
        .set("aria-label", w.search)
        .set("autocomplete", "off")
        .typed(dispatch, Action::Query);
    let mut select = el("select", "").set("aria-label", w.filter).chosen(dispatch, |nth| {
        Action::Filter(nth.parse().ok().and_then(|nth: usize| FILTERS.get(nth)).copied().unwrap_or_default())
    });
    for (nth, f) in FILTERS.into_iter().enumerate() {
        select = select.put(el("option", "").set("value", nth.to_string()).prop("selected", f == *filter).say(name(f)));
    }
    let bar = el("progress", "bar")
        .set("max", progress.all.max(1).to_string())
        .set("value", progress.complete.to_string())
        .set("aria-label", w.tasks);
    let all = el("div", "list")
        .put(el("div", "find").put(input).put(select))
        .put(el("div", "small").set("role", "status").say(said(*lang, *progress)))
        .put(bar);
    if rows.is_empty() {
        return all.put(el("p", "muted").set("role", "status").say(w.no_match)).into();
    }
    let mut list = el("ul", "tasks");
    for row in rows.iter() {
        list = list.put(task_row(row, *open == Some(row.index), *lang, dispatch));
    }
    all.put(list).into()
}

fn said(lang: Lang, Progress { complete, all }: Progress) -> String {
    let rest = all - complete;
    match lang {
        Lang::Vi => format!("{complete} trên {all} nhiệm vụ đã xong · còn {rest}"),
        Lang::En => format!("{complete} of {all} task{} complete · {rest} to do", if all == 1 { "" } else { "s" }),
    }
}

fn task_row(row: &Row, current: bool, lang: Lang, dispatch: &Callback<Action>) -> El {
    let w = words(lang);
    let index = row.index;
    let onclick = act(dispatch, Action::Panel(Some(index)));
    let (tone, text) = match row.state {
        PanelState::Empty => ("none", w.empty.to_owned()),
        PanelState::Started => ("warn", w.started.to_owned()),
        PanelState::Complete => ("ok", w.complete.to_owned()),
        PanelState::Errors(n) => (
            "bad",
            match lang {
                Lang::Vi => format!("{n} lỗi"),
                Lang::En => format!("{n} error{}", if n == 1 { "" } else { "s" }),
            },
        ),
    };
    let mut item = el("li", "").key(index);
    if let Some(group) = &row.group {
        item = item.put(el("h2", "group").say(group.clone()));
    }
    if let Some(chapter) = &row.chapter {
        item = item.put(el("h3", "chapter").say(chapter.clone()));
    }
    let mut name = el("button", if current { "task on" } else { "task" }).set("type", "button");
    name = name.maybe("aria-current", current.then_some("true".into())).click(onclick);
    if let Some(number) = &row.number {
        name = name.put(el("span", "no").say(number.clone()));
    }
    let name = name.put(el("span", "name").say(row.title.clone())).put(el("span", chip_class(tone)).say(text));
    item.put(name)
}
