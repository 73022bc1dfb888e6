//! Whatever comes to be read from a device, a file, a page or a backend: nothing panics, nothing takes long, nothing
//! grows beyond what came, and what is written of it reads the same again.
//!
//! The texts are true ones, changed at random. Fuzzers that follow the code want a compiler of their own; on the stable
//! one their crates give random bytes, which no reader of JSON looks at for long.
#![cfg(not(target_arch = "wasm32"))]

#[path = "../support/chance.rs"]
mod chance;
#[path = "../support/mod.rs"]
mod support;

mod mutation;
mod targets;
mod texts;

use chance::Chance;
use mutation::changed;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

/// Seconds for each target, unless `BAOCAO_FUZZ_SECONDS` says otherwise.
const SECONDS: u64 = 1;
/// What reading one text may take, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(2);

/// Has these texts read, each as it is and then changed, until the time is over. Where it fails, it says of which text.
fn fuzz(texts: &[String], read: impl Fn(&str, &mut Chance)) {
    let asked = std::env::var("BAOCAO_FUZZ_SECONDS").ok().and_then(|seconds| seconds.parse().ok());
    let end = Instant::now() + Duration::from_secs(asked.unwrap_or(SECONDS));
    let mut number = 0;
    while Instant::now() < end || number < texts.len() as u64 {
        let mut chance = Chance::of(number);
        let text = match texts.get(number as usize) {
            Some(text) => text.clone(),
            None => changed(texts, &mut chance),
        };
        let begun = Instant::now();
        if let Err(panic) = catch_unwind(AssertUnwindSafe(|| read(&text, &mut chance))) {
            eprintln!("number {number}: {text:?}");
            std::panic::resume_unwind(panic);
        }
        assert!(begun.elapsed() < PATIENCE, "number {number} takes {:?}: {text:?}", begun.elapsed());
        number += 1;
    }
    println!("{number} texts");
}
