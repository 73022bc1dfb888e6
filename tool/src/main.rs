//! The native program `baocao`. Everything it does is in the library beside it.

use baocao_tool::cli;
use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run(lexopt::Parser::from_env())
}
