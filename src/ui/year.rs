use super::due_banner::chip_of;
use super::el::{El, act, button, el};
use crate::delivery::Record;
use crate::locale::{calendar_file, date_long, nth, period, report_name, standing, terms, today_is, words, year_title};
use crate::plan::Date;
use crate::schedule::{Calendar, DayOff, Duty, Standing};
use crate::state::{Action, Rest, State};
use std::sync::Arc;
use yew::prelude::*;

/// A unit's year: every report as a list, the dated ones also as a calendar, to open, and to take along as a calendar
/// file.
#[inline(never)]
pub fn year_page(_: Rest, state: &State, year: i32, dispatch: &Callback<Action>) -> Html {
    let (lang, w) = (state.lang(), words(state.lang()));
    let mut duties = state.year(year);
    let undated = duties.split_off(duties.partition_point(|duty| duty.due.is_some()));
    let today = Some(state.now.in_zone(&*state.zone).date).filter(|today| today.year() == year);
    let heading = el("h2", "").set("id", "year").set("tabindex", "-1").say(year_title(lang, year));
    let other = |to: i32, text| button("button secondary small", text, act(dispatch, Action::Year(Some(to))));
    let mut acts = el("div", "acts").put(other(year - 1, w.previous_year())).put(other(year + 1, w.next_year()));
    let mut page = el("section", "page year")
        .put(button("link", format!("← {}", w.back()), act(dispatch, Action::Overview)))
        .put(heading);
    if duties.is_empty() {
        page = page.put(acts).put(el("p", "notice").say(w.nothing_due()));
    } else {
        if today.is_some() {
            let to = |event: MouseEvent| crate::browser::focus(&event.target_unchecked_into(), "today");
            acts = acts.put(button("button secondary small", w.to_today(), Callback::from(to)));
        }
        page = page.put(acts.put(download(state, year, &duties)));
        // What is due today is still to come.
        let past = duties.partition_point(|duty| last_day(duty) < today);
        if past > 0 {
            page = page.put(lines(state, &duties[..past], dispatch));
        }
        if let Some(today) = today {
            page = page.put(el("h3", "today").set("id", "today").set("tabindex", "-1").say(today_is(lang, today)));
        }
        if past < duties.len() {
            page = page.put(lines(state, &duties[past..], dispatch));
        }
    }
    if !undated.is_empty() {
        page = page.put(el("h3", "").say(w.undated_reports())).put(lines(state, &undated, dispatch));
    }
    if !duties.is_empty() {
        let months = el("div", "months").all((1..=12).map(|month| month_table(state, year, month, &duties)).collect());
        let key = el("p", "small muted").say(w.calendar_key());
        page = page.put(
            el("details", "")
                .put(el("summary", "").set("part", "summary").say(w.month_calendar()))
                .put(key)
                .put(months),
        );
    }
    page.into()
}

fn lines(state: &State, duties: &[Arc<Duty>], dispatch: &Callback<Action>) -> El {
    el("ul", "plain").all(duties.iter().map(|duty| line(state, duty, dispatch).into()).collect())
}

/// A report in a line: its due day, its name to open it by, how it stands and what follows from that.
fn line(state: &State, duty: &Arc<Duty>, dispatch: &Callback<Action>) -> El {
    let lang = state.lang();
    let mut head = el("div", "due-head");
    if let Some(due) = &duty.due {
        let at = due.at.map(|at| format!("{at} · ")).unwrap_or_default();
        head = head.put(el("b", "").say(format!("{at}{}", date_long(lang, due.last_day))));
    }
    let is_sent = state.record(duty).is_some_and(Record::is_sent);
    let open = act(dispatch, Action::Open(Arc::clone(duty)));
    let open = button("link", report_name(lang, duty), open).prop("disabled", state.records.is_none());
    let what = el("div", "what").put(open).put(el("div", "small muted").say(follows(state, duty, is_sent)));
    el("li", "").put(head.put(what).put(chip_of(state, duty, is_sent)))
}

