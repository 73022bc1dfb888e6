//! What a backend says of a request while the first one under its key is still being worked on.

use crate::run::run;
use crate::small::{answer, request, server};
use std::collections::HashMap;
use std::sync::{Condvar, Mutex};

/// How many requests came under each key.
#[derive(Default)]
struct Desk {
    came: Mutex<HashMap<String, usize>>,
    more: Condvar,
}

/// Takes every report. A second revision is worked on until another request under its key has come, which is answered
/// so.
fn slow_with_revisions(meanwhile: &'static str) -> String {
    let desk: &'static Desk = Box::leak(Box::default());
    server(move |client| {
        let Some(asked) = request(client) else { return };
        if !asked.contains("\"revision\":2") {
            return answer(client, "201 Created", "{\"number\":\"A-1\"}");
        }
        let key = asked.lines().find(|line| line.to_ascii_lowercase().starts_with("idempotency-key:")).unwrap();
        let mut came = desk.came.lock().unwrap();
        let nth = came.entry(key.to_owned()).or_default();
        *nth += 1;
        if *nth > 1 {
            desk.more.notify_all();
            return answer(client, meanwhile, "{}");
        }
        drop(desk.more.wait_while(came, |came| came[key] < 2).unwrap());
        answer(client, "201 Created", "{\"number\":\"A-2\"}");
    })
}

#[test]
fn a_request_that_is_still_worked_on_is_told_with_the_time_to_wait() {
    for (meanwhile, verdict) in [
        ("409 Conflict\r\nRetry-After: 1", "yes"),
        ("409 Conflict", "no"),
        ("425 Too Early", "yes"),
        ("412 Precondition Failed", "no"),
    ] {
        let ran = run(&slow_with_revisions(meanwhile), &["--json"]);
        let is_well = !ran.but("yes").contains(&"race: no".to_owned());
        assert_eq!(is_well, verdict == "yes", "{meanwhile}: {}", ran.out);
        // What is to be mended is said.
        let says = ran.out.contains("HTTP 409; 409 without Retry-After: a conflict")
            || ran.out.contains("HTTP 409; HTTP 201; 409 without Retry-After: a conflict");
        assert_eq!(says, meanwhile == "409 Conflict", "{}", ran.out);
    }
}
