use crate::schedule::{FixedZone, Instant, Zone};
use js_sys::{Function, Object, Reflect};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};

/// The zone of this IANA name; `None` when the browser does not know it.
pub fn zone(name: &str) -> Option<Rc<dyn Zone>> {
    // Việt Nam has no daylight saving time, so the browser need not be asked at every tick.
    if name == "Asia/Ho_Chi_Minh" {
        return Some(Rc::new(FixedZone::VIETNAM));
    }
    IntlZone::new(name).map(|zone| Rc::new(zone) as Rc<dyn Zone>)
}

/// A zone that the browser knows, as an option for showing dates.
struct IntlZone(Object);

impl IntlZone {
    fn new(name: &str) -> Option<Self> {
        let zone = Self(Object::new());
        Reflect::set(&zone.0, &"timeZone".into(), &name.into()).ok()?;
        zone.offset(Instant(0)).map(|_| zone)
    }

    fn offset(&self, at: Instant) -> Option<i32> {
        let second = at.0.div_euclid(1000) * 1000;
        let date = js_sys::Date::new(&JsValue::from_f64(second as f64));
        let show: Function = Reflect::get(&date, &"toLocaleString".into()).ok()?.dyn_into().ok()?;
        // In Swedish day and time are written as in ISO 8601, but for the sign between them.
        let shown = show.call2(&date, &"sv".into(), &self.0).ok()?.as_string()?;
        let local = Instant::parse(&(shown.replace(' ', "T") + "Z"), &FixedZone(0))?;
        i32::try_from((local.0 - second).div_euclid(60_000)).ok()
    }
}

impl Zone for IntlZone {
    fn offset_minutes(&self, at: Instant) -> i32 {
        self.offset(at).unwrap_or(0)
    }
}
