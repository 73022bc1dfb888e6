//! The project's own commands. `cargo xtask` without arguments lists them.

mod bench;
mod build;
mod dist;
mod house;
mod process;
mod serve;
mod setup;
mod size;
mod test;

use std::process::ExitCode;

const USAGE: &str = "\
The commands of baocao:

  cargo xtask serve [ARGS…]   build everything and open the demo portal on this machine
  cargo xtask test [PARTS…]   run all tests, or only: lint, native, browser, e2e, package, size; by hand: long
  cargo xtask build           leave the optimised element in dist/
  cargo xtask dist [--twice]  the same, and the package for integrators: a folder, a zip, an archive for npm;
                              twice: once more from nothing in another place, and compare each byte
  cargo xtask size            build, and show how big it is and why
  cargo xtask bench [OPTIONS] build, and hold its speed against other ways to build the form, in Chromium; fewer rounds with
                              --quick or --rounds N, a part with --tasks N or --only FORM, into docs/ with --write; alone the table of all
                              tasks with --grid, the ways to fill in one report with --entry
  cargo xtask setup           install what the commands above need

ARGS are passed on to `baocao serve`. Each command first sets up what it needs.";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let done = match args.as_slice() {
        ["build"] => build::build().map(|_| ExitCode::SUCCESS),
        ["dist"] => dist::dist().map(|_| ExitCode::SUCCESS),
        ["dist", "--twice"] => dist::twice::twice().map(|()| ExitCode::SUCCESS),
        ["size"] => size::report(),
        ["bench", options @ ..] => bench::bench(options),
        ["setup"] => Ok(setup::command()),
        ["serve", rest @ ..] => serve::serve(rest),
        ["test", parts @ ..] => test::test(parts),
        [] | ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            Ok(ExitCode::SUCCESS)
        }
        other => Err(anyhow::anyhow!("there is no `cargo xtask {}`\n\n{USAGE}", other.join(" "))),
    };
    done.unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        ExitCode::FAILURE
    })
}
