use super::el::{El, act, button, el};
use super::field::{Asked, field_view};
use crate::locale::{Lang, date, goal, numbered, role, words};
use crate::plan::{Date, FieldId, Indicator, Measure, Plan, Target, Task, UnitId, YearOrDate};
use crate::report::Part;
use crate::state::{Action, Panel, PanelKind, State, Work};
use yew::Callback;

/// The open task, or what concerns the whole report: what the plan says, and the questions.
pub fn panel_view(
    state: &State,
    work: &Work,
    plan: &Plan,
    (open, panel): (usize, &Panel),
    dispatch: &Callback<Action>,
) -> El {
    let lang = state.lang();
    let w = words(lang);
    let unit = state.member.as_ref().map(|member| &member.unit.id);
    let last = open + 1 == work.panels.len();
    let task = panel.parts.first().and_then(|&i| match &work.form.parts[i].part {
        Part::Entry(id) => plan.task(id),
        _ => None,
    });
    let back = button("link to-list", format!("← {}", w.back_to_list), act(dispatch, Action::Panel(None)));
    let heading = el("h2", "").set("id", format!("panel-{open}")).set("tabindex", "-1").say(panel_title(lang, panel));
    let mut view = el("div", "panel").set("part", "panel").key(open).put(back).put(heading);
    if let Some(task) = task {
        view = facts(lang, plan, task, unit, view);
    }
    if panel.kind == PanelKind::Reporter {
        view = view.put(el("p", "hint").say(w.reporter_use));
    }
    for &i in &panel.parts {
        view = view.put(part_fields(state, work, plan, i, dispatch));
    }
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

fn part_fields(state: &State, work: &Work, plan: &Plan, i: usize, dispatch: &Callback<Action>) -> El {
    let lang = state.lang();
    let (form, part) = (&work.form.parts[i], &work.parts[i]);
    let raw = work.draft.part(&form.part);
    let mut fields = el("div", "part");
    let indicator = match &form.part {
        Part::Indicator(id) => plan.indicator(id),
        _ => None,
    };
    if indicator.is_some() {
        fields = el("div", "row");
    }
    for (nth, field) in form.fields.iter().enumerate().filter(|(_, f)| is_asked(state, work, i, f.id.as_str())) {
        let place = form.field_pointer(&field.id);
        let of_whole = work.whole.iter().filter(|f| work.tried && f.is_error() && place.holds(&f.at));
        let of_part = work.visible(part).filter(|placed| placed.field == Some(nth)).map(|placed| &placed.finding);
        let asked = Asked {
            id: field_id(i, &field.id).into(),
            form,
            raw: raw.and_then(|raw| raw.get(&field.id)),
            findings: of_whole.chain(of_part).collect(),
            lang,
            dispatch,
        };
        fields = fields.put(field_view(&asked, field));
    }
    let Some(indicator) = indicator else { return fields.key(i) };
    let legend = el("legend", "").say(indicator.title.clone());
    targets(lang, indicator, due_day(work), el("fieldset", "indicator").key(i).put(legend)).put(fields)
}

/// Whether a question is asked now, at this place: the reason for not carrying out a task only then (or when
/// it was given before), the one for lateness only then, and "nothing to report" above the list.
fn is_asked(state: &State, work: &Work, i: usize, field: &str) -> bool {
    let (form, part) = (&work.form.parts[i], &work.parts[i]);
    match (&form.part, field) {
        (Part::Entry(_), "reason") => {
            let status = part.answers.get("status").and_then(|value| value.text());
            let given = work.draft.part(&form.part).and_then(|raw| raw.get("reason"));
            status == Some("not-done") || given.is_some_and(|reason| !reason.is_blank())
        }
        (Part::Whole, "nil") => false,
        (Part::Whole, "late-reason") => work.duty.is_late(state.now),
        _ => true,
    }
}

fn due_day(work: &Work) -> Option<Date> {
    work.duty.period.span.map(|(_, last)| last).or(work.duty.due.as_ref().map(|due| due.last_day))
}

/// What a panel is called, with the printed number of its task.
pub fn panel_title(lang: Lang, panel: &Panel) -> String {
    numbered(panel.number.as_deref(), panel_name(lang, panel))
}

/// What a panel is called.
pub fn panel_name(lang: Lang, panel: &Panel) -> &str {
    let w = words(lang);
    match panel.kind {
        PanelKind::Task(_) => &panel.title,
        PanelKind::Indicators => w.indicators,
        PanelKind::Sections => w.sections,
        PanelKind::Reporter => w.reporter,
    }
}

/// What the plan says of a task.
fn facts(lang: Lang, plan: &Plan, task: &Task, unit: Option<&UnitId>, into: El) -> El {
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
    let into = into.put(list);
    match task.text.as_ref().filter(|text| **text != task.title) {
        Some(text) => {
            let summary = el("summary", "").say(w.full_text);
            into.put(el("details", "small").put(summary).put(el("p", "text").say(text.clone())))
        }
        None => into,
    }
}

fn targets(lang: Lang, indicator: &Indicator, due_day: Option<Date>, mut into: El) -> El {
    let w = words(lang);
    let unit = match indicator.measure {
        Measure::Ratio => "%",
        _ => indicator.unit.as_deref().unwrap_or_default(),
    };
    let is_current = |target: &Target| due_day.is_some_and(|day| target.by.is_none_or(|by| by.last_day() >= day));
    let current = indicator.targets.iter().position(is_current);
    let mut list = el("ul", "targets small");
    for (i, target) in indicator.targets.iter().enumerate() {
        let by = match target.by {
            Some(YearOrDate::Year(year)) => format!(" {year}"),
            Some(YearOrDate::Date(day)) => format!(" {}", date(lang, day)),
            None => String::new(),
        };
        let said = format!("{}{by}: {} — ", w.target, goal(lang, &target.goal, unit));
        let class = if current == Some(i) { "now" } else { "" };
        list = list.put(el("li", class).say(said).put(el("q", "").say(target.wording.clone())));
    }
    into = into.put(list);
    if let Some(excludes) = &indicator.excludes {
        let quote = el("q", "").say(excludes.clone());
        into = into.put(el("p", "hint").say(w.excludes).say(": ").put(quote));
    }
    if indicator.measure == Measure::Ratio {
        into = into.put(el("p", "hint").say(w.ratio_hint));
    }
    into
}
