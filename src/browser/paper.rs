//! The module that puts reports on paper and reads and writes workbooks, `baocao_paper.wasm`: loaded when somebody first
//! wants one. It has no imports and four exports (`paper/src/door.rs`), and no version of it serves another's form.

use super::chosen::call;
use super::fetch::{message, property};
use super::focus::{hand_on, in_same_tree};
use super::lifetime::Alive;
use super::{is_own_origin, random_key};
use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array, WebAssembly::Memory};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Event, File, HtmlInputElement};

/// What the page's loader gives: what the module exports, and the address of the print page.
#[derive(Debug)]
struct Loaded {
    exports: JsValue,
    print_page: String,
}

thread_local! {
    static LOADER: RefCell<Option<Function>> = const { RefCell::new(None) };
    static LOADED: RefCell<Option<Rc<Loaded>>> = const { RefCell::new(None) };
    /// Hears the print page that was opened last.
    static PRINTING: RefCell<Alive> = RefCell::default();
}

/// Says how it is loaded, for all forms of the page.
pub fn papers_by(load: Option<Function>) {
    LOADER.set(load);
}

/// What becomes of something that is wanted on paper.
#[derive(Debug)]
pub enum Wish {
    /// A file to keep, of this name; its ending says what it is.
    File(String),
    /// The print page, with this title.
    Print(String),
    /// A QR code, drawn in the `<svg>` with this id.
    Code(&'static str),
    /// The same, and the page printed with it; without it where it cannot be drawn.
    Printed(&'static str),
}

/// Why a wish was not met, and the words that say so.
#[derive(Clone, Copy, Debug)]
pub struct Says {
    /// It is being done.
    pub working: &'static str,
    /// It is done.
    pub done: &'static str,
    /// The module cannot be loaded, or it failed.
    pub failed: &'static str,
    /// What the browser says of it is for who looks after the portal.
    pub technical: &'static str,
    /// The browser opens no window.
    pub blocked: &'static str,
    /// The print page is of another origin than the page.
    pub foreign: &'static str,
}

/// Begins to load it, so that it is there when something is wanted: windows open only in the wake of a click.
pub fn fetch_papers() {
    spawn_local(async { drop(loaded().await) });
}

/// Has a request answered, and meets the wish with the answer; the element with the id `status` in the tree where the
/// event happened says what becomes of it.
pub fn put_on_paper(event: &Event, status: &str, request: String, wish: Wish, says: Says) {
    let (status, target) = (in_same_tree(event, status), target(event, &wish));
    let say = move |text: &str| {
        if let Some(status) = &status {
            status.set_text_content(Some(text));
        }
    };
    say(says.working);
    let is_printed = matches!(wish, Wish::Printed(_));
    spawn_local(async move {
        let met = async {
            let because = |error: &str| format!("{} {}: {error}", says.failed, says.technical);
            let loaded = loaded().await.map_err(|error| because(&error))?;
            let failed = |error: JsValue| because(&message(&error));
            let answer = loaded.serve(request.as_bytes()).map_err(|error| {
                // What has failed once is not to be trusted again.
                LOADED.set(None);
                failed(error)
            })?;
            match wish {
                Wish::File(name) => super::download_bytes(&name, kind_of(&name), &answer),
                Wish::Print(title) => print(&loaded.print_page, &title, &text_of(&answer), says)?,
                Wish::Code(_) | Wish::Printed(_) => {
                    target.map(|[svg, path]| draw(&svg, &path, &text_of(&answer))).unwrap_or_default()
                }
            }
            Ok::<_, String>(says.done)
        };
        match met.await {
            Ok(done) => say(done),
            Err(why) => say(&why),
        }
        if is_printed {
            super::print::print();
        }
    });
}

/// What a file of cells says.
#[derive(Debug)]
pub enum Sheet {
    /// The cells of a workbook, a line a row, as [`crate::report::read_tsv`] reads them.
    Cells(String),
    /// The table of a workbook that was made here, as [`crate::report::RawTable`] reads it: with the keys of its columns
    /// and rows. They need not be those of the table that it is read into.
    Draft(String),
    /// A file of text (CSV), as it is.
    Text(String),
}

/// What the text of a workbook that was made here begins with (`paper/src/workbook/mod.rs`).
const OURS: &str = "baocao-table/1\t";
/// More bytes than these are not read.
const MOST_BYTES: f64 = 10_000_000.0;

/// Reads the workbook or the file of text that was chosen: what it says, or the key of why it cannot be read
/// ([`crate::locale::no_workbook`]). The same file can be chosen again.
pub fn read_workbook(event: &Event, then: impl FnOnce(Result<Sheet, String>) + 'static) {
    let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else { return };
    let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
    input.set_value("");
    spawn_local(async move { then(sheet_of(&file).await) });
}

async fn sheet_of(file: &File) -> Result<Sheet, String> {
    if file.size() > MOST_BYTES {
        return Err("too-large".to_owned());
    }
    let said = |error: JsValue| message(&error);
    let buffer = Promise::resolve(&call(file, "arrayBuffer", &[]).map_err(said)?);
    let bytes = Uint8Array::new(&JsFuture::from(buffer).await.map_err(said)?).to_vec();
    let name = file.name().to_lowercase();
    if [".csv", ".tsv", ".txt"].iter().any(|ending| name.ends_with(ending)) {
        return decoded(&bytes).map(Sheet::Text).ok_or_else(|| "coding".to_owned());
    }
    let read = loaded().await?.serve(&bytes);
    let told_apart = |text: String| if text.starts_with(OURS) { Sheet::Draft(text) } else { Sheet::Cells(text) };
    read.map(|answer| told_apart(text_of(&answer))).map_err(|error| {
        // It refuses in words. What has failed in another way is not to be trusted again.
        if !error.is_string() {
            LOADED.set(None);
        }
        message(&error)
    })
}

/// A text in UTF-8, or in UTF-16 with its mark.
fn decoded(bytes: &[u8]) -> Option<String> {
    let wide = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|two| unit([two[0], two[1]])).collect();
        String::from_utf16(&units).ok()
    };
    match bytes {
        [0xff, 0xfe, text @ ..] => wide(text, u16::from_le_bytes),
        [0xfe, 0xff, text @ ..] => wide(text, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, text @ ..] | text => String::from_utf8(text.to_vec()).ok(),
    }
}

