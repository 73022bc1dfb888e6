use super::due_banner::due_banner;
use super::el::{El, act, button, el};
use super::panel::{PartView, panel_view};
use super::task_list::{Row, TaskList};
use crate::finding::Finding;
use crate::locale::{Lang, clock, role, words};
use crate::plan::{FieldId, Plan};
use crate::report::{Edit, Part, Raw};
use crate::state::{Action, Panel, PanelKind, PlanState, Saved, State, Work};
use std::rc::Rc;
use std::sync::Arc;
use yew::prelude::*;

/// Tasks at the left, the open one at the right; on a phone one after the other.
pub fn fill_page(state: &State, work: &Work, dispatch: &Callback<Action>) -> Html {
    let PlanState::Ready(plan) = &state.plan else { return Html::default() };
    let lang = state.lang();
    let w = words(lang);
    let is_late = work.duty.is_late(state.now);
    let panel = work.open.and_then(|open| Some((open, work.panels.get(open)?)));
    let top = el("div", "fill-top")
        .put(button("link", format!("← {}", w.back), act(dispatch, Action::Overview)))
        .put(due_banner(state, &work.duty, false, None));
    let list = html! {
        <TaskList rows={rows(state, work, plan)} open={work.open} query={work.query.clone()} filter={work.filter}
            progress={work.progress()} {lang} dispatch={dispatch.clone()} />
    };
    let check = button("btn", w.check_and_send, act(dispatch, Action::Check)).set("part", "check");
    let nav = el("nav", "").set("id", "tasks").set("tabindex", "-1").set("aria-label", w.tasks);
    let nav = nav.put(nil_box(state, work, dispatch)).put(list).put(el("div", "acts").put(check));
    let (class, shown) = match panel {
        Some((open, panel)) => {
            let parts = part_views(work, panel, is_late);
            ("page fill has-panel", panel_view(state, work, plan, (open, panel), &parts, due_day(work), dispatch))
        }
        None => ("page fill", el("p", "muted choose").say(w.choose_task)),
    };
    let section = el("section", "open").set("aria-label", w.tasks).put(shown);
    let columns = el("div", "columns").put(nav).put(section);
    el("section", class).put(top).put(status_line(state, work, dispatch)).put(columns).into()
}

fn due_day(work: &Work) -> Option<crate::plan::Date> {
    work.duty.period.span.map(|(_, last)| last).or(work.duty.due.as_ref().map(|due| due.last_day))
}

/// What the open panel shows of each of its parts.
fn part_views(work: &Work, panel: &Panel, is_late: bool) -> Vec<PartView> {
    let views = panel.parts.iter().map(|&i| {
        let (form, part) = (&work.form.parts[i], &work.parts[i]);
        let visible: Vec<Finding> = work.visible(form, part).cloned().collect();
        let of_whole = work.whole.iter().filter(|f| work.tried && f.is_error()).cloned();
        let findings = if form.part == Part::Whole { of_whole.collect() } else { visible };
        PartView {
            index: i,
            form: Arc::clone(form),
            raw: work.draft.part(&form.part).cloned(),
            answers: Rc::new(part.answers.clone()),
            findings: findings.into(),
            hidden: hidden(&form.part, is_late),
        }
    });
    views.collect()
}

/// Questions that are asked elsewhere or have no reason now.
fn hidden(part: &Part, is_late: bool) -> &'static [&'static str] {
    match part {
        Part::Whole if is_late => &["nil"],
        Part::Whole => &["nil", "late-reason"],
        _ => &[],
    }
}

