use super::answer::answer;
use super::compare::since_returned;
use super::device::saves;
use super::due_banner::due_banner;
use super::el::{El, act, button, el};
use super::failure::failed;
use super::figures::{computed_answer, so_far};
use super::files::uploading;
use super::panel::panel_title;
use super::paper::paper;
use super::review::{theirs, why_closed};
use super::table::table_read;
use crate::browser::{hand_on, random_key};
use crate::delivery::{Clock, Phase};
use crate::finding::{Code, Severity};
use crate::locale::{Lang, Places, clock, finding, local, lower, question_label, short, to_mend, words};
use crate::plan::Plan;
use crate::report::Part;
use crate::state::{Action, PlanState, Rest, Setup, State, SummaryItem, Work};
use yew::prelude::*;

/// Everything once more before it goes: what stands in the way, what is odd, every answer.
#[inline(never)]
pub fn check_page(rest: Rest, state: &State, work: &Work, dispatch: &Callback<Action>) -> Html {
    let PlanState::Ready(plan) = &state.plan else { return Html::default() };
    let lang = state.lang();
    let w = words(lang);
    let (mut errors, warnings) = (work.summary(Severity::Error), work.summary(Severity::Warning));
    if state.goes_out_again(rest) {
        errors.clear();
    }
    let phase = state.outgoing().map(|outgoing| &outgoing.phase);
    // What stands behind a report for which nobody is signed in waits for that.
    let phase = match phase {
        Some(Phase::Queued) => state.awaited_login().or(phase),
        _ => phase,
    };
    let is_sending = matches!(phase, Some(Phase::Queued | Phase::Sending));
    // While it is on its way what was pressed cannot be: the focus waits beside it.
    let send = dispatch.reform(|event: MouseEvent| {
        hand_on(&event, "sending");
        Action::Send { key: random_key(), now: crate::browser::DeviceClock.now() }
    });
    let can_send = errors.is_empty() && state.may_send() && !state.is_closed() && !is_sending;
    let mut page = el("section", "page check-page")
        .put(button("link", format!("← {}", w.keep_editing()), act(dispatch, Action::KeepEditing)))
        .put(el("h2", "").set("id", "check").set("tabindex", "-1").say(w.check_title()))
        .put(due_banner(state, &work.duty, false, None));
    // First of all: nobody mends eleven places to learn then that nothing can be sent from here.
    if !state.may_send() {
        let (class, why) = match &*state.setup {
            Setup { has_endpoint: true, .. } => ("msg", w.preview_no_send()),
            Setup { in_form: true, .. } => ("hint", w.sent_with_page()),
            Setup { .. } => ("msg", w.no_endpoint()),
        };
        page = page.put(el("p", class).say(why));
    }
    if state.is_closed() {
        page = page.put(el("p", "msg").say(why_closed(state)));
    }
    // It stays while the report goes out again by itself: nothing is taken from under a hand.
    let failure = match phase {
        Some(Phase::Queued | Phase::Sending) => work.told.failure.as_deref().cloned(),
        _ => phase.and_then(Phase::failure),
    };
    if let Some(failure) = &failure {
        page = page.put(failed(lang, work, failure, state.unkept.is_none()));
    }
    let is_in_conflict = matches!(phase, Some(Phase::Conflict(_)));
    if let Some(until) = phase.and_then(Phase::until) {
        let (until, today) = (state.time(until).in_zone(&*state.zone), state.now.in_zone(&*state.zone).date);
        // A backend may ask for a day.
        let at = if until.date == today { clock(until) } else { local(lang, until) };
        page = page.put(el("p", "msg").set("role", "status").say(format!("{} {at}.", w.sent_again_at())));
    }
    // Whatever holds it up, nobody is left with a report that can neither go nor be had back.
    if let Some(record) = state.record(&work.duty).filter(|_| failure.is_some()) {
        let mut acts = el("div", "acts");
        if !is_in_conflict {
            acts = acts.put(button("button secondary small", w.withdraw(), act(dispatch, Action::Withdraw)));
        }
        let save = saves(state, std::slice::from_ref(record));
        page = page.put(acts.put(button("button secondary small", w.backup_one(), save)));
    }
    if is_in_conflict {
        page = page.put(theirs(state, plan, work));
    } else if errors.is_empty() && !state.is_closed() && failure.is_none() {
        let ready = if state.may_send() { w.ready() } else { w.all_filled() };
        page = page.put(el("p", "ready").say(format!("✓ {ready}")));
    } else if !errors.is_empty() {
        let title = format!("{}: {}", w.send_failed(), lower(&to_mend(lang, errors.len())));
        page = page.put(summary(lang, plan, work, "sum", title, &errors, dispatch));
    }
    if !warnings.is_empty() {
        let title = format!("{} ({})", w.warnings_title(), warnings.len());
        page = page.put(summary(lang, plan, work, "sum warn", title, &warnings, dispatch));
    }
    page = page.put(since_returned(state, plan, work, dispatch)).put(answers(lang, plan, work, Some(dispatch)));
    let text = match phase {
        Some(Phase::Queued | Phase::Sending) => w.sending(),
        Some(_) => w.send_again(),
        None => w.send(),
    };
    if let Some(upload) = uploading(state).filter(|_| is_sending) {
        page = page.put(upload);
    }
    let mut acts = el("div", "acts sticky");
    if is_in_conflict {
        let keep = |key: fn() -> Option<String>| {
            dispatch.reform(move |event: MouseEvent| {
                hand_on(&event, "sending");
                Action::Settle(key())
            })
        };
        let replace = button("button", w.replace_theirs(), keep(|| Some(random_key())));
        acts = acts.put(replace.set("part", "button send").prop("disabled", state.is_closed())).put(button(
            "button secondary",
            w.keep_theirs(),
            keep(|| None),
        ));
    } else if state.setup.has_endpoint || !state.setup.in_form {
        acts = acts.put(button("button", text, send).set("part", "button send").prop("disabled", !can_send));
    }
    let acts = acts
        .put(button("button secondary", w.keep_editing(), act(dispatch, Action::KeepEditing)))
        .put(paper(rest, state, work))
        .put(el("span", "muted").set("id", "sending").set("tabindex", "-1").set("role", "status").say(if is_sending {
            w.sending()
        } else {
            ""
        }));
    page.put(acts).into()
}

