use super::parse::{Limits, Node, Value, parse, position};
use crate::finding::{Code, Expected, Finding, Pointer, Severity};
use litemap::LiteMap;

/// The greatest whole number that every JSON reader keeps exactly (2⁵³ − 1).
const MAX_SAFE: i64 = 9_007_199_254_740_991;

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
/// Types implement it with [`read_object!`](crate::json::read_object) and
/// [`read_choice!`](crate::json::read_choice), which do not compile when they disagree with the type; the
/// tests hold them against the serde derives, from which the JSON Schema comes.
pub trait Read: Sized {
    /// Reads a value; on a mistake reports it and gives nothing.
    fn read<'n>(node: &'n Node, reader: &mut Reader<'n>) -> Option<Self>;

    /// What an absent key or `null` stands for; `None`: the key must be there.
    fn absent() -> Option<Self> {
        None
    }
}

/// A type that keys of a map are read as.
pub trait Key: Sized + Ord {
    /// Takes a text as a key.
    fn key(text: &str) -> Option<Self>;
}

/// Reads a text into a type, collecting all mistakes.
///
/// `unknown` is the severity of keys the type does not know; keys that start with `x-` are free.
///
/// ```
/// use baocao::{finding::Severity, json::{Limits, read_object, read_text}};
/// struct Unit { id: String, level: u8 }
/// read_object!(Unit: id, level);
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
    let mut reader = Reader { text, unknown, path: Vec::new(), found: Vec::new() };
    let value = T::read(root, &mut reader);
    let mut findings = reader.found;
    crate::finding::sort(&mut findings, |finding| finding.position);
    Reading { value: value.filter(|_| !findings.iter().any(Finding::is_error)), findings }
}

