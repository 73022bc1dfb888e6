use super::mistakes::named_in;
use super::{Answer, Failure, Frozen};
use crate::finding::Pointer;
use crate::json::{Node, Object, Value, Write, to_canonical};

/// Most names on the way to the report.
const DEEPEST: usize = 8;
/// The member beside the report that holds its signature.
const SIGNATURE: &str = "signature";

/// Where in the body of a request the report stands, for backends that want more than the report.
///
/// ```
/// use baocao::delivery::{Envelope, Frozen};
/// let envelope = Envelope::at("data.attributes.body").unwrap();
/// let report = Frozen::new("k".into(), r#"{"format":"baocao-report/1"}"#.into(), String::new());
/// let body = r#"{"data":{"attributes":{"body":{"format":"baocao-report/1"}}}}"#;
/// assert_eq!(envelope.seal(&report, None).as_deref(), Some(body));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// Names of members, the outermost first; at least one.
    way: Vec<String>,
    /// Whether the report stands there as a text that holds its JSON.
    pub as_text: bool,
}

impl Envelope {
    /// Of names with points between them, or of a JSON Pointer; `None` where it is neither, or too long.
    pub fn at(path: &str) -> Option<Self> {
        let way: Vec<String> = match Pointer::parse(path) {
            Some(pointer) => pointer.segments().collect(),
            None => path.split('.').map(str::to_owned).collect(),
        };
        let is_way = !way.is_empty() && way.len() <= DEEPEST && way.iter().all(|name| !name.trim().is_empty());
        is_way.then_some(Self { way, as_text: false })
    }

    /// The body: the report with its signature beside it, and what else it is to say. `None` where `with` has something
    /// in their place.
    pub fn seal(&self, frozen: &Frozen, with: Option<&Node>) -> Option<String> {
        self.put(frozen, &self.way, with)
    }

    /// What stands at the beginning of a way, around what stands at its end.
    fn put(&self, frozen: &Frozen, way: &[String], with: Option<&Node>) -> Option<String> {
        let Some((name, way)) = way.split_first() else {
            let report = || if self.as_text { to_canonical(&frozen.payload) } else { frozen.payload.clone() };
            return with.is_none().then(report);
        };
        let mut object = Object::default();
        match with.map(|node| &node.value) {
            None => {}
            Some(Value::Object(members)) => {
                let others = members.iter().filter(|(key, ..)| **key != **name);
                others.for_each(|(key, _, value)| object.member(key, value));
            }
            Some(_) => return None,
        }
        let inner = self.put(frozen, way, with.and_then(|node| node.member(name)))?;
        object.member(name, &Json(&inner));
        if let Some(signature) = frozen.signature.as_deref().filter(|_| way.is_empty()) {
            if name == SIGNATURE || with.is_some_and(|node| node.member(SIGNATURE).is_some()) {
                return None;
            }
            object.member(SIGNATURE, &Json(signature));
        }
        let mut body = String::new();
        object.close(&mut body);
        Some(body)
    }

    /// What came back names places in the body; as places in the report.
    #[must_use]
    pub fn open(&self, answer: Answer) -> Answer {
        let Answer::Failed(Failure::Refused(mut problem)) = answer else { return answer };
        let way = self.way.join(".") + ".";
        for error in &mut problem.errors {
            let at = if error.pointer.is_empty() {
                error.detail.strip_prefix(&way).map(named_in)
            } else {
                error.at().and_then(|at| self.inside(&at))
            };
            if let Some(at) = at {
                error.pointer = at.as_str().to_owned();
            }
        }
        Answer::Failed(Failure::Refused(problem))
    }

    /// A place as seen from the report; `None` where it is not in it. Some frameworks change the case of names.
    fn inside(&self, at: &Pointer) -> Option<Pointer> {
        let mut steps = at.segments();
        let is_inside = self.way.iter().all(|name| steps.next().is_some_and(|step| step.eq_ignore_ascii_case(name)));
        is_inside.then(|| steps.fold(Pointer::root(), |at, step| at.key(&step)))
    }
}

/// JSON that is written already.
struct Json<'t>(&'t str);

impl Write for Json<'_> {
    fn write(&self, out: &mut String) {
        out.push_str(self.0);
    }
}
