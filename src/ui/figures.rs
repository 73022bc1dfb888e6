//! Figures over time: what an indicator comes to, and what earlier reports said.

use super::control::control_id;
use super::el::{El, el};
use super::panel::question;
use super::trajectory::over_time;
use crate::locale::{Lang, field_label, finding, period, words};
use crate::plan::{Decimal, FieldId, Indicator, Measure, Plan};
use crate::report::{
    Field, FieldKind, Figures, Label, NumberKind, Part, Point, Value, trajectory, with_unit, write_number,
};
use crate::state::{Action, Rest, State, Work};
use yew::Callback;

/// What stands below the questions about an indicator.
#[inline(never)]
pub fn figures(_: Rest, state: &State, work: &Work, plan: &Plan, i: usize, dispatch: &Callback<Action>) -> El {
    let block = el("div", "figures");
    let form = &work.form.parts[i];
    let Part::Indicator(id) = &form.part else { return block };
    let Some(indicator) = plan.indicator(id) else { return block };
    let (lang, known) = (state.lang(), work.earlier.indicators.get(id));
    let figures = Figures::new(indicator, &work.duty, &work.parts[i].answers, known);
    // Of 0 out of 0 there is no percentage, but something was said.
    let zero = |key: &str| work.parts[i].answers.get(key).and_then(Value::text) == Some("0");
    let is_none_of_none = figures.now.is_none() && zero("part") && zero("whole");
    if !indicator.is_over_time() {
        return block.put(note(state, work, i, dispatch));
    }
    let points = trajectory(plan, indicator, &work.duty, &work.past, i, &figures);
    let block = block.put(facts(lang, indicator, &figures, is_none_of_none, last_with_result(lang, &points)));
    let block = block.put(note(state, work, i, dispatch));
    let block = block.put(earlier_questions(state, work, plan, i, dispatch));
    match over_time(lang, indicator, &work.duty, &points) {
        Some(over_time) => block.put(over_time),
        None => block,
    }
}

/// A number that follows from others, by the place of its part and its own in it.
pub fn computed(lang: Lang, work: &Work, (i, nth): (usize, usize)) -> El {
    let form = &work.form.parts[i];
    let field = &form.fields[nth];
    let number = computed_answer(work, (i, nth));
    let id = control_id(&form.field_pointer(&field.id));
    let label = el("label", "").set("part", "label").set("for", id.clone()).say(field_label(lang, &field.label));
    let output = el("output", if number.is_some() { "computed" } else { "computed muted" });
    let said = number.unwrap_or_else(|| words(lang).figures_none().to_owned());
    let block = el("div", "f").key(field.id.as_str()).set("data-field", "").set("part", "field").put(label);
    let block = match &field.help {
        Some(help) => block.put(el("div", "hint").set("id", format!("{id}-h")).say(help.clone())),
        None => block,
    };
    let mut messages = el("div", "messages").set("id", format!("{id}-e"));
    for placed in work.visible(i).filter(|placed| placed.field == Some(nth)) {
        let class = if placed.finding.is_error() { "msg" } else { "warnmsg" };
        messages = messages.put(el("p", class).say(finding(lang, &placed.finding)));
    }
    // The summary of what is wrong leads to it.
    let output = output.set("aria-describedby", format!("{id}-e {id}-h")).set("tabindex", "-1");
    block.put(messages).put(output.set("id", id).set("part", "output").say(said))
}

/// A number that follows from others, as one reads it.
pub fn computed_answer(work: &Work, (i, nth): (usize, usize)) -> Option<String> {
    let field = &work.form.parts[i].fields[nth];
    let number = work.parts[i].answers.get(&field.id).and_then(Value::text).and_then(Decimal::parse)?;
    if !is_read(work, i, field) {
        return None;
    }
    Some(match &field.kind {
        FieldKind::Number(NumberKind { unit: Some(unit), .. }) => with_unit(&write_number(number), unit),
        _ => write_number(number),
    })
}

/// Whether all that a number follows from can be read and is right: a sum of the rest would be taken for the whole.
fn is_read(work: &Work, i: usize, field: &Field) -> bool {
    let (form, answers) = (&work.form.parts[i], &work.parts[i].answers);
    let is_typed = |id: &FieldId| work.draft.get(&form.part, id).is_some_and(|raw| !raw.is_blank());
    let is_wrong = |id: &FieldId| {
        let place = form.fields.iter().position(|field| field.id == *id);
        work.parts[i].findings.iter().any(|placed| placed.field == place && placed.finding.is_error())
    };
    let is_hidden = |id: &FieldId| work.parts[i].hidden.iter().any(|&nth| form.fields[nth].id == *id);
    let is_right = |id: &FieldId| if answers.contains_key(id) { !is_wrong(id) } else { !is_typed(id) };
    form.sources(field).into_iter().all(|id| is_hidden(id) || is_right(id))
}

/// What an indicator comes to up to this period, as one reads it.
pub fn so_far(plan: &Plan, work: &Work, i: usize) -> Option<String> {
    let Part::Indicator(id) = &work.form.parts[i].part else { return None };
    let (indicator, known) = (plan.indicator(id)?, work.earlier.indicators.get(id));
    let figures = Figures::new(indicator, &work.duty, &work.parts[i].answers, known);
    Some(in_its_unit(indicator, figures.cumulative?))
}

