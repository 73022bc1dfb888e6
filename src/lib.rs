//! **baocao**: an embeddable periodic-report form.
//!
//! A plan assigns tasks to units and demands reports; this crate reads the plan ([`plan`]), knows when
//! which report is due ([`schedule`]), holds the answers ([`report`]) and says what is wrong with them
//! ([`check`]). All of that is pure and runs anywhere, so a server checks reports with the very code
//! the form uses. On `wasm32`, the feature `element` adds the form itself: the `<bao-cao>` element.
//!
//! How the rooms hang together is in `ARCHITECTURE.md`.

#[cfg(all(target_arch = "wasm32", feature = "element"))]
pub mod browser;
pub mod check;
pub mod delivery;
#[cfg(all(target_arch = "wasm32", feature = "element"))]
pub mod element;
pub mod finding;
pub mod json;
pub mod locale;
pub mod plan;
pub mod report;
pub mod schedule;
pub mod state;
#[cfg(all(target_arch = "wasm32", feature = "element"))]
pub mod ui;
