use super::parse::{Limits, Node, Value, parse};
use serde::ser::{self, Serialize, Serializer};
use std::fmt;

/// A value that JSON cannot carry exactly: a floating-point number, an integer beyond 2⁵³ − 1, bytes,
/// or a map whose keys are not texts. No contract type contains one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unrepresentable;

impl fmt::Display for Unrepresentable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value that JSON cannot carry exactly")
    }
}

impl std::error::Error for Unrepresentable {}

impl ser::Error for Unrepresentable {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

/// Writes a value as canonical JSON (RFC 8785): members in the order of their UTF-16 code units, no
/// white space, shortest escapes. Equal values give equal bytes, so a hash over them means something.
///
/// # Errors
/// [`Unrepresentable`] for values the contracts do not have.
///
/// ```
/// #[derive(serde::Serialize)]
/// struct Answer<'a> { result: &'a str, done: bool }
/// let text = baocao::json::to_canonical(&Answer { result: "Đã họp\n", done: true }).unwrap();
/// assert_eq!(text, r#"{"done":true,"result":"Đã họp\n"}"#);
/// assert!(baocao::json::to_canonical(&1.5_f64).is_err());
/// ```
pub fn to_canonical<T: Serialize + ?Sized>(value: &T) -> Result<String, Unrepresentable> {
    value.serialize(Writer)
}

/// Writes a parsed tree as canonical JSON: what a plan is hashed by, so that white space, the order of
/// keys and the way a text is escaped make no difference.
pub fn canonical_tree(node: &Node) -> String {
    match &node.value {
        Value::Null => "null".to_owned(),
        Value::Bool(true) => "true".to_owned(),
        Value::Bool(false) => "false".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Text(text) => quoted(text),
        Value::Array(items) => {
            let mut array = Array(String::from("["));
            for item in items {
                array.put(&canonical_tree(item));
            }
            array.0 + "]"
        }
        Value::Object(members) => {
            object(members.iter().map(|(key, _, value)| (key.to_string(), canonical_tree(value))).collect())
        }
    }
}

fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c < ' ' => {
                const HEX: &[u8; 16] = b"0123456789abcdef";
                out.push_str("\\u00");
                out.push(HEX[c as usize >> 4] as char);
                out.push(HEX[c as usize & 15] as char);
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn object(mut members: Vec<(String, String)>) -> String {
    members.sort_unstable_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
    let mut out = String::from("{");
    for (i, (key, value)) in members.iter().enumerate() {
        if i > 0 {
            out.push(',');
        }
        out.push_str(&quoted(key));
        out.push(':');
        out.push_str(value);
    }
    out.push('}');
    out
}

struct Writer;

type Written = Result<String, Unrepresentable>;

fn integer(n: i128) -> Written {
    if n.abs() <= 9_007_199_254_740_991 { Ok(n.to_string()) } else { Err(Unrepresentable) }
}

macro_rules! integers {
    ($($method:ident $type:ty;)*) => {$(
        fn $method(self, n: $type) -> Written { integer(n.into()) }
    )*};
}

impl Serializer for Writer {
    type Ok = String;
    type Error = Unrepresentable;
    type SerializeSeq = Array;
    type SerializeTuple = Array;
    type SerializeTupleStruct = Array;
    type SerializeTupleVariant = ser::Impossible<String, Unrepresentable>;
    type SerializeMap = Object;
    type SerializeStruct = Object;
    type SerializeStructVariant = ser::Impossible<String, Unrepresentable>;

    integers! {
        serialize_i8 i8; serialize_i16 i16; serialize_i32 i32; serialize_i64 i64;
        serialize_u8 u8; serialize_u16 u16; serialize_u32 u32; serialize_u64 u64;
    }
    fn serialize_bool(self, b: bool) -> Written {
        Ok(b.to_string())
    }
    fn serialize_f32(self, _: f32) -> Written {
        Err(Unrepresentable)
    }
    fn serialize_f64(self, _: f64) -> Written {
        Err(Unrepresentable)
    }
    fn serialize_char(self, c: char) -> Written {
        Ok(quoted(c.encode_utf8(&mut [0; 4])))
    }
    fn serialize_str(self, text: &str) -> Written {
        Ok(quoted(text))
    }
    fn serialize_bytes(self, _: &[u8]) -> Written {
        Err(Unrepresentable)
    }
    fn serialize_none(self) -> Written {
        self.serialize_unit()
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Written {
        value.serialize(self)
    }
    fn serialize_unit(self) -> Written {
        Ok("null".to_owned())
    }
    fn serialize_unit_struct(self, _: &'static str) -> Written {
        self.serialize_unit()
    }
    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Written {
        Ok(quoted(variant))
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Written {
        value.serialize(self)
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Written {
        Ok(object(vec![(variant.to_owned(), value.serialize(Writer)?)]))
    }
    fn serialize_seq(self, _: Option<usize>) -> Result<Array, Unrepresentable> {
        Ok(Array(String::from("[")))
    }
    fn serialize_tuple(self, _: usize) -> Result<Array, Unrepresentable> {
        self.serialize_seq(None)
    }
    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Array, Unrepresentable> {
        self.serialize_seq(None)
    }
    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Unrepresentable> {
        Err(Unrepresentable)
    }
    fn serialize_map(self, _: Option<usize>) -> Result<Object, Unrepresentable> {
        Ok(Object { members: Vec::new(), key: None })
    }
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Object, Unrepresentable> {
        self.serialize_map(None)
    }
    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Unrepresentable> {
        Err(Unrepresentable)
    }
}

struct Array(String);

impl Array {
    fn push<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unrepresentable> {
        self.put(&value.serialize(Writer)?);
        Ok(())
    }

    fn put(&mut self, item: &str) {
        if self.0.len() > 1 {
            self.0.push(',');
        }
        self.0.push_str(item);
    }

    fn close(mut self) -> Written {
        self.0.push(']');
        Ok(self.0)
    }
}

impl ser::SerializeSeq for Array {
    type Ok = String;
    type Error = Unrepresentable;
    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unrepresentable> {
        self.push(value)
    }
    fn end(self) -> Written {
        self.close()
    }
}

impl ser::SerializeTuple for Array {
    type Ok = String;
    type Error = Unrepresentable;
    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unrepresentable> {
        self.push(value)
    }
    fn end(self) -> Written {
        self.close()
    }
}

impl ser::SerializeTupleStruct for Array {
    type Ok = String;
    type Error = Unrepresentable;
    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unrepresentable> {
        self.push(value)
    }
    fn end(self) -> Written {
        self.close()
    }
}

struct Object {
    members: Vec<(String, String)>,
    key: Option<String>,
}

impl ser::SerializeMap for Object {
    type Ok = String;
    type Error = Unrepresentable;
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Unrepresentable> {
        // Every kind of key of the contracts is a text; whatever else writes unquoted is none.
        let quoted = key.serialize(Writer)?;
        let Ok(Value::Text(raw)) = parse(&quoted, Limits::default()).map(|node| node.value) else {
            return Err(Unrepresentable);
        };
        self.key = Some(raw.into());
        Ok(())
    }
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unrepresentable> {
        let key = self.key.take().ok_or(Unrepresentable)?;
        self.members.push((key, value.serialize(Writer)?));
        Ok(())
    }
    fn end(self) -> Written {
        Ok(object(self.members))
    }
}

impl ser::SerializeStruct for Object {
    type Ok = String;
    type Error = Unrepresentable;
    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Unrepresentable> {
        self.members.push((key.to_owned(), value.serialize(Writer)?));
        Ok(())
    }
    fn end(self) -> Written {
        Ok(object(self.members))
    }
}
