use super::abbreviations::abbreviations_of;
use super::answer::plainly;
use super::bulk::bulk;
use super::el::{El, button, el};
use super::grid::to_grid;
use super::nil::of_all;
use super::portion::{offer, share};
use super::receipt::shown;
use super::review::{carry_over, hands_on, remarks};
use crate::delivery::{Cause, Record};
use crate::locale::{Lang, words};
use crate::report::Part;
use crate::state::{Action, Rest, State, Work};
use yew::prelude::*;

/// Above all what the office said of the report; above and below the list of tasks the way to take figures over, the way
/// to share the work out, to clear the draft, what can be brought back, and what has no place any more. Who has just cleared a draft is to see at once how to have it back.
#[inline(never)]
pub fn versions(_: Rest, state: &State, work: &Work, dispatch: &Callback<Action>) -> [El; 3] {
    let lang = state.lang();
    let top = el("div", "on-top").put(remarks(state, work, dispatch)).put(offer(state, work, dispatch));
    let (none, earlier) = (Html::default(), earlier(state, work, dispatch));
    let is_blank = work.draft.is_blank();
    let [above_list, below_list] = if is_blank { [earlier, none] } else { [none, earlier] };
    // Beside an open task stand its own.
    let abbreviations = if work.open.is_none() { abbreviations_of(state, work, None) } else { Html::default() };
    let above = el("div", "versions")
        // What comes and goes does not move what stands beside it.
        .put(el("div", "").all(of_all(state, work, dispatch)))
        .put(carry_over(state, work, dispatch))
        .put(to_grid(state, work, dispatch))
        .put(bulk(state, work, dispatch))
        .put(above_list)
        .put(abbreviations);
    let below = el("div", "versions").put(share(state, work, dispatch));
    if is_blank {
        return [top, above, below];
    }
    let clear = [words(lang).clear_draft(), words(lang).clear_question(), words(lang).clear_yes()];
    let below = below.all(asked(lang, "clear", clear, "", dispatch, Action::Clear));
    [top, above, below.put(below_list).put(orphans(lang, work))]
}

/// A button that does something that is not taken back lightly: its words, the question, the answer that does it; and a
/// remark to the question.
pub fn asked(
    lang: Lang,
    id: &'static str,
    [text, question, yes]: [&'static str; 3],
    remark: impl Into<AttrValue>,
    dispatch: &Callback<Action>,
    action: Action,
) -> Vec<Html> {
    let dialog = |open: bool| Callback::from(move |event: MouseEvent| crate::browser::dialog(&event, id, open));
    let does = dispatch.reform(move |event: MouseEvent| {
        crate::browser::dialog(&event, id, false);
        // The way here goes with what is cleared.
        crate::browser::hand_on(&event, "tasks");
        action.clone()
    });
    let acts = el("div", "acts").put(button("button secondary", words(lang).cancel(), dialog(false)));
    let acts = acts.put(button("button danger", yes, does));
    let label = format!("{id}-question");
    let question = el("p", "").set("id", label.clone()).say(question).say(" ").put(el("b", "").say(remark));
    let asked =
        el("dialog", "").set("part", "dialog").set("id", id).set("aria-labelledby", label).put(question).put(acts);
    vec![button("link", text, dialog(true)).into(), asked.into()]
}

/// What stood there before all of it was replaced, newest first.
fn earlier(state: &State, work: &Work, dispatch: &Callback<Action>) -> Html {
    let w = words(state.lang());
    let versions = state.record(&work.duty).map(Record::versions).unwrap_or_default();
    let mut list = el("ul", "");
    let mut is_empty = true;
    for (nth, version) in versions.iter().enumerate().rev().filter(|(_, version)| !version.draft().is_blank()) {
        is_empty = false;
        let cause = match version.cause {
            Cause::Cleared => w.version_cleared(),
            Cause::Imported => w.version_imported(),
            Cause::Restored => w.version_restored(),
            Cause::SentElsewhere => w.version_sent_elsewhere(),
            Cause::CarriedOver => w.version_carried_over(),
            Cause::Overtaken => w.version_overtaken(),
            Cause::Theirs => w.version_theirs(),
            Cause::Declined => w.version_declined(),
            Cause::Joined => w.version_joined(),
        };
        let text = format!("{} · {cause} ", shown(state.lang(), &version.until, &*state.zone));
        let restore = button("link", w.restore(), hands_on(dispatch, "tasks", Action::Restore(nth)));
        list = list.put(
            el("li", "")
                .say(text.clone())
                .put(restore.set("aria-label", format!("{}: {}", w.restore(), text.trim_end()))),
        );
    }
    if is_empty {
        return Html::default();
    }
    el("section", "small").put(el("h3", "").say(w.versions())).put(list).into()
}

/// Answers that the present plan has no place for: to be read and copied.
pub fn orphans(lang: Lang, work: &Work) -> Html {
    let w = words(lang);
    let (mut list, mut text) = (el("dl", "facts"), String::new());
    for (part, field, raw) in work.orphans() {
        let of = match part {
            Part::Entry(task) => format!("{} {task}", w.tasks()),
            Part::Indicator(indicator) => format!("{} {indicator}", w.indicators()),
            Part::Sections => w.sections().to_owned(),
            Part::Reporter => w.reporter().to_owned(),
            Part::Whole => w.whole_report().to_owned(),
        };
        let (label, answer) = (format!("{of} · {field}"), plainly(raw));
        text.push_str(&format!("{label}: {answer}\n"));
        list = list.put(el("dt", "").say(label)).put(el("dd", "text").say(answer));
    }
    if text.is_empty() {
        return Html::default();
    }
    // Shown only where the browser leaves the copying to the officer's hand.
    let hidden = el("textarea", "").value(text).set("id", "orphans").set("aria-label", w.orphans());
    let hidden = hidden.set("part", "input").set("readonly", "").set("hidden", "");
    let says = [w.copied(), w.copy_by_hand()];
    let copy = Callback::from(move |event: MouseEvent| crate::browser::copy(&event, "orphans", "orphans-copied", says));
    let acts = el("div", "acts").put(button("button secondary small", w.copy_them(), copy));
    let acts = acts.put(el("span", "muted").set("id", "orphans-copied").set("role", "status"));
    let shown = el("section", "orphans").put(el("h3", "").say(w.orphans())).put(el("p", "small").say(w.orphans_help()));
    shown.put(list).put(acts).put(hidden).into()
}
