//! What a plan's words say of when: "từ tháng 6 đến tháng 12/2022" as days.
//!
//! For those who write plan files, never for the form: what is read stands beside the words and never in
//! their place. A wording that is read only in part is not read, and what had to be assumed is said.

mod calendar;
mod parse;
mod phrase;
mod plain;
mod reading;
mod resolve;
mod rest;
mod token;

pub use reading::{
    Assumption, Clock, Cycle, Part, Reading, Season, Span, SpanKind, Unread, UnreadPart, WORDING_MAX, When, Why,
};

/// Reads the wording of a time frame. `year` is the plan's, for words that name none ("tháng 6").
///
/// A blank wording is a reading without parts: real plans leave time frames blank.
///
/// ```
/// use baocao::plan::{Date, read_time_frame, wording::Why};
/// let reading = read_time_frame("từ tháng 6 đến tháng 12/2022", None).unwrap();
/// let time = reading.time_frame("từ tháng 6 đến tháng 12/2022");
/// assert_eq!((time.from, time.to), (Date::new(2022, 6, 1), Date::new(2022, 12, 31)));
///
/// let unread = read_time_frame("tuần 2 tháng 3/2025", None).unwrap_err();
/// assert_eq!((unread.parts[0].words.as_str(), unread.parts[0].why), ("tuần 2 tháng 3/2025", Why::Week));
/// ```
///
/// # Errors
/// [`Unread`], with each part of the text that cannot be read.
pub fn read_time_frame(text: &str, year: Option<i32>) -> Result<Reading, Unread> {
    if text.chars().count() > WORDING_MAX {
        let words = text.chars().take(40).chain(['…']).collect();
        return Err(Unread { parts: vec![UnreadPart { words, why: Why::TooLong }] });
    }
    resolve::resolve(text, parse::parse(&token::Tokens::of(text)), year)
}
