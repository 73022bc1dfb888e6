//! What backends of many kinds say by default where they refuse a report, and what the form makes of it.
#![cfg(not(target_arch = "wasm32"))]

use baocao::delivery::{Answer, Failure, Means, Problem, Reply};

fn refused(status: u16, body: &str) -> Problem {
    let reply = Reply { status, body: body.to_owned(), ..Reply::default() };
    match reply.read(String::new(), String::new()) {
        Answer::Failed(Failure::Refused(problem)) => problem,
        other => panic!("{other:?}"),
    }
}

/// `place words` of each mistake.
fn errors(status: u16, body: &str) -> Vec<String> {
    refused(status, body).errors.into_iter().map(|error| format!("{} {}", error.pointer, error.detail)).collect()
}

#[test]
fn problem_documents_old_and_new() {
    let new = r#"{"type":"urn:x","title":"Sai","status":422,
        "errors":[{"pointer":"/sections/overall","detail":"Thiếu"},{"detail":"Chưa ký","pointer":""}]}"#;
    assert_eq!(errors(422, new), ["/sections/overall Thiếu", " Chưa ký"]);
    assert_eq!(refused(422, new).title.as_deref(), Some("Sai"));
    // As RFC 9457's own example writes them: the fragment of a URI.
    let fragments = r##"{"errors":[{"pointer":"#/sections/difficulties","detail":"Thiếu"},{"pointer":"#","detail":"Sai"},
        {"pointer":"#/entries/0/values/%C4%91%E1%BA%A1t","detail":"Quá 100%"},{"pointer":"#/a%7","detail":"Lạ"},
        {"pointer":"#/%ff","detail":"Không đọc được"}]}"##;
    let expected =
        ["/sections/difficulties Thiếu", " Sai", "/entries/0/values/đạt Quá 100%", "/a%7 Lạ", " Không đọc được"];
    assert_eq!(errors(422, fragments), expected);
    let old = r#"{"type":"about:blank","title":"Sai","invalid-params":[{"name":"sections.overall","reason":"Thiếu"}]}"#;
    assert_eq!(errors(400, old), ["/sections/overall Thiếu"]);
    let json_api = r#"{"errors":[{"status":"422","source":{"pointer":"/sections/overall"},"title":"Thiếu"}]}"#;
    assert_eq!(errors(422, json_api), ["/sections/overall Thiếu"]);
}

#[test]
fn spring() {
    let body = r#"{"timestamp":"2026-06-18T01:02:03.000+00:00","status":400,"error":"Bad Request",
        "message":"Validation failed for object='report'. Error count: 1",
        "errors":[{"codes":["NotBlank.report.sections"],"arguments":[{"codes":["a"],"defaultMessage":"x","code":"x"}],
        "defaultMessage":"must not be blank","objectName":"report","field":"entries[0].values.result",
        "rejectedValue":"","bindingFailure":false,"code":"NotBlank"}],"path":"/api/reports"}"#;
    assert_eq!(errors(400, body), ["/entries/0/values/result must not be blank"]);
    assert_eq!(refused(400, body).title.as_deref(), Some("Bad Request"));
}

#[test]
fn asp_net_core() {
    let body = r#"{"type":"https://tools.ietf.org/html/rfc9110#section-15.5.1","title":"One or more validation errors occurred.",
        "status":400,"errors":{"$.entries[1].values.percent":["The JSON value could not be converted."],
        "Reporter.Name":["The Name field is required."],"":["Không nhận"]},"traceId":"00-1"}"#;
    let expected = [
        "/entries/1/values/percent The JSON value could not be converted.",
        "/reporter/name The Name field is required.",
        " Không nhận",
    ];
    assert_eq!(errors(400, body), expected);
}

#[test]
fn laravel() {
    let body = r#"{"message":"The overall field is required. (and 1 more error)",
        "errors":{"sections.overall":["The overall field is required."],"entries.0.values.result":["Quá dài","Sai"]}}"#;
    let expected = [
        "/sections/overall The overall field is required.",
        "/entries/0/values/result Quá dài",
        "/entries/0/values/result Sai",
    ];
    assert_eq!(errors(422, body), expected);
    assert!(refused(422, body).detail.is_some_and(|words| words.starts_with("The overall")));
}