/// What the mark of a line leaves open: that the report may be sent, also late and until when, or why not.
fn follows(state: &State, duty: &Arc<Duty>, is_sent: bool) -> String {
    let lang = state.lang();
    let duty = state.once_sent(Arc::clone(duty));
    let mut said = match duty.standing(state.now) {
        _ if is_sent && duty.correctable_until.is_none() => Vec::new(),
        _ if is_sent => terms(lang, &duty, state.now, &*state.zone),
        Standing::NotOpen => Vec::new(),
        Standing::Undated => duty.wording.iter().map(|words| format!("“{words}”")).collect(),
        stands @ Standing::Open => vec![standing(lang, stands).to_owned()],
        _ => terms(lang, &duty, state.now, &*state.zone),
    };
    if !is_sent && duty.standing(state.now) == Standing::Overdue {
        // Where lateness ends, the terms say it.
        let is_endless = duty.due.as_ref().is_some_and(|due| due.closes.is_none());
        said.extend(is_endless.then(|| words(lang).late_always().to_owned()));
    }
    said.join(" ")
}

fn download(state: &State, year: i32, duties: &[Arc<Duty>]) -> El {
    let w = words(state.lang());
    let (state, duties) = (state.clone(), duties.to_vec());
    let save = Callback::from(move |_: MouseEvent| {
        let (Some(plan), Some(member)) = (state.plan(), &state.member) else { return };
        let is_sent = |duty: &Duty| state.record(duty).is_some_and(Record::is_sent);
        let is_over = |duty: &Duty| duty.standing(state.now) == Standing::Closed;
        let to_send = duties.iter().filter(|duty| !is_sent(duty) && !is_over(duty));
        let duties: Vec<Duty> = to_send.map(|duty| Duty::clone(duty)).collect();
        let file = calendar_file(state.lang(), &plan, member, &duties, state.now, &*state.zone);
        crate::browser::download(&format!("{}-{year}.ics", plan.id), "text/calendar;charset=utf-8", &file);
    });
    button("button secondary small", w.calendar_download(), save)
}

/// A month as a table of weeks: days off are shaded, days on which something is due are marked and say what.
fn month_table(state: &State, year: i32, month: u32, duties: &[Arc<Duty>]) -> Html {
    let lang = state.lang();
    let w = words(lang);
    let (Some(plan), Some(first)) = (state.plan(), Date::new(year, month, 1)) else { return Html::default() };
    let calendar = Calendar::of(&plan);
    let mut head = el("tr", "");
    for n in 1..=7 {
        head = head.put(el("th", "").set("scope", "col").say(nth(w.days_short(), n)));
    }
    let name = period(lang, &crate::schedule::PeriodName::Month(year, month));
    let mut table = el("table", "month").put(el("caption", "").say(name)).put(el("thead", "").put(head));
    let mut day = first.plus_days(1 - i64::from(first.weekday()));
    while day <= first.last_of_month() {
        let mut week = el("tr", "");
        for _ in 0..7 {
            week = week.put(if day.month() == month { cell(state, &calendar, day, duties) } else { el("td", "") });
            day = day.plus_days(1);
        }
        table = table.put(week);
    }
    let mut due = el("ul", "plain small");
    for duty in
        duties.iter().filter(|duty| last_day(duty).is_some_and(|day| (day.year(), day.month()) == (year, month)))
    {
        let day = last_day(duty).map(|day| format!("{}: ", day.day()));
        due = due.put(el("li", "").put(el("b", "").say(day.unwrap_or_default())).say(report_name(lang, duty)));
    }
    el("div", "").put(table).put(due).into()
}

fn last_day(duty: &Duty) -> Option<Date> {
    duty.due.as_ref().map(|due| due.last_day)
}

fn cell(state: &State, calendar: &Calendar<'_>, day: Date, duties: &[Arc<Duty>]) -> El {
    let lang = state.lang();
    let due: Vec<_> = duties.iter().filter(|duty| last_day(duty) == Some(day)).collect();
    let off = calendar.day_off(day);
    let class = match (due.is_empty(), off.is_some()) {
        (true, true) => "off",
        (true, false) => "",
        (false, true) => "has off",
        (false, false) => "has",
    };
    let mut said = String::new();
    match off {
        Some(DayOff::Named { name, .. }) => said.push_str(name),
        Some(DayOff::Weekend) => {}
        None => said.push_str(calendar.made_up(day).unwrap_or_default()),
    }
    for duty in due {
        super::el::add(&mut said, "; ", &report_name(lang, duty));
    }
    let is_today = day == state.now.in_zone(&*state.zone).date;
    let cell = el("td", class).maybe("aria-current", is_today.then_some("date".into())).say(day.day().to_string());
    if said.is_empty() { cell } else { cell.set("title", said.clone()).put(el("span", "unseen").say(said)) }
}
