//! The browser: one adapter per port, and the only code that knows gloo and web-sys.

mod cipher;
mod clock;
mod download;
mod drafts;
mod events;
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
pub use download::download;
pub use drafts::{DeviceDrafts, Policy};
pub use events::{Events, js};
pub use focus::{dialog, focus};
pub use lifetime::{Alive, Later, after};
pub use print::{copy, print};
pub use random::random_key;
pub use room::{keep_for_long, room_left};
pub use style::{adopt_more_style, adopt_style};
pub use text::PlatformText;
pub use transport::{Fetched, Headers, HttpTransport, fetch_text, message};
pub use upload::read_file;
pub use zone::zone;
