//! How long a hand takes, by the Keystroke-Level Model (Card, Moran, Newell 1980): an estimate from counts, not a measurement.

use anyhow::{Context, Result};
use serde_json::Value;

/// Seconds for a key, and for pressing the pointer's button: who does not type much, and an average typist.
pub const SLOW: f64 = 0.28;
pub const AVERAGE: f64 = 0.2;
/// Seconds to point at something.
const POINT: f64 = 1.1;
/// Seconds for a hand's way between keys and pointer.
const HOME: f64 = 0.4;
/// Seconds to think of what comes next.
const THINK: f64 = 1.35;

/// What was done on the way to a report that can be sent.
#[derive(Clone, Copy, Debug, Default)]
pub struct Count {
    /// Letters of answers.
    pub letters: u64,
    /// Keys for them in Telex, where marks and tones are keys.
    pub telex: u64,
    /// Keys that are no letters, each held one too.
    pub keys: u64,
    /// Clicks.
    pub clicks: u64,
    /// Ways of the hand between keys and pointer.
    pub hands: u64,
    /// Answers and commands.
    pub thoughts: u64,
    /// Changes of the page or of the task.
    pub moves: u64,
}

impl Count {
    /// As the script tells it.
    pub fn read(told: &Value) -> Result<Self> {
        let of = |key: &str| told[key].as_u64().with_context(|| format!("{key} is not counted: {told}"));
        Ok(Self {
            letters: of("letters")?,
            telex: of("telex")?,
            keys: of("keys")?,
            clicks: of("clicks")?,
            hands: of("hands")?,
            thoughts: of("thoughts")?,
            moves: of("moves")?,
        })
    }

    /// Seconds, where a key takes so many.
    pub fn seconds(self, key: f64) -> f64 {
        let times = |count: u64, seconds: f64| count as f64 * seconds;
        times(self.telex + self.keys + self.clicks, key)
            + times(self.clicks, POINT)
            + times(self.hands, HOME)
            + times(self.thoughts, THINK)
    }
}

/// Seconds as minutes and seconds.
pub fn minutes(seconds: f64) -> String {
    let seconds = seconds.round() as u64;
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::{Count, SLOW, minutes};

    #[test]
    fn each_act_takes_its_time() {
        let count = Count { letters: 8, telex: 10, keys: 5, clicks: 2, hands: 3, thoughts: 4, moves: 9 };
        // 17 × 0.28, 2 × 1.1, 3 × 0.4, 4 × 1.35.
        assert!((count.seconds(SLOW) - 13.56).abs() < 1e-9);
        assert_eq!(minutes(125.4), "2:05");
    }
}
