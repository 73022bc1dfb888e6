//! The element as officers meet it: the real portal, the real receiver with its database, a real browser.
//!
//! `cargo xtask test e2e` builds what is needed and runs this. With `BAOCAO_SHOTS=DIR` pictures of every
//! view are left there; with `BAOCAO_PICTURES=DIR` those of the README are made anew, and nothing else.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may panic

mod browser;
mod codes;
mod emulation;
mod engine;
mod form;
mod front;
mod inspector;
mod line;
mod office;
mod officer;
mod place;
mod portal;
mod portal_page;
mod server;
mod store;

#[path = "../../../paper/tests/support/zipped.rs"]
#[allow(dead_code)] // one part of it is enough here
mod zipped;

#[path = "../samples/mod.rs"]
#[allow(dead_code)] // one part of it is enough here
mod sample;

mod colleagues;
mod contexts;
mod drafts;
mod embed;
mod embedding;
mod entry;
mod faults;
mod figures;
mod frameworks;
mod grid;
mod guidance;
mod host_styles;
mod hostile;
mod in_form;
mod keyboard;
mod long_lists;
mod long_sessions;
mod long_tables;
mod motion;
mod nothing;
mod offline;
mod page;
mod paper;
mod pictures;
mod plain_http;
mod plans;
mod policy;
mod printed;
mod received;
mod rest;
mod returned;
mod review;
mod samples;
mod sending;
mod shaped;
mod sight;
mod stories;
mod tables;
mod tree;
mod two_builds;
mod uploads;
mod views;
mod visitor;
