//! A zip archive (APPNOTE 6.3.3), as much of it as an office document needs: no times, so that the same document has
//! the same bytes. A crate for archives brings readers, encryption and clocks; this is all of it.

use miniz_oxide::deflate::compress_to_vec;

/// How well it packs: better than this gains little and takes long.
const LEVEL: u8 = 8;
/// "Deflated", and names in UTF-8.
const METHOD: u16 = 8;
const FLAGS: u16 = 1 << 11;
/// Version 2.0 is what deflated files need.
const VERSION: u16 = 20;
/// The first day that the format can tell: 1 January 1980.
const DAY: u16 = 1 << 5 | 1;

/// An archive of files, in this order.
pub fn archive(files: &[(&str, String)]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, text) in files {
        let (offset, packed) = (out.len(), compress_to_vec(text.as_bytes(), LEVEL));
        let mut entry = Vec::new();
        for field in [VERSION, FLAGS, METHOD, 0, DAY] {
            entry.extend(field.to_le_bytes());
        }
        for field in [crc32fast::hash(text.as_bytes()), size(packed.len()), size(text.len())] {
            entry.extend(field.to_le_bytes());
        }
        entry.extend(count(name.len()).to_le_bytes());
        entry.extend([0, 0]);
        out.extend(b"PK\x03\x04");
        out.extend(&entry);
        out.extend(name.as_bytes());
        out.extend(packed);

        directory.extend(b"PK\x01\x02");
        directory.extend(VERSION.to_le_bytes());
        directory.extend(entry);
        // No remark, the first disk, no attributes.
        directory.extend([0; 10]);
        directory.extend(size(offset).to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let start = out.len();
    out.extend(&directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    for _ in 0..2 {
        out.extend(count(files.len()).to_le_bytes());
    }
    out.extend(size(directory.len()).to_le_bytes());
    out.extend(size(start).to_le_bytes());
    out.extend([0, 0]);
    out
}

/// Documents are far below what the format can hold.
fn size(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

fn count(of: usize) -> u16 {
    u16::try_from(of).unwrap_or(u16::MAX)
}
