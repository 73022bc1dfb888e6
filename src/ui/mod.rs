//! The interface as Yew components: values in, [`crate::state::Action`]s out. What it says comes from
//! [`crate::locale`], what it shows from selectors; nothing here decides anything.

mod answer;
mod app;
mod check_page;
mod control;
mod due_banner;
mod el;
mod evidence;
mod field;
mod fill;
mod overview;
mod panel;
mod receipt;
mod task_list;

pub use app::{App, AppProps};

/// The form's style, one sheet for all elements of a page.
pub const STYLE: &str = include_str!("style.css");
