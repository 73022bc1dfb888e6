//! What stands on the paper, whatever it is written as.

use baocao::json::{choice, object};

object!(Document:
    left, right, number, place_and_day, title, summary, bases, body, recipients, drawn_up, signature, signer, annexes,
);
object!(Line: text, size, bold, italic, ruled);
object!(Heading: level, text);
object!(Paragraph: label, text);
object!(Table: columns, rows, sums, total, size);
object!(Total: label, span, cells);
object!(Column: title, group, share, is_centred, is_number);
object!(Annex: title, about, is_wide, table);
choice!(Block:
    "heading" => Heading(heading),
    "paragraph" => Paragraph(paragraph),
    "closing" => Closing(paragraph),
    "item" => Item(paragraph),
    "detail" => Detail(paragraph),
    "dots" => Dots(lines),
    "table" => Table(table),
);

/// An official document, from its head to its annexes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Top left: the body above, and the one that issues it.
    pub left: Vec<Line>,
    /// Top right: the country's name and motto, or what stands there instead.
    pub right: Vec<Line>,
    /// Number and symbol.
    pub number: String,
    /// Where and on which day.
    pub place_and_day: String,
    /// What kind of document it is.
    pub title: String,
    /// What it is about, line by line.
    pub summary: Vec<String>,
    /// What it rests on, each a paragraph; the last sentence opens the report.
    pub bases: Vec<String>,
    /// The text.
    pub body: Vec<Block>,
    /// Who gets it.
    pub recipients: Vec<String>,
    /// Who has drawn it up, and how to reach them.
    pub drawn_up: Option<String>,
    /// Authority and position of who signs.
    pub signature: Vec<String>,
    /// The name of who signs.
    pub signer: String,
    /// Tables behind the text, each from a new page.
    pub annexes: Vec<Annex>,
}

/// A line of the head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its text.
    pub text: String,
    /// Size in points.
    pub size: u32,
    /// Whether it is bold.
    pub bold: bool,
    /// Whether it is in italics.
    pub italic: bool,
    /// Whether a short line stands below it.
    pub ruled: bool,
}

/// A piece of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading.
    Heading(Heading),
    /// A paragraph.
    Paragraph(Paragraph),
    /// The last paragraph, which stays with the signature.
    Closing(Paragraph),
    /// A point of a list (`-`).
    Item(Paragraph),
    /// A point of a point (`+`).
    Detail(Paragraph),
    /// So many dotted lines, to write on.
    Dots(u32),
    /// A table.
    Table(Table),
}

/// A heading with its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 1 for `I.`, 2 for `1.`, 3 for `1.1.`
    pub level: u32,
    /// Number and title.
    pub text: String,
}

/// A paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// What it is about, before a colon.
    pub label: Option<String>,
    /// What it says; none: a dotted line to write on.
    pub text: Option<String>,
}

impl Paragraph {
    /// Whether it offers boxes to tick.
    pub fn is_to_tick(&self) -> bool {
        self.text.as_ref().is_some_and(|text| text.starts_with('☐'))
    }
}

/// A table whose head comes again on each page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, a cell for each column.
    pub rows: Vec<Vec<String>>,
    /// Those that are sums of others, by their places.
    pub sums: Vec<u32>,
    /// The last row, if it is the sum of all.
    pub total: Option<Total>,
    /// Size in points; none: as tables are.
    pub size: Option<u32>,
}

/// The row of sums.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Total {
    /// What stands before them.
    pub label: String,
    /// Over how many columns.
    pub span: u32,
    /// The cells of the other columns.
    pub cells: Vec<String>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub title: String,
    /// The heading over it and its neighbours with the same one.
    pub group: Option<String>,
    /// How wide it is, in parts of the sum of all.
    pub share: u32,
    /// Whether its cells are centred.
    pub is_centred: bool,
    /// Whether they hold numbers, which stand at the right.
    pub is_number: bool,
}

/// A table behind the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annex {
    /// "Phụ lục 1".
    pub title: String,
    /// What is in it.
    pub about: String,
    /// Whether its pages lie on their side.
    pub is_wide: bool,
    /// The table.
    pub table: Table,
}

impl Line {
    /// A line as it is.
    pub fn plain(text: impl Into<String>, size: u32) -> Self {
        Self { text: text.into(), size, bold: false, italic: false, ruled: false }
    }

    /// In bold.
    #[must_use]
    pub fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    /// With a short line below it.
    #[must_use]
    pub fn ruled(self) -> Self {
        Self { ruled: true, ..self }
    }
}

impl Block {
    /// A heading.
    pub fn heading(level: u32, text: impl Into<String>) -> Self {
        Self::Heading(Heading { level, text: text.into() })
    }

    /// A paragraph of text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Paragraph(Paragraph { label: None, text: Some(text.into()) })
    }
}

impl Table {
    /// A table without rows: titles, shares of the width, and whether cells are centred.
    pub fn new(columns: &[(&str, u32, bool)]) -> Self {
        let column = |&(title, share, is_centred): &(&str, u32, bool)| Column::new(title, share, is_centred);
        Self {
            columns: columns.iter().map(column).collect(),
            rows: Vec::new(),
            sums: Vec::new(),
            total: None,
            size: None,
        }
    }
}

impl Column {
    /// A column by its title, its share of the width, and whether cells are centred.
    pub fn new(title: impl Into<String>, share: u32, is_centred: bool) -> Self {
        Self { title: title.into(), group: None, share, is_centred, is_number: false }
    }
}
