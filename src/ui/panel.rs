use super::field::{Asked, field_view};
use crate::finding::Finding;
use crate::locale::{Lang, date, goal, role, words};
use crate::plan::FieldId;
use crate::plan::{Date, Indicator, Measure, Plan, Task, UnitId};
use crate::report::{Answers, FormPart, Part, Raw};
use crate::state::{Action, Panel, PanelKind, State, Work};
use litemap::LiteMap;
use std::rc::Rc;
use std::sync::Arc;
use yew::prelude::*;

/// What a panel shows of one part.
#[derive(Clone, Debug, PartialEq)]
pub struct PartView {
    /// Its place in the form.
    pub index: usize,
    /// Its questions.
    pub form: Arc<FormPart>,
    /// What was typed.
    pub raw: Option<Arc<LiteMap<FieldId, Raw>>>,
    /// What can be read of it.
    pub answers: Rc<Answers>,
    /// The findings that are shown.
    pub findings: Rc<[Finding]>,
    /// Questions left out.
    pub hidden: &'static [&'static str],
}

/// The open task, or what concerns the whole report: what the plan says, and the questions.
pub fn panel_view(
    state: &State,
    work: &Work,
    plan: &Plan,
    (open, panel): (usize, &Panel),
    parts: &[PartView],
    due_day: Option<Date>,
    dispatch: &Callback<Action>,
) -> Html {
    let lang = state.lang();
    let w = words(lang);
    let unit = state.member.as_ref().map(|member| &member.unit.id);
    let last = open + 1 == work.panels.len();
    let task = parts.first().and_then(|view| match &view.form.part {
        Part::Entry(id) => plan.task(id),
        _ => None,
    });
    let title = match panel.kind {
        PanelKind::Task(_) => panel
            .number
            .as_deref()
            .map_or(panel.title.clone(), |n| format!("{}. {}", n.trim_end_matches('.'), panel.title)),
        PanelKind::Indicators => w.indicators.to_owned(),
        PanelKind::Sections => w.sections.to_owned(),
        PanelKind::Reporter => w.reporter.to_owned(),
    };
    html! {
        <div class="panel" part="panel" key={open}>
            <button type="button" class="link to-list" onclick={dispatch.reform(|_| Action::Panel(None))}>{ "← " }{ w.back_to_list }</button>
            <h2 id={format!("panel-{open}")} tabindex="-1">{ title }</h2>
            if let Some(task) = task { { facts(lang, plan, task, unit) } }
            if panel.kind == PanelKind::Reporter { <p class="hint">{ w.reporter_use }</p> }
            { for parts.iter().map(|view| part_fields(lang, plan, view, due_day, dispatch)) }
            <div class="acts">
                if !last {
                    <button type="button" class="btn" onclick={dispatch.reform(move |_| Action::Panel(Some(open + 1)))}>{ w.next_task }</button>
                } else {
                    <button type="button" class="btn" onclick={dispatch.reform(|_| Action::Check)}>{ w.check_and_send }</button>
                }
                if open > 0 {
                    <button type="button" class="btn q" onclick={dispatch.reform(move |_| Action::Panel(Some(open - 1)))}>{ w.previous_task }</button>
                }
            </div>
        </div>
    }
}

/// The id of a field's control in the shadow tree.
pub fn field_id(part: usize, field: &FieldId) -> String {
    // Any text may be a field's key; an id only has to be unique and free of spaces.
    let plain: String = field.as_str().chars().map(|c| if c.is_whitespace() { '_' } else { c }).collect();
    format!("f{part}-{plain}")
}

