//! The files of reports: onto the device when they are chosen, to the backend before their report.

use super::run::Runner;
use crate::browser::{HttpTransport, all_in_memory, base64_of, drop_from_memory, in_memory, message};
use crate::delivery::{Answer, Failure, Frozen, Means, Owner, Problem, ProblemError};
use crate::finding::{Code, Pointer};
use crate::locale::{file_gone, not_taken, words};
use crate::plan::Files;
use crate::report::EvidenceFile;
use crate::state::{Action, State};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

impl Runner {
    /// Puts files that were chosen on the device. What it cannot keep stays in the page's memory.
    pub(super) fn keep_files(self: &Rc<Self>, state: &State) {
        let Some((owner, work)) = state.owner().zip(state.work.clone()) else { return };
        let typed: String = work.draft.edits().flat_map(|edit| edit.raw.files()).map(|file| file.sha256).collect();
        for hash in all_in_memory() {
            let Some(bytes) = in_memory(&hash).filter(|_| !self.is_kept(&hash)) else { continue };
            if !typed.contains(&hash) {
                continue;
            }
            self.filed.borrow_mut().push(hash.clone());
            let (runner, owner) = (Rc::clone(self), owner.clone());
            spawn_local(async move {
                match runner.drafts.keep_file(&owner, &hash, bytes).await {
                    Ok(()) => drop_from_memory(&hash),
                    Err(_) => runner.send(Action::FileUnkept),
                }
            });
        }
    }

    /// Whether this page has tried to keep a file already.
    fn is_kept(&self, hash: &str) -> bool {
        self.filed.borrow().iter().any(|filed| filed == hash)
    }

    /// Deletes files that no report of the unit names any more.
    pub(super) fn drop_files(self: &Rc<Self>, state: &State) {
        let Some((owner, records)) = state.owner().zip(state.records.clone()) else { return };
        let runner = Rc::clone(self);
        spawn_local(async move {
            let all: Vec<String> = records.iter().map(|record| record.to_text()).collect();
            let is_named = |hash: &str| runner.is_kept(hash) || all.iter().any(|record| record.contains(hash));
            // What fails here is tried again when the page is opened next.
            let _ = runner.drafts.drop_files(&owner, is_named).await;
        });
    }

    /// Brings the next file of a report to the backend, or into the report.
    pub(super) async fn send_file(&self, transport: &HttpTransport, owner: &Owner, frozen: &Frozen) -> Answer {
        // What is frozen says that one is missing; should none be, nothing more is to be done for it.
        let Some((at, mut file)) = frozen.missing_file() else { return Answer::HasFile(EvidenceFile::default()) };
        let bytes = match in_memory(&file.sha256) {
            Some(bytes) => Some(bytes),
            None => self.drafts.file(owner, &file.sha256).await,
        };
        let lang = self.state.borrow().lang();
        let Some(bytes) = bytes else { return self.lacks(&at, file_gone(lang, &file.name)) };
        let Some(endpoint) = &transport.upload_endpoint else {
            // It was chosen when there was somewhere to upload it to.
            let [.., max] = Files::BOUNDS;
            if file.size > max {
                let why = Code::TooLarge { found: file.size.into(), max: max.into() };
                return self.lacks(&at, not_taken(lang, &file.name, &why));
            }
            return match base64_of(&bytes) {
                Ok(data) => {
                    file.data = Some(data);
                    Answer::HasFile(file)
                }
                Err(error) => Answer::Failed(Failure::Stopped { detail: message(&error) }),
            };
        };
        let told = |bytes| self.send(Action::Uploaded(file.sha256.clone(), bytes));
        match transport.upload(endpoint, &file, &bytes, told).await {
            Ok(url) => {
                file.url = Some(url);
                Answer::HasFile(file)
            }
            Err(Failure::Refused(problem)) => Answer::Failed(Failure::Refused(about(problem, &at, &file))),
            Err(failure) => Answer::Failed(failure),
        }
    }

    /// The report names a file that cannot go out: why.
    fn lacks(&self, at: &Pointer, detail: String) -> Answer {
        let lang = self.state.borrow().lang();
        let errors = vec![ProblemError { pointer: at.as_str().to_owned(), detail }];
        let title = Some(words(lang).file_gone_title().to_owned());
        Answer::Failed(Failure::Refused(Problem { title, errors, ..Problem::default() }))
    }
}

/// What a server said of a file, said at its place in the report.
fn about(mut problem: Problem, at: &Pointer, file: &EvidenceFile) -> Problem {
    // Another upload of the same file: it is tried again, and finds what that one brought.
    if Failure::Refused(problem.clone()).means() == Means::Conflict {
        problem.status = 503;
    }
    let words = problem.detail.as_deref().or(problem.title.as_deref()).unwrap_or_default();
    let detail = format!("{}: {words}", file.name);
    problem.errors = vec![ProblemError { pointer: at.as_str().to_owned(), detail }];
    problem
}
