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
    for package in ["libreoffice-writer-nogui", "libreoffice-calc-nogui"] {
        apt::install(package)?;
    }
    found().context("LibreOffice is missing")
}

/// The program `pdftotext`, with `pdftoppm` and `pdfinfo` beside it, and a font for the pages that are read.
pub fn poppler() -> Result<PathBuf> {
    font()?;
    let found = || process::on_path("pdftotext");
    if found().is_none() {
        apt::install("poppler-utils")?;
    }
    found().context("Poppler is missing")
}

/// A font with the widths of Times New Roman, in which papers are set: with another one their lines and pages end elsewhere.
fn font() -> Result<()> {
    let asked = ["--format", "%{family}", "Times New Roman"];
    let family = process::output(process::command("fc-match").args(asked));
    let is_as_wide = |family: &str| ["Times New Roman", "Liberation Serif"].iter().any(|one| family.contains(one));
    // Where nothing tells which font is taken it is not ours to choose.
    if family.is_some_and(|family| !is_as_wide(&family)) {
        apt::install("fonts-liberation")?;
    }
    Ok(())
}
