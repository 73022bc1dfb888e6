//! `baocao conformance` against what answers well and what does not: the reference receiver, the sample receivers of
//! `examples/receivers`, and servers that answer nonsense or nothing.

#![allow(clippy::unwrap_used)] // a test may panic

#[path = "../support/mod.rs"]
mod support;

#[path = "../samples/mod.rs"]
mod sample;

mod run;
mod small;

mod judged;
mod nonsense;
mod race;
mod receiver;
mod samples;
