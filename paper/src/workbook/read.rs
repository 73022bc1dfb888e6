//! Reads what a workbook shows: the cells of its first sheet in sight.

use super::cells::{iso, number, place, unmarked};
use super::number_format::{Shows, built_in, of_code};
use super::unzip::Archive;
use super::xml::{Element, Step, walk};
use super::{NO_ROW, OURS, Refusal};
use baocao::report::write_tsv;

/// Most rows and columns.
const MOST_ROWS: usize = 5_000;
const MOST_COLUMNS: usize = 200;
/// Most bytes of what cells say: one text may be shared by many.
const MOST_TEXT: usize = 16 << 20;
/// Most cells that are looked at for being covered by merged ones.
const MOST_COVERED: usize = 1 << 22;

/// What the files begin with that Excel 97 to 2003 has written, and encrypted ones.
const OLD: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// Rows of cells.
type Rows = Vec<Vec<String>>;

/// The cells of a workbook, a line a row ([`baocao::report::read_tsv`]). Of a workbook of ours those of the table alone,
/// as a draft keeps them ([`baocao::report::RawTable`]): the keys of the columns come first, and before them what tells it from
/// others ([`super::OURS`]).
///
/// Formulas are read as what they came to; errors are blank; of merged cells the first counts.
///
/// # Errors
/// It is no workbook, or none that can be read.
pub fn read(bytes: &[u8]) -> Result<String, Refusal> {
    if bytes.starts_with(&OLD) {
        let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let is_encrypted = bytes.windows(name.len()).any(|window| window == name);
        return Err(if is_encrypted { Refusal::Encrypted } else { Refusal::Old });
    }
    if !bytes.starts_with(b"PK\x03\x04") {
        return Err(Refusal::NotAWorkbook);
    }
    let archive = Archive::new(bytes)?;
    let book = Book::open(&archive)?;
    let sheet = archive.text(&book.sheet)?.ok_or(Refusal::Damaged)?;
    let mut rows = book.rows(&sheet)?;
    if rows.first().and_then(|row| row.first()).is_some_and(|cell| cell == OURS) {
        rows = ours(rows);
    }
    Ok(write_tsv(&rows))
}

/// The table of a workbook of ours, without its headings and sums.
fn ours(rows: Rows) -> Rows {
    let mut rows = rows.into_iter();
    let keys = rows.next().unwrap_or_default();
    // The first column is that of the rows' keys; one without a key is not the table's.
    let is_kept: Vec<bool> = keys.iter().enumerate().map(|(nth, key)| nth == 0 || !key.is_empty()).collect();
    let kept = |row: Vec<String>| -> Vec<String> {
        let mut cells = row.into_iter();
        is_kept.iter().filter_map(|kept| Some(cells.next().unwrap_or_default()).filter(|_| *kept)).collect()
    };
    let is_row = |row: &Vec<String>| row.first().is_none_or(|key| key != NO_ROW);
    std::iter::once(kept(keys.clone())).chain(rows.filter(is_row).map(kept)).collect()
}

/// What is needed of a workbook to read a sheet.
struct Book {
    /// The part that is the sheet.
    sheet: String,
    /// Whether days are counted from 1904.
    is_mac: bool,
    /// Texts that cells share.
    texts: Vec<String>,
    /// What numbers are shown as, by the style of their cells.
    shows: Vec<Shows>,
}

/// A part that another one refers to.
struct Relation {
    id: String,
    /// The last word of its type.
    kind: String,
    part: String,
}

