use super::parse::{Node, Value};
use super::read::{Read, Reader, read_anyway};
use super::write::Write;
use crate::finding::{Finding, Severity};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::any::Any;
use std::fmt;
use std::marker::PhantomData;
use std::sync::{Arc, OnceLock};

/// A part of a document that is read only when somebody asks for it: it is kept as it was parsed until then, so that what
/// shows a plan need not know what is in it. Whoever checks a document asks for its [`Deferred::mistakes`].
///
/// ```
/// use baocao::{finding::Severity, json::{Deferred, Limits, object, read_text}};
/// struct Rule { least: u8 }
/// object!(Rule: least);
/// struct Question { rule: Deferred<Rule> }
/// object!(Question: rule);
/// let read = |text| read_text::<Question>(text, Limits::default(), Severity::Error).value;
/// assert_eq!(read(r#"{"rule":{"least":3}}"#).and_then(|q| Some(q.rule.get()?.least)), Some(3));
/// assert!(read("{}").is_some_and(|question| question.rule.get().is_none()));
/// let wrong = read(r#"{"rule":{"least":"three"}}"#).map(|question| question.rule.mistakes(Severity::Error));
/// assert_eq!(wrong.map(|mistakes| mistakes[0].at.to_string()).as_deref(), Some("/least"));
/// ```
pub struct Deferred<T> {
    kept: Option<Arc<Kept>>,
    of: PhantomData<fn() -> T>,
}

struct Kept {
    node: Node,
    /// Without its type: what drops a document would have to know that otherwise.
    read: OnceLock<Box<dyn Any + Send + Sync>>,
}

impl<T> Deferred<T> {
    /// Whether there is something.
    pub fn is_there(&self) -> bool {
        self.kept.is_some()
    }
}

impl<T: Read + Send + Sync + 'static> Deferred<T> {
    /// What it says; where it cannot be read something blank in place of each mistake. None where there is nothing.
    pub fn get(&self) -> Option<&T> {
        let kept = self.kept.as_ref()?;
        let read = kept.read.get_or_init(|| Box::new(read_anyway::<T>(&kept.node, "", Severity::Warning).0));
        read.downcast_ref()
    }

    /// What is wrong with it, each at its place seen from here.
    pub fn mistakes(&self, unknown: Severity) -> Vec<Finding> {
        let found = self.kept.as_ref().map(|kept| read_anyway::<T>(&kept.node, "", unknown).1);
        found.unwrap_or_default()
    }

    /// Something that need not be read.
    fn of(value: Option<T>) -> Self {
        let kept = value.map(|value| {
            let read = OnceLock::new();
            // It is new, and so is empty.
            let _ = read.set(Box::new(value) as Box<dyn Any + Send + Sync>);
            Arc::new(Kept { node: Node { at: 0, value: Value::Null }, read })
        });
        Self { kept, of: PhantomData }
    }
}

impl<T> Read for Deferred<T> {
    const IS_OPTIONAL: bool = true;

    fn read<'n>(node: &'n Node, _: &mut Reader<'n>) -> Self {
        let is_there = !matches!(node.value, Value::Null);
        let kept = is_there.then(|| Arc::new(Kept { node: node.clone(), read: OnceLock::new() }));
        Self { kept, of: PhantomData }
    }
}

impl<T: Read + Write + Send + Sync + 'static> Write for Deferred<T> {
    fn write(&self, out: &mut String) {
        if let Some(value) = self.get() {
            value.write(out);
        }
    }

    fn is_absent(&self) -> bool {
        !self.is_there()
    }
}

impl<T> Clone for Deferred<T> {
    fn clone(&self) -> Self {
        Self { kept: self.kept.clone(), of: PhantomData }
    }
}

impl<T> Default for Deferred<T> {
    fn default() -> Self {
        Self { kept: None, of: PhantomData }
    }
}

/// By what was parsed, without reading it; what was made in another way is equal to itself alone.
impl<T> PartialEq for Deferred<T> {
    fn eq(&self, other: &Self) -> bool {
        match (&self.kept, &other.kept) {
            (None, None) => true,
            (Some(one), Some(two)) => {
                Arc::ptr_eq(one, two) || one.node == two.node && !matches!(one.node.value, Value::Null)
            }
            _ => false,
        }
    }
}

impl<T> Eq for Deferred<T> {}

impl<T> fmt::Debug for Deferred<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Deferred").field(&self.kept.as_ref().map(|kept| &kept.node.value)).finish()
    }
}

impl<T: Read + Serialize + Send + Sync + 'static> Serialize for Deferred<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.get().serialize(to)
    }
}

impl<'de, T: Read + Deserialize<'de> + Send + Sync + 'static> Deserialize<'de> for Deferred<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(Self::of(Option::deserialize(from)?))
    }
}

#[cfg(feature = "schema")]
impl<T: schemars::JsonSchema> schemars::JsonSchema for Deferred<T> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        T::schema_name()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        T::json_schema(generator)
    }

    fn inline_schema() -> bool {
        T::inline_schema()
    }
}
