//! Files that the officer chose: their hash, photographs made smaller, and their bytes until the device has them.

use crate::report::EvidenceFile;
use js_sys::{Promise, Uint8Array};
use sha2::{Digest, Sha256};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, CanvasRenderingContext2d, Event, File, HtmlCanvasElement, HtmlInputElement, ImageBitmap};

thread_local! {
    /// Bytes by their hash. What the device cannot keep stays here, as long as the page is open.
    static BYTES: RefCell<Vec<(String, Uint8Array)>> = const { RefCell::new(Vec::new()) };
}

/// The longest side of a photograph that was made smaller: a page of text can still be read at it.
const LONGEST_SIDE: f64 = 2_000.0;
/// Of JPEG, from 0 to 1.
const QUALITY: f64 = 0.8;
/// A file is hashed in pieces, so that it is never in the module's memory as a whole.
const PIECE: u32 = 65_536;
/// Photographs beyond this are not made smaller: they would not fit into memory.
const MOST_TO_SHRINK: f64 = 60_000_000.0;

/// Reads the files that were chosen. Those of more than `most` bytes are not read, so that they have no hash; nor has
/// one that the browser cannot read. The same files can be chosen again.
pub fn choose_files(event: &Event, most: u32, shrinks: bool, then: impl FnOnce(Vec<EvidenceFile>) + 'static) {
    let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else { return };
    let Some(list) = input.files() else { return };
    let files: Vec<File> = (0..list.length()).filter_map(|i| list.get(i)).collect();
    input.set_value("");
    spawn_local(async move {
        let mut chosen = Vec::with_capacity(files.len());
        for file in files {
            chosen.push(read(file, most, shrinks).await);
        }
        then(chosen);
    });
}

async fn read(file: File, most: u32, shrinks: bool) -> EvidenceFile {
    let mut read = EvidenceFile { name: file.name(), r#type: file.type_(), ..EvidenceFile::default() };
    let mut content: Blob = file.into();
    if shrinks
        && matches!(&*read.r#type, "image/jpeg" | "image/png" | "image/webp")
        && content.size() <= MOST_TO_SHRINK
        // What cannot be made smaller goes as it is.
        && let Ok(Some(smaller)) = shrunk(&content).await
        && smaller.size() < content.size()
    {
        content = smaller;
        read.r#type = content.type_();
        read.name = format!("{}.jpg", read.name.rsplit_once('.').map_or(&*read.name, |(stem, _)| stem));
    }
    // Sizes are whole numbers, and a conversion to a smaller type gives its greatest at most.
    read.size = content.size() as u32;
    if read.size <= most
        && let Ok(buffer) = JsFuture::from(content.array_buffer()).await
    {
        let bytes = Uint8Array::new(&buffer);
        read.sha256 = hash_of(&bytes);
        remember(&read.sha256, bytes);
    }
    read
}

/// A photograph with its longest side at most [`LONGEST_SIDE`], as JPEG; none where it is small already. The browser
/// turns it the way it was taken.
async fn shrunk(photo: &Blob) -> Result<Option<Blob>, JsValue> {
    let window = web_sys::window().ok_or(JsValue::UNDEFINED)?;
    let bitmap: ImageBitmap = JsFuture::from(window.create_image_bitmap_with_blob(photo)?).await?.dyn_into()?;
    let (width, height) = (f64::from(bitmap.width()), f64::from(bitmap.height()));
    let scale = (LONGEST_SIDE / width.max(height)).min(1.0);
    let canvas = window.document().ok_or(JsValue::UNDEFINED)?.create_element("canvas")?;
    let canvas: HtmlCanvasElement = canvas.dyn_into()?;
    canvas.set_width((width * scale).round() as u32);
    canvas.set_height((height * scale).round() as u32);
    let context: CanvasRenderingContext2d = canvas.get_context("2d")?.ok_or(JsValue::UNDEFINED)?.dyn_into()?;
    // What lets the ground through would be black in a JPEG.
    context.set_fill_style_str("white");
    let (width, height) = (f64::from(canvas.width()), f64::from(canvas.height()));
    context.fill_rect(0.0, 0.0, width, height);
    context.draw_image_with_image_bitmap_and_dw_and_dh(&bitmap, 0.0, 0.0, width, height)?;
    bitmap.close();
    let blob = Promise::new(&mut |resolve, reject| {
        let asked = canvas.to_blob_with_type_and_encoder_options(&resolve, "image/jpeg", &QUALITY.into());
        if let Err(error) = asked {
            let _ = reject.call1(&JsValue::NULL, &error);
        }
    });
    Ok(JsFuture::from(blob).await?.dyn_into().ok())
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
    BYTES.with_borrow_mut(|all| {
        if all.iter().all(|(known, _)| known != hash) {
            all.push((hash.to_owned(), bytes));
        }
    });
}

/// The bytes that this page has, by their hash.
pub fn in_memory(hash: &str) -> Option<Uint8Array> {
    BYTES.with_borrow(|all| all.iter().find(|(known, _)| known == hash).map(|(_, bytes)| bytes.clone()))
}

/// The hashes of the files that only this page has, as far as it knows.
pub fn all_in_memory() -> Vec<String> {
    BYTES.with_borrow(|all| all.iter().map(|(hash, _)| hash.clone()).collect())
}

/// The page needs them no more.
pub fn drop_from_memory(hash: &str) {
    BYTES.with_borrow_mut(|all| all.retain(|(known, _)| known != hash));
}

/// Bytes in base64.
///
/// # Errors
/// What the platform says.
pub fn base64_of(bytes: &Uint8Array) -> Result<String, JsValue> {
    let window = web_sys::window().ok_or(JsValue::UNDEFINED)?;
    let latin: String = bytes.to_vec().into_iter().map(char::from).collect();
    window.btoa(&latin)
}
