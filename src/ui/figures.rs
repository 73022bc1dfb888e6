//! Figures over time: what an indicator comes to, what earlier reports said, and a chart of it.

use super::control::control_id;
use super::el::{El, el};
use super::panel::question;
use crate::locale::{Lang, field_label, finding, period, words};
use crate::plan::{Computed, Decimal, Indicator, Measure, Plan};
use crate::report::{FieldKind, Figures, Label, NumberKind, Part, Point, Value, trajectory, with_unit, write_number};
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
    let is_over_time = indicator.is_over_time();
    let block = if is_over_time { block.put(facts(lang, indicator, &figures)) } else { block };
    let block = block.put(note(state, work, i, dispatch));
    if !is_over_time {
        return block;
    }
    let block = block.put(earlier_questions(state, work, plan, i, dispatch));
    let points = trajectory(plan, indicator, &work.duty, &work.past, i, &figures);
    match points.iter().filter(|point| point.result.is_some()).count() {
        0 | 1 => block,
        _ => block.put(over_time(lang, indicator, &figures, &points)),
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
    if !is_read(work, i, field.computed.get()?) {
        return None;
    }
    Some(match &field.kind {
        FieldKind::Number(NumberKind { unit: Some(unit), .. }) => with_unit(&write_number(number), unit),
        _ => write_number(number),
    })
}

/// Whether all that a number follows from can be read: a sum of the rest would be taken for the whole.
fn is_read(work: &Work, i: usize, computed: &Computed) -> bool {
    let (form, answers) = (&work.form.parts[i], &work.parts[i].answers);
    let mut from = computed.fields();
    let mut next = 0;
    while let Some(field) = from.get(next).and_then(|id| form.field(id.as_str())) {
        let further = field.computed.get().into_iter().flat_map(Computed::fields);
        let further: Vec<_> = further.filter(|id| !from.contains(id)).collect();
        from.extend(further);
        next += 1;
    }
    let is_typed = |id| work.draft.get(&form.part, id).is_some_and(|raw| !raw.is_blank());
    let is_hidden = |id| work.parts[i].hidden.iter().any(|&nth| form.fields[nth].id == *id);
    from.into_iter().all(|id| answers.contains_key(id) || !is_typed(id) || is_hidden(id))
}

/// What an indicator comes to up to this period, as one reads it.
pub fn so_far(plan: &Plan, work: &Work, i: usize) -> Option<String> {
    let Part::Indicator(id) = &work.form.parts[i].part else { return None };
    let (indicator, known) = (plan.indicator(id)?, work.earlier.indicators.get(id));
    let figures = Figures::new(indicator, &work.duty, &work.parts[i].answers, known);
    Some(in_its_unit(indicator, figures.cumulative?))
}

/// The figures in words.
fn facts(lang: Lang, indicator: &Indicator, figures: &Figures) -> El {
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
            None => el("dd", "muted").say(w.figures_none()),
        };
        list = list.put(el("div", "").put(el("dt", "").say(label)).put(said));
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