/// What stands in controls with these ids, in the tree where an event happened.
pub fn values<const N: usize>(event: &Event, ids: [&str; N]) -> [String; N] {
    // Text areas have the `value` of an input, and the bindings read it by its name.
    ids.map(|id| {
        in_same_tree(event, id).map_or_else(String::new, |control| control.unchecked_into::<HtmlInputElement>().value())
    })
}

/// Marks a control in the tree where an event happened: what is wrong with it says the element with the id `told` from now
/// on, and the focus goes to the control. None: nothing is wrong with it.
pub fn mark(event: &Event, id: &str, told: &str, wrong: Option<&str>) {
    let (Some(control), Some(told)) = (in_same_tree(event, id), in_same_tree(event, told)) else { return };
    told.set_text_content(wrong);
    let _ = told.toggle_attribute_with_force("hidden", wrong.is_none());
    if wrong.is_none() {
        let _ = control.remove_attribute("aria-invalid");
        return;
    }
    let _ = control.set_attribute("aria-invalid", "true");
    hand_on(event, id);
}

/// What a file is, by the ending of its name.
fn kind_of(name: &str) -> &'static str {
    if name.ends_with(".xlsx") {
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    } else {
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    }
}

/// The picture that a code is drawn in.
fn target(event: &Event, wish: &Wish) -> Option<[web_sys::Element; 2]> {
    let (Wish::Code(id) | Wish::Printed(id)) = wish else { return None };
    let svg = in_same_tree(event, id)?;
    let path = svg.first_element_child()?;
    Some([svg, path])
}

