//! What was measured of each form at each size.

use super::figures::Figures;
use super::form::{Form, Page};
use super::report::Unit;
use std::collections::BTreeMap;

/// What is measured of every form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// All that is loaded until one can type.
    Raw,
    /// The same, packed.
    Gzip,
    /// The same, packed better.
    Brotli,
    /// Until one can type.
    Fast,
    /// The same on a slow line and a slow machine.
    Slow,
    /// From key to frame before errors show.
    Typed,
    /// The same, the slowest of twenty.
    TypedWorst,
    /// What it costs the main thread.
    TypedCost,
    /// The three once errors show.
    After,
    AfterWorst,
    AfterCost,
    /// From leaving a field to the frame.
    Left,
    LeftCost,
    /// From sending an empty form to the frame with its errors.
    Checked,
    /// JavaScript and WebAssembly.
    Memory,
    /// Of the document.
    Elements,
}

impl Measure {
    /// In the order of the table.
    pub const ALL: [Self; 16] = [
        Self::Raw,
        Self::Gzip,
        Self::Brotli,
        Self::Fast,
        Self::Slow,
        Self::Typed,
        Self::TypedWorst,
        Self::TypedCost,
        Self::After,
        Self::AfterWorst,
        Self::AfterCost,
        Self::Left,
        Self::LeftCost,
        Self::Checked,
        Self::Memory,
        Self::Elements,
    ];

    /// How tables name it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Raw => "loaded until one can type, raw",
            Self::Gzip => "the same, gzip",
            Self::Brotli => "the same, brotli",
            Self::Fast => "interactive",
            Self::Slow => "interactive, slow line and CPU",
            Self::Typed => "key to frame, p50",
            Self::TypedWorst => "key to frame, p95",
            Self::TypedCost => "CPU per key",
            Self::After => "key to frame once errors show, p50",
            Self::AfterWorst => "key to frame once errors show, p95",
            Self::AfterCost => "CPU per key once errors show",
            Self::Left => "leaving a field to frame, p50",
            Self::LeftCost => "CPU per field left",
            Self::Checked => "sending an empty form until its errors show",
            Self::Memory => "JS + wasm memory",
            Self::Elements => "elements in the document",
        }
    }

    /// What its figures count.
    pub fn unit(self) -> Unit {
        match self {
            Self::Raw | Self::Gzip | Self::Brotli => Unit::Bytes,
            Self::Memory => Unit::Mebibytes,
            Self::Elements => Unit::Count,
            _ => Unit::Milliseconds,
        }
    }
}

/// One figure of one form at one size, as often as it was taken.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    /// What was measured.
    pub figures: Figures,
    /// Whether it once took longer than is waited for.
    pub is_too_long: bool,
}

/// All of them.
#[derive(Debug, Default)]
pub struct Matrix(BTreeMap<(Measure, Page), Cell>);

impl Matrix {
    /// Takes a figure.
    pub fn add(&mut self, measure: Measure, page: Page, figure: f64) {
        self.0.entry((measure, page)).or_default().figures.add(figure);
    }

    /// Notes that these took too long.
    pub fn give_up(&mut self, measures: &[Measure], page: Page) {
        for measure in measures {
            self.0.entry((*measure, page)).or_default().is_too_long = true;
        }
    }

    /// What is known.
    pub fn cell(&self, measure: Measure, form: Form, tasks: usize) -> Option<&Cell> {
        self.0.get(&(measure, Page { tasks, form }))
    }

    /// The figures, where there are any.
    pub fn figures(&self, measure: Measure, form: Form, tasks: usize) -> Option<&Figures> {
        let cell = self.cell(measure, form, tasks)?;
        (!cell.is_too_long && !cell.figures.is_empty()).then_some(&cell.figures)
    }

    /// The least median of these forms.
    pub fn least(&self, measure: Measure, forms: &[Form], tasks: usize) -> Option<f64> {
        let medians = forms.iter().filter_map(|form| self.figures(measure, *form, tasks)).map(Figures::median);
        medians.min_by(f64::total_cmp)
    }
}