/// The periods one beside the other: a chart, and the same as a table.
fn over_time(lang: Lang, indicator: &Indicator, figures: &Figures, points: &[Point<'_>]) -> El {
    let w = words(lang);
    let summary = el("summary", "").set("part", "summary").say(w.figures_title());
    let has_cumulative = points.iter().any(|point| point.cumulative.is_some());
    let head = |text: &'static str| el("th", "").set("scope", "col").say(text);
    let mut heads = el("tr", "").put(head(w.figures_period())).put(head(w.figures_result()));
    if has_cumulative {
        heads = heads.put(head(w.figures_cumulative()));
    }
    let mut rows = el("tbody", "");
    for point in points {
        let cell = |number: Option<Decimal>| {
            el("td", "number").say(number.map_or("–".to_owned(), |number| in_its_unit(indicator, number)))
        };
        let name = el("th", "").set("scope", "row").say(period(lang, &point.period.name));
        let mut row = el("tr", "").put(name).put(cell(point.result));
        if has_cumulative {
            row = row.put(cell(point.cumulative));
        }
        rows = rows.put(row);
    }
    let caption = el("caption", "unseen").say(indicator.title.clone());
    let table = el("table", "table").put(caption).put(el("thead", "").put(heads)).put(rows);
    el("details", "small").put(summary).put(chart(lang, indicator, figures, points)).put(table)
}

fn in_its_unit(indicator: &Indicator, number: Decimal) -> String {
    let unit = match indicator.measure {
        Measure::Ratio => "%",
        _ => indicator.unit.as_deref().unwrap_or_default(),
    };
    with_unit(&write_number(number), unit)
}

/// Width and height of the chart in units of its own, and the room for texts below it and above.
const WIDTH: f64 = 320.0;
const HEIGHT: f64 = 120.0;
const ROOM: f64 = 16.0;

/// Results as bars, what they come to as a line, the target as a broken one. The table beside it says the same.
fn chart(lang: Lang, indicator: &Indicator, figures: &Figures, points: &[Point<'_>]) -> El {
    let all = points.iter().flat_map(|point| [point.result, point.cumulative]).chain([figures.goal]).flatten();
    let most = all.max().unwrap_or(Decimal::ZERO);
    // Only where it is drawn: what is said stays exact.
    let number = |number: Decimal| number.to_string().parse::<f64>().unwrap_or(0.0);
    let scale = if most > Decimal::ZERO { (HEIGHT - 2.0 * ROOM) / number(most) } else { 0.0 };
    let y = |of: Decimal| HEIGHT - ROOM - number(of) * scale;
    let step = WIDTH / points.len() as f64;
    let middle = |nth: usize| (nth as f64 + 0.5) * step;
    let at = |value: f64| format!("{value:.1}");
    let mut svg = el("svg", "chart")
        .set("viewBox", format!("0 0 {WIDTH} {HEIGHT}"))
        .set("role", "img")
        .set("aria-label", format!("{}: {}", words(lang).figures_chart(), indicator.title));
    let line = |class, from: (f64, f64), to: (f64, f64)| {
        let line = el("line", class).set("x1", at(from.0)).set("y1", at(from.1));
        line.set("x2", at(to.0)).set("y2", at(to.1))
    };
    let mut way = String::new();
    for (nth, point) in points.iter().enumerate() {
        if let Some(result) = point.result {
            let (top, width) = (y(result), (step * 0.6).min(40.0));
            let bar = el("rect", if nth + 1 == points.len() { "result now" } else { "result" });
            let bar = bar.set("x", at(middle(nth) - width / 2.0)).set("y", at(top)).set("width", at(width));
            svg = svg.put(bar.set("height", at(HEIGHT - ROOM - top)));
        }
        if let Some(cumulative) = point.cumulative {
            way += &format!("{},{} ", at(middle(nth)), at(y(cumulative)));
        }
    }
    if !way.is_empty() {
        svg = svg.put(el("polyline", "way").set("points", way));
    }
    if let Some(goal) = figures.goal {
        svg = svg.put(line("goal", (0.0, y(goal)), (WIDTH, y(goal))));
    }
    svg = svg.put(line("axis", (0.0, HEIGHT - ROOM), (WIDTH, HEIGHT - ROOM)));
    let text = |x: f64, y: f64, anchor: &'static str, said: String| {
        el("text", "").set("x", at(x)).set("y", at(y)).set("text-anchor", anchor).say(said)
    };
    svg = svg.put(text(0.0, ROOM - 5.0, "start", in_its_unit(indicator, most)));
    let ends = [(points.first(), 0.0, "start"), (points.last().filter(|_| points.len() > 1), WIDTH, "end")];
    for (point, x, anchor) in ends {
        if let Some(point) = point {
            svg = svg.put(text(x, HEIGHT - 4.0, anchor, period(lang, &point.period.name)));
        }
    }
    svg
}
