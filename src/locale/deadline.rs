use super::fill::{fill, nth};
use super::time::{date, date_long, local, zone_name};
use super::{Lang, words};
use crate::plan::{Anchor, Clock, Date, Special};
use crate::schedule::{DayOff, Due, Duty, Instant, Standing, Step, Zone};

/// Until when, in one line: the day, its end or the hour, and whose time that is.
pub fn due(lang: Lang, due: &Due, zone: &dyn Zone) -> String {
    let w = words(lang);
    let template = if due.at.is_none() { w.due() } else { w.due_at() };
    let (day, at) = (date_long(lang, due.last_day), due.at.map(time_of_day).unwrap_or_default());
    // The day's own time: where clocks change at its end, that of before.
    let last_moment = if due.at.is_none() { Instant(due.until.0 - 1) } else { due.until };
    let zone = zone_name(lang, last_moment.in_zone(zone).offset);
    fill(template, "day clock zone", &[&day, &at, &zone])
}

fn time_of_day(at: Clock) -> String {
    let text = at.to_string();
    text.strip_prefix('0').unwrap_or(&text).to_owned()
}

/// Until a moment: the end of a day where clocks show midnight.
fn until(lang: Lang, at: Instant, zone: &dyn Zone) -> String {
    let shown = at.in_zone(zone);
    match shown.seconds {
        0 => fill(words(lang).end_of_day(), "day", &[&date(lang, shown.date.plus_days(-1))]),
        _ => local(lang, shown),
    }
}

/// What is out of the usual about when a report may be sent: not yet, not any more, only so long, and why it is owed
/// otherwise than the rules say. Each a sentence.
pub fn terms(lang: Lang, duty: &Duty, now: Instant, zone: &dyn Zone) -> Vec<String> {
    let w = words(lang);
    let mut said = Vec::new();
    if let Some(arranged) = &duty.arranged {
        said.push(format!("{}: {}", w.reason(), arranged.reason));
    }
    let stands = duty.standing(now);
    if let Standing::Lapsed(why) = stands {
        said.push(nth(w.lapsed_why(), why as u32 + 1).to_owned());
        return said;
    }
    if matches!(stands, Standing::Settled(_)) {
        let until = duty.arranged.as_ref().and_then(|arranged| arranged.until);
        said.extend(until.map(|day| fill(w.settled_until(), "day", &[&date(lang, day)])));
        return said;
    }
    if let Some(end) = duty.correctable_until {
        said.push(correctable_until(lang, end, now, zone));
        return said;
    }
    if let Some(opens) = duty.opens.filter(|_| stands == Standing::NotOpen) {
        said.push(fill(w.opens_at(), "moment", &[&local(lang, opens.in_zone(zone))]));
    }
    if let Some(due) = &duty.due {
        if let Some(day) = due.moved_from {
            said.push(fill(w.moved_from(), "day", &[&date_long(lang, day)]));
        }
        match due.closes {
            None => {}
            Some(closes) if stands == Standing::Closed => {
                said.push(fill(w.closed_since(), "moment", &[&until(lang, closes, zone)]));
            }
            Some(closes) if closes <= due.until => said.push(w.late_never().to_owned()),
            Some(closes) => said.push(fill(w.late_until(), "moment", &[&until(lang, closes, zone)])),
        }
        if due.is_expected {
            said.push(w.expected().to_owned());
        }
    }
    said
}

/// What follows from when a report is due, where nothing is out of the usual. Each a sentence.
pub fn asides(lang: Lang, duty: &Duty) -> Vec<String> {
    let w = words(lang);
    let mut said = Vec::new();
    if !duty.is_owed() {
        return said;
    }
    if duty.due.as_ref().is_some_and(|due| due.closes.is_none()) {
        said.push(w.late_always().to_owned());
    }
    if duty.is_estimate() {
        said.push(w.estimate().to_owned());
    }
    said
}

/// Until when a report that was sent may be corrected, or that this time is over.
pub fn correctable_until(lang: Lang, end: Instant, now: Instant, zone: &dyn Zone) -> String {
    let w = words(lang);
    let template = if now < end { w.correctable() } else { w.not_correctable() };
    fill(template, "moment", &[&until(lang, end, zone)])
}

