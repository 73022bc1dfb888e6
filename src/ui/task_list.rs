use super::due_banner::chip_class;
use super::el::{act, el};
use crate::locale::{self, Lang, error_count, words};
use crate::state::{Action, Filter, PanelState, Progress};
use std::rc::Rc;
use web_sys::{HtmlInputElement, HtmlSelectElement};
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
/// are not laid out while out of sight.
#[component]
pub fn TaskList(props: &TaskListProps) -> Html {
    let TaskListProps { rows, open, query, filter, progress, lang, dispatch } = props;
    let w = words(*lang);
    let search = use_node_ref();
    {
        let (search, query) = (search.clone(), query.clone());
        use_effect_with(query, move |query| {
            if let Some(input) = search.cast::<HtmlInputElement>().filter(|input| input.value() != *query) {
                input.set_value(query);
            }
        });
    }
    let oninput = dispatch.reform(|event: InputEvent| {
        Action::Query(event.target_dyn_into::<HtmlInputElement>().map(|input| input.value()).unwrap_or_default())
    });
    let onchange = dispatch.reform(|event: Event| {
        let index = event.target_dyn_into::<HtmlSelectElement>().map_or(0, |select| select.selected_index());
        Action::Filter(usize::try_from(index).ok().and_then(|i| FILTERS.get(i)).copied().unwrap_or_default())
    });
    let name = |filter: Filter| match filter {
        Filter::All => w.all,
        Filter::Empty => w.empty,
        Filter::Started => w.started,
        Filter::Complete => w.complete,
        Filter::Errors => w.has_errors,
    };
    let input = el("input", "")
        .node(search)
        .set("type", "search")
        .set("placeholder", w.search)
        .set("aria-label", w.search)
        .set("autocomplete", "off")
        .input(oninput);
    let option = |f: Filter| el("option", "").prop("selected", f == *filter).say(name(f)).into();
    let options = FILTERS.into_iter().map(option).collect();
    let select = el("select", "").set("aria-label", w.filter).change(onchange).all(options);
    let bar = el("progress", "bar")
        .set("max", progress.all.max(1).to_string())
        .set("value", progress.complete.to_string())
        .set("aria-label", w.tasks);
    let none = rows.is_empty().then(|| el("p", "muted").set("role", "status").say(w.no_match));
    let list = rows.iter().map(|row| task_row(row, *open == Some(row.index), *lang, dispatch)).collect();
    let all = el("div", "list")
        .put(el("div", "find").put(input).put(select))
        .put(el("div", "small").set("role", "status").say(locale::progress(*lang, progress.complete, progress.all)))
        .put(bar);
    match none {
        Some(none) => all.put(none).into(),
        None => all.put(el("ul", "tasks").all(list)).into(),
    }
}

fn task_row(row: &Row, current: bool, lang: Lang, dispatch: &Callback<Action>) -> Html {
    let w = words(lang);
    let index = row.index;
    let onclick = act(dispatch, Action::Panel(Some(index)));
    let (tone, text) = match row.state {
        PanelState::Empty => ("none", w.empty.to_owned()),
        PanelState::Started => ("warn", w.started.to_owned()),
        PanelState::Complete => ("ok", w.complete.to_owned()),
        PanelState::Errors(n) => ("bad", error_count(lang, n)),
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
    item.put(name).into()
}