fn rows(state: &State, work: &Work, plan: &Plan) -> Rc<[Row]> {
    let lang = state.lang();
    let w = words(lang);
    let (mut group, mut chapter) = (None, None);
    let mut rows = Vec::new();
    for (index, panel) in work.panels.iter().enumerate() {
        let panel_state = work.panel_state(panel);
        if !work.is_listed(panel, panel_state) {
            continue;
        }
        let (group_now, title) = match panel.kind {
            PanelKind::Task(Some(r)) => (role(lang, r), &*panel.title),
            PanelKind::Task(None) => (w.no_role, &*panel.title),
            PanelKind::Indicators => (w.whole_report, w.indicators),
            PanelKind::Sections => (w.whole_report, w.sections),
            PanelKind::Reporter => (w.whole_report, w.reporter),
        };
        let new_group = group.replace(group_now) != Some(group_now);
        let heading = panel.chapter.as_ref().and_then(|id| plan.chapter(id)).map(|chapter| {
            let number =
                chapter.number.as_deref().map_or(String::new(), |number| format!("{}. ", number.trim_end_matches('.')));
            AttrValue::from(format!("{number}{}", chapter.title))
        });
        let new_chapter = chapter != Some(panel.chapter.clone()) || new_group;
        chapter = Some(panel.chapter.clone());
        rows.push(Row {
            index,
            group: new_group.then(|| AttrValue::from(group_now)),
            chapter: heading.filter(|_| new_chapter),
            number: panel.number.clone().map(AttrValue::from),
            title: AttrValue::from(title.to_owned()),
            state: panel_state,
        });
    }
    rows.into()
}

fn nil_box(state: &State, work: &Work, dispatch: &Callback<Action>) -> Html {
    use crate::locale::field_label;
    use crate::plan::Nil;
    use crate::report::Label;
    let Some(id) = FieldId::new("nil").filter(|_| work.duty.kind.nil != Nil::Forbidden) else { return Html::default() };
    let checked = work.draft.get(&Part::Whole, &id).map(Raw::text) == Some("yes");
    let onchange = dispatch.reform(move |event: Event| {
        let on = event.target_dyn_into::<web_sys::HtmlInputElement>().is_some_and(|input| input.checked());
        let raw = Raw::Text(if on { "yes" } else { "" }.to_owned());
        Action::Edit(Edit { part: Part::Whole, field: id.clone(), raw })
    });
    let input = el("input", "").set("type", "checkbox").set("id", "f-nil").prop("checked", checked).change(onchange);
    el("label", "check nil").put(input).say(field_label(state.lang(), &Label::Nil)).into()
}

/// Where the answers are, and whether they were sent.
fn status_line(state: &State, work: &Work, dispatch: &Callback<Action>) -> El {
    let w = words(state.lang());
    let text = match &work.saved {
        Saved::Nothing => w.nothing_yet.to_owned(),
        Saved::Pending => w.saving.to_owned(),
        Saved::At(at) => format!("✓ {} {} · {}", w.saved_at, clock(at.in_zone(&*state.zone)), w.not_sent),
        Saved::Nowhere => w.not_saved.to_owned(),
    };
    let is_lost = work.saved == Saved::Nowhere;
    let text = el("span", "").maybe("role", is_lost.then_some("alert".into())).say(text);
    let line = el("div", if is_lost { "saved bad" } else { "saved" }).set("part", "status").put(text);
    if work.draft.is_blank() { line } else { line.all(clear_draft(state.lang(), dispatch)) }
}

/// Throws the draft away, after a question.
fn clear_draft(lang: Lang, dispatch: &Callback<Action>) -> Vec<Html> {
    let w = words(lang);
    let dialog = |open: bool| Callback::from(move |event: MouseEvent| crate::browser::dialog(&event, "clear", open));
    let clear = dispatch.reform(move |event: MouseEvent| {
        crate::browser::dialog(&event, "clear", false);
        Action::Clear
    });
    let acts =
        el("div", "acts").put(button("btn q", w.cancel, dialog(false))).put(button("btn danger", w.clear_yes, clear));
    let question = el("p", "").set("id", "clear-question").say(w.clear_question);
    let asked = el("dialog", "").set("id", "clear").set("aria-labelledby", "clear-question").put(question).put(acts);
    vec![button("link", w.clear_draft, dialog(true)).into(), asked.into()]
}
