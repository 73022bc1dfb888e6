//! Style sheets of portals, the rude ones too: the form is the same beneath them.

use crate::browser::Browser;
use crate::engine::{Engine, in_every_engine};
use crate::form::Form;
use crate::place;
use crate::portal_page::{self, SCRIPTS, around, element};
use crate::server::Server;
use crate::store::Store;
use serde_json::{Value, json};

const REPORT: &str = "Báo cáo 6 tháng · 6 tháng đầu năm 2026";

/// What is rude, and what is only usual.
const SHEETS: [(&str, &str); 7] = [
    ("unset", "* { all: unset }"),
    ("unset-important", "*, *::before, *::after { all: unset !important }"),
    ("hidden-fields", "input, select, textarea, button { display: none !important }"),
    ("floats", "label, h1, h2, p, span, div { float: left; clear: both; position: absolute }"),
    ("tiny", "* { box-sizing: content-box; font-size: 8px !important; line-height: 1 !important }"),
    (
        "small-root",
        "html { font-size: 62.5%; text-indent: 2em; white-space: nowrap; font-weight: 700; text-align: center }",
    ),
    ("bootstrap", "@import url(/bootstrap.css);"),
];

/// What a control of the form looks like, wherever it stands. What is inherited by intent (colours of the scheme, the
/// font's family) is not here.
const LOOK: &str = "all('button, input, select, textarea, label, h1, h2, p, legend, .panel, .task, .saved').filter(shown).map((one) => {
    const [box, style] = [one.getBoundingClientRect(), getComputedStyle(one)];
    const look = ['display', 'float', 'position', 'fontSize', 'fontWeight', 'textAlign', 'whiteSpace', 'textIndent', 'boxSizing', 'padding', 'visibility'];
    return [one.localName, said(one).slice(0, 30).replace(/\\d+:\\d+/, 'giờ'), Math.round(box.width), Math.round(box.height), ...look.map((key) => style[key])].join(' ');
})";

/// Font and ground of the form's texts: the families, and whether what is written is lighter than what it stands on.
const SCHEME: &str = "(() => {
    const fonts = all('h1, h2, p, label, legend, button, input, select, textarea').filter(shown).map((one) => getComputedStyle(one).fontFamily);
    const light = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0);
    const ground = (one) => {
        const { backgroundColor } = getComputedStyle(one);
        return backgroundColor.endsWith(', 0)') ? ground(one.parentElement) : backgroundColor;
    };
    const texts = all('.panel h2, .panel label, .panel textarea, .panel select').filter(shown);
    const isLighter = (one) => light(getComputedStyle(one).color) > light(ground(one));
    return [[...new Set(fonts)], [...new Set(texts.map((one) => one.localName))].sort(), [...new Set(texts.map(isLighter))]];
})()";

/// Which lines are other than on a bare page.
fn differences(sheet: &str, view: &str, bare: &Value, now: &Value) -> Vec<String> {
    let (bare, now) = (bare.as_array().unwrap(), now.as_array().unwrap());
    let mut wrong: Vec<String> = Vec::new();
    if bare.len() != now.len() {
        wrong.push(format!("{sheet}, {view}: {} controls in sight, not {}", now.len(), bare.len()));
    }
    let pairs = bare.iter().zip(now).filter(|(bare, now)| bare != now);
    wrong.extend(pairs.map(|(bare, now)| format!("{sheet}, {view}: {now}, not {bare}")));
    wrong
}

/// The form's views, one after another, as they look beneath a sheet.
async fn looks(browser: &Browser, url: &str, sheet: &str) -> Vec<(&'static str, Value)> {
    browser.go(url).await;
    let form = Form::of(browser, 0);
    let mut looks = Vec::new();
    form.when("all('.overview .acts button:enabled').length", &[]).await;
    looks.push(("overview", form.now(LOOK, &[]).await));
    form.open(REPORT).await;
    form.line(0).await;
    form.choose("Tình trạng", "Không thực hiện").await;
    form.shows("Đã lưu trên máy này").await;
    form.now("focused()?.blur() ?? scrollTo(0, 0)", &[]).await;
    looks.push(("task", form.now(LOOK, &[]).await));
    if let Some(folder) = place::shots().filter(|_| browser.engine == Engine::Chromium) {
        std::fs::create_dir_all(&folder).unwrap();
        browser.snapshot(&folder.join(format!("host-{sheet}.png"))).await;
    }
    form.check().await;
    looks.push(("check", form.now(LOOK, &[]).await));
    looks
}

in_every_engine!(the_form_is_whole_beneath_whatever_the_page_does);

