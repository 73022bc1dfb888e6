use super::due_banner::due_banner;
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
    html! {
        <section class={classes!("page", "fill", panel.is_some().then_some("has-panel"))}>
            <div class="fill-top">
                <button type="button" class="link" onclick={dispatch.reform(|_| Action::Overview)}>{ "← " }{ w.back }</button>
                { due_banner(state, &work.duty, false, Html::default()) }
            </div>
            { status_line(state, work, dispatch) }
            <div class="columns">
                <nav id="tasks" tabindex="-1" aria-label={w.tasks}>
                    { nil_box(state, work, dispatch) }
                    <TaskList rows={rows(state, work, plan)} open={work.open} query={work.query.clone()} filter={work.filter}
                        progress={work.progress()} {lang} dispatch={dispatch.clone()} />
                    <div class="acts">
                        <button type="button" class="btn" part="check" onclick={dispatch.reform(|_| Action::Check)}>{ w.check_and_send }</button>
                    </div>
                </nav>
                <section class="open" aria-label={w.tasks}>
                    if let Some((open, panel)) = panel {
                        { panel_view(state, work, plan, (open, panel), &part_views(work, panel, is_late), due_day(work), dispatch) }
                    } else {
                        <p class="muted choose">{ w.choose_task }</p>
                    }
                </section>
            </div>
        </section>
    }
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
    html! {
        <label class="check nil"><input type="checkbox" id="f-nil" {checked} {onchange} />{ field_label(state.lang(), &Label::Nil) }</label>
    }
}

/// Where the answers are, and whether they were sent.
fn status_line(state: &State, work: &Work, dispatch: &Callback<Action>) -> Html {
    let w = words(state.lang());
    let text = match &work.saved {
        Saved::Nothing => w.nothing_yet.to_owned(),
        Saved::Pending => w.saving.to_owned(),
        Saved::At(at) => format!("✓ {} {} · {}", w.saved_at, clock(at.in_zone(&*state.zone)), w.not_sent),
        Saved::Nowhere => w.not_saved.to_owned(),
    };
    let is_lost = work.saved == Saved::Nowhere;
    html! {
        <div class={classes!("saved", is_lost.then_some("bad"))} part="status">
            <span role={is_lost.then_some("alert")}>{ text }</span>
            if !work.draft.is_blank() { { clear_draft(state.lang(), dispatch) } }
        </div>
    }
}

/// Throws the draft away, after a question.
fn clear_draft(lang: Lang, dispatch: &Callback<Action>) -> Html {
    let w = words(lang);
    let dialog = |open: bool| move |event: MouseEvent| crate::browser::dialog(&event, "clear", open);
    let clear = dispatch.reform(move |event: MouseEvent| {
        crate::browser::dialog(&event, "clear", false);
        Action::Clear
    });
    html! {
        <>
            <button type="button" class="link" onclick={dialog(true)}>{ w.clear_draft }</button>
            <dialog id="clear" aria-labelledby="clear-question">
                <p id="clear-question">{ w.clear_question }</p>
                <div class="acts">
                    <button type="button" class="btn q" onclick={dialog(false)}>{ w.cancel }</button>
                    <button type="button" class="btn danger" onclick={clear}>{ w.clear_yes }</button>
                </div>
            </dialog>
        </>
    }
}
