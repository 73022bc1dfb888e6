//! How much is to be loaded before anything is shown.

use crate::bench::report::{Budget, Report, Row, Unit};
use crate::build::Published;
use crate::size;

/// Exact, so once is enough.
pub fn measure(files: &[Published], report: &mut Report) {
    report.add(Row {
        what: "first view, brotli".to_owned(),
        unit: Unit::Bytes,
        ours: (size::first_view(files) as f64).into(),
        against: None,
        budget: Budget::Most(size::BUDGET as f64),
    });
}
