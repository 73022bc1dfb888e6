//! What is answered: the form a duty asks for, the draft as typed, the report as sent.
//!
//! A [`Form`] is the list of questions for one unit, kind and period. A [`Draft`] holds what was typed,
//! letter for letter, also where it makes no sense yet. [`settle`] reads the draft through the form into
//! [`Answers`], with a finding for each answer that cannot be read; a [`Report`] is those answers with
//! everything a receiver needs to understand them.

mod answer;
mod cell_name;
mod csv;
mod depends;
mod draft;
mod earlier;
mod fields;
mod figures;
mod file;
mod form;
mod headings;
mod nil;
mod notes;
mod number;
mod on_paper;
mod raw_table;
mod remark;
mod results;
mod sent;
mod table;
mod table_text;
mod text;
mod tsv;
mod typed;

pub use answer::{Answers, Evidence, Settled, Value, settle, settle_part, settle_part_again};
pub use cell_name::{CellNames, RowName};
pub use csv::{read_csv, write_csv};
pub use depends::{holds, settled, waits};
pub use draft::{Draft, Edit, Raw, RawEvidence};
pub use earlier::{Earlier, Past, PastPeriod};
pub use fields::column_fields;
pub use figures::{Figures, Point, ahead, begins, target_for, trajectory};
pub use file::EvidenceFile;
pub use form::{EarlierFigure, Field, FieldKind, Form, FormPart, Label, Need, NumberKind, Part, ReporterField};
pub use headings::{Title, headings};
pub(crate) use headings::{one_line, plain_title};
pub use number::{NumberText, read_number, with_unit, write_number, write_unambiguous, write_ungrouped};
pub use on_paper::put_as_typed;
pub use raw_table::{RawRow, RawTable, TableStep, Written, same_cells};
pub use remark::RemarkDone;
pub use results::{Entry, IndicatorResult};
pub use sent::{DueRef, Filled, KindRef, Late, PeriodRef, PlanRef, Report, ReportFormat, Reporter, UnitRef};
pub use table::{AnswerRow, Cells, TableAnswer, TableValue, cell_at, cell_pointer, chosen, read_cell, work_out};
pub(crate) use table::{SameRows, by_rows, in_row};
pub use table_text::{TableText, copied_text, is_known};
pub use text::{Text, is_email, is_phone, read_date, read_moment};
pub use tsv::{read_tsv, write_tsv};
