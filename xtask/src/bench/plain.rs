//! The rival: the same questions as a plain HTML form, as one would write it by hand. Everything is in one
//! document, the browser checks the answers, and a few lines of script show its messages while typing.

use super::plan::{Plan, Task};
use super::questions::{ENTRY, Kind, Question, REPORTER, WHOLE};
use std::fmt::Write;

const STYLE: &str = include_str!("plain.css");
const SCRIPT: &str = include_str!("plain.js");
const STATES: [(&str, &str); 5] = [
    ("not-started", "Chưa thực hiện"),
    ("in-progress", "Đang thực hiện"),
    ("done", "Đã hoàn thành"),
    ("done-late", "Hoàn thành chậm"),
    ("not-done", "Không thực hiện"),
];

/// Lays out only what is near the window.
const AUTO: &str = "fieldset{content-visibility:auto;contain-intrinsic-size:auto 50rem}";

/// The form for a plan; with `auto` its tasks are `content-visibility: auto`.
pub fn form(plan: &Plan, auto: bool) -> String {
    let style = if auto { format!("{STYLE}{AUTO}") } else { STYLE.to_owned() };
    let mut page = format!(
        "<!doctype html><html lang=\"vi\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>Báo cáo kết quả</title>\
         <link rel=\"icon\" href=\"data:,\"><style>{style}</style></head><body>\
         <h1>Đo hiệu năng của biểu mẫu báo cáo</h1><form method=\"post\" action=\"/api/reports\">\n"
    );
    let mut chapters = plan.chapters().peekable();
    for (i, task) in plan.tasks.iter().enumerate() {
        if let Some((_, title)) = chapters.next_if(|(first, _)| *first == i) {
            page += &format!("<h2>{title}</h2>\n");
        }
        page += &about(task);
        for question in &ENTRY {
            page += &field(&task.id, question);
        }
        page += "</fieldset>\n";
    }
    page += "<fieldset><legend>Toàn báo cáo</legend>\n";
    page += &field("whole", &WHOLE);
    for question in &REPORTER {
        page += &field("reporter", question);
    }
    page += &format!("</fieldset><button>Gửi báo cáo</button></form><script>{SCRIPT}</script></body></html>");
    page
}

fn about(Task { number, title, support, time, product, .. }: &Task) -> String {
    format!(
        "<fieldset><legend>{number}. {title}</legend><dl><dt>Đơn vị phối hợp</dt><dd>{support}</dd>\
         <dt>Thời gian</dt><dd>{time}</dd><dt>Sản phẩm</dt><dd>{product}</dd></dl>\n"
    )
}

fn field(part: &str, question: &Question) -> String {
    let Question { key, label, kind, required, most } = question;
    let id = format!("{part}-{key}");
    let mut attributes = format!("id=\"{id}\" name=\"{id}\" aria-describedby=\"{id}-m\"");
    if *required {
        attributes += " required";
    }
    if *most > 0 {
        // A string takes every text.
        let _ = write!(attributes, " maxlength=\"{most}\"");
    }
    let pattern = |pattern: &str| format!("<input {attributes} type=\"text\" pattern=\"{pattern}\">");
    let control = match kind {
        Kind::Status => {
            let option = |(value, label): &(&str, &str)| format!("<option value=\"{value}\">{label}</option>");
            let options: String = STATES.iter().map(option).collect();
            format!("<select {attributes}><option value=\"\">Chọn…</option>{options}</select>")
        }
        Kind::Text => format!("<textarea {attributes} rows=\"4\"></textarea>"),
        Kind::Line => format!("<input {attributes} type=\"text\">"),
        Kind::Percent => pattern(r"(100|\d{1,2})(,\d{1,2})?"),
        Kind::Date => pattern(r"\d{1,2}/\d{1,2}/\d{4}"),
        Kind::Money => pattern(r"\d{1,3}(\.?\d{3})*"),
        Kind::Phone => pattern(r"(\+84|0)[0-9 .\-]{8,14}"),
        Kind::Email => format!("<input {attributes} type=\"email\">"),
    };
    let optional = if *required { "" } else { " <small>(không bắt buộc)</small>" };
    format!("<div><label for=\"{id}\">{label}{optional}</label>{control}<p id=\"{id}-m\"></p></div>\n")
}
