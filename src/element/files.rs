//! The files of reports: onto the device when they are chosen, to the backend before their report.

use super::run::Runner;
use crate::browser::{HttpTransport, base64_of, filed, in_memory, message, to_keep, was_chosen, was_refused};
use crate::delivery::{Answer, Failure, Frozen, Means, Owner, Problem, ProblemError};
use crate::finding::{Code, Finding, Pointer};
use crate::locale::{Lang, file_gone, is_in, not_taken, words};
use crate::plan::Files;
use crate::report::{Draft, EvidenceFile};
use crate::state::{Action, State};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

impl Runner {
    /// Puts files that were chosen on the device; `is_again`: those also that it could not keep before. What it cannot keep
    /// stays in the page's memory.
    pub(super) fn keep_files(self: &Rc<Self>, state: &State, is_again: bool) {
        let Some((owner, work)) = state.owner().zip(state.work.clone()) else { return };
        // Asked only where there are such files: this is looked at whenever something was typed.
        for (hash, bytes) in to_keep(is_again, |hash| named_in(&work.draft).contains(hash)) {
            let (runner, owner, policy) = (Rc::clone(self), owner.clone(), self.drafts.policy_now());
            spawn_local(async move {
                let is_kept = runner.drafts.keep_file(policy, &owner, &hash, bytes).await.is_ok();
                filed(&hash, is_kept);
                let state = runner.state.borrow().clone();
                let records = state.records.iter().flat_map(|records| records.iter());
                let open = state.work.iter().map(|work| named_in(&work.draft));
                let named: String = records.map(|record| named_in(&record.draft())).chain(open).collect();
                runner.send(Action::FilesUnkept(was_refused(|hash| named.contains(hash))));
            });
        }
    }

    /// Deletes files that no report of the unit names any more.
    pub(super) fn drop_files(self: &Rc<Self>, state: &State) {
        let Some((owner, records)) = state.owner().zip(state.records.clone()) else { return };
        let runner = Rc::clone(self);
        spawn_local(async move {
            let all: Vec<String> = records.iter().map(|record| record.to_text()).collect();
            let is_named = |hash: &str| was_chosen(hash) || all.iter().any(|record| record.contains(hash));
            // What fails here is tried again when the page is opened next.
            let _ = runner.drafts.drop_files(&owner, is_named).await;
        });
    }

    /// Brings the next file of a report to the backend, or into the report.
    pub(super) async fn send_file(
        self: &Rc<Self>,
        transport: &HttpTransport,
        owner: &Owner,
        frozen: &Frozen,
    ) -> Answer {
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
            if let Some(why) = too_large_inside(frozen, &file) {
                return self.lacks(&at, not_taken(lang, &Finding::error(at.key(&file.name), why)));
            }
            return match base64_of(&bytes) {
                Ok(data) => {
                    file.data = Some(data);
                    Answer::HasFile(file)
                }
                Err(error) => Answer::Failed(Failure::Stopped { detail: message(&error) }),
            };
        };
        let told = |bytes: u32| {
            let percent = u64::from(bytes) * 100 / u64::from(file.size.max(1));
            self.send(Action::Uploaded(percent.min(100) as u32));
        };
        match transport.upload(endpoint, &file, &bytes, told).await {
            Ok(url) => {
                file.url = Some(url);
                Answer::HasFile(file)
            }
            Err(Failure::Refused(problem)) => Answer::Failed(Failure::Refused(about(lang, problem, &at, &file))),
            Err(failure) => Answer::Failed(failure),
        }
    }

    /// The report names a file that cannot go out: why. No server was asked, so there is no status.
    fn lacks(&self, at: &Pointer, why: String) -> Answer {
        let errors = vec![ProblemError { pointer: at.as_str().to_owned(), detail: why.clone() }];
        Answer::Failed(Failure::Refused(Problem { title: Some(why), errors, ..Problem::default() }))
    }
}

/// The hashes of all files that answers name.
fn named_in(draft: &Draft) -> String {
    draft.answers().flat_map(|(_, _, raw)| raw.files()).map(|file| file.sha256).collect()
}

/// Why a file cannot travel inside a report, with all others that it names.
fn too_large_inside(frozen: &Frozen, file: &EvidenceFile) -> Option<Code> {
    let ([.., max], found) = (Files::BOUNDS, u64::from(file.size));
    if file.size > max {
        return Some(Code::TooLarge { found, max: max.into() });
    }
    let all: u64 = frozen.report()?.files().iter().map(|(_, file)| u64::from(file.size)).sum();
    let max = u64::from(Files::INSIDE);
    (all > max).then(|| Code::FilesTooLarge { found, max: max.saturating_sub(all.saturating_sub(found)) })
}

/// What a server said of a file, said at its place in the report.
fn about(lang: Lang, mut problem: Problem, at: &Pointer, file: &EvidenceFile) -> Problem {
    // Another upload of the same file: it is tried again, and finds what that one brought.
    if Failure::Refused(problem.clone()).means() == Means::Conflict {
        problem.status = 503;
    }
    let said = [&problem.detail, &problem.title].into_iter().flatten().find(|text| is_in(lang, text));
    let said = said.map_or(words(lang).file_refused(), |text| text);
    let detail = format!("{}: {said}", file.name);
    problem.errors = vec![ProblemError { pointer: at.as_str().to_owned(), detail }];
    problem
}
