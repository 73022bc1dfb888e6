//! How much is loaded until one can type.

use crate::bench::form::{Form, Page};
use crate::bench::matrix::{Matrix, Measure};
use crate::bench::report::{Budget, Report, Row, Unit};
use crate::bench::server::beside;
use crate::bench::site::opened_plan;
use crate::build::{FIRST_VIEW, Published, REST};
use crate::{house, size};
use anyhow::{Context, Result};
use std::path::Path;

/// The element alone, as `cargo xtask size` has it; exact, so once is enough. Until one can type, and until one can send.
pub fn budget(files: &[Published], report: &mut Report) {
    report.add(Row {
        what: "first view, brotli".to_owned(),
        unit: Unit::Bytes,
        ours: (size::first_view(files) as f64).into(),
        against: None,
        budget: Budget::Most(size::BUDGET as f64),
        why: "",
    });
    report.add(Row {
        what: "the same, against the aim".to_owned(),
        unit: Unit::Bytes,
        ours: (size::first_view(files) as f64).into(),
        against: None,
        budget: Budget::Most(size::AIM as f64),
        why: "An aim, no limit. What checks and sends comes later already; what is left shows lists and tasks and keeps drafts.",
    });
    report.add(Row {
        what: "filled and sent (with `baocao_rest`), brotli".to_owned(),
        unit: Unit::Bytes,
        ours: ((size::first_view(files) + later(files, &REST)) as f64).into(),
        against: None,
        budget: Budget::Most(size::BUDGET as f64),
        why: "The first view alone keeps to the limit; what checks and sends comes after it, in one module with tables, all \
              tasks in one table, the year, carrying over, import, backup and more. It is fetched once the form is shown, \
              while one types, and the browser keeps it.",
    });
}

/// What each of these pages loads until one can type.
pub fn weigh_all(pages: &[Page], site: &Path, bundles: &Path) -> Result<Matrix> {
    let mut matrix = Matrix::default();
    for page in pages.iter().filter(|page| !page.form.is_variant()) {
        weigh(*page, site, bundles, &mut matrix)?;
    }
    Ok(matrix)
}

/// A page with all its files: the site's, the bundles' of the rivals, and the element's with its plan; for the table of all
/// tasks also what comes after the first view.
fn weigh(page: Page, site: &Path, bundles: &Path, matrix: &mut Matrix) -> Result<()> {
    let mut files = vec![site.join(page.path().trim_start_matches('/'))];
    if page.form.is_bundled() {
        let named = |kind: &str| bundles.join(format!("{}.{kind}", page.form.key()));
        files.extend([named("js"), named("css")].into_iter().filter(|file| file.is_file()));
    }
    if page.form.is_ours() {
        files.push(site.join(opened_plan(page.tasks).trim_start_matches('/')));
        files.extend(FIRST_VIEW.map(|name| house::dist().join(name)));
    }
    if page.form == Form::Grid {
        files.extend(REST.map(|name| house::dist().join(name)));
    }
    for (measure, ending) in [(Measure::Raw, ""), (Measure::Gzip, ".gz"), (Measure::Brotli, ".br")] {
        let mut bytes = 0;
        for file in &files {
            let file = beside(file, ending);
            bytes += file.metadata().with_context(|| file.display().to_string())?.len();
        }
        matrix.add(measure, page, bytes as f64);
    }
    Ok(())
}

/// What the element loads later, of these files, as brotli -11.
pub fn later(files: &[Published], named: &[&str]) -> u64 {
    files.iter().filter(|file| named.contains(&file.name.as_str())).map(|file| file.brotli).sum()
}

#[cfg(test)]
mod tests {
    use super::{Published, Report, budget};

    #[test]
    fn what_sends_counts_towards_filled_and_sent_and_paper_does_not() {
        let kibibytes = [("bao-cao.js", 5), ("baocao.js", 5), ("baocao_bg.wasm", 100), ("baocao_rest.js", 2)];
        let later = [("baocao_rest.wasm", 200), ("baocao_paper.wasm", 190), ("bao-cao.en.txt", 10)];
        let file =
            |(name, size): (&str, u64)| Published { name: name.to_owned(), raw: 0, gzip: 0, brotli: size * 1024 };
        let mut report = Report::default();
        budget(&kibibytes.into_iter().chain(later).map(file).collect::<Vec<_>>(), &mut report);
        let misses = report.misses();
        assert!(
            misses.starts_with("- **filled and sent (with `baocao_rest`), brotli**: 312.0 KiB, budget ≤ 150.0 KiB. ")
        );
        assert_eq!(misses.lines().count(), 1, "{misses}");
    }
}
