use super::check_page::answers;
use super::el::{El, act, add, button, el};
use super::failure::for_support;
use super::files::file_button;
use super::receipt::{shown, whether_sent};
use super::review::hands_on;
use super::versions::{asked, orphans};
use crate::browser::{download, read_file};
use crate::delivery::{Record, StorageError};
use crate::locale::{Lang, backup_of, forgets_unread, no_backup, report_name, still_unsent, unkept, unread, words};
use crate::plan::Plan;
use crate::state::{Action, Offered, PlanState, Rest, State};
use yew::prelude::*;

/// What is to be said of the device beside where the answers are: why it keeps nothing, or that it soon will not; nothing
/// where all is well, or not known yet.
pub fn remark(state: &State) -> &'static str {
    state.rest().map_or("", |rest| said_of_device(rest, state))
}

#[inline(never)]
fn said_of_device(_: Rest, state: &State) -> &'static str {
    match &state.unkept {
        Some(error) => unkept(state.lang(), error),
        None if state.device.is_full_soon => words(state.lang()).room_low(),
        None => "",
    }
}

/// What the device keeps, and the ways to carry it elsewhere or to have it forgotten.
#[inline(never)]
pub fn device_page(_: Rest, state: &State, dispatch: &Callback<Action>) -> Html {
    let PlanState::Ready(plan) = &state.plan else { return Html::default() };
    let lang = state.lang();
    let w = words(lang);
    let records = state.records.as_deref().unwrap_or_default();
    let mut page = el("section", "page device")
        .key("device")
        .put(button("link", format!("← {}", w.back()), act(dispatch, Action::Overview)))
        .put(el("h2", "").set("id", "device").set("tabindex", "-1").say(w.on_this_device()));
    let about = if state.unkept.is_some() { w.not_saved() } else { w.device_about() };
    let is_wrong = !remark(state).is_empty();
    let about = el("p", if is_wrong { "msg" } else { "" }).maybe("role", is_wrong.then_some("alert".into())).say(about);
    page = page.put(about.say(" ").say(remark(state)));
    if let Some(StorageError::Failed(detail)) = &state.unkept {
        page = page.put(for_support(lang, detail.clone()));
    }
    let mut list = el("ul", "plain");
    for record in records.iter().filter(|record| has_content(record)) {
        let at = shown(lang, &record.saved_at, &*state.zone);
        let name = name(state, record);
        let save = button("link", w.backup_one(), saves(state, std::slice::from_ref(record)));
        let save = save.set("aria-label", format!("{}: {name}", w.backup_one()));
        let said =
            el("span", "muted small").say(format!("{} {at} · {}", w.saved_at(), whether_sent(state, Some(record))));
        let name = match state.known_duty(&record.key) {
            Some(duty) => button("link", name, act(dispatch, Action::Open(duty))),
            None => el("b", "").say(name),
        };
        list = list.put(el("li", "due-head").put(name).put(said).put(save));
    }
    let is_empty = !records.iter().any(has_content);
    let not_read = state.device.unread;
    let said = unread(lang, not_read);
    if is_empty && said.is_empty() {
        page = page.put(el("p", "muted").say(w.device_empty()));
    }
    for said in said {
        page = page.put(el("p", "msg").set("role", "status").say(said));
    }
    if !is_empty {
        page = page.put(list);
    }
    let mut backup = el("section", "bucket")
        .put(el("h2", "").say(w.backup()))
        .put(el("p", "").say(w.backup_help()).say(" ").say(w.backup_without_files()));
    let mut acts = el("div", "acts");
    if !is_empty {
        acts = acts.put(button("button secondary", w.backup_all(), saves(state, records)));
    }
    backup = backup.put(acts.put(import(lang, dispatch))).put(offer(state, plan, dispatch));
    let mut forget =
        el("section", "bucket").put(el("h2", "").say(w.forget_title())).put(el("p", "").say(w.forget_help()));
    let unsent = records.iter().filter(|record| record.is_unsent()).count();
    let mut remark = still_unsent(lang, unsent);
    add(&mut remark, " ", &forgets_unread(lang, not_read));
    let words = [w.forget(), w.forget_question(), w.clear_yes()];
    forget = forget.all(asked(lang, "forget", words, remark, dispatch, Action::Forget));
    page.put(backup).put(forget).into()
}

/// A report that was opened and left as it was is nothing to keep.
fn has_content(record: &Record) -> bool {
    record.is_unsent() || record.is_sent() || !record.versions().is_empty()
}

