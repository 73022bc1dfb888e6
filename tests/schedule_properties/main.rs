//! What holds of periods and due days whatever a plan says, from 2000 to 2100.
//!
//! The engine is held against [`chrono`] and against calendars that go day by day; only its public functions are
//! called.
#![cfg(not(target_arch = "wasm32"))]

mod any_plan;
mod due_days;
mod found_again;
mod listed;
mod periods;
mod round_trip;
mod senseless;
mod small;
mod working_days;
