//! Formulas: what follows from other cells, said so that Excel works out what the form does.

use baocao::plan::{Computed, FieldId};

/// Excel takes formulas of 8,192 letters, and functions of 255 arguments.
const LONGEST: usize = 8_000;
const MOST: usize = 250;

/// A column by its letters: A, B, …, Z, AA, …
pub fn letters(column: usize) -> String {
    let (before, last) = (column / 26, (b'A' + (column % 26) as u8) as char);
    if before == 0 { last.to_string() } else { letters(before - 1) + &last.to_string() }
}

/// A cell by column and row, both counted from 0.
pub fn cell(column: usize, row: usize) -> String {
    format!("{}{}", letters(column), row + 1)
}

/// Cells of a column in these rows, neighbours as one: `D5:D7,D9`. None where there are too many.
pub fn cells(column: usize, rows: impl Iterator<Item = usize>) -> Option<String> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for row in rows {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == row => *last = row,
            _ => runs.push((row, row)),
        }
    }
    let run = |(first, last): &(usize, usize)| match first == last {
        true => cell(column, *first),
        false => format!("{}:{}", cell(column, *first), cell(column, *last)),
    };
    (!runs.is_empty() && runs.len() <= MOST).then(|| runs.iter().map(run).collect::<Vec<_>>().join(","))
}

/// What stands in the place of what is not known, because a cell that it follows from cannot be read: a blank one would be
/// taken for nothing entered. It is a text itself, so what follows from it is not known either.
pub const UNKNOWN: &str = "?";

/// Cells that something follows from.
#[derive(Clone, Debug)]
pub struct Of {
    /// What is counted of them, as functions take it.
    pub counted: String,
    /// All among which a text is one of them, too: fewer, and so shorter, ranges.
    pub looked_at: String,
}

impl Of {
    /// These and no others.
    pub fn just(counted: String) -> Self {
        Self { looked_at: counted.clone(), counted }
    }
}

/// The sum of cells; blank where all of them are.
pub fn sum(of: &Of) -> Option<String> {
    let cells = &of.counted;
    known(&[of], &format!("IF(COUNT({cells})=0,\"\",SUM({cells}))"))
}

/// What follows from other columns, by the cells that stand for each.
pub fn computed(computed: &Computed, cells: impl Fn(&FieldId) -> Option<Of>) -> Option<String> {
    let both = |one: &FieldId, other: &FieldId| cells(one).zip(cells(other));
    match computed {
        Computed::Sum(fields) => {
            let all: Option<Vec<Of>> = fields.iter().map(cells).collect();
            let all = all.filter(|all| !all.is_empty() && all.len() <= MOST)?;
            let joined = |part: fn(&Of) -> &str| all.iter().map(part).collect::<Vec<_>>().join(",");
            sum(&Of { counted: joined(|of| &of.counted), looked_at: joined(|of| &of.looked_at) })
        }
        Computed::Difference(of) => {
            let (from, less) = both(&of.from, &of.less)?;
            let (one, other) = (&from.counted, &less.counted);
            let formula = format!("IF(OR(COUNT({one})=0,COUNT({other})=0),\"\",SUM({one})-SUM({other}))");
            known(&[&from, &less], &formula)
        }
        Computed::Ratio(of) => {
            let (part, whole) = both(&of.part, &of.whole)?;
            let (one, other) = (&part.counted, &whole.counted);
            let formula = format!(
                "IF(OR(COUNT({one})=0,COUNT({other})=0),\"\",\
                 IF(SUM({other})=0,\"\",ROUND(SUM({one})*100/SUM({other}),2)))"
            );
            known(&[&part, &whole], &formula)
        }
    }
}

/// A formula that says [`UNKNOWN`] while any cell it follows from holds a text: `SUM` passes over texts, and a sum of the rest
/// would be taken for the whole. What formulas leave blank is a text without letters.
fn known(of: &[&Of], formula: &str) -> Option<String> {
    let text = |run: &str| match run.contains(':') {
        true => format!("SUMPRODUCT(ISTEXT({run})*(TRIM({run})<>\"\"))"),
        false => format!("ISTEXT({run})*(TRIM({run})<>\"\")"),
    };
    let texts: Vec<String> = of.iter().flat_map(|of| of.looked_at.split(',')).map(text).collect();
    short(format!("IF({}>0,\"{UNKNOWN}\",{formula})", texts.join("+")))
}

fn short(formula: String) -> Option<String> {
    Some(formula).filter(|formula| formula.len() <= LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        let names: Vec<String> = [0, 25, 26, 51, 52, 701, 702].into_iter().map(letters).collect();
        assert_eq!(names, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }

    #[test]
    fn neighbours_are_one_range() {
        assert_eq!(cells(3, [4, 5, 6, 8].into_iter()).as_deref(), Some("D5:D7,D9"));
        assert_eq!(cells(3, (0..600).step_by(2)), None);
    }
}
