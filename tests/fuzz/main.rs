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
mod nested;
mod run;
mod targets;
mod texts;
