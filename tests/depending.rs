//! Questions that depend on other answers, and numbers that follow from others.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use baocao::finding::{Finding, Severity};
use baocao::plan::{self, Condition, Decimal, FieldId, TaskId};
use baocao::report::{Answers, Part, Value, holds};
use support::officer::Officer;

fn officer() -> Officer {
    let mut officer = Officer::of("vi-du-so-lieu", "doan-xa-b", "2026-06-20T08:00");
    officer.opens("thang", "2026-06");
    officer.fills_all();
    officer
}

fn training() -> Part {
    Part::Entry(TaskId::new("tap-huan").expect("an id"))
}

/// What the first task's answers would be as sent.
fn sent(officer: &Officer, field: &str) -> Option<String> {
    let report = officer.report("2026-06-20T08:01");
    report.entries[0].values.get(field).and_then(Value::text).map(str::to_owned)
}

fn errors(officer: &Officer) -> Vec<(String, &'static str)> {
    let found = officer.work().findings().filter(|finding| finding.is_error());
    found.map(|finding| (finding.at.to_string(), finding.code.key())).collect()
}

fn is_asked(officer: &Officer, field: &str) -> bool {
    let (form, part) = (&officer.work().form.parts[0], &officer.work().parts[0]);
    let place = form.fields.iter().position(|asked| asked.id.as_str() == field).expect("a question");
    !part.hidden.contains(&place)
}

#[test]
fn sums_and_ratios_follow_while_one_types() {
    let mut officer = officer();
    assert_eq!(sent(&officer, "tong"), None, "nothing is not zero");
    officer.types(training(), "nam", "1.200");
    assert_eq!(sent(&officer, "tong").as_deref(), Some("1200"));
    officer.types(training(), "nu", "34");
    officer.types(training(), "doan-vien", "617");
    assert_eq!(sent(&officer, "tong").as_deref(), Some("1234"));
    assert_eq!(sent(&officer, "ty-le").as_deref(), Some("50"));
    officer.types(training(), "nu", "ba mươi");
    assert_eq!(sent(&officer, "tong").as_deref(), Some("1200"), "what cannot be read adds nothing");
    // What is wrong with an answer is said there, and not again of what follows from it.
    officer.types(training(), "nu", "1,5");
    assert_eq!(officer.errors(), ["/entries/0/values/nu too-precise"]);
    officer.types(training(), "nam", "");
    officer.types(training(), "nu", "");
    assert_eq!((sent(&officer, "tong"), sent(&officer, "ty-le")), (None, None));
}

#[test]
fn a_question_is_asked_when_the_plan_says_and_what_was_typed_before_is_kept() {
    let mut officer = officer();
    assert!(is_asked(&officer, "ngay-thuc-hien") && !is_asked(&officer, "doan-vien"));
    officer.types(training(), "ngay-thuc-hien", "40/6/2026");
    assert_eq!(errors(&officer), [("/entries/0/values/ngay-thuc-hien".to_owned(), "not-a-date")]);
    officer.types(training(), "status", "not-started");
    assert!(!is_asked(&officer, "ngay-thuc-hien"));
    assert_eq!(errors(&officer), [], "nobody has to mend what is not asked");
    assert_eq!(sent(&officer, "ngay-thuc-hien"), None);
    officer.types(training(), "status", "in-progress");
    assert_eq!(errors(&officer).len(), 1, "it is as it was typed");
    officer.types(training(), "ngay-thuc-hien", "4/6/2026");
    assert_eq!(sent(&officer, "ngay-thuc-hien").as_deref(), Some("2026-06-04"));
}

#[test]
fn an_answer_is_required_and_allowed_by_others() {
    let mut officer = officer();
    let place = "/entries/0/values/doan-vien".to_owned();
    officer.types(training(), "nam", "49");
    assert_eq!(errors(&officer), []);
    officer.types(training(), "nu", "1");
    assert_eq!(errors(&officer), [(place.clone(), "required-when")]);
    officer.types(training(), "doan-vien", "51");
    assert_eq!(errors(&officer), [(place, "not-allowed")]);
    officer.types(training(), "doan-vien", "50");
    assert_eq!(errors(&officer), []);
    // Of nobody nobody is a member: the question goes, and what follows from it.
    officer.types(training(), "nam", "0");
    officer.types(training(), "nu", "0");
    assert_eq!((sent(&officer, "doan-vien"), sent(&officer, "ty-le")), (None, None));
    assert_eq!(errors(&officer), []);
}

