//! The catalogue: one row for each kind of wording, from the words to the day. The rows are data that a reader who
//! does not program can check; `catalogue/README.md` says how they are written.
#![cfg(not(target_arch = "wasm32"))]

mod support;

#[path = "catalogue/row.rs"]
mod row;

use baocao::finding::Severity;
use baocao::locale::{Lang, asides, due, period, span, standing, steps, terms};
use baocao::plan::{self, Date, KindId, Member, PeriodId, Plan, UnitId};
use baocao::schedule::{Duty, EventTime, FixedZone, Instant, Period, Zone, duties, duty, explain, obligations};
use chrono::{Datelike, NaiveDate, TimeDelta};
use row::{Block, Row, rows};

const AT_LEAST: usize = 120;

#[test]
fn every_wording_gives_the_day_that_was_worked_out_by_hand() {
    let rows = rows();
    let mut wrong = Vec::new();
    for row in &rows {
        let found = Checked::new(row).map_or_else(|error| vec![error], |checked| checked.wrong());
        if !found.is_empty() {
            wrong.push(format!("{}\n{}", row.place(), found.join("\n")));
        }
    }
    assert!(wrong.is_empty(), "\n{}\n\n{} of {} rows differ", wrong.join("\n\n"), wrong.len(), rows.len());
}

