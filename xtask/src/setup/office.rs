//! LibreOffice, which opens what officers download, and what turns its pages into pictures and text.

use super::apt;
use crate::process;
use anyhow::{Context, Result};
use std::path::PathBuf;

/// The program `soffice`, with `pdftoppm` and `pdftotext` beside it.
pub fn libreoffice() -> Result<PathBuf> {
    let found = || process::on_path("soffice").filter(|_| process::on_path("pdftoppm").is_some());
    if let Some(soffice) = found() {
        return Ok(soffice);
    }
    // The fonts have the widths of Times New Roman.
    for package in ["libreoffice-writer-nogui", "poppler-utils", "fonts-liberation"] {
        apt::install(package)?;
    }
    found().context("LibreOffice or Poppler is missing")
}