/// Of which period the last result is, where one without any lies in between.
fn last_with_result(lang: Lang, points: &[Point<'_>]) -> Option<String> {
    let (_, before) = points.split_last()?;
    let place = before.iter().rposition(|point| point.result.is_some())?;
    (place + 1 < before.len()).then(|| period(lang, &before[place].period.name))
}

/// The figures in words; `last_of`: of which period the last one is, where that has to be said.
fn facts(lang: Lang, indicator: &Indicator, figures: &Figures, is_none_of_none: bool, last_of: Option<String>) -> El {
    let w = words(lang);
    let own = |number: Option<Decimal>| number.map(|number| in_its_unit(indicator, number));
    let facts = [
        (w.figures_now(), own(figures.now)),
        (w.figures_cumulative(), own(figures.cumulative)),
        (w.figures_goal(), own(figures.goal)),
        (w.figures_of_goal(), figures.of_goal.map(|share| format!("{}%", write_number(share)))),
        (w.figures_last(), own(figures.past.last)),
        (w.figures_last_year(), own(figures.past.last_year)),
    ];
    let mut list = el("dl", "figures-facts");
    for (label, figure) in facts {
        let is_of_goal = figures.goal.is_none() && (label == w.figures_goal() || label == w.figures_of_goal());
        if is_of_goal || indicator.accumulates.is_none() && label == w.figures_cumulative() {
            continue;
        }
        let said = match figure {
            Some(figure) => el("dd", "").say(figure),
            None if is_none_of_none && label == w.figures_now() => el("dd", "").say(w.figures_no_progress()),
            None => el("dd", "muted").say(w.figures_none()),
        };
        let mut term = el("dt", "").say(label);
        if let Some(last_of) = last_of.as_ref().filter(|_| label == w.figures_last()) {
            term = term.say(format!(" ({last_of})"));
        }
        list = list.put(el("div", "").put(term).put(said));
    }
    list
}

/// Whether it is asked why a figure is what it is, or was said.
pub fn asks_note(work: &Work, i: usize, nth: usize) -> bool {
    let form = &work.form.parts[i];
    let field = &form.fields[nth];
    let at = form.field_pointer(&field.id);
    // What the whole says of it asks for it, too.
    work.parts[i].findings.iter().any(|placed| placed.field == Some(nth))
        || work.whole.iter().any(|finding| finding.at == at)
        || work.draft.get(&form.part, &field.id).is_some_and(|raw| !raw.is_blank())
}

fn note(state: &State, work: &Work, i: usize, dispatch: &Callback<Action>) -> El {
    let fields = &work.form.parts[i].fields;
    match fields.iter().position(|field| matches!(field.label, Label::Note)) {
        Some(nth) if asks_note(work, i, nth) => el("div", "").put(question(state, work, (i, nth), dispatch)),
        _ => el("div", ""),
    }
}

/// What nobody has of earlier reports is asked here, once.
fn earlier_questions(state: &State, work: &Work, plan: &Plan, i: usize, dispatch: &Callback<Action>) -> El {
    let w = words(state.lang());
    let form = &work.form.parts[i];
    let known = match &form.part {
        Part::Indicator(id) => work.earlier.indicators.get(id).copied().unwrap_or_default(),
        _ => return el("div", ""),
    };
    // Nothing is asked of times before the plan.
    let is_of_plan = |ends| plan.begins().is_none_or(|begins| begins <= ends);
    let has_earlier = work.past.iter().any(|past| past.period.span.is_some_and(|(_, ends)| is_of_plan(ends)));
    let is_known = |field: &str| match field {
        "before" | "before-of" => known.before.is_some() || known.nothing_before || !has_earlier,
        "last" => known.last.is_some() || !has_earlier,
        // That lies a year back, whatever the plan is of.
        _ => known.last_year.is_some(),
    };
    let (mut row, mut any, mut is_wrong) = (el("div", "row"), false, false);
    for (nth, field) in form.fields.iter().enumerate() {
        let finding = work.parts[i].findings.iter().find(|placed| placed.field == Some(nth));
        let is_typed = work.draft.get(&form.part, &field.id).is_some_and(|raw| !raw.is_blank());
        let is_open = !is_known(field.id.as_str()) || finding.is_some() || is_typed && !has_earlier;
        if matches!(field.label, Label::Earlier(_)) && is_open {
            row = row.put(question(state, work, (i, nth), dispatch));
            is_wrong |= finding.is_some();
            any = true;
        }
    }
    if !any {
        return el("div", "");
    }
    let summary = el("summary", "").set("part", "summary").say(w.figures_enter());
    let details = el("details", "small").maybe("open", is_wrong.then(|| "".into())).put(summary);
    details.put(el("p", "hint").say(w.figures_unknown())).put(row)
}

/// A number with its indicator's unit.
pub(super) fn in_its_unit(indicator: &Indicator, number: Decimal) -> String {
    let unit = match indicator.measure {
        Measure::Ratio => "%",
        _ => indicator.unit.as_deref().unwrap_or_default(),
    };
    with_unit(&write_number(number), unit)
}
