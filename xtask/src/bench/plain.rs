//! The rival: the same questions as a plain HTML form, as one would write it by hand. Everything is in one
//! document, the browser checks the answers, and a few lines of script show its messages while typing.

use super::work::{ENTRY, Kind, Plan, Question, STATES, TITLE, Task, whole};
use std::fmt::Write;

/// The look, which the rivals without a sheet of their own have too.
pub const STYLE: &str = include_str!("plain.css");
const SCRIPT: &str = include_str!("plain.js");

/// Lays out only what is near the window.
const AUTO: &str = "fieldset{content-visibility:auto;contain-intrinsic-size:auto 50rem}";

/// The form for a plan; with `auto` its tasks are `content-visibility: auto`.
pub fn form(plan: &Plan, auto: bool) -> String {
    let style = if auto { format!("{STYLE}{AUTO}") } else { STYLE.to_owned() };
    let mut page = format!(
        "<!doctype html><html lang=\"vi\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>Báo cáo kết quả</title>\
         <link rel=\"icon\" href=\"data:,\"><style>{style}</style></head><body>\
         <h1>{TITLE}</h1><form method=\"post\" action=\"/api/reports\">\n"
    );
    let mut chapters = plan.chapters().peekable();
    for (i, task) in plan.tasks.iter().enumerate() {
        if let Some((_, title)) = chapters.next_if(|(first, _)| *first == i) {
            page += &format!("<h2>{title}</h2>\n");
        }
        page += &about(task);
        for question in &ENTRY {
            page += &field(&task.id, question.key, question);
        }
        page += "</fieldset>\n";
    }
    page += "<fieldset><legend>Toàn báo cáo</legend>\n";
    for (key, question) in whole() {
        page += &field("whole", &key, question);
    }
    page += &format!("</fieldset><button>Gửi báo cáo</button></form><script>{SCRIPT}</script></body></html>");
    page
}

fn about(task: &Task) -> String {
    let mut about = format!("<fieldset><legend>{}. {}</legend><dl>", task.number, task.title);
    for (term, text) in task.about() {
        about += &format!("<dt>{term}</dt><dd>{text}</dd>");
    }
    about + "</dl>\n"
}

fn field(part: &str, key: &str, question: &Question) -> String {
    let Question { label, kind, required, most, .. } = question;
    let id = format!("{part}-{key}");
    let mut attributes = format!("id=\"{id}\" name=\"{id}\" aria-describedby=\"{id}-m\"");
    if *required {
        attributes += " required";
    }
    if *most > 0 {
        // A string takes every text.
        let _ = write!(attributes, " maxlength=\"{most}\"");
    }
    if let Some(pattern) = kind.pattern() {
        let _ = write!(attributes, " pattern=\"{pattern}\"");
    }
    let control = match kind {
        Kind::Status => {
            let option = |(value, label): &(&str, &str)| format!("<option value=\"{value}\">{label}</option>");
            let options: String = STATES.iter().map(option).collect();
            format!("<select {attributes}><option value=\"\">Chọn…</option>{options}</select>")
        }
        Kind::Text => format!("<textarea {attributes} rows=\"4\"></textarea>"),
        Kind::Line | Kind::Percent | Kind::Date | Kind::Money | Kind::Phone => {
            format!("<input {attributes} type=\"text\">")
        }
        Kind::Email => format!("<input {attributes} type=\"email\">"),
    };
    let optional = if *required { "" } else { " <small>(không bắt buộc)</small>" };
    format!("<div><label for=\"{id}\">{label}{optional}</label>{control}<p id=\"{id}-m\"></p></div>\n")
}
