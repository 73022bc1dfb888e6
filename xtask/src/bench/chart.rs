//! The comparison as a picture.

use super::browser::LIMIT;
use super::form::Form;
use super::matrix::{Matrix, Measure};
use super::report::{Unit, one};
use std::fmt::Write;

const WIDTH: f64 = 960.0;
/// A panel, and in it the names of the forms and the lines of marks.
const PANEL: f64 = WIDTH / 2.0;
const NAMES: f64 = 100.0;
const SCALE: f64 = PANEL - NAMES - 40.0;
const LINE: f64 = 24.0;
const HEAD: f64 = 54.0;
/// Where the first panel begins.
const TOP: f64 = 56.0;

/// Ours, and the others.
const OURS: &str = "#b3261e";
const OTHERS: &str = "#3f5b8c";
const TEXT: &str = "#1c1c1c";
const FAINT: &str = "#c9c9c9";

/// What is drawn.
const PANELS: [Measure; 6] =
    [Measure::Slow, Measure::TypedCost, Measure::AfterCost, Measure::Checked, Measure::Memory, Measure::Brotli];

/// An SVG: one panel a measure, one line a form, one mark a size, on a scale of powers of ten.
pub fn chart(matrix: &Matrix, sizes: &[usize], forms: &[Form], caption: &str) -> String {
    let height = HEAD + LINE * forms.len() as f64 + 34.0;
    let all = TOP + height * PANELS.len().div_ceil(2) as f64;
    let said: Vec<_> = sizes.iter().map(usize::to_string).collect();
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {all}\" role=\"img\" font-family=\"system-ui, sans-serif\" \
         font-size=\"12\" fill=\"{TEXT}\">\n<title>Ways to build the same report form</title>\n<desc>{}</desc>\n\
         <rect width=\"{WIDTH}\" height=\"{all}\" fill=\"#fff\"/>\n\
         <text x=\"12\" y=\"24\" font-size=\"15\" font-weight=\"600\">The same form, {} tasks (small to large mark); less is better; each scale is logarithmic</text>\n\
         <text x=\"12\" y=\"43\">{}</text>\n",
        escaped(&told(matrix, sizes, forms)),
        said.join(", "),
        escaped(caption)
    );
    for (i, measure) in PANELS.into_iter().enumerate() {
        let (x, y) = ((i % 2) as f64 * PANEL, TOP + (i / 2) as f64 * height);
        let _ = write!(svg, "<g transform=\"translate({x} {y})\">\n{}</g>\n", panel(matrix, measure, sizes, forms));
    }
    svg + "</svg>\n"
}

