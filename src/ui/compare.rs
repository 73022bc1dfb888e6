//! What has become of a report that the office returned: beside each question, and all at once before it goes again.

use super::answer::answer;
use super::el::{El, act, button, el};
use super::field::Asked;
use super::review::remarks;
use crate::delivery::Remark;
use crate::finding::{Code, Finding};
use crate::locale::{Lang, in_common, lower, open_remarks, place, words};
use crate::plan::Plan;
use crate::report::{Field, Raw};
use crate::state::{Action, Change, State, Work};
use yew::Callback;
use yew::prelude::Html;

/// Most characters of what two answers have in common, at either end.
const AROUND: usize = 60;

/// Beside a question: the answer that was returned, where it is another one now.
pub fn as_returned(asked: &Asked<'_>, field: &Field) -> Option<El> {
    let work = asked.state.work.as_deref()?;
    let change = work.since_returned(&asked.form.part, &field.id)?;
    let label = el("b", "").say(format!("{}: ", words(asked.lang).sent_version()));
    let [was, _] = both(asked.lang, field, change);
    Some(el("p", "was small").put(label).put(was))
}

/// An answer before and now, each with what only it has marked.
fn both(lang: Lang, field: &Field, change: Change<'_>) -> [El; 2] {
    let said = |raw: Option<&Raw>| raw.map(|raw| answer(lang, field, raw)).unwrap_or_default();
    let (was, is) = (said(change.was), said(change.is));
    let (start, end) = in_common(&was, &is);
    let shown = |text: &str, tag: &'static str| {
        let side = el("span", "text");
        if text.is_empty() {
            return side.put(el(tag, "muted").say(lower(words(lang).not_answered())));
        }
        let own = text.get(start..text.len() - end).unwrap_or_default();
        let side = side.say(last(&text[..start]));
        // What it has of its own may be nothing: then the other one has more.
        let side = if own.is_empty() { side } else { side.put(el(tag, "").say(own.to_owned())) };
        side.say(first(&text[text.len() - end..]))
    };
    [shown(&was, "del"), shown(&is, "ins")]
}

/// The end of what two texts begin with.
fn last(text: &str) -> String {
    let skipped = text.chars().count().saturating_sub(AROUND);
    let rest: String = text.chars().skip(skipped).collect();
    if skipped > 0 { format!("…{rest}") } else { rest }
}

/// The beginning of what two texts end with.
fn first(text: &str) -> String {
    let rest: String = text.chars().take(AROUND).collect();
    if rest.len() < text.len() { rest + "…" } else { rest }
}

/// At what the office said of an answer: the way to say that it was dealt with.
pub fn done_button(asked: &Asked<'_>, finding: &Finding) -> Option<El> {
    let Code::Said { words: said } = &finding.code else { return None };
    let reviewed = if finding.is_error() { None } else { asked.state.reviewed() }?;
    let is_it = |remark: &Remark| remark.pointer.as_deref() == Some(finding.at.as_str()) && remark.detail == *said;
    let nth = reviewed.report.remarks.iter().position(is_it)?;
    let text = words(asked.lang).remark_done();
    let done = button("button secondary small", text, act(asked.dispatch, Action::Heed(nth, true)));
    Some(done.set("aria-label", format!("{text}: {said}")))
}

/// Of a report that was returned: which remarks are still open, and what was changed.
pub fn since_returned(state: &State, plan: &Plan, work: &Work, dispatch: &Callback<Action>) -> Html {
    let Some(reviewed) = state.reviewed().filter(|_| state.is_returned(&work.duty)) else { return Html::default() };
    let lang = state.lang();
    let w = words(lang);
    let said = open_remarks(lang, reviewed.open_remarks().count(), reviewed.report.remarks.len());
    let mut shown = el("div", "since").put(remarks(state, work, dispatch));
    if !reviewed.report.remarks.is_empty() {
        shown = shown.put(el("p", "small").set("role", "status").say(said));
    }
    if !work.knows_returned() {
        return shown.into();
    }
    let changes = work.changes();
    let title = format!("{} ({})", w.changes_title(), changes.len());
    let mut section = el("section", "answers changes").put(el("h3", "").say(title));
    if changes.is_empty() {
        section = section.put(el("p", "muted").say(w.changes_none()));
    }
    let mut list = el("dl", "facts");
    for (part, id, change) in changes {
        let Some(form) = work.form.part(part) else { continue };
        let Some(field) = form.field(id.as_str()) else { continue };
        let go = Action::Focus(part.clone(), form.field_pointer(id));
        let label = button("link", place(lang, plan, &work.form, part, id), act(dispatch, go));
        let [was, is] = both(lang, field, change);
        let line =
            |label: &'static str, side: El| el("div", "").put(el("span", "muted").say(format!("{label}: "))).put(side);
        let sides = el("dd", "").put(line(w.sent_version(), was)).put(line(w.now_version(), is));
        list = list.put(el("dt", "").put(label)).put(sides);
    }
    shown.put(section.put(list)).into()
}
