//! Says any domain value in Vietnamese and English. Nothing else in the crate holds words for people.
//!
//! The Vietnamese is the administrative style of the offices that use it; the English says the same. The texts
//! stand in `vi.txt` and `en.txt`; what is code here puts them together.

mod deadline;
mod device;
mod differ;
mod files;
mod fill;
mod finding;
mod ics;
mod label;
mod place;
mod portion;
mod search;
mod time;
mod words;

pub use deadline::{
    asides, correctable_until, due, plan_over, standing, stands_for, steps, terms, today_is, unit_validity, year_title,
};
pub use device::{backup_of, forgets_unread, no_backup, still_unsent, unkept, unread};
pub use differ::in_common;
pub use files::{file_gone, file_limits, file_size, no_workbook, not_taken, upload_progress};
pub use fill::{counted, nth};
pub use finding::finding;
pub use ics::calendar_file;
pub use label::{
    error_count, failure, field_label, first_label, goal, is_in, kind_title, numbered, on_paper_as_typed, place,
    progress, question_label, report_name, role, short, status, target, target_day, to_mend, unknown_unit,
};
pub use place::Places;
pub use portion::{joined, no_portion, open_remarks, portion_of};
pub use search::{fold, lower, matches};
pub use time::{clock, clock_off, date, date_long, days, left, local, named_days, period, span, weekday};
pub use words::{Words, has_english, put_english, words};

use serde::{Deserialize, Serialize};

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Tiếng Việt.
    #[default]
    Vi,
    /// English.
    En,
}

impl Lang {
    /// The language of a BCP 47 tag; Vietnamese unless it is English.
    ///
    /// ```
    /// use baocao::locale::Lang;
    /// assert_eq!(Lang::of_tag("en-GB"), Lang::En);
    /// assert_eq!(Lang::of_tag("fr"), Lang::Vi);
    /// ```
    pub fn of_tag(tag: &str) -> Self {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        if primary.eq_ignore_ascii_case("en") { Lang::En } else { Lang::Vi }
    }

    /// Its tag.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::Vi => "vi",
            Lang::En => "en",
        }
    }
}
