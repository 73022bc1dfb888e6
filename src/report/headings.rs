//! What stands above the columns of a table, where it is one line.

use crate::plan::Column;

/// What stands above a column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Title {
    /// What it is called.
    pub title: String,
    /// The heading over it and its neighbours; blank: there is none.
    pub group: String,
}

impl Title {
    /// Those of a table.
    pub fn all(columns: &[Column]) -> Vec<Self> {
        let title =
            |column: &Column| Self { title: column.title.clone(), group: column.group.clone().unwrap_or_default() };
        columns.iter().map(title).collect()
    }
}

/// Headings in one line, for files and for those who hear one at a time: of columns that are called the same the heading
/// over them, too.
///
/// ```
/// use baocao::report::{Title, headings};
/// let title = |group: &str, title: &str| Title { title: title.into(), group: group.into() };
/// let titles = [title("", "Tên"), title("Kỳ này", "Nam"), title("Lũy kế", "Nam"), title("Lũy kế", "Nữ")];
/// assert_eq!(headings(&titles), ["Tên", "Kỳ này – Nam", "Lũy kế – Nam", "Nữ"]);
/// ```
pub fn headings(titles: &[Title]) -> Vec<String> {
    let plain: Vec<String> = titles.iter().map(|one| plain_title(&one.title)).collect();
    let heading = |(one, own): (&Title, &String)| {
        let is_alone = plain.iter().filter(|other| *other == own).count() < 2;
        if is_alone || one.group.trim().is_empty() {
            one.title.clone()
        } else {
            format!("{} – {}", one.group, one.title)
        }
    };
    titles.iter().zip(&plain).map(heading).collect()
}

/// A title without what differs between two who mean the same: case, spaces, a unit in brackets, a colon.
pub(crate) fn plain_title(title: &str) -> String {
    let title = one_line(title).to_lowercase();
    let bare = title.trim_end_matches([':', '*', ' ']);
    match bare.rsplit_once('(') {
        Some((before, unit)) if unit.ends_with(')') && !before.trim().is_empty() => before.trim().to_owned(),
        // Of a title that is nothing else they are all there is.
        _ if bare.is_empty() => title,
        _ => bare.to_owned(),
    }
}

/// A text without breaks.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
