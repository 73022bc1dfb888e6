use super::compare::{as_returned, done_button};
use super::control::{TextControl, control_id};
use super::el::{El, add, button, el};
use super::evidence::evidence;
use super::table::table;
use crate::browser::hand_on;
use crate::finding::{Code, Finding, Pointer};
use crate::locale::{Lang, counted, field_label, finding, first_label, status, words};
use crate::plan::{Decimal, Status};
use crate::report::{
    Edit, Field, FieldKind, FormPart, Label, Need, NumberKind, Raw, ReporterField, holds, write_number,
    write_unambiguous,
};
use crate::state::{Action, Rest, State};
use yew::prelude::MouseEvent;
use yew::{AttrValue, Callback};

/// What one question shows.
pub struct Asked<'a> {
    /// Where its answer stands in the report.
    pub at: Pointer,
    /// The id of its control.
    pub id: AttrValue,
    /// The part it belongs to.
    pub form: &'a FormPart,
    /// What was typed.
    pub raw: Option<&'a Raw>,
    /// What says in words what is wrong.
    pub rest: Option<Rest>,
    /// What is wrong with it.
    pub findings: Vec<&'a Finding>,
    /// Everything else that is shown.
    pub state: &'a State,
    /// Language of the interface.
    pub lang: Lang,
    /// Where actions go.
    pub dispatch: &'a Callback<Action>,
}

/// One question: label, help, what is wrong, and the control.
pub fn field_view(asked: &Asked<'_>, field: &Field) -> El {
    let Asked { id, lang, .. } = asked;
    let lang = *lang;
    let is_group =
        matches!(field.kind, FieldKind::YesNo | FieldKind::Choices(_) | FieldKind::Evidence(_) | FieldKind::Table(_));
    let class = if asked.findings.iter().any(|f| f.is_error()) { "f err" } else { "f" };
    let mut block = el(if is_group { "fieldset" } else { "div" }, class).key(field.id.as_str()).set("data-field", "");
    let (text, is_optional) = match asked.rest {
        Some(rest) => label_text(rest, asked, field),
        None => (first_label(lang, &field.label), field.need == Need::Optional),
    };
    let mut label = el(if is_group { "legend" } else { "label" }, "").say(text);
    if is_optional {
        label = label.put(el("span", "optional").say(format!(" {}", words(lang).optional())));
    }
    if !is_group {
        label = label.set("for", id.clone());
    }
    block = block.set("part", "field").put(label.set("part", "label"));
    let mut describedby = String::new();
    let mut hint = field.help.clone().unwrap_or_default();
    let example = asked.rest.and_then(|rest| hints(rest, asked, field, &mut hint));
    if !hint.is_empty() {
        describedby = format!("{id}-h");
        block = block.put(el("div", "hint").set("id", describedby.clone()).say(hint));
    }
    if let Some(example) = example {
        add(&mut describedby, " ", &format!("{id}-x"));
        block = block.put(example);
    }
    if let Some((message_id, messages)) = asked.messages(field, &asked.at) {
        block = block.put(messages);
        // What is wrong is read out before the help.
        describedby = format!("{message_id} {describedby}");
    }
    let describedby = describedby.trim_end().to_owned();
    if is_group {
        // Of which one is chosen: told as one control, with what is wrong with it.
        let is_one = matches!(field.kind, FieldKind::YesNo);
        let on = |is_so: bool, value: &'static str| (is_one && is_so).then_some(AttrValue::Static(value));
        block = block.maybe("role", on(true, "radiogroup"));
        block = block.maybe("aria-invalid", on(asked.is_invalid(&asked.at), "true"));
        block = block.maybe("aria-required", on(field.need == Need::Required, "true"));
        return block.set("aria-describedby", describedby).put(control(asked, field, String::new()));
    }
    block.put(control(asked, field, describedby))
}

impl Asked<'_> {
    /// Makes the action of a changed answer.
    pub fn edit<T, R: Fn(T) -> Raw + 'static>(&self, field: &Field, raw: R) -> impl Fn(T) -> Action + use<T, R> {
        let (part, field) = (self.form.part.clone(), field.id.clone());
        move |given| Action::Edit(Edit { part: part.clone(), field: field.clone(), raw: raw(given) })
    }

    /// The action of leaving it.
    pub fn leave(&self, field: &Field) -> Action {
        Action::Leave(self.form.part.clone(), field.id.clone())
    }

    /// What is wrong at a place: the question, or a cell of its answer; with the id of these messages.
    pub fn messages(&self, field: &Field, at: &Pointer) -> Option<(String, El)> {
        told(self.rest?, self, field, at)
    }

    /// Whether an error is at a place.
    pub fn is_invalid(&self, at: &Pointer) -> bool {
        self.findings.iter().any(|f| f.is_error() && f.at == *at)
    }

    fn select<'o>(&self, field: &Field, describedby: String, options: impl Iterator<Item = (&'o str, &'o str)>) -> El {
        let typed = self.raw.map(Raw::text).unwrap_or_default();
        let mut select = el("select", "")
            .set("id", self.id.clone())
            .describe(describedby, self.is_invalid(&self.at), field.need == Need::Required)
            .chosen(self.dispatch, self.edit(field, Raw::Text))
            .left(self.dispatch, self.leave(field));
        for (value, label) in [("", words(self.lang).choose())].into_iter().chain(options) {
            let option = el("option", "").set("value", value.to_owned()).prop("selected", value == typed);
            select = select.put(option.say(label.to_owned()));
        }
        select
    }
}

