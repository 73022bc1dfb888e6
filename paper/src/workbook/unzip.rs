//! Reads a zip archive (APPNOTE 6.3.3) from anybody: what it says is checked, and no more is unpacked than is allowed.

use super::Refusal;
use miniz_oxide::inflate::decompress_to_vec_with_limit;
use std::cell::Cell;

/// Most bytes of all parts that are read. The greatest tables take a tenth of it.
const MOST_BYTES: usize = 64 << 20;
/// Most files.
const MOST_FILES: usize = 4_096;
/// The longest remark behind the directory.
const LONGEST_REMARK: usize = 0xffff;

const STORED: u16 = 0;
const DEFLATED: u16 = 8;

/// An archive.
pub struct Archive<'b> {
    bytes: &'b [u8],
    files: Vec<File>,
    /// How many bytes may still be unpacked.
    left: Cell<usize>,
}

/// What the directory says of a file.
struct File {
    name: String,
    is_encrypted: bool,
    method: u16,
    sum: u32,
    packed: usize,
    length: usize,
    offset: usize,
}

/// Numbers at places, least byte first.
fn bytes_at<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..at.checked_add(N)?)?.try_into().ok()
}

fn short(bytes: &[u8], at: usize) -> Option<usize> {
    bytes_at(bytes, at).map(|two| u16::from_le_bytes(two).into())
}

fn long(bytes: &[u8], at: usize) -> Option<usize> {
    bytes_at(bytes, at).and_then(|four| u32::from_le_bytes(four).try_into().ok())
}

fn very_long(bytes: &[u8], at: usize) -> Option<usize> {
    bytes_at(bytes, at).and_then(|eight| u64::from_le_bytes(eight).try_into().ok())
}

impl<'b> Archive<'b> {
    /// Reads its directory.
    ///
    /// # Errors
    /// There is none, or one that says what cannot be.
    pub fn new(bytes: &'b [u8]) -> Result<Self, Refusal> {
        let files = directory(bytes).ok_or(Refusal::Damaged)?;
        Ok(Self { bytes, files, left: Cell::new(MOST_BYTES) })
    }

    /// A part as text; none where there is none of that name. Names of parts do not tell small letters from large.
    ///
    /// # Errors
    /// It is encrypted, damaged, or too large.
    pub fn text(&self, name: &str) -> Result<Option<String>, Refusal> {
        let Some(file) = self.files.iter().find(|file| file.name.eq_ignore_ascii_case(name)) else { return Ok(None) };
        if file.is_encrypted {
            return Err(Refusal::Encrypted);
        }
        let left = self.left.get().checked_sub(file.length).ok_or(Refusal::TooLarge)?;
        self.left.set(left);
        let unpacked = self.unpacked(file).ok_or(Refusal::Damaged)?;
        let text = String::from_utf8(unpacked).map_err(|_| Refusal::Damaged)?;
        Ok(Some(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)))
    }

    fn unpacked(&self, file: &File) -> Option<Vec<u8>> {
        let header = self.bytes.get(file.offset..)?;
        if !header.starts_with(b"PK\x03\x04") {
            return None;
        }
        let data = short(header, 26)? + short(header, 28)? + 30;
        let packed = header.get(data..data.checked_add(file.packed)?)?;
        let unpacked = match file.method {
            STORED => packed.to_vec(),
            DEFLATED => decompress_to_vec_with_limit(packed, file.length).ok()?,
            _ => return None,
        };
        (unpacked.len() == file.length && crc32fast::hash(&unpacked) == file.sum).then_some(unpacked)
    }
}

/// All files that the directory names.
fn directory(bytes: &[u8]) -> Option<Vec<File>> {
    const END: usize = 22;
    let last = bytes.len().checked_sub(END)?;
    let first = last.saturating_sub(LONGEST_REMARK);
    let end = (first..=last).rev().find(|at| bytes[*at..].starts_with(b"PK\x05\x06"))?;
    let count = short(bytes, end + 10)?;
    let mut at = long(bytes, end + 16)?;
    if count > MOST_FILES {
        return None;
    }
    let mut files = Vec::with_capacity(count);
    for _ in 0..count {
        let entry = bytes.get(at..)?;
        if !entry.starts_with(b"PK\x01\x02") {
            return None;
        }
        let (name_length, extra_length) = (short(entry, 28)?, short(entry, 30)?);
        let name = entry.get(46..46 + name_length)?;
        let extra = entry.get(46 + name_length..46 + name_length + extra_length)?;
        let mut long_ones = long_numbers(extra);
        let mut number = |at: usize| match long(entry, at)? {
            0xffff_ffff => long_ones.next()?,
            number => Some(number),
        };
        // In this order they stand where they are very long, too.
        let (length, packed, offset) = (number(24)?, number(20)?, number(42)?);
        files.push(File {
            name: String::from_utf8_lossy(name).replace('\\', "/"),
            is_encrypted: short(entry, 8)? & 1 != 0,
            method: short(entry, 10)? as u16,
            sum: long(entry, 16)? as u32,
            packed,
            length,
            offset,
        });
        at += 46 + name_length + extra_length + short(entry, 32)?;
    }
    Some(files)
}

/// Numbers that need eight bytes, in the order of what they stand for.
fn long_numbers(extra: &[u8]) -> impl Iterator<Item = Option<usize>> + '_ {
    const VERY_LONG: usize = 1;
    let mut at = 0;
    let mut found: &[u8] = &[];
    while let (Some(kind), Some(length)) = (short(extra, at), short(extra, at + 2)) {
        let content = extra.get(at + 4..at + 4 + length).unwrap_or_default();
        if kind == VERY_LONG {
            found = content;
        }
        at += 4 + length;
    }
    (0..found.len() / 8).map(|nth| very_long(found, nth * 8))
}
