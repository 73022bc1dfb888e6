//! The columns of tables, as paper and workbooks both have them.

use baocao::plan::{Column, ColumnKind, Table};

/// What stands above the numbers of rows and above their titles, and before the sums.
pub const NUMBER: &str = "TT";
pub const ROW_TITLE: &str = "Nội dung";
pub const TOTAL: &str = "Tổng cộng";

/// What stands above a column: its title, and what its numbers count.
pub fn heading(column: &Column) -> String {
    let usual = match column.kind {
        ColumnKind::Percent => Some("%"),
        ColumnKind::Money => Some("đồng"),
        _ => None,
    };
    let title = column.title.trim();
    match column.unit.as_deref().or(usual) {
        // "Tỷ lệ (%)" says it already.
        Some(unit) if !title.to_lowercase().contains(&unit.to_lowercase()) => format!("{title} ({unit})"),
        _ => title.to_owned(),
    }
}

/// The headings over neighbours that have the same one: where each begins, how many columns it is over, what it says.
pub fn spans<'t>(groups: impl Iterator<Item = Option<&'t str>>) -> Vec<(usize, usize, &'t str)> {
    let mut spans: Vec<(usize, usize, &str)> = Vec::new();
    for (place, group) in groups.enumerate() {
        let Some(group) = group else { continue };
        match spans.last_mut() {
            Some((first, count, said)) if *first + *count == place && *said == group => *count += 1,
            _ => spans.push((place, 1, group)),
        }
    }
    spans
}

/// Whether rows have printed numbers: those of the plan, or as many as there are.
pub fn has_numbers(table: &Table) -> bool {
    !table.is_fixed() || table.rows.iter().any(|row| row.number.is_some())
}

/// How many columns stand before those that the plan asks for: the number of a row, and its title.
pub fn leads(table: &Table) -> usize {
    usize::from(has_numbers(table)) + usize::from(table.is_fixed())
}

/// How many columns the words before the sums take: all before the first sum.
pub fn before_total(table: &Table) -> usize {
    leads(table) + table.columns.iter().take_while(|column| !column.total).count()
}

/// Whether any column has a sum below it.
pub fn has_total(table: &Table) -> bool {
    table.columns.iter().any(|column| column.total)
}

/// How wide a column should be, in characters.
pub fn width(column: &Column) -> usize {
    let usual = match column.kind {
        ColumnKind::Integer | ColumnKind::Decimal => 10,
        ColumnKind::Percent => 8,
        ColumnKind::Money => 16,
        ColumnKind::Date => 12,
        ColumnKind::Choice => {
            let longest = column.options.iter().map(|option| option.label.chars().count()).max();
            longest.unwrap_or(0).clamp(10, 24)
        }
        ColumnKind::Line => 24,
        ColumnKind::Text => 36,
    };
    // No word of the heading is torn apart, and it takes four lines at most.
    let heading = heading(column);
    let word = heading.split_whitespace().map(|word| word.chars().count() + 2).max().unwrap_or(0);
    usual.max(word.min(18)).max((heading.chars().count() / 4).min(30))
}

/// How wide the titles of rows should be, in characters.
pub fn title_width(table: &Table) -> usize {
    let longest = table.rows.iter().map(|row| row.title.chars().count()).max().unwrap_or(0);
    longest.clamp(16, 40)
}

/// How many lines a text takes in so many characters, whose words are not torn apart.
pub fn lines(text: &str, width: usize) -> usize {
    let width = width.max(1);
    let of_line = |line: &str| {
        let (mut lines, mut used) = (1, 0);
        for word in line.split_whitespace().map(|word| word.chars().count()) {
            let needed = if used == 0 { word } else { used + 1 + word };
            if needed <= width {
                used = needed;
            } else {
                lines += usize::from(used > 0) + word.saturating_sub(1) / width;
                used = word;
            }
        }
        lines
    };
    text.lines().map(of_line).sum::<usize>().max(1)
}
