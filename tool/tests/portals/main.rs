//! The element in portals of others, as their administrators embed it by `examples/portals`: the real thing from Debian's
//! packages, in a folder of its own with its own database and users, and a real browser.
//!
//! `cargo xtask test long` installs what is needed and runs this. With `BAOCAO_SHOTS=DIR` pictures of the pages are left there.

#![allow(clippy::unwrap_used)] // a test may panic

#[path = "../e2e/browser.rs"]
#[allow(dead_code)]
mod browser;
#[path = "../e2e/emulation.rs"]
#[allow(dead_code)]
mod emulation;
#[path = "../e2e/engine.rs"]
#[allow(dead_code, unused_macros)]
mod engine;
#[path = "../e2e/form.rs"]
#[allow(dead_code)]
mod form;
#[path = "../e2e/front.rs"]
#[allow(dead_code)]
mod front;
#[path = "../samples/mariadb.rs"]
mod mariadb;
#[path = "../e2e/place.rs"]
#[allow(dead_code)]
mod place;
#[path = "../samples/program.rs"]
mod program;

mod django;
mod dokuwiki;
mod files;
mod officer;
mod policy;
mod wordpress;
