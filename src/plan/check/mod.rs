//! Reading a plan: its text, its form, and what only the whole can tell.

mod abbreviations;
mod conditions;
mod figures;
mod nil_parts;
mod notes;
mod reports;
mod tables;

use crate::finding::{Code, Finding, Pointer, Severity};
use crate::json::{Deferred, Limits, Node, Read, Reading, Value, locate, parse, read_anyway};
use crate::plan::{AnswerKind, BuiltIn, Plan, Question, Scope, Source, Who};
use litemap::LiteMap;
use std::borrow::Borrow;

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
    let Shape { root, plan, mut findings } = match shaped(text, unknown) {
        Ok(shape) => shape,
        Err(findings) => return Reading { value: None, findings },
    };
    // No mistake hides another: what only the whole can tell is looked for in what could be read.
    let mut sense = Sense { found: Vec::new(), unknown };
    sense.plan(&plan);
    let is_new = |finding: &Finding| !findings.iter().any(|known| known.spoils(finding));
    sense.found.retain(is_new);
    for mut finding in sense.found {
        finding.position = locate(&root, text, &finding.at);
        findings.push(finding);
    }
    crate::finding::sort(&mut findings, |finding| finding.position);
    Reading { value: (!findings.iter().any(Finding::is_error)).then_some(plan), findings }
}

/// The plan, if its form is right: enough to show it. It may still make no sense, which [`is_sound`] tells, and what
/// is wrong [`read`] says.
pub fn shape(text: &str) -> Option<Plan> {
    let Shape { plan, findings, .. } = shaped(text, Severity::Warning).ok()?;
    (!findings.iter().any(Finding::is_error)).then_some(plan)
}

/// Whether a plan makes sense whose form is right.
pub fn is_sound(plan: &Plan) -> bool {
    let mut sense = Sense { found: Vec::new(), unknown: Severity::Warning };
    sense.plan(plan);
    !sense.found.iter().any(Finding::is_error)
}

/// A plan as far as it can be read, and what its form has of mistakes.
struct Shape {
    root: Node,
    plan: Plan,
    findings: Vec<Finding>,
}

fn shaped(text: &str, unknown: Severity) -> Result<Shape, Vec<Finding>> {
    let root = parse(text, Limits::default()).map_err(|finding| vec![*finding])?;
    let too_many = sizes(&root);
    if !too_many.is_empty() {
        return Err(too_many);
    }
    let (mut plan, findings) = read_anyway::<Plan>(&root, text, unknown);
    plan.source = Source::new(text);
    Ok(Shape { root, plan, findings })
}

impl Finding {
    /// Whether the value at its place could not be read or is not there, so that nothing more can be said of it.
    fn spoils(&self, other: &Self) -> bool {
        match &self.code {
            // What lacks only what could not be read is not empty.
            Code::Unexpected { .. } => {
                self.at.holds(&other.at) || other.code == Code::Required && other.at.holds(&self.at)
            }
            Code::MissingKey { key } => self.at.key(key) == other.at,
            _ => false,
        }
    }
}

/// Bounds that keep reading itself cheap are checked before reading.
fn sizes(root: &Node) -> Vec<Finding> {
    let Value::Object(members) = &root.value else { return Vec::new() };
    let mut found = Vec::new();
    for (key, _, node) in members {
        let max = match &**key {
            "units" | "groups" => Plan::MAX_UNITS,
            "tasks" => Plan::MAX_TASKS,
            _ => continue,
        };
        if let Value::Array(items) = &node.value
            && items.len() > max
        {
            let code = Code::TooMany { found: items.len() as u64, max: max as u64 };
            found.push(Finding::error(Pointer::root().key(key), code));
        }
    }
    found
}

/// Checks what only the whole plan can tell: ids, references, ranges, questions.
struct Sense {
    found: Vec<Finding>,
    /// What unknown keys are in what is read only now.
    unknown: Severity,
}

