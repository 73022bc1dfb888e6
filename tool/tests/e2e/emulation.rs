//! What Chromium shows in other circumstances: sizes, colours, less motion; as a picture, or printed.

use super::browser::Browser;
use serde_json::json;
use std::path::Path;

impl Browser {
    /// The size of the page in CSS pixels, and whether it is dark.
    pub async fn look(&self, width: u32, height: u32, dark: bool) {
        let size = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        self.devtools("Emulation.setDeviceMetricsOverride", size).await;
        let scheme = if dark { "dark" } else { "light" };
        let features = json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]});
        self.devtools("Emulation.setEmulatedMedia", features).await;
    }

    /// Whether the system asks for less motion, and whether it is dark.
    pub async fn motion(&self, is_reduced: bool, is_dark: bool) {
        let motion = if is_reduced { "reduce" } else { "no-preference" };
        let scheme = if is_dark { "dark" } else { "light" };
        let features = json!({"features": [
            {"name": "prefers-reduced-motion", "value": motion}, {"name": "prefers-color-scheme", "value": scheme},
        ]});
        self.devtools("Emulation.setEmulatedMedia", features).await;
    }

    /// The system's own few colours in place of the page's, until the next look.
    pub async fn force_colours(&self) {
        let features = json!({"features": [{"name": "forced-colors", "value": "active"}]});
        self.devtools("Emulation.setEmulatedMedia", features).await;
    }

    /// The whole page as a picture, in a window as high as the page, so that nothing sticks in the middle.
    pub async fn picture(&self, width: u32, file: &Path) {
        let height = self.devtools("Page.getLayoutMetrics", json!({})).await["cssContentSize"]["height"].clone();
        let size = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        self.devtools("Emulation.setDeviceMetricsOverride", size).await;
        self.snapshot(file).await;
    }

    /// What the window shows, as a picture.
    pub async fn snapshot(&self, file: &Path) {
        std::fs::write(file, base64(&self.snapshot_in_base64().await)).unwrap();
    }

    /// What the page prints, as a PDF.
    pub async fn print(&self) -> Vec<u8> {
        let printed = self.devtools("Page.printToPDF", json!({"preferCSSPageSize": true})).await;
        base64(printed["data"].as_str().unwrap())
    }

    /// The same, as text in Base64.
    pub async fn snapshot_in_base64(&self) -> String {
        let shot = self.devtools("Page.captureScreenshot", json!({"format": "png"})).await;
        shot["data"].as_str().unwrap().to_owned()
    }
}

/// What a text in Base64 stands for.
fn base64(text: &str) -> Vec<u8> {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bytes, mut bits, mut held) = (Vec::new(), 0_u32, 0);
    for value in text.bytes().filter_map(|byte| LETTERS.iter().position(|letter| *letter == byte)) {
        bits = bits << 6 | value as u32;
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held) as u8);
        }
    }
    bytes
}
