//! The element in a real page, for a bare `wasm-pack test --headless` in any browser.
#![cfg(target_arch = "wasm32")]
// What is a test's own file need not say for whom.
#![allow(missing_docs)]

mod adapters;
mod attributes;
mod backup;
mod correcting;
mod deadlines;
mod device;
mod failures;
mod files;
mod guiding;
mod hand;
mod headers;
mod history;
mod leaving;
mod lifecycle;
mod pages;
mod request;
mod retrying;
mod sealed;
mod sending;
mod signing;
mod support;
mod typing;
mod workbooks;
mod year;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
