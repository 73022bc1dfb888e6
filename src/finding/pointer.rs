use serde::{Serialize, Serializer};
use std::fmt;

/// A JSON Pointer (RFC 6901): the place of a value in a plan or a report.
///
/// ```
/// use baocao::finding::Pointer;
/// let at = Pointer::root().key("entries").index(3).key("a/b~c");
/// assert_eq!(at.as_str(), "/entries/3/a~1b~0c");
/// assert_eq!(at.segments().collect::<Vec<_>>(), ["entries", "3", "a/b~c"]);
/// let foreign = Pointer::parse("/~01/~x~/đ~1").unwrap();
/// assert_eq!(foreign.segments().collect::<Vec<_>>(), ["~1", "~x~", "đ/"]);
/// assert_eq!(Pointer::parse("#/c%25d/%C4%91"), Pointer::parse("/c%d/đ"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pointer(String);

impl Pointer {
    /// The whole document.
    pub fn root() -> Self {
        Self::default()
    }

    /// The member `key` of the object at this place.
    #[must_use]
    pub fn key(&self, key: &str) -> Self {
        let mut to = self.clone();
        to.push(key);
        to
    }

    /// The element `index` of the array at this place.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        self.key(&index.to_string())
    }

    /// The pointer as text; empty for the whole document.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The unescaped reference tokens, outermost first.
    pub fn segments(&self) -> impl Iterator<Item = String> + '_ {
        self.0.split('/').skip(1).map(|escaped| {
            let mut parts = escaped.split('~');
            let mut segment = parts.next().unwrap_or_default().to_owned();
            for part in parts {
                let (sign, rest) = match (part.strip_prefix('1'), part.strip_prefix('0')) {
                    (Some(rest), _) => ('/', rest),
                    (_, Some(rest)) => ('~', rest),
                    _ => ('~', part),
                };
                segment.push(sign);
                segment.push_str(rest);
            }
            segment
        })
    }

    /// Whether `other` is this place or one below it.
    ///
    /// ```
    /// use baocao::finding::Pointer;
    /// let sections = Pointer::root().key("sections");
    /// assert!(sections.holds(&sections.key("overall")));
    /// assert!(!sections.key("a").holds(&sections.key("ab")));
    /// ```
    pub fn holds(&self, other: &Self) -> bool {
        other.0.strip_prefix(&*self.0).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// Reads a pointer, also as the fragment of a URI, as RFC 9457 writes it; `None` unless it is empty or starts with
    /// `/`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.strip_prefix('#').map_or_else(|| Some(text.to_owned()), unescaped)?;
        (text.is_empty() || text.starts_with('/')).then_some(Self(text))
    }

    fn push(&mut self, key: &str) {
        self.0.push('/');
        for c in key.chars() {
            match c {
                '~' => self.0.push_str("~0"),
                '/' => self.0.push_str("~1"),
                c => self.0.push(c),
            }
        }
    }
}

/// A text without the escapes of a URI (`%25`); one that cannot be an escape stays.
fn unescaped(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let digits = after.get(..2).filter(|_| byte == b'%').and_then(|digits| std::str::from_utf8(digits).ok());
        let escaped = digits.filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
        match escaped.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(escaped) => {
                bytes.push(escaped);
                rest = &after[2..];
            }
            None => {
                bytes.push(byte);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).ok()
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for Pointer {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.0)
    }
}
