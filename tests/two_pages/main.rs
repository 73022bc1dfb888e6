//! Several pages of one unit are open in a browser, and each step of one may fall between any two of another: nothing
//! that was on the device is lost, one intent to send is one report, and no page is stuck.
//!
//! `shell.rs` and `device.rs` follow `src/element/` and `src/browser/fence.rs` line by line; all else is the real thing.
#![cfg(not(target_arch = "wasm32"))]

#[path = "../support/chance.rs"]
mod chance;
mod device;
mod end;
mod events;
mod line;
mod page;
mod shell;
#[path = "../support/mod.rs"]
mod support;
mod texts;
mod world;

use baocao::finding::Severity;
use baocao::plan;
use baocao::state::State;
use events::EVENTS;
use std::thread;
use support::officer::Officer;
use world::World;

/// So many sequences, each of its own number.
const SEQUENCES: u64 = 6_000;
/// Steps of one.
const STEPS: usize = 120;
const THREADS: u64 = 2;

/// Two reports, so that one waits for the other's turn on the wire.
const PLAN: &str = r#"{"format":"baocao-plan/1","id":"p","version":"1","title":"Kế hoạch","units":[{"id":"u","name":"Đơn vị"}],
    "reports":[{"id":"a","title":"Báo cáo A","by":{"units":["u"]},"covers":"none",
    "periods":{"list":[{"id":"nam","wording":"cả năm","from":"2026-01-01","to":"2026-12-31"}]},
    "outline":{"sections":["overall"],"reporter":"never"}},
    {"id":"b","title":"Báo cáo B","by":{"units":["u"]},"covers":"none",
    "periods":{"list":[{"id":"nam","wording":"cả năm","from":"2026-01-01","to":"2026-12-31"}]},
    "outline":{"sections":["overall"],"reporter":"never"}}]}"#;

/// A form that nobody has opened yet.
fn form() -> State {
    let reading = plan::read(PLAN, Severity::Error);
    let plan = reading.value.unwrap_or_else(|| panic!("{:?}", reading.findings));
    Officer::before_the_device(plan, "u", "2026-06-13T08:00").0
}

#[test]
fn nothing_is_lost_doubled_or_stuck_however_the_steps_of_pages_fall_between_each_other() {
    // One of them again: BAOCAO_SEQUENCE=123.
    if let Ok(number) = std::env::var("BAOCAO_SEQUENCE") {
        runs(number.parse().expect("a number"), &form(), &mut [0; EVENTS.len()]);
        return;
    }
    let run = |first: u64| {
        let (form, mut seen, mut pushed_out) = (form(), [0_u64; EVENTS.len()], 0);
        for number in (first..SEQUENCES).step_by(THREADS as usize) {
            pushed_out += runs(number, &form, &mut seen);
        }
        (seen, pushed_out)
    };
    let threads: Vec<_> = (0..THREADS).map(|first| thread::spawn(move || run(first))).collect();
    let (mut seen, mut pushed_out) = ([0; EVENTS.len()], 0);
    for thread in threads {
        let (counts, pushed) = thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        pushed_out += pushed;
        for (sum, count) in seen.iter_mut().zip(counts) {
            *sum += count;
        }
    }
    for (event, count) in EVENTS.iter().zip(seen) {
        println!("{count:8} {}", event.name);
    }
    println!("{pushed_out:8} texts pushed out by five later versions");
    for (event, count) in EVENTS.iter().zip(seen) {
        assert!(count > SEQUENCES / 40, "{} happened only {count} times", event.name);
    }
}

/// A sequence; how many texts five later versions pushed out.
fn runs(number: u64, form: &State, seen: &mut [u64; EVENTS.len()]) -> u64 {
    let mut world = World::new(number, form.clone());
    for _ in 0..STEPS {
        let (event, happened) = world.step();
        seen[event] += u64::from(happened);
    }
    world.comes_to_an_end();
    world.texts.pushed_out
}
