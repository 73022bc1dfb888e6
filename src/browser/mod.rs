//! The browser: one adapter per port, and the only code that knows gloo and web-sys.

mod answer;
mod cipher;
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
mod room;
mod style;
mod text;
mod transport;
mod upload;
mod zone;

pub use cipher::GivenKey;
pub use clock::DeviceClock;
pub use csrf::{Csrf, Place};
pub use download::download;
pub use drafts::{DeviceDrafts, Policy};
pub use events::{Events, js};
pub use fetch::{Fetched, fetch_text, message, property};
pub use focus::{dialog, focus};
pub use lifetime::{Alive, Later, after};
pub use print::{copy, print};
pub use random::random_key;
pub use room::{keep_for_long, room_left};
pub use style::{adopt_more_style, adopt_style};
pub use text::{PlatformText, beside, is_own_origin, resolved};
pub use transport::{HttpTransport, plain_data};
pub use upload::read_file;
pub use zone::zone;
