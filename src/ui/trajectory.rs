//! What an indicator came to from period to period, and what it has to: a chart, and the same as a table.

use super::el::{El, el};
use super::figures::in_its_unit;
use crate::locale::{Lang, period, target_day, words};
use crate::plan::{Decimal, Indicator};
use crate::report::{Point, ahead};
use crate::schedule::Duty;

/// What stands at one place of the chart, and in one line of the table.
struct Place {
    name: String,
    /// None: it is a target of a year to come.
    result: Option<Decimal>,
    cumulative: Option<Decimal>,
    goal: Option<Decimal>,
    is_now: bool,
}

/// The periods one beside the other, and the targets of later years; none where there is nothing to compare.
pub(super) fn over_time(lang: Lang, indicator: &Indicator, duty: &Duty, points: &[Point<'_>]) -> Option<El> {
    let later = ahead(indicator, duty);
    let last = points.len().saturating_sub(1);
    let results = points.iter().filter(|point| point.result.is_some()).count();
    if results == 0 || results + later.len() == 1 {
        return None;
    }
    let of_periods = points.iter().enumerate().map(|(nth, point)| Place {
        name: period(lang, &point.period.name),
        result: point.result,
        cumulative: point.cumulative,
        goal: point.goal,
        is_now: nth == last,
    });
    let to_come = later.iter().filter_map(|(target, goal)| {
        let name = target_day(lang, target.by?);
        Some(Place { name, result: None, cumulative: None, goal: Some(*goal), is_now: false })
    });
    let places: Vec<Place> = of_periods.chain(to_come).collect();
    let w = words(lang);
    let summary = el("summary", "").set("part", "summary").say(w.figures_title());
    let details = el("details", "small").put(summary).put(chart(lang, indicator, &places)).put(key(lang, &places));
    Some(details.put(table(lang, indicator, &places)))
}

/// What the chart's bars and lines are.
fn key(lang: Lang, places: &[Place]) -> El {
    let w = words(lang);
    let has = |number: fn(&Place) -> Option<Decimal>| places.iter().any(|place| number(place).is_some());
    let mut key = el("div", "key");
    for (class, says, is_there) in [
        ("result", w.figures_result(), true),
        ("way", w.figures_cumulative(), has(|place| place.cumulative)),
        ("goal", w.target(), has(|place| place.goal)),
    ] {
        if is_there {
            key = key.put(el("span", class).say(says));
        }
    }
    key
}

fn table(lang: Lang, indicator: &Indicator, places: &[Place]) -> El {
    let w = words(lang);
    let has = |number: fn(&Place) -> Option<Decimal>| places.iter().any(|place| number(place).is_some());
    let (has_cumulative, has_goal) = (has(|place| place.cumulative), has(|place| place.goal));
    let head = |text: &'static str| el("th", "number").set("scope", "col").say(text);
    let period = el("th", "").set("scope", "col").say(w.figures_period());
    let mut heads = el("tr", "").put(period).put(head(w.figures_result()));
    if has_cumulative {
        heads = heads.put(head(w.figures_cumulative()));
    }
    if has_goal {
        heads = heads.put(head(w.target()));
    }
    let cell = |number: Option<Decimal>| {
        el("td", "number").say(number.map_or("–".to_owned(), |number| in_its_unit(indicator, number)))
    };
    let mut rows = el("tbody", "");
    for place in places {
        let name = el("th", "").set("scope", "row").say(place.name.clone());
        let mut row = el("tr", "").put(name).put(cell(place.result));
        if has_cumulative {
            row = row.put(cell(place.cumulative));
        }
        if has_goal {
            row = row.put(cell(place.goal));
        }
        rows = rows.put(row);
    }
    let caption = el("caption", "unseen").say(indicator.title.clone());
    el("table", "table").put(caption).put(el("thead", "").put(heads)).put(rows)
}

/// Width and height of the chart in units of its own, and the room for texts below it and above.
const WIDTH: f64 = 320.0;
const HEIGHT: f64 = 120.0;
const ROOM: f64 = 16.0;

/// Results as bars, what they come to as a line, what has to be reached as broken steps. The table beside it says the same.
fn chart(lang: Lang, indicator: &Indicator, places: &[Place]) -> El {
    let all = places.iter().flat_map(|place| [place.result, place.cumulative, place.goal]).flatten();
    let most = all.max().unwrap_or(Decimal::ZERO);
    // Only where it is drawn: what is said stays exact.
    let number = |number: Decimal| number.to_string().parse::<f64>().unwrap_or(0.0);
    let scale = if most > Decimal::ZERO { (HEIGHT - 2.0 * ROOM) / number(most) } else { 0.0 };
    let y = |of: Decimal| HEIGHT - ROOM - number(of) * scale;
    let step = WIDTH / places.len() as f64;
    let begins = |nth: usize| nth as f64 * step;
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
    for (nth, place) in places.iter().enumerate() {
        let middle = begins(nth) + step / 2.0;
        if let Some(result) = place.result {
            let (top, width) = (y(result), (step * 0.6).min(40.0));
            let bar = el("rect", if place.is_now { "result now" } else { "result" });
            let bar = bar.set("x", at(middle - width / 2.0)).set("y", at(top)).set("width", at(width));
            svg = svg.put(bar.set("height", at(HEIGHT - ROOM - top)));
        }
        if let Some(cumulative) = place.cumulative {
            way += &format!("{},{} ", at(middle), at(y(cumulative)));
        }
    }
    if !way.is_empty() {
        svg = svg.put(el("polyline", "way").set("points", way));
    }
    for (nth, goal) in places.iter().enumerate().filter_map(|(nth, place)| Some((nth, place.goal?))) {
        svg = svg.put(line("goal", (begins(nth), y(goal)), (begins(nth + 1), y(goal))));
    }
    svg = svg.put(line("axis", (0.0, HEIGHT - ROOM), (WIDTH, HEIGHT - ROOM)));
    let text = |x: f64, y: f64, anchor: &'static str, said: String| {
        el("text", "").set("x", at(x)).set("y", at(y)).set("text-anchor", anchor).say(said)
    };
    svg = svg.put(text(0.0, ROOM - 5.0, "start", in_its_unit(indicator, most)));
    let ends = [(places.first(), 0.0, "start"), (places.last().filter(|_| places.len() > 1), WIDTH, "end")];
    for (place, x, anchor) in ends {
        if let Some(place) = place {
            svg = svg.put(text(x, HEIGHT - 4.0, anchor, place.name.clone()));
        }
    }
    svg
}
