use super::parse::{Limits, Node, START, Value, after, parse};
use crate::finding::{Code, Expected, Finding, Pointer, Severity};
use litemap::LiteMap;

/// What reading gave: every finding, in the order of the text, and the value unless there was an error.
#[derive(Debug)]
pub struct Reading<T> {
    /// The value; absent when a finding is an error.
    pub value: Option<T>,
    /// Everything found.
    pub findings: Vec<Finding>,
}

/// A type that is read from JSON with all mistakes reported.
///
/// Types implement it with [`object!`](crate::json::object) and [`choice!`](crate::json::choice), which do
/// not compile when they disagree with the type; tests hold them against the serde derives, from which the
/// JSON Schema comes.
pub trait Read: Sized {
    /// Whether the key may be absent or `null`; what stands for it is what is read from `null`.
    const IS_OPTIONAL: bool = false;

    /// Reads a value. A mistake is reported and something blank given in its place, so that reading goes on:
    /// whoever reads throws the document away when there was an error. (With an `Option` to hand up at every
    /// field the same code took twice the room: 55 KB, measured.)
    fn read<'n>(node: &'n Node, reader: &mut Reader<'n>) -> Self;
}

/// What is read where there is nothing. Nothing is reported about it.
static NOTHING: Node = Node { at: NOWHERE, value: Value::Null };

const NOWHERE: u32 = u32::MAX;

/// A type that keys of a map are read as.
pub trait Key: Sized + Ord {
    /// Takes a text as a key.
    fn key(text: &str) -> Option<Self>;

    /// What a text is that can be one.
    fn expected() -> Expected {
        Expected::Id
    }
}

/// Reads a text into a type, collecting all mistakes.
///
/// `unknown` is the severity of keys the type does not know; keys that start with `x-` are free.
///
/// ```
/// use baocao::{finding::Severity, json::{Limits, object, read_text}};
/// struct Unit { id: String, level: u8 }
/// object!(Unit: id, level);
/// let reading = read_text::<Unit>("{\"level\": true,\n \"nam\": 1}", Limits::default(), Severity::Error);
/// assert!(reading.value.is_none());
/// assert_eq!(reading.findings.len(), 3); // no id, level is no number, unknown "nam"
/// ```
pub fn read_text<T: Read>(text: &str, limits: Limits, unknown: Severity) -> Reading<T> {
    match parse(text, limits) {
        Ok(root) => read(&root, text, unknown),
        Err(finding) => Reading { value: None, findings: vec![*finding] },
    }
}

/// Reads a parsed tree; `text` is what it was parsed from.
pub fn read<T: Read>(root: &Node, text: &str, unknown: Severity) -> Reading<T> {
    let (value, findings) = read_anyway(root, text, unknown);
    Reading { value: (!findings.iter().any(Finding::is_error)).then_some(value), findings }
}

/// Reads a parsed tree, with something blank wherever there is a mistake: for those who look for more mistakes.
pub fn read_anyway<T: Read>(root: &Node, text: &str, unknown: Severity) -> (T, Vec<Finding>) {
    let mut reader = Reader { unknown, path: Vec::new(), found: Vec::new() };
    let value = T::read(root, &mut reader);
    let mut found = reader.found;
    crate::finding::sort(&mut found, |(at, _)| *at);
    // Counted once from the beginning to the last of them.
    let (mut position, mut from) = (START, 0);
    let placed = |(at, finding): (u32, Finding)| {
        let between = text.get(from..at as usize).unwrap_or_default();
        (position, from) = (after(position, between), at as usize);
        Finding { position: Some(position), ..finding }
    };
    let findings = found.into_iter().map(placed).collect();
    (value, findings)
}

/// Most findings of one text, and most keys that a key is held against: whoever made so many mistakes mends these first,
/// and whatever a text is, reading it takes time in proportion to its length. That there is an error is always found.
const MOST: usize = 1_000;

/// Where reading stands, and what it found so far.
#[derive(Debug)]
pub struct Reader<'n> {
    unknown: Severity,
    path: Vec<Step<'n>>,
    /// Each with the byte it is about.
    found: Vec<(u32, Finding)>,
}

#[derive(Clone, Copy, Debug)]
enum Step<'n> {
    Key(&'n str),
    Index(usize),
}

/// The members of an object that is being read.
#[derive(Clone, Copy, Debug)]
pub struct Members<'n> {
    at: u32,
    members: &'n [(Box<str>, u32, Node)],
}

