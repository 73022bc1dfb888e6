//! The native program `baocao`: checks plan files, lists what is due, and serves the demo portal with a
//! reference receiver. It holds no rule of its own about plans or reports: all of them are the core's.

pub mod check;
pub mod cli;
pub mod due;
pub mod platform;
pub mod serve;
