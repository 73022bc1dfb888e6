//! Plans by chance: such as make sense, and such as only a program could write.

use super::small::day;
use baocao::finding::Severity;
use baocao::plan::{
    self, After, Anchor, Arrangement, CalendarBase, Clock, CorrectedFrom, Corrections, Covers, Date, DayCounts,
    DueRule, Edge, GroupId, KindId, Late, MonthDay, NamedPeriod, Nil, On, Opens, PeriodId, PeriodUnit, Periods, Plan,
    Recurrence, ReportKind, Role, Round, RoundId, Shift, Since, Special, SpecialDay, TaskId, TimeFrame, UnitId, Who,
    WorkCalendar,
};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::Union;
use std::sync::Arc;

/// What a generator makes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Make {
    /// What a plan may say.
    Sense,
    /// Anything that the types hold.
    Anything,
}
use Make::Sense;

/// The unit whose reports are asked for.
pub const UNIT: &str = "u";

/// Of a number that may be from one to some other, or is anything.
fn number<T: Copy + std::fmt::Debug + 'static>(make: Make, sensible: Vec<T>, wild: Vec<T>) -> BoxedStrategy<T> {
    if make == Sense { select(sensible).boxed() } else { select([sensible, wild].concat()).boxed() }
}

fn days(make: Make) -> BoxedStrategy<Date> {
    let usual = (0_i64..4_000).prop_map(|n| day("2022-01-01").plus_days(n));
    if make == Sense {
        return usual.boxed();
    }
    let ends = select(vec!["1900-01-01", "1900-02-28", "2199-12-31", "2199-12-01", "1970-01-01", "2000-02-29"]);
    prop_oneof![4 => usual, 1 => ends.prop_map(day)].boxed()
}

fn month_day() -> BoxedStrategy<MonthDay> {
    let names = ["01-01", "02-29", "12-15", "12-26", "09-01", "07-01", "01-31", "08-31", "12-31", "06-20"];
    select(names.to_vec()).prop_map(|text| MonthDay::parse(text).expect("a day")).boxed()
}

fn clock() -> BoxedStrategy<Clock> {
    select(vec!["00:00", "07:30", "17:00", "24:00"]).prop_map(|text| Clock::parse(text).expect("a time")).boxed()
}

fn words() -> BoxedStrategy<String> {
    select(vec!["trước ngày 15", "Báo cáo \"quý\" \\ tháng", "ệ\u{301}\u{1f469}", "x"]).prop_map(str::to_owned).boxed()
}

/// Two days in their order, either of which may not be there.
fn range(make: Make) -> BoxedStrategy<(Option<Date>, Option<Date>)> {
    let ordered = move |(from, to): (Option<Date>, Option<Date>)| match (from, to) {
        (Some(a), Some(b)) if make == Sense && a > b => (Some(b), Some(a)),
        other => other,
    };
    (of(days(make)), of(days(make))).prop_map(ordered).boxed()
}

fn recurrence(make: Make) -> BoxedStrategy<Recurrence> {
    use PeriodUnit::{Day, HalfMonth, HalfYear, Month, NineMonths, Quarter, Week, Year};
    let unit = select(vec![Month, HalfMonth, Quarter, HalfYear, NineMonths, Year, Week, Day]);
    let count = of(number(make, vec![1, 2, 4, 10], vec![0, 99, 255]));
    let only = vec(number(make, vec![1, 2, 3, 4, 7, 12], vec![0, 13, 255]), 0..3);
    let since = prop_oneof![Just(Since::Year), Just(Since::Plan), days(make).prop_map(Since::Date)];
    let flags = any::<[bool; 3]>();
    (unit, count, of(month_day()), only, of(since), flags, range(make))
        .prop_map(move |(unit, count, starts, only, cumulative, [full_year, working_days, as_of], (from, until))| {
            let mut every =
                Recurrence { unit, count, starts, full_year, only, working_days, cumulative, as_of, from, until };
            if make == Sense {
                let months = unit.months();
                every.count = count.filter(|_| months.is_none());
                every.starts = starts.filter(|_| months.is_some());
                every.full_year &= every.starts.is_some_and(|starts| [1, 12].contains(&starts.month()));
                every.working_days &= unit == Day;
                let most = if unit == Week { 0 } else { months.map_or(7, |months| 12 / months) };
                every.only.retain(|n| u32::from(*n) <= most);
                if unit == Day && (every.working_days || !every.only.is_empty()) {
                    every.count = count.filter(|n| *n == 1);
                }
            }
            every
        })
        .boxed()
}

