use super::el::{El, button, el};
use crate::browser::{Says, Wish, dialog, fetch_papers, mark, put_on_paper, values};
use crate::delivery::Receipt;
use crate::json::to_canonical;
use crate::locale::{Lang, Words, date, kind_title, on_paper_as_typed, words};
use crate::plan::{Date, Paper};
use crate::report::read_date;
use crate::state::{PlanState, Rest, State, Work};
use yew::prelude::*;

/// The controls of the dialog, in the order of a document.
const CONTROLS: [&str; 6] =
    ["paper-number", "paper-symbol", "paper-place", "paper-day", "paper-signature", "paper-signer"];

/// The only one of them that may hold what cannot be read, and what tells so.
const DAY: &str = CONTROLS[3];
const DAY_WRONG: &str = "paper-day-wrong";

/// The way to the report on paper: a button, and the dialog that asks for what a report does not say.
pub fn paper(rest: Rest, state: &State, work: &Work) -> Html {
    let (PlanState::Ready(plan), Some(member)) = (&state.plan, &state.member) else { return Html::default() };
    let lang = state.lang();
    let w = words(lang);
    let paper = plan.paper(&work.duty.kind, &member.unit);
    let today = state.now.in_zone(&*state.zone).date;
    let opens = Callback::from(|event: MouseEvent| {
        dialog(&event, "paper", true);
        fetch_papers();
    });
    let signature = match &*paper.signature {
        [] => paper.usual_signature().join("\n"),
        lines => lines.join("\n"),
    };
    let given = [
        (w.paper_number(), String::new(), w.paper_number_hint()),
        (w.paper_symbol(), paper.symbol.unwrap_or_else(|| "BC".to_owned()), w.paper_symbol_hint()),
        (w.paper_place(), paper.place.unwrap_or_default(), ""),
        (w.paper_day(), date(lang, today), w.date_hint()),
        (w.paper_signature(), signature, w.paper_signature_hint()),
        (w.paper_signer(), paper.signer.unwrap_or_default(), ""),
    ];
    let mut asked = el("dialog", "paper")
        .set("part", "dialog")
        .set("id", "paper")
        .set("aria-labelledby", "paper-title")
        .put(el("h3", "").set("id", "paper-title").say(w.paper_title()))
        .put(el("p", "small").say(w.paper_help()));
    for (id, (label, text, hint)) in CONTROLS.into_iter().zip(given) {
        asked = asked.put(asks(id, label, text, hint));
    }
    // Before a document is made that looks as if it were finished.
    let errors = work.findings().filter(|finding| finding.is_error()).count();
    if errors > 0 {
        let told = el("p", "warnmsg").set("id", "paper-to-mend").say(on_paper_as_typed(lang, errors));
        asked = asked.set("aria-describedby", "paper-to-mend").put(told);
    }
    let does = |wanted, is_blank| makes(rest, state, wanted, is_blank);
    let acts = el("div", "acts")
        .put(button("button", w.paper_docx(), does(Wanted::Docx, false)))
        .put(button("button secondary", w.paper_print(), does(Wanted::Print, false)))
        .put(button("button secondary", w.paper_blank(), does(Wanted::Docx, true)))
        .put(button("button secondary", w.paper_print_blank(), does(Wanted::Print, true)))
        .put(button("link", w.close(), Callback::from(|event: MouseEvent| dialog(&event, "paper", false))));
    let status = el("p", "muted small").set("id", "paper-status").set("role", "status");
    el("span", "").put(button("button secondary", w.paper(), opens)).put(asked.put(acts).put(status)).into()
}

/// What a document is wanted as, by the name that the module knows it by.
#[derive(Clone, Copy)]
enum Wanted {
    Docx,
    Print,
}