/// How a due instant came about, a sentence for each step.
pub fn steps(lang: Lang, steps: &[Step<'_>]) -> Vec<String> {
    let w = words(lang);
    let mut said = Vec::new();
    for step in steps {
        let long = |day| date_long(lang, day);
        said.push(match *step {
            Step::From(anchor, day) => {
                let template = match anchor {
                    Anchor::PeriodEnd => w.step_from_end(),
                    Anchor::PeriodStart => w.step_from_start(),
                    Anchor::Event => w.step_from_event(),
                };
                fill(template, "day", &[&date(lang, day)])
            }
            Step::After(unit, n, day) => {
                fill(w.step_after(), "n unit day", &[&n, &nth(w.term_units(), unit as u32 + 1), &long(day)])
            }
            Step::Weekends(n) => fill(w.step_weekends(), "n", &[&n]),
            Step::MadeUp(day) => fill(w.step_made_up(), "day", &[&long(day)]),
            Step::Skipped(day, why) => fill(w.step_skipped(), "day why", &[&date(lang, day), &why]),
            Step::SkippedMore(n) => fill(w.step_skipped_more(), "n", &[&n]),
            Step::On(day) => fill(w.step_on(), "day", &[&long(day)]),
            Step::Before(named, last, says_before) => {
                let template = if says_before { w.step_before() } else { w.step_excluded() };
                fill(template, "named last", &[&date(lang, named), &long(last)])
            }
            Step::Off(day, off, to) => {
                let why = match off {
                    DayOff::Weekend => w.weekend(),
                    DayOff::Named { name, .. } => name,
                };
                let template = if to.is_some() { w.step_moves() } else { w.step_stays() };
                fill(template, "day why to", &[&long(day), &why, &to.map(long).unwrap_or_default()])
            }
            Step::At(at) => fill(w.step_at(), "clock", &[&time_of_day(at)]),
            Step::Arranged(day, reason) => fill(w.step_arranged(), "day reason", &[&long(day), &reason]),
        });
    }
    said
}

/// How a report stands.
pub fn standing(lang: Lang, standing: Standing) -> &'static str {
    let w = words(lang);
    match standing {
        Standing::Overdue => w.overdue(),
        Standing::Open => w.standing_open(),
        Standing::Undated => w.any_time(),
        Standing::NotOpen => w.standing_not_open(),
        Standing::Closed => w.standing_closed(),
        Standing::Settled(Special::SentOutside) => w.settled_outside(),
        Standing::Settled(Special::Approved) => w.settled_approved(),
        Standing::Settled(_) => w.settled_exempt(),
        Standing::Lapsed(_) => w.lapsed(),
    }
}

/// That a unit is not there yet, or no more and who has its tasks; none while it is there.
pub fn unit_validity(lang: Lang, unit: &crate::plan::Unit, successor: Option<&str>, today: Date) -> Option<String> {
    let w = words(lang);
    if let Some(day) = unit.valid_from.filter(|day| today < *day) {
        return Some(fill(w.unit_begins(), "day", &[&date(lang, day)]));
    }
    let day = unit.valid_until.filter(|day| *day < today)?;
    let ended = fill(w.unit_ended(), "day", &[&date(lang, day)]);
    Some(match successor {
        Some(unit) => format!("{ended} {}", fill(w.unit_went_to(), "unit", &[&unit])),
        None => ended,
    })
}

/// That a plan has ended.
pub fn plan_over(lang: Lang, last: Date) -> String {
    fill(words(lang).plan_over(), "day", &[&date(lang, last)])
}

/// The reports that a report stands in for.
pub fn stands_for(lang: Lang, titles: &str) -> String {
    fill(words(lang).stands_for(), "reports", &[&titles])
}

/// Where today is among a year's reports.
pub fn today_is(lang: Lang, day: Date) -> String {
    fill(words(lang).today_is(), "day", &[&date_long(lang, day)])
}

/// The heading of a year's reports.
pub fn year_title(lang: Lang, year: i32) -> String {
    fill(words(lang).year_title(), "year", &[&year])
}
