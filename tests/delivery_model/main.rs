//! However an officer, a device, a line and a backend behave, in whatever order: nothing typed is lost, one intent to
//! send is one report, and there is always a way on.
#![cfg(not(target_arch = "wasm32"))]

mod backend;
#[path = "../support/chance.rs"]
mod chance;
mod elsewhere;
mod end;
mod typed;
mod users;
mod world;

use std::thread;
use world::World;

/// So many sequences, each of its own number.
const SEQUENCES: u64 = 100_000;
/// Steps of one.
const STEPS: usize = 40;
const THREADS: u64 = 4;

#[test]
fn nothing_is_lost_doubled_or_stuck_in_any_order_of_events() {
    let run = |first: u64| {
        let mut seen = [0_u64; World::EVENTS.len()];
        for number in (first..SEQUENCES).step_by(THREADS as usize) {
            let mut world = World::new(number);
            for _ in 0..STEPS {
                seen[world.step()] += 1;
                world.holds();
            }
            world.comes_to_an_end();
        }
        seen
    };
    let threads: Vec<_> = (0..THREADS).map(|first| thread::spawn(move || run(first))).collect();
    let mut seen = [0; World::EVENTS.len()];
    for thread in threads {
        let counts = thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        for (sum, count) in seen.iter_mut().zip(counts) {
            *sum += count;
        }
    }
    for (event, count) in World::EVENTS.iter().zip(seen) {
        assert!(count > SEQUENCES / 20, "{event} happened only {count} times");
    }
}
