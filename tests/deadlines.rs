//! Which report is due when: every reporting duty of the five plans.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use baocao::locale::{Lang, period};
use baocao::plan::{Date, Member, Plan};
use baocao::schedule::{Duty, FixedZone, Instant, Standing, duties};
use support::{at, member, outsider, plan};

const VN: FixedZone = FixedZone::VIETNAM;

/// `kind | period | last day on time | standing`, as the overview lists them.
fn owed(plan: &Plan, member: &Member, now: &str) -> Vec<String> {
    let now = at(now);
    duties(plan, member, now, &VN).iter().map(|duty| line(duty, now)).collect()
}

fn line(duty: &Duty, now: Instant) -> String {
    let due = duty.due.as_ref().map_or("–".to_owned(), |due| due.last_day.to_string());
    format!("{} | {} | {due} | {:?}", duty.kind.id, period(Lang::Vi, &duty.period.name), duty.standing(now))
}

/// The lines of one kind.
fn of(kind: &str, lines: &[String]) -> Vec<String> {
    lines.iter().filter(|line| line.starts_with(&format!("{kind} |"))).cloned().collect()
}

#[test]
fn monthly_before_the_15th_is_until_the_end_of_the_14th() {
    let plan = plan("vp-ubnd-tinh-2025");
    let office = member(&plan, "phong-hanh-chinh-quan-tri");
    let lines = owed(&plan, &office, "2026-06-13T08:00");
    let monthly = of("hang-thang", &lines);
    assert_eq!(
        monthly[monthly.len() - 3..],
        [
            "hang-thang | Tháng 5/2026 | 2026-05-14 | Overdue",
            "hang-thang | Tháng 6/2026 | 2026-06-14 | Open",
            "hang-thang | Tháng 7/2026 | 2026-07-14 | NotOpen",
        ]
    );
    assert_eq!(
        of("sau-thang", &lines)[1..],
        [
            "sau-thang | 6 tháng đầu năm 2026 | 2026-06-14 | Open",
            "sau-thang | 6 tháng đầu năm 2027 | 2027-06-14 | NotOpen",
        ]
    );
    assert!(lines.contains(&"nam | Năm 2026 | 2026-12-14 | Open".to_owned()), "{lines:#?}");
}

#[test]
fn the_last_moment_is_midnight_in_viet_nam_wherever_the_device_is() {
    let plan = plan("vp-ubnd-tinh-2025");
    let office = member(&plan, "phong-hanh-chinh-quan-tri");
    let june =
        |now: &str| of("hang-thang", &owed(&plan, &office, now)).into_iter().find(|l| l.contains("Tháng 6/2026"));
    for (now, standing) in [
        ("2026-06-14T23:59:59", "Open"),
        ("2026-06-15T00:00:00", "Overdue"),
        ("2026-06-14T16:59:59Z", "Open"),
        ("2026-06-14T17:00:00Z", "Overdue"),
        ("2026-06-14T09:59:59-07:00", "Open"),
    ] {
        let line = june(now).unwrap_or_else(|| panic!("no June report at {now}"));
        assert!(line.ends_with(standing), "{now}: {line}");
    }
}

#[test]
fn nothing_is_owed_from_before_the_plan() {
    let plan = plan("vp-ubnd-tinh-2025");
    let office = member(&plan, "phong-hanh-chinh-quan-tri");
    let lines = owed(&plan, &office, "2025-07-01");
    assert!(lines.iter().all(|line| !line.contains("/2024") && !line.contains("Tháng 5/2025")), "{lines:#?}");
}

#[test]
fn twice_a_year_on_its_own_days() {
    let plan = plan("xa-nam-cuong-2026");
    let centre = member(&plan, "trung-tam-phuc-vu-hanh-chinh-cong");
    let lines = owed(&plan, &centre, "2026-06-18T18:00");
    assert_eq!(
        of("sau-thang", &lines),
        [
            "sau-thang | 6 tháng đầu năm 2026 | 2026-06-19 | Open",
            "sau-thang | 6 tháng cuối năm 2026 | 2026-12-19 | NotOpen",
        ]
    );
    assert_eq!(of("dot-xuat", &lines), ["dot-xuat | Không theo kỳ | – | Undated"]);
}

