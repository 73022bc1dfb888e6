use crate::finding::{Code, Finding, Pointer};
use crate::plan::Files;
use crate::report::{Evidence, EvidenceFile};

/// Most characters of a file's name.
const MAX_NAME: usize = 255;

/// Checks the files of an answer: whether they are asked for, their number, types and sizes.
pub fn files(taken: Option<&Files>, rows: &[Evidence], at: &Pointer, found: &mut Vec<Finding>) {
    let mut count = 0;
    for (i, row) in rows.iter().enumerate() {
        let Some(file) = &row.file else { continue };
        count += 1;
        let at = at.index(i).key("file");
        let Some(taken) = taken else {
            found.push(Finding::error(at, Code::NotAsked));
            continue;
        };
        if let Some(code) = wrong(taken, file) {
            found.push(Finding::error(at.clone(), code));
        }
        if count == taken.most() + 1 {
            let files = rows.iter().filter(|row| row.file.is_some()).count();
            found.push(Finding::error(at, Code::TooMany { found: files as u64, max: taken.most() as u64 }));
        }
    }
}

/// What is wrong with a file, wherever it goes.
fn wrong(taken: &Files, file: &EvidenceFile) -> Option<Code> {
    let EvidenceFile { name, r#type, size, sha256, data, .. } = file;
    let most = taken.most_bytes(data.is_none());
    if !taken.takes(r#type) {
        Some(Code::FileType { found: r#type.clone(), expected: taken.types.join(", ") })
    } else if *size > most {
        Some(Code::TooLarge { found: (*size).into(), max: most.into() })
    } else if *size == 0 {
        Some(Code::FileMissing)
    } else if name.is_empty() || name.chars().count() > MAX_NAME {
        Some(Code::TooLong { max: MAX_NAME as u32, found: name.chars().count() as u32 })
    } else if !EvidenceFile::is_hash(sha256) {
        Some(Code::Mismatch { found: sha256.chars().take(80).collect(), expected: "SHA-256".to_owned() })
    } else {
        None
    }
}