#[test]
fn a_receiver_takes_no_answer_that_was_not_asked_and_no_sum_that_is_none() {
    use baocao::check::{self, Context};
    let mut officer = officer();
    officer.types(training(), "nam", "10");
    let plan = support::plan("vi-du-so-lieu");
    let (work, mut report) = (officer.work(), officer.report("2026-06-20T08:01"));
    let field = |key: &str| FieldId::new(key).expect("an id");
    let found = |report: &baocao::report::Report| -> Vec<(String, &'static str)> {
        let (earlier, text, now) = (report.earlier(), &support::PlainText, support::at("2026-06-20T08:01"));
        let cx = Context { plan: &plan, duty: &work.duty, form: &work.form, earlier: &earlier, now, text };
        let found = check::report(cx, report).into_iter().filter(Finding::is_error);
        found.map(|finding| (finding.at.to_string(), finding.code.key())).collect()
    };
    assert_eq!(found(&report), []);
    report.entries[0].values.insert(field("tong"), Value::Text("11".into()));
    report.entries[1].values.insert(field("doan-vien"), Value::Text("3".into()));
    let expected = [("/entries/0/values/tong", "mismatch"), ("/entries/1/values/doan-vien", "not-asked")];
    assert_eq!(found(&report), expected.map(|(at, code)| (at.to_owned(), code)));
}

/// A plan whose outline asks these questions about each task.
fn plan_asking(questions: &str) -> String {
    format!(
        r#"{{"format":"baocao-plan/1","id":"p","version":"1","title":"Kế hoạch","units":[{{"id":"u","name":"U"}}],
        "reports":[{{"id":"k","title":"K","by":{{"units":["u"]}},"periods":"continuous",
        "outline":{{"entry":[{questions}]}}}}]}}"#
    )
}

/// The mistakes of a plan whose outline asks these questions about each task.
fn mistakes(questions: &str) -> Vec<String> {
    let plan = plan_asking(questions);
    let told = |finding: &Finding| {
        let at = finding.at.to_string().replace("/reports/0/outline/entry", "");
        format!("{at} {}", finding.code.key())
    };
    plan::read(&plan, Severity::Error).findings.iter().map(told).collect()
}

