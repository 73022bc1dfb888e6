use crate::finding::{Code, Expected, Finding, Pointer, Position};

/// Bounds of a document; beyond them reading stops with a finding.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of UTF-8.
    pub bytes: usize,
    /// Arrays and objects inside one another.
    pub depth: u32,
}

impl Default for Limits {
    /// 20 MB, 64 levels.
    fn default() -> Self {
        Self { bytes: 20_000_000, depth: 64 }
    }
}

/// A JSON value and the byte at which it starts.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Byte offset of its first sign.
    pub at: u32,
    /// The value.
    pub value: Value,
}

/// A JSON value; numbers keep their digits as written, objects their order.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `null`
    Null,
    /// `true`, `false`
    Bool(bool),
    /// A number exactly as written.
    Number(Box<str>),
    /// A text.
    Text(Box<str>),
    /// An array.
    Array(Vec<Node>),
    /// An object: key, byte offset of the key, value.
    Object(Vec<(Box<str>, u32, Node)>),
}

impl Node {
    /// The value of a key, of an object that has it.
    pub fn member(&self, key: &str) -> Option<&Self> {
        let Value::Object(members) = &self.value else { return None };
        members.iter().find(|(name, ..)| **name == *key).map(|(.., value)| value)
    }
}

/// Reads a text as JSON (RFC 8259). A leading byte order mark is skipped.
///
/// # Errors
/// The first place that is not JSON, or that passes the limits. (After a sign that is not JSON
/// nothing later can be trusted, so there is one such finding at most.)
pub fn parse(text: &str, limits: Limits) -> Result<Node, Box<Finding>> {
    if text.len() > limits.bytes || text.len() > u32::MAX as usize {
        let code = Code::TooLarge { found: text.len() as u64, max: limits.bytes as u64 };
        return Err(Box::new(Finding::error(Pointer::root(), code)));
    }
    let at = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut parser = Parser { text, at, depth: 0, max_depth: limits.depth };
    let node = parser.value().and_then(|node| {
        parser.space();
        if parser.at < text.len() { Err(parser.expected(Expected::End)) } else { Ok(node) }
    });
    node.map_err(|(at, code)| {
        let mut finding = Finding::error(Pointer::root(), code);
        finding.position = Some(position(text, at));
        Box::new(finding)
    })
}

/// Line and column of a byte offset.
pub(super) fn position(text: &str, at: usize) -> Position {
    after(START, text.get(..text.floor_char_boundary(at)).unwrap_or(text))
}

/// Where every text starts.
pub(super) const START: Position = Position { line: 1, column: 1 };

/// Where a text ends that starts at a place.
pub(super) fn after(Position { mut line, mut column }: Position, text: &str) -> Position {
    for sign in text.chars() {
        (line, column) = if sign == '\n' { (line + 1, 1) } else { (line, column + 1) };
    }
    Position { line, column }
}

/// Where the value at a pointer starts; the nearest value around it when there is none.
pub fn locate(root: &Node, text: &str, pointer: &Pointer) -> Option<Position> {
    let mut node = root;
    for segment in pointer.segments() {
        let inner = match &node.value {
            Value::Object(_) => node.member(&segment),
            Value::Array(items) => segment.parse::<usize>().ok().and_then(|i| items.get(i)),
            _ => None,
        };
        match inner {
            Some(inner) => node = inner,
            None => break,
        }
    }
    Some(position(text, node.at as usize))
}

struct Parser<'t> {
    text: &'t str,
    at: usize,
    depth: u32,
    max_depth: u32,
}

type Parsed<T> = Result<T, (usize, Code)>;

