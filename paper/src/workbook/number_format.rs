//! What a number format shows.

/// What a number is shown as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shows {
    /// A number; with signs between its thousands.
    Number(bool),
    /// A percentage: hundred times the number.
    Percent,
    /// A day.
    Day,
    /// A day and the time of it.
    Moment,
    /// A time of day.
    Time,
}

/// One of the formats that have numbers and no code.
pub fn built_in(id: u32) -> Shows {
    match id {
        3 | 4 | 37..=44 => Shows::Number(true),
        9 | 10 => Shows::Percent,
        14..=17 | 27..=31 | 34..=36 | 50..=58 => Shows::Day,
        18..=21 | 32 | 33 | 45..=47 => Shows::Time,
        22 => Shows::Moment,
        _ => Shows::Number(false),
    }
}

/// A format by its code. What stands in quotation marks, brackets or behind a mark of its own is said, not shown.
///
/// The first of its sections counts: it is the one for positive numbers.
pub fn of_code(code: &str) -> Shows {
    let code = code.trim();
    if code.eq_ignore_ascii_case("general") {
        return Shows::Number(false);
    }
    let (mut day, mut month, mut time, mut percent, mut grouped) = (false, false, false, false, false);
    let mut last = ' ';
    let mut signs = code.chars();
    while let Some(sign) = signs.next() {
        match sign {
            '"' => drop(signs.find(|sign| *sign == '"')),
            // Hours beyond a day stand in brackets, as colours and languages do.
            '[' => {
                let inside: String = signs.by_ref().take_while(|sign| *sign != ']').collect();
                time |=
                    matches!(inside.to_ascii_lowercase().trim_end_matches(['h', 'm', 's']), "") && !inside.is_empty();
            }
            '\\' | '_' | '*' => drop(signs.next()),
            ';' => break,
            'd' | 'D' | 'y' | 'Y' => day = true,
            'h' | 'H' | 's' | 'S' => time = true,
            // Months, or minutes beside hours or seconds.
            'm' | 'M' => month = true,
            '%' => percent = true,
            '0' | '#' | '?' if last == ',' => grouped = true,
            _ => {}
        }
        last = sign;
    }
    match (day, time) {
        (true, true) => Shows::Moment,
        (false, true) => Shows::Time,
        _ if day || month => Shows::Day,
        _ if percent => Shows::Percent,
        _ => Shows::Number(grouped),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_of_offices_are_known() {
        for (code, shows) in [
            ("General", Shows::Number(false)),
            ("0.00", Shows::Number(false)),
            ("#,##0", Shows::Number(true)),
            ("#,##0\\ \"đồng\"", Shows::Number(true)),
            ("_(* #,##0.00_);_(* \\(#,##0.00\\);_(* \"-\"??_);_(@_)", Shows::Number(true)),
            ("0.00E+00", Shows::Number(false)),
            ("0\" ngày\"", Shows::Number(false)),
            ("[Red]0", Shows::Number(false)),
            ("0.0%", Shows::Percent),
            ("dd/mm/yyyy", Shows::Day),
            ("[$-42A]dd mmmm yyyy;@", Shows::Day),
            ("mm/yyyy", Shows::Day),
            ("dd/mm/yyyy hh:mm", Shows::Moment),
            ("h:mm:ss", Shows::Time),
            ("[h]:mm", Shows::Time),
            ("mm:ss", Shows::Time),
            ("h:mm AM/PM", Shows::Time),
            ("@", Shows::Number(false)),
        ] {
            assert_eq!(of_code(code), shows, "{code}");
        }
        assert_eq!((built_in(14), built_in(3), built_in(0)), (Shows::Day, Shows::Number(true), Shows::Number(false)));
    }
}
