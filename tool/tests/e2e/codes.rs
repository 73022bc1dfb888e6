//! QR codes as a telephone reads them: off the picture of the page.

use crate::browser::Browser;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rqrr::PreparedImage;
use serde_json::json;

/// How bright each pixel of a picture is: width, height, and a byte for each.
const BRIGHTNESS: &str = "const [picture, done] = arguments;
    const bytes = Uint8Array.from(atob(picture), (one) => one.charCodeAt(0));
    createImageBitmap(new Blob([bytes])).then((image) => {
        const canvas = Object.assign(document.createElement('canvas'), {width: image.width, height: image.height});
        const context = canvas.getContext('2d');
        context.drawImage(image, 0, 0);
        const {data} = context.getImageData(0, 0, image.width, image.height);
        const bright = Array.from({length: data.length / 4}, (_, n) => String.fromCharCode((data[4 * n] + data[4 * n + 1] + data[4 * n + 2]) / 3));
        done([image.width, image.height, btoa(bright.join(''))]);
    }, (error) => done(String(error)));";

/// What the codes in view say.
pub async fn in_view(browser: &Browser) -> Vec<String> {
    let picture = browser.snapshot_in_base64().await;
    let read = browser.run_async(BRIGHTNESS, &[json!(picture)]).await;
    let side = |nth: usize| read[nth].as_u64().unwrap_or_else(|| panic!("{read}")) as usize;
    let (width, height) = (side(0), side(1));
    let bright = STANDARD.decode(read[2].as_str().expect("pixels")).expect("pixels");
    let mut image = PreparedImage::prepare_from_greyscale(width, height, |x, y| bright[y * width + x]);
    image.detect_grids().iter().map(|code| code.decode().expect("a code that can be read").1).collect()
}
