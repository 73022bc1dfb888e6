use super::el::{El, add, el};
use crate::delivery::{Failure, Means, Problem, ProblemError};
use crate::locale::{Lang, failure as said_of, is_in, words};
use crate::state::Work;

/// What an attempt came to: first in words that are the officer's, with what server or page said in their language; what
/// is for whoever looks after these stands folded away.
pub fn failed(lang: Lang, work: &Work, failure: &Failure, is_kept: bool) -> El {
    let w = words(lang);
    let (mut said, mut technical) = (String::new(), String::new());
    let (mut who, mut errors) = ("", &[][..]);
    let mut what = said_of(lang, failure).to_owned();
    match failure {
        // Without a status no server was asked.
        Failure::Refused(Problem { status: 0, title, errors: found, .. }) => {
            what = title.clone().unwrap_or(what);
            errors = found;
        }
        Failure::Refused(Problem { status, title, detail, errors: found, .. }) => {
            (who, errors) = (w.server_says(), found);
            technical = format!("HTTP {status}");
            for text in [title, detail].into_iter().flatten() {
                // What a server says in its trouble was not written for officers.
                match is_in(lang, text) && failure.means() != Means::Later {
                    true => add(&mut said, " ", text),
                    false => add(&mut technical, " · ", text),
                }
            }
            let is_judged = matches!(failure.means(), Means::Content | Means::Refused) && *status != 413;
            if *status == 501 {
                what = w.not_implemented().to_owned();
            } else if is_judged && said.is_empty() && found.is_empty() {
                what = w.refused_silently().to_owned();
            }
        }
        Failure::Stopped { detail } => {
            // What follows the first line explains it to whoever made the page.
            let (first, rest) = detail.split_once('\n').unwrap_or((detail, ""));
            match is_in(lang, first) {
                true if rest.is_empty() => (who, said) = (w.page_says(), first.to_owned()),
                true => (what, technical) = (first.to_owned(), rest.to_owned()),
                false if detail.is_empty() => {}
                false => (what, technical) = (w.page_failed().to_owned(), detail.clone()),
            }
        }
        _ => {}
    }
    let mut shown = el("div", "sum").set("role", "alert").set("id", "failed").set("tabindex", "-1");
    shown = shown.put(el("h3", "").say(w.send_failed()));
    shown = shown.put(el("p", "").say(what));
    if !said.is_empty() {
        shown = shown.put(el("p", "").say(who).say(": ").put(el("q", "").say(said)));
    }
    // The others stand at their questions.
    let unplaced = |e: &&ProblemError| e.at().is_none_or(|at| work.place(&at).is_none());
    let errors: Vec<_> = errors.iter().filter(unplaced).collect();
    if !errors.is_empty() {
        let mut list = el("ul", "");
        for e in errors {
            list = list.put(el("li", "").say(e.detail.clone()));
            add(&mut technical, " · ", &e.pointer);
        }
        shown = shown.put(list);
    }
    shown = shown.put(el("p", "").say(match failure.means() {
        Means::Conflict => w.conflict_help(),
        Means::Content => w.send_failed_mend(),
        _ if is_kept => w.send_failed_help(),
        _ => w.send_failed_unkept(),
    }));
    if technical.is_empty() { shown } else { shown.put(for_support(lang, technical)) }
}

/// What the platform said, for whoever looks after page and server: officers need not read it, and can pass it on.
pub fn for_support(lang: Lang, technical: String) -> El {
    el("details", "")
        .put(el("summary", "").set("part", "summary").say(words(lang).details()))
        .put(el("p", "muted").say(technical))
}
