//! Files that the officer chose: their hash, photographs made smaller, and their bytes until the device has them.

use super::fetch::property;
use crate::report::EvidenceFile;
use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use sha2::{Digest, Sha256};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Event, HtmlInputElement};

thread_local! {
    static CHOSEN: RefCell<Vec<Chosen>> = const { RefCell::new(Vec::new()) };
}

/// A file that was chosen in this page.
struct Chosen {
    hash: String,
    /// What the device cannot keep stays here, as long as the page is open.
    bytes: Option<Uint8Array>,
    /// Whether the device was given it.
    is_filed: bool,
    /// Whether it could not keep it.
    is_refused: bool,
}

/// The longest side of a photograph that was made smaller: a page of text can still be read at it.
const LONGEST_SIDE: f64 = 2_000.0;
/// Of JPEG, from 0 to 1.
const QUALITY: f64 = 0.8;
/// A file is hashed in pieces, so that it is never in the module's memory as a whole.
const PIECE: u32 = 65_536;
/// Photographs beyond this are not made smaller: they would not fit into memory.
const MOST_TO_SHRINK: u32 = 60_000_000;

/// Reads the files that were chosen. Those of more than `most` bytes are not read, so that they have no hash; nor has
/// one that the browser cannot read. The same files can be chosen again.
pub fn choose_files(event: &Event, most: u32, shrinks: bool, then: impl FnOnce(Vec<EvidenceFile>) + 'static) {
    let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else { return };
    let Some(list) = input.files() else { return };
    let files: Vec<JsValue> = Array::from(&list).iter().collect();
    input.set_value("");
    spawn_local(async move {
        let mut chosen = Vec::with_capacity(files.len());
        for file in files {
            chosen.push(read(file, most, shrinks).await);
        }
        then(chosen);
    });
}