fn list(make: Make) -> BoxedStrategy<Vec<NamedPeriod>> {
    let names = ["1", "1.1", "giai-doan-1", "so-ket", "2026"];
    let named = (days(make), 0_i64..200, any::<bool>(), words());
    vec(named, if make == Sense { 1..5 } else { 0..5 })
        .prop_map(move |mut found| {
            // Stages do not overlap.
            found.sort_by_key(|(from, ..)| *from);
            let next: Vec<Date> = found.iter().map(|(from, ..)| *from).skip(1).collect();
            let all =
                found.into_iter().enumerate().filter(|(i, (from, ..))| next.get(*i).is_none_or(|next| from < next));
            let one = |(i, (from, length, is_point, wording)): (usize, (Date, i64, bool, String))| {
                let to = from.plus_days(length);
                let to = next.get(i).filter(|_| make == Sense).map_or(to, |next| to.min(next.plus_days(-1)));
                let id = PeriodId::new(names[i]).expect("an id");
                NamedPeriod { id, wording, from: (!is_point).then_some(from), to }
            };
            all.map(one).collect()
        })
        .boxed()
}

fn periods(make: Make) -> BoxedStrategy<Periods> {
    prop_oneof![
        6 => recurrence(make).prop_map(Periods::Every),
        2 => list(make).prop_map(Periods::List),
        1 => select(vec![Periods::OnRequest, Periods::OnEvent, Periods::Continuous]),
    ]
    .boxed()
}

fn after(make: Make) -> BoxedStrategy<After> {
    let small = || of(number(make, vec![1_u8, 2, 6], vec![0, 255]));
    let large = || of(number(make, vec![1_u16, 5, 15, 45], vec![0, 400, u16::MAX]));
    // Counting working days goes day by day: how long that may take is not asked here.
    let working = of(number(make, vec![1_u16, 5, 15, 45], vec![0, 260]));
    (small(), small(), small(), large(), working, large())
        .prop_map(move |(years, months, weeks, days, working_days, hours)| match hours {
            Some(_) if make == Sense => After { hours, ..After::default() },
            _ => After { years, months, weeks, days, working_days, hours },
        })
        .boxed()
}

fn on(make: Make, periods: &Periods) -> BoxedStrategy<On> {
    use Edge::{
        EndOfMonth, EndOfQuarter, EndOfYear, MiddleOfMonth, MiddleOfYear, StartOfMonth, StartOfQuarter, StartOfYear,
    };
    let edges =
        [StartOfMonth, MiddleOfMonth, EndOfMonth, StartOfQuarter, EndOfQuarter, StartOfYear, MiddleOfYear, EndOfYear];
    let mut all = vec![
        number(make, vec![1, 15, 28, 31], vec![0, 32, 99, 255]).prop_map(On::Day).boxed(),
        number(make, vec![1, 5, 7], vec![0, 8, 255]).prop_map(On::Weekday).boxed(),
        vec(month_day(), if make == Sense { 1..4 } else { 0..4 }).prop_map(On::Dates).boxed(),
        select(edges.to_vec()).prop_map(On::Edge).boxed(),
    ];
    let named: Vec<PeriodId> = match periods {
        Periods::List(list) => list.iter().map(|period| period.id.clone()).collect(),
        _ => vec![PeriodId::new("2026-06").expect("an id")],
    };
    if !named.is_empty() {
        let each = vec((select(named), days(make)), if make == Sense { 1..4 } else { 0..4 });
        all.push(each.prop_map(|days| On::Each(days.into_iter().collect())).boxed());
    }
    Union::new(all).boxed()
}

