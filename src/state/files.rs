use super::State;
use crate::finding::{Code, Finding};
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
        let mut not_taken = Vec::new();
        for file in files.files() {
            let known: Vec<EvidenceFile> = rows.iter().filter_map(RawEvidence::file).collect();
            if known.iter().any(|known| known.sha256 == file.sha256) {
                continue;
            }
            let most = taken.most_bytes(is_uploaded);
            let why = if !taken.takes(&file.r#type) {
                Code::FileType { found: file.r#type, expected: taken.types.join(", ") }
            } else if file.size > most {
                Code::TooLarge { found: file.size.into(), max: most.into() }
            } else if known.len() >= taken.most() {
                Code::TooMany { found: known.len() as u64 + 1, max: taken.most() as u64 }
            } else if file.size == 0 || file.sha256.is_empty() {
                Code::FileMissing
            } else {
                rows.push(RawEvidence::of_file(&file));
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