impl Book {
    fn open(archive: &Archive<'_>) -> Result<Self, Refusal> {
        let root = relations(archive, "")?;
        let book = root.iter().find(|one| one.kind == "officeDocument").ok_or(Refusal::NotAWorkbook)?;
        if book.part.ends_with(".bin") {
            return Err(Refusal::Binary);
        }
        let text = archive.text(&book.part)?.ok_or(Refusal::Damaged)?;
        let related = relations(archive, &book.part)?;
        let (mut is_workbook, mut is_mac, mut sheet) = (false, false, None);
        let part_of = |id: &str| related.iter().find(|one| one.id == id && one.kind == "worksheet");
        walk(&text, |step| {
            match step {
                Step::Open("workbook", _) => is_workbook = true,
                Step::Open("workbookPr", properties) => is_mac = properties.is("date1904"),
                Step::Open("sheet", one) if sheet.is_none() => {
                    let is_seen = one.attribute("state").is_none_or(|state| state == "visible");
                    let id = one.attribute("id").filter(|_| is_seen);
                    sheet = id.and_then(|id| part_of(&id)).map(|relation| relation.part.clone());
                }
                _ => {}
            }
            Ok(())
        })?;
        if !is_workbook {
            return Err(Refusal::NotAWorkbook);
        }
        let part = |kind: &str| {
            let part = related.iter().find(|one| one.kind == kind);
            part.map_or(Ok(None), |relation| archive.text(&relation.part))
        };
        let texts = part("sharedStrings")?.map_or(Ok(Vec::new()), |text| shared_texts(&text))?;
        let shows = part("styles")?.map_or(Ok(Vec::new()), |text| styles(&text))?;
        Ok(Self { sheet: sheet.ok_or(Refusal::NoSheet)?, is_mac, texts, shows })
    }

    fn rows(&self, sheet: &str) -> Result<Rows, Refusal> {
        let mut cells = Cells::default();
        let mut cell: Option<Cell> = None;
        let (mut row, mut column) = (0_usize, 0_usize);
        let (mut takes, mut skips) = (false, 0_usize);
        let mut merged: Vec<[(usize, usize); 2]> = Vec::new();
        walk(sheet, |step| {
            match step {
                Step::Open("row", element) => {
                    let given = element.number("r").and_then(|row| (row as usize).checked_sub(1));
                    (row, column) = (given.unwrap_or(row), 0);
                }
                Step::Close("row") => row += 1,
                Step::Open("c", element) => {
                    if let Some(reference) = element.attribute("r") {
                        (row, column) = place(reference.trim()).ok_or(Refusal::Damaged)?;
                    }
                    cell = Some(Cell::new(element));
                }
                Step::Open("rPh", _) => skips += 1,
                Step::Close("rPh") => skips = skips.saturating_sub(1),
                Step::Open("v" | "t", _) => takes = cell.is_some() && skips == 0,
                Step::Close("v" | "t") => takes = false,
                Step::Text(piece) if takes => {
                    if let Some(cell) = &mut cell {
                        cell.written.push_str(piece);
                    }
                }
                Step::Close("c") => {
                    if let Some(cell) = cell.take() {
                        cells.put(row, column, self.says(cell))?;
                    }
                    column += 1;
                }
                Step::Open("mergeCell", element) => {
                    let area = element.attribute("ref").unwrap_or_default();
                    let (first, last) = area.split_once(':').unwrap_or_default();
                    merged.extend(place(first).zip(place(last)).map(|(first, last)| [first, last]));
                }
                _ => {}
            }
            Ok(())
        })?;
        cells.uncover(&merged);
        Ok(cells.rows)
    }

    /// What a cell says.
    fn says(&self, cell: Cell) -> String {
        let Cell { kind, style, written } = cell;
        match &*kind {
            "s" => {
                let nth: Option<usize> = written.trim().parse().ok();
                nth.and_then(|nth| self.texts.get(nth)).cloned().unwrap_or_default()
            }
            "str" | "inlineStr" => unmarked(&written),
            "b" => match written.trim() {
                "1" | "true" => "TRUE".to_owned(),
                "0" | "false" => "FALSE".to_owned(),
                _ => String::new(),
            },
            "e" => String::new(),
            "d" => iso(&written),
            _ if written.trim().is_empty() => String::new(),
            _ => {
                let shows = self.shows.get(style).copied().unwrap_or(Shows::Number(false));
                number(&written, shows, self.is_mac)
            }
        }
    }
}

/// A cell that is being read.
struct Cell {
    kind: String,
    style: usize,
    written: String,
}

impl Cell {
    fn new(element: &Element<'_>) -> Self {
        let style = element.number("s").unwrap_or(0) as usize;
        Self { kind: element.attribute("t").unwrap_or_default(), style, written: String::new() }
    }
}

/// Cells that say something.
#[derive(Default)]
struct Cells {
    rows: Rows,
    bytes: usize,
}

