//! Reading a plan: its text, its form, and what only the whole can tell.

use super::{AnswerKind, BuiltIn, Covers, DueDay, Periods, Plan, Question, Scope, Who};
use crate::finding::{Code, Expected, Finding, Pointer, Severity};
use crate::json::{Limits, Node, Reading, Value, hash, parse, read as read_tree, to_canonical};
use litemap::LiteMap;

/// Reads a plan and reports every mistake at once.
///
/// `unknown` is the severity of unknown keys: errors where a plan is checked, warnings where officers
/// need to report, so that a typo never locks them out.
///
/// ```
/// use baocao::{finding::Severity, plan};
/// let reading = plan::read(r#"{"format":"baocao-plan/1","id":"p","version":"1","title":"Kế hoạch"}"#, Severity::Error);
/// assert!(reading.value.is_some() && reading.findings.is_empty());
/// ```
pub fn read(text: &str, unknown: Severity) -> Reading<Plan> {
    let root = match parse(text, Limits::default()) {
        Ok(root) => root,
        Err(finding) => return Reading { value: None, findings: vec![*finding] },
    };
    let too_many = sizes(&root);
    if !too_many.is_empty() {
        return Reading { value: None, findings: too_many };
    }
    // A key too many never hides what else is wrong: its severity is settled after the plan made sense.
    let mut reading = read_tree::<Plan>(&root, text, Severity::Warning);
    for finding in &mut reading.findings {
        if matches!(finding.code, Code::UnknownKey { .. }) {
            finding.severity = unknown;
        }
    }
    if let Some(mut plan) = reading.value.take() {
        plan.hash = hash(&to_canonical(&root));
        let mut sense = Sense { found: Vec::new() };
        sense.plan(&plan);
        let lines = |at: &Pointer| crate::json::locate(&root, text, at);
        for mut finding in sense.found {
            finding.position = lines(&finding.at);
            reading.findings.push(finding);
        }
        crate::finding::sort(&mut reading.findings, |finding| finding.position);
        reading.value = (!reading.findings.iter().any(Finding::is_error)).then_some(plan);
    }
    reading
}

/// Bounds that keep reading itself cheap are checked before reading.
fn sizes(root: &Node) -> Vec<Finding> {
    let Value::Object(members) = &root.value else { return Vec::new() };
    let bounds = [("units", Plan::MAX_UNITS), ("groups", Plan::MAX_UNITS), ("tasks", Plan::MAX_TASKS)];
    bounds
        .into_iter()
        .filter_map(|(key, max)| {
            let (.., node) = members.iter().find(|(name, ..)| **name == *key)?;
            let Value::Array(items) = &node.value else { return None };
            let code = Code::TooMany { found: items.len() as u64, max: max as u64 };
            (items.len() > max).then(|| Finding::error(Pointer::root().key(key), code))
        })
        .collect()
}

/// Checks what only the whole plan can tell: ids, references, ranges, questions.
struct Sense {
    found: Vec<Finding>,
}

type Ids<'p> = LiteMap<&'p str, usize>;

impl Sense {
    fn error(&mut self, at: Pointer, code: Code) {
        self.found.push(Finding::error(at, code));
    }

