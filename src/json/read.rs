use super::parse::{Limits, Node, Value, parse, position};
use crate::finding::{Code, Expected, Finding, Pointer, Severity};
use serde::de::{
    Deserialize, DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};
use std::cell::RefCell;
use std::fmt;

/// The greatest whole number that every JSON reader keeps exactly (2⁵³ − 1).
const MAX_SAFE: i64 = 9_007_199_254_740_991;

/// Stand-ins for a value that could not be read, so that reading can go on and report what else is
/// wrong. The first that a type accepts is taken; the result is thrown away with the document.
const STAND_INS: [&str; 4] = ["-", "2000-01-01", "01-01", "0"];

/// What reading gave: every finding, in the order of the text, and the value unless there was an error.
#[derive(Debug)]
pub struct Reading<T> {
    /// The value; absent when a finding is an error.
    pub value: Option<T>,
    /// Everything found.
    pub findings: Vec<Finding>,
}

/// Reads a text into a type through its serde derive, collecting all mistakes.
///
/// `unknown` is the severity of keys the type does not know; keys that start with `x-` are free.
///
/// ```
/// use baocao::{finding::Severity, json::{Limits, read_text}};
/// #[derive(serde::Deserialize)]
/// struct Unit { id: String, level: u8 }
/// let reading = read_text::<Unit>("{\"level\": true,\n \"nam\": 1}", Limits::default(), Severity::Error);
/// assert!(reading.value.is_none());
/// assert_eq!(reading.findings.len(), 3); // no id, level is no number, unknown "nam"
/// ```
pub fn read_text<T: DeserializeOwned>(text: &str, limits: Limits, unknown: Severity) -> Reading<T> {
    match parse(text, limits) {
        Ok(root) => read(&root, text, unknown),
        Err(finding) => Reading { value: None, findings: vec![*finding] },
    }
}

/// Reads a parsed tree; `text` is what it was parsed from.
pub fn read<T: DeserializeOwned>(root: &Node, text: &str, unknown: Severity) -> Reading<T> {
    let sink = Sink { text, unknown, found: RefCell::default() };
    let value = recover::<T>(Some(root), &Path::Root, &sink, false, Key::NONE).ok();
    let mut found = sink.found.into_inner();
    found.sort_by_key(|(at, _)| *at);
    let findings: Vec<_> = found.into_iter().map(|(_, finding)| finding).collect();
    Reading { value: value.filter(|_| !findings.iter().any(Finding::is_error)), findings }
}

/// Where findings go.
struct Sink<'a> {
    text: &'a str,
    unknown: Severity,
    found: RefCell<Vec<(u32, Finding)>>,
}

impl Sink<'_> {
    #[cold]
    fn put(&self, severity: Severity, at: u32, path: &Path<'_>, code: Code) {
        let position = Some(position(self.text, at as usize));
        self.found.borrow_mut().push((at, Finding { severity, at: path.pointer(), position, code }));
    }
}

/// The way from the root, as links on the stack: pointers are only made for findings.
enum Path<'a> {
    Root,
    Key(&'a Path<'a>, &'a str),
    Index(&'a Path<'a>, usize),
}

impl Path<'_> {
    fn pointer(&self) -> Pointer {
        match self {
            Path::Root => Pointer::root(),
            Path::Key(parent, key) => parent.pointer().key(key),
            Path::Index(parent, index) => parent.pointer().index(*index),
        }
    }
}

/// Why a value was given up.
#[derive(Debug)]
enum Stop {
    /// Already in the sink.
    Reported,
    /// A struct lacks this field.
    Missing(&'static str),
    /// The value is not what its type expects.
    Bad(Expected),
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("unreadable")
    }
}

impl std::error::Error for Stop {}

impl Error for Stop {
    fn custom<T: fmt::Display>(expected: T) -> Self {
        Stop::Bad(Expected::named(&expected.to_string()))
    }
    fn invalid_type(_: serde::de::Unexpected<'_>, expected: &dyn serde::de::Expected) -> Self {
        Self::custom(expected)
    }
    fn invalid_value(_: serde::de::Unexpected<'_>, expected: &dyn serde::de::Expected) -> Self {
        Self::custom(expected)
    }
    fn unknown_variant(_: &str, variants: &'static [&'static str]) -> Self {
        Stop::Bad(one_of(variants))
    }
    fn missing_field(field: &'static str) -> Self {
        Stop::Missing(field)
    }
    fn duplicate_field(_: &'static str) -> Self {
        Stop::Reported
    }
}