fn draw(svg: &web_sys::Element, path: &web_sys::Element, drawn: &str) {
    let (side, data) = drawn.split_once(' ').unwrap_or_default();
    let _ = path.set_attribute("d", data);
    let _ = svg.set_attribute("viewBox", &format!("0 0 {side} {side}"));
    let _ = svg.remove_attribute("hidden");
}

/// The module; asked for again only where that failed before. One of another version, which a cache or half an update may
/// have put in its place, refuses this one's.
async fn loaded() -> Result<Rc<Loaded>, String> {
    if let Some(known) = LOADED.with_borrow(Clone::clone) {
        return Ok(known);
    }
    let said = |error: JsValue| message(&error);
    let load = LOADER.with_borrow(Clone::clone).ok_or_else(String::new)?;
    let asked = load.call0(&JsValue::NULL).map_err(said)?;
    let given: Array = JsFuture::from(Promise::resolve(&asked)).await.map_err(said)?.unchecked_into();
    let loaded = Rc::new(Loaded { exports: given.get(0), print_page: given.get(1).as_string().unwrap_or_default() });
    let refused = |error: JsValue| format!("baocao_paper.wasm: {}", message(&error));
    loaded.serve(concat!("{\"version\":\"", env!("CARGO_PKG_VERSION"), "\"}").as_bytes()).map_err(refused)?;
    LOADED.set(Some(Rc::clone(&loaded)));
    Ok(loaded)
}

impl Loaded {
    fn call(&self, name: &str, given: &JsValue) -> Result<JsValue, JsValue> {
        property(&self.exports, name).dyn_into::<Function>()?.call1(&JsValue::NULL, given)
    }

    /// Sizes and addresses are unsigned; JavaScript is given them as signed.
    fn number(&self, name: &str, given: &JsValue) -> Result<u32, JsValue> {
        Ok(self.call(name, given)?.as_f64().unwrap_or_default() as i64 as u32)
    }

    /// What memory holds there, as long as nothing else runs.
    fn memory(&self, at: u32, length: u32) -> Result<Uint8Array, JsValue> {
        let memory: Memory = property(&self.exports, "memory").dyn_into()?;
        Ok(Uint8Array::new_with_byte_offset_and_length(&memory.buffer(), at, length))
    }

    fn serve(&self, request: &[u8]) -> Result<Uint8Array, JsValue> {
        let length = request.len() as u32;
        let room = self.number("room", &length.into())?;
        self.memory(room, length)?.copy_from(request);
        let is_done = self.call("serve", &JsValue::UNDEFINED)?.is_truthy();
        let (at, length) =
            (self.number("answer", &JsValue::UNDEFINED)?, self.number("answer_length", &JsValue::UNDEFINED)?);
        let answer = self.memory(at, length)?.slice(0, length);
        if is_done { Ok(answer) } else { Err(text_of(&answer).into()) }
    }
}

fn text_of(bytes: &Uint8Array) -> String {
    String::from_utf8(bytes.to_vec()).unwrap_or_default()
}

/// Opens the print page, which asks for the document once it is there. Who asks is known by a word that only that page
/// was given, and nobody of another origin is told anything.
fn print(page: &str, title: &str, document: &str, says: Says) -> Result<(), String> {
    if is_own_origin(page) != Some(true) {
        return Err(says.foreign.to_owned());
    }
    let word = random_key();
    let window = web_sys::window().ok_or_else(String::new)?;
    let opened =
        window.open_with_url(&format!("{page}#{word}")).ok().flatten().ok_or_else(|| says.blocked.to_owned())?;
    let answer = Object::new();
    for (key, value) in [("title", title), ("document", document), ("version", env!("CARGO_PKG_VERSION"))] {
        let _ = Reflect::set(&answer, &key.into(), &value.into());
    }
    let origin = property(window.as_ref(), "origin").as_string().unwrap_or_default();
    let mut hears = Alive::default();
    hears.on_message(&window, move |asked| {
        if asked.as_string().is_some_and(|asked| asked == word) {
            let _ = opened.post_message(&answer, &origin);
        }
    });
    PRINTING.set(hears);
    Ok(())
}
