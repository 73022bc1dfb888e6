//! The table of indicators.

use super::Cx;
use crate::answer::number;
use crate::document::{Annex, Table};
use baocao::locale::{Lang, target};
use baocao::plan::{Indicator, Measure};
use baocao::report::{Answers, Figures, FormPart, Part, Value, write_number};

/// As many stand in the text; more are an annex.
const IN_TEXT: usize = 8;

/// How wide columns are where results are explained, which takes room.
const EXPLAINED: [u32; 5] = [7, 31, 12, 19, 31];

/// The table for the text, or the annex.
pub fn tables(cx: &Cx<'_>) -> (Option<Table>, Option<Annex>) {
    let mut table = Table::new(&[
        ("TT", 7, true),
        // The longest texts: the wider they are, the lower are rows, which are not torn apart at the end of a page.
        ("Chỉ tiêu", 40, false),
        ("Đơn vị tính", 12, true),
        ("Mục tiêu", 22, false),
        ("Kết quả", 19, true),
    ]);
    let (answers, mut is_explained) = (cx.report.answers(&cx.form), false);
    for (part, answers) in cx.form.parts.iter().zip(&answers) {
        let Part::Indicator(id) = &part.part else { continue };
        let Some(indicator) = cx.plan.indicator(id) else { continue };
        let result = if cx.options.blank { blank(part, indicator) } else { result(indicator, answers) };
        // What was answered has no place on a blank form.
        let answered = cx.report.indicators.get(part.position).filter(|_| !cx.options.blank);
        let so_far = answered.and_then(|one| so_far(indicator, one.figures?));
        if result.is_empty() && so_far.is_none() && !cx.options.blank {
            continue;
        }
        let note = answers.get("note").and_then(Value::text).filter(|_| !cx.options.blank);
        is_explained |= note.is_some();
        let note = note.map(|note| format!("Giải trình: {note}"));
        let result = [Some(result), so_far, note].into_iter().flatten().filter(|text| !text.is_empty());
        let result = result.collect::<Vec<_>>().join("\n");
        let unit = unit(indicator);
        let targets: Vec<String> = indicator.targets.iter().map(|one| target(Lang::Vi, one, unit)).collect();
        let nth = (table.rows.len() + 1).to_string();
        table.rows.push(vec![nth, indicator.title.clone(), unit.to_owned(), targets.join("\n"), result]);
    }
    if is_explained {
        for (column, share) in table.columns.iter_mut().zip(EXPLAINED) {
            column.share = share;
        }
    }
    match table.rows.len() {
        0 => (None, None),
        n if n <= IN_TEXT => (Some(table), None),
        _ => {
            let about = "Kết quả thực hiện các chỉ tiêu".to_owned();
            (None, Some(Annex { title: String::new(), about, is_wide: true, table }))
        }
    }
}

fn unit(indicator: &Indicator) -> &str {
    match indicator.measure {
        Measure::Ratio => "%",
        _ => indicator.unit.as_deref().unwrap_or_default(),
    }
}

/// The result as the report has it: of a ratio its parts, too.
fn result(indicator: &Indicator, answers: &Answers) -> String {
    let text = |key: &str| answers.get(key).and_then(Value::text);
    let share = match (answers.get("value"), &indicator.measure) {
        (Some(Value::Bool(yes)), _) => if *yes { "Đạt" } else { "Chưa đạt" }.to_owned(),
        (Some(Value::Text(value)), Measure::Ratio) => number(value, "%"),
        (Some(Value::Text(value)), Measure::Number) => number(value, ""),
        (Some(Value::Text(value)), _) => value.clone(),
        _ => String::new(),
    };
    match (text("part"), text("whole")) {
        (Some(part), Some(whole)) => {
            let parts = format!("{}/{}", number(part, ""), number(whole, ""));
            let of = indicator.unit.as_deref().map(|unit| format!(" {unit}")).unwrap_or_default();
            match (&*share, part, whole) {
                ("", "0", "0") => format!("{parts}{of}\n(chưa có tiến triển)"),
                ("", ..) => format!("{parts}{of}"),
                _ => format!("{share}\n({parts}{of})"),
            }
        }
        _ => share,
    }
}

/// What it comes to up to this period, and how much of the target that is.
fn so_far(indicator: &Indicator, figures: Figures) -> Option<String> {
    let cumulative = write_number(figures.cumulative?);
    let of_goal = figures.of_goal.map(|share| format!(" ({}% chỉ tiêu)", write_number(share)));
    let share = if indicator.measure == Measure::Ratio { "%" } else { "" };
    Some(format!("Lũy kế: {cumulative}{share}{}", of_goal.unwrap_or_default()))
}

/// What a blank form has in the place of the result.
fn blank(part: &FormPart, indicator: &Indicator) -> String {
    match indicator.measure {
        Measure::Ratio => "……/……".to_owned(),
        _ => part.field("value").and_then(|field| crate::answer::options(&field.kind)).unwrap_or_default(),
    }
}