#[test]
fn the_catalogue_is_whole() {
    let rows = rows();
    let mut wrong = Vec::new();
    for (i, row) in rows.iter().enumerate() {
        let place = row.place();
        if rows[..i].iter().any(|earlier| earlier.title == row.title) {
            wrong.push(format!("{place}: the title is there twice"));
        }
        for key in ["says", "source", "now"] {
            if row.all(key).all(str::is_empty) {
                wrong.push(format!("{place}: no `{key}`"));
            }
        }
        if row.blocks.is_empty() {
            wrong.push(format!("{place}: nothing is expected"));
        }
        for block in row.blocks.iter().filter(|block| block.what == "report") {
            let is_dated = block.one("due") != Some("none");
            let needed = ["named", "covers", "opens", "due", "closes", "stands"];
            for key in needed.into_iter().chain(["vi", "en"].into_iter().filter(|_| is_dated)) {
                if block.one(key).is_none_or(str::is_empty) {
                    wrong.push(format!("{place}: report {} has no `{key}`", block.names.join(" ")));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
    assert!(rows.len() >= AT_LEAST, "{} rows, fewer than {AT_LEAST}", rows.len());
}

/// A row with its plan read.
struct Checked<'r> {
    row: &'r Row,
    plan: Plan,
    zone: Box<dyn Zone>,
    now: Instant,
}

impl<'r> Checked<'r> {
    fn new(row: &'r Row) -> Result<Self, String> {
        let text = row.plan()?;
        let reading = plan::read(&text, Severity::Error);
        if !reading.findings.is_empty() {
            return Err(format!("  {text}\n  is not read without findings: {:#?}", reading.findings));
        }
        let plan = reading.value.ok_or("no plan")?;
        let zone = zone(plan.time_zone.as_str());
        let now = moment(row.all("now").next().unwrap_or_default())?;
        Ok(Self { row, plan, zone, now })
    }

    fn wrong(&self) -> Vec<String> {
        let mut wrong = Vec::new();
        for block in &self.row.blocks {
            let found = match &*block.what {
                "report" => self.report(block),
                "not-owed" => self.not_owed(block),
                _ => self.owed(block),
            };
            wrong.extend(
                found.unwrap_or_else(|error| vec![format!("  {} {}: {error}", block.what, block.names.join(" "))]),
            );
        }
        wrong
    }

    fn member(&self, block: &Block) -> Result<Member, String> {
        let asked = block.one("unit").unwrap_or("don-vi");
        let id = UnitId::new(asked).ok_or("no id of a unit")?;
        let unit = self.plan.unit(&id).ok_or(format!("no unit {asked}"))?;
        Ok(self.plan.member(unit.clone()))
    }

    /// The report as the unit sees it now; one that is begun, as a receiver finds it.
    fn find(&self, kind: &str, period: &str, member: &Member) -> Result<Duty, String> {
        let kind = KindId::new(kind).ok_or("no id of a kind")?;
        let period = PeriodId::new(period).ok_or("no id of a period")?;
        if Period::begun_as(&period).is_some() {
            return duty(&self.plan, member, &kind, &period, self.now, &*self.zone).ok_or("not found".to_owned());
        }
        let all = duties(&self.plan, member, self.now, &*self.zone);
        let ids: Vec<_> = all.iter().map(|duty| format!("{} {}", duty.kind.id, duty.period.id)).collect();
        let found = all.into_iter().find(|duty| duty.kind.id == kind && duty.period.id == period);
        found.ok_or(format!("not owed now; owed are {}", ids.join(", ")))
    }

    fn report(&self, block: &Block) -> Result<Vec<String>, String> {
        let (kind, period_id) = block.kind_and_period();
        let (member, zone) = (self.member(block)?, &*self.zone);
        let mut duty = self.find(kind, period_id, &member)?;
        if let Some(event) = block.one("event") {
            let event = EventTime::parse(&event.replace(' ', "T")).ok_or("`event` is a day, or a day and a time")?;
            duty = duty.happened(Some(event), &self.plan, &member, zone);
        }
        let mut wrong = Vec::new();
        let mut compare = |key: &str, expected: &str, got: &str| {
            if expected != got {
                wrong.push(format!("  {kind} {period_id}, {key}:\n    expected {expected}\n    got      {got}"));
            }
        };
        let instant = |expected: &str, got: Option<Instant>, none: &str| -> Result<String, String> {
            if expected != none && got == Some(moment(expected)?) {
                return Ok(expected.to_owned());
            }
            Ok(got.map_or(none.to_owned(), |got| shown(got, zone)))
        };
        let both = |say: &dyn Fn(Lang) -> String| format!("{} | {}", say(Lang::Vi), say(Lang::En));
        let stands = |now| both(&|lang| standing(lang, duty.standing(now)).to_owned());
        for (key, expected) in &block.lines {
            let got = match &**key {
                "unit" | "event" | "because" | "note" | "aside" => continue,
                "named" => both(&|lang| period(lang, &duty.period.name)),
                "covers" => duty.period.span.map_or("no days".to_owned(), |(from, to)| format!("{from} .. {to}")),
                "figures" => both(&|lang| span(lang, &duty.period)),
                "opens" => instant(expected, duty.opens, "any time")?,
                "due" => instant(expected, duty.due.as_ref().map(|due| due.until), "none")?,
                "closes" => instant(expected, duty.due.as_ref().and_then(|due| due.closes), "never")?,
                "stands" => stands(self.now),
                "then" => {
                    let (now, _) = expected.split_once(" = ").ok_or("`then` is a moment = how it stands")?;
                    format!("{now} = {}", stands(moment(now)?))
                }
                "correct" => {
                    let (sent, until) = expected.split_once(" = ").ok_or("`correct` is a moment = a moment")?;
                    let got = duty.corrected(moment(sent)?, &self.plan, &member, zone).correctable_until;
                    format!("{sent} = {}", instant(until, got, "always")?)
                }
                "vi" => duty.due.as_ref().map_or(String::new(), |day| due(Lang::Vi, day, zone)),
                "en" => duty.due.as_ref().map_or(String::new(), |day| due(Lang::En, day, zone)),
                "words" => duty.wording.clone().unwrap_or_default(),
                other => return Err(format!("`{other}` is no line of a report")),
            };
            compare(key, expected, &got);
        }
        let lists = [
            ("because", steps(Lang::Vi, &explain(&self.plan, &member, &duty, zone))),
            ("note", terms(Lang::Vi, &duty, self.now, zone)),
            ("aside", asides(Lang::Vi, &duty)),
        ];
        for (key, got) in lists {
            let expected: Vec<_> = block.all(key).collect();
            let got = if got.is_empty() { "nothing".to_owned() } else { got.join("\n             ") };
            if !expected.is_empty() {
                compare(key, &expected.join("\n             "), &got);
            }
        }
        Ok(wrong)
    }

    /// Everything that is due in a time, and nothing else.
    fn owed(&self, block: &Block) -> Result<Vec<String>, String> {
        let [from, "..", to] = block.names.iter().map(|name| &**name).collect::<Vec<_>>()[..] else {
            return Err("`owed` is a day .. a day".to_owned());
        };
        let (from, to) = Date::parse(from).zip(Date::parse(to)).ok_or("no day")?;
        let found = obligations(&self.plan, &self.member(block)?, from, to, &*self.zone);
        let mut got = Vec::new();
        for duty in &found {
            let due = duty.due.as_ref().map_or("none".to_owned(), |due| shown(due.until, &*self.zone));
            got.push(match duty.kind.id.as_str() {
                "bao-cao" => format!("{} = {due}", duty.period.id),
                kind => format!("{kind} {} = {due}", duty.period.id),
            });
        }
        let expected: Vec<_> = block.all("is").collect();
        let (expected, got) = (expected.join("\n             "), got.join("\n             "));
        let told = format!("  owed {from} .. {to}:\n    expected {expected}\n    got      {got}");
        Ok(if expected == got { Vec::new() } else { vec![told] })
    }

    fn not_owed(&self, block: &Block) -> Result<Vec<String>, String> {
        let (kind, period) = block.kind_and_period();
        let member = self.member(block)?;
        let is_it = |duty: &Duty| duty.kind.id.as_str() == kind && duty.period.id.as_str() == period;
        let today = self.now.in_zone(&*self.zone).date;
        let around = (today.plus_days(-800), today.plus_days(800));
        let mut found = duties(&self.plan, &member, self.now, &*self.zone);
        found.extend(obligations(&self.plan, &member, around.0, around.1, &*self.zone));
        let found = found.iter().find(|duty| is_it(duty));
        Ok(found.map(|duty| format!("  {kind} {period}: owed, {:?}", duty.standing(self.now))).into_iter().collect())
    }
}

/// Reads `2026-06-14 24:00` in Vietnamese time, or with the offset behind it: by other means than the engine has.
fn moment(text: &str) -> Result<Instant, String> {
    let error = || format!("{text:?} is no moment");
    let mut parts = text.split(' ');
    let (day, clock) = parts.next().zip(parts.next()).ok_or_else(error)?;
    let minutes = |clock: &str| {
        let (hours, minutes) = clock.split_once(':')?;
        Some(hours.parse::<i64>().ok()? * 60 + minutes.parse::<i64>().ok()?)
    };
    let ahead = match parts.next() {
        None => 420,
        Some(offset) => {
            let ahead = minutes(offset.get(1..).ok_or_else(error)?).ok_or_else(error)?;
            if offset.starts_with('-') { -ahead } else { ahead }
        }
    };
    let day: NaiveDate = day.parse().map_err(|_| error())?;
    let at = day.and_time(chrono::NaiveTime::MIN) + TimeDelta::minutes(minutes(clock).ok_or_else(error)? - ahead);
    Ok(Instant(at.and_utc().timestamp_millis()))
}

/// As rows write it: the end of a day is its 24:00 unless it is the beginning of one.
fn shown(at: Instant, zone: &dyn Zone) -> String {
    let local = at.in_zone(zone);
    let (hour, minute) = local.clock();
    if (hour, minute) == (0, 0) {
        format!("{} 24:00", local.date.plus_days(-1))
    } else {
        format!("{} {hour:02}:{minute:02}", local.date)
    }
}

fn zone(name: &str) -> Box<dyn Zone> {
    match name {
        "Asia/Ho_Chi_Minh" | "Asia/Vientiane" => Box::new(FixedZone::VIETNAM),
        "Asia/Tokyo" => Box::new(FixedZone(540)),
        "Asia/Kathmandu" => Box::new(FixedZone(345)),
        "Europe/Berlin" => Box::new(Berlin),
        other => panic!("say here what {other} is ahead of UTC"),
    }
}

/// Central European time: summer time from the last Sunday of March to the last of October, 01:00 UTC.
struct Berlin;

impl Zone for Berlin {
    fn offset_minutes(&self, at: Instant) -> i32 {
        let utc = chrono::DateTime::from_timestamp_millis(at.0).expect("a moment").naive_utc();
        let change = |month| {
            let last = NaiveDate::from_ymd_opt(utc.year(), month, 31).expect("a day");
            let sunday = last - TimeDelta::days(last.weekday().num_days_from_sunday().into());
            sunday.and_hms_opt(1, 0, 0).expect("an hour")
        };
        if change(3) <= utc && utc < change(10) { 120 } else { 60 }
    }
}

#[test]
fn moments_are_read_as_written() {
    let same = |a: &str, b: &str| assert_eq!(moment(a), moment(b), "{a}");
    same("2026-06-14 24:00", "2026-06-15 00:00");
    same("2026-06-14 24:00", "2026-06-14 17:00 +00:00");
    same("2026-03-29 03:00 +02:00", "2026-03-29 01:00 +00:00");
    assert_eq!(moment("2026-06-15 00:00"), Ok(support::at("2026-06-15T00:00")));
}
