use crate::schedule::{FixedZone, Instant, Zone};
use js_sys::{Array, Function, Object, Reflect};
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

/// A zone whose offsets `Intl.DateTimeFormat` knows.
struct IntlZone {
    format: JsValue,
    to_parts: Function,
}

impl IntlZone {
    fn new(name: &str) -> Option<Self> {
        let options = Object::new();
        for (key, value) in [("timeZone", name), ("timeZoneName", "longOffset")] {
            Reflect::set(&options, &key.into(), &value.into()).ok()?;
        }
        let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
        let class: Function = Reflect::get(&intl, &"DateTimeFormat".into()).ok()?.dyn_into().ok()?;
        let format = Reflect::construct(&class, &Array::of2(&"en".into(), &options)).ok()?;
        let to_parts = Reflect::get(&format, &"formatToParts".into()).ok()?.dyn_into().ok()?;
        Some(Self { format, to_parts })
    }

    /// The part that reads `GMT`, `GMT+7` or `GMT-03:30`.
    fn offset(&self, at: Instant) -> Option<i32> {
        let date = js_sys::Date::new(&JsValue::from_f64(at.0 as f64));
        let parts = Array::from(&self.to_parts.call1(&self.format, &date).ok()?);
        let text = |part: &JsValue, key: &str| Reflect::get(part, &key.into()).ok()?.as_string();
        let name = parts.iter().find(|part| text(part, "type").as_deref() == Some("timeZoneName"))?;
        let offset = text(&name, "value")?;
        let offset = offset.strip_prefix("GMT")?;
        let Some(sign) = offset.chars().next() else { return Some(0) };
        let offset = offset.trim_start_matches(['+', '-', '−']);
        let (hours, minutes) = offset.split_once(':').unwrap_or((offset, "0"));
        let ahead = hours.parse::<i32>().ok()? * 60 + minutes.parse::<i32>().ok()?;
        Some(if sign == '-' { -ahead } else { ahead })
    }
}

impl Zone for IntlZone {
    fn offset_minutes(&self, at: Instant) -> i32 {
        self.offset(at).unwrap_or(0)
    }
}