fn control(asked: &Asked<'_>, field: &Field, describedby: String) -> El {
    let w = words(asked.lang);
    let typed = asked.raw.map(Raw::text).unwrap_or_default();
    let id_of = |nth: usize| if nth == 0 { asked.id.clone() } else { format!("{}-{nth}", asked.id).into() };
    match &field.kind {
        FieldKind::Status => {
            asked.select(field, describedby, Status::ALL.iter().map(|s| (s.name(), status(asked.lang, *s))))
        }
        FieldKind::Choice(choices) => {
            asked.select(field, describedby, choices.iter().map(|c| (c.id.as_str(), &*c.label)))
        }
        FieldKind::Rank(ranks) => asked.select(field, describedby, ranks.iter().map(|rank| (&**rank, &**rank))),
        FieldKind::YesNo => {
            let mut checks = el("div", "checks");
            // The third takes an answer back.
            let answers = [("yes", w.yes()), ("no", w.no()), ("", w.not_answered())];
            for (nth, (value, label)) in answers.into_iter().enumerate() {
                let input = el("input", "")
                    .set("part", "option")
                    .set("type", "radio")
                    .set("id", id_of(nth))
                    .set("name", asked.id.clone());
                let input = input.set("value", value).prop("checked", typed == value);
                let input = input.chosen(asked.dispatch, asked.edit(field, Raw::Text));
                checks = checks.put(el("label", "check").put(input).say(label));
            }
            checks
        }
        FieldKind::Choices(choices) => {
            let picks = match asked.raw {
                Some(Raw::Picks(picks)) => &picks[..],
                _ => &[],
            };
            let mut checks = el("div", "checks");
            for (nth, choice) in choices.iter().enumerate() {
                let key = choice.id.as_str();
                let others: Vec<String> = picks.iter().filter(|pick| *pick != key).cloned().collect();
                let with: Vec<String> = others.iter().cloned().chain([key.to_owned()]).collect();
                let edit = asked.edit(field, move |on| Raw::Picks(if on { with.clone() } else { others.clone() }));
                let input = el("input", "").set("part", "option").set("type", "checkbox").set("id", id_of(nth));
                let input = input.prop("checked", picks.iter().any(|pick| pick == key)).ticked(asked.dispatch, edit);
                checks = checks.put(el("label", "check").put(input).say(choice.label.clone()));
            }
            checks
        }
        FieldKind::Evidence(_) | FieldKind::Table(_) => match asked.rest {
            Some(rest) => rows(rest, asked, field),
            None => el("div", ""),
        },
        kind => {
            let (inputmode, autocomplete) = typing(kind, &field.label);
            let input = TextControl {
                id: asked.id.clone(),
                value: typed.to_owned().into(),
                describedby,
                is_invalid: asked.is_invalid(&asked.at),
                is_required: field.need == Need::Required,
                inputmode,
                autocomplete,
                is_multiline: matches!(kind, FieldKind::Text(..)),
            };
            let input = input.show(asked.dispatch, asked.edit(field, Raw::Text), asked.leave(field));
            match kind {
                FieldKind::Number(NumberKind { unit: Some(unit), .. }) => {
                    el("div", "unit").put(input).put(el("span", "").say(unit.clone()))
                }
                _ => input,
            }
        }
    }
}

/// Which keyboard a phone shows, and what the browser may fill in.
fn typing(kind: &FieldKind, label: &Label) -> (Option<&'static str>, Option<&'static str>) {
    let keyboard = match kind {
        FieldKind::Number(number) if number.places == 0 => Some("numeric"),
        FieldKind::Number(_) => Some("decimal"),
        FieldKind::Url => Some("url"),
        FieldKind::Email => Some("email"),
        FieldKind::Phone => Some("tel"),
        _ => None,
    };
    let fill = match label {
        Label::Reporter(ReporterField::Name) => Some("name"),
        Label::Reporter(ReporterField::Position) => Some("organization-title"),
        Label::Reporter(ReporterField::Phone) => Some("tel"),
        Label::Reporter(ReporterField::Email) => Some("email"),
        _ => None,
    };
    (keyboard, fill)
}

