//! The element's files as portals have them: renamed, of no known type, elsewhere, twice, late, and vouched for by hashes.

mod changed;
mod entries;

use crate::browser::Browser;
use crate::engine::{Engine, in_every_engine};
use crate::form::Form;
use crate::paper;
use crate::place;
use crate::portal_page;
use crate::server::Server;
use crate::store::{Store, built};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::json;
use sha2::{Digest, Sha384};

const VERSION: &str = env!("CARGO_PKG_VERSION");
const REPORT: &str = "Khó khăn, vướng mắc hoặc phát sinh vấn đề";
const FALLBACK: &str = "Đang mở biểu mẫu báo cáo…";
const FAILED: &str = "Chưa mở được biểu mẫu báo cáo.";
const UNKNOWN: &str = "application/octet-stream";

/// A file's name with the version in it.
fn versioned(name: &str) -> String {
    name.replacen('.', &format!("-{VERSION}."), 1)
}

/// The files beside the entry that never changes, in a folder.
fn put_versioned(store: &mut Store, folder: &str, wasm: &'static str) {
    for (name, kind) in [
        ("bao-cao.js", "text/javascript"),
        ("bao-cao.classic.js", "text/javascript"),
        ("bao-cao.en.txt", "text/plain; charset=utf-8"),
        ("baocao_bg.wasm", wasm),
        ("baocao_rest.wasm", wasm),
        ("baocao_paper.wasm", wasm),
    ] {
        let name = versioned(name);
        store.put_built(&format!("{folder}/{name}"), kind, &name);
    }
}

/// The same for the one that is always the newest.
fn put_newest(store: &mut Store, folder: &str, wasm: &'static str) {
    for (name, kind) in [
        ("bao-cao.js", "text/javascript"),
        ("bao-cao.classic.js", "text/javascript"),
        ("baocao.js", "text/javascript"),
        ("baocao_rest.js", "text/javascript"),
        ("bao-cao.en.txt", "text/plain; charset=utf-8"),
        ("baocao_bg.wasm", wasm),
        ("baocao_rest.wasm", wasm),
        ("baocao_paper.wasm", wasm),
    ] {
        store.put_built(&format!("{folder}/{name}"), kind, name);
    }
}

/// A page with these lines in its head, and the element.
fn put_page(store: &mut Store, path: &str, head: &str) {
    store.put("/plan.json", "application/json", place::plan("xa-nam-cuong-2026"));
    let page = format!(
        r#"<!doctype html><html lang="vi"><meta charset="utf-8"><title>Cổng</title><link rel="icon" href="data:,">{head}
        <bao-cao plan="/plan.json" unit="phong-van-hoa-xa-hoi" as-of="2026-06-10" drafts="none"><p>{FALLBACK}</p></bao-cao>"#
    );
    store.put(path, "text/html", page);
}

/// What a script tag's `integrity` says of a file.
fn sum(content: &[u8]) -> String {
    format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(content)))
}

/// A report opens, and the part that checks is there too.
async fn works(browser: &Browser) {
    let form = Form::of(browser, 0);
    form.open(REPORT).await;
    form.when("document.querySelector('bao-cao').report?.plan.id", &[]).await;
}

/// It works, and the browser found nothing amiss.
async fn works_on(engine: Engine, head: &str, put: impl FnOnce(&mut Store)) {
    let mut store = Store::default();
    put(&mut store);
    put_page(&mut store, "/portal/page.html", head);
    let (site, browser) = (store.serve().await, Browser::start_in(engine).await);
    browser.go(&format!("{site}/portal/page.html")).await;
    works(&browser).await;
    assert_eq!(browser.complaints().await, [""; 0]);
}

in_every_engine!(beside_the_script_in_a_folder_of_the_site);

