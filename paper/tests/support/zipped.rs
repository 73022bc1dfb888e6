//! Archives: taken apart as every reader does, and made as others make them.

use miniz_oxide::inflate::decompress_to_vec;
use std::collections::BTreeMap;

/// The files of an archive, found through its directory.
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

/// How a file lies in an archive.
#[derive(Clone, Copy, Default)]
pub struct How {
    pub is_packed: bool,
    pub is_encrypted: bool,
    /// What is said of its length instead of the truth.
    pub length: Option<u32>,
}

/// An archive as programs make it that do not pack.
pub fn stored(files: &[(&str, &str)]) -> Vec<u8> {
    archive(&files.iter().map(|(name, text)| (*name, text.as_bytes().to_vec(), How::default())).collect::<Vec<_>>())
}

pub fn archive(files: &[(&str, Vec<u8>, How)]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, text, how) in files {
        let offset = out.len() as u32;
        let packed = if how.is_packed { miniz_oxide::deflate::compress_to_vec(text, 9) } else { text.clone() };
        let mut entry = Vec::new();
        let method = if how.is_packed { 8 } else { 0 };
        for field in [20_u16, u16::from(how.is_encrypted), method, 0, 33] {
            entry.extend(field.to_le_bytes());
        }
        for field in [crc32fast::hash(text), packed.len() as u32, how.length.unwrap_or(text.len() as u32)] {
            entry.extend(field.to_le_bytes());
        }
        entry.extend((name.len() as u16).to_le_bytes());
        entry.extend([0, 0]);
        out.extend([b"PK\x03\x04", &*entry, name.as_bytes(), &packed].concat());
        directory.extend([b"PK\x01\x02\x14\x00", &*entry, &[0; 10], &offset.to_le_bytes(), name.as_bytes()].concat());
    }
    let start = out.len() as u32;
    out.extend(&directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    for _ in 0..2 {
        out.extend((files.len() as u16).to_le_bytes());
    }
    for field in [directory.len() as u32, start] {
        out.extend(field.to_le_bytes());
    }
    out.extend([0, 0]);
    out
}