fn one_of(variants: &[&str]) -> Expected {
    Expected::OneOf(variants.iter().map(|v| (*v).to_owned()).collect())
}

/// Reads one value; on a mistake reports it and stands something in, so that the parent can go on.
fn recover<'de, T: Deserialize<'de>>(
    node: Option<&Node>,
    path: &Path<'_>,
    sink: &Sink<'_>,
    quiet: bool,
    key: Key,
) -> Result<T, Stop> {
    let mut filled: Vec<&'static str> = Vec::new();
    while let Some(node) = node {
        let muted = quiet || !filled.is_empty();
        let source = Source { node: Some(node), path, sink, quiet: muted, filled: &filled, stand_in: "", key };
        match T::deserialize(source) {
            Ok(value) => return Ok(value),
            Err(Stop::Missing(key)) if !filled.contains(&key) => {
                if !quiet {
                    sink.put(Severity::Error, node.at, path, Code::MissingKey { key: key.to_owned() });
                }
                filled.push(key);
            }
            Err(Stop::Bad(expected)) => {
                if !muted {
                    let found = shown(&node.value);
                    sink.put(Severity::Error, node.at, path, Code::Unexpected { found, expected });
                }
                break;
            }
            Err(_) => break,
        }
    }
    STAND_INS
        .iter()
        .find_map(|stand_in| {
            let source = Source { node: None, path, sink, quiet: true, filled: &[], stand_in, key };
            T::deserialize(source).ok()
        })
        .ok_or(Stop::Reported)
}

/// A value as a message shows it: short.
fn shown(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(b) => b.to_string(),
        Value::Number(n) => n.chars().take(40).collect(),
        Value::Text(t) if t.chars().count() > 40 => format!("\"{}…\"", t.chars().take(40).collect::<String>()),
        Value::Text(t) => format!("\"{t}\""),
        Value::Array(_) => "[…]".to_owned(),
        Value::Object(_) => "{…}".to_owned(),
    }
}

/// A node, or nothing (`node: None`), in which case the stand-in is given.
#[derive(Clone, Copy)]
struct Source<'a> {
    node: Option<&'a Node>,
    path: &'a Path<'a>,
    sink: &'a Sink<'a>,
    quiet: bool,
    /// Fields to stand in for, because they are missing.
    filled: &'a [&'static str],
    stand_in: &'static str,
    /// The key above this value.
    key: Key,
}

/// What a message about an unknown key needs to know of it.
#[derive(Clone, Copy)]
struct Key {
    /// Its offset.
    at: u32,
    /// The keys that would be known in its place.
    siblings: &'static [&'static str],
}

impl Key {
    const NONE: Self = Self { at: 0, siblings: &[] };
}

impl Source<'_> {
    fn integer(&self, min: i64, max: i64) -> Result<i64, Stop> {
        let Some(node) = self.node else { return Ok(1) };
        let bad = if min == -MAX_SAFE { Expected::Integer } else { Expected::IntegerIn(min, max) };
        match &node.value {
            Value::Number(n) => n.parse().ok().filter(|n| (min..=max).contains(n)).ok_or(Stop::Bad(bad)),
            _ => Err(Stop::Bad(bad)),
        }
    }

    fn object<'de, V: Visitor<'de>>(self, fields: &'static [&'static str], visitor: V) -> Result<V::Value, Stop> {
        let members: &[_] = match self.node.map(|n| &n.value) {
            None => &[],
            Some(Value::Object(members)) => members,
            Some(_) => return Err(Stop::Bad(Expected::Object)),
        };
        let filled = if self.node.is_none() { fields } else { self.filled };
        visitor.visit_map(Members { source: self, members, next: 0, current: None, fields, filled })
    }
}

macro_rules! integers {
    ($($method:ident $min:expr, $max:expr;)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
            let n = self.integer($min, $max)?;
            if n < 0 { visitor.visit_i64(n) } else { visitor.visit_u64(n.unsigned_abs()) }
        }
    )*};
}

