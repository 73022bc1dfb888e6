use super::State;
use crate::finding::{Code, Finding};
use crate::plan::Files;
use crate::report::{Edit, EvidenceFile, FieldKind, Raw, RawEvidence};

impl State {
    /// Files were chosen for an answer: those that its question takes become evidence, of the others it is said why not.
    pub(super) fn chosen(&mut self, files: Edit) -> Option<()> {
        let Edit { part, field, raw: files } = files;
        let is_uploaded = self.setup.has_upload;
        let work = self.work.as_ref()?;
        let form = work.form.part(&part)?;
        let FieldKind::Evidence(Some(taken)) = &form.field(field.as_str())?.kind else { return None };
        let at = form.field_pointer(&field);
        let mut rows = match work.draft.get(&part, &field) {
            Some(Raw::Evidence(rows)) => rows.clone(),
            _ => Vec::new(),
        };
        // Of all questions: where there is nowhere to upload to, they travel together.
        let all = work.draft.edits().flat_map(|edit| edit.raw.files());
        let mut inside: u64 = all.map(|file| u64::from(file.size)).sum();
        let mut not_taken = Vec::new();
        for file in files.files() {
            let known: Vec<EvidenceFile> = rows.iter().filter_map(RawEvidence::file).collect();
            let most = taken.most_bytes(is_uploaded);
            let (size, room) = (u64::from(file.size), u64::from(Files::INSIDE).saturating_sub(inside));
            let why = if let Some(same) = known.iter().find(|known| known.sha256 == file.sha256) {
                Code::DuplicateId { id: same.name.clone() }
            } else if !taken.takes(&file.r#type) {
                Code::FileType { found: file.r#type, expected: taken.types.join(", ") }
            } else if file.size > most {
                Code::TooLarge { found: size, max: most.into() }
            } else if known.len() >= taken.most() {
                Code::TooMany { found: known.len() as u64 + 1, max: taken.most() as u64 }
            } else if size == 0 {
                Code::BelowMin { min: "1".to_owned() }
            } else if file.sha256.is_empty() {
                Code::FileMissing
            } else if !is_uploaded && size > room {
                Code::FilesTooLarge { found: size, max: room }
            } else {
                inside += size;
                let name = told_apart(&file.name, &known);
                rows.push(RawEvidence::of_file(&EvidenceFile { name, ..file }));
                continue;
            };
            not_taken.push(Finding::error(at.key(&file.name), why));
        }
        self.work_mut()?.not_taken = not_taken.into();
        let edit = Edit { part, field, raw: Raw::Evidence(rows) };
        if self.with_work(|work, plan, now, text| work.edit(edit, plan, now, text))?
            && let Some(rest) = self.rest()
        {
            self.take_back(rest);
        }
        Some(())
    }
}

/// A name that no other file of the answer has: of two that are called `a.pdf` the second is `a (2).pdf`.
fn told_apart(name: &str, known: &[EvidenceFile]) -> String {
    let (stem, end) = name.rfind('.').map_or((name, ""), |at| name.split_at(at));
    let (mut apart, mut nth) = (name.to_owned(), 1);
    while known.iter().any(|known| known.name == apart) {
        nth += 1;
        apart = format!("{stem} ({nth}){end}");
    }
    apart
}