#[test]
fn a_plan_is_told_what_its_conditions_get_wrong() {
    let asked = |condition: &str| {
        format!(r#""status", {{"field":"a","label":"A","kind":"integer","when":{{"asked":{condition}}}}}"#)
    };
    let cases = [
        (asked(r#"{"is":{"field":"status","value":"done"}}"#), vec![]),
        (asked(r#"{"is":{"field":"status","value":"finished"}}"#), vec!["/1/when/asked/is/value unexpected"]),
        (asked(r#"{"is":{"field":"stats","value":"done"}}"#), vec!["/1/when/asked/is/field dangling"]),
        (asked(r#"{"above":{"field":"status","than":{"number":"3"}}}"#), vec!["/1/when/asked/above/field unexpected"]),
        (asked(r#"{"answered":"a"}"#), vec!["/1 cycle"]),
        (asked(r#"{"all":[]}"#), vec!["/1/when/asked/all required"]),
        (asked(r#"{"not":{"any":[{"answered":"b"}]}}"#), vec!["/1/when/asked/not/any/0/answered dangling"]),
        (asked(r#"{"is":{"field":"status"}}"#), vec!["/1/when/asked/is missing-key"]),
        (asked(r#"{"same":3}"#), vec!["/1/when/asked unexpected"]),
        (
            r#"{"field":"a","label":"A","kind":"integer","computed":{"sum":["b"]}},
               {"field":"b","label":"B","kind":"integer","computed":{"difference":{"from":"a","less":"a"}}}"#
                .to_owned(),
            vec!["/0 cycle"],
        ),
        (
            r#"{"field":"a","label":"A","kind":"line","computed":{"ratio":{"part":"b","whole":"c"}}},
               {"field":"b","label":"B","kind":"date"}"#
                .to_owned(),
            vec!["/0/computed useless", "/0/computed/ratio/part unexpected", "/0/computed/ratio/whole dangling"],
        ),
        (
            r#"{"field":"a","label":"A","kind":"date"},
               {"field":"b","label":"B","kind":"date","when":{"allowed":[
                 {"when":{"at-least":{"field":"b","than":{"field":"a"}}},"otherwise":"Sau ngày A"},
                 {"when":{"below":{"field":"b","than":{"number":"3"}}},"otherwise":" "}]}}"#
                .to_owned(),
            vec!["/1/when/allowed/1/otherwise required", "/1/when/allowed/1/when/below/than/number unexpected"],
        ),
    ];
    for (questions, expected) in cases {
        let mut found = mistakes(&questions);
        found.sort();
        assert_eq!(found, expected, "{questions}");
    }
}

#[test]
fn a_plan_is_told_in_words_what_to_mend() {
    use baocao::locale::{Lang, finding};
    let computed = |key: &str, more: &str| format!(r#"{{"field":"{key}","label":"L","kind":"integer",{more}}}"#);
    let cases = [
        (
            [
                computed("a", r#""computed":{"sum":["b"]}"#),
                computed("b", r#""when":{"asked":{"answered":"c"}}"#),
                computed("c", r#""computed":{"sum":["b"]}"#),
            ]
            .join(","),
            "Quan hệ tạo thành vòng khép kín: “b” → “c” → “b”; bỏ một quan hệ trong vòng.",
            "This goes round in a circle: “b” → “c” → “b”; drop one of the relations.",
        ),
        (
            computed("a", r#""rules":[{"rule":{"jumps":"1"}}]"#),
            "Gặp \"1\"; cần số lớn hơn 1.",
            "Found \"1\"; expected a number above 1.",
        ),
        (
            computed("a", r#""rules":[{"rule":"never-falls"},{"rule":"never-falls","as":"error"}]"#),
            "Mã “never-falls” bị trùng; mỗi mã chỉ dùng một lần.",
            "The id “never-falls” is used twice; ids must differ.",
        ),
        (
            computed("a", r#""when":{"asked":{"is":{"field":"status","value":"xong"}}}"#) + r#","status""#,
            "Gặp \"xong\"; cần một câu trả lời hợp lệ của câu hỏi đó.",
            "Found \"xong\"; expected an answer that the question takes.",
        ),
        (
            computed("a", r#""computed":{"sum":["b"]}"#).replace("integer", "decimal")
                + r#",{"field":"b","label":"B","kind":"date"}"#,
            "Gặp \"b\"; cần câu hỏi có câu trả lời là số.",
            "Found \"b\"; expected a question whose answer is a number.",
        ),
    ];
    for (questions, vi, en) in cases {
        let plan = plan_asking(&questions);
        let found = plan::read(&plan, Severity::Error).findings;
        let said = |lang| found.iter().map(|one| finding(lang, one)).collect::<Vec<_>>();
        assert_eq!((said(Lang::Vi), said(Lang::En)), (vec![vi.to_owned()], vec![en.to_owned()]), "{questions}");
    }
}

#[test]
fn what_follows_from_what_follows_is_never_out_of_date() {
    use baocao::report::{Draft, Edit, Form, Raw, settle};
    let number = |key: &str, more: &str| format!(r#"{{"field":"{key}","label":"{key}","kind":"decimal"{more}}}"#);
    let questions = [
        number("ratio", r#","computed":{"ratio":{"part":"part","whole":"total"}}"#),
        number("total", r#","computed":{"sum":["sub","c"]}"#),
        number("sub", r#","computed":{"difference":{"from":"a","less":"b"}}"#),
        number("part", ""),
        number("a", ""),
        number("b", ""),
        number("c", ""),
    ];
    let plan = format!(
        r#"{{"format":"baocao-plan/1","id":"p","version":"1","title":"K","units":[{{"id":"u","name":"U"}}],
        "tasks":[{{"id":"t","title":"T","assigned":[{{"role":"lead","units":["u"]}}]}}],
        "reports":[{{"id":"k","title":"K","by":{{"units":["u"]}},"periods":{{"every":{{"unit":"month"}}}},
        "outline":{{"entry":[{}]}}}}]}}"#,
        questions.join(",")
    );
    let plan = plan::read(&plan, Severity::Error).value.expect("a plan");
    let member = support::member(&plan, "u");
    let duties =
        baocao::schedule::duties(&plan, &member, support::at("2026-06-10"), &baocao::schedule::FixedZone::VIETNAM);
    let form = Form::new(&plan, &member, &duties[0]);
    let part = Part::Entry(TaskId::new("t").expect("an id"));
    let answers = |typed: [(&str, &str); 4]| {
        let edit = |(key, text): (&str, &str)| {
            let field = FieldId::new(key).expect("an id");
            Edit { part: part.clone(), field, raw: Raw::Text(text.to_owned()) }
        };
        let draft: Draft = typed.into_iter().map(edit).collect();
        let (answers, _) = settle(&form, &draft, &support::PlainText);
        ["sub", "total", "ratio"].map(|key| answers[0].get(key).and_then(Value::text).unwrap_or_default().to_owned())
    };
    assert_eq!(answers([("part", "2"), ("a", "7"), ("b", "5"), ("c", "3")]), ["2", "5", "40"]);
    assert_eq!(answers([("part", "2"), ("a", "0"), ("b", "5"), ("c", "5")]), ["-5", "0", ""], "nothing of nothing");
}

#[test]
fn of_a_blank_answer_nothing_holds_but_that_it_does_not() {
    let read = |text: &str| -> Condition {
        let reading = baocao::json::read_text(text, baocao::json::Limits::default(), Severity::Error);
        reading.value.unwrap_or_else(|| panic!("{text}: {:?}", reading.findings))
    };
    let answers = |pairs: &[(&str, Value)]| -> Answers {
        pairs.iter().map(|(key, value)| (FieldId::new(key).expect("an id"), value.clone())).collect()
    };
    let text = |text: &str| Value::Text(text.to_owned());
    let full = answers(&[
        ("n", text("1234.50")),
        ("d", text("2026-06-04")),
        ("y", Value::Bool(true)),
        ("c", Value::Picks(vec!["x".into(), "z".into()])),
    ]);
    let cases = [
        (r#"{"answered":"n"}"#, true),
        (r#"{"above":{"field":"n","than":{"number":"1234.5"}}}"#, false),
        (r#"{"at-least":{"field":"n","than":{"number":"1234.5"}}}"#, true),
        (r#"{"at-most":{"field":"n","than":{"number":"1234.5"}}}"#, true),
        (r#"{"below":{"field":"n","than":{"number":"1234.51"}}}"#, true),
        (r#"{"below":{"field":"d","than":{"date":"2026-06-05"}}}"#, true),
        (r#"{"above":{"field":"d","than":{"field":"n"}}}"#, false),
        (r#"{"is":{"field":"y","value":"yes"}}"#, true),
        (r#"{"is":{"field":"c","value":"z"}}"#, true),
        (r#"{"is":{"field":"c","value":"y"}}"#, false),
        (r#"{"all":[{"answered":"n"},{"answered":"d"}]}"#, true),
        (r#"{"any":[{"is":{"field":"y","value":"no"}},{"answered":"c"}]}"#, true),
    ];
    for (condition, expected) in cases {
        assert_eq!(holds(&read(condition), &full), expected, "{condition}");
        assert!(!holds(&read(condition), &Answers::new()), "{condition} of nothing");
        assert!(holds(&read(&format!(r#"{{"not":{condition}}}"#)), &Answers::new()), "not {condition} of nothing");
    }
    assert_eq!(Decimal::parse("1234.50"), Decimal::parse("1234.5"));
}
