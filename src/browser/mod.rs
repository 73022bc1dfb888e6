//! The browser: one adapter per port, and the only code that knows gloo and web-sys.

mod answer;
mod clock;
mod csrf;
mod download;
mod drafts;
mod events;
mod fetch;
mod focus;
mod lifetime;
mod print;
mod random;
mod style;
mod text;
mod transport;
mod zone;

pub use clock::DeviceClock;
pub use csrf::{Csrf, Place};
pub use download::download;
pub use drafts::DeviceDrafts;
pub use events::{Events, js};
pub use fetch::{Fetched, fetch_text, message, property};
pub use focus::{dialog, focus};
pub use lifetime::{Alive, Later, after};
pub use print::{copy, print};
pub use random::random_key;
pub use style::{adopt_more_style, adopt_style};
pub use text::{PlatformText, is_own_origin};
pub use transport::{HttpTransport, plain_data};
pub use zone::zone;
