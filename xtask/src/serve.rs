//! `cargo xtask serve`: the demo portal with its receiver, on this machine.

use crate::{build, process};
use anyhow::Result;
use std::process::ExitCode;

/// Builds all and runs `baocao serve` with these further arguments. The program picks a free port,
/// prints its address and stops at Ctrl-C.
pub fn serve(args: &[&str]) -> Result<ExitCode> {
    build::build()?;
    let mut tool = process::command(build::build_tool()?);
    tool.args(["serve", "--www", "www", "--dist", "dist"]);
    tool.args(["--plans", "examples/plans", "--data", "data"]).args(args);
    become_it(tool)
}

/// Takes our place, so that every signal reaches the program itself.
#[cfg(unix)]
fn become_it(mut program: std::process::Command) -> Result<ExitCode> {
    use std::os::unix::process::CommandExt;
    Err(program.exec().into())
}

/// Ctrl-C reaches everything in the console; we wait for the program to stop.
#[cfg(not(unix))]
fn become_it(mut program: std::process::Command) -> Result<ExitCode> {
    process::run(&mut program).map(|()| ExitCode::SUCCESS)
}
