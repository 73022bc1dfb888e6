use super::control::control_id;
use super::el::{El, act, add, button, el};
use super::field::{Asked, field_view};
use super::figures::figures;
use super::nil::in_place;
use super::review::{as_before, ways_on};
use crate::locale::{Lang, named_days, numbered, role, target, words};
use crate::plan::{Date, Indicator, Measure, Member, Plan, Status, Target, Task};
use crate::report::{Label, Part};
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
    let task = panel.parts.first().and_then(|&i| match &work.form.parts[i].part {
        Part::Entry(id) => plan.task(id),
        _ => None,
    });
    let back = button("link to-list", format!("← {}", w.back_to_list()), act(dispatch, Action::Panel(None)));
    let heading = el("h2", "").set("id", format!("panel-{open}")).set("tabindex", "-1").say(panel_title(lang, panel));
    let mut view = el("div", "panel").set("part", "panel").key(open).put(back).put(heading);
    if let (Some(task), Some(member)) = (task, &state.member) {
        view = facts(lang, plan, task, member, view);
    }
    if panel.kind == PanelKind::Indicators && work.duty.is_estimate() {
        view = view.put(el("p", "hint").say(w.estimate()));
    }
    if panel.kind == PanelKind::Reporter {
        view = view.put(el("p", "hint").say(w.reporter_use()));
    }
    if let Some(rest) = state.rest() {
        view = view.put(as_before(rest, state, work, open, dispatch));
    }
    for &i in panel.parts.iter().filter(|i| !work.idle.contains(i)) {
        view = view.put(part_fields(state, work, plan, i, dispatch));
    }
    let mut acts = el("div", "acts");
    if open + 1 < work.panels.len() {
        acts = acts.put(button("button", w.next_task(), act(dispatch, Action::Panel(Some(open + 1)))));
    }
    if open > 0 {
        acts = acts.put(button("button secondary", w.previous_task(), act(dispatch, Action::Panel(Some(open - 1)))));
    }
    match state.rest() {
        Some(rest) => ways_on(rest, state, work, view, acts, dispatch),
        None => view.put(acts),
    }
}

fn part_fields(state: &State, work: &Work, plan: &Plan, i: usize, dispatch: &Callback<Action>) -> El {
    let lang = state.lang();
    let form = &work.form.parts[i];
    let mut fields = el("div", "part");
    let indicator = match &form.part {
        Part::Indicator(id) => plan.indicator(id),
        _ => None,
    };
    if indicator.is_some() {
        fields = el("div", "row");
    }
    for (nth, field) in form.fields.iter().enumerate() {
        // These are asked below, where that is needed.
        let is_below = indicator.is_some() && matches!(field.label, Label::Earlier(_) | Label::Note);
        if !is_below && is_asked(state, work, i, nth) {
            fields = fields.put(question(state, work, (i, nth), dispatch));
        }
    }
    let Some(indicator) = indicator else { return fields.key(i) };
    let legend = el("legend", "").say(indicator.title.clone());
    let block = targets(lang, indicator, due_day(work), el("fieldset", "indicator").key(i).put(legend)).put(fields);
    match state.rest() {
        Some(rest) => block.put(figures(rest, state, work, plan, i, dispatch)),
        None => block,
    }
}

/// One question, by the place of its part and its own in it.
pub fn question(state: &State, work: &Work, (i, nth): (usize, usize), dispatch: &Callback<Action>) -> El {
    let field = &work.form.parts[i].fields[nth];
    let asked = asked(state, work, (i, nth), dispatch);
    match state.rest().filter(|_| field.computed.is_there() || field.is_about_another()) {
        Some(rest) => in_place(rest, work, (i, nth), &asked),
        None => field_view(&asked, field),
    }
}

/// What one question shows.
fn asked<'a>(state: &'a State, work: &'a Work, (i, nth): (usize, usize), dispatch: &'a Callback<Action>) -> Asked<'a> {
    let form = &work.form.parts[i];
    let field = &form.fields[nth];
    let at = form.field_pointer(&field.id);
    let is_told = work.tried || work.touched.contains(&(i, nth));
    let of_whole = work.whole.iter().filter(|f| is_told && at.holds(&f.at));
    let of_part = work.visible(i).filter(|placed| placed.field == Some(nth)).map(|placed| &placed.finding);
    Asked {
        id: control_id(&at).into(),
        form,
        raw: work.draft.get(&form.part, &field.id),
        rest: state.rest(),
        state,
        findings: of_whole.chain(of_part).collect(),
        lang: state.lang(),
        dispatch,
        at,
    }
}