/// What a report is called; by its ids where the plan knows it no more.
fn name(state: &State, record: &Record) -> String {
    let key = &record.key;
    let duty = state.known_duty(key);
    duty.map_or_else(|| format!("{} · {}", key.kind, key.period), |duty| report_name(state.lang(), &duty))
}

/// Gives these reports to the officer as a file.
pub fn saves(state: &State, records: &[Record]) -> Callback<MouseEvent> {
    let backup = state.backup(records);
    let unit = state.owner().map(|owner| owner.unit.to_string()).unwrap_or_default();
    let day = state.now.in_zone(&*state.zone).date;
    Callback::from(move |_| {
        if let Some(backup) = &backup {
            download(&format!("bao-cao-{unit}-{day}.json"), "application/json", &backup.to_text());
        }
    })
}

/// The way to choose a file. The same file can be chosen again.
fn import(lang: Lang, dispatch: &Callback<Action>) -> El {
    let pick = dispatch.clone();
    let input = el("input", "").set("accept", ".json,application/json").picked(Callback::from(move |event: Event| {
        let pick = pick.clone();
        read_file(&event, move |file| pick.emit(Action::Offer(file)));
    }));
    file_button("button secondary pick", words(lang).import_file(), input)
}

/// What a backup holds, each report beside what the device has of it.
fn offer(state: &State, plan: &Plan, dispatch: &Callback<Action>) -> Html {
    let lang = state.lang();
    let w = words(lang);
    let backup = match &state.device.offer {
        None => return Html::default(),
        Some(Err(error)) => {
            return el("p", "msg").set("role", "alert").say(no_backup(lang, error)).into();
        }
        Some(Ok(backup)) => backup,
    };
    let at = |text: &str| shown(lang, text, &*state.zone);
    let title = backup_of(lang, &at(&backup.made_at));
    let mut list = el("section", "offer").set("role", "status").put(el("h3", "").say(title));
    for (nth, record) in backup.records.iter().enumerate() {
        let name = name(state, record);
        let offered = state.offered(record);
        let (says, takes) = match offered {
            Offered::New => (w.offer_new(), Some(w.take_new())),
            Offered::Same => (w.offer_same(), None),
            Offered::Other => (w.offer_other(), Some(w.take_other())),
            Offered::Declined => (w.offer_declined(), Some(w.take_other())),
            Offered::Busy => (w.offer_busy(), None),
        };
        // A page that only looks on takes nothing.
        let takes = takes.filter(|_| state.hand.is_ours());
        let heading = el("h4", "").set("id", format!("offer-{nth}")).set("tabindex", "-1").say(name.clone());
        // All with keys: what goes below the heading must not take its node, and the focus with it.
        let mut item = el("article", "answers").put(heading.key("name")).put(el("p", "small").say(says).key("says"));
        if let Some(take) = takes {
            let known = state.records.iter().flat_map(|records| records.iter()).find(|known| known.key == record.key);
            let here = known.map(|known| (w.version_here(), known));
            let mut both = el("div", "both");
            for (label, version) in here.into_iter().chain([(w.version_in_file(), record)]) {
                let summary = format!("{label} {} · {}", at(&version.saved_at), whether_sent(state, Some(version)));
                let is_open = (offered == Offered::Other).then_some(AttrValue::Static(""));
                let mut details =
                    el("details", "").maybe("open", is_open).put(el("summary", "").set("part", "summary").say(summary));
                if let Some(work) = state.looked_at(version) {
                    details = details.put(answers(lang, plan, &work, None)).put(orphans(lang, &work));
                }
                both = both.put(details);
            }
            item = item.put(both.key("both"));
            // It is on its way to the backend the moment it is here.
            if record.outgoing().is_some() {
                item = item.put(el("p", "msg").say(w.offer_waits()).key("waits"));
            }
            let button = |text: &'static str, does: Callback<MouseEvent>| {
                button("button secondary small", text, does).set("aria-label", format!("{text}: {name}"))
            };
            let mut acts = el("div", "acts");
            if known.is_some() {
                let is_kept = if offered == Offered::Declined { "true" } else { "false" };
                let keep = button(w.keep_here(), act(dispatch, Action::Decline(nth)));
                acts = acts.put(keep.set("aria-pressed", is_kept));
            }
            let does = hands_on(dispatch, format!("offer-{nth}"), Action::Take(nth));
            item = item.put(acts.put(button(take, does)).key("acts"));
        }
        list = list.put(item);
    }
    list.into()
}
