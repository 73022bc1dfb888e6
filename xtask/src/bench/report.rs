//! The table.

use super::figures::Figures;

/// What a figure counts.
#[derive(Clone, Copy)]
pub enum Unit {
    /// Bytes, shown in KiB.
    Bytes,
    /// Milliseconds.
    Milliseconds,
    /// MiB.
    Mebibytes,
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
    pub against: Option<(&'static str, Figures)>,
    /// What is allowed.
    pub budget: Budget,
}

/// All lines so far.
#[derive(Default)]
pub struct Report(Vec<Row>);

impl Report {
    /// Takes a line.
    pub fn add(&mut self, row: Row) {
        self.0.push(row);
    }

    /// Prints the table, as Markdown has it.
    pub fn print(&self, rounds: usize) {
        let head = ["what", "ours", "against", "ratio", "budget", ""].map(str::to_owned);
        let lines: Vec<[String; 6]> = std::iter::once(head).chain(self.0.iter().map(Row::cells)).collect();
        let width = |column: usize| lines.iter().map(|line| line[column].chars().count()).max().unwrap_or(0);
        let widths: [usize; 6] = std::array::from_fn(width);
        println!("\nThe median of {rounds} rounds (least–greatest); ratios are taken within each round.\n");
        for (i, line) in lines.iter().enumerate() {
            let cell = |(text, width): (&String, usize)| format!(" {text:width$} ");
            println!("|{}|", line.iter().zip(widths).map(cell).collect::<Vec<_>>().join("|"));
            if i == 0 {
                println!("|{}|", widths.map(|width| "-".repeat(width + 2)).join("|"));
            }
        }
    }
}

impl Row {
    fn cells(&self) -> [String; 6] {
        let ratio = self.against.as_ref().map(|(_, figures)| self.ours.per(figures));
        let against = self.against.as_ref().map(|(name, figures)| format!("{name}: {}", said(figures, self.unit)));
        let (budget, kept) = match self.budget {
            Budget::Most(most) => (format!("≤ {}", one(most, self.unit)), Some(self.ours.median() <= most)),
            Budget::Times(most) => (format!("≤ {most}×"), ratio.as_ref().map(|ratio| ratio.median() <= most)),
            Budget::None => (String::new(), None),
        };
        let verdict = kept.map_or("", |kept| if kept { "holds" } else { "**misses**" });
        let ratio = ratio.map_or(String::new(), |ratio| {
            let (least, most) = ratio.range();
            format!("{:.2}× ({least:.2}–{most:.2})", ratio.median())
        });
        [self.what.clone(), said(&self.ours, self.unit), against.unwrap_or_default(), ratio, budget, verdict.to_owned()]
    }
}

fn said(figures: &Figures, unit: Unit) -> String {
    let median = one(figures.median(), unit);
    match figures.range() {
        (least, most) if least == most => median,
        (least, most) => format!("{median} ({}–{})", plain(least, unit), plain(most, unit)),
    }
}

fn one(figure: f64, unit: Unit) -> String {
    let name = match unit {
        Unit::Bytes => "KiB",
        Unit::Milliseconds => "ms",
        Unit::Mebibytes => "MiB",
    };
    format!("{} {name}", plain(figure, unit))
}

fn plain(figure: f64, unit: Unit) -> String {
    match unit {
        Unit::Bytes => format!("{:.1}", figure / 1024.0),
        Unit::Mebibytes => format!("{figure:.1}"),
        Unit::Milliseconds if figure < 100.0 => format!("{figure:.2}"),
        Unit::Milliseconds => format!("{figure:.0}"),
    }
}