#[test]
fn each_kind_of_unit_has_its_own_day_for_the_same_year() {
    let plan = plan("tw-doan-bo-tttt-2022");
    let days = |member: &Member| -> Vec<Date> {
        let all = duties(&plan, member, at("2022-12-01"), &VN);
        all.iter()
            .filter(|duty| duty.period.id.as_str().len() == 4)
            .filter_map(|duty| Some(duty.due.as_ref()?.last_day))
            .collect()
    };
    let day = |y, m, d| Date::new(y, m, d).expect("a day");
    let central = plan.groups.iter().find(|group| group.name.contains("các ban, đơn vị")).expect("the central bodies");
    let provincial = plan.groups.iter().find(|group| group.name.contains("tỉnh, thành đoàn")).expect("the provinces");
    assert_eq!(days(&outsider(&plan, central.id.as_str())), [day(2022, 12, 14), day(2023, 10, 9)]);
    assert_eq!(days(&outsider(&plan, provincial.id.as_str())), [day(2022, 12, 14), day(2023, 10, 14)]);
}

#[test]
fn yearly_by_a_fixed_day_before_the_year_has_ended() {
    let plan = plan("tw-doan-2025");
    let dated = plan.reports.iter().find(|kind| kind.due.iter().any(|rule| rule.on.is_some())).expect("R1-1");
    let group = dated.by.groups.first().expect("by a group");
    let lines = owed(&plan, &outsider(&plan, group.as_str()), "2025-11-29T12:00");
    assert_eq!(of(dated.id.as_str(), &lines)[0], format!("{} | Năm 2025 | 2025-11-29 | Open", dated.id));
}

#[test]
fn a_unit_with_tasks_and_no_stated_duty_gets_an_undated_report() {
    for (name, unit) in [("vp-ubnd-tinh-2025", "trung-tam-tin-hoc-cong-bao"), ("xa-nam-cuong-2026", "phong-kinh-te")] {
        let plan = plan(name);
        let lines = owed(&plan, &member(&plan, unit), "2026-06-18");
        assert!(lines.contains(&"unstated | Không theo kỳ | – | Undated".to_owned()), "{name} {unit}: {lines:#?}");
    }
}

#[test]
fn a_stranger_owes_nothing() {
    let plan = plan("xa-nam-cuong-2026");
    assert!(owed(&plan, &outsider(&plan, "no-such-group"), "2026-06-18").is_empty());
}

#[test]
fn months_of_every_length_and_leap_years() {
    let text = r#"{"format":"baocao-plan/1","id":"p","version":"1","title":"K","issued":"2023-12-01",
        "units":[{"id":"u","name":"U"}],"reports":[{"id":"m","title":"M","by":{"units":["u"]},
        "periods":{"every":{"unit":"month","starts":"12-15"}},"due":[{"wording":"ngày 31","on":{"day":31},"reading":"through"}]}]}"#;
    let plan = baocao::plan::read(text, baocao::finding::Severity::Error).value.expect("a plan");
    let found = duties(&plan, &member(&plan, "u"), at("2024-03-20"), &VN);
    let february = found.iter().find(|duty| duty.period.id.as_str() == "2024-02").expect("February");
    let day = |m, d| Date::new(2024, m, d).expect("a day");
    assert_eq!(february.period.span, Some((day(1, 15), day(2, 14))));
    assert_eq!(february.due.as_ref().map(|due| due.last_day), Some(day(2, 29)));
    assert_eq!(february.standing(at("2024-02-29T23:59:59")), Standing::Open);
    assert_eq!(february.standing(at("2024-03-01T00:00")), Standing::Overdue);
}