fn summary(
    lang: Lang,
    plan: &Plan,
    work: &Work,
    class: &'static str,
    title: String,
    items: &[SummaryItem],
    dispatch: &Callback<Action>,
) -> El {
    let mut places = Places::new(lang, &work.form, &work.draft);
    let mut line = |list: El, item: &SummaryItem| {
        let said = finding(lang, item.finding);
        list.put(match item.field {
            Some((part, field)) => {
                let text = format!("{}: {said}", places.name(plan, (part, field), &item.finding.at));
                let focus = Action::Focus(part.clone(), item.finding.at.clone());
                el("li", "").put(button("link", text, act(dispatch, focus)))
            }
            // To the list, where anything will do.
            None if matches!(item.finding.code, Code::NothingFilled | Code::NothingReported) => {
                el("li", "").put(button("link", said, act(dispatch, Action::KeepEditing)))
            }
            None => el("li", "").say(said),
        })
    };
    // What was taken over may be all of a report: it does not stand in the way of what is odd.
    let (carried, others): (Vec<_>, Vec<_>) = items.iter().partition(|item| item.finding.code == Code::Carried);
    let title = el("h3", "").say(title);
    let block = el("div", class).maybe("role", (class == "sum").then_some("alert".into())).put(title);
    let block = if others.is_empty() { block } else { block.put(others.into_iter().fold(el("ul", ""), &mut line)) };
    if carried.is_empty() {
        return block;
    }
    let told = format!("{} ({})", words(lang).carried().trim_end_matches('.'), carried.len());
    let all = el("details", "").put(el("summary", "").set("part", "summary").say(told));
    block.put(all.put(carried.into_iter().fold(el("ul", ""), line)))
}

/// How many places are still to be mended once sending was tried, with the way to their list.
#[inline(never)]
pub fn still_to_mend(_: Rest, lang: Lang, work: &Work, dispatch: &Callback<Action>) -> Html {
    // Before sending was tried nobody looks through all of them at each key.
    let errors = if work.tried { work.findings().filter(|finding| finding.is_error()).count() } else { 0 };
    if errors == 0 {
        return Html::default();
    }
    let list = button("link", words(lang).check_title(), act(dispatch, Action::Check));
    el("div", "sum").put(el("b", "").say(to_mend(lang, errors))).put(list).into()
}

/// Every answer, panel by panel, each with the way back to it where they can be changed.
pub fn answers(lang: Lang, plan: &Plan, work: &Work, dispatch: Option<&Callback<Action>>) -> El {
    let w = words(lang);
    let mut all = el("div", "all-answers");
    for (index, panel) in work.panels.iter().enumerate() {
        let title = panel_title(lang, panel);
        let mut list = el("dl", "facts");
        let mut is_blank = true;
        for &i in &panel.parts {
            let form = &work.form.parts[i];
            let indicator = match &form.part {
                Part::Indicator(id) => plan.indicator(id).map(|indicator| format!("{} · ", short(&indicator.title))),
                _ => None,
            };
            for (nth, field) in form.fields.iter().enumerate().filter(|(nth, _)| !work.parts[i].hidden.contains(nth)) {
                let raw = work.draft.get(&form.part, &field.id).filter(|raw| !raw.is_blank());
                let answered = work.parts[i].answers.get(&field.id);
                // What one cannot mend from here is not marked.
                let wrong = dispatch.map(|_| work.parts[i].findings.iter().map(|placed| &placed.finding));
                let wrong = wrong.into_iter().flatten();
                let at = form.field_pointer(&field.id);
                if let Some(table) = raw.and_then(|raw| table_read(lang, (field, &at), raw, answered, wrong)) {
                    is_blank = false;
                    list = list.put(el("dt", "").say(question_label(lang, form, field)));
                    list = list.put(el("dd", "").put(table));
                    continue;
                }
                let said = match raw {
                    _ if field.computed.is_there() => computed_answer(work, (i, nth)),
                    raw => raw.map(|raw| answer(lang, field, raw)),
                };
                let Some(said) = said else { continue };
                is_blank = false;
                let label =
                    format!("{}{}", indicator.as_deref().unwrap_or_default(), question_label(lang, form, field));
                list = list.put(el("dt", "").say(label)).put(el("dd", "text").say(said));
            }
            if let Some((title, so_far)) = indicator.zip(so_far(plan, work, i)) {
                list = list.put(el("dt", "").say(title + w.figures_cumulative())).put(el("dd", "text").say(so_far));
            }
        }
        let mut head = el("div", "answers-head").put(el("h3", "").say(title.clone()));
        if let Some(dispatch) = dispatch {
            let change = button("link", w.change(), act(dispatch, Action::Panel(Some(index))));
            head = head.put(change.set("aria-label", format!("{}: {title}", w.change())));
        }
        let list = if is_blank { el("p", "muted").say(w.not_answered()) } else { list };
        all = all.put(el("section", "answers").key(index).put(head).put(list));
    }
    all
}