async fn beside_the_script_in_a_folder_of_the_site(engine: Engine) {
    let script = versioned(r#"<script type="module" src="/a/b/c/bao-cao.js"></script>"#);
    works_on(engine, &script, |store| put_versioned(store, "/a/b/c", "application/wasm")).await;
}

in_every_engine!(where_the_server_knows_no_type_for_wasm);

async fn where_the_server_knows_no_type_for_wasm(engine: Engine) {
    let script = r#"<script type="module" src="/f/bao-cao.js"></script>"#;
    works_on(engine, script, |store| put_newest(store, "/f", UNKNOWN)).await;
    works_on(engine, &versioned(script), |store| put_versioned(store, "/f", UNKNOWN)).await;
    let script = versioned(r#"<script src="/f/bao-cao.classic.js"></script>"#);
    works_on(engine, &script, |store| put_versioned(store, "/f", UNKNOWN)).await;
}

/// From the open report to the button that makes a file for Word of it.
pub async fn asks_for_a_word_file(form: &Form<'_>) {
    form.check().await;
    form.press("In, tải văn bản").await;
    form.press("Tải tệp Word (.docx)").await;
}

/// The report can be had as a file for Word; the dialogue that offers it stays open.
pub async fn makes_a_word_file(form: &Form<'_>) {
    form.browser.run(paper::FILES, &[]).await;
    asks_for_a_word_file(form).await;
    form.shows("Đã tải tệp về máy.").await;
    form.browser.until("the file", "return files[0]?.size > 4000", &[]).await;
}

/// The print page opens, with its look; nothing is amiss there either.
async fn prints(form: &Form<'_>) {
    let ours = paper::opens(form, "In").await;
    let font = "return getComputedStyle(document.getElementById('paper')).fontFamily";
    let font = form.browser.run(font, &[]).await;
    assert!(font.as_str().is_some_and(|font| font.contains("Times New Roman")), "{font}");
    assert_eq!(form.browser.complaints().await, [""; 0]);
    form.browser.close_for(ours).await;
}

/// What comes later comes too: the English texts, and what puts reports on paper.
async fn does_the_rest(form: &Form<'_>) {
    form.press("English").await;
    form.shows("Check and send").await;
    form.press("Tiếng Việt").await;
    makes_a_word_file(form).await;
    prints(form).await;
    assert_eq!(form.browser.complaints().await, [""; 0]);
}

in_every_engine!(from_a_store_that_gives_files_other_names);

async fn from_a_store_that_gives_files_other_names(engine: Engine) {
    let renamed = |store: &mut Store| {
        store.put_built("/files/881", "text/javascript", &versioned("bao-cao.js"));
        store.put_built("/files/882", UNKNOWN, &versioned("baocao_bg.wasm"));
        store.put_built("/files/883", UNKNOWN, &versioned("baocao_rest.wasm"));
        store.put_built("/files/884", UNKNOWN, &versioned("bao-cao.en.txt"));
        store.put_built("/files/885", UNKNOWN, &versioned("baocao_paper.wasm"));
        // As `docs/embedding.md` says: the page is given the new addresses of its two files.
        let mut page = String::from_utf8(built(&versioned("bao-cao-print.html"))).unwrap();
        for (at, kind, end) in [("/files/887", "text/css", "css"), ("/files/888", "text/javascript", "js")] {
            let name = versioned(&format!("bao-cao-print.{end}"));
            store.put_built(at, kind, &name);
            page = page.replace(&format!("\"{name}\""), &format!("\"{at}\""));
        }
        store.put("/files/886", "text/html", page);
    };
    let mut store = Store::default();
    renamed(&mut store);
    let places =
        "#wasm=/files/882&amp;rest=/files/883&amp;english=/files/884&amp;paper=/files/885&amp;print=/files/886";
    put_page(&mut store, "/page.html", &format!(r#"<script type="module" src="/files/881?t=17{places}"></script>"#));
    let (site, browser) = (store.serve().await, Browser::start_in(engine).await);
    browser.go(&format!("{site}/page.html")).await;
    works(&browser).await;
    does_the_rest(&Form::of(&browser, 0)).await;

    let newest = |store: &mut Store| {
        for (at, kind, name) in [
            ("/1", "text/javascript", "bao-cao.classic.js"),
            ("/2", "text/javascript", "baocao.js"),
            ("/3", UNKNOWN, "baocao_bg.wasm"),
            ("/4", UNKNOWN, "baocao_rest.wasm"),
            ("/5", "text/javascript", "baocao_rest.js"),
        ] {
            store.put_built(at, kind, name);
        }
    };
    works_on(engine, r#"<script src="/1#glue=2&amp;wasm=3&amp;rest=4&amp;restGlue=5"></script>"#, newest).await;
}

in_every_engine!(by_the_loader_with_the_addresses_that_a_bundler_gives);

async fn by_the_loader_with_the_addresses_that_a_bundler_gives(engine: Engine) {
    let mut store = Store::default();
    for (at, kind, name) in [
        ("/assets/l.js", "text/javascript", "bao-cao.loader.js"),
        ("/assets/1-x.wasm", "application/wasm", "baocao_bg.wasm"),
        ("/assets/2-y.wasm", "application/wasm", "baocao_rest.wasm"),
        ("/assets/3-z.wasm", "application/wasm", "baocao_paper.wasm"),
        ("/assets/4-v.txt", "text/plain; charset=utf-8", "bao-cao.en.txt"),
    ] {
        store.put_built(at, kind, &versioned(name));
    }
    portal_page::put_papers(&mut store, "/bao-cao");
    let main = r#"import { defineBaoCao } from "/assets/l.js";
        const [wasm, rest, paper] = ["/assets/1-x.wasm", "/assets/2-y.wasm", "/assets/3-z.wasm"];
        defineBaoCao({ wasm, rest, paper, english: "/assets/4-v.txt", print: "/bao-cao/bao-cao-print.html" });"#;
    store.put("/main.js", "text/javascript", main);
    put_page(&mut store, "/page.html", r#"<script type="module" src="/main.js"></script>"#);
    let (site, browser) = (store.serve().await, Browser::start_in(engine).await);
    browser.go(&format!("{site}/page.html")).await;
    works(&browser).await;
    does_the_rest(&Form::of(&browser, 0)).await;
}

in_every_engine!(in_a_page_with_another_base);

async fn in_a_page_with_another_base(engine: Engine) {
    for name in ["bao-cao.js", "bao-cao.classic.js"] {
        let kind = if name == "bao-cao.js" { " type=\"module\"" } else { "" };
        // Relative addresses of the page are meant from there; what the entry loads is beside the entry.
        let head = format!(r#"<base href="/elsewhere/"><script{kind} src="{}"></script>"#, versioned(name));
        works_on(engine, &head, |store| put_versioned(store, "/elsewhere", "application/wasm")).await;
    }
}

in_every_engine!(twice_is_as_once);

async fn twice_is_as_once(engine: Engine) {
    let twice = r#"<script src="/f/bao-cao.classic.js"></script><script type="module" src="/f/bao-cao.js"></script>"#;
    let head = format!("{twice}{}", versioned(r#"<script type="module" src="/f/bao-cao.js"></script>"#));
    works_on(engine, &head, |store| {
        put_newest(store, "/f", "application/wasm");
        put_versioned(store, "/f", "application/wasm");
    })
    .await;
}

in_every_engine!(after_the_element_is_in_the_page);

async fn after_the_element_is_in_the_page(engine: Engine) {
    let mut store = Store::default();
    put_versioned(&mut store, "/f", "application/wasm");
    // By the page's own hand: what Firefox's driver loads is not quite of the page.
    let late = format!("window.loadLate = () => import('/f/{}')", versioned("bao-cao.js"));
    store.put("/late.js", "text/javascript", late);
    put_page(&mut store, "/page.html", r#"<script src="/late.js"></script>"#);
    let (site, browser) = (store.serve().await, Browser::start_in(engine).await);
    browser.go(&format!("{site}/page.html")).await;
    browser.until("the fallback", "return document.body.innerText.includes(arguments[0])", &[json!(FALLBACK)]).await;
    // What is said before the element is defined is kept.
    browser.run("document.querySelector('bao-cao').unit = 'phong-van-hoa-xa-hoi'; loadLate()", &[]).await;
    works(&browser).await;
    assert_eq!(browser.complaints().await, [""; 0]);
}

in_every_engine!(from_another_origin);

async fn from_another_origin(engine: Engine) {
    let mut files = Store::open();
    put_versioned(&mut files, "/f", "application/wasm");
    put_newest(&mut files, "/f", "application/wasm");
    let files = files.serve().await;
    let mut store = Store::default();
    let entry = versioned("bao-cao.js");
    let hash = sum(&built(&entry));
    let vouched = format!(r#"<script type="module" src="{files}/f/{entry}" integrity="{hash}"></script>"#);
    put_page(&mut store, "/vouched.html", &vouched);
    // With the print page where it may be: on the page's own origin.
    portal_page::put_papers(&mut store, "/in");
    let own = format!(
        "import(`{files}/f/bao-cao.js#print=${{encodeURIComponent(`${{location.origin}}/in/bao-cao-print.html`)}}`)"
    );
    store.put("/own.js", "text/javascript", own);
    put_page(&mut store, "/newest.html", r#"<script src="/own.js"></script>"#);
    put_page(&mut store, "/classic.html", &format!(r#"<script src="{files}/f/bao-cao.classic.js"></script>"#));
    let (site, browser) = (store.serve().await, Browser::start_in(engine).await);
    for page in ["vouched", "newest", "classic"] {
        browser.go(&format!("{site}/{page}.html?{files}")).await;
        works(&browser).await;
        let form = Form::of(&browser, 0);
        makes_a_word_file(&form).await;
        if page == "newest" {
            prints(&form).await;
        } else {
            let count = "window.opened = 0; window.open = () => { opened += 1; return null; }";
            browser.run(count, &[]).await;
            form.press("In").await;
            form.shows("đặt biểu mẫu ở máy chủ khác nên không in trực tiếp được. Hãy tải tệp Word rồi in.").await;
            assert_eq!(browser.run("return opened", &[]).await, json!(0), "{page}");
        }
        assert_eq!(browser.complaints().await, [""; 0], "{page}");
    }
}

in_every_engine!(without_webassembly_or_modules_there_is_what_the_page_offers);

/// The lines of `docs/embedding.md` for browsers with modules and for those without.
const BOTH: &str =
    r#"<script type="module" src="/f/bao-cao.js"></script><script nomodule src="/f/bao-cao.nomodule.js"></script>"#;

/// As in browsers of old; the page offers a form to print.
async fn without_webassembly_or_modules_there_is_what_the_page_offers(engine: Engine) {
    let server = Server::start();
    let mut store = Store::before(&server);
    portal_page::put_files(&mut store);
    store.put_built("/f/bao-cao.nomodule.js", "text/javascript", "bao-cao.nomodule.js");
    store.put("/no-wasm.js", "text/javascript", "delete window.WebAssembly");
    store.put("/no-modules.js", "text/javascript", "delete HTMLScriptElement.prototype.noModule");
    let offer = r#"<a href="/mau-trong.pdf">Tải mẫu báo cáo trống để in</a>"#;
    let body =
        format!(r#"<bao-cao plan="/plans/xa-nam-cuong-2026.json" unit="phong-van-hoa-xa-hoi">{offer}</bao-cao>"#);
    let no_wasm = format!(r#"<script src="/no-wasm.js"></script>{BOTH}"#);
    store.put("/no-wasm.html", "text/html", portal_page::around(&no_wasm, &body));
    // How the same lines are read there: a script of no known type is none, an attribute that is not known says nothing.
    let read = BOTH.replace(r#"type="module""#, r#"type="of-another-kind""#).replace(" nomodule", "");
    let no_modules = format!(r#"<script src="/no-modules.js"></script>{read}"#);
    for (path, lang) in [("/no-modules.html", "vi"), ("/no-modules-en.html", "en")] {
        let page = portal_page::around(&no_modules, &body).replace(r#"lang="vi""#, &format!(r#"lang="{lang}""#));
        store.put(path, "text/html", page);
    }
    store.put("/able.html", "text/html", portal_page::around(BOTH, &body));
    // With modules, and without what came with Chromium 98: what the page lists came before that.
    store.put("/too-old.js", "text/javascript", "delete window.structuredClone");
    let too_old = format!(r#"<script src="/too-old.js"></script>{}"#, BOTH.replace(" nomodule", ""));
    store.put("/too-old.html", "text/html", portal_page::around(&too_old, &body));
    let (site, browser) = (store.serve().await, Browser::start_in(engine).await);
    let offered =
        "const link = document.querySelector('bao-cao a'); return link.checkVisibility() && link.offsetHeight > 0";

    browser.go(&format!("{site}/no-wasm.html")).await;
    let form = Form::of(&browser, 0);
    form.shows(FAILED).await;
    // The line is not to blame, and to try again is no help.
    form.shows("Trình duyệt này không có WebAssembly. Cần Chrome hoặc Edge từ bản 109").await;
    assert_eq!(
        form.now("[root.textContent.includes('đường truyền'), root.querySelector('button')]", &[]).await,
        json!([false, null])
    );
    browser.until("the page's offer", offered, &[]).await;

    let told = "return document.querySelector('bao-cao > [role=alert]:first-child')?.textContent";
    for (page, says) in [
        ("no-modules", "Chưa mở được biểu mẫu báo cáo: trình duyệt này quá cũ. Cần Chrome hoặc Edge từ bản 109"),
        ("no-modules-en", "The report form could not be opened: this browser is too old. It takes Chrome or Edge 109"),
    ] {
        browser.go(&format!("{site}/{page}.html")).await;
        let told = browser.until("what is needed", told, &[]).await;
        assert!(told.as_str().is_some_and(|told| told.starts_with(says)), "{told}");
        assert_eq!(browser.run("return customElements.get('bao-cao') === undefined", &[]).await, json!(true));
        assert_eq!(browser.run(offered, &[]).await, json!(true));
    }
    browser.go(&format!("{site}/too-old.html")).await;
    browser.until("what is needed", told, &[]).await;
    let script = String::from_utf8(built("bao-cao.nomodule.js")).unwrap();
    let is_new = |word: &&str| script.contains(*word);
    assert_eq!(
        ["=>", "`", "const ", "let ", "?.", "??"].iter().find(|word| is_new(word)),
        None,
        "not as browsers of old read it"
    );

    // Where both are known that script is neither fetched nor run.
    browser.go(&format!("{site}/able.html")).await;
    form.when("all('.overview').length", &[]).await;
    assert!(browser.run(told, &[]).await.is_null());
    let fetched = "return performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => name.includes('nomodule'))";
    assert_eq!(browser.run(fetched, &[]).await, json!([]));
}
