//! What officers read, where the words are put together.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use baocao::finding::{Code, Finding, Pointer};
use baocao::locale::{Lang, due, finding, place, steps};
use baocao::report::{Form, Part};
use baocao::schedule::{FixedZone, duties, explain};
use support::{at, member, plan};

#[test]
fn every_question_of_the_example_plans_has_a_place_of_its_own() {
    let plans = ["vp-ubnd-tinh-2025", "xa-nam-cuong-2026", "tw-doan-bo-tttt-2022", "tinh-doan-2025", "tw-doan-2025"];
    let mut longest = String::new();
    for plan in plans.map(plan) {
        for unit in &plan.units {
            let member = member(&plan, unit.id.as_str());
            for duty in duties(&plan, &member, at("2026-06-10"), &FixedZone::VIETNAM) {
                let form = Form::new(&plan, &member, &duty);
                let mut places = Vec::new();
                for part in form.parts.iter().filter(|part| matches!(part.part, Part::Entry(_))) {
                    let named = part.fields.iter().map(|f| place(Lang::Vi, &plan, &form, &part.part, &f.id));
                    places.extend(named);
                }
                longest = places.iter().chain([&longest]).max_by_key(|place| place.len()).cloned().unwrap_or_default();
                let all = places.len();
                places.sort();
                places.dedup();
                assert_eq!(places.len(), all, "{} {}: {places:#?}", plan.id, unit.id);
            }
        }
    }
    assert!(longest.chars().count() < 120, "{longest}");
}

#[test]
fn the_due_line_says_the_end_of_the_day_and_whose_time_it_is() {
    let plan = plan("xa-nam-cuong-2026");
    let member = member(&plan, "trung-tam-phuc-vu-hanh-chinh-cong");
    let duties = duties(&plan, &member, at("2026-06-10"), &FixedZone::VIETNAM);
    let duty = duties.iter().find(|duty| duty.period.id.as_str() == "2026-H1").expect("the half year");
    let day = duty.due.as_ref().expect("a due day");
    let zone = &FixedZone::VIETNAM;
    assert_eq!(due(Lang::Vi, day, zone), "Hạn nộp: hết ngày 19/6/2026, thứ Sáu (24 giờ, giờ Việt Nam)");
    assert_eq!(due(Lang::En, day, zone), "Due by the end of Friday 19 June 2026 (24:00, Viet Nam time)");
    let told = steps(Lang::Vi, &explain(&plan, &member, duty, zone));
    let before = "“Trước ngày 20/6/2026” hiểu đúng theo câu chữ: đến hết ngày 19/6/2026, thứ Sáu.";
    assert_eq!(told, ["Kỳ báo cáo kết thúc ngày 30/6/2026.", "Ngày được nêu: 20/6/2026, thứ Bảy.", before]);
}

#[test]
fn sizes_are_grouped_and_said_of_the_file() {
    let code = Code::TooLarge { found: 20_000_160, max: 20_000_000 };
    let said = finding(Lang::Vi, &Finding::error(Pointer::root(), code));
    assert_eq!(said, "Tệp nặng 20.000.160 byte; tối đa 20.000.000 byte.");
}
