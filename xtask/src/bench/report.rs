//! The table.

use super::figures::Figures;

/// What a figure counts.
#[derive(Clone, Copy)]
pub enum Unit {
    /// Bytes, shown in KiB.
    Bytes,
    /// Milliseconds.
    Milliseconds,
    /// Seconds.
    Seconds,
    /// MiB.
    Mebibytes,
    /// Things.
    Count,
}

/// What is allowed.
#[derive(Clone, Copy)]
pub enum Budget {
    /// So much.
    Most(f64),
    /// So many times of what it is held against.
    Times(f64),
    /// Anything: the figure is there for comparison.
    None,
}

/// One line.
pub struct Row {
    /// What was measured.
    pub what: String,
    /// In what.
    pub unit: Unit,
    /// The element's figures.
    pub ours: Figures,
    /// What they are held against.
    pub against: Option<(String, Figures)>,
    /// What is allowed.
    pub budget: Budget,
    /// Why it is missed, where it is known to be.
    pub why: &'static str,
}

/// All lines so far.
#[derive(Default)]
pub struct Report(Vec<Row>);

impl Report {
    /// Takes a line.
    pub fn add(&mut self, row: Row) {
        self.0.push(row);
    }

    /// Takes all lines of another.
    pub fn append(&mut self, mut other: Self) {
        self.0.append(&mut other.0);
    }

    /// The table, as Markdown has it.
    pub fn table(&self) -> String {
        let head = ["what", "ours", "against", "ratio", "budget", ""].map(str::to_owned).to_vec();
        markdown(std::iter::once(head).chain(self.0.iter().map(Row::cells)).collect())
    }

    /// The budgets that are missed, each with why.
    pub fn misses(&self) -> String {
        let missed = self.0.iter().filter(|row| row.is_kept() == Some(false));
        let line = |row: &Row| {
            let cells = row.cells();
            let figure = if cells[3].is_empty() { &cells[1] } else { &cells[3] };
            format!("- **{}**: {figure}, budget {}. {}", row.what, cells[4], row.why).trim_end().to_owned() + "\n"
        };
        missed.map(line).collect()
    }
}

/// Lines of cells, the first of which is the head.
pub fn markdown(lines: Vec<Vec<String>>) -> String {
    let columns = lines.first().map_or(0, Vec::len);
    let width = |column: usize| lines.iter().map(|line| line[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut table = String::new();
    for (i, line) in lines.iter().enumerate() {
        let cell = |(text, width): (&String, &usize)| format!(" {text:width$} ");
        table += &format!("|{}|\n", line.iter().zip(&widths).map(cell).collect::<Vec<_>>().join("|"));
        if i == 0 {
            let rule: Vec<_> = widths.iter().map(|width| "-".repeat(width + 2)).collect();
            table += &format!("|{}|\n", rule.join("|"));
        }
    }
    table
}

impl Row {
    /// Whether the budget is held, where there is one.
    fn is_kept(&self) -> Option<bool> {
        match self.budget {
            Budget::Most(most) => Some(self.ours.median() <= most),
            Budget::Times(most) => self.ratio().map(|ratio| ratio.median() <= most),
            Budget::None => None,
        }
    }

    fn ratio(&self) -> Option<Figures> {
        self.against.as_ref().map(|(_, figures)| self.ours.per(figures))
    }

    fn cells(&self) -> Vec<String> {
        let against = self.against.as_ref().map(|(name, figures)| format!("{name}: {}", said(figures, self.unit)));
        let budget = match self.budget {
            Budget::Most(most) => format!("≤ {}", one(most, self.unit)),
            Budget::Times(most) => format!("≤ {most}×"),
            Budget::None => String::new(),
        };
        let verdict = self.is_kept().map_or("", |kept| if kept { "holds" } else { "**misses**" });
        let ratio = self.ratio().map_or(String::new(), |ratio| {
            let (least, most) = ratio.range();
            format!("{:.2}× ({least:.2}–{most:.2})", ratio.median())
        });
        let ours = said(&self.ours, self.unit);
        vec![self.what.clone(), ours, against.unwrap_or_default(), ratio, budget, verdict.to_owned()]
    }
}

fn said(figures: &Figures, unit: Unit) -> String {
    let median = one(figures.median(), unit);
    match figures.range() {
        (least, most) if least == most => median,
        (least, most) => format!("{median} ({}–{})", plain(least, unit), plain(most, unit)),
    }
}

/// A figure with its unit.
pub fn one(figure: f64, unit: Unit) -> String {
    let name = match unit {
        Unit::Bytes => "KiB",
        Unit::Milliseconds => "ms",
        Unit::Seconds => "s",
        Unit::Mebibytes => "MiB",
        Unit::Count => return plain(figure, unit),
    };
    format!("{} {name}", plain(figure, unit))
}

fn plain(figure: f64, unit: Unit) -> String {
    match unit {
        Unit::Bytes => format!("{:.1}", figure / 1024.0),
        Unit::Mebibytes | Unit::Seconds => format!("{figure:.1}"),
        Unit::Count => format!("{figure:.0}"),
        Unit::Milliseconds if figure < 100.0 => format!("{figure:.2}"),
        Unit::Milliseconds => format!("{figure:.0}"),
    }
}