    fn plan(&mut self, plan: &Plan) {
        let root = Pointer::root();
        let units = self.ids(&root.key("units"), plan.units.iter().map(|u| u.id.as_str()));
        let groups = self.ids(&root.key("groups"), plan.groups.iter().map(|g| g.id.as_str()));
        let chapters = self.ids(&root.key("chapters"), plan.chapters.iter().map(|c| c.id.as_str()));
        let tasks = self.ids(&root.key("tasks"), plan.tasks.iter().map(|t| t.id.as_str()));
        let indicators = self.ids(&root.key("indicators"), plan.indicators.iter().map(|i| i.id.as_str()));
        self.ids(&root.key("reports"), plan.reports.iter().map(|r| r.id.as_str()));

        if plan.title.trim().is_empty() {
            self.error(root.key("title"), Code::Required);
        }
        if let Some(issuer) = &plan.issuer {
            self.refers(&root.key("issuer"), &units, issuer.as_str());
        }
        if let Some(horizon) = &plan.horizon {
            self.range(&root.key("horizon"), horizon.from, horizon.to);
        }
        for (i, unit) in plan.units.iter().enumerate() {
            self.all(&root.key("units").index(i).key("groups"), &groups, unit.groups.iter().map(|g| g.as_str()));
        }
        for (i, group) in plan.groups.iter().enumerate() {
            self.all(&root.key("groups").index(i).key("groups"), &groups, group.groups.iter().map(|g| g.as_str()));
        }
        let wider =
            |id: &str| groups.get(id).into_iter().flat_map(|&i| plan.groups[i].groups.iter().map(|g| g.as_str()));
        self.cycles(&root.key("groups"), plan.groups.iter().map(|g| g.id.as_str()), wider);
        for (i, chapter) in plan.chapters.iter().enumerate() {
            self.all(&root.key("chapters").index(i).key("in"), &chapters, chapter.r#in.iter().map(|c| c.as_str()));
        }
        let above =
            |id: &str| chapters.get(id).into_iter().flat_map(|&i| plan.chapters[i].r#in.iter().map(|c| c.as_str()));
        self.cycles(&root.key("chapters"), plan.chapters.iter().map(|c| c.id.as_str()), above);
        for (i, task) in plan.tasks.iter().enumerate() {
            let at = root.key("tasks").index(i);
            self.all(&at.key("chapter"), &chapters, task.chapter.iter().map(|c| c.as_str()));
            self.all(&at.key("indicators"), &indicators, task.indicators.iter().map(|i| i.as_str()));
            for (j, assignment) in task.assigned.iter().enumerate() {
                let at = at.key("assigned").index(j);
                self.all(&at.key("units"), &units, assignment.units.iter().map(|u| u.as_str()));
                self.all(&at.key("groups"), &groups, assignment.groups.iter().map(|g| g.as_str()));
            }
            if let Some(time) = &task.time {
                self.range(&at.key("time"), time.from, time.to);
            }
        }
        for (i, indicator) in plan.indicators.iter().enumerate() {
            if let Some(by) = &indicator.by {
                self.who(&root.key("indicators").index(i).key("by"), by, &units, &groups);
            }
        }
        for (i, kind) in plan.reports.iter().enumerate() {
            let at = root.key("reports").index(i);
            self.who(&at.key("by"), &kind.by, &units, &groups);
            if let Covers::Tasks(ids) = &kind.covers {
                self.all(&at.key("covers").key("tasks"), &tasks, ids.iter().map(|t| t.as_str()));
            }
            self.periods(&at.key("periods"), &kind.periods);
            for (j, rule) in kind.due.iter().enumerate() {
                let at = at.key("due").index(j);
                if let Some(who) = &rule.r#for {
                    self.who(&at.key("for"), who, &units, &groups);
                }
                self.due_day(&at.key("day"), rule.day.as_ref(), &kind.periods);
            }
            if let Some(outline) = &kind.outline {
                self.questions(&at.key("outline").key("entry"), &outline.entry, Scope::Task);
                self.questions(&at.key("outline").key("sections"), &outline.sections, Scope::Whole);
            }
        }
    }

    fn ids<'p>(&mut self, at: &Pointer, ids: impl Iterator<Item = &'p str>) -> Ids<'p> {
        let mut seen = Ids::new();
        for (i, id) in ids.enumerate() {
            if seen.contains_key(id) {
                self.error(at.index(i).key("id"), Code::DuplicateId { id: id.to_owned() });
            } else {
                seen.insert(id, i);
            }
        }
        seen
    }

    fn refers(&mut self, at: &Pointer, known: &Ids<'_>, id: &str) {
        if !known.contains_key(id) {
            self.error(at.clone(), Code::Dangling { id: id.to_owned() });
        }
    }

    fn all<'p>(&mut self, at: &Pointer, known: &Ids<'_>, ids: impl Iterator<Item = &'p str>) {
        for (i, id) in ids.enumerate() {
            if !known.contains_key(id) {
                let single = at.as_str().ends_with("/in") || at.as_str().ends_with("/chapter");
                let at = if single { at.clone() } else { at.index(i) };
                self.error(at, Code::Dangling { id: id.to_owned() });
            }
        }
    }

    fn who(&mut self, at: &Pointer, who: &Who, units: &Ids<'_>, groups: &Ids<'_>) {
        self.all(&at.key("units"), units, who.units.iter().map(|u| u.as_str()));
        self.all(&at.key("groups"), groups, who.groups.iter().map(|g| g.as_str()));
    }

    fn range<T: PartialOrd>(&mut self, at: &Pointer, from: Option<T>, to: Option<T>) {
        if let (Some(from), Some(to)) = (from, to)
            && to < from
        {
            self.error(at.key("to"), Code::EndsBeforeStart);
        }
    }

    /// Things that stand inside one another must come to an end.
    fn cycles<'p, I: Iterator<Item = &'p str>>(
        &mut self,
        at: &Pointer,
        ids: impl Iterator<Item = &'p str>,
        outer: impl Fn(&'p str) -> I,
    ) {
        /// 1: on the way, 2: known to end.
        fn visit<'p, I: Iterator<Item = &'p str>>(
            id: &'p str,
            state: &mut LiteMap<&'p str, u8>,
            outer: &impl Fn(&'p str) -> I,
            depth: u8,
        ) -> bool {
            match state.get(id) {
                Some(2) => return true,
                Some(_) => return false,
                None if depth == 0 => return false,
                None => {}
            }
            state.insert(id, 1);
            let ends = outer(id).all(|next| visit(next, state, outer, depth - 1));
            state.insert(id, 2);
            ends
        }
        let mut state = LiteMap::new();
        for (i, id) in ids.enumerate() {
            if !visit(id, &mut state, &outer, 64) {
                self.error(at.index(i), Code::Cycle { id: id.to_owned() });
            }
        }
    }

    fn periods(&mut self, at: &Pointer, periods: &Periods) {
        match periods {
            Periods::Every(every) => {
                let at = at.key("every");
                if every.starts.is_some_and(|day| !(1..=28).contains(&day)) {
                    let code = Code::Unexpected {
                        found: every.starts.unwrap_or_default().to_string(),
                        expected: Expected::IntegerIn(1, 28),
                    };
                    self.error(at.key("starts"), code);
                }
                let most = 12 / every.unit.months();
                for (i, n) in every.only.iter().enumerate() {
                    if !(1..=most).contains(&u32::from(*n)) {
                        let code =
                            Code::Unexpected { found: n.to_string(), expected: Expected::IntegerIn(1, most.into()) };
                        self.error(at.key("only").index(i), code);
                    }
                }
            }
            Periods::List(list) => {
                let at = at.key("list");
                self.ids(&at, list.iter().map(|p| p.id.as_str()));
                for (i, period) in list.iter().enumerate() {
                    self.range(&at.index(i), Some(period.from), Some(period.to));
                }
            }
            Periods::OnRequest | Periods::OnEvent | Periods::Continuous => {}
        }
    }

    fn due_day(&mut self, at: &Pointer, day: Option<&DueDay>, periods: &Periods) {
        match (day, periods) {
            (Some(_), Periods::OnRequest | Periods::OnEvent | Periods::Continuous) => {
                let code = Code::Useless { key: "day".to_owned(), because: "periods".to_owned() };
                self.error(at.clone(), code);
            }
            (Some(DueDay::DayOfMonth(day)), _) if !(1..=31).contains(day) => {
                let code = Code::Unexpected { found: day.to_string(), expected: Expected::IntegerIn(1, 31) };
                self.error(at.key("day-of-month"), code);
            }
            (Some(DueDay::Yearly(days)), _) if days.is_empty() => {
                self.error(at.key("yearly"), Code::Required);
            }
            (Some(DueDay::Dates(dates)), Periods::List(list)) => {
                for id in dates.keys() {
                    if !list.iter().any(|period| period.id == *id) {
                        self.error(at.key("dates").key(id.as_str()), Code::Dangling { id: id.to_string() });
                    }
                }
            }
            _ => {}
        }
    }

    fn questions(&mut self, at: &Pointer, questions: &[Question], scope: Scope) {
        self.ids(at, questions.iter().map(|q| q.field.as_str()));
        for (i, question) in questions.iter().enumerate() {
            let at = at.index(i);
            if BuiltIn::named(question.field.as_str(), scope).is_none() {
                let because = question.field.to_string();
                if question.label.is_none() {
                    self.error(at.clone(), Code::Needs { key: "label".to_owned(), because: because.clone() });
                }
                if question.kind.is_none() {
                    self.error(at.clone(), Code::Needs { key: "kind".to_owned(), because });
                }
            }
            let chooses = matches!(question.kind, Some(AnswerKind::Choice | AnswerKind::Choices));
            if chooses && question.options.is_empty() {
                self.error(at.clone(), Code::Needs { key: "options".to_owned(), because: "kind".to_owned() });
            }
            if !chooses && !question.options.is_empty() {
                self.error(at.key("options"), Code::Useless { key: "options".to_owned(), because: "kind".to_owned() });
            }
            self.ids(&at.key("options"), question.options.iter().map(|o| o.id.as_str()));
            self.range(&at, question.min_length, question.max_length);
            self.range(&at, question.min, question.max);
        }
    }
}
