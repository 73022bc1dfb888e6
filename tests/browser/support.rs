//! A page with the element on it, driven as an officer and a portal would.
//!
//! Tests give back a `Result` instead of panicking: a panic stops every form of the page, by design, and
//! would fail the tests that follow.

use js_sys::{Array, Function, JSON, Promise, Reflect};
use std::cell::Cell;
use std::fmt::{Debug, Formatter};
use std::panic::Location;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Element, EventTarget, HtmlElement, ShadowRoot};

#[wasm_bindgen(module = "/www/element.js")]
extern "C" {
    #[wasm_bindgen(js_name = defineElement)]
    pub fn define_element(name: &str, load: &Function) -> JsValue;
}

#[wasm_bindgen(module = "/tests/browser/support.js")]
extern "C" {
    #[wasm_bindgen(js_name = fire)]
    pub fn fire_event(target: &EventTarget, kind: &str, name: &str, init: &JsValue) -> web_sys::Event;
    #[wasm_bindgen(js_name = fireAt)]
    pub fn fire_at(target: &EventTarget, kind: &str, name: &str, init: &JsValue, time_stamp: f64) -> web_sys::Event;
    fn frame() -> Promise;
    #[wasm_bindgen(js_name = loadEnglish)]
    fn load_english() -> Function;
    pub fn watch(host: &HtmlElement) -> Array;
    #[wasm_bindgen(js_name = stubFetch)]
    pub fn stub_fetch(answer: &Function) -> Function;
    #[wasm_bindgen(js_name = device)]
    fn use_device(name: &str, is_blocked: bool) -> Function;
    #[wasm_bindgen(js_name = makeDatabase, catch)]
    pub async fn make_database(name: &str, version: u32, stores: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = putInto, catch)]
    pub async fn put_into(name: &str, store: &str, key: &JsValue, value: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = holdDatabase, catch)]
    pub async fn hold_database(name: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = readDatabase, catch)]
    pub async fn read_database(name: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = spyOnValue)]
    pub fn spy_on_value(control: &Element) -> JsValue;
    #[wasm_bindgen(js_name = onEachWrite)]
    pub fn on_each_write(acts: &Function) -> Function;
    #[wasm_bindgen(js_name = moveClock)]
    pub fn move_clock(milliseconds: f64) -> Function;
    #[wasm_bindgen(js_name = putFile)]
    pub fn put_file(input: &Element, name: &str, text: &str);
    #[wasm_bindgen(js_name = catchFiles)]
    pub fn catch_files() -> JsValue;
}

/// Why a test failed.
pub struct Fail(String);

pub type Done<T = ()> = Result<T, Fail>;

