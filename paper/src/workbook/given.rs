//! What a cell holds of what was typed, and of a number.

use super::double;
use super::sheet::{Cell, Content, Look};
use baocao::plan::{Column, ColumnKind, Date, Decimal};
use baocao::report::{chosen, read_date, read_number};

/// A cell that an officer fills in: what cannot be read stays as it was typed.
pub fn given(column: &Column, typed: &str) -> Cell {
    let typed = typed.trim();
    let text = || Content::Text(typed.to_owned());
    match column.kind {
        kind if kind.is_number() => {
            let number = read_number(typed).ok();
            let look = if is_whole(column, number) { Look::Whole } else { Look::General };
            (look, if typed.is_empty() { Content::Blank } else { number.map_or_else(text, content) })
        }
        _ if typed.is_empty() => (if column.kind == ColumnKind::Date { Look::Day } else { Look::Text }, Content::Blank),
        ColumnKind::Date => (Look::Day, read_date(typed).filter(is_told).map_or_else(text, Content::Day)),
        ColumnKind::Choice => {
            let option = chosen(&column.options, typed);
            (Look::Text, option.map_or_else(text, |option| Content::Text(option.label.clone())))
        }
        _ => (Look::Text, text()),
    }
}

/// A number, or its digits where Excel would change them.
pub fn content(number: Decimal) -> Content {
    if double::keeps(number) { Content::Number(number) } else { Content::Text(baocao::report::write_number(number)) }
}

/// Whether a number is shown without decimals: not where it has some, which nobody would see.
pub fn is_whole(column: &Column, number: Option<Decimal>) -> bool {
    let is_whole = matches!(column.kind, ColumnKind::Integer | ColumnKind::Money);
    is_whole && number.is_none_or(|number| number.places() == 0)
}

/// Excel counts days wrongly before March 1900.
fn is_told(day: &Date) -> bool {
    Date::new(1900, 3, 1).is_some_and(|first| *day >= first)
}
