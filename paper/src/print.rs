//! For the print page: `www/print.js` builds the pages from this.

use crate::Document;
use baocao::json::to_canonical;

/// A document as JSON.
pub fn write(document: &Document) -> String {
    to_canonical(document)
}