impl Parser<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// What is not read yet.
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// What was read since a byte.
    fn since(&self, start: usize) -> &str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    #[cold]
    fn expected(&self, expected: Expected) -> (usize, Code) {
        let found = self.rest().chars().next().map_or(String::new(), String::from);
        (self.at, Code::Syntax { found, expected })
    }

    fn one_of(&self, signs: &[&str]) -> (usize, Code) {
        self.expected(Expected::OneOf(signs.iter().map(|s| (*s).to_owned()).collect()))
    }

    fn value(&mut self) -> Parsed<Node> {
        self.space();
        let at = self.at as u32;
        let value = match self.peek() {
            Some(b'{') => self.nested(Self::object)?,
            Some(b'[') => self.nested(Self::array)?,
            Some(b'"') => Value::Text(self.string()?),
            Some(b'-' | b'0'..=b'9') => Value::Number(self.number()?),
            Some(b't') => self.word("true", Value::Bool(true))?,
            Some(b'f') => self.word("false", Value::Bool(false))?,
            Some(b'n') => self.word("null", Value::Null)?,
            _ => return Err(self.expected(Expected::Value)),
        };
        Ok(Node { at, value })
    }

    fn nested(&mut self, read: fn(&mut Self) -> Parsed<Value>) -> Parsed<Value> {
        if self.depth == self.max_depth {
            return Err((self.at, Code::TooDeep { max: self.max_depth }));
        }
        self.depth += 1;
        self.at += 1;
        let value = read(self);
        self.depth -= 1;
        value
    }

    fn word(&mut self, word: &str, value: Value) -> Parsed<Value> {
        if !self.rest().starts_with(word) {
            return Err(self.expected(Expected::Value));
        }
        self.at += word.len();
        Ok(value)
    }

    fn array(&mut self) -> Parsed<Value> {
        let mut items = Vec::new();
        self.space();
        if self.peek() == Some(b']') {
            self.at += 1;
            return Ok(Value::Array(items));
        }
        loop {
            items.push(self.value()?);
            self.space();
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b']') => {
                    self.at += 1;
                    return Ok(Value::Array(items));
                }
                _ => return Err(self.one_of(&[",", "]"])),
            }
        }
    }

    fn object(&mut self) -> Parsed<Value> {
        let mut members = Vec::new();
        self.space();
        if self.peek() == Some(b'}') {
            self.at += 1;
            return Ok(Value::Object(members));
        }
        loop {
            self.space();
            let at = self.at as u32;
            if self.peek() != Some(b'"') {
                return Err(self.one_of(&["\""]));
            }
            let key = self.string()?;
            self.space();
            if self.peek() != Some(b':') {
                return Err(self.one_of(&[":"]));
            }
            self.at += 1;
            members.push((key, at, self.value()?));
            self.space();
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b'}') => {
                    self.at += 1;
                    return Ok(Value::Object(members));
                }
                _ => return Err(self.one_of(&[",", "}"])),
            }
        }
    }

    fn number(&mut self) -> Parsed<Box<str>> {
        let start = self.at;
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        match self.peek() {
            Some(b'0') => self.at += 1,
            _ => self.digits()?,
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            self.digits()?;
        }
        Ok(self.since(start).into())
    }

    fn digits(&mut self) -> Parsed<()> {
        let start = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        if self.at == start { Err(self.expected(Expected::Integer)) } else { Ok(()) }
    }

    fn string(&mut self) -> Parsed<Box<str>> {
        self.at += 1;
        let mut out = String::new();
        loop {
            let start = self.at;
            while self.peek().is_some_and(|b| b != b'"' && b != b'\\' && b >= 0x20) {
                self.at += 1;
            }
            out.push_str(self.since(start));
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(out.into());
                }
                Some(b'\\') => out.push(self.escape()?),
                _ => return Err(self.one_of(&["\""])),
            }
        }
    }

    fn escape(&mut self) -> Parsed<char> {
        let start = self.at;
        self.at += 1;
        let sign = match self.peek() {
            Some(b @ (b'"' | b'\\' | b'/')) => b as char,
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode(start),
            _ => return Err(self.expected(Expected::Text)),
        };
        self.at += 1;
        Ok(sign)
    }

    fn unicode(&mut self, start: usize) -> Parsed<char> {
        let high = self.hex4(start)?;
        let scalar = if (0xd800..0xdc00).contains(&high) && self.rest().starts_with("\\u") {
            self.at += 1;
            let low = self.hex4(start)?;
            if !(0xdc00..0xe000).contains(&low) {
                return Err((start, Code::Syntax { found: "\\u".into(), expected: Expected::Text }));
            }
            0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00)
        } else {
            high
        };
        char::from_u32(scalar).ok_or((start, Code::Syntax { found: "\\u".into(), expected: Expected::Text }))
    }

    /// Four hexadecimal digits after the `u` this parser stands on.
    fn hex4(&mut self, start: usize) -> Parsed<u32> {
        let digits = self.text.get(self.at + 1..self.at + 5).filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()));
        let scalar = digits.and_then(|d| u32::from_str_radix(d, 16).ok());
        let scalar = scalar.ok_or((start, Code::Syntax { found: "\\u".into(), expected: Expected::Text }))?;
        self.at += 5;
        Ok(scalar)
    }
}