impl Debug for Fail {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<JsValue> for Fail {
    #[track_caller]
    fn from(error: JsValue) -> Self {
        fail(format!("{error:?}"))
    }
}

#[track_caller]
pub fn fail(what: impl Into<String>) -> Fail {
    Fail(format!("{}: {}", Location::caller(), what.into()))
}

#[track_caller]
pub fn check(holds: bool, what: &str) -> Done {
    if holds { Ok(()) } else { Err(fail(what)) }
}

#[track_caller]
pub fn same<A: PartialEq<B> + Debug, B: Debug>(found: A, expected: B) -> Done {
    if found == expected { Ok(()) } else { Err(fail(format!("found {found:?}, expected {expected:?}"))) }
}

/// Milliseconds until a condition must hold; ample for a loaded machine.
const PATIENCE: f64 = 10_000.0;

/// Waits, frame by frame, until something is there.
pub async fn until<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> Done<T> {
    let begun = js_sys::Date::now();
    loop {
        if let Some(found) = look() {
            return Ok(found);
        }
        if js_sys::Date::now() - begun > PATIENCE {
            return Err(fail(format!("waited in vain for {what}")));
        }
        JsFuture::from(frame()).await?;
    }
}

/// Lets everything that is on its way happen, for tests that something does not.
pub async fn settle() -> Done {
    for _ in 0..5 {
        JsFuture::from(frame()).await?;
    }
    Ok(())
}

/// Waits for a promise that must be kept.
pub async fn kept(promise: JsValue) -> Done<JsValue> {
    Ok(JsFuture::from(Promise::resolve(&promise)).await?)
}

pub fn document() -> Document {
    web_sys::window().and_then(|window| window.document()).unwrap_throw()
}

pub fn get(of: &JsValue, path: &str) -> JsValue {
    let step = |at: JsValue, key: &str| Reflect::get(&at, &key.into()).unwrap_or(JsValue::UNDEFINED);
    path.split('.').fold(of.clone(), step)
}

pub fn text_of(of: &JsValue, path: &str) -> String {
    get(of, path).as_string().unwrap_or_default()
}

pub fn set(of: &JsValue, key: &str, value: impl Into<JsValue>) {
    Reflect::set(of, &key.into(), &value.into()).unwrap_throw();
}

/// JavaScript data from JSON.
pub fn data(json: &str) -> JsValue {
    JSON::parse(json).unwrap_throw()
}

/// Calls a method of a JavaScript object.
pub fn call(of: &JsValue, method: &str, argument: &JsValue) -> Done<JsValue> {
    let method: Function = get(of, method).dyn_into()?;
    Ok(method.call1(of, argument)?)
}

pub fn fire(target: &Element, kind: &str, name: &str, init: &str) -> web_sys::Event {
    fire_event(target, kind, name, &data(init))
}

/// A function for JavaScript that lives as long as the page.
pub fn callback(act: impl FnMut(JsValue) -> Result<JsValue, JsValue> + 'static) -> Function {
    Closure::<dyn FnMut(JsValue) -> Result<JsValue, JsValue>>::new(act).into_js_value().unchecked_into()
}

/// The function that mounts a form, as the module gives it to the page's loader.
pub fn create() -> JsValue {
    type Create = dyn Fn(HtmlElement, HtmlElement, JsValue) -> Result<baocao::element::Handle, JsValue>;
    let create = |host, mount, setup| {
        baocao::element::create(host, mount, setup, load_english(), None, None).map_err(JsValue::from)
    };
    Closure::<Create>::new(create).into_js_value()
}

/// Defines the element as the page's script does, once.
pub fn define() {
    define_element("bao-cao", &callback(|_| Ok(Promise::resolve(&create()).into())));
}

/// Puts back what a test replaced.
pub struct Restore(pub Function);

impl Drop for Restore {
    fn drop(&mut self) {
        let _ = self.0.call0(&JsValue::NULL);
    }
}

/// Answers the page's requests from now on: `answer` gets `{url, method, body, headers, …}` and gives status and body.
pub fn backend(mut answer: impl FnMut(JsValue) -> (u16, String) + 'static) -> Restore {
    let answer = callback(move |request| {
        let (status, body) = answer(request);
        Ok(Array::of2(&status.into(), &body.into()).into())
    });
    Restore(stub_fetch(&answer))
}

/// The English texts as the page's server has them.
pub const ENGLISH: &str = include_str!("../../src/locale/en.txt");

/// A server that has the English texts.
pub fn english() -> Restore {
    backend(|_| (200, ENGLISH.to_owned()))
}

/// A device of its own for what is mounted while it is held.
pub fn device(name: &str) -> Restore {
    Restore(use_device(name, false))
}

/// A device that keeps nothing.
pub fn blocked_device() -> Restore {
    Restore(use_device("", true))
}

/// An element on the page; removed at the end.
pub struct Form {
    pub host: HtmlElement,
}

impl Drop for Form {
    fn drop(&mut self) {
        self.host.remove();
    }
}

impl Form {
    /// An element that is not on the page yet.
    pub fn detached(attributes: &[(&str, &str)]) -> Done<Self> {
        define();
        Self::named("bao-cao", attributes)
    }

    pub fn named(name: &str, attributes: &[(&str, &str)]) -> Done<Self> {
        let host: HtmlElement = document().create_element(name)?.unchecked_into();
        for (key, value) in attributes {
            host.set_attribute(key, value)?;
        }
        Ok(Self { host })
    }

    /// A form of this plan, given as an object, with the unit's reports before it.
    pub async fn open(plan: &str, attributes: &[(&str, &str)]) -> Done<Self> {
        let form = Self::detached(attributes)?;
        set(&form.host, "plan", data(plan));
        if !form.host.has_attribute("unit") {
            form.host.set_attribute("unit", "a")?;
        }
        form.show()?;
        form.wait("h1").await?;
        Ok(form)
    }

    /// The same with its first report open at its first task.
    pub async fn begin(plan: &str, attributes: &[(&str, &str)]) -> Done<Self> {
        let form = Self::open(plan, attributes).await?;
        form.begin_report().await?;
        Ok(form)
    }

    pub async fn begin_report(&self) -> Done {
        self.press("Lập báo cáo").await?;
        self.press("Việc thứ nhất").await
    }