fn panel(matrix: &Matrix, measure: Measure, sizes: &[usize], forms: &[Form]) -> String {
    let figures = forms.iter().flat_map(|form| sizes.iter().filter_map(|tasks| median(matrix, measure, *form, *tasks)));
    let figures: Vec<f64> = figures.filter(|figure| *figure > 0.0).collect();
    let (Some(least), Some(most)) =
        (figures.iter().copied().min_by(f64::total_cmp), figures.iter().copied().max_by(f64::total_cmp))
    else {
        return String::new();
    };
    let (from, to) = (least.log10().floor(), most.log10().ceil().max(least.log10().floor() + 1.0));
    let place = |figure: f64| NAMES + (figure.max(least).log10() - from) / (to - from) * SCALE;
    let bottom = HEAD + LINE * forms.len() as f64;
    let mut svg = format!("<text x=\"12\" y=\"20\" font-weight=\"600\">{}</text>\n", measure.name());
    for power in from as i32..=to as i32 {
        let (x, figure) = (place(10f64.powi(power)), 10f64.powi(power));
        // A string takes every text.
        let _ = writeln!(
            svg,
            "<path d=\"M{x:.1} {}V{bottom}\" stroke=\"{FAINT}\"/><text x=\"{x:.1}\" y=\"{}\" text-anchor=\"middle\" font-size=\"10\">{}</text>",
            HEAD - 14.0,
            HEAD - 18.0,
            tick(figure, measure.unit())
        );
    }
    for (i, form) in forms.iter().enumerate() {
        let (y, colour) = (HEAD + LINE * i as f64, if form.is_ours() { OURS } else { OTHERS });
        let name = form.name().trim_matches('*');
        let weight = if form.is_ours() { " font-weight=\"600\"" } else { "" };
        let _ = writeln!(svg, "<text x=\"12\" y=\"{}\"{weight} fill=\"{colour}\">{name}</text>", y + 4.0);
        let known = sizes.iter().filter_map(|tasks| Some((*tasks, median(matrix, measure, *form, *tasks)?)));
        let known: Vec<_> = known.collect();
        if let [(_, first), .., (_, last)] = known.as_slice() {
            let (a, b) = (place(*first), place(*last));
            let _ = writeln!(svg, "<path d=\"M{a:.1} {y}H{b:.1}\" stroke=\"{colour}\" stroke-width=\"2\"/>");
        }
        for (tasks, figure) in known {
            let radius = 2.5 + 1.5 * sizes.iter().position(|size| *size == tasks).unwrap_or(0) as f64;
            let told = format!("{name}, {tasks} tasks: {}", one(figure, measure.unit()));
            let x = place(figure);
            let _ = writeln!(
                svg,
                "<circle cx=\"{x:.1}\" cy=\"{y}\" r=\"{radius}\" fill=\"{colour}\" stroke=\"#fff\"><title>{told}</title></circle>"
            );
        }
        let given_up: Vec<_> = sizes.iter().filter(|tasks| is_too_long(matrix, measure, *form, **tasks)).collect();
        if let Some(tasks) = given_up.first() {
            let _ = writeln!(
                svg,
                "<text x=\"{}\" y=\"{}\" text-anchor=\"end\" font-size=\"10\" fill=\"{colour}\">{tasks}: over {} s</text>",
                PANEL - 14.0,
                y - 6.0,
                LIMIT.as_secs()
            );
        }
    }
    svg
}

fn median(matrix: &Matrix, measure: Measure, form: Form, tasks: usize) -> Option<f64> {
    matrix.figures(measure, form, tasks).map(super::figures::Figures::median)
}

fn is_too_long(matrix: &Matrix, measure: Measure, form: Form, tasks: usize) -> bool {
    matrix.cell(measure, form, tasks).is_some_and(|cell| cell.is_too_long)
}

/// The picture in words, for those who do not see it.
fn told(matrix: &Matrix, sizes: &[usize], forms: &[Form]) -> String {
    let mut told = String::new();
    for measure in PANELS {
        let _ = write!(told, "{}: ", measure.name());
        let most = sizes.last().copied().unwrap_or_default();
        let of = |form: &Form| {
            let figure = median(matrix, measure, *form, most)?;
            Some(format!("{} {}", form.name().trim_matches('*'), one(figure, measure.unit())))
        };
        let _ = write!(told, "{}, at {most} tasks. ", forms.iter().filter_map(of).collect::<Vec<_>>().join(", "));
    }
    told.trim_end().to_owned()
}

/// A power of ten, in few signs. Bytes are told in powers of ten, too.
fn tick(figure: f64, unit: Unit) -> String {
    let (figure, name) = match unit {
        Unit::Seconds => (figure, " s"),
        Unit::Milliseconds if figure >= 1000.0 => (figure / 1000.0, " s"),
        Unit::Milliseconds => (figure, " ms"),
        Unit::Bytes if figure >= 1e6 => (figure / 1e6, " MB"),
        Unit::Bytes => (figure / 1e3, " kB"),
        Unit::Mebibytes => (figure, " MiB"),
        Unit::Count => (figure, ""),
    };
    format!("{figure}{name}")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::{Form, Matrix, Measure, chart};
    use crate::bench::form::Page;

    #[test]
    fn each_figure_is_a_mark_that_tells_it() {
        let mut matrix = Matrix::default();
        for (tasks, figure) in [(57, 850.0), (1000, 6400.0)] {
            matrix.add(Measure::Slow, Page { tasks, form: Form::Plain }, figure);
        }
        matrix.give_up(&[Measure::Slow], Page { tasks: 1000, form: Form::Rjsf });
        let chart = chart(&matrix, &[57, 1000], &[Form::Plain, Form::Rjsf], "here & now");
        assert!(chart.contains("<title>plain HTML, 57 tasks: 850 ms</title>"), "{chart}");
        assert!(chart.contains("1000: over 120 s") && chart.contains("here &amp; now"), "{chart}");
    }
}