impl Cells {
    fn put(&mut self, row: usize, column: usize, text: String) -> Result<(), Refusal> {
        // Sheets have looks far beyond what anybody wrote.
        if text.is_empty() {
            return Ok(());
        }
        if row >= MOST_ROWS {
            return Err(Refusal::TooManyRows);
        }
        if column >= MOST_COLUMNS {
            return Err(Refusal::TooManyColumns);
        }
        self.bytes += text.len();
        if self.bytes > MOST_TEXT {
            return Err(Refusal::TooLarge);
        }
        if self.rows.len() <= row {
            self.rows.resize(row + 1, Vec::new());
        }
        let cells = &mut self.rows[row];
        if cells.len() <= column {
            cells.resize(column + 1, String::new());
        }
        cells[column] = text;
        Ok(())
    }

    /// Blanks what stands below merged cells.
    fn uncover(&mut self, merged: &[[(usize, usize); 2]]) {
        let mut looked_at = 0;
        for [first, last] in merged {
            let rows = self.rows.iter_mut().enumerate().take(last.0.saturating_add(1)).skip(first.0);
            for (row, cells) in rows {
                for (column, cell) in cells.iter_mut().enumerate().take(last.1.saturating_add(1)).skip(first.1) {
                    if (row, column) != *first {
                        cell.clear();
                    }
                    looked_at += 1;
                }
                looked_at += 1;
                if looked_at > MOST_COVERED {
                    return;
                }
            }
        }
    }
}

/// What a part refers to; that of the whole file has no name.
fn relations(archive: &Archive<'_>, part: &str) -> Result<Vec<Relation>, Refusal> {
    let (folder, name) = part.rsplit_once('/').map_or(("", part), |(folder, name)| (folder, name));
    let file = format!("{folder}{}_rels/{name}.rels", if folder.is_empty() { "" } else { "/" });
    let mut relations = Vec::new();
    let Some(text) = archive.text(&file)? else { return Ok(relations) };
    walk(&text, |step| {
        if let Step::Open("Relationship", element) = step {
            let of = |name: &str| element.attribute(name).unwrap_or_default();
            let kind = of("Type").rsplit('/').next().unwrap_or_default().to_owned();
            relations.push(Relation { id: of("Id"), kind, part: resolved(folder, &of("Target")) });
        }
        Ok(())
    })?;
    Ok(relations)
}

/// The name of a part, seen from a folder.
fn resolved(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut names: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for name in target.split('/') {
        match name {
            ".." => drop(names.pop()),
            "" | "." => {}
            _ => names.push(name),
        }
    }
    names.retain(|name| !name.is_empty());
    names.join("/")
}

/// The texts that cells share; how they are pronounced is left out.
fn shared_texts(text: &str) -> Result<Vec<String>, Refusal> {
    let (mut texts, mut now) = (Vec::new(), String::new());
    let (mut takes, mut skips) = (false, 0_usize);
    walk(text, |step| {
        match step {
            Step::Open("si", _) => now.clear(),
            Step::Close("si") => texts.push(unmarked(&now)),
            Step::Open("rPh", _) => skips += 1,
            Step::Close("rPh") => skips = skips.saturating_sub(1),
            Step::Open("t", _) => takes = skips == 0,
            Step::Close("t") => takes = false,
            Step::Text(piece) if takes => now.push_str(piece),
            _ => {}
        }
        Ok(())
    })?;
    Ok(texts)
}

/// What the styles of cells show.
fn styles(text: &str) -> Result<Vec<Shows>, Refusal> {
    let (mut codes, mut shows, mut is_of_cells) = (Vec::new(), Vec::new(), false);
    walk(text, |step| {
        match step {
            Step::Open("numFmt", format) => {
                let code = format.attribute("formatCode").unwrap_or_default();
                codes.extend(format.number("numFmtId").map(|id| (id, of_code(&code))));
            }
            Step::Open("cellXfs", _) => is_of_cells = true,
            Step::Close("cellXfs") => is_of_cells = false,
            Step::Open("xf", format) if is_of_cells => shows.push(format.number("numFmtId").unwrap_or(0)),
            _ => {}
        }
        Ok(())
    })?;
    codes.sort_by_key(|(id, _)| *id);
    let known = |id: u32| codes.binary_search_by_key(&id, |(id, _)| *id).ok().map(|place| codes[place].1);
    Ok(shows.into_iter().map(|id| known(id).unwrap_or_else(|| built_in(id))).collect())
}