/// One line of the dialog; the signature has several. What is typed stays there as long as the page does.
fn asks(id: &'static str, label: &'static str, text: String, hint: &'static str) -> El {
    let hint_id = Some(format!("{id}-hint")).filter(|_| !hint.is_empty());
    let mut field =
        el("div", "f").set("part", "field").put(el("label", "").set("part", "label").set("for", id).say(label));
    if let Some(hint_id) = &hint_id {
        field = field.put(el("div", "hint").set("id", hint_id.clone()).say(hint));
    }
    if id == "paper-signature" {
        // An element that is put together cannot begin with a text of several lines.
        let area = html! { <textarea {id} part="input" rows="3" aria-describedby={hint_id} defaultvalue={text} /> };
        return field.put(area);
    }
    let control = el("input", "").set("value", text).set("autocomplete", "off").set("id", id).set("part", "input");
    if id == DAY {
        // What is wrong is read out before the help.
        let wrong = el("p", "msg").set("id", DAY_WRONG).set("hidden", "");
        let told = [Some(DAY_WRONG), hint_id.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
        return field.put(wrong).put(control.set("aria-describedby", told));
    }
    field.put(control.maybe("aria-describedby", hint_id.map(AttrValue::from)))
}

/// Makes the paper of what the report and the dialog say when the button is pressed. Put together only then: with the
/// hash of the plan it takes a while.
fn makes(rest: Rest, state: &State, wanted: Wanted, is_blank: bool) -> Callback<MouseEvent> {
    let state = state.clone();
    Callback::from(move |event: MouseEvent| {
        let (Some(work), Some(member)) = (&state.work, &state.member) else { return };
        let (w, typed) = (words(state.lang()), values(&event, CONTROLS));
        let day = read_date(&typed[3]);
        // A blank form has no day.
        let is_wrong = day.is_none() && !typed[3].trim().is_empty() && !is_blank;
        mark(&event, DAY, DAY_WRONG, is_wrong.then_some(w.not_a_date()));
        if is_wrong {
            return;
        }
        let Some(request) = request(rest, &state, &typed, day, wanted, is_blank) else { return };
        let blank = if is_blank { "-mau-trang" } else { "" };
        let (wish, done) = match wanted {
            Wanted::Docx => {
                let (kind, period) = (&work.duty.kind.id, &work.duty.period.id);
                let name = format!("bao-cao-{}-{kind}-{period}{blank}.docx", member.unit.id);
                (Wish::File(name), w.paper_saved())
            }
            Wanted::Print => {
                let title = format!("{} · {}", kind_title(Lang::Vi, &work.duty), member.unit.name);
                (Wish::Print(title), w.paper_opened())
            }
        };
        put_on_paper(&event, "paper-status", request, wish, says(w, done));
    })
}

/// The request as `paper/src/request.rs` reads it. The plan goes as the text it was read from.
fn request(
    rest: Rest,
    state: &State,
    typed: &[String; 6],
    day: Option<Date>,
    wanted: Wanted,
    is_blank: bool,
) -> Option<String> {
    let PlanState::Ready(plan) = &state.plan else { return None };
    let (member, work) = (state.member.as_ref()?, state.work.as_ref()?);
    let [number, symbol, place, _, signature, signer] = typed;
    let mut lines: Vec<String> =
        signature.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
    if lines.is_empty() {
        lines.push(String::new());
    }
    // What is blank here is to be blank on the paper, whatever the plan says.
    let kept = |typed: &String| Some(typed.trim().to_owned());
    let paper = Paper {
        symbol: kept(symbol),
        place: kept(place),
        signature: lines,
        signer: kept(signer),
        ..plan.paper(&work.duty.kind, &member.unit)
    };
    let quoted = |text: Option<String>| text.map_or_else(|| "null".to_owned(), |text| to_canonical(&text));
    let wanted = match wanted {
        Wanted::Docx => "docx",
        Wanted::Print => "print",
    };
    Some(format!(
        r#"{{"wanted":"{wanted}","plan":{},"unit":{},"report":{},"options":{{"paper":{},"number":{},"day":{},"blank":{is_blank}}}}}"#,
        plan.source.text(),
        to_canonical(&member.unit),
        to_canonical(&state.report_on_paper(rest, state.now)?),
        to_canonical(&paper),
        quoted(Some(number.trim().to_owned()).filter(|number| !number.is_empty())),
        quoted(day.map(|day| day.to_string())),
    ))
}

/// What is said of something that is put on paper.
pub fn says(w: &'static Words, done: &'static str) -> Says {
    Says {
        working: w.paper_working(),
        done,
        failed: w.paper_failed(),
        technical: w.paper_technical(),
        blocked: w.paper_blocked(),
        foreign: w.paper_foreign(),
    }
}

/// The QR code of a receipt's number and hash: who has the paper finds the report by it.
pub fn receipt_code(lang: Lang, receipt: &Receipt) -> El {
    let w = words(lang);
    let draws = draws(lang, receipt, Wish::Code);
    let svg =
        el("svg", "code").set("id", "code").set("hidden", "").set("role", "img").set("aria-label", w.code_shown());
    el("div", "")
        .put(el("div", "acts").put(button("button secondary small", w.show_code(), draws)))
        .put(svg.put(el("path", "")))
        .put(el("p", "muted small").set("id", "code-status").set("role", "status"))
}

/// Draws the code of a receipt, and does with it what `wish` says.
pub fn draws(lang: Lang, receipt: &Receipt, wish: fn(&'static str) -> Wish) -> Callback<MouseEvent> {
    let w = words(lang);
    let hash = &receipt.hash;
    let text = receipt.number.as_ref().map_or_else(|| hash.clone(), |number| format!("{number}\n{hash}"));
    Callback::from(move |event: MouseEvent| {
        let request = format!(r#"{{"code":{}}}"#, to_canonical(&text));
        put_on_paper(&event, "code-status", request, wish("code"), says(w, w.code_shown()));
    })
}
