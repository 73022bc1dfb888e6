//! QR codes, as the path of an SVG.

use qrcodegen::{QrCode, QrCodeEcc};

/// The data of a path that draws a text as a QR code, each module one unit wide, inside the quiet zone of four; none
/// where the text is too long. The side of the whole picture stands before it: `37 M4 4h7v1h-7z…`.
///
/// ```
/// let path = baocao_paper::qr::path("BN-2026-000123").unwrap();
/// assert!(path.starts_with("29 M4 4h7v1h-7z"), "{path}"); // version 1, and the first row of a finder
/// assert!(baocao_paper::qr::path(&"x".repeat(5_000)).is_none());
/// ```
pub fn path(text: &str) -> Option<String> {
    const QUIET: i32 = 4;
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let mut path = format!("{} ", code.size() + 2 * QUIET);
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let dark = (x..code.size()).take_while(|&x| code.get_module(x, y)).count() as i32;
            if dark > 0 {
                path.push_str(&format!("M{} {}h{dark}v1h-{dark}z", x + QUIET, y + QUIET));
            }
            x += dark.max(1);
        }
    }
    Some(path)
}
