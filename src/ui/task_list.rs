use crate::locale::{Lang, words};
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
    html! {
        <>
            <div class="find">
                <input ref={search} type="search" placeholder={w.search} aria-label={w.search} autocomplete="off" {oninput} />
                <select aria-label={w.filter} {onchange}>
                    { for FILTERS.into_iter().map(|f| html! { <option selected={f == *filter}>{ name(f) }</option> }) }
                </select>
            </div>
            <div class="small" role="status">{ said(*lang, *progress) }</div>
            <progress class="bar" max={progress.all.max(1).to_string()} value={progress.complete.to_string()} aria-label={w.tasks}></progress>
            if rows.is_empty() { <p class="muted" role="status">{ w.no_match }</p> }
            <ul class="tasks">
                { for rows.iter().map(|row| task_row(row, *open == Some(row.index), *lang, dispatch)) }
            </ul>
        </>
    }
}

fn said(lang: Lang, Progress { complete, all }: Progress) -> String {
    let rest = all - complete;
    match lang {
        Lang::Vi => format!("{complete} trên {all} nhiệm vụ đã xong · còn {rest}"),
        Lang::En => format!("{complete} of {all} task{} complete · {rest} to do", if all == 1 { "" } else { "s" }),
    }
}

fn task_row(row: &Row, current: bool, lang: Lang, dispatch: &Callback<Action>) -> Html {
    let w = words(lang);
    let index = row.index;
    let onclick = dispatch.reform(move |_| Action::Panel(Some(index)));
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
    html! {
        <li key={index}>
            if let Some(group) = &row.group { <h2 class="group">{ group }</h2> }
            if let Some(chapter) = &row.chapter { <h3 class="chapter">{ chapter }</h3> }
            <button type="button" class={classes!("task", current.then_some("on"))} aria-current={current.then_some("true")} {onclick}>
                <span class="no">{ row.number.clone() }</span>
                <span class="name">{ &row.title }</span>
                <span class={classes!("chip", tone)}>{ text }</span>
            </button>
        </li>
    }
}
