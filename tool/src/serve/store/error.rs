use std::fmt;

/// Why the database did not do what it was asked.
#[derive(Debug)]
pub enum Error {
    /// It cannot be reached, or is too busy; another try may succeed. Whether what was begun was kept is not known.
    Unavailable(String),
    /// Anything else.
    Failed(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unavailable(cause) | Self::Failed(cause) => cause.fmt(f),
        }
    }
}

impl std::error::Error for Error {}

/// Why the database cannot be opened.
#[derive(Debug)]
pub enum OpenError {
    /// The database itself.
    Database(Error),
    /// It was written by a newer version of this program.
    Newer {
        /// How often its tables were changed.
        found: usize,
        /// How many changes this program knows.
        known: usize,
    },
}

impl<E: Into<Error>> From<E> for OpenError {
    fn from(error: E) -> Self {
        Self::Database(error.into())
    }
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Database(error) => error.fmt(f),
            Self::Newer { found, known } => {
                write!(f, "written by a newer version (tables {found}, this one knows {known}); start that one")
            }
        }
    }
}

impl std::error::Error for OpenError {}

/// An error with its causes in one line.
pub fn chain(error: &dyn std::error::Error) -> String {
    let mut said = error.to_string();
    let mut cause = error.source();
    while let Some(deeper) = cause {
        let words = deeper.to_string();
        if !said.contains(&words) {
            said = format!("{said}: {words}");
        }
        cause = deeper.source();
    }
    said
}
