use js_sys::Reflect;
use wasm_bindgen::JsValue;

/// The token by which a framework knows its own pages' requests. It is looked up anew for each attempt, as the server
/// may change it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Csrf {
    /// Where it is.
    pub place: Place,
    /// The header that carries it.
    pub header: String,
}

/// Where a page keeps its token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the `content` of a `<meta>` of this name.
    Meta(String),
    /// In a cookie of this name that scripts may read.
    Cookie(String),
}

impl Place {
    /// The header that frameworks expect it in: Laravel, Rails and Spring by a meta tag; Django's cookie; Laravel's,
    /// Spring's and Angular's.
    pub fn usual_header(&self) -> &'static str {
        match self {
            Self::Meta(_) => "X-CSRF-Token",
            Self::Cookie(name) if name == "csrftoken" => "X-CSRFToken",
            Self::Cookie(_) => "X-XSRF-TOKEN",
        }
    }

    /// The token, if there is one. Names are of letters, digits and `-_.:` only.
    pub fn token(&self) -> Option<String> {
        let document = web_sys::window()?.document()?;
        match self {
            Self::Meta(name) => {
                let tag = document.query_selector(&format!("meta[name=\"{name}\"]")).ok()??;
                tag.get_attribute("content").filter(|token| !token.is_empty())
            }
            Self::Cookie(name) => {
                let all = Reflect::get(&document, &JsValue::from_str("cookie")).ok()?.as_string()?;
                let named = |one: &str| Some(one.trim_start().strip_prefix(&**name)?.strip_prefix('=')?.to_owned());
                let value = all.split(';').find_map(named)?;
                // Laravel's is escaped; where it cannot be read it is sent as it is.
                Some(js_sys::decode_uri_component(&value).map_or(value, String::from))
            }
        }
    }
}