impl<'de> Deserializer<'de> for Source<'_> {
    type Error = Stop;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        match self.node.map(|n| &n.value) {
            None => visitor.visit_str(self.stand_in),
            Some(Value::Null) => visitor.visit_unit(),
            Some(Value::Bool(b)) => visitor.visit_bool(*b),
            Some(Value::Number(_)) => visitor.visit_i64(self.integer(-MAX_SAFE, MAX_SAFE)?),
            Some(Value::Text(t)) => visitor.visit_str(t),
            Some(Value::Array(_)) => self.deserialize_seq(visitor),
            Some(Value::Object(_)) => self.object(&[], visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        match self.node.map(|n| &n.value) {
            None => visitor.visit_bool(false),
            Some(Value::Bool(b)) => visitor.visit_bool(*b),
            Some(_) => Err(Stop::Bad(Expected::Bool)),
        }
    }

    integers! {
        deserialize_i8 i8::MIN.into(), i8::MAX.into();
        deserialize_i16 i16::MIN.into(), i16::MAX.into();
        deserialize_i32 i32::MIN.into(), i32::MAX.into();
        deserialize_i64 -MAX_SAFE, MAX_SAFE;
        deserialize_u8 0, u8::MAX.into();
        deserialize_u16 0, u16::MAX.into();
        deserialize_u32 0, u32::MAX.into();
        deserialize_u64 0, MAX_SAFE;
        deserialize_f32 -MAX_SAFE, MAX_SAFE;
        deserialize_f64 -MAX_SAFE, MAX_SAFE;
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        match self.node.map(|n| &n.value) {
            None => visitor.visit_str(self.stand_in),
            Some(Value::Text(t)) => visitor.visit_str(t),
            Some(_) => Err(Stop::Bad(Expected::Text)),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        match self.node.map(|n| &n.value) {
            None | Some(Value::Null) => visitor.visit_none(),
            Some(_) => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Stop> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        let items: &[_] = match self.node.map(|n| &n.value) {
            None => &[],
            Some(Value::Array(items)) => items,
            Some(_) => return Err(Stop::Bad(Expected::Array)),
        };
        visitor.visit_seq(Items { source: self, items, next: 0 })
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        self.object(&[], visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Stop> {
        self.object(fields, visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Stop> {
        let (name, content) = match self.node.map(|n| &n.value) {
            None => (variants.first().copied().unwrap_or_default(), None),
            Some(Value::Text(name)) => (&**name, None),
            Some(Value::Object(members)) => match &members[..] {
                [(name, _, content)] => (&**name, Some(content)),
                _ => return Err(Stop::Bad(one_of(variants))),
            },
            Some(_) => return Err(Stop::Bad(one_of(variants))),
        };
        if !variants.contains(&name) {
            return Err(Stop::Bad(one_of(variants)));
        }
        visitor.visit_enum(Variant { source: self, name, content })
    }

    /// Only derived structs ask to ignore: the key above this value is one they do not know.
    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        if let (Path::Key(_, name), false) = (self.path, self.quiet || self.node.is_none())
            && !name.starts_with("x-")
        {
            let near = self.key.siblings.iter().find(|known| is_near(known, name)).map(|known| (*known).to_owned());
            self.sink.put(
                self.sink.unknown,
                self.key.at,
                self.path,
                Code::UnknownKey { key: (*name).to_owned(), near },
            );
        }
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! { char bytes byte_buf unit unit_struct tuple tuple_struct identifier }
}

struct Items<'a> {
    source: Source<'a>,
    items: &'a [Node],
    next: usize,
}

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = Stop;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Stop> {
        let Some(item) = self.items.get(self.next) else { return Ok(None) };
        let path = Path::Index(self.source.path, self.next);
        self.next += 1;
        let source = Source { node: Some(item), path: &path, filled: &[], ..self.source };
        seed.deserialize(source).map(Some)
    }

    fn next_element<T: Deserialize<'de>>(&mut self) -> Result<Option<T>, Stop> {
        let Some(item) = self.items.get(self.next) else { return Ok(None) };
        let path = Path::Index(self.source.path, self.next);
        self.next += 1;
        recover(Some(item), &path, self.source.sink, self.source.quiet, Key::NONE).map(Some)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.items.len() - self.next)
    }
}

struct Members<'a> {
    source: Source<'a>,
    members: &'a [(Box<str>, u32, Node)],
    next: usize,
    /// The member whose key was given last: key, its offset, value.
    current: Option<(&'a str, u32, Option<&'a Node>)>,
    fields: &'static [&'static str],
    filled: &'a [&'static str],
}

