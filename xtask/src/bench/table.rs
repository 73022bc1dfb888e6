//! The comparison as a table.

use super::browser::LIMIT;
use super::form::Form;
use super::matrix::{Matrix, Measure};
use super::report::{Unit, markdown, one};

/// Beside a figure of ours that is the least because one task is shown at a time.
const ONE_TASK: &str = " †";

/// A line for each measure and size, a column for each form; the least figure of a line stands out.
pub fn table(matrix: &Matrix, sizes: &[usize], forms: &[Form]) -> String {
    let mut lines = vec![vec!["what".to_owned(), "tasks".to_owned()]];
    lines[0].extend(forms.iter().map(|form| form.name().to_owned()));
    for measure in Measure::ALL {
        for tasks in sizes.iter().copied() {
            let least = matrix.least(measure, forms, tasks);
            let cells: Vec<_> = forms.iter().map(|form| cell(matrix, measure, *form, tasks, least)).collect();
            if cells.iter().any(|cell| !cell.is_empty()) {
                lines.push([vec![measure.name().to_owned(), tasks.to_string()], cells].concat());
            }
        }
    }
    markdown(lines)
}

fn cell(matrix: &Matrix, measure: Measure, form: Form, tasks: usize, least: Option<f64>) -> String {
    let Some(cell) = matrix.cell(measure, form, tasks) else { return String::new() };
    if cell.is_too_long {
        return format!("over {} s", LIMIT.as_secs());
    }
    let median = cell.figures.median();
    let shown = one(median, measure.unit());
    if least != Some(median) {
        return shown;
    }
    let mark = if form == Form::Ours && wins_by_one_task(measure) { ONE_TASK } else { "" };
    format!("**{shown}**{mark}")
}

/// Whether less is drawn, laid out or kept because one task is shown at a time.
fn wins_by_one_task(measure: Measure) -> bool {
    !matches!(measure.unit(), Unit::Bytes)
}

#[cfg(test)]
mod tests {
    use super::{Form, Matrix, Measure, table};
    use crate::bench::form::Page;

    #[test]
    fn a_form_that_was_given_up_shows_no_figure() {
        let mut matrix = Matrix::default();
        for (form, figure) in [(Form::Plain, 30.0), (Form::Ours, 12.5), (Form::Rjsf, 900.0)] {
            matrix.add(Measure::Checked, Page { tasks: 57, form }, figure);
        }
        matrix.give_up(&[Measure::Checked], Page { tasks: 57, form: Form::Rjsf });
        let table = table(&matrix, &[57], &[Form::Plain, Form::Rjsf, Form::Ours]);
        let line = table.lines().nth(2).unwrap_or_default();
        let cells: Vec<_> = line.split('|').map(str::trim).collect();
        assert_eq!(cells[2..6], ["57", "30.00 ms", "over 120 s", "**12.50 ms** †"]);
    }
}