/// Where reading stands, and what it found so far.
#[derive(Debug)]
pub struct Reader<'n> {
    text: &'n str,
    unknown: Severity,
    path: Vec<Step<'n>>,
    found: Vec<Finding>,
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
        let mut pointer = Pointer::root();
        for step in self.path.iter().copied().chain(below) {
            pointer = match step {
                Step::Key(key) => pointer.key(key),
                Step::Index(index) => pointer.index(index),
            };
        }
        let position = Some(position(self.text, at as usize));
        self.found.push(Finding { severity, at: pointer, position, code });
    }

    /// Reports a value that is not what its type expects.
    #[cold]
    #[inline(never)]
    pub fn bad<T>(&mut self, node: &Node, expected: Expected) -> Option<T> {
        self.put(Severity::Error, node.at, None, Code::Unexpected { found: shown(&node.value), expected });
        None
    }

    /// The text of a node, or a finding.
    pub fn text(&mut self, node: &'n Node, expected: Expected) -> Option<&'n str> {
        match &node.value {
            Value::Text(text) => Some(text),
            _ => self.bad(node, expected),
        }
    }

    /// The whole number of a node, or a finding.
    #[inline(never)]
    pub fn integer(&mut self, node: &'n Node, min: i64, max: i64) -> Option<i64> {
        let number = match &node.value {
            Value::Number(number) => number.parse().ok().filter(|n| (min..=max).contains(n)),
            _ => None,
        };
        let expected = if max == MAX_SAFE { Expected::Integer } else { Expected::IntegerIn(min, max) };
        number.or_else(|| self.bad(node, expected))
    }

    /// The members of an object; reports keys that are repeated or not among `known`.
    #[inline(never)]
    pub fn members(&mut self, node: &'n Node, known: &[&str]) -> Option<Members<'n>> {
        let Value::Object(members) = &node.value else { return self.bad(node, Expected::Object) };
        for (i, (key, at, _)) in members.iter().enumerate() {
            let step = Some(Step::Key(key));
            if members[..i].iter().any(|(earlier, ..)| earlier == key) {
                self.put(Severity::Error, *at, step, Code::RepeatedKey { key: key.to_string() });
            } else if !key.starts_with("x-") && !known.iter().any(|known| plain(known) == &**key) {
                let near = known.iter().map(|known| plain(known)).find(|known| is_near(known, key)).map(str::to_owned);
                self.put(self.unknown, *at, step, Code::UnknownKey { key: key.to_string(), near });
            }
        }
        Some(Members { at: node.at, members })
    }

    /// One member of an object. Generic only where it must be: every type of field makes one of these.
    pub fn member<T: Read>(&mut self, of: &Members<'n>, key: &'static str) -> Option<T> {
        match self.enter(of, plain(key)) {
            Some(node) => {
                let value = T::read(node, self);
                self.path.pop();
                value
            }
            None => T::absent().or_else(|| self.missing(of, plain(key))),
        }
    }

    #[inline(never)]
    fn enter(&mut self, of: &Members<'n>, key: &'static str) -> Option<&'n Node> {
        let (.., node) = of.members.iter().find(|(name, _, node)| **name == *key && node.value != Value::Null)?;
        self.path.push(Step::Key(key));
        Some(node)
    }

    #[cold]
    #[inline(never)]
    fn missing<T>(&mut self, of: &Members<'n>, key: &str) -> Option<T> {
        self.put(Severity::Error, of.at, None, Code::MissingKey { key: key.to_owned() });
        None
    }

    /// The items of an array.
    pub fn items<T: Read>(&mut self, node: &'n Node) -> Option<Vec<T>> {
        let Value::Array(items) = &node.value else { return self.bad(node, Expected::Array) };
        let mut read = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            self.path.push(Step::Index(index));
            read.extend(T::read(item, self));
            self.path.pop();
        }
        // An item that is missing has its finding; the whole is thrown away for it.
        Some(read)
    }

    /// A choice: its name, and what stands under it when it is written `{"name": …}`.
    #[inline(never)]
    pub fn choice(&mut self, node: &'n Node, names: &[&'static str]) -> Option<(&'static str, Option<&'n Node>)> {
        let (name, content) = match &node.value {
            Value::Text(name) => (&**name, None),
            Value::Object(members) if members.len() == 1 => (&*members[0].0, Some(&members[0].2)),
            _ => ("", None),
        };
        match names.iter().find(|known| **known == name) {
            Some(known) => Some((known, content)),
            None => self.bad(node, Expected::OneOf(names.iter().map(|name| (*name).to_owned()).collect())),
        }
    }

    /// What stands under the name of a choice.
    pub fn content<T: Read>(&mut self, node: &'n Node, name: &'static str, content: Option<&'n Node>) -> Option<T> {
        let Some(content) = content else { return self.bad(node, Expected::Object) };
        self.path.push(Step::Key(name));
        let value = T::read(content, self);
        self.path.pop();
        value
    }
}

/// A key as it stands in JSON: raw identifiers lose their mark.
fn plain(key: &str) -> &str {
    key.strip_prefix("r#").unwrap_or(key)
}

/// Reads a struct by the names of its fields: `read_object!(Unit: id, name, groups);`. A field's type
/// says whether its key may be absent; `read_object!(Late or default: …)` makes the key of such a struct
/// itself optional.
#[macro_export]
#[doc(hidden)]
macro_rules! __read_object {
    ($type:ident $(or $default:ident)?: $($field:ident),* $(,)? $(; computed $($computed:ident),*)?) => {
        impl $crate::json::Read for $type {
            fn read<'n>(node: &'n $crate::json::Node, reader: &mut $crate::json::Reader<'n>) -> Option<Self> {
                let members = reader.members(node, &[$(stringify!($field)),*])?;
                $(let $field = reader.member(&members, stringify!($field));)*
                Some(Self { $($field: $field?,)* $($($computed: Default::default(),)*)? })
            }
            $(fn absent() -> Option<Self> {
                Some(Self::$default())
            })?
        }
    };
}

