use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::{Interval, Timeout};
use std::cell::RefCell;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::rc::Rc;
use std::task::{Poll, Waker};
use wasm_bindgen::{JsCast, JsValue};

/// Whether the browser knows that it has no line. That it knows of none does not say that there is one.
pub fn is_offline() -> bool {
    web_sys::window().is_some_and(|window| !window.navigator().on_line())
}

/// Timers and listeners that end with it.
#[derive(Debug, Default)]
pub struct Alive(Vec<Kept>);

#[derive(Debug)]
#[expect(dead_code, reason = "held until it is dropped, which ends it")]
enum Kept {
    Timer(Interval),
    Listener(EventListener),
}

impl Alive {
    /// Has the browser ask whoever leaves the page, as long as this lives.
    pub fn asking_who_leaves() -> Self {
        let options = EventListenerOptions::enable_prevent_default();
        let ask = |event: &web_sys::Event| event.prevent_default();
        let window = web_sys::window();
        let listen = |window: web_sys::Window| EventListener::new_with_options(&window, "beforeunload", options, ask);
        Self(window.map(listen).map(Kept::Listener).into_iter().collect())
    }

    /// Does something every so many milliseconds.
    pub fn every(&mut self, milliseconds: u32, does: impl FnMut() + 'static) {
        self.0.push(Kept::Timer(Interval::new(milliseconds, does)));
    }

    /// Does something when the line is there again, which is true, or the officer.
    pub fn on_return(&mut self, does: impl Fn(bool) + Clone + 'static) {
        let Some(window) = web_sys::window() else { return };
        for (event, is_line) in [("online", true), ("focus", false)] {
            let does = does.clone();
            self.0.push(Kept::Listener(EventListener::new(&window, event, move |_| does(is_line))));
        }
    }

    /// Does something with what comes to a target.
    pub fn on_message(&mut self, target: &web_sys::EventTarget, does: impl Fn(JsValue) + 'static) {
        // What else is called so has no data.
        let hear = move |event: &web_sys::Event| does(event.unchecked_ref::<web_sys::MessageEvent>().data());
        self.0.push(Kept::Listener(EventListener::new(target, "message", hear)));
    }

    /// Does something when the page is left or closed.
    pub fn on_leave(&mut self, does: impl Fn() + 'static) {
        if let Some(window) = web_sys::window() {
            self.0.push(Kept::Listener(EventListener::new(&window, "pagehide", move |_| does())));
        }
    }

    /// Does something when the page is left, closed, or put out of sight.
    pub fn on_hide(&mut self, does: impl Fn() + Clone + 'static) {
        let Some(window) = web_sys::window() else { return };
        let hidden = does.clone();
        self.0.push(Kept::Listener(EventListener::new(&window, "pagehide", move |_| does())));
        if let Some(document) = window.document() {
            self.0.push(Kept::Listener(EventListener::new(&document, "visibilitychange", move |_| hidden())));
        }
    }
}

/// Something that is done after a while, unless it is dropped before.
#[derive(Debug)]
#[expect(dead_code, reason = "held until it is dropped, which calls it off")]
pub struct Later(Timeout);

/// Does something after so many milliseconds.
pub fn after(milliseconds: u32, does: impl FnOnce() + 'static) -> Later {
    Later(Timeout::new(milliseconds, does))
}

/// A moment after which nothing is waited for any more. Not a promise: one that never settles, since its timer is called
/// off, is never forgotten.
#[derive(Debug)]
pub struct Deadline {
    moment: Rc<RefCell<Moment>>,
    _timer: Later,
}

#[derive(Debug, Default)]
struct Moment {
    has_passed: bool,
    waiting: Option<Waker>,
}

impl Deadline {
    /// In so many milliseconds.
    pub fn after(milliseconds: u32) -> Self {
        let moment = Rc::<RefCell<Moment>>::default();
        let passing = Rc::clone(&moment);
        let timer = after(milliseconds, move || {
            let mut moment = passing.borrow_mut();
            moment.has_passed = true;
            moment.waiting.take().into_iter().for_each(Waker::wake);
        });
        Self { moment, _timer: timer }
    }

    /// What a future gives, if it does in time.
    pub async fn before<T>(&mut self, future: impl Future<Output = T>) -> Option<T> {
        let mut future = pin!(future);
        poll_fn(|context| match future.as_mut().poll(context) {
            Poll::Ready(given) => Poll::Ready(Some(given)),
            Poll::Pending => {
                let mut moment = self.moment.borrow_mut();
                moment.waiting = Some(context.waker().clone());
                if moment.has_passed { Poll::Ready(None) } else { Poll::Pending }
            }
        })
        .await
    }
}
