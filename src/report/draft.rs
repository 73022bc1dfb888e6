use super::EvidenceFile;
use super::form::Part;
use crate::finding::Severity;
use crate::json::{Limits, Node, Read, Reader, Value, Write, object, read_text, to_canonical, write_choice};
use crate::plan::FieldId;
use litemap::LiteMap;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What was typed, letter for letter. Answers without a place in the present form stay.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    parts: LiteMap<Part, Arc<LiteMap<FieldId, Raw>>>,
}

/// One answer as typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Raw {
    /// A text, a number, a date, a choice, yes or no.
    Text(String),
    /// Several choices, in the order of picking.
    Picks(Vec<String>),
    /// Documents and links.
    Evidence(Vec<RawEvidence>),
}

impl Raw {
    /// The text; empty for other kinds.
    pub fn text(&self) -> &str {
        match self {
            Raw::Text(text) => text,
            Raw::Picks(_) | Raw::Evidence(_) => "",
        }
    }

    /// Whether it is what a question holds before it was touched; an empty row of evidence is more.
    fn is_nothing(&self) -> bool {
        match self {
            Raw::Text(text) => text.is_empty(),
            Raw::Picks(picks) => picks.is_empty(),
            Raw::Evidence(rows) => rows.is_empty(),
        }
    }

    /// The files among the evidence.
    pub fn files(&self) -> Vec<EvidenceFile> {
        match self {
            Raw::Evidence(rows) => rows.iter().filter_map(RawEvidence::file).collect(),
            _ => Vec::new(),
        }
    }

    /// Changes each text that was typed; choices are the plan's.
    pub fn each_text(&mut self, change: &mut dyn FnMut(&mut String)) {
        match self {
            Raw::Text(text) => change(text),
            Raw::Picks(_) => {}
            Raw::Evidence(rows) => {
                for RawEvidence { number, date, title, url, file: _ } in rows {
                    for text in [number, date, title, url] {
                        change(text);
                    }
                }
            }
        }
    }

    /// Whether nothing was entered.
    pub fn is_blank(&self) -> bool {
        match self {
            Raw::Text(text) => text.trim().is_empty(),
            Raw::Picks(picks) => picks.is_empty(),
            Raw::Evidence(rows) => rows.iter().all(RawEvidence::is_blank),
        }
    }
}

impl Write for Raw {
    fn write(&self, out: &mut String) {
        let (name, content): (&str, &dyn Write) = match self {
            Self::Text(text) => (KINDS[0].0, text),
            Self::Picks(picks) => (KINDS[1].0, picks),
            Self::Evidence(rows) => (KINDS[2].0, rows),
        };
        write_choice(name, Some(content), out);
    }
}

/// The names of the kinds; something stands under each.
const KINDS: [(&str, bool); 3] = [("text", true), ("picks", true), ("evidence", true)];

impl Read for Raw {
    fn read<'n>(node: &'n Node, reader: &mut Reader<'n>) -> Self {
        // So picks and evidence were written once that had been made blank again.
        if matches!(&node.value, Value::Object(members) if members.is_empty()) {
            return Self::Picks(Vec::new());
        }
        match reader.choice(node, &KINDS) {
            (1, content) => Self::Picks(reader.content(content)),
            (2, content) => Self::Evidence(reader.content(content)),
            (_, content) => Self::Text(reader.content(content)),
        }
    }
}

/// One piece of evidence as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RawEvidence {
    /// Number and symbol of a document.
    #[serde(default)]
    pub number: String,
    /// Its date.
    #[serde(default)]
    pub date: String,
    /// What it is.
    #[serde(default)]
    pub title: String,
    /// Where it is.
    #[serde(default)]
    pub url: String,
    /// A file, as JSON: what the first view has no use for it need not read. See [`RawEvidence::file`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
}

object!(RawEvidence: number, date, title, url, file);

impl RawEvidence {
    /// Whether nothing was entered.
    pub fn is_blank(&self) -> bool {
        let cells = [&self.number, &self.date, &self.title, &self.url];
        self.file.is_none() && cells.iter().all(|text| text.trim().is_empty())
    }

    /// A piece of evidence that is a file.
    pub fn of_file(file: &EvidenceFile) -> Self {
        Self { file: Some(to_canonical(file)), ..Self::default() }
    }

    /// The file, where it is one.
    pub fn file(&self) -> Option<EvidenceFile> {
        read_text(self.file.as_deref()?, Limits::default(), Severity::Warning).value
    }
}

/// One change of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Which part of the report.
    pub part: Part,
    /// Which question.
    pub field: FieldId,
    /// The whole new answer.
    pub raw: Raw,
}

impl Draft {
    /// The answer to a question, as typed.
    pub fn get(&self, part: &Part, field: &FieldId) -> Option<&Raw> {
        self.parts.get(part)?.get(field)
    }

    /// All answers of a part; shared, so that a part that did not change is recognised at once.
    pub fn part(&self, part: &Part) -> Option<&Arc<LiteMap<FieldId, Raw>>> {
        self.parts.get(part)
    }

    /// Makes a change; says whether anything changed.
    pub fn apply(&mut self, edit: Edit) -> bool {
        let Edit { part, field, raw } = edit;
        if self.get(&part, &field) == Some(&raw) || (self.get(&part, &field).is_none() && raw.is_nothing()) {
            return false;
        }
        let answers = self.parts.entry(part).or_default();
        Arc::make_mut(answers).insert(field, raw);
        true
    }

    /// Whether nothing was entered anywhere.
    pub fn is_blank(&self) -> bool {
        self.parts.values().all(|answers| answers.values().all(Raw::is_blank))
    }

    /// Every answer with its place, in a stable order: the form in which drafts are stored.
    pub fn answers(&self) -> impl Iterator<Item = (&Part, &FieldId, &Raw)> {
        self.parts.iter().flat_map(|(part, answers)| answers.iter().map(move |(field, raw)| (part, field, raw)))
    }

    /// The same as changes that would make this draft.
    pub fn edits(&self) -> impl Iterator<Item = Edit> + '_ {
        self.answers().map(|(part, field, raw)| Edit { part: part.clone(), field: field.clone(), raw: raw.clone() })
    }
}

object!(Edit: part, field, raw);

/// The list of its answers. Written as they are, not as edits that would be copied first: of a report on a thousand tasks
/// these are thousands, twice a second.
impl Write for Draft {
    fn write(&self, out: &mut String) {
        out.push('[');
        for (nth, (part, field, raw)) in self.answers().enumerate() {
            // In the order of canonical JSON.
            let members: [(&str, &dyn Write); 3] = [("{\"field\":", field), (",\"part\":", part), (",\"raw\":", raw)];
            if nth > 0 {
                out.push(',');
            }
            for (key, value) in members {
                out.push_str(key);
                value.write(out);
            }
            out.push('}');
        }
        out.push(']');
    }

    fn is_absent(&self) -> bool {
        self.parts.is_empty()
    }
}

/// Also answers that were made blank again: what was sent is told from what was changed since by all that was kept.
impl Read for Draft {
    const IS_OPTIONAL: bool = true;

    fn read<'n>(node: &'n Node, reader: &mut Reader<'n>) -> Self {
        let mut draft = Self::default();
        for Edit { part, field, raw } in Vec::read(node, reader) {
            Arc::make_mut(draft.parts.entry(part).or_default()).insert(field, raw);
        }
        draft
    }
}

impl FromIterator<Edit> for Draft {
    fn from_iter<I: IntoIterator<Item = Edit>>(edits: I) -> Self {
        let mut draft = Self::default();
        for edit in edits {
            draft.apply(edit);
        }
        draft
    }
}
