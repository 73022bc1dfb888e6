//! The budgets that the comparison decides.

use super::form::Form;
use super::matrix::{Matrix, Measure};
use super::report::{Budget, Report, Row};
use super::site::{FEW, MANY, SOME};

/// Most times as long as plain until one can type, and, with many tasks, as plain with `content-visibility: auto`.
const OPENING: f64 = 1.3;
const OPENING_MANY: f64 = 0.2;
const OPENING_MANY_AUTO: f64 = 1.0;
/// Most times the main thread's time for a key in plain with `content-visibility: auto` at 57 tasks.
const KEY: f64 = 1.0;

const LINE: &str = "The line, not the CPU: page, `bao-cao.js`, then glue, module and plan wait for one another, and the \
    module alone is 0.75 s of bytes. The plain form is one file of 8 KB.";
const LONG: &str = "Half is the line, half the CPU: reading the plan, working out the form, building and laying out 1,000 \
    rows. Plain with `content-visibility: auto` only streams.";
const SCRIPT: &str = "Half and more of what is beyond plain is the script that keeps a draft, checks, counts the letters \
    left and shows all that, which the plain form does not; layout is done twice for it.";
const DRAFT: &str = "As with 57 tasks; with every question answered, keeping the whole draft on the device twice a second \
    comes on top.";

/// Adds a row for each, as far as its figures were taken.
pub fn rows(matrix: &Matrix, report: &mut Report) {
    let slow = Measure::Slow;
    let openings = [
        (Form::Ours, FEW, Form::Plain, Budget::Times(OPENING), LINE),
        (Form::Hinted, FEW, Form::Plain, Budget::None, ""),
        (Form::Ours, FEW, Form::Auto, Budget::None, ""),
        (Form::Ours, SOME, Form::Plain, Budget::None, ""),
        (Form::Ours, MANY, Form::Plain, Budget::Times(OPENING_MANY), LONG),
        (Form::Ours, MANY, Form::Auto, Budget::Times(OPENING_MANY_AUTO), LONG),
        (Form::Hinted, MANY, Form::Auto, Budget::None, ""),
    ];
    for (form, tasks, other, budget, why) in openings {
        add(matrix, report, (slow, form, tasks), Some((other, tasks)), budget, why);
    }
    for (form, tasks, why) in
        [(Form::Ours, FEW, SCRIPT), (Form::Filled, FEW, SCRIPT), (Form::Ours, MANY, DRAFT), (Form::Filled, MANY, DRAFT)]
    {
        let against = Some((Form::Auto, FEW));
        add(matrix, report, (Measure::TypedCost, form, tasks), against, Budget::Times(KEY), why);
    }
    let rivals = [Form::Hook, Form::JsonForms, Form::Rjsf, Form::Survey];
    let leanest = matrix.least(Measure::Memory, &rivals, MANY).map_or(Budget::None, Budget::Most);
    for form in [Form::Ours, Form::Filled] {
        add(matrix, report, (Measure::Memory, form, MANY), None, leanest, "");
    }
}

fn add(
    matrix: &Matrix,
    report: &mut Report,
    (measure, form, tasks): (Measure, Form, usize),
    against: Option<(Form, usize)>,
    budget: Budget,
    why: &'static str,
) {
    let Some(ours) = matrix.figures(measure, form, tasks) else { return };
    let against = match against {
        Some((other, at)) => match matrix.figures(measure, other, at) {
            Some(figures) => Some((format!("{}, {at}", other.name()), figures.clone())),
            None => return,
        },
        None => None,
    };
    let what = format!("{}, {tasks} tasks{}", measure.name(), form.circumstances());
    report.add(Row { what, unit: measure.unit(), ours: ours.clone(), against, budget, why });
}
