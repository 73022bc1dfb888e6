//! LibreOffice, which opens what officers download, and what turns its pages into pictures and text.

use super::apt;
use crate::process;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

/// Where the part of it is that opens sheets.
const SHEETS: [&str; 2] = ["/usr/lib/libreoffice/program/libsclo.so", "/usr/lib64/libreoffice/program/libsclo.so"];

/// The program `soffice`, with those of Poppler beside it.
pub fn libreoffice() -> Result<PathBuf> {
    poppler()?;
    // What opens sheets is a part of its own.
    let opens_sheets = || SHEETS.iter().any(|part| Path::new(part).exists());
    let found = || process::on_path("soffice").filter(|_| opens_sheets());
    if let Some(soffice) = found() {
        return Ok(soffice);
    }
    // The fonts have the widths of Times New Roman.
    for package in ["libreoffice-writer-nogui", "libreoffice-calc-nogui", "fonts-liberation"] {
        apt::install(package)?;
    }
    found().context("LibreOffice is missing")
}

/// The program `pdftotext`, with `pdftoppm` and `pdfinfo` beside it.
pub fn poppler() -> Result<PathBuf> {
    let found = || process::on_path("pdftotext");
    if found().is_none() {
        apt::install("poppler-utils")?;
    }
    found().context("Poppler is missing")
}
