//! The pages and plans that are measured, each with a brotli copy beside it.

use super::form::{Form, Page};
use super::work::{Plan, UNIT};
use super::{plain, server};
use crate::{house, process};
use anyhow::Result;
use std::fs;
use std::path::{Path, PathBuf};

/// How many tasks there are in the reports that are opened.
pub const FEW: usize = 57;
/// How many in those between.
pub const SOME: usize = 200;
/// How many in the long ones.
pub const MANY: usize = 1_000;
/// Units of a plan whose reports are opened.
const UNITS: usize = 40;
/// Units of the plan that is only read.
pub const MOST_UNITS: usize = 5_000;

/// The path of the plan with so many units and tasks.
pub fn plan_path(units: usize, tasks: usize) -> String {
    format!("/plan-{units}-{tasks}.json")
}

/// The path of the plan that the element shows.
pub fn opened_plan(tasks: usize) -> String {
    plan_path(UNITS, tasks)
}

/// The path of what the rivals read, with so many tasks.
pub fn work_path(tasks: usize) -> String {
    format!("/work-{tasks}.json")
}

/// Where a page of the same origin is that holds nothing.
pub const EMPTY: &str = "/empty.html";

/// Where a page is that has the element's script and no element yet: one is put there by what fills it in.
pub const ENTRY: &str = "/entry.html";

/// The path of the plan that is filled in.
pub const ENTRY_PLAN: &str = "/tw-doan-bo-tttt-2022.json";

/// Writes all of it into a folder, with pages for these forms; `bundles` has the scripts of the rivals.
pub fn write(folder: &Path, forms: &[Form], bundles: &Path) -> Result<PathBuf> {
    println!("writing the pages");
    fs::create_dir_all(folder)?;
    let mut files = vec![
        (EMPTY.to_owned(), "<!doctype html><title>-</title><link rel=\"icon\" href=\"data:,\">".to_owned()),
        (plan_path(MOST_UNITS, MANY), Plan::new(MOST_UNITS, MANY).json()),
        (ENTRY.to_owned(), page("", "")),
        (ENTRY_PLAN.to_owned(), fs::read_to_string(house::root().join("examples/plans").join(&ENTRY_PLAN[1..]))?),
    ];
    for tasks in [FEW, SOME, MANY] {
        let plan = Plan::new(UNITS, tasks);
        let work = plan.for_rivals().to_string();
        for form in forms.iter().copied().chain([Form::Hinted]) {
            let page = match form {
                Form::Plain | Form::Auto => plain::form(&plan, form == Form::Auto),
                Form::Ours | Form::Grid | Form::Filled => ours(tasks, ""),
                Form::Hinted => ours(tasks, &hints(tasks)),
                _ => bundled(form, &work, bundles),
            };
            files.push((Page { tasks, form }.path(), page));
        }
        files.push((opened_plan(tasks), plan.json()));
        files.push((work_path(tasks), work));
    }
    let mut fresh = Vec::new();
    for (path, text) in files {
        let file = folder.join(path.trim_start_matches('/'));
        if !server::packed(&file).is_file() || fs::read(&file)? != text.as_bytes() {
            fs::write(&file, text)?;
            fresh.push(file);
        }
    }
    compress(fresh)?;
    Ok(folder.to_owned())
}

/// Leaves packed copies beside files.
pub fn compress(files: Vec<PathBuf>) -> Result<()> {
    if files.is_empty() {
        return Ok(());
    }
    process::run(process::command("node").arg(house::xtask().join("compress.mjs")).args(files))
}

/// A rival on a page: what is asked stands in it, and its script is known from the first line on.
fn bundled(form: Form, work: &str, bundles: &Path) -> String {
    let key = form.key();
    let look = match bundles.join(format!("{key}.css")).is_file() {
        true => format!("<link rel=\"stylesheet\" href=\"/rivals/{key}.css\">"),
        false => format!("<style>{}</style>", plain::STYLE),
    };
    format!(
        "<!doctype html><html lang=\"vi\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>Báo cáo kết quả</title>\
         <link rel=\"icon\" href=\"data:,\"><script type=\"module\" src=\"/rivals/{key}.js\"></script>{look}</head>\
         <body><div id=\"root\"></div><script type=\"application/json\" id=\"work\">{work}</script></body></html>"
    )
}

/// The element on a page, as README.md shows it.
fn ours(tasks: usize, head: &str) -> String {
    let plan = opened_plan(tasks);
    let body = format!(
        "<bao-cao plan=\"{plan}\" unit=\"{UNIT}\" endpoint=\"/api/reports\" lang=\"vi\"><p>Đang mở biểu mẫu báo cáo…</p></bao-cao>"
    );
    page(head, &body)
}

/// The lines by which a page has the browser ask for glue, module and plan with the entry, as docs/embedding.md shows them.
fn hints(tasks: usize) -> String {
    format!(
        "<link rel=\"modulepreload\" href=\"/dist/baocao.js\">\
         <link rel=\"preload\" as=\"fetch\" href=\"/dist/baocao_bg.wasm\" crossorigin>\
         <link rel=\"preload\" as=\"fetch\" href=\"{}\" crossorigin>",
        opened_plan(tasks)
    )
}

/// A page with the element's script, this in its head and this in its body.
fn page(head: &str, body: &str) -> String {
    format!(
        "<!doctype html><html lang=\"vi\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>Báo cáo kết quả</title>\
         <link rel=\"icon\" href=\"data:,\">{head}<script type=\"module\" src=\"/dist/bao-cao.js\"></script></head><body>{body}</body></html>"
    )
}