fn part_fields(lang: Lang, plan: &Plan, view: &PartView, due_day: Option<Date>, dispatch: &Callback<Action>) -> Html {
    let status = view.answers.get("status").and_then(|value| value.text());
    let fields = view.form.fields.iter().filter(|field| {
        let id = field.id.as_str();
        let asked_now = id != "reason"
            || status == Some("not-done")
            || view.raw.as_ref().is_some_and(|raw| raw.get("reason").is_some_and(|r| !r.is_blank()));
        asked_now && !view.hidden.contains(&id)
    });
    let indicator = match &view.form.part {
        Part::Indicator(id) => plan.indicator(id),
        _ => None,
    };
    let fields = fields.map(|field| {
        let place = view.form.field_pointer(&field.id);
        let is_here = |finding: &&Finding| {
            finding
                .at
                .as_str()
                .strip_prefix(place.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let asked = Asked {
            id: field_id(view.index, &field.id).into(),
            form: &view.form,
            raw: view.raw.as_ref().and_then(|raw| raw.get(&field.id)),
            findings: view.findings.iter().filter(is_here).collect(),
            lang,
            dispatch,
        };
        field_view(&asked, field)
    });
    match indicator {
        Some(indicator) => html! {
            <fieldset class="indicator" key={view.index}>
                <legend>{ &indicator.title }</legend>
                { targets(lang, indicator, due_day) }
                <div class="row">{ for fields }</div>
            </fieldset>
        },
        None => html! { <div class="part" key={view.index}>{ for fields }</div> },
    }
}

/// What the plan says of a task.
fn facts(lang: Lang, plan: &Plan, task: &Task, unit: Option<&UnitId>) -> Html {
    let w = words(lang);
    let mut rows: Vec<(AttrValue, Html)> = Vec::new();
    for assignment in &task.assigned {
        let units = assignment
            .units
            .iter()
            .filter(|id| Some(*id) != unit)
            .filter_map(|id| plan.unit(id))
            .map(|u| u.name.clone());
        let groups = assignment.groups.iter().filter_map(|id| plan.group(id)).map(|g| g.name.clone());
        let names: Vec<String> = units.chain(groups).chain(assignment.others.iter().cloned()).collect();
        let own = assignment.units.iter().any(|id| Some(id) == unit);
        let label = assignment.wording.clone().filter(|wording| wording.chars().count() <= 60);
        let label = label.unwrap_or_else(|| role(lang, assignment.role).to_owned());
        let own_name =
            unit.and_then(|id| plan.unit(id)).filter(|_| own).map(|unit| html! { <b>{ unit.name.clone() }</b> });
        let with =
            if own && !names.is_empty() { format!(", {} {}", w.with, names.join("; ")) } else { names.join("; ") };
        rows.push((label.into(), html! { <>{ own_name }{ with }</> }));
    }
    let time = match &task.time {
        Some(time) => html! { <q>{ &time.wording }</q> },
        None => html! { <span class="muted">{ w.time_blank }</span> },
    };
    rows.push((w.time.into(), time));
    if let Some(product) = &task.product {
        rows.push((w.product.into(), html! { { product.clone() } }));
    }
    html! {
        <>
            <dl class="facts">{ for rows.into_iter().map(|(label, value)| html! { <><dt>{ label }</dt><dd>{ value }</dd></> }) }</dl>
            if let Some(text) = task.text.as_ref().filter(|text| **text != task.title) {
                <details class="small"><summary>{ w.full_text }</summary><p class="text">{ text.clone() }</p></details>
            }
        </>
    }
}

fn targets(lang: Lang, indicator: &Indicator, due_day: Option<Date>) -> Html {
    let w = words(lang);
    let unit = match indicator.measure {
        Measure::Ratio => "%",
        _ => indicator.unit.as_deref().unwrap_or_default(),
    };
    let current = due_day
        .and_then(|day| indicator.targets.iter().position(|target| target.by.is_none_or(|by| by.last_day() >= day)));
    let rows = indicator.targets.iter().enumerate().map(|(i, target)| {
        let by = target.by.map(|by| match by {
            crate::plan::YearOrDate::Year(year) => year.to_string(),
            crate::plan::YearOrDate::Date(day) => date(lang, day),
        });
        let said = match by {
            Some(by) => format!("{} {by}: {}", w.target, goal(lang, &target.goal, unit)),
            None => format!("{}: {}", w.target, goal(lang, &target.goal, unit)),
        };
        html! { <li class={(current == Some(i)).then_some("now")}>{ said }{ " — " }<q>{ &target.wording }</q></li> }
    });
    html! {
        <>
            <ul class="targets small">{ for rows }</ul>
            if let Some(excludes) = &indicator.excludes { <p class="hint">{ w.excludes }{ ": " }<q>{ excludes.clone() }</q></p> }
            if indicator.measure == Measure::Ratio { <p class="hint">{ w.ratio_hint }</p> }
        </>
    }
}