/// An answer of several rows: documents and links, or a table.
#[inline(never)]
fn rows(rest: Rest, asked: &Asked<'_>, field: &Field) -> El {
    match (&field.kind, asked.raw) {
        (FieldKind::Table(plan), _) => table(asked, field, plan),
        (_, Some(Raw::Evidence(rows))) => evidence(rest, asked, field, rows),
        _ => evidence(rest, asked, field, &[]),
    }
}

/// What is asked, also where the words came later; and whether it may be left blank, as the other answers stand.
#[inline(never)]
fn label_text(_: Rest, asked: &Asked<'_>, field: &Field) -> (String, bool) {
    let required = field.when.get().and_then(|when| when.required.as_ref());
    let answers = asked.state.work.as_ref().and_then(|work| {
        let at = work.form.parts.iter().position(|part| part.part == asked.form.part)?;
        Some(&work.parts.get(at)?.answers)
    });
    let is_required = required.zip(answers).is_some_and(|(required, answers)| holds(required, answers));
    (field_label(asked.lang, &field.label), field.need == Need::Optional && !is_required)
}

/// Behind the plan's help the form of a date, or how many characters are left; and an answer as it may be.
#[inline(never)]
fn hints(_: Rest, asked: &Asked<'_>, field: &Field, hint: &mut String) -> Option<El> {
    let w = words(asked.lang);
    match &field.kind {
        // Code points are close enough for a counter; the check counts what people see as characters.
        FieldKind::Text(_, max) | FieldKind::Line(_, max) => {
            let used = asked.raw.map_or(0, |raw| raw.text().chars().count());
            let left = i64::from(*max) - i64::try_from(used).unwrap_or(i64::MAX);
            let is_near = matches!(field.kind, FieldKind::Text(..)) && used > 0 || left < 50;
            let says = if left < 0 { w.over_characters() } else { w.left_characters() };
            if is_near {
                add(hint, " · ", &format!("{says} {} {}", counted(asked.lang, left.unsigned_abs()), w.characters()));
            }
        }
        FieldKind::Date => add(hint, " · ", w.date_hint()),
        FieldKind::Moment => add(hint, " · ", w.moment_hint()),
        _ => {}
    }
    let said = format!("{}: {}", w.example(), field.example.as_ref()?);
    Some(el("div", "hint").set("id", format!("{}-x", asked.id)).say(said))
}

/// What is wrong at a place, in words.
#[inline(never)]
fn told(_: Rest, asked: &Asked<'_>, field: &Field, at: &Pointer) -> Option<(String, El)> {
    let id = format!("{}-e", control_id(at));
    let (mut messages, mut is_empty) = (el("div", "messages").set("id", id.clone()), true);
    for f in asked.findings.iter().filter(|f| f.at == *at) {
        let class = if f.is_error() { "msg" } else { "warnmsg" };
        messages = messages.put(el("p", class).say(finding(asked.lang, f)));
        if f.code == Code::Carried {
            let confirm = Action::Confirm(Some([(asked.form.part.clone(), field.id.clone())].into()));
            let text = words(asked.lang).confirm();
            // Many stand on one page: the name says of which question.
            let name = format!("{text}: {}", field_label(asked.lang, &field.label));
            let confirm = button("button secondary small", text, settles(asked, confirm));
            messages = messages.put(confirm.set("aria-label", name));
        }
        let ways = readings(asked, field, f).or_else(|| done_button(asked, f));
        messages = ways.into_iter().fold(messages, El::put);
        is_empty = false;
    }
    if let Some(returned) = as_returned(asked, field).filter(|_| *at == asked.at) {
        messages = messages.put(returned);
        is_empty = false;
    }
    (!is_empty).then_some((id, messages))
}

/// The callback of a button that goes with what it settles: by keys one goes on at the question. A finger is not shown the
/// keyboard for it.
fn settles(asked: &Asked<'_>, action: Action) -> Callback<MouseEvent> {
    let id = asked.id.clone();
    asked.dispatch.reform(move |event: MouseEvent| {
        if event.detail() == 0 {
            hand_on(&event, &id);
        }
        action.clone()
    })
}

/// The ways to read an ambiguous number, as buttons.
fn readings(asked: &Asked<'_>, field: &Field, finding: &Finding) -> Option<El> {
    let Code::AmbiguousNumber { readings } = &finding.code else { return None };
    let mut buttons = el("div", "acts readings");
    for number in readings.iter().filter_map(|reading| Decimal::parse(&reading.value)) {
        let text = write_number(number);
        let take = asked.edit(field, Raw::Text)(write_unambiguous(number));
        let name = format!("{text}: {}", field_label(asked.lang, &field.label));
        let take = button("button secondary small", text, settles(asked, take));
        buttons = buttons.put(take.set("aria-label", name));
    }
    Some(buttons)
}
