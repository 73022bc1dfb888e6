//! Bodies for backends that want more than the report, and places in them that come back.
#![cfg(not(target_arch = "wasm32"))]

use baocao::delivery::{Answer, Envelope, Failure, Frozen, Reply};
use baocao::json::{Limits, parse};

const REPORT: &str = r#"{"format":"baocao-report/1","sections":{"overall":"Đã \"họp\""}}"#;

fn report(signature: Option<&str>) -> Frozen {
    let signature = signature.map(str::to_owned);
    Frozen { signature, ..Frozen::new("k".into(), REPORT.into(), String::new()) }
}

fn sealed(path: &str, with: &str, signature: Option<&str>) -> Option<String> {
    let with = parse(with, Limits::default()).expect("JSON");
    Envelope::at(path).expect("a way").seal(&report(signature), Some(&with))
}

#[test]
fn the_report_stands_where_the_backend_wants_it() {
    for path in ["data", "/data"] {
        let body = Envelope::at(path).and_then(|envelope| envelope.seal(&report(None), None));
        assert_eq!(body, Some(format!(r#"{{"data":{REPORT}}}"#)));
    }
    // JSON:API, and Strapi.
    let with = r#"{"data":{"type":"reports","attributes":{"unit":"a","open":false}},"meta":null}"#;
    assert_eq!(
        sealed("data.attributes.body", with, None),
        Some(format!(
            r#"{{"data":{{"attributes":{{"body":{REPORT},"open":false,"unit":"a"}},"type":"reports"}},"meta":null}}"#
        ))
    );
    // A name with a point in it, as a pointer.
    assert_eq!(sealed("/bao.cao/a~1b", "{}", None), Some(format!(r#"{{"bao.cao":{{"a/b":{REPORT}}}}}"#)));
}

#[test]
fn the_report_may_be_a_text() {
    let mut envelope = Envelope::at("Report").expect("a way");
    envelope.as_text = true;
    let body = envelope.seal(&report(None), None).expect("nothing is in its place");
    let body: serde_json::Value = serde_json::from_str(&body).expect("JSON");
    assert_eq!(body["Report"].as_str(), Some(REPORT));
}

#[test]
fn a_signature_stands_beside_the_report() {
    let body = sealed("data.report", r#"{"data":{"z":1}}"#, Some(r#"{"alg":"ES256"}"#));
    assert_eq!(body, Some(format!(r#"{{"data":{{"report":{REPORT},"signature":{{"alg":"ES256"}},"z":1}}}}"#)));
}

#[test]
fn nothing_is_put_in_place_of_something() {
    for (path, with) in [("data", r#"{"data":{}}"#), ("data.report", r#"{"data":7}"#), ("data", "[1]")] {
        assert_eq!(sealed(path, with, None), None, "{path} in {with}");
    }
    let signature = Some(r#""s""#);
    for (path, with) in [("data", r#"{"signature":1}"#), ("signature", "{}")] {
        assert_eq!(sealed(path, with, signature), None, "{path} in {with}");
        assert!(sealed(path, with, None).is_some(), "{path} in {with}");
    }
}

#[test]
fn nonsense_is_no_way() {
    for path in ["", ".", "a..b", "a.", "/", "/a/", " ", "a. .b", "a.b.c.d.e.f.g.h.i"] {
        assert_eq!(Envelope::at(path), None, "{path:?}");
    }
}

/// `place words` of each mistake, as places in the report.
fn errors(path: &str, body: &str) -> Vec<String> {
    let reply = Reply { status: 422, body: body.to_owned(), ..Reply::default() };
    let answer = Envelope::at(path).expect("a way").open(reply.read(String::new(), String::new()));
    let Answer::Failed(Failure::Refused(problem)) = answer else { panic!("{answer:?}") };
    problem.errors.into_iter().map(|error| format!("{} {}", error.pointer, error.detail)).collect()
}

#[test]
fn places_that_come_back_are_places_in_the_report() {
    let problem = r#"{"errors":[{"pointer":"/data/sections/overall","detail":"Thiếu"},
        {"pointer":"/sections/overall","detail":"Không tính phong bì"},{"pointer":"/data","detail":"Sai"},
        {"pointer":"/database/x","detail":"Chỗ khác"},{"pointer":"","detail":"Chưa ký"}]}"#;
    assert_eq!(
        errors("data", problem),
        [
            "/sections/overall Thiếu",
            "/sections/overall Không tính phong bì",
            " Sai",
            "/database/x Chỗ khác",
            " Chưa ký"
        ]
    );
    let json_api = r#"{"errors":[{"source":{"pointer":"/data/attributes/sections/overall"},"title":"Thiếu"}]}"#;
    assert_eq!(errors("data.attributes", json_api), ["/sections/overall Thiếu"]);
    let laravel = r#"{"message":"Sai","errors":{"data.entries.0.values.result":["Quá dài"]}}"#;
    assert_eq!(errors("data", laravel), ["/entries/0/values/result Quá dài"]);
    let fast_api = r#"{"detail":[{"loc":["body","payload","entries",0,"values","result"],"msg":"Field required"}]}"#;
    assert_eq!(errors("payload", fast_api), ["/entries/0/values/result Field required"]);
    let asp_net = r#"{"title":"Sai","errors":{"Payload.Sections.Overall":["Required"]}}"#;
    assert_eq!(errors("Payload", asp_net), ["/sections/overall Required"]);
    let django = r#"{"payload":{"sections":{"overall":["Blank"]}},"unit":["Lạ"]}"#;
    assert_eq!(errors("payload", django), ["/sections/overall Blank", "/unit Lạ"]);
    let nest = r#"{"statusCode":400,"message":["data.entries.0.values.result should not be empty","data.x is odd"]}"#;
    assert_eq!(
        errors("data", nest),
        ["/entries/0/values/result data.entries.0.values.result should not be empty", " data.x is odd"]
    );
}
