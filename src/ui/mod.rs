//! The interface as Yew components: values in, [`crate::state::Action`]s out. What it says comes from
//! [`crate::locale`], what it shows from selectors; nothing here decides anything.

mod abbreviations;
mod answer;
mod app;
mod arrival;
mod bulk;
mod check_page;
mod compare;
mod control;
mod device;
mod due_banner;
mod el;
mod elsewhere;
mod evidence;
mod failure;
mod field;
mod figures;
mod files;
mod fill;
mod fill_top;
mod grid;
mod nil;
mod overview;
mod panel;
mod paper;
mod portion;
mod receipt;
mod review;
mod sheet;
mod spoken;
mod table;
mod task_list;
mod trajectory;
mod versions;
mod waiting;
mod year;

pub use app::{App, AppProps, Surroundings};

/// The form's style, one sheet for all elements of a page.
pub const STYLE: &str = match std::str::from_utf8(&bare::<{ bare::<0>(STYLE_FILE).1 }>(STYLE_FILE).0) {
    Ok(style) => style,
    Err(_) => panic!("what was cut at ASCII signs is a text"),
};

const STYLE_FILE: &str = include_str!("style.css");

/// That of the pages which are loaded after the first view.
pub const STYLE_OF_REST: &str = match std::str::from_utf8(&bare::<{ bare::<0>(REST_FILE).1 }>(REST_FILE).0) {
    Ok(style) => style,
    Err(_) => panic!("what was cut at ASCII signs is a text"),
};

const REST_FILE: &str = include_str!("style_rest.css");

/// A style sheet without remarks and without spaces that say nothing, and how long it is: 0.2 KB less of the
/// compressed module (measured). The compiler does this.
const fn bare<const LENGTH: usize>(file: &str) -> ([u8; LENGTH], usize) {
    let file = file.as_bytes();
    let (mut style, mut length, mut i, mut last) = ([0; LENGTH], 0, 0, b'}');
    while i < file.len() {
        if file[i] == b'/' && file[i + 1] == b'*' {
            while file[i] != b'*' || file[i + 1] != b'/' || file[i - 1] == b'/' {
                i += 1;
            }
            i += 2;
            continue;
        }
        let follows_sign = matches!(last, b'{' | b'}' | b';' | b':' | b',');
        if !matches!(file[i], b' ' | b'\n') || !(follows_sign || file[i + 1] == b'{') {
            if length < LENGTH {
                style[length] = file[i];
            }
            length += 1;
            last = file[i];
        }
        i += 1;
    }
    (style, length)
}
