//! The native program `baocao`.
fn main() {}
