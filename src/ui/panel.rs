use super::el::{El, act, button, el};
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
) -> El {
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
    let back = button("link to-list", format!("← {}", w.back_to_list), act(dispatch, Action::Panel(None)));
    let heading = el("h2", "").set("id", format!("panel-{open}")).set("tabindex", "-1").say(title);
    let mut view = el("div", "panel").set("part", "panel").key(open).put(back).put(heading);
    if let Some(task) = task {
        view = view.all(facts(lang, plan, task, unit));
    }
    if panel.kind == PanelKind::Reporter {
        view = view.put(el("p", "hint").say(w.reporter_use));
    }
    view = view.all(parts.iter().map(|part| part_fields(lang, plan, part, due_day, dispatch)).collect());
    let mut acts = el("div", "acts").put(if last {
        button("btn", w.check_and_send, act(dispatch, Action::Check))
    } else {
        button("btn", w.next_task, act(dispatch, Action::Panel(Some(open + 1))))
    });
    if open > 0 {
        acts = acts.put(button("btn q", w.previous_task, act(dispatch, Action::Panel(Some(open - 1)))));
    }
    view.put(acts)
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
    let fields = fields.collect();
    match indicator {
        Some(indicator) => el("fieldset", "indicator")
            .key(view.index)
            .put(el("legend", "").say(indicator.title.clone()))
            .all(targets(lang, indicator, due_day))
            .put(el("div", "row").all(fields)),
        None => el("div", "part").key(view.index).all(fields),
    }
    .into()
}

/// What the plan says of a task.
fn facts(lang: Lang, plan: &Plan, task: &Task, unit: Option<&UnitId>) -> Vec<Html> {
    let w = words(lang);
    let mut list = el("dl", "facts");
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
        let mut answer = el("dd", "");
        if let Some(unit) = unit.and_then(|id| plan.unit(id)).filter(|_| own) {
            answer = answer.put(el("b", "").say(unit.name.clone()));
            if !names.is_empty() {
                answer = answer.say(format!(", {} ", w.with));
            }
        }
        list = list.put(el("dt", "").say(label)).put(answer.say(names.join("; ")));
    }
    let time = match &task.time {
        Some(time) => el("q", "").say(time.wording.clone()),
        None => el("span", "muted").say(w.time_blank),
    };
    list = list.put(el("dt", "").say(w.time)).put(el("dd", "").put(time));
    if let Some(product) = &task.product {
        list = list.put(el("dt", "").say(w.product)).put(el("dd", "").say(product.clone()));
    }
    let mut shown = vec![list.into()];
    if let Some(text) = task.text.as_ref().filter(|text| **text != task.title) {
        let summary = el("summary", "").say(w.full_text);
        shown.push(el("details", "small").put(summary).put(el("p", "text").say(text.clone())).into());
    }
    shown
}

fn targets(lang: Lang, indicator: &Indicator, due_day: Option<Date>) -> Vec<Html> {
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
        let class = if current == Some(i) { "now" } else { "" };
        el("li", class).say(said).say(" — ").put(el("q", "").say(target.wording.clone())).into()
    });
    let mut shown = vec![el("ul", "targets small").all(rows.collect()).into()];
    if let Some(excludes) = &indicator.excludes {
        let quote = el("q", "").say(excludes.clone());
        shown.push(el("p", "hint").say(w.excludes).say(": ").put(quote).into());
    }
    if indicator.measure == Measure::Ratio {
        shown.push(el("p", "hint").say(w.ratio_hint).into());
    }
    shown
}