fn due(make: Make, periods: &Periods) -> BoxedStrategy<DueRule> {
    let has_span = matches!(periods, Periods::Every(_) | Periods::List(_));
    let from = select(vec![Anchor::PeriodEnd, Anchor::PeriodStart, Anchor::Event]);
    let reading = of(select(vec![DayCounts::Before, DayCounts::Through]));
    let shift = of(select(vec![Shift::None, Shift::Next, Shift::Previous]));
    (of(who()), words(), from, of(after(make)), of(on(make, periods)), of(clock()), reading, shift)
        .prop_map(move |(r#for, wording, from, after, on, at, reading, shift)| {
            let after = after.unwrap_or_default();
            let mut rule = DueRule { r#for, wording, from, after, on, at, reading, shift };
            if make == Sense {
                rule.from = match rule.from {
                    Anchor::Event if has_span => Anchor::PeriodEnd,
                    _ if !has_span => Anchor::Event,
                    from => from,
                };
                rule.after.hours = after.hours.filter(|_| !has_span);
                if matches!(rule.on, Some(On::Each(_))) {
                    rule.after = After::default();
                }
                let is_dated = rule.on.is_some() || rule.at.is_some() || rule.after != After::default();
                rule.shift = shift.filter(|_| is_dated);
            }
            rule
        })
        .boxed()
}

/// The unit itself, its class, or another.
fn who() -> BoxedStrategy<Who> {
    let units = |name: &str| vec![UnitId::new(name).expect("an id")];
    let class = vec![GroupId::new("g").expect("an id")];
    select(vec![
        Who { units: units(UNIT), groups: Vec::new() },
        Who { units: Vec::new(), groups: class },
        Who { units: units("khac"), groups: Vec::new() },
    ])
    .boxed()
}

fn opens() -> BoxedStrategy<Opens> {
    select(vec![Opens::PeriodStart, Opens::PeriodEnd, Opens::BeforeDue(10), Opens::BeforeDue(u16::MAX), Opens::Always])
        .boxed()
}

fn kind(make: Make, n: usize) -> BoxedStrategy<ReportKind> {
    let by_periods = periods(make).prop_flat_map(move |periods| {
        let rules = |most| {
            vec(due(make, &periods), 0..=most).prop_map(move |mut rules: Vec<DueRule>| {
                // After a rule for everybody there is none.
                let last = rules.iter().position(|rule| rule.r#for.is_none() && make == Sense);
                rules.truncate(last.map_or(usize::MAX, |last| last + 1));
                rules
            })
        };
        let rounds = vec((words(), rules(1)), 0..3);
        (rules(2), rounds, Just(periods.clone()))
    });
    // Of no length a term is refused, or written as if it were not there.
    let term = || {
        let of_some_length = move |after| match after == After::default() && make == Sense {
            true => After { days: Some(1), ..after },
            false => after,
        };
        after(make).prop_map(of_some_length)
    };
    let late = (any::<[bool; 2]>(), of(term()));
    let corrections = of((term(), any::<bool>()));
    let nil = select(vec![Nil::Allowed, Nil::Required, Nil::Forbidden]);
    let tasks = vec![TaskId::new("t").expect("an id")];
    let covers = vec![Covers::Own, Covers::Roles(vec![Role::Lead]), Covers::All, Covers::Tasks(tasks), Covers::None];
    // A kind in place of another one, or of itself.
    let most = if make == Sense { n.min(1) } else { 2 };
    let replaces = vec(select(if make == Sense { vec![0] } else { vec![0, 1] }), 0..=most);
    (by_periods, who(), vec(words(), 4), range(make), late, corrections, nil, select(covers), replaces, opens())
        .prop_map(move |((due, rounds, periods), by, said, valid, late, corrections, nil, covers, replaces, opens)| {
            let ([reason_optional, refused], closes_after) = late;
            let name = |n: usize| KindId::new(&format!("k{n}")).expect("an id");
            let rounds = rounds.into_iter().zip(["so-bo", "chinh-thuc"]).map(|((title, due), id)| Round {
                id: RoundId::new(id).expect("an id"),
                title,
                wording: None,
                due,
            });
            let closes_after = closes_after.filter(|_| make != Sense || !refused);
            let of = |is_due| if is_due { CorrectedFrom::Due } else { CorrectedFrom::Sent };
            ReportKind {
                id: name(n),
                title: said[0].clone(),
                wording: Some(said[1].clone()),
                by,
                to: said[2..].to_vec(),
                through: None,
                r#final: Some(said[3].clone()),
                embedded_in: None,
                valid_from: valid.0,
                valid_until: valid.1,
                replaces: replaces.into_iter().map(name).collect(),
                periods,
                rounds: rounds.collect(),
                due,
                opens,
                late: Late { reason_optional, refused, closes_after },
                corrections: corrections.map(|(within, is_due)| Corrections { within, of: of(is_due) }),
                nil,
                covers,
                outline: None,
                paper: Default::default(),
                nil_parts: Default::default(),
            }
        })
        .boxed()
}

fn arrangement(make: Make) -> BoxedStrategy<Arrangement> {
    use Special::{Approved, Exempt, Extended, NotYetMember, Requested, SentOutside};
    let is = select(vec![Extended, Exempt, NotYetMember, SentOutside, Approved, Requested]);
    let kinds = vec(select(vec!["k0", "k1"]), 0..2);
    let names = vec!["2026-06", "2026-Q2", "1.1", "so-ket", "2026-06-18", "yeu-cau"];
    (of(who()), is, kinds, vec(select(names), 0..2), of(words()), range(make), of(clock()), words())
        .prop_map(move |(r#for, is, reports, periods, title, (from, until), at, reason)| {
            let reports = reports.into_iter().filter_map(KindId::new).collect();
            let periods = periods.into_iter().filter_map(PeriodId::new).collect();
            let mut made = Arrangement {
                r#for,
                is,
                reports,
                periods,
                title,
                from,
                to: from.filter(|_| at.is_some()),
                until,
                at,
                reason,
            };
            if make == Sense {
                let (is_request, is_extension) = (is == Requested, is == Extended);
                made.from = from.filter(|_| is_request);
                made.to = made.to.filter(|_| is_request);
                made.at = at.filter(|_| is_request || is_extension);
                made.title = is_request.then(|| "Yêu cầu".to_owned());
                if is_request || is_extension {
                    made.until = until.or(from).or(Some(day("2026-07-01")));
                }
                if is_extension && made.periods.is_empty() {
                    made.periods = vec![PeriodId::new("2026-06").expect("an id")];
                }
                if is_request {
                    made.reports = vec![KindId::new("k1").expect("an id")];
                    made.periods = vec![PeriodId::new("yeu-cau").expect("an id")];
                }
            }
            made
        })
        .boxed()
}

fn calendar(make: Make) -> BoxedStrategy<WorkCalendar> {
    let base = select(vec![CalendarBase::Vn, CalendarBase::None]);
    let weekend = of(vec(number(make, vec![5, 6, 7], vec![0, 8, 255, 1, 2, 3, 4]), 0..9));
    let special = (days(make), words(), any::<[bool; 2]>());
    (base, weekend, vec(special, 0..4))
        .prop_map(move |(base, weekend, days)| {
            let mut days: Vec<SpecialDay> = days
                .into_iter()
                .map(|(date, name, [work, expected])| SpecialDay { date, name, work, expected })
                .collect();
            if make == Sense {
                days.sort_by_key(|day| day.date);
                days.dedup_by_key(|day| day.date);
            }
            WorkCalendar { base, weekend, days }
        })
        .boxed()
}

/// A plan with two report kinds.
pub fn plans(make: Make) -> BoxedStrategy<Plan> {
    let kinds = [kind(make, 0), kind(make, 1)];
    (kinds, vec(arrangement(make), 0..4), of(calendar(make)), of(range(make)), of(days(make)))
        .prop_map(move |(kinds, mut arrangements, calendar, horizon, issued)| {
            if make == Sense {
                // One request of a name.
                let mut requests = 0;
                arrangements.retain(|arrangement| {
                    requests += usize::from(arrangement.is == Special::Requested);
                    arrangement.is != Special::Requested || requests == 1
                });
            }
            let horizon = horizon.map(|(from, to)| TimeFrame { from, to, ..TimeFrame::default() });
            let reports = kinds.into_iter().map(Arc::new).collect();
            Plan { reports, arrangements, calendar, horizon, issued, ..without_reports() }
        })
        .boxed()
}

fn without_reports() -> Plan {
    let text = r#"{"format":"baocao-plan/1","id":"p","version":"1","title":"K","groups":[{"id":"g","name":"G"}],
        "units":[{"id":"u","name":"U","groups":["g"]},{"id":"khac","name":"K"}],
        "tasks":[{"id":"t","title":"T","assigned":[{"role":"lead","units":["u"]}]}]}"#;
    let mut plan = plan::read(text, Severity::Error).value.expect("a plan");
    plan.source = plan::Source::default();
    plan
}
