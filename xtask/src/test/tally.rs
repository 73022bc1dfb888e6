//! What became of each step, and the counts at the end.

use std::process::ExitCode;
use std::time::Duration;

/// What became of a step.
#[derive(Debug, PartialEq)]
pub enum Outcome {
    /// It ran, with this many tests that passed and failed. One that is not made of tests fails as
    /// one test, so that no failure is missing from the count.
    Ran {
        /// Tests that passed.
        passed: u32,
        /// Tests that failed.
        failed: u32,
        /// What the failed ones said, line by line.
        said: Vec<String>,
    },
    /// It did not run, for this reason.
    Skipped(String),
}

impl Outcome {
    /// A step without tests went well.
    pub const PASSED: Self = Self::Ran { passed: 0, failed: 0, said: Vec::new() };
    /// A step without tests did not.
    pub const FAILED: Self = Self::Ran { passed: 0, failed: 1, said: Vec::new() };

    /// The sum of all lines like `test result: ok. 3 passed; 0 failed; …`.
    pub fn of_tests(success: bool, output: &str) -> Self {
        let (mut passed, mut failed, mut said, mut is_failure) = (0, 0, Vec::new(), false);
        for (_, counts) in output.lines().filter_map(|line| line.split_once("test result: ")) {
            passed += counted(counts, "passed;");
            failed += counted(counts, "failed;");
        }
        for line in output.lines() {
            is_failure = (is_failure || line == "failures:") && !line.starts_with("test result: ");
            // Where in the machine code it was, helps nobody.
            if is_failure && !line.trim().is_empty() && !line.trim_start().starts_with("at ") {
                said.push(line.chars().take(MOST_SAID).collect());
            }
        }
        // A test that does not compile, or a browser that does not start.
        if !success && failed == 0 {
            failed = 1;
        }
        Self::Ran { passed, failed, said }
    }

    /// What Node.js says in its reporter `tap`.
    pub fn of_node(success: bool, output: &str) -> Self {
        let count = |what: &str| output.lines().find_map(|line| line.strip_prefix(what)?.trim().parse().ok());
        let failed = count("# fail ").unwrap_or(0).max(u32::from(!success));
        let said = output.lines().filter(|line| line.starts_with("not ok ")).map(str::to_owned).collect();
        Self::Ran { passed: count("# pass ").unwrap_or(0), failed, said }
    }
}

fn counted(line: &str, what: &str) -> u32 {
    let words: Vec<&str> = line.split_whitespace().collect();
    let pair = words.windows(2).find(|pair| pair[1] == what);
    pair.and_then(|pair| pair[0].parse().ok()).unwrap_or(0)
}

/// Most characters of a line that are said again.
const MOST_SAID: usize = 600;

/// The outcomes so far.
#[derive(Default)]
pub struct Tally {
    lines: Vec<String>,
    passed: u32,
    failed: u32,
    said: Vec<String>,
    untested: u32,
}

impl Tally {
    /// Takes note of a step, and says how it went; also what it had to do without.
    pub fn add(&mut self, part: &str, says: &str, outcome: Outcome, took: Duration, without: &[String]) {
        let seconds = took.as_secs_f32();
        let word = match &outcome {
            Outcome::Skipped(reason) => format!("skipped: {reason}"),
            Outcome::Ran { failed: 0, .. } if without.is_empty() => "ok".to_owned(),
            Outcome::Ran { failed: 0, .. } => format!("ok, but tested less: {}", without.join("; ")),
            Outcome::Ran { .. } => "FAILED".to_owned(),
        };
        self.untested += u32::from(matches!(outcome, Outcome::Skipped(_)) || !without.is_empty());
        println!("── {part}: {says}: {word} ({seconds:.1} s)");
        self.lines.push(format!("{seconds:>7.1} s  {part:<8} {says:<40} {word}"));
        if let Outcome::Ran { passed, failed, said } = outcome {
            self.passed += passed;
            self.failed += failed;
            self.said.extend(said);
        }
    }

    /// Prints the summary; what failed says so once more, for who sees only the end.
    pub fn close(self) -> ExitCode {
        for line in &self.said {
            println!("{line}");
        }
        println!("\n{}", self.lines.join("\n"));
        if self.untested > 0 {
            println!("\nNot everything was tested: {} of the lines above say what was missing.", self.untested);
        }
        println!("\n{} passed, {} failed", self.passed, self.failed);
        if self.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

#[cfg(test)]
mod tests {
    use super::Outcome;

    #[test]
    fn counts_of_all_test_programs_are_added() {
        let output = "test a ... ok\ntest result: ok. 3 passed; 0 failed; 1 ignored; 0 measured\n\
                      test result: FAILED. 12 passed; 2 failed; 0 ignored; 0 filtered out\n";
        assert_eq!(Outcome::of_tests(false, output), Outcome::Ran { passed: 15, failed: 2, said: vec![] });
    }

    #[test]
    fn what_failed_is_said_again() {
        let output = "test a ... FAILED\n\nfailures:\n\n---- a output ----\n    Error: no\n        at f (x:1)\n\n\
                      test result: FAILED. 0 passed; 1 failed;\nconsole output:\n";
        let said = ["failures:", "---- a output ----", "    Error: no"].map(str::to_owned).to_vec();
        assert_eq!(Outcome::of_tests(false, output), Outcome::Ran { passed: 0, failed: 1, said });
    }

    #[test]
    fn what_node_counts_is_counted() {
        let output = "TAP version 13\nok 1 - a\nnot ok 2 - b\n1..2\n# pass 1\n# fail 1\n";
        let said = vec!["not ok 2 - b".to_owned()];
        assert_eq!(Outcome::of_node(false, output), Outcome::Ran { passed: 1, failed: 1, said });
        assert_eq!(Outcome::of_node(false, "no such file"), Outcome::FAILED);
    }

    #[test]
    fn a_failure_without_a_failed_test_counts_as_one() {
        assert_eq!(Outcome::of_tests(false, "error: it does not compile"), Outcome::FAILED);
        assert_eq!(Outcome::of_tests(true, "test result: ok. 0 passed; 0 failed;"), Outcome::PASSED);
    }
}
