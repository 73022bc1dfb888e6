//! Has changed texts read for a while.

use crate::chance::Chance;
use crate::mutation::changed;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

/// Seconds for each target, unless `BAOCAO_FUZZ_SECONDS` says otherwise.
const SECONDS: u64 = 1;
/// What reading one text may take, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(2);

/// Has these texts read, each as it is and then changed, until the time is over; `read` says whether there was sense in
/// one. Where it fails, it says of which text.
pub fn fuzz(texts: &[String], read: impl Fn(&str, &mut Chance) -> bool) {
    let asked = std::env::var("BAOCAO_FUZZ_SECONDS").ok().and_then(|seconds| seconds.parse().ok());
    let end = Instant::now() + Duration::from_secs(asked.unwrap_or(SECONDS));
    let (mut number, mut made_sense) = (0, 0);
    while Instant::now() < end || number < 10 * texts.len() as u64 {
        let mut chance = Chance::of(number);
        let text = match texts.get(number as usize) {
            Some(text) => text.clone(),
            None => changed(texts, &mut chance),
        };
        let begun = Instant::now();
        match catch_unwind(AssertUnwindSafe(|| read(&text, &mut chance))) {
            Ok(makes_sense) => made_sense += u64::from(makes_sense),
            Err(panic) => {
                eprintln!("number {number}: {text:?}");
                std::panic::resume_unwind(panic);
            }
        }
        assert!(begun.elapsed() < PATIENCE, "number {number} takes {:?}: {text:?}", begun.elapsed());
        number += 1;
    }
    println!("{number} texts, {made_sense} with sense in them");
    assert!((number / 100..number).contains(&made_sense), "they are changed too little or too much");
}
