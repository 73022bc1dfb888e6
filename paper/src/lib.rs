//! **baocao-paper**: a report as the official document that a leader signs.
//!
//! A [`Document`] says what stands on the paper, in the order and words of Vietnamese offices; [`compose()`] makes it
//! from a plan and a report, or a blank form of it. Two renderers write it: [`docx`] the file that offices edit before
//! they sign, [`mod@print`] what the print page shows. [`qr`] draws the code of a receipt, and [`workbook`] writes and reads
//! tables as Excel workbooks.
//!
//! In the browser this is a module of its own, `baocao_paper.wasm`, which a page loads when somebody first wants paper
//! (`door`). A server uses the very same crate.

mod answer;
mod columns;
pub mod compose;
pub mod document;
pub mod docx;
#[cfg(target_arch = "wasm32")]
mod door;
mod ooxml;
pub mod print;
pub mod qr;
mod request;
pub mod workbook;
mod zip;

pub use compose::compose;
pub use document::Document;
pub use request::{Options, Request, Wanted, serve};
