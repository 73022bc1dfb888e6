//! Files that prove a result: what a plan allows, what becomes of a file that was chosen, and how a report waits for its own.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use baocao::check::{self, Context};
use baocao::delivery::{Answer, Failure, Phase, Problem, Record, Stage};
use baocao::finding::{Code, Severity};
use baocao::json::{Limits, read_text};
use baocao::locale::{Lang, file_limits, file_size, not_taken};
use baocao::plan::{self, FieldId, Files};
use baocao::report::{Edit, EvidenceFile, Raw, RawEvidence, Report};
use baocao::state::{Action, PlanState};
use support::officer::{Officer, accepted, first_task};
use support::{PlainText, at};

const NOW: &str = "2026-06-16T08:00";

fn file(name: &str, kind: &str, size: u32) -> EvidenceFile {
    let mut sha256 = baocao::json::hash(name);
    sha256.truncate(64);
    EvidenceFile { name: name.into(), r#type: kind.into(), size, sha256, url: None, data: None }
}

fn pdf(name: &str) -> EvidenceFile {
    file(name, "application/pdf", 120_000)
}

/// A quarterly report of the example, with everything required, on a page with or without somewhere to upload to.
fn officer(has_upload: bool) -> Officer {
    let mut officer = Officer::of("vi-du-che-do-bao-cao", "xa-b", NOW);
    let mut setup = baocao::state::Setup::clone(&officer.0.setup);
    setup.has_upload = has_upload;
    officer.does(Action::Setup(setup.into()));
    officer.opens("quy", "2026-Q2");
    officer.fills_all();
    officer
}

fn chooses(officer: &mut Officer, files: &[EvidenceFile]) {
    let field = FieldId::new("evidence").expect("an id");
    let raw = Raw::Evidence(files.iter().map(RawEvidence::of_file).collect());
    officer.does(Action::Chosen(Edit { part: first_task(officer), field, raw }));
}

fn names(officer: &Officer) -> Vec<String> {
    let field = FieldId::new("evidence").expect("an id");
    let raw = officer.work().draft.get(&first_task(officer), &field).cloned();
    raw.map(|raw| raw.files().into_iter().map(|file| file.name).collect()).unwrap_or_default()
}

fn refusals(officer: &Officer) -> Vec<String> {
    officer.work().not_taken.iter().map(|wrong| not_taken(Lang::Vi, wrong)).collect()
}

fn uploaded(mut file: EvidenceFile) -> Answer {
    file.url = Some(format!("https://example.com/files/{}", file.sha256));
    Answer::HasFile(file)
}

fn sent(officer: &Officer) -> Report {
    let attempt = officer.attempt().expect("something on the wire");
    read_text(&attempt.frozen.payload, Limits::default(), Severity::Error).value.expect("a report")
}

#[test]
fn a_plan_says_which_files_it_takes() {
    let read = |files: &str| {
        let text = format!(
            r#"{{"format":"baocao-plan/1","id":"p","version":"1","title":"T","units":[{{"id":"a","name":"A"}}],"tasks":[],
            "reports":[{{"id":"r","title":"R","by":{{"units":["a"]}},"periods":"continuous",
            "outline":{{"sections":["overall",{files}]}}}}]}}"#
        );
        let found = plan::read(&text, Severity::Error).findings;
        found.iter().map(|f| format!("{} {}", f.at, f.code.key())).collect::<Vec<_>>()
    };
    let at = "/reports/0/outline/sections/1";
    assert_eq!(read(r#"{"field":"evidence","files":{"types":["image/*","application/pdf"]}}"#), [""; 0]);
    assert_eq!(
        read(r#"{"field":"causes","files":{"types":["image/*"]}}"#),
        [format!("{at}/files useless")],
        "only evidence has files"
    );
    let wrong = r#"{"field":"evidence","files":{"types":["pdf","*/*"],"most":0,"most_bytes":100000001,"inline_bytes":9000000}}"#;
    let places = ["types/0", "types/1", "most", "most_bytes", "inline_bytes"];
    assert_eq!(read(wrong), places.map(|place| format!("{at}/files/{place} unexpected")));
    assert_eq!(read(r#"{"field":"evidence","files":{"types":[]}}"#), [format!("{at}/files/types required")]);
}

#[test]
fn what_a_question_takes_becomes_evidence_and_of_the_rest_it_says_why_not() {
    let mut officer = officer(true);
    let unread = EvidenceFile { sha256: String::new(), ..pdf("hỏng.pdf") };
    let chosen = [
        pdf("QĐ 12.pdf"),
        pdf("QĐ 12.pdf"),
        file("ảnh.png", "image/png", 10_000_000),
        file("bảng.exe", "application/x-msdownload", 10),
        file("phim.pdf", "application/pdf", 12_345_678),
        file("trống.pdf", "application/pdf", 0),
        unread,
    ];
    chooses(&mut officer, &chosen);
    assert_eq!(names(&officer), ["QĐ 12.pdf", "ảnh.png"]);
    assert_eq!(
        refusals(&officer),
        [
            "Không đính kèm được “QĐ 12.pdf”: tệp này đã đính kèm rồi; chỉ cần một lần.",
            "Không đính kèm được “bảng.exe”: Tệp thuộc loại .exe; chỉ nhận: PDF, ảnh.",
            "Không đính kèm được “phim.pdf”: tệp nặng 12,4 MB; tối đa 10 MB.",
            "Không đính kèm được “trống.pdf”: tệp trống (0 byte); chọn tệp khác.",
            "Không đính kèm được “hỏng.pdf”: trình duyệt không đọc được tệp này; chọn lại tệp.",
        ]
    );
    chooses(&mut officer, &["1", "2", "3", "4"].map(pdf));
    assert_eq!(names(&officer).len(), 5);
    assert_eq!(refusals(&officer), ["Không đính kèm được “4”: đã đủ 5 tệp; bỏ bớt tệp khác rồi chọn lại."]);
    assert_eq!(officer.errors(), [""; 0]);
}

#[test]
fn without_somewhere_to_upload_to_only_small_files_are_taken() {
    let mut officer = officer(false);
    chooses(&mut officer, &[file("nhỏ.pdf", "application/pdf", 200_000), file("lớn.pdf", "application/pdf", 200_001)]);
    assert_eq!(names(&officer), ["nhỏ.pdf"]);
    assert_eq!(refusals(&officer), ["Không đính kèm được “lớn.pdf”: tệp nặng 201 KB; tối đa 200 KB."]);
    let files = Files { types: vec!["image/*".into()], most: None, most_bytes: None, inline_bytes: None };
    assert_eq!(files.most_bytes(false), 0, "unless the plan says so, none is");
    assert_eq!(file_limits(Lang::Vi, &files, true), "Nhận tệp: ảnh. Mỗi tệp tối đa 10 MB, nhiều nhất 10 tệp.");
}

#[test]
fn a_file_is_taken_once_and_two_of_one_name_are_told_apart() {
    let mut officer = officer(true);
    let same = |name: &str| EvidenceFile { name: name.into(), ..pdf("QĐ 12.pdf") };
    let other = |of: &str| EvidenceFile { name: "QĐ 12.pdf".into(), ..pdf(of) };
    chooses(&mut officer, &[pdf("QĐ 12.pdf")]);
    assert_eq!(refusals(&officer), [""; 0]);
    chooses(&mut officer, &[pdf("QĐ 12.pdf"), same("bản sao.pdf"), other("khác"), other("khác nữa")]);
    assert_eq!(names(&officer), ["QĐ 12.pdf", "QĐ 12 (2).pdf", "QĐ 12 (3).pdf"]);
    assert_eq!(
        refusals(&officer),
        [
            "Không đính kèm được “QĐ 12.pdf”: tệp này đã đính kèm rồi; chỉ cần một lần.",
            "Không đính kèm được “bản sao.pdf”: tệp này đã đính kèm rồi, với tên “QĐ 12.pdf”; chỉ cần một lần.",
        ]
    );
}

/// A file at the limit of what the plan below lets travel inside.
fn large(name: &str) -> EvidenceFile {
    file(name, "application/pdf", 1_000_000)
}

/// As [`officer`], where files of a megabyte may travel inside the report.
fn of_large_files(has_upload: bool) -> Officer {
    let mut officer = officer(has_upload);
    let source = officer.0.plan().expect("a plan").source.text().replace("200000", "1000000");
    let plan = plan::read(&source, Severity::Error).value.expect("a plan");
    officer.does(Action::Plan(PlanState::Ready(plan.into())));
    officer
}

#[test]
fn files_inside_one_report_have_a_bound_together() {
    let mut officer = of_large_files(false);
    chooses(&mut officer, &[large("1.pdf"), large("2.pdf"), file("3.pdf", "application/pdf", 700_000), large("4.pdf")]);
    assert_eq!(names(&officer), ["1.pdf", "2.pdf", "3.pdf"]);
    assert_eq!(
        refusals(&officer),
        [
            "Không đính kèm được “4.pdf”: tệp nặng 1 MB, nhưng báo cáo chỉ còn chỗ cho 300 KB tệp đính kèm (tất cả tối đa \
          3 MB); bỏ bớt tệp khác hoặc chọn tệp nhỏ hơn."
        ]
    );
    chooses(&mut officer, &[file("5.pdf", "application/pdf", 300_000)]);
    assert_eq!((names(&officer).len(), refusals(&officer).len()), (4, 0), "there was room for exactly that");
    let limits = Files { types: vec!["image/*".into()], most: None, most_bytes: None, inline_bytes: Some(200_000) };
    assert!(file_limits(Lang::Vi, &limits, false).ends_with("Mọi tệp của báo cáo cộng lại tối đa 3 MB."));
    // Uploaded, they do not travel together.
    let mut officer = of_large_files(true);
    chooses(&mut officer, &["1", "2", "3", "4"].map(large));
    assert_eq!((names(&officer).len(), refusals(&officer).len()), (4, 0));
}

#[test]
fn the_receiver_takes_no_report_whose_inside_is_too_large() {
    let mut officer = of_large_files(true);
    chooses(&mut officer, &["1", "2", "3", "4"].map(large));
    let mut report = officer.report(NOW);
    let mut holds = |most: usize| {
        let values = &mut report.entries[0].values;
        let Some(baocao::report::Value::Evidence(rows)) = values.get_mut("evidence") else { panic!("no evidence") };
        for (i, file) in rows.iter_mut().filter_map(|row| row.file.as_mut()).enumerate() {
            let is_inside = i < most;
            file.data = is_inside.then(|| "A".repeat(1_000_000_usize.div_ceil(3) * 4));
            file.url = (!is_inside).then(|| "https://example.com/1".to_owned());
        }
        codes(&officer, &report)
    };
    assert_eq!(holds(3), [""; 0]);
    assert_eq!(holds(4), ["/entries/0/values/evidence/3/file files-too-large"]);
}

#[test]
fn sizes_are_said_as_people_say_them() {
    let said = [0, 999, 1_000, 199_001, 1_000_000, 1_234_567, 10_000_000].map(|bytes| file_size(Lang::Vi, bytes));
    assert_eq!(said, ["0 byte", "999 byte", "1 KB", "200 KB", "1 MB", "1,3 MB", "10 MB"]);
    assert_eq!(file_size(Lang::En, 1_234_567_000), "1,234.6 MB");
}

#[test]
fn files_go_out_before_the_report_and_are_named_in_it() {
    let mut officer = officer(true);
    chooses(&mut officer, &[pdf("một.pdf"), pdf("hai.pdf")]);
    officer.sends("k1", NOW);
    for name in ["một.pdf", "hai.pdf"] {
        let attempt = officer.attempt().expect("something on the wire");
        let (at, missing) = attempt.frozen.missing_file().expect("a file that is not there");
        assert_eq!(missing, pdf(name));
        assert!(at.as_str().starts_with("/entries/0/values/evidence/"));
        officer.is_answered(uploaded(missing), NOW);
    }
    let attempt = officer.attempt().expect("the report itself");
    assert!(!attempt.frozen.wants_files);
    let report = sent(&officer);
    let files = report.files();
    assert_eq!(files.len(), 2);
    assert!(files.iter().all(|(_, file)| file.url.as_ref().is_some_and(|url| url.ends_with(&file.sha256))));
    officer.is_answered(accepted(), NOW);
    assert!(officer.outgoing().is_none(), "it is sent now, and was not before");
}

#[test]
fn a_break_in_the_middle_goes_on_with_what_is_not_there_yet() {
    let mut officer = officer(true);
    chooses(&mut officer, &[pdf("một.pdf"), pdf("hai.pdf")]);
    officer.sends("k1", NOW);
    officer.is_answered(uploaded(pdf("một.pdf")), NOW);
    officer.is_answered(Answer::Failed(Failure::Unreachable), NOW);
    let outgoing = officer.outgoing().expect("on its way").clone();
    assert!(matches!(outgoing.phase, Phase::Waiting { .. }));
    assert!(!outgoing.in_doubt, "the report itself has not been on the wire");
    // The page is closed and opened again.
    let records = officer.0.records.clone().expect("records");
    let kept: Vec<_> = records.iter().map(|record| Record::from_text(&record.to_text()).expect("a record")).collect();
    officer.does(Action::Records(Ok(kept)));
    officer.does(Action::Tick(at(NOW)));
    let attempt = officer.attempt().expect("it goes on by itself");
    assert_eq!(attempt.frozen.key, "k1");
    assert_eq!(attempt.frozen.missing_file().expect("the other file").1, pdf("hai.pdf"));
    let mut record = officer.0.records.as_ref().expect("records")[0].clone();
    record.recover();
    let Stage::Outgoing(outgoing) = record.stage else { panic!("{:?}", record.stage) };
    assert!(!outgoing.in_doubt, "nor was it when the page went away");
}

#[test]
fn a_file_that_is_refused_is_said_at_its_place_until_it_is_removed() {
    let mut officer = officer(true);
    chooses(&mut officer, &[pdf("một.pdf")]);
    officer.sends("k1", NOW);
    let (place, _) = officer.attempt().expect("on the wire").frozen.missing_file().expect("a file");
    let pointer = place.as_str().to_owned();
    let errors = vec![baocao::delivery::ProblemError { pointer, detail: "một.pdf: có mã độc".into() }];
    let problem = Problem { status: 422, errors, ..Problem::default() };
    officer.is_answered(Answer::Failed(Failure::Refused(problem)), NOW);
    assert_eq!(officer.errors(), ["/entries/0/values/evidence/0/file said"]);
    officer.enters(first_task(&officer), "evidence", Raw::Evidence(Vec::new()));
    assert_eq!(officer.errors(), [""; 0]);
    officer.sends("k2", NOW);
    assert!(!officer.attempt().expect("the report").frozen.wants_files);
}

#[test]
fn a_file_may_travel_inside_the_report() {
    let mut officer = officer(false);
    chooses(&mut officer, &[file("nhỏ.pdf", "application/pdf", 4)]);
    officer.sends("k1", NOW);
    let (_, missing) = officer.attempt().expect("on the wire").frozen.missing_file().expect("a file");
    officer.is_answered(Answer::HasFile(EvidenceFile { data: Some("JVBERg==".into()), ..missing }), NOW);
    let report = sent(&officer);
    assert_eq!(report.files()[0].1.data.as_deref(), Some("JVBERg=="));
    assert_eq!(codes(&officer, &report), [""; 0]);
}

/// What the receiver's rules say of a report.
fn codes(officer: &Officer, report: &Report) -> Vec<String> {
    let (plan, work) = (officer.0.plan().expect("a plan"), officer.work());
    let cx = Context {
        plan: &plan,
        duty: &work.duty,
        form: &work.form,
        earlier: &work.earlier,
        now: at(NOW),
        text: &PlainText,
    };
    let found = check::report(cx, report);
    found.iter().filter(|f| f.is_error()).map(|f| format!("{} {}", f.at, f.code.key())).collect()
}

#[test]
fn the_receiver_takes_no_report_whose_files_are_nowhere_or_not_asked_for() {
    let mut officer = officer(true);
    chooses(&mut officer, &[pdf("một.pdf")]);
    let mut report = officer.report(NOW);
    let at = "/entries/0/values/evidence/0/file";
    assert_eq!(codes(&officer, &report), [format!("{at} file-missing")]);
    let mut change = |change: &dyn Fn(&mut EvidenceFile)| {
        let values = &mut report.entries[0].values;
        let Some(baocao::report::Value::Evidence(rows)) = values.get_mut("evidence") else { panic!("no evidence") };
        change(rows[0].file.as_mut().expect("a file"));
        codes(&officer, &report)
    };
    assert_eq!(change(&|file| file.url = Some("https://example.com/1".into())), [""; 0]);
    assert_eq!(change(&|file| file.url = Some("javascript:1".into())), [format!("{at} not-a-url")]);
    assert_eq!(
        change(&|file| (file.url, file.data) = (None, Some("AAAA".into()))),
        [format!("{at} file-missing")],
        "as long as its size says"
    );
    assert_eq!(
        change(&|file| (file.data, file.size) = (Some("A".repeat(400_000)), 300_000)),
        [format!("{at} too-large")],
        "what travels inside has a limit of its own"
    );
    let reset = |file: &mut EvidenceFile| {
        *file = EvidenceFile { url: Some("https://example.com/1".into()), ..pdf("một.pdf") };
    };
    assert_eq!(change(&reset), [""; 0]);
    assert_eq!(change(&|file| file.sha256 = "abc".into()), [format!("{at} mismatch")]);
    change(&reset);
    assert_eq!(change(&|file| file.r#type = "text/html".into()), [format!("{at} file-type")]);
    change(&reset);
    assert_eq!(change(&|file| file.name = "a".repeat(256)), [format!("{at} too-long")]);

    // Another question of evidence, which takes no files.
    let mut other = Officer::of("vp-ubnd-tinh-2025", "phong-hanh-chinh-quan-tri", "2026-06-13T08:00");
    other.opens("hang-thang", "2026-06");
    let part = first_task(&other);
    other.enters(part, "evidence", Raw::Evidence(vec![RawEvidence::of_file(&pdf("một.pdf"))]));
    let found: Vec<_> = other.work().findings().filter(|f| f.code == Code::NotAsked).collect();
    assert_eq!(found.len(), 1);
}

#[test]
fn drafts_of_before_are_read_and_their_hash_stays() {
    let row = RawEvidence { number: "1".into(), ..RawEvidence::default() };
    let text = baocao::json::to_canonical(&row);
    assert_eq!(text, r#"{"date":"","number":"1","title":"","url":""}"#);
    assert_eq!(read_text::<RawEvidence>(&text, Limits::default(), Severity::Error).value, Some(row));
}
