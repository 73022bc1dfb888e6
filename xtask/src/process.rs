//! Running other programs.

use crate::house;
use anyhow::{Context, Result, bail};
use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// Longer than this no program of ours is silent; one that is has stopped, as a browser may that no longer answers.
const SILENCE: Duration = Duration::from_secs(30 * 60);

/// A command that runs in the checkout's root.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(house::root());
    command
}

/// `cargo` with these arguments, divided by spaces.
pub fn cargo(args: &str) -> Command {
    let mut cargo = command("cargo");
    cargo.args(args.split_whitespace());
    cargo
}

/// Runs it with our own input and output; anything but success is an error.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("cannot start {}", said(command)))?;
    if !status.success() {
        bail!("{} ended with {status}", said(command));
    }
    Ok(())
}

/// Runs it silently; what it wrote to standard output, or `None` if it cannot start or fails.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs it, passing its standard output on line by line as it comes, with a label before each; whether it succeeded, and
/// that output. Where it says nothing for half an hour it is ended, with all that it has started.
pub fn tee(command: &mut Command, label: &str) -> Result<(bool, String)> {
    tee_unless_silent(command, label, SILENCE)
}

fn tee_unless_silent(command: &mut Command, label: &str, silence: Duration) -> Result<(bool, String)> {
    let mut child =
        command.stdout(Stdio::piped()).spawn().with_context(|| format!("cannot start {}", said(command)))?;
    let from = child.stdout.take().context("it has no output")?;
    let (to, lines) = mpsc::channel();
    thread::spawn(move || pass_on(BufReader::new(from), &to));
    let mut seen = String::new();
    loop {
        match lines.recv_timeout(silence) {
            Ok(line) => {
                print!("{label}{line}");
                seen.push_str(&line);
            }
            Err(RecvTimeoutError::Disconnected) => return Ok((child.wait()?.success(), seen)),
            Err(RecvTimeoutError::Timeout) => {
                println!("{label}error: {} has said nothing for {silence:?}", said(command));
                end_with_all_of_it(&mut child)?;
                return Ok((false, seen));
            }
        }
    }
}

/// Each line as it comes, until there are no more or nobody wants them.
fn pass_on(mut from: impl BufRead, to: &mpsc::Sender<String>) {
    let mut line = Vec::new();
    while from.read_until(b'\n', &mut line).is_ok_and(|read| read > 0) {
        if to.send(String::from_utf8_lossy(&line).into_owned()).is_err() {
            return;
        }
        line.clear();
    }
}

/// Ends a program, and whatever it has started: of `cargo test` the tests, their servers and their browsers.
fn end_with_all_of_it(child: &mut Child) -> Result<()> {
    let listed = output(Command::new("ps").args(["-A", "-o", "pid=,ppid="])).unwrap_or_default();
    let pair = |line: &str| Some(line.trim().split_once(' ')?).map(|(pid, of)| (pid.to_owned(), of.trim().to_owned()));
    let pairs: Vec<_> = listed.lines().filter_map(pair).collect();
    let mut all = vec![child.id().to_string()];
    let mut at = 0;
    while let Some(parent) = all.get(at).cloned() {
        all.extend(pairs.iter().filter(|(_, of)| *of == parent).map(|(pid, _)| pid.clone()));
        at += 1;
    }
    output(Command::new("kill").arg("-KILL").args(&all[1..]));
    child.kill()?;
    child.wait()?;
    Ok(())
}

/// The first program of this name on the `PATH`.
pub fn on_path(name: &str) -> Option<PathBuf> {
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(&file)).find(|file| file.is_file())
}

/// The `PATH` with the folders of these programs in front.
pub fn path_with<'a>(programs: impl IntoIterator<Item = &'a Path>) -> Result<std::ffi::OsString> {
    let ours = programs.into_iter().filter_map(Path::parent).map(Path::to_path_buf);
    let path = std::env::var_os("PATH").unwrap_or_default();
    Ok(std::env::join_paths(ours.chain(std::env::split_paths(&path)))?)
}

/// A command as one would type it, for messages.
fn said(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let words: Vec<_> = words.map(OsStr::to_string_lossy).collect();
    format!("`{}`", words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::{output, tee_unless_silent};
    use std::process::Command;
    use std::time::Duration;

    #[test]
    fn what_no_longer_says_anything_is_ended_with_all_that_it_has_started() -> anyhow::Result<()> {
        // The length tells this sleep from any other.
        let asleep = ["-f", "^sleep 4321.5$"];
        let mut command = Command::new("sh");
        let (is_good, said) =
            tee_unless_silent(command.args(["-c", "sleep 4321.5 & echo begun; wait"]), "", Duration::from_secs(1))?;
        assert_eq!((is_good, said.as_str()), (false, "begun\n"));
        assert_eq!(output(Command::new("pgrep").args(asleep)), None, "it sleeps on");
        Ok(())
    }

    #[test]
    fn what_ends_by_itself_is_told_as_it_ended() -> anyhow::Result<()> {
        let ends =
            |script: &str| tee_unless_silent(Command::new("sh").args(["-c", script]), "", Duration::from_secs(60));
        assert_eq!(ends("echo a; echo b")?, (true, "a\nb\n".to_owned()));
        assert_eq!(ends("echo a; exit 3")?, (false, "a\n".to_owned()));
        Ok(())
    }
}
