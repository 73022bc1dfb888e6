use super::control::control_id;
use super::el::{El, button, el};
use super::evidence::{and_focus, row_at};
use super::field::Asked;
use crate::browser::choose_files;
use crate::locale::{file_limits, file_size, not_taken, upload_progress, words};
use crate::plan::Files;
use crate::report::{Edit, EvidenceFile, Field, Raw, RawEvidence};
use crate::state::{Action, Rest, State};
use yew::Callback;
use yew::prelude::Event;

/// The files of an answer, and the ways to choose more.
#[inline(never)]
pub fn files(_: Rest, asked: &Asked<'_>, field: &Field, taken: &Files, rows: &[RawEvidence]) -> El {
    let (w, state) = (words(asked.lang), asked.state);
    let mut block = el("div", "files");
    let mut list = el("ul", "plain").set("aria-label", w.attached_files());
    let mut count = 0;
    for (i, file) in rows.iter().enumerate().filter_map(|(i, row)| Some((i, row.file()?))) {
        list = list.put(chosen(asked, field, rows, (i, &file)));
        count += 1;
    }
    if count > 0 {
        block = block.put(list);
    }
    if state.device.has_unkept_files && count > 0 {
        block = block.put(el("p", "msg").set("role", "status").say(w.file_only_here()));
    }
    let most = taken.most_bytes(state.setup.has_upload);
    if most == 0 {
        return block.put(el("p", "hint").say(w.no_upload()));
    }
    let id = control_id(&asked.at.key("files"));
    let limits = el("p", "hint").set("id", format!("{id}-h"));
    block = block.put(limits.say(file_limits(asked.lang, taken, state.setup.has_upload)));
    if taken.takes("image/jpeg") {
        let shrink =
            el("input", "").set("part", "option").set("type", "checkbox").prop("checked", state.device.shrinks);
        let shrink = shrink.ticked(asked.dispatch, Action::Shrink);
        block = block.put(el("label", "check").put(shrink).say(w.shrink_photos()));
    }
    let several = picker(asked, field, most).set("id", id).set("multiple", "").set("accept", taken.types.join(","));
    let mut ways = el("div", "ways").put(file_button("button secondary pick", w.attach_file(), several));
    if taken.takes_images() {
        // Only a device that is held in the hand has a camera worth offering: the style sheet shows it there.
        let camera = picker(asked, field, most).set("accept", "image/*").set("capture", "environment");
        ways = ways.put(file_button("button secondary pick camera", w.take_photo(), camera));
    }
    block.put(ways).put(refused(asked))
}

/// A button that chooses files, in the form's words: what the browser shows of its own is in the browser's language. Its
/// input is not seen, and has the focus and the name all the same.
pub fn file_button(class: &'static str, text: &'static str, input: El) -> El {
    el("label", class).set("part", "button secondary").say(text).put(input.set("type", "file"))
}

/// A file that was chosen: its name, its size, where it is, and the way to remove it.
fn chosen(asked: &Asked<'_>, field: &Field, rows: &[RawEvidence], (i, file): (usize, &EvidenceFile)) -> El {
    let w = words(asked.lang);
    let at = row_at(asked, rows, i).key("file");
    let said = format!("{} · {}", file_size(asked.lang, file.size.into()), w.file_waits());
    let mut shown = el("li", "file").set("id", control_id(&at)).set("tabindex", "-1");
    shown = shown.put(el("b", "").say(file.name.clone())).put(el("span", "muted small").say(said));
    if let Some((_, messages)) = asked.messages(field, &at) {
        shown = shown.put(messages);
    }
    let mut without = rows.to_vec();
    without.remove(i);
    let edit = asked.edit(field, Raw::Evidence)(without);
    let remove = button("link", w.remove_file(), and_focus(asked, edit, asked.at.key("files")));
    shown.put(remove.set("aria-label", format!("{}: {}", w.remove_file(), file.name)))
}

/// What chooses files.
fn picker(asked: &Asked<'_>, field: &Field, most: u32) -> El {
    let (part, field, dispatch) = (asked.form.part.clone(), field.id.clone(), asked.dispatch.clone());
    let shrinks = asked.state.device.shrinks;
    let input = el("input", "").set("aria-describedby", format!("{}-h", control_id(&asked.at.key("files"))));
    input.picked(Callback::from(move |event: Event| {
        let (part, field, dispatch) = (part.clone(), field.clone(), dispatch.clone());
        choose_files(&event, most, shrinks, move |files| {
            let raw = Raw::Evidence(files.iter().map(RawEvidence::of_file).collect());
            dispatch.emit(Action::Chosen(Edit { part, field, raw }));
        });
    }))
}

/// Why files that were chosen last were not taken.
fn refused(asked: &Asked<'_>) -> El {
    let mut said = el("div", "messages").set("role", "alert");
    let wrong = asked.state.work.iter().flat_map(|work| work.not_taken.iter());
    for wrong in wrong.filter(|wrong| asked.at.holds(&wrong.at)) {
        said = said.put(el("p", "msg").say(not_taken(asked.lang, wrong)));
    }
    said
}

/// How far the file is that goes out with the open report.
pub fn uploading(state: &State) -> Option<El> {
    let frozen = state.outgoing().map(|outgoing| outgoing.next()).filter(|frozen| frozen.wants_files)?;
    let (_, file) = frozen.missing_file()?;
    let percent = state.device.uploaded;
    let text = upload_progress(state.lang(), &file.name, percent);
    let bar = el("progress", "")
        .set("part", "progress")
        .set("max", "100")
        .set("value", percent.to_string())
        .set("aria-label", text.clone());
    Some(el("p", "upload").put(bar).put(el("span", "").say(text)))
}
