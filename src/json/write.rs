use super::parse::{Node, Value};
use litemap::LiteMap;

/// A type that is written as canonical JSON (RFC 8785): members in the order of their UTF-16 code units, no
/// white space, shortest escapes. Equal values give equal bytes, so a hash over them means something.
///
/// Types implement it with [`object!`](crate::json::object) and [`choice!`](crate::json::choice), together
/// with [`Read`](crate::json::Read); tests hold it against the serde derives, from which the JSON Schema comes.
pub trait Write {
    /// Writes the value behind what is there already.
    fn write(&self, out: &mut String);

    /// Whether an object leaves the value out; an absent key then reads as the same value.
    fn is_absent(&self) -> bool {
        false
    }
}

/// Writes a value as canonical JSON.
///
/// ```
/// use baocao::json::{object, to_canonical};
/// struct Answer { result: String, done: bool, note: Option<String> }
/// object!(Answer: result, done, note);
/// let text = to_canonical(&Answer { result: "Đã họp\n".into(), done: true, note: None });
/// assert_eq!(text, r#"{"done":true,"result":"Đã họp\n"}"#);
/// ```
pub fn to_canonical(value: &dyn Write) -> String {
    let mut out = String::new();
    value.write(&mut out);
    out
}

/// The members of an object that is being written, kept in canonical order.
#[derive(Debug, Default)]
pub struct Object(Vec<(String, String)>);

impl Object {
    /// One member; left out when its value is absent.
    pub fn member(&mut self, key: &str, value: &dyn Write) {
        if !value.is_absent() {
            let at = self.0.partition_point(|(known, _)| known.encode_utf16().lt(key.encode_utf16()));
            self.0.insert(at, (key.to_owned(), to_canonical(value)));
        }
    }

    /// Writes the object.
    pub fn close(self, out: &mut String) {
        let mut before = '{';
        for (key, value) in &self.0 {
            out.push(before);
            quote(key, out);
            out.push(':');
            out.push_str(value);
            before = ',';
        }
        if self.0.is_empty() {
            out.push('{');
        }
        out.push('}');
    }
}

/// Writes an array.
pub(super) fn array<T: Write>(items: &[T], out: &mut String) {
    out.push('[');
    for (i, item) in items.iter().enumerate() {
        if i > 0 {
            out.push(',');
        }
        item.write(out);
    }
    out.push(']');
}

/// Writes a choice: its name, or `{"name": …}` where something stands under it.
pub fn choice(name: &str, content: Option<&dyn Write>, out: &mut String) {
    match content {
        None => quote(name, out),
        Some(content) => {
            out.push('{');
            quote(name, out);
            out.push(':');
            content.write(out);
            out.push('}');
        }
    }
}

fn quote(text: &str, out: &mut String) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    out.push('"');
    for c in text.chars() {
        let escape = match c {
            '"' | '\\' => c,
            '\u{8}' => 'b',
            '\u{c}' => 'f',
            '\n' => 'n',
            '\r' => 'r',
            '\t' => 't',
            c if c < ' ' => {
                out.push_str("\\u00");
                out.push(HEX[c as usize >> 4] as char);
                out.push(HEX[c as usize & 15] as char);
                continue;
            }
            c => {
                out.push(c);
                continue;
            }
        };
        out.push('\\');
        out.push(escape);
    }
    out.push('"');
}

impl Write for &str {
    fn write(&self, out: &mut String) {
        quote(self, out);
    }
}

impl Write for String {
    fn write(&self, out: &mut String) {
        quote(self, out);
    }
}

impl Write for bool {
    fn write(&self, out: &mut String) {
        out.push_str(if *self { "true" } else { "false" });
    }
    fn is_absent(&self) -> bool {
        !self
    }
}

macro_rules! integers {
    ($($type:ty)*) => {$(
        impl Write for $type {
            fn write(&self, out: &mut String) {
                out.push_str(&self.to_string());
            }
        }
    )*};
}

integers!(u8 u16 u32);

impl<T: Write> Write for Option<T> {
    fn write(&self, out: &mut String) {
        match self {
            Some(value) => value.write(out),
            None => out.push_str("null"),
        }
    }
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: Write> Write for std::sync::Arc<T> {
    fn write(&self, out: &mut String) {
        T::write(self, out);
    }
}

impl<T: Write> Write for Vec<T> {
    fn write(&self, out: &mut String) {
        array(self, out);
    }
    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

/// A map is written even when it is empty: whoever reads it may look into it without asking.
impl<K: std::borrow::Borrow<str>, V: Write> Write for LiteMap<K, V> {
    fn write(&self, out: &mut String) {
        let mut object = Object::default();
        for (key, value) in self.iter() {
            object.member(key.borrow(), value);
        }
        object.close(out);
    }
}

/// What a plan is hashed by, so that white space, the order of keys and the way a text is escaped make no
/// difference.
impl Write for Node {
    fn write(&self, out: &mut String) {
        match &self.value {
            Value::Null => out.push_str("null"),
            Value::Bool(value) => value.write(out),
            Value::Number(number) => out.push_str(number),
            Value::Text(text) => quote(text, out),
            Value::Array(items) => array(items, out),
            Value::Object(members) => {
                let mut object = Object::default();
                for (key, _, value) in members {
                    object.member(key, value);
                }
                object.close(out);
            }
        }
    }
}
