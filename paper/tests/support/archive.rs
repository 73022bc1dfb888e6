//! A zip archive, read.

use miniz_oxide::inflate::decompress_to_vec;
use std::collections::BTreeMap;

/// The files of an archive, found through its directory as every reader does.
pub fn unpacked(bytes: &[u8]) -> BTreeMap<String, String> {
    let short = |at: usize| u16::from_le_bytes([bytes[at], bytes[at + 1]]) as usize;
    let long = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().expect("four bytes")) as usize;
    let end = bytes.len() - 22;
    assert_eq!(&bytes[end..end + 4], b"PK\x05\x06");
    let mut at = long(end + 16);
    assert_eq!(at + long(end + 12), end, "the directory ends where the end begins");
    let mut files = BTreeMap::new();
    for _ in 0..short(end + 10) {
        assert_eq!(&bytes[at..at + 4], b"PK\x01\x02");
        let (sum, packed, length) = (long(at + 16), long(at + 20), long(at + 24));
        let (name_length, offset) = (short(at + 28), long(at + 42));
        let name = String::from_utf8(bytes[at + 46..at + 46 + name_length].to_vec()).expect("a name");
        assert_eq!(&bytes[offset..offset + 4], b"PK\x03\x04");
        // Both headers say the same.
        assert_eq!(bytes[at + 6..at + 32], bytes[offset + 4..offset + 30], "{name}");
        let data = offset + 30 + short(offset + 26) + short(offset + 28);
        let text = decompress_to_vec(&bytes[data..data + packed]).expect("deflated");
        assert_eq!((text.len(), crc32fast::hash(&text) as usize), (length, sum), "{name}");
        files.insert(name, String::from_utf8(text).expect("UTF-8"));
        at += 46 + name_length;
    }
    files
}