impl<'a> Members<'a> {
    /// Moves to the next member, reporting repeated keys and passing over free ones.
    fn step(&mut self) -> Option<&'a str> {
        while let Some((key, at, node)) = self.members.get(self.next) {
            let (sink, path) = (self.source.sink, self.source.path);
            self.next += 1;
            // Objects are small except maps keyed by the author; repeated keys matter in both.
            let earlier = &self.members[..self.next - 1];
            if earlier.len() < 64 && earlier.iter().any(|(k, ..)| k == key) {
                if !self.source.quiet {
                    let code = Code::RepeatedKey { key: key.to_string() };
                    sink.put(Severity::Error, *at, &Path::Key(path, key), code);
                }
                continue;
            }
            self.current = Some((key, *at, Some(node)));
            return Some(key);
        }
        let index = self.next - self.members.len();
        let key = self.filled.get(index)?;
        self.next += 1;
        self.current = Some((key, 0, None));
        Some(key)
    }
}

impl<'de> MapAccess<'de> for Members<'_> {
    type Error = Stop;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Stop> {
        self.step().map(|key| seed.deserialize(serde::de::value::StrDeserializer::new(key))).transpose()
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Stop> {
        let (key, _, node) = self.current.take().ok_or(Stop::Reported)?;
        let path = Path::Key(self.source.path, key);
        seed.deserialize(Source { node, path: &path, filled: &[], ..self.source })
    }

    fn next_value<V: Deserialize<'de>>(&mut self) -> Result<V, Stop> {
        let (key, at, node) = self.current.take().ok_or(Stop::Reported)?;
        let path = Path::Key(self.source.path, key);
        let Source { sink, quiet, .. } = self.source;
        recover(node, &path, sink, quiet, Key { at, siblings: self.fields })
    }

    fn next_entry<K: Deserialize<'de>, V: Deserialize<'de>>(&mut self) -> Result<Option<(K, V)>, Stop> {
        while let Some(key) = self.step() {
            let source: serde::de::value::StrDeserializer<'_, Stop> = serde::de::value::StrDeserializer::new(key);
            match K::deserialize(source) {
                Ok(k) => return self.next_value().map(|v| Some((k, v))),
                Err(stop) => {
                    let (key, at, _) = self.current.take().ok_or(Stop::Reported)?;
                    if let (Stop::Bad(expected), false) = (stop, self.source.quiet) {
                        let code = Code::Unexpected { found: format!("\"{key}\""), expected };
                        self.source.sink.put(Severity::Error, at, &Path::Key(self.source.path, key), code);
                    }
                }
            }
        }
        Ok(None)
    }
}

struct Variant<'a> {
    source: Source<'a>,
    name: &'a str,
    content: Option<&'a Node>,
}

impl<'de, 'a> EnumAccess<'de> for Variant<'a> {
    type Error = Stop;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Stop> {
        Ok((seed.deserialize(serde::de::value::StrDeserializer::<Stop>::new(self.name))?, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'_> {
    type Error = Stop;

    fn unit_variant(self) -> Result<(), Stop> {
        if self.content.is_some() { Err(Stop::Bad(Expected::Text)) } else { Ok(()) }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, _: T) -> Result<T::Value, Stop> {
        Err(Stop::Reported) // derived enums call `newtype_variant`
    }

    fn newtype_variant<T: Deserialize<'de>>(self) -> Result<T, Stop> {
        if self.content.is_none() && self.source.node.is_some() {
            return Err(Stop::Bad(Expected::Object));
        }
        let path = Path::Key(self.source.path, self.name);
        recover(self.content, &path, self.source.sink, self.source.quiet, Key::NONE)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Stop> {
        Err(Stop::Reported) // no contract has tuple variants
    }

    fn struct_variant<V: Visitor<'de>>(self, fields: &'static [&'static str], visitor: V) -> Result<V::Value, Stop> {
        let path = Path::Key(self.source.path, self.name);
        Source { node: self.content, path: &path, filled: &[], ..self.source }.object(fields, visitor)
    }
}

/// Whether one key is probably a slip of the other: at most two letters apart, or equal but for `_`, `-` and case.
fn is_near(known: &str, typed: &str) -> bool {
    let plain = |s: &str| s.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    plain(known) == plain(typed) || (known.len() > 3 && distance(known, typed) <= 2)
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