    pub fn show(&self) -> Done {
        let body = document().body().ok_or_else(|| fail("no body"))?;
        body.append_child(&self.host)?;
        Ok(())
    }

    /// Takes it off the page and lets it try to keep what it could not: on this test's device, not on the next one's.
    pub async fn leaves(self) -> Done {
        self.host.remove();
        settle().await
    }

    pub fn root(&self) -> Done<ShadowRoot> {
        self.host.shadow_root().ok_or_else(|| fail("the element has no shadow root"))
    }

    pub fn all(&self, selector: &str) -> Vec<HtmlElement> {
        let found = self.host.shadow_root().and_then(|root| root.query_selector_all(selector).ok());
        found.map(|list| Array::from(&list).iter().map(JsCast::unchecked_into).collect()).unwrap_or_default()
    }

    pub fn find(&self, selector: &str) -> Option<HtmlElement> {
        self.all(selector).into_iter().next()
    }

    pub async fn wait(&self, selector: &str) -> Done<HtmlElement> {
        until(selector, || self.find(selector)).await
    }

    /// All that an officer can read.
    pub fn text(&self) -> String {
        self.host.shadow_root().and_then(|root| root.text_content()).unwrap_or_default()
    }

    pub async fn wait_text(&self, text: &str) -> Done {
        let found = until("", || self.text().contains(text).then_some(())).await;
        found.map_err(|_| fail(format!("no {text:?} in: {}", self.text())))
    }

    pub fn button(&self, text: &str) -> Option<HtmlElement> {
        let has = |e: &HtmlElement| e.text_content().unwrap_or_default().contains(text) && !e.has_attribute("disabled");
        self.all("button").into_iter().find(has)
    }

    /// Waits for a button with these words, and clicks it.
    pub async fn press(&self, text: &str) -> Done {
        let found = until("", || self.button(text)).await;
        found.map_err(|_| fail(format!("no button {text:?} in: {}", self.text())))?.click();
        Ok(())
    }

    /// The control under a label.
    pub async fn field(&self, label: &str) -> Done<HtmlElement> {
        let look = || {
            let is_it = |e: &HtmlElement| e.text_content().unwrap_or_default().starts_with(label);
            let id = self.all("label").into_iter().find(is_it)?.get_attribute("for")?;
            self.find(&format!("[id='{id}']"))
        };
        until(&format!("field {label}"), look).await
    }

    /// Types into the field under a label, and leaves it.
    pub async fn fill(&self, label: &str, text: &str) -> Done<HtmlElement> {
        let field = self.field(label).await?;
        type_text(&field, text)?;
        leave(&field)?;
        Ok(field)
    }

    pub async fn saved(&self) -> Done {
        self.wait_text("Đã lưu trên máy này").await
    }

    pub fn report(&self) -> JsValue {
        get(&self.host, "report")
    }

    /// Waits until the first entry says this under a key; nothing is `""`.
    pub async fn answered(&self, key: &str, text: &str) -> Done {
        let path = format!("entries.0.values.{key}");
        until(&format!("{key} = {text:?}"), || (text_of(&self.report(), &path) == text).then_some(())).await
    }
}

pub fn value(field: &HtmlElement) -> String {
    text_of(field, "value")
}

/// Focuses a control and types into it as one piece.
pub fn type_text(field: &HtmlElement, text: &str) -> Done {
    field.focus()?;
    set(field, "value", text);
    fire(field, "InputEvent", "input", r#"{"inputType": "insertText"}"#);
    Ok(())
}

/// Leaves a control. A window in the background moves the focus without saying so: then the test does.
pub fn leave(field: &HtmlElement) -> Done {
    let heard = Rc::new(Cell::new(false));
    let listener = {
        let heard = heard.clone();
        callback(move |_| {
            heard.set(true);
            Ok(JsValue::UNDEFINED)
        })
    };
    field.add_event_listener_with_callback("blur", &listener)?;
    field.blur()?;
    field.remove_event_listener_with_callback("blur", &listener)?;
    if !heard.get() {
        fire(field, "FocusEvent", "blur", r#"{"bubbles": false}"#);
    }
    Ok(())
}

/// A plan of two units and one report at any time, with three questions about a task. Unit a has the first
/// task, unit b has both. Drafts of
/// plans with different ids do not meet.
pub fn plan(id: &str) -> String {
    include_str!("plan.json").replace("\"thu\"", &format!("{id:?}"))
}