impl<'n> Reader<'n> {
    #[cold]
    #[inline(never)]
    fn put(&mut self, severity: Severity, at: u32, below: Option<Step<'n>>, code: Code) {
        let is_error = |(_, finding): &(u32, Finding)| finding.is_error();
        let is_told = severity == Severity::Warning || self.found.iter().rev().any(is_error);
        if at == NOWHERE || self.found.len() >= MOST && is_told {
            return;
        }
        let mut pointer = Pointer::root();
        for step in self.path.iter().copied().chain(below) {
            pointer = match step {
                Step::Key(key) => pointer.key(key),
                Step::Index(index) => pointer.index(index),
            };
        }
        self.found.push((at, Finding { severity, at: pointer, position: None, code }));
    }

    /// Reports a value that is not what its type expects.
    #[cold]
    #[inline(never)]
    pub fn bad(&mut self, node: &Node, expected: Expected) {
        self.put(Severity::Error, node.at, None, Code::Unexpected { found: shown(&node.value), expected });
    }

    /// The text of a node; where it is none or does not fit, a finding and an empty text.
    #[inline(never)]
    pub fn text(&mut self, node: &'n Node, expected: Expected, fits: fn(&str) -> bool) -> &'n str {
        match &node.value {
            Value::Text(text) if fits(text) => text,
            _ => {
                self.bad(node, expected);
                ""
            }
        }
    }

    /// The whole number of a node; where it is none or out of range, a finding and the least one.
    #[inline(never)]
    pub fn integer(&mut self, node: &Node, min: u32, max: u32) -> u32 {
        let number = match &node.value {
            Value::Number(number) => number.parse().ok().filter(|n| (min..=max).contains(n)),
            _ => None,
        };
        number.unwrap_or_else(|| {
            self.bad(node, Expected::IntegerIn(min.into(), max.into()));
            min
        })
    }

    /// The members of an object; reports keys that are repeated or not among `known`.
    #[inline(never)]
    pub fn members(&mut self, node: &'n Node, known: &[&str]) -> Members<'n> {
        let Value::Object(members) = &node.value else {
            self.bad(node, Expected::Object);
            return Members { at: NOWHERE, members: &[] };
        };
        for (i, (key, at, _)) in members.iter().enumerate() {
            let step = Some(Step::Key(key));
            if members[..i.min(MOST)].iter().any(|(earlier, ..)| earlier == key) {
                self.put(Severity::Error, *at, step, Code::RepeatedKey { key: key.to_string() });
                continue;
            }
            if key.starts_with("x-") || known.iter().any(|known| plain(known) == &**key) {
                continue;
            }
            let mut near = None;
            for known in known {
                if near.is_none() && is_near(plain(known), key) {
                    near = Some(plain(known).to_owned());
                }
            }
            self.put(self.unknown, *at, step, Code::UnknownKey { key: key.to_string(), near });
        }
        Members { at: node.at, members }
    }

    /// One member of an object. Generic only where it must be: every type of field makes one of these.
    pub fn member<T: Read>(&mut self, of: &Members<'n>, key: &'static str) -> T {
        let node = self.enter(of, plain(key), T::IS_OPTIONAL);
        let value = T::read(node, self);
        self.leave();
        value
    }

    #[inline(never)]
    fn enter(&mut self, of: &Members<'n>, key: &'static str, is_optional: bool) -> &'n Node {
        let found = of.members.iter().find(|(name, _, node)| **name == *key && !matches!(node.value, Value::Null));
        if found.is_none() && !is_optional {
            self.put(Severity::Error, of.at, None, Code::MissingKey { key: key.to_owned() });
        }
        self.path.push(Step::Key(key));
        found.map_or(&NOTHING, |(.., node)| node)
    }

    #[inline(never)]
    fn leave(&mut self) {
        self.path.pop();
    }

    /// The items of an array.
    pub fn items<T: Read>(&mut self, node: &'n Node) -> Vec<T> {
        let items = self.array(node);
        let mut read = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            self.step(Step::Index(index));
            read.push(T::read(item, self));
            self.leave();
        }
        read
    }

    #[inline(never)]
    fn array(&mut self, node: &'n Node) -> &'n [Node] {
        match &node.value {
            Value::Array(items) => items,
            _ => {
                self.bad(node, Expected::Array);
                &[]
            }
        }
    }

    #[inline(never)]
    fn step(&mut self, step: Step<'n>) {
        self.path.push(step);
    }

    /// Which of the choices a node is, and what stands under its name (`{"name": …}`) where something must.
    /// Where it is none of them, the first with a blank content.
    #[inline(never)]
    pub fn choice(&mut self, node: &'n Node, choices: &[(&'static str, bool)]) -> (usize, Content<'n>) {
        let (name, content) = match &node.value {
            Value::Text(name) => (&**name, None),
            Value::Object(members) if members.len() == 1 => (&*members[0].0, Some(&members[0].2)),
            _ => ("", None),
        };
        let Some(nth) = choices.iter().position(|(known, _)| *known == name) else {
            if node.at != NOWHERE {
                let names = choices.iter().map(|(name, _)| (*name).to_owned()).collect();
                self.bad(node, Expected::OneOf(names));
            }
            return (0, Content { name: "", node: &NOTHING });
        };
        let (name, has_content) = choices[nth];
        if has_content != content.is_some() {
            self.bad(node, if has_content { Expected::Object } else { Expected::Text });
        }
        (nth, Content { name, node: content.unwrap_or(&NOTHING) })
    }

    /// What stands under the name of a choice.
    pub fn content<T: Read>(&mut self, content: Content<'n>) -> T {
        self.step(Step::Key(content.name));
        let value = T::read(content.node, self);
        self.leave();
        value
    }
}

