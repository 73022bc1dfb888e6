//! How long browsers may keep the files of the element without asking again.

use axum::extract::Request;
use axum::http::HeaderValue;
use axum::http::header::CACHE_CONTROL;
use axum::middleware::Next;
use axum::response::Response;

/// What is said of a file that never changes. Of all others the router says that they are to be asked after.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// Says it of files with a version in their names, where there is one.
pub async fn layer(request: Request, next: Next) -> Response {
    let never_changes = names_a_version(request.uri().path());
    let mut answer = next.run(request).await;
    let is_there = !answer.status().is_client_error() && !answer.status().is_server_error();
    if never_changes && is_there {
        answer.headers_mut().insert(CACHE_CONTROL, FOR_EVER);
    }
    answer
}

/// Whether a path ends as `bao-cao-0.1.0.js` does.
fn names_a_version(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.match_indices('-').any(|(at, _)| {
        let mut parts = name[at + 1..].split('.');
        let is_number = |part: &str| part.starts_with(|sign: char| sign.is_ascii_digit());
        parts.by_ref().take(3).filter(|part| is_number(part)).count() == 3 && parts.next().is_some()
    })
}

#[cfg(test)]
mod tests {
    use super::names_a_version;

    #[test]
    fn versions_stand_behind_a_hyphen_and_before_the_end() {
        for name in ["/bao-cao-0.1.0.js", "/baocao_bg-12.0.3.wasm", "bao-cao-0.2.0-rc.1.en.txt", "/a/b-1.2.3.js.br"] {
            assert!(names_a_version(name), "{name}");
        }
        for name in
            ["/bao-cao.js", "/bao-cao.en.txt", "/bao-cao-1.js", "/b-0.1.0", "/b-0.1.0/a.js", "/bao-cao-print.html"]
        {
            assert!(!names_a_version(name), "{name}");
        }
    }
}