/// Whether a question is asked now, at this place: the reason for not carrying out a task only then (or when
/// it was given before), the one for lateness only then, and "nothing to report" above the list.
pub fn is_asked(state: &State, work: &Work, i: usize, nth: usize) -> bool {
    let form = &work.form.parts[i];
    let field = &form.fields[nth];
    // Whether it is asked is known once the rest is there.
    let depends = field.when.is_there() || field.computed.is_there();
    if depends && state.rest().is_none() || work.parts[i].hidden.contains(&nth) {
        return false;
    }
    match (&form.part, field.id.as_str()) {
        (Part::Entry(_), "reason") => {
            let raw = |field| work.draft.part(&form.part)?.get(field);
            let is_not_done = raw("status").is_some_and(|status| status.text() == Status::NotDone.name());
            is_not_done || raw("reason").is_some_and(|reason| !reason.is_blank())
        }
        // The others are asked above the list.
        (Part::Whole, id) => id == "late-reason" && work.duty.is_late(state.now),
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
        PanelKind::Indicators => w.indicators(),
        PanelKind::Sections => w.sections(),
        PanelKind::Reporter => w.reporter(),
    }
}

/// What the plan says of a task.
fn facts(lang: Lang, plan: &Plan, task: &Task, member: &Member, into: El) -> El {
    let w = words(lang);
    let mut list = el("dl", "facts");
    for assignment in &task.assigned {
        let mut names = String::new();
        for id in assignment.units.iter().filter(|id| **id != member.unit.id) {
            add(&mut names, "; ", plan.unit(id).map_or("", |unit| &unit.name));
        }
        for id in &assignment.groups {
            add(&mut names, "; ", plan.group(id).map_or("", |group| &group.name));
        }
        for other in &assignment.others {
            add(&mut names, "; ", other);
        }
        let label = assignment.wording.clone().filter(|wording| wording.chars().count() <= 60);
        let label = label.unwrap_or_else(|| role(lang, assignment.role).to_owned());
        let mut answer = el("dd", "");
        if member.is_among(&assignment.units, &assignment.groups) {
            answer = answer.put(el("b", "").say(member.unit.name.clone()));
            if !names.is_empty() {
                answer = answer.say(format!(", {} ", w.with()));
            }
        }
        list = list.put(el("dt", "").say(label)).put(answer.say(names));
    }
    let mut time = el("dd", "");
    match &task.time {
        Some(frame) => {
            time = time.put(el("q", "").say(frame.wording.clone()));
            if !frame.days.is_empty() {
                time = time.say(format!(" · {}", named_days(lang, &frame.days)));
            }
        }
        None => time = time.put(el("span", "muted").say(w.time_blank())),
    }
    list = list.put(el("dt", "").say(w.time())).put(time);
    if let Some(product) = &task.product {
        list = list.put(el("dt", "").say(w.product())).put(el("dd", "").say(product.clone()));
    }
    let into = into.put(list);
    match task.text.as_ref().filter(|text| **text != task.title) {
        Some(text) => {
            let summary = el("summary", "").set("part", "summary").say(w.full_text());
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
    // The one that counts now stands first, with its words; those of the others say nearly the same.
    let mut list = el("ul", "targets small");
    let mut others = el("details", "small").put(el("summary", "").set("part", "summary").say(w.plan_says()));
    let mut any = false;
    for is_now in [true, false] {
        for (_, one) in indicator.targets.iter().enumerate().filter(|(i, _)| (current == Some(*i)) == is_now) {
            let said = target(lang, one, unit);
            let words = el("q", "").say(one.wording.clone());
            list = list.put(if is_now {
                el("li", "").put(el("b", "").say(said)).say(" ").put(words)
            } else {
                others = others.put(el("p", "").put(words));
                any = true;
                el("li", "").say(said)
            });
        }
    }
    into = into.put(list);
    if any {
        into = into.put(others);
    }
    if let Some(excludes) = &indicator.excludes {
        let quote = el("q", "").say(excludes.clone());
        into = into.put(el("p", "hint").say(w.excludes()).say(": ").put(quote));
    }
    if indicator.measure == Measure::Ratio {
        into = into.put(el("p", "hint").say(w.ratio_hint()));
    }
    into
}