/// Things nest at most so deep.
const MOST_NESTED: usize = 64;

/// Where a thing stands among those of its kind, by its id.
type Ids<'p> = LiteMap<&'p str, usize>;

/// The ids that report kinds and arrangements may name.
struct Known<'p> {
    units: Ids<'p>,
    groups: Ids<'p>,
    tasks: Ids<'p>,
    kinds: Ids<'p>,
}

/// The way to a place. It lies on the stack and is written out only where something is wrong.
#[derive(Clone, Copy)]
enum At<'a> {
    Root,
    Key(&'a At<'a>, &'a str),
    Index(&'a At<'a>, usize),
}

impl<'a> At<'a> {
    fn key(&'a self, key: &'a str) -> Self {
        Self::Key(self, key)
    }

    fn index(&'a self, index: usize) -> Self {
        Self::Index(self, index)
    }

    fn pointer(self) -> Pointer {
        match self {
            Self::Root => Pointer::root(),
            Self::Key(outer, key) => outer.pointer().key(key),
            Self::Index(outer, index) => outer.pointer().index(index),
        }
    }
}

/// Ids of any type as texts.
fn texts<'p, T: Borrow<str> + 'p>(ids: impl IntoIterator<Item = &'p T>) -> Vec<&'p str> {
    ids.into_iter().map(Borrow::borrow).collect()
}

impl Sense {
    #[cold]
    #[inline(never)]
    fn error(&mut self, at: At<'_>, code: Code) {
        self.found.push(Finding::error(at.pointer(), code));
    }

    /// What a part of the plan says that is read only now, if it can be read.
    fn read_now<'p, T: Read + Send + Sync + 'static>(&mut self, at: At<'_>, part: &'p Deferred<T>) -> Option<&'p T> {
        let mistakes = part.mistakes(self.unknown);
        let is_wrong = mistakes.iter().any(Finding::is_error);
        for finding in mistakes {
            let place = finding.at.segments().fold(at.pointer(), |at, segment| at.key(&segment));
            self.found.push(Finding { at: place, position: None, ..finding });
        }
        part.get().filter(|_| !is_wrong)
    }

    fn plan(&mut self, plan: &Plan) {
        let root = At::Root;
        let units = self.ids(root.key("units"), texts(plan.units.iter().map(|unit| &unit.id)));
        let groups = self.ids(root.key("groups"), texts(plan.groups.iter().map(|group| &group.id)));
        let chapters = self.ids(root.key("chapters"), texts(plan.chapters.iter().map(|chapter| &chapter.id)));
        let tasks = self.ids(root.key("tasks"), texts(plan.tasks.iter().map(|task| &task.id)));
        let indicators = self.ids(root.key("indicators"), texts(plan.indicators.iter().map(|indicator| &indicator.id)));
        let kinds = self.ids(root.key("reports"), texts(plan.reports.iter().map(|kind| &kind.id)));

        // A text that is not there was missed before.
        if !plan.title.is_empty() && plan.title.trim().is_empty() {
            self.error(root.key("title"), Code::Required);
        }
        self.read_now(root.key("paper"), &plan.paper);
        self.abbreviations(root.key("abbreviations"), plan);
        self.one(root.key("issuer"), &units, plan.issuer.as_ref().map(|id| id.as_str()));
        if let Some(horizon) = &plan.horizon {
            self.range(root.key("horizon").key("to"), horizon.from, horizon.to);
        }
        if let Some(calendar) = &plan.calendar {
            calendar.check(&mut self.found);
        }
        let mut after = Vec::new();
        for (i, unit) in plan.units.iter().enumerate() {
            let at = root.key("units");
            let at = at.index(i);
            self.read_now(at.key("paper"), &unit.paper);
            self.all(at.key("groups"), &groups, texts(&unit.groups));
            self.range(at.key("valid_until"), unit.valid_from, unit.valid_until);
            after.push(self.one(at.key("successor"), &units, unit.successor.as_ref().map(|id| id.as_str())));
            // Without a last day both would owe all of it.
            if unit.successor.is_some() && unit.valid_until.is_none() {
                self.error(at, Code::Needs { key: "valid_until".to_owned(), because: "successor".to_owned() });
            }
        }
        self.cycles(root.key("units"), &units, &after);
        let mut wider = Vec::new();
        for (i, group) in plan.groups.iter().enumerate() {
            wider.push(self.all(root.key("groups").index(i).key("groups"), &groups, texts(&group.groups)));
        }
        self.cycles(root.key("groups"), &groups, &wider);
        let mut above = Vec::new();
        for (i, chapter) in plan.chapters.iter().enumerate() {
            let outer = chapter.r#in.as_ref().map(|id| id.as_str());
            above.push(self.one(root.key("chapters").index(i).key("in"), &chapters, outer));
        }
        self.cycles(root.key("chapters"), &chapters, &above);
        let at = root.key("tasks");
        for (i, task) in plan.tasks.iter().enumerate() {
            let at = at.index(i);
            self.one(at.key("chapter"), &chapters, task.chapter.as_ref().map(|id| id.as_str()));
            self.all(at.key("indicators"), &indicators, texts(&task.indicators));
            for (j, assignment) in task.assigned.iter().enumerate() {
                self.all(at.key("assigned").index(j).key("units"), &units, texts(&assignment.units));
                self.all(at.key("assigned").index(j).key("groups"), &groups, texts(&assignment.groups));
            }
            if let Some(time) = &task.time {
                self.range(at.key("time").key("to"), time.from, time.to);
            }
        }
        for (i, indicator) in plan.indicators.iter().enumerate() {
            self.indicator(root.key("indicators").index(i), plan, indicator);
            if let Some(by) = &indicator.by {
                self.all(root.key("indicators").index(i).key("by").key("units"), &units, texts(&by.units));
                self.all(root.key("indicators").index(i).key("by").key("groups"), &groups, texts(&by.groups));
            }
        }
        let mut below = Vec::new();
        for kind in &plan.reports {
            below.push(kind.replaces.iter().filter_map(|id| kinds.get(id.as_str()).copied()).collect());
        }
        self.cycles(root.key("reports"), &kinds, &below);
        let known = Known { units, groups, tasks, kinds };
        for (i, kind) in plan.reports.iter().enumerate() {
            self.read_now(root.key("reports").index(i).key("paper"), &kind.paper);
            self.report(root.key("reports").index(i), kind, &known);
        }
        for (i, arrangement) in plan.arrangements.iter().enumerate() {
            self.arrangement(root.key("arrangements").index(i), arrangement, &known);
        }
    }

    #[inline(never)]
    fn ids<'p>(&mut self, at: At<'_>, ids: Vec<&'p str>) -> Ids<'p> {
        let mut seen = Ids::with_capacity(ids.len());
        // An empty id is one that could not be read.
        for (i, id) in ids.into_iter().enumerate().filter(|(_, id)| !id.is_empty()) {
            if seen.contains_key(id) {
                self.error(at.index(i).key("id"), Code::DuplicateId { id: id.to_owned() });
            } else {
                seen.insert(id, i);
            }
        }
        seen
    }

    /// Where the thing that an id names stands, if there is an id.
    #[inline(never)]
    fn one(&mut self, at: At<'_>, known: &Ids<'_>, id: Option<&str>) -> Vec<usize> {
        let Some(id) = id.filter(|id| !id.is_empty()) else { return Vec::new() };
        let found = known.get(id).copied();
        if found.is_none() {
            self.error(at, Code::Dangling { id: id.to_owned() });
        }
        found.into_iter().collect()
    }

    /// Where the things that ids name stand.
    #[inline(never)]
    fn all(&mut self, at: At<'_>, known: &Ids<'_>, ids: Vec<&str>) -> Vec<usize> {
        let mut found = Vec::new();
        for (i, id) in ids.into_iter().enumerate() {
            found.extend(self.one(at.index(i), known, Some(id)));
        }
        found
    }

    /// Some units. Everybody is said by leaving them out, not by naming nobody.
    #[inline(never)]
    fn who(&mut self, at: At<'_>, who: &Who, known: &Known<'_>) {
        if who.units.is_empty() && who.groups.is_empty() {
            self.error(at, Code::Required);
        }
        self.all(at.key("units"), &known.units, texts(&who.units));
        self.all(at.key("groups"), &known.groups, texts(&who.groups));
    }

    fn range<T: PartialOrd>(&mut self, at: At<'_>, from: Option<T>, to: Option<T>) {
        if let (Some(from), Some(to)) = (from, to)
            && to < from
        {
            self.error(at, Code::EndsBeforeStart);
        }
    }

    /// Things that stand inside one another must come to an end; `outer` says for each what it stands in.
    fn cycles(&mut self, at: At<'_>, ids: &Ids<'_>, outer: &[Vec<usize>]) {
        /// Whether the way outwards ends; if not, `way` is the circle, or nothing where it is too long. Begun things are
        /// met again only in a circle.
        fn ends(i: usize, outer: &[Vec<usize>], known: &mut [bool], way: &mut Vec<usize>) -> bool {
            let begun = way.iter().position(|&one| one == i);
            if begun.is_some() || !known[i] && way.len() > MOST_NESTED {
                way.drain(..begun.unwrap_or(way.len()));
                return false;
            }
            if known[i] {
                return true;
            }
            // Only the first thing of a circle is reported, not all that leads into it.
            known[i] = true;
            way.push(i);
            let does = outer[i].iter().all(|&next| ends(next, outer, known, way));
            if does {
                way.pop();
            }
            does
        }
        let mut known = vec![false; outer.len()];
        for i in 0..outer.len() {
            let mut way = Vec::new();
            if !ends(i, outer, &mut known, &mut way) {
                let id = |place: usize| ids.iter().find(|(_, of)| **of == place).map_or("", |(id, _)| *id).to_owned();
                match way.first() {
                    Some(&first) => self.error(at.index(first), Code::Cycle { ids: way.into_iter().map(id).collect() }),
                    None => self.error(at.index(i), Code::TooDeep { max: MOST_NESTED as u32 }),
                }
            }
        }
    }

    fn questions(&mut self, at: At<'_>, questions: &[Question], scope: Scope) {
        self.ids(at, texts(questions.iter().map(|q| &q.field)));
        self.dependent(at, questions, scope);
        self.notes(at, questions);
        for (i, question) in questions.iter().enumerate() {
            let at = at.index(i);
            if BuiltIn::named(question.field.as_str(), scope).is_none() {
                let because = question.field.to_string();
                if question.label.is_none() {
                    self.error(at, Code::Needs { key: "label".to_owned(), because: because.clone() });
                }
                if question.kind.is_none() {
                    self.error(at, Code::Needs { key: "kind".to_owned(), because });
                }
            }
            let chooses = matches!(question.kind, Some(AnswerKind::Choice | AnswerKind::Choices));
            if chooses && question.options.is_empty() {
                self.error(at, Code::Needs { key: "options".to_owned(), because: "kind".to_owned() });
            }
            if !chooses && !question.options.is_empty() {
                self.error(at.key("options"), Code::Useless { key: "options".to_owned(), because: "kind".to_owned() });
            }
            self.ids(at.key("options"), texts(question.options.iter().map(|o| &o.id)));
            self.question_rules(at, question, scope);
            self.table(at, question);
            if let Some(files) = &question.files {
                self.files(at, question, files, scope);
            }
            self.range(at.key("max_length"), question.min_length, question.max_length);
            self.range(at.key("max"), question.min, question.max);
        }
    }
}
