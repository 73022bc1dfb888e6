/// Milliseconds before the first repetition, at most; it doubles with each.
const FIRST: i64 = 2_000;
/// Milliseconds between two attempts, at most, unless the backend asks for more.
pub const LONGEST: i64 = 5 * 60_000;
/// Seconds that a backend may ask for, at most: a day.
const MOST_ASKED: u32 = 24 * 3_600;

/// Milliseconds to wait after so many attempts: exponential with full jitter, so that on the last evening not all
/// units come back at once. What the backend asks for (`Retry-After`, seconds) comes first; `chance` is in `0..1`.
pub fn backoff(tries: u32, asked: Option<u32>, chance: f64) -> i64 {
    let most = FIRST.saturating_mul(1 << tries.saturating_sub(1).min(20)).min(LONGEST);
    let asked = i64::from(asked.unwrap_or(0).min(MOST_ASKED)) * 1_000;
    asked + (most as f64 * chance.clamp(0.0, 1.0)) as i64
}
