//! LibreOffice, which opens what officers download, and what turns its pages into pictures and text.

use super::apt;
use crate::process;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

/// Where the part of it is that opens sheets.
const SHEETS: [&str; 2] = ["/usr/lib/libreoffice/program/libsclo.so", "/usr/lib64/libreoffice/program/libsclo.so"];

/// The program `soffice`, with `pdftoppm` and `pdftotext` beside it.
pub fn libreoffice() -> Result<PathBuf> {
    // What opens sheets is a part of its own.
    let opens_sheets = || SHEETS.iter().any(|part| Path::new(part).exists());
    let shows_pages = || process::on_path("pdftoppm").is_some();
    let found = || process::on_path("soffice").filter(|_| shows_pages() && opens_sheets());
    if let Some(soffice) = found() {
        return Ok(soffice);
    }
    // The fonts have the widths of Times New Roman.
    for package in ["libreoffice-writer-nogui", "libreoffice-calc-nogui", "poppler-utils", "fonts-liberation"] {
        apt::install(package)?;
    }
    found().context("LibreOffice or Poppler is missing")
}