/// What stands under the name of a choice.
#[derive(Clone, Copy, Debug)]
pub struct Content<'n> {
    name: &'static str,
    node: &'n Node,
}

/// A key as it stands in JSON: raw identifiers lose their mark.
pub fn plain(key: &str) -> &str {
    key.strip_prefix("r#").unwrap_or(key)
}

impl Read for String {
    fn read<'n>(node: &'n Node, reader: &mut Reader<'n>) -> Self {
        reader.text(node, Expected::Text, |_| true).to_owned()
    }
}

impl Read for bool {
    const IS_OPTIONAL: bool = true;

    fn read<'n>(node: &'n Node, reader: &mut Reader<'n>) -> Self {
        if !matches!(node.value, Value::Bool(_)) {
            reader.bad(node, Expected::Bool);
        }
        matches!(node.value, Value::Bool(true))
    }
}

macro_rules! integers {
    ($($type:ty)*) => {$(
        impl Read for $type {
            fn read<'n>(node: &'n Node, reader: &mut Reader<'n>) -> Self {
                reader.integer(node, <$type>::MIN.into(), <$type>::MAX.into()) as $type
            }
        }
    )*};
}

integers!(u8 u16 u32);

impl<T: Read> Read for Option<T> {
    const IS_OPTIONAL: bool = true;

    fn read<'n>(node: &'n Node, reader: &mut Reader<'n>) -> Self {
        (node.at != NOWHERE).then(|| T::read(node, reader))
    }
}

impl<T: Read> Read for std::sync::Arc<T> {
    fn read<'n>(node: &'n Node, reader: &mut Reader<'n>) -> Self {
        Self::new(T::read(node, reader))
    }
}

impl<T: Read> Read for Vec<T> {
    const IS_OPTIONAL: bool = true;

    fn read<'n>(node: &'n Node, reader: &mut Reader<'n>) -> Self {
        reader.items(node)
    }
}

impl<K: Key, V: Read> Read for LiteMap<K, V> {
    const IS_OPTIONAL: bool = true;

    fn read<'n>(node: &'n Node, reader: &mut Reader<'n>) -> Self {
        let mut map = Self::new();
        let Value::Object(members) = &node.value else {
            reader.bad(node, Expected::Object);
            return map;
        };
        for (key, at, value) in members {
            reader.step(Step::Key(key));
            let value = V::read(value, reader);
            reader.leave();
            let code = match K::key(key).map(|name| map.insert(name, value)) {
                Some(None) => continue,
                Some(Some(_)) => Code::RepeatedKey { key: key.to_string() },
                None => Code::Unexpected { found: format!("\"{key}\""), expected: K::expected() },
            };
            reader.put(Severity::Error, *at, Some(Step::Key(key)), code);
        }
        map
    }
}

/// A value as a message shows it: short.
fn shown(value: &Value) -> String {
    const MOST: usize = 40;
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(true) => "true".to_owned(),
        Value::Bool(false) => "false".to_owned(),
        Value::Number(n) => n.chars().take(MOST).collect(),
        Value::Text(t) => {
            let start: String = t.chars().take(MOST).collect();
            let more = if start.len() < t.len() { "…" } else { "" };
            format!("\"{start}{more}\"")
        }
        Value::Array(_) => "[…]".to_owned(),
        Value::Object(_) => "{…}".to_owned(),
    }
}

/// Whether one key is probably a slip of the other: at most two letters apart, or equal but for `_`, `-` and case.
fn is_near(known: &str, typed: &str) -> bool {
    let bare =
        |s: &str| s.chars().filter(|c| c.is_ascii_alphanumeric()).map(|c| c.to_ascii_lowercase()).collect::<String>();
    bare(known) == bare(typed) || (known.len() > 3 && distance(known, typed) <= 2)
}

fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().take(64).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.iter().enumerate() {
            let next = (diagonal + usize::from(x != *y)).min(row[j] + 1).min(row[j + 1] + 1);
            diagonal = std::mem::replace(&mut row[j + 1], next);
        }
    }
    row[b.len()]
}
