use super::el::{El, add, el};
use crate::locale::{asides, due, left, report_name, span, standing, stands_for, steps, terms, words};
use crate::plan::{Periods, Recurrence};
use crate::schedule::{Duty, Instant, Standing, explain};
use crate::state::{Extra, Rest, State};
use yew::prelude::*;

/// A report with its period and until when: the plan's words beside the computed day, the deadline first. Without
/// children it only reminds of the deadline, and folds the rest away.
pub fn due_banner(state: &State, duty: &Duty, is_sent: bool, children: Option<El>) -> Html {
    let (lang, now, w) = (state.lang(), state.now, words(state.lang()));
    let (tone, _) = chip(state, duty, is_sent);
    let headline = match &duty.due {
        Some(d) => due(lang, d, &*state.zone),
        None if duty.event_asked.is_some() => w.event_hint().to_owned(),
        None => w.undated_hint().to_owned(),
    };
    let mut title = el("div", "due-title");
    if children.is_none() {
        // Who opens a report comes here first.
        title = title.set("id", "report").set("tabindex", "-1").set("role", "heading").set("aria-level", "2");
    }
    let name = el("div", "small muted").say(report_name(lang, duty));
    let title = title.put(name).put(el("b", "").say(headline));
    let head = el("div", "due-head").put(title).put(chip_of(state, duty, is_sent));
    let mut facts = el("div", "small due-words");
    if let Some(wording) = &duty.wording {
        let quote = el("q", "").say(wording.clone());
        facts = facts.put(el("span", "").say(w.plan_says()).say(": ").put(quote));
    }
    if duty.period.span.is_some() {
        facts = facts.put(el("span", "").say(format!("{} {}", w.covers(), span(lang, &duty.period))));
    }
    // What is out of the usual is never folded away.
    let mut unusual = el("div", "small due-words");
    for term in terms(lang, duty, now, &*state.zone) {
        unusual = unusual.put(el("span", "").say(term));
    }
    let mut to = String::new();
    for recipient in &duty.kind.to {
        add(&mut to, "; ", recipient);
    }
    for (label, text) in [
        (w.recipient(), Some(&to)),
        (w.through(), duty.kind.through.as_ref()),
        (w.final_recipient(), duty.kind.r#final.as_ref()),
        (w.embedded_in(), duty.kind.embedded_in.as_ref()),
    ] {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            let label = el("span", "muted").say(label).say(": ");
            facts = facts.put(el("span", "").put(label).say(text.clone()));
        }
    }
    let mut article = el("article", "").set("class", format!("due {tone}")).set("part", "due").put(head);
    let summary = if children.is_none() { w.details() } else { w.why_this_day() };
    let mut more = el("details", "small").put(el("summary", "").set("part", "summary").say(summary));
    article = article.put(unusual);
    if children.is_none() {
        more = more.put(facts);
    } else {
        article = article.put(facts);
    }
    more = match state.rest() {
        Some(rest) => more.put(why(rest, state, duty)),
        None if matches!(state.rest, Extra::Failed(_)) => more.put(el("p", "").say(w.rest_failed())),
        None => more.put(el("p", "").say(w.rest_coming())),
    };
    if children.is_none() || duty.due.is_some() {
        article = article.put(more);
    }
    match children {
        Some(children) => article.put(children).into(),
        None => article.into(),
    }
}

/// How the due day came about, step by step, and what follows from it.
#[inline(never)]
fn why(_: Rest, state: &State, duty: &Duty) -> El {
    let lang = state.lang();
    let mut told = el("div", "");
    if let (Some((plan, member)), Some(_)) = (state.plan().zip(state.member.as_ref()), &duty.due) {
        let mut list = el("ol", "");
        for step in steps(lang, &explain(&plan, member, duty, &*state.zone)) {
            list = list.put(el("li", "").say(step));
        }
        told = told.put(list);
        let is_calendar = |every: &Recurrence| every.starts.is_none() && every.unit.months().is_some();
        if matches!(&duty.kind.periods, Periods::Every(every) if is_calendar(every)) {
            told = told.put(el("p", "").say(words(lang).calendar_period()));
        }
    }
    let mut replaced = String::new();
    for kind in state.plan().iter().flat_map(|plan| plan.reports.iter()) {
        if duty.kind.replaces.contains(&kind.id) {
            super::el::add(&mut replaced, "; ", &kind.title);
        }
    }
    if !replaced.is_empty() {
        told = told.put(el("p", "").say(stands_for(lang, &replaced)));
    }
    for aside in asides(lang, duty) {
        told = told.put(el("p", "").say(aside));
    }
    told
}

/// How a report stands, in a colour and in words.
fn chip(state: &State, duty: &Duty, is_sent: bool) -> (&'static str, String) {
    let (lang, now) = (state.lang(), state.now);
    let stands = duty.standing(now);
    let end = duty.correctable_until.or(duty.due.as_ref().map(|due| due.until));
    match (end, stands) {
        _ if is_sent && state.is_returned(duty) => ("bad", words(lang).returned().to_owned()),
        _ if is_sent => ("ok", words(lang).sent().to_owned()),
        (Some(end), Standing::Open) => (tone(now, end), left(lang, now, end)),
        (Some(end), Standing::Overdue) => ("bad", left(lang, now, end)),
        (_, Standing::Closed) => ("bad", standing(lang, stands).to_owned()),
        _ => ("none", standing(lang, stands).to_owned()),
    }
}

/// A mark that says how a report stands.
pub fn chip_of(state: &State, duty: &Duty, is_sent: bool) -> El {
    let (tone, text) = chip(state, duty, is_sent);
    el("span", chip_class(tone)).say(text)
}

/// The class of a mark of this tone.
pub fn chip_class(tone: &str) -> &'static str {
    match tone {
        "ok" => "chip ok",
        "warn" => "chip warn",
        "bad" => "chip bad",
        "calm" => "chip calm",
        _ => "chip none",
    }
}

/// Three days before the due instant the colour says so; the words say it always.
fn tone(now: Instant, until: Instant) -> &'static str {
    const THREE_DAYS: i64 = 3 * 24 * 3_600_000;
    if until.0 - now.0 <= THREE_DAYS { "warn" } else { "calm" }
}
