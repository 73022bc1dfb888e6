//! Natively: every report of one unit in five years, from the large plan of `tests/schedule_size`. Prints the
//! milliseconds of each round.

#[cfg(not(target_arch = "wasm32"))]
#[path = "../../tests/schedule_size/plan.rs"]
mod plan;

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    use baocao::plan::UnitId;
    use baocao::schedule::{FixedZone, obligations};
    use std::time::Instant;

    let large = plan::large();
    let id = UnitId::new("don-vi-7");
    let unit = id.and_then(|id| large.unit(&id)).expect("the plan names it");
    let member = large.member(unit.clone());
    let expected: usize = plan::KINDS.iter().map(|(.., count)| count).sum();
    for _ in 0..ROUNDS {
        let begun = Instant::now();
        let found =
            obligations(&large, &member, plan::day(plan::YEARS.0), plan::day(plan::YEARS.1), &FixedZone::VIETNAM);
        let taken = begun.elapsed();
        assert_eq!(found.len(), expected);
        println!("{:.3}", taken.as_secs_f64() * 1000.0);
    }
}

#[cfg(not(target_arch = "wasm32"))]
const ROUNDS: usize = 7;

/// In the browser nothing is measured here.
#[cfg(target_arch = "wasm32")]
fn main() {}
