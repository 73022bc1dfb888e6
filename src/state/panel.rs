use crate::locale::fold;
use crate::plan::{ChapterId, Plan, Role};
use crate::report::{Form, Part};

/// One page of the form: a task with its indicators, or something that concerns the whole report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Panel {
    /// What it is about.
    pub kind: PanelKind,
    /// The parts of the form it holds, by their place in the form.
    pub parts: Vec<usize>,
    /// The task's printed number.
    pub number: Option<String>,
    /// The task's title; empty for other panels.
    pub title: String,
    /// The heading the task stands under.
    pub chapter: Option<ChapterId>,
    /// What search looks through, folded.
    pub folded: String,
}

/// What a panel is about. Tasks come by the unit's weightiest role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PanelKind {
    /// A task in which the unit has this role; none: it only consolidates.
    Task(Option<Role>),
    /// Indicators of no task.
    Indicators,
    /// What is said of the whole.
    Sections,
    /// Who reports, and why late.
    Reporter,
}

impl Panel {
    /// Whether it is about a task.
    pub fn is_task(&self) -> bool {
        matches!(self.kind, PanelKind::Task(_))
    }
}

/// All panels of a form: tasks with the unit's weightiest role first, then the whole.
pub(super) fn panels(plan: &Plan, form: &Form) -> Vec<Panel> {
    let mut shown = Vec::new();
    let mut all = Vec::new();
    let place = |part: &Part| form.parts.iter().position(|p| p.part == *part);
    for (i, form_part) in form.parts.iter().enumerate() {
        let Part::Entry(id) = &form_part.part else { continue };
        let Some(task) = plan.task(id) else { continue };
        let mut parts = vec![i];
        for indicator in &task.indicators {
            if !shown.contains(indicator) {
                shown.push(indicator.clone());
                parts.extend(place(&Part::Indicator(indicator.clone())));
            }
        }
        let (number, text) = (task.number.as_deref().unwrap_or_default(), task.text.as_deref().unwrap_or_default());
        all.push(Panel {
            kind: PanelKind::Task(form_part.roles.first().copied()),
            parts,
            number: task.number.clone(),
            title: task.title.clone(),
            chapter: task.chapter.clone(),
            folded: fold(&format!("{number} {} {text}", task.title)),
        });
    }
    // Weightiest role first, no role at all last; within one as printed.
    let mut grouped = Vec::with_capacity(all.len() + 3);
    for role in Role::ALL.into_iter().map(Some).chain([None]) {
        grouped.extend(all.extract_if(.., |panel| panel.kind == PanelKind::Task(role)));
    }
    let mut all = grouped;
    let rest = form.parts.iter().enumerate().filter(|(_, part)| match &part.part {
        Part::Indicator(id) => !shown.contains(id),
        _ => false,
    });
    let rest: Vec<usize> = rest.map(|(i, _)| i).collect();
    if !rest.is_empty() {
        all.push(whole(PanelKind::Indicators, rest));
    }
    all.extend(place(&Part::Sections).map(|i| whole(PanelKind::Sections, vec![i])));
    if form.part(&Part::Reporter).is_some() {
        all.push(about_it(form));
    }
    all
}

/// A panel of what concerns the whole report.
fn whole(kind: PanelKind, parts: Vec<usize>) -> Panel {
    Panel { kind, parts, number: None, title: String::new(), chapter: None, folded: String::new() }
}

/// The panel of who reports, and of why late.
pub(super) fn about_it(form: &Form) -> Panel {
    let is_it = |i: &usize| matches!(form.parts[*i].part, Part::Reporter | Part::Whole);
    whole(PanelKind::Reporter, (0..form.parts.len()).filter(is_it).collect())
}
