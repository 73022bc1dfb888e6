//! The native program `baocao`: checks plan files, lists what is due, tries backends, reads time wordings, prints the contracts, and serves the
//! demo portal with a reference receiver. It holds no rule of its own about plans or reports: all of them are the core's.

pub mod check;
pub mod cli;
pub mod conformance;
pub mod due;
pub mod parse;
pub mod platform;
pub mod schema;
pub mod serve;
