use super::el::{El, add, el};
use crate::locale::{Places, field_label, finding, left, standing, words};
use crate::schedule::{Instant, Standing};
use crate::state::{Rest, Saved, State, Work};

/// Minutes before a report is due at which those who hear the page are told, the nearest first.
const REMINDERS: [i64; 4] = [5, 15, 60, 24 * 60];

/// What those who hear the page are told without asking: that the device has what they type (once), what is wrong with an
/// answer they have left, and that time is running out (not each minute).
#[inline(never)]
pub fn spoken(_: Rest, state: &State, work: &Work) -> El {
    let w = words(state.lang());
    let region = |text: String| el("div", "unseen").set("role", "status").say(text);
    // It is saved each second of typing: what is told stays the same meanwhile.
    let is_kept = match work.saved {
        Saved::At(_) => true,
        Saved::Pending => state.record(&work.duty).is_some(),
        Saved::Nothing => false,
    };
    let kept = if is_kept && state.unkept.is_none() { w.kept() } else { "" };
    // Out of the line: what stands in it does not make room for what nobody sees.
    let told = el("div", "unseen").put(region(kept.to_owned())).put(region(time(state, work)));
    told.put(mistakes(state, work))
}

/// How much time is left, as of the last reminder; that there is none.
fn time(state: &State, work: &Work) -> String {
    let Some(due) = &work.duty.due else { return String::new() };
    match work.duty.standing(state.now) {
        Standing::Open => {
            let minute = |minutes: i64| Instant(due.until.0 - minutes * 60_000);
            let last = REMINDERS.into_iter().map(minute).find(|moment| state.now >= *moment);
            last.map(|moment| left(state.lang(), moment, due.until)).unwrap_or_default()
        }
        late @ Standing::Overdue => standing(state.lang(), late).to_owned(),
        _ => String::new(),
    }
}

/// The mistakes of the open task that are shown beside their questions: of several only the new one is spoken.
fn mistakes(state: &State, work: &Work) -> El {
    let lang = state.lang();
    let mut list = el("div", "unseen").set("role", "status").set("aria-atomic", "false");
    let mut places = Places::new(lang, &work.form, &work.draft);
    for &part in work.open.and_then(|open| work.panels.get(open)).iter().flat_map(|panel| &panel.parts) {
        for placed in work.visible(part).filter(|placed| placed.finding.is_error()) {
            let field = placed.field.and_then(|at| work.form.parts.get(part)?.fields.get(at));
            let mut label = field.map(|field| field_label(lang, &field.label)).unwrap_or_default();
            let cell =
                field.and_then(|field| places.cell((&work.form.parts[part].part, &field.id), &placed.finding.at));
            cell.iter().for_each(|cell| add(&mut label, ", ", cell));
            let text = format!("{label}: {}", finding(lang, &placed.finding));
            list = list.put(el("p", "").key(text.clone()).say(text));
        }
    }
    list
}