/// Reads an enum by the names of its variants: `read_choice!(Nil: "allowed" => Allowed, "required" => Required);`.
/// A variant with content is written `"every" => Every(content)`.
#[macro_export]
#[doc(hidden)]
macro_rules! __read_choice {
    ($type:ident $(or $default:ident)?: $($name:literal => $variant:ident $(($content:ident))?),* $(,)?) => {
        impl $crate::json::Read for $type {
            fn read<'n>(node: &'n $crate::json::Node, reader: &mut $crate::json::Reader<'n>) -> Option<Self> {
                let (name, content) = reader.choice(node, &[$($name),*])?;
                $(if name == $name {
                    return $crate::__read_choice!(@variant $type $variant ($($content)?) reader node name content);
                })*
                None
            }
            $(fn absent() -> Option<Self> {
                Some(Self::$default())
            })?
        }
    };
    (@variant $type:ident $variant:ident () $reader:ident $node:ident $name:ident $content:ident) => {
        match $content {
            None => Some($type::$variant),
            Some(_) => $reader.bad($node, $crate::finding::Expected::Text),
        }
    };
    (@variant $type:ident $variant:ident ($inner:ident) $reader:ident $node:ident $name:ident $content:ident) => {
        $reader.content($node, $name, $content).map($type::$variant)
    };
}

impl Read for String {
    fn read<'n>(node: &'n Node, reader: &mut Reader<'n>) -> Option<Self> {
        reader.text(node, Expected::Text).map(str::to_owned)
    }
}

impl Read for bool {
    fn read<'n>(node: &'n Node, reader: &mut Reader<'n>) -> Option<Self> {
        match node.value {
            Value::Bool(value) => Some(value),
            _ => reader.bad(node, Expected::Bool),
        }
    }
    fn absent() -> Option<Self> {
        Some(false)
    }
}

macro_rules! integers {
    ($($type:ty)*) => {$(
        impl Read for $type {
            fn read<'n>(node: &'n Node, reader: &mut Reader<'n>) -> Option<Self> {
                reader.integer(node, <$type>::MIN.into(), <$type>::MAX.into()).and_then(|n| n.try_into().ok())
            }
        }
    )*};
}

integers!(u8 u16 u32);

impl<T: Read> Read for Option<T> {
    fn read<'n>(node: &'n Node, reader: &mut Reader<'n>) -> Option<Self> {
        T::read(node, reader).map(Some)
    }
    fn absent() -> Option<Self> {
        Some(None)
    }
}

impl<T: Read> Read for std::sync::Arc<T> {
    fn read<'n>(node: &'n Node, reader: &mut Reader<'n>) -> Option<Self> {
        T::read(node, reader).map(Self::new)
    }
}

impl<T: Read> Read for Vec<T> {
    fn read<'n>(node: &'n Node, reader: &mut Reader<'n>) -> Option<Self> {
        reader.items(node)
    }
    fn absent() -> Option<Self> {
        Some(Vec::new())
    }
}

impl<K: Key, V: Read> Read for LiteMap<K, V> {
    fn read<'n>(node: &'n Node, reader: &mut Reader<'n>) -> Option<Self> {
        let Value::Object(members) = &node.value else { return reader.bad(node, Expected::Object) };
        let mut map = Self::new();
        for (key, at, value) in members {
            reader.path.push(Step::Key(key));
            let (name, value) = (K::key(key), V::read(value, reader));
            reader.path.pop();
            let Some(name) = name else {
                let code = Code::Unexpected { found: format!("\"{key}\""), expected: Expected::Id };
                reader.put(Severity::Error, *at, Some(Step::Key(key)), code);
                continue;
            };
            if let Some(value) = value
                && map.insert(name, value).is_some()
            {
                reader.put(Severity::Error, *at, Some(Step::Key(key)), Code::RepeatedKey { key: key.to_string() });
            }
        }
        Some(map)
    }
    fn absent() -> Option<Self> {
        Some(Self::new())
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
        Value::Text(t) if t.chars().count() > MOST => format!("\"{}…\"", t.chars().take(MOST).collect::<String>()),
        Value::Text(t) => format!("\"{t}\""),
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
