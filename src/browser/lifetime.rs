use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::{Interval, Timeout};

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

    /// Does something when the line is there again, or the officer.
    pub fn on_return(&mut self, does: impl Fn() + Clone + 'static) {
        let Some(window) = web_sys::window() else { return };
        for event in ["online", "focus"] {
            let does = does.clone();
            self.0.push(Kept::Listener(EventListener::new(&window, event, move |_| does())));
        }
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
