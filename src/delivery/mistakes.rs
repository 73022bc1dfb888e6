//! What backends of many kinds say is wrong where.

use super::ProblemError;
use crate::finding::Pointer;
use crate::json::{Node, Value};

/// Most mistakes that are taken from one answer.
const MOST: usize = 200;
/// Most characters of a foreign text that are shown.
pub(super) const MOST_SHOWN: usize = 2_000;

/// Keys that hold a list of mistakes, or mistakes by their place: RFC 9457's example and JSON:API, Laravel, ASP.NET
/// Core, Rails and Spring (`errors`), RFC 7807's example (`invalid-params`), Symfony and Quarkus (`violations`),
/// FastAPI (`detail`), NestJS (`message`).
const LISTS: [&str; 6] = ["errors", "invalid-params", "invalid_params", "violations", "detail", "message"];
/// Keys that say where one is.
const PLACES: [&str; 7] = ["pointer", "field", "name", "propertyPath", "property", "path", "loc"];
/// Keys that say what is wrong, the plainest first.
const WORDS: [&str; 7] = ["detail", "reason", "defaultMessage", "message", "msg", "title", "constraints"];
/// Keys with which a report begins: words that begin with one name their place.
const ROOTS: [&str; 7] = ["entries", "indicators", "late", "period", "reporter", "sections", "unit"];

/// Every mistake that the body of an answer names; of an answer that is nothing but mistakes by their place (Django REST
/// framework) all of it.
pub(super) fn mistakes(body: &Node) -> Vec<ProblemError> {
    let mut found = Found(Vec::new());
    for key in LISTS {
        match body.member(key).map(|node| (&node.value, node)) {
            Some((Value::Array(items), _)) => found.list(items),
            Some((Value::Object(_), node)) => found.walk(node, &Pointer::root()),
            _ => {}
        }
    }
    let says_itself = |key: &str| body.member(key).is_some_and(|node| matches!(node.value, Value::Text(_)));
    if found.0.is_empty() && !["title", "detail", "message", "error", "type"].into_iter().any(says_itself) {
        found.walk(body, &Pointer::root());
    }
    found.0
}

/// The text of the first of these keys that has one.
pub(super) fn first_text(node: &Node, keys: &[&str]) -> Option<String> {
    let text = |key: &&str| match &node.member(key)?.value {
        Value::Text(text) if !text.trim().is_empty() => Some(text.chars().take(MOST_SHOWN).collect()),
        _ => None,
    };
    keys.iter().find_map(text)
}

struct Found(Vec<ProblemError>);

impl Found {
    fn push(&mut self, at: &Pointer, words: &str) {
        if self.0.len() < MOST && !words.trim().is_empty() {
            let detail = words.chars().take(MOST_SHOWN).collect();
            self.0.push(ProblemError { pointer: at.as_str().to_owned(), detail });
        }
    }

    /// Items that each say where and what, or only what.
    fn list(&mut self, items: &[Node]) {
        for (i, item) in items.iter().enumerate() {
            match &item.value {
                Value::Text(words) => self.push(&named_in(words), words),
                Value::Object(_) => match (place(item), words(item)) {
                    (at, Some(words)) => self.push(&at.unwrap_or_default(), &words),
                    (_, None) => self.walk(item, &Pointer::root().index(i)),
                },
                _ => {}
            }
        }
    }

    /// Mistakes by their place, however deep.
    fn walk(&mut self, node: &Node, at: &Pointer) {
        match &node.value {
            Value::Text(words) => self.push(at, words),
            Value::Array(items) if items.iter().all(|item| matches!(item.value, Value::Text(_))) => {
                items.iter().for_each(|item| self.walk(item, at));
            }
            Value::Array(items) => items.iter().enumerate().for_each(|(i, item)| self.walk(item, &at.index(i))),
            Value::Object(members) => {
                for (key, _, value) in members {
                    let is_of_all = matches!(&**key, "" | "non_field_errors" | "base" | "$");
                    let inner = if is_of_all { at.clone() } else { below(at, key) };
                    self.walk(value, &inner);
                }
            }
            _ => {}
        }
    }
}

fn words(item: &Node) -> Option<String> {
    first_text(item, &WORDS).or_else(|| match &item.member("constraints")?.value {
        // class-validator: by the name of the rule.
        Value::Object(rules) => rules.iter().find_map(|(.., said)| match &said.value {
            Value::Text(words) => Some(words.to_string()),
            _ => None,
        }),
        _ => None,
    })
}

fn place(item: &Node) -> Option<Pointer> {
    let named = PLACES.iter().find_map(|key| item.member(key));
    let named = named.or_else(|| item.member("source")?.member("pointer"))?;
    match &named.value {
        Value::Text(path) => Some(below(&Pointer::root(), path)),
        // FastAPI: the way from the request.
        Value::Array(steps) => {
            let mut at = Pointer::root();
            for (i, step) in steps.iter().enumerate() {
                match &step.value {
                    Value::Text(key) if i == 0 && &**key == "body" => {}
                    Value::Text(key) | Value::Number(key) => at = at.key(key),
                    _ => {}
                }
            }
            Some(at)
        }
        _ => None,
    }
}

/// A place as frameworks write it, `entries[0].values.result`, `$.entries[0]`, `Entries.0.Values`; a pointer stays.
fn below(at: &Pointer, path: &str) -> Pointer {
    if path.starts_with(['/', '#']) {
        return Pointer::parse(path).unwrap_or_default();
    }
    let mut at = at.clone();
    let steps = path.split(['.', '[', ']']).map(|step| step.trim_matches(['\'', '"'])).filter(|step| !step.is_empty());
    for step in steps.skip_while(|step| matches!(*step, "$" | "body" | "report")) {
        // Names of properties in C# begin with a capital.
        let mut letters = step.chars();
        let first = letters.next().map(|first| first.to_ascii_lowercase());
        at = at.key(&first.into_iter().chain(letters).collect::<String>());
    }
    at
}

/// The place that words begin with.
pub(super) fn named_in(words: &str) -> Pointer {
    let first = words.split_whitespace().next().unwrap_or_default();
    let root = first.split(['.', '[']).next().unwrap_or_default();
    if ROOTS.contains(&root) { below(&Pointer::root(), first) } else { Pointer::root() }
}