#[test]
fn django_rest_framework() {
    let body = r#"{"sections":{"overall":["This field may not be blank."]},
        "entries":[{},{"values":{"result":["Not a valid string."]}}],"non_field_errors":["Trùng"]}"#;
    let expected =
        ["/sections/overall This field may not be blank.", "/entries/1/values/result Not a valid string.", " Trùng"];
    assert_eq!(errors(400, body), expected);
    assert_eq!(refused(403, r#"{"detail":"Không có quyền"}"#).detail.as_deref(), Some("Không có quyền"));
}

#[test]
fn fast_api() {
    let body = r#"{"detail":[{"type":"missing","loc":["body","entries",0,"values","result"],"msg":"Field required","input":{}}]}"#;
    assert_eq!(errors(422, body), ["/entries/0/values/result Field required"]);
}

#[test]
fn rails() {
    assert_eq!(errors(422, r#"{"overall":["can't be blank"]}"#), ["/overall can't be blank"]);
    let nested = r#"{"errors":{"sections.overall":["can't be blank"],"base":["Đã khóa"]}}"#;
    assert_eq!(errors(422, nested), ["/sections/overall can't be blank", " Đã khóa"]);
    assert_eq!(errors(422, r#"{"errors":["Overall can't be blank"]}"#), [" Overall can't be blank"]);
}

#[test]
fn nest() {
    let body = r#"{"statusCode":400,"message":["entries.0.values.result should not be empty","property x should not exist"],"error":"Bad Request"}"#;
    let expected =
        ["/entries/0/values/result entries.0.values.result should not be empty", " property x should not exist"];
    assert_eq!(errors(400, body), expected);
    let custom =
        r#"{"message":[{"property":"reporter.name","constraints":{"isNotEmpty":"name should not be empty"}}]}"#;
    assert_eq!(errors(400, custom), ["/reporter/name name should not be empty"]);
}

#[test]
fn words_and_nonsense() {
    assert_eq!(refused(400, "Thiếu tệp").detail.as_deref(), Some("Thiếu tệp"));
    assert_eq!(refused(500, "<html>lỗi</html>").detail, None);
    assert_eq!(refused(400, "[1, [2], null]").detail.as_deref(), Some("[1, [2], null]"));
    for body in
        ["", "{", "null", "42", r#"{"errors":7}"#, r#"{"errors":[null,{},[]]}"#, r#"{"detail":{"a":{"b":null}}}"#]
    {
        let _ = refused(422, body);
    }
    let many = format!(r#"{{"errors":[{}"x"]}}"#, r#"{"field":"a","message":"b"},"#.repeat(5_000));
    assert_eq!(errors(422, &many).len(), 200);
    let deep = "[".repeat(10_000);
    assert!(refused(422, &deep).errors.is_empty());
}

#[test]
fn what_a_status_means() {
    let means = |status| {
        let reply = Reply { status, ..Reply::default() };
        match reply.read(String::new(), String::new()) {
            Answer::Failed(failure) => Some(failure.means()),
            Answer::Accepted(_) | Answer::Signed(_) | Answer::HasFile(_) => None,
        }
    };
    for status in [200, 201, 202, 204, 299] {
        assert_eq!(means(status), None, "{status}");
    }
    for (statuses, meaning) in [
        (&[0, 301, 302, 303, 307, 308, 401, 419][..], Means::SignIn),
        (&[408, 425, 429, 500, 502, 503, 504, 599], Means::Later),
        (&[409, 412], Means::Conflict),
        (&[400, 413, 415, 422], Means::Content),
        (&[402, 403, 404, 405, 406, 410, 418, 451, 501], Means::Refused),
    ] {
        for &status in statuses {
            assert_eq!(means(status), Some(meaning), "{status}");
        }
    }
    let running = Reply { status: 409, retry_after: Some(2), ..Reply::default() };
    let Answer::Failed(failure) = running.read(String::new(), String::new()) else { panic!("accepted") };
    assert_eq!((failure.means(), failure.retry_after()), (Means::Later, Some(2)));
}

/// What is made of an answer with a body of a kind: `accepted`, `page`, or what else.
fn made_of(status: u16, content_type: &str, body: &str) -> &'static str {
    let content_type = Some(content_type.to_owned()).filter(|kind| !kind.is_empty());
    let reply = Reply { status, content_type, body: body.to_owned(), ..Reply::default() };
    match reply.read(String::new(), String::new()) {
        Answer::Accepted(_) => "accepted",
        Answer::Failed(Failure::SignedOut) => "page",
        _ => "else",
    }
}

#[test]
fn a_page_in_the_place_of_an_answer_is_no_acceptance() {
    const HTML: &str = "text/html; charset=utf-8";
    const LINK: &str = "Vui lòng đăng nhập <a href='/login'>tại đây</a>";
    for (status, kind, body) in [
        (200, "", " <!DOCTYPE html><title>Đăng nhập</title>"),
        (200, "text/plain", "<html>"),
        (200, HTML, LINK),
        (200, "TEXT/HTML", "Đăng nhập"),
        (200, "application/xhtml+xml", LINK),
        // Cut after the head, where the end of the line is the end of the body.
        (200, HTML, " "),
        (201, HTML, "<!doctype html>"),
        (202, HTML, LINK),
    ] {
        assert_eq!(made_of(status, kind, body), "page", "{status} {kind} {body}");
    }
}

#[test]
fn of_a_receipt_each_key_counts_by_itself() {
    let receipt = |body: &str| {
        let reply = Reply { status: 201, body: body.to_owned(), ..Reply::default() };
        let Answer::Accepted(receipt) = reply.read(String::new(), String::new()) else { panic!("{body}") };
        (receipt.number, receipt.received_at, receipt.late)
    };
    let (number, at) = (Some("17".to_owned()), Some("2026-06-18T08:00:00+07:00".to_owned()));
    let body = r#"{"number":17,"received_at":"2026-06-18T08:00:00+07:00","late":null,"id":[]}"#;
    assert_eq!(receipt(body), (number.clone(), at.clone(), None));
    assert_eq!(receipt(r#"{"number":"17","received_at":1750208400,"late":true}"#), (number, None, Some(true)));
    let body = r#"{"number":{"id":17},"received_at":"2026-06-18T08:00:00+07:00","late":"no"}"#;
    assert_eq!(receipt(body), (None, at, None));
}

#[test]
fn whatever_else_a_backend_says_with_a_2xx_accepts() {
    for (status, kind, body) in [
        (200, "", "đã nhận"),
        (200, "text/plain", ""),
        (201, "application/xml", "<ok/>"),
        (200, "application/xml; charset=utf-8", "<?xml version=\"1.0\"?><ok/>"),
        (200, "application/json", r#"{"number":"BN-1"}"#),
        // PHP and Django call everything HTML that nobody called otherwise.
        (200, "text/html; charset=UTF-8", r#" {"number":"BN-1"}"#),
        (201, "text/html; charset=utf-8", ""),
        (204, "text/html", ""),
    ] {
        assert_eq!(made_of(status, kind, body), "accepted", "{status} {kind} {body}");
    }
}