async fn the_form_is_whole_beneath_whatever_the_page_does(engine: Engine) {
    let server = Server::start();
    let mut store = Store::before(&server);
    portal_page::put_files(&mut store);
    // A user of its own beneath each sheet: what another has typed is on the device.
    let the_element = |user: &str| {
        let user = format!(r#"user="{user}""#);
        element("vp-ubnd-tinh-2025", "phong-hanh-chinh-quan-tri", "2026-06-13").replace(r#"user="demo""#, &user)
    };
    let bootstrap = place::root().join("xtask/node_modules/bootstrap/dist/css/bootstrap.css");
    store.put("/bootstrap.css", "text/css", std::fs::read(bootstrap).unwrap());
    // As wide beneath every sheet; most take the margin away.
    store.put("/base.css", "text/css", "body { margin: 0 }");
    let base = format!(r#"<link rel="stylesheet" href="/base.css">{SCRIPTS}"#);
    store.put("/bare.html", "text/html", around(&base, &the_element("bare")));
    for (name, rules) in SHEETS {
        store.put(&format!("/{name}.css"), "text/css", rules);
        let head = format!(r#"<link rel="stylesheet" href="/{name}.css">{base}"#);
        store.put(&format!("/{name}.html"), "text/html", around(&head, &the_element(name)));
    }
    let (site, browser) = (store.serve().await, Browser::start_in(engine).await);
    if engine == Engine::Chromium {
        browser.look(1280, 900, false).await;
    }
    let look = async |sheet: &str| {
        let looks = looks(&browser, &format!("{site}/{sheet}.html"), sheet).await;
        assert_eq!(browser.complaints().await, [""; 0], "{sheet}");
        looks
    };
    let bare = look("bare").await;
    assert!(bare.iter().all(|(_, look)| look.as_array().is_some_and(|look| look.len() > 5)), "{bare:#?}");
    let mut wrong = Vec::new();
    for (sheet, _) in SHEETS {
        for ((view, bare), (_, now)) in bare.iter().zip(look(sheet).await) {
            wrong.extend(differences(sheet, view, bare, &now));
        }
    }
    assert!(wrong.is_empty(), "{} differences\n{}", wrong.len(), wrong[..wrong.len().min(60)].join("\n"));
}

in_every_engine!(the_form_takes_the_pages_font_and_colour_scheme);

/// Pages with a font and a scheme of their own, and whether texts are lighter than their ground there: on a light system, and
/// on a dark one.
const PAGES: [(&str, &str, [bool; 2]); 3] = [
    ("dark", "html { color-scheme: dark; font-family: Georgia, serif }", [true, true]),
    ("light", "html { color-scheme: light; font-family: \"Courier New\", monospace }", [false, false]),
    ("both", "html { color-scheme: light dark; font-family: fantasy }", [false, true]),
];

async fn the_form_takes_the_pages_font_and_colour_scheme(engine: Engine) {
    let server = Server::start();
    let mut store = Store::before(&server);
    portal_page::put_files(&mut store);
    let the_element = element("vp-ubnd-tinh-2025", "phong-hanh-chinh-quan-tri", "2026-06-13");
    for (name, rules, _) in PAGES {
        store.put(&format!("/{name}.css"), "text/css", rules);
        let head = format!(r#"<link rel="stylesheet" href="/{name}.css">{SCRIPTS}"#);
        store.put(&format!("/{name}.html"), "text/html", around(&head, &the_element));
    }
    let (site, browser) = (store.serve().await, Browser::start_in(engine).await);
    for (name, _, lighter) in PAGES {
        browser.go(&format!("{site}/{name}.html")).await;
        let form = Form::of(&browser, 0);
        form.when("all('.overview .acts button:enabled').length", &[]).await;
        form.open(REPORT).await;
        form.line(0).await;
        let font = browser.run("return getComputedStyle(document.body).fontFamily", &[]).await;
        for (dark, lighter) in [false, true].into_iter().zip(lighter) {
            if engine == Engine::Chromium {
                browser.look(1280, 900, dark).await;
                // A page is told of other colours with its next frame.
                browser.run_async("requestAnimationFrame(() => requestAnimationFrame(arguments[0]))", &[]).await;
            } else if dark {
                // Its driver shows it what the system is, which is light.
                continue;
            }
            let system = browser.run("return matchMedia('(prefers-color-scheme: dark)').matches", &[]).await;
            assert_eq!(system, json!(dark), "{name}");
            let wanted = json!([[font], ["h2", "label", "select", "textarea"], [lighter]]);
            assert_eq!(form.now(SCHEME, &[]).await, wanted, "{name}, dark system: {dark}");
        }
        assert_eq!(browser.complaints().await, [""; 0], "{name}");
    }
}