async fn read(file: JsValue, most: u32, shrinks: bool) -> EvidenceFile {
    let text = |of: &JsValue, name: &str| property(of, name).as_string().unwrap_or_default();
    // Sizes are whole numbers, and a conversion to a smaller type gives its greatest at most.
    let size = |of: &JsValue| property(of, "size").as_f64().unwrap_or(0.0) as u32;
    let mut read = EvidenceFile { name: text(&file, "name"), r#type: text(&file, "type"), ..EvidenceFile::default() };
    let mut content = file;
    if shrinks
        && matches!(&*read.r#type, "image/jpeg" | "image/png" | "image/webp")
        && size(&content) <= MOST_TO_SHRINK
        // What cannot be made smaller goes as it is.
        && let Ok(smaller) = shrunk(&content).await
        && (1..size(&content)).contains(&size(&smaller))
    {
        content = smaller;
        read.r#type = text(&content, "type");
        read.name = format!("{}.jpg", read.name.rsplit_once('.').map_or(&*read.name, |(stem, _)| stem));
    }
    read.size = size(&content);
    if read.size <= most
        && let Ok(buffer) = call(&content, "arrayBuffer", &[])
        && let Ok(buffer) = JsFuture::from(Promise::resolve(&buffer)).await
    {
        let bytes = Uint8Array::new(&buffer);
        read.sha256 = hash_of(&bytes);
        remember(&read.sha256, bytes);
    }
    read
}

/// A photograph with its longest side at most [`LONGEST_SIDE`], as JPEG. The browser turns it the way it
/// was taken. What is used of the canvas is called by its names: a binding for each would be loaded
/// with the first view.
async fn shrunk(photo: &JsValue) -> Result<JsValue, JsValue> {
    let window = web_sys::window().ok_or(JsValue::UNDEFINED)?;
    let bitmap = JsFuture::from(Promise::resolve(&call(&window, "createImageBitmap", &[photo])?)).await?;
    let side = |of: &JsValue, name: &str| property(of, name).as_f64().unwrap_or(0.0);
    let (width, height) = (side(&bitmap, "width"), side(&bitmap, "height"));
    let scale = (LONGEST_SIDE / width.max(height)).min(1.0);
    let (width, height) = (JsValue::from((width * scale).round()), JsValue::from((height * scale).round()));
    let document = property(&window, "document");
    let canvas = call(&document, "createElement", &[&"canvas".into()])?;
    Reflect::set(&canvas, &"width".into(), &width)?;
    Reflect::set(&canvas, &"height".into(), &height)?;
    let context = call(&canvas, "getContext", &[&"2d".into()])?;
    // What lets the ground through would be black in a JPEG.
    Reflect::set(&context, &"fillStyle".into(), &"white".into())?;
    let zero = JsValue::from(0);
    call(&context, "fillRect", &[&zero, &zero, &width, &height])?;
    call(&context, "drawImage", &[&bitmap, &zero, &zero, &width, &height])?;
    call(&bitmap, "close", &[])?;
    let blob = Promise::new(&mut |resolve, reject| {
        if let Err(error) = call(&canvas, "toBlob", &[&resolve, &"image/jpeg".into(), &QUALITY.into()]) {
            let _ = reject.call1(&JsValue::NULL, &error);
        }
    });
    JsFuture::from(blob).await
}

/// Calls a method by its name.
pub(super) fn call(of: &JsValue, name: &str, arguments: &[&JsValue]) -> Result<JsValue, JsValue> {
    let arguments: Array = arguments.iter().copied().collect();
    property(of, name).dyn_into::<Function>()?.apply(of, &arguments)
}

/// SHA-256 over bytes, in lower-case hexadecimal. Pages without a secure context have no other way.
pub fn hash_of(bytes: &Uint8Array) -> String {
    let mut digest = Sha256::new();
    let (mut at, end) = (0, bytes.length());
    while at < end {
        let next = end.min(at + PIECE);
        digest.update(bytes.subarray(at, next).to_vec());
        at = next;
    }
    digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn remember(hash: &str, bytes: Uint8Array) {
    CHOSEN.with_borrow_mut(|all| match all.iter_mut().find(|known| known.hash == hash) {
        Some(known) => (known.bytes, known.is_filed, known.is_refused) = (Some(bytes), false, false),
        None => all.push(Chosen { hash: hash.to_owned(), bytes: Some(bytes), is_filed: false, is_refused: false }),
    });
}

/// The bytes of a file, if this page has them.
pub fn in_memory(hash: &str) -> Option<Uint8Array> {
    CHOSEN.with_borrow(|all| all.iter().find(|known| known.hash == hash)?.bytes.clone())
}

/// The files that the device has not been given yet, of those that are wanted; `is_again`: those also that it could not
/// keep. Each new one is told once.
pub fn to_keep(is_again: bool, is_wanted: impl Fn(&str) -> bool) -> Vec<(String, Uint8Array)> {
    CHOSEN.with_borrow_mut(|all| {
        let is_new = |known: &Chosen| !known.is_filed || is_again && known.is_refused;
        let new = all.iter_mut().filter(|known| is_new(known) && is_wanted(&known.hash));
        let new = new.filter_map(|known| {
            known.is_filed = true;
            Some((known.hash.clone(), known.bytes.clone()?))
        });
        new.collect()
    })
}

/// The device has it, so that the page needs it no more, or could not keep it.
pub fn filed(hash: &str, is_kept: bool) {
    CHOSEN.with_borrow_mut(|all| {
        for known in all.iter_mut().filter(|known| known.hash == hash) {
            known.is_refused = !is_kept;
            known.bytes.take_if(|_| is_kept);
        }
    });
}

/// Whether there is one of these that the device could not keep.
pub fn was_refused(is_meant: impl Fn(&str) -> bool) -> bool {
    CHOSEN.with_borrow(|all| all.iter().any(|known| known.is_refused && is_meant(&known.hash)))
}

/// Whether a file was chosen in this page.
pub fn was_chosen(hash: &str) -> bool {
    CHOSEN.with_borrow(|all| all.iter().any(|known| known.hash == hash))
}

/// Bytes in base64.
///
/// # Errors
/// What the platform says.
pub fn base64_of(bytes: &Uint8Array) -> Result<String, JsValue> {
    in_base64(&bytes.to_vec())
}

/// Bytes in base64, as the platform writes it.
pub(super) fn in_base64(bytes: &[u8]) -> Result<String, JsValue> {
    let window = web_sys::window().ok_or(JsValue::UNDEFINED)?;
    let latin: String = bytes.iter().copied().map(char::from).collect();
    Ok(call(&window, "btoa", &[&latin.into()])?.as_string().unwrap_or_default())
}
