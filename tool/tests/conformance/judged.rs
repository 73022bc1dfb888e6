//! What is judged as a browser or a reader would: CORS, and reports that are read again.

use crate::run::run;
use crate::small::{answer, request, server};

const ORIGIN: &str = "https://cong.test";

/// Takes everything, and allows these origins and headers.
fn open_to(origin: &'static str, headers: &'static str) -> String {
    server(move |client| {
        let Some(asked) = request(client) else { return };
        let allows = format!("Access-Control-Allow-Origin: {origin}");
        match asked.starts_with("OPTIONS ") {
            true => {
                answer(client, &format!("204 No Content\r\n{allows}\r\nAccess-Control-Allow-Headers: {headers}"), "")
            }
            false => answer(client, &format!("201 Created\r\n{allows}"), "{}"),
        }
    })
}

#[test]
fn another_origin_may_send_if_all_that_is_sent_is_allowed() {
    for (origin, headers, is_allowed) in [
        (ORIGIN, "Content-Type, Idempotency-Key, Authorization", true),
        ("*", "content-type,idempotency-key,authorization", true),
        ("*", "*, authorization", true),
        // The star does not stand for this one.
        ("*", "*", false),
        (ORIGIN, "content-type, authorization", false),
        ("https://khac.test", "*, authorization", false),
    ] {
        let url = open_to(origin, headers);
        let ran = run(&url, &["--json", "--origin", ORIGIN, "--header", "Authorization: Bearer x"]);
        let told = ran.but("yes");
        assert_eq!(!told.contains(&"cors: no".to_owned()), is_allowed, "{origin} {headers}: {}", ran.out);
    }
}

#[test]
fn what_is_read_again_is_held_against_what_was_sent() {
    // It gives back the last report it was sent, or that with a blank behind it.
    for (behind, verdict) in [("", "yes"), (" ", "no")] {
        let folder = std::env::temp_dir().join(format!("baocao-judged-{}-{verdict}", std::process::id()));
        let kept: &'static std::path::Path = Box::leak(folder.into_boxed_path());
        let url = server(move |client| {
            let Some(asked) = request(client) else { return };
            let (head, body) = asked.split_once("\r\n\r\n").unwrap();
            if head.starts_with("GET /api/reports/A%2F1?raw ") {
                assert!(head.to_ascii_lowercase().contains("authorization: bearer x"), "{head}");
                answer(client, "200 OK", &(std::fs::read_to_string(kept).unwrap() + behind));
            } else {
                if !kept.exists() {
                    std::fs::write(kept, body).unwrap();
                }
                answer(client, "201 Created", "{\"number\":\"A/1\"}");
            }
        });
        let read = format!("{url}/{{number}}?raw");
        let ran = run(&url, &["--json", "--read", &read, "--header", "Authorization: Bearer x"]);
        std::fs::remove_file(kept).unwrap();
        let is_kept = !ran.but("yes").iter().any(|one| one.starts_with("kept-as-sent"));
        assert_eq!(is_kept, verdict == "yes", "{}", ran.out);
    }
}
