//! What stands in a row, whichever database it comes from.

use super::Error;
use baocao::delivery::{Remark, ReviewState};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// One value of a row.
#[derive(Clone, Debug)]
pub enum Cell {
    /// None.
    Null,
    /// A whole number.
    Int(i64),
    /// Yes or no. SQLite has 0 and 1 in its place.
    Bool(bool),
    /// A text.
    Text(String),
}

impl<T: AsRef<str> + ?Sized> From<&T> for Cell {
    fn from(text: &T) -> Self {
        Self::Text(text.as_ref().to_owned())
    }
}

impl From<Option<bool>> for Cell {
    fn from(flag: Option<bool>) -> Self {
        flag.map_or(Self::Null, Self::Bool)
    }
}

impl From<ReviewState> for Cell {
    fn from(state: ReviewState) -> Self {
        match serde_json::to_value(state) {
            Ok(serde_json::Value::String(name)) => Self::Text(name),
            // A state is written as its name.
            _ => Self::Null,
        }
    }
}

impl Cell {
    /// A value as JSON text.
    pub fn json(value: &impl Serialize) -> Self {
        // What is kept as JSON are texts and lists of them, which can always be written.
        serde_json::to_string(value).map_or(Self::Null, Self::Text)
    }
}

/// A row; its values are taken from the left to the right.
#[derive(Debug)]
pub struct Row(std::vec::IntoIter<Cell>);

impl From<Vec<Cell>> for Row {
    fn from(cells: Vec<Cell>) -> Self {
        Self(cells.into_iter())
    }
}

impl Row {
    fn next(&mut self) -> Cell {
        self.0.next().unwrap_or(Cell::Null)
    }

    fn not(found: &Cell, expected: &str) -> Error {
        Error::Failed(format!("the database holds {found:?} where {expected} was expected"))
    }

    /// A whole number.
    pub fn int(&mut self) -> Result<i64, Error> {
        match self.next() {
            Cell::Int(number) => Ok(number),
            other => Err(Self::not(&other, "a whole number")),
        }
    }

    /// A number from 0.
    pub fn count(&mut self) -> Result<u32, Error> {
        let number = self.int()?;
        u32::try_from(number).map_err(|_| Self::not(&Cell::Int(number), "a number from 0"))
    }

    /// A text that may be absent.
    pub fn optional_text(&mut self) -> Result<Option<String>, Error> {
        match self.next() {
            Cell::Null => Ok(None),
            Cell::Text(text) => Ok(Some(text)),
            other => Err(Self::not(&other, "a text")),
        }
    }

    /// A text.
    pub fn text(&mut self) -> Result<String, Error> {
        self.optional_text()?.ok_or_else(|| Self::not(&Cell::Null, "a text"))
    }

    /// A text that `read` understands.
    pub fn parsed<T>(&mut self, read: impl FnOnce(&str) -> Option<T>) -> Result<T, Error> {
        let text = self.text()?;
        read(&text).ok_or_else(|| Self::not(&Cell::Text(text), "an id"))
    }

    /// Yes or no, or neither.
    pub fn flag(&mut self) -> Result<Option<bool>, Error> {
        match self.next() {
            Cell::Null => Ok(None),
            Cell::Bool(flag) => Ok(Some(flag)),
            Cell::Int(number @ (0 | 1)) => Ok(Some(number == 1)),
            other => Err(Self::not(&other, "yes or no")),
        }
    }

    /// A state; none where nobody has reviewed.
    pub fn state(&mut self) -> Result<ReviewState, Error> {
        let name = self.optional_text()?;
        name.map_or(Ok(ReviewState::default()), |name| json(&format!("\"{name}\"")))
    }

    /// A value that is kept as JSON text.
    pub fn json<T: DeserializeOwned>(&mut self) -> Result<T, Error> {
        json(&self.text()?)
    }

    /// What was said; nothing where nobody has reviewed.
    pub fn remarks(&mut self) -> Result<Vec<Remark>, Error> {
        self.optional_text()?.map_or(Ok(Vec::new()), |text| json(&text))
    }
}

fn json<T: DeserializeOwned>(text: &str) -> Result<T, Error> {
    serde_json::from_str(text).map_err(|error| Error::Failed(format!("the database holds {text}: {error}")))
}
