//! What stands on the paper: heads, numbers and days by the rules, the outline, what is left out.

mod support;

use baocao::finding::Severity;
use baocao::plan::{self, Date, Paper, PaperStyle};
use baocao::report::{Part, Value};
use baocao_paper::document::{Block, Document, Line};
use baocao_paper::{Options, compose, serve};
use support::Case;

fn texts(lines: &[Line]) -> Vec<&str> {
    lines.iter().map(|line| &*line.text).collect()
}

fn headings<'d>(document: &'d Document, level: u32) -> Vec<&'d str> {
    let heading = |block: &'d Block| match block {
        Block::Heading(heading) if heading.level == level => Some(&*heading.text),
        _ => None,
    };
    document.body.iter().filter_map(heading).collect()
}

fn signed(number: &str, day: &str) -> (String, String) {
    let case = Case::commune();
    let document = case.document(number, day);
    (document.number, document.place_and_day)
}

#[test]
fn days_and_numbers_have_the_zeros_of_the_decree() {
    for (number, day, says) in [
        ("5", "2026-01-05", ("Số: 05/BC-HCC", "Nam Cường, ngày 05 tháng 01 năm 2026")),
        ("12", "2026-02-28", ("Số: 12/BC-HCC", "Nam Cường, ngày 28 tháng 02 năm 2026")),
        ("125", "2026-03-09", ("Số: 125/BC-HCC", "Nam Cường, ngày 09 tháng 3 năm 2026")),
        ("07a", "2026-10-10", ("Số: 07a/BC-HCC", "Nam Cường, ngày 10 tháng 10 năm 2026")),
    ] {
        assert_eq!(signed(number, day), (says.0.to_owned(), says.1.to_owned()));
    }
}

#[test]
fn each_style_has_its_head() {
    let mut case = Case::commune();
    let mut with = |style, symbol: &str| {
        let paper = Paper { style: Some(style), symbol: Some(symbol.to_owned()), ..Paper::default() };
        let options = Options { paper, number: Some("5".to_owned()), day: Date::parse("2026-06-05"), blank: false };
        case.unit.name = "Đơn vị mẫu".to_owned();
        compose(&case.plan, &case.unit, &case.report, &options)
    };
    let state = with(PaperStyle::State, "BC-UBND");
    assert_eq!(texts(&state.right), ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]);
    assert_eq!(texts(&state.left), ["UBND XÃ NAM CƯỜNG", "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG"]);
    assert!(!state.left[0].bold && state.left[1].bold && state.left[1].ruled);
    assert_eq!(state.number, "Số: 05/BC-UBND");
    let union = with(PaperStyle::Doan, "BC/TĐTN-BTG");
    assert_eq!(texts(&union.right), ["ĐOÀN TNCS HỒ CHÍ MINH"]);
    assert_eq!((union.left.last().map(|line| &*line.text), &*union.number), (Some("***"), "Số: 05-BC/TĐTN-BTG"));
    let party = with(PaperStyle::Party, "BC/ĐU");
    assert_eq!(texts(&party.right), ["ĐẢNG CỘNG SẢN VIỆT NAM"]);
    assert_eq!((party.left.last().map(|line| &*line.text), &*party.number), (Some("*"), "Số 05-BC/ĐU"));
}

#[test]
fn a_filled_report_has_the_five_chapters_in_their_order_numbered_through() {
    let document = Case::commune().document("5", "2026-06-05");
    assert_eq!(
        headings(&document, 1),
        [
            "I. TÌNH HÌNH TRIỂN KHAI",
            "II. KẾT QUẢ THỰC HIỆN",
            "III. ĐÁNH GIÁ CHUNG",
            "IV. PHƯƠNG HƯỚNG, NHIỆM VỤ KỲ TỚI",
            "V. KIẾN NGHỊ, ĐỀ XUẤT",
        ]
    );
    // What the plan asks before all built-in questions is how it was set about.
    assert_eq!(headings(&document, 2)[0], "1. Tổ chức triển khai thực hiện Kế hoạch");
    assert!(headings(&document, 3)[0].starts_with("1.1. Xây dựng và duy trì hiệu quả"));
    let proposals = headings(&document, 2);
    assert!(proposals.contains(&"1. Đối với Bộ Khoa học và Công nghệ"), "{proposals:?}");
    assert!(proposals.contains(&"2. Đối với UBND tỉnh"));
    let Some(Block::Closing(last)) = document.body.last() else { panic!("no last words") };
    assert!(last.text.as_deref().is_some_and(|text| text.ends_with("./.")));
}

#[test]
fn what_was_not_answered_is_not_on_the_paper() {
    let case = Case::of(
        support::plan("xa-nam-cuong-2026"),
        "trung-tam-phuc-vu-hanh-chinh-cong",
        "sau-thang",
        "2026-H1",
        "2026-06-15T09:00:00+07:00",
        |part, _, field| {
            (*part == Part::Sections && field.id.as_str() == "overall").then(|| Value::Text("Tốt.".to_owned()))
        },
    );
    let document = case.document("5", "2026-06-05");
    assert_eq!(headings(&document, 1), ["I. ĐÁNH GIÁ CHUNG"]);
    assert!(headings(&document, 2).is_empty() && document.annexes.is_empty());
    // The blank form asks for all of it.
    let form = case.form();
    let asked = headings(&form, 1);
    assert_eq!(asked.len(), 5, "{asked:?}");
    assert_eq!(form.number, format!("Số: {}/BC-HCC", "\u{a0}".repeat(8)));
    assert!(form.place_and_day.ends_with("ngày …… tháng …… năm 2026"));
}

#[test]
fn a_nil_report_says_so() {
    let mut case = Case::blank(
        "xa-nam-cuong-2026",
        "trung-tam-phuc-vu-hanh-chinh-cong",
        "sau-thang",
        "2026-H1",
        "2026-06-15T09:00:00+07:00",
    );
    case.report.nil = true;
    let document = case.document("5", "2026-06-05");
    let says = "Trong kỳ báo cáo, Trung tâm Phục vụ hành chính công không phát sinh nội dung phải báo cáo.";
    assert_eq!(document.body[0], Block::text(says));
}

#[test]
fn evidence_is_listed_with_the_answer_that_it_proves() {
    let document = Case::commune().document("5", "2026-06-05");
    let annex = document.annexes.last().expect("an annex");
    assert_eq!((&*annex.about, annex.is_wide), ("Danh mục minh chứng", true));
    let first = &annex.table.rows[0];
    assert_eq!((&*first[0], &*first[2], &*first[3]), ("1", "10/KH-UBND", "02/04/2026"));
    assert!(first[1].starts_with("Xây dựng và duy trì hiệu quả") && first[5].starts_with("https://namcuong.example/"));
    let numbers: Vec<_> = annex.table.rows.iter().map(|row| row[0].clone()).collect();
    assert_eq!(numbers, (1..=numbers.len()).map(|n| n.to_string()).collect::<Vec<_>>());
}

#[test]
fn many_indicators_are_an_annex_and_few_a_table() {
    let count = |document: &Document| {
        let tables = document.body.iter().filter(|block| matches!(block, Block::Table(_)));
        let annexed = document.annexes.iter().filter(|annex| annex.about.contains("chỉ tiêu")).count();
        (tables.count(), annexed)
    };
    let mut case = Case::commune();
    assert_eq!(count(&case.document("5", "2026-06-05")), (1, 0));
    let form = case.form();
    assert!(form.body.iter().any(|block| matches!(block, Block::Table(table) if table.rows.len() == 8)));
    // The same plan with more of them, all answered alike.
    let (indicators, results) = (case.plan.indicators.clone(), case.report.indicators.clone());
    for n in 0..2 {
        for (indicator, result) in indicators.iter().zip(&results) {
            let (mut indicator, mut result) = (indicator.clone(), result.clone());
            indicator.id = baocao::plan::IndicatorId::new(&format!("{}-{n}", indicator.id)).expect("an id");
            result.indicator = indicator.id.clone();
            case.plan.indicators.push(indicator);
            case.report.indicators.push(result);
        }
    }
    assert_eq!(count(&case.document("5", "2026-06-05")), (0, 1));
}

#[test]
fn a_request_of_a_page_is_answered() {
    let case = Case::commune();
    let json = |value: &dyn baocao::json::Write| baocao::json::to_canonical(value);
    let request = |wanted: &str, blank: bool| {
        format!(
            r#"{{"wanted":"{wanted}","plan":{},"unit":{},"report":{},"options":{{"paper":{{}},"number":"5","day":"2026-06-05","blank":{blank}}}}}"#,
            json(&case.plan),
            json(&case.unit),
            json(&case.report)
        )
    };
    assert!(serve(request("docx", false).as_bytes()).expect("a file").starts_with(b"PK\x03\x04"));
    let print = String::from_utf8(serve(request("print", true).as_bytes()).expect("a document")).expect("UTF-8");
    assert!(print.contains(r#"{"dots":"#) && print.ends_with(r#""title":"BÁO CÁO"}"#));
    let code = String::from_utf8(serve(br#"{"code":"BC-000001"}"#).expect("a path")).expect("UTF-8");
    assert!(code.starts_with("29 M4 4"));
    assert!(serve(b"{}").is_err() && serve(b"").is_err());
}

#[test]
fn a_form_of_another_version_is_refused_before_it_asks_for_anything() {
    let ours = env!("CARGO_PKG_VERSION");
    let greeted = |version: &str| serve(format!(r#"{{"version":"{version}"}}"#).as_bytes());
    assert_eq!(greeted(ours), Ok(Vec::new()));
    for theirs in ["99.0.0", &format!("{ours}.1"), ""] {
        assert_eq!(greeted(theirs), Err(format!("version {ours}, the form is {theirs}")));
    }
    assert!(serve(br#"{"version":1}"#).is_err());
}

#[test]
fn the_example_of_the_page_about_paper_is_a_plan_that_prints() {
    for page in ["paper.md", "paper.vi.md"] {
        let path = format!("{}/../docs/{page}", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(&path).expect("the page");
        let example = text.split("```json\n").nth(1).and_then(|rest| rest.split("```").next()).expect("an example");
        let reading = plan::read(example, Severity::Error);
        assert!(reading.findings.is_empty(), "{page}: {:?}", reading.findings);
        let plan = reading.value.expect("a plan");
        let of = |unit: &str| {
            let case = Case::of(plan.clone(), unit, "quy", "2026-Q1", "2026-04-02T08:00:00+07:00", |_, _, _| None);
            case.document("5", "2026-04-03")
        };
        let ward = of("phong-van-hoa");
        assert_eq!(texts(&ward.left), ["UBND XÃ MẪU", "PHÒNG VĂN HÓA - XÃ HỘI"]);
        assert_eq!((&*ward.number, &ward.signature[..]), ("Số: 05/BC-VHXH", &["TRƯỞNG PHÒNG".to_owned()][..]));
        assert_eq!(ward.summary, ["Kết quả chuyển đổi số", "Quý I/2026"]);
        assert_eq!(ward.recipients, ["- UBND xã Mẫu (để báo cáo);", "- Lưu: VT."]);
        assert_eq!(ward.bases[0], "Căn cứ Kế hoạch chuyển đổi số năm 2026 của UBND xã Mẫu;");
        let union = of("xa-doan");
        assert_eq!((&*union.number, &*union.place_and_day), ("Số: 05-BC/ĐTN", "Xã Mẫu, ngày 03 tháng 4 năm 2026"));
        assert_eq!(texts(&union.right), ["ĐOÀN TNCS HỒ CHÍ MINH"]);
    }
}

#[test]
fn what_the_periods_come_to_stands_below_the_result() {
    use baocao::plan::Decimal;
    use baocao::report::{Figures, Past};
    let mut case = Case::of(
        support::plan("vi-du-so-lieu"),
        "doan-xa-b",
        "thang",
        "2026-03",
        "2026-04-02T09:00:00+07:00",
        |part, _, field| match part {
            Part::Indicator(id) if id.as_str() == "luot-tap-huan" && field.id.as_str() == "value" => {
                Some(Value::Text("300".to_owned()))
            }
            _ => None,
        },
    );
    let figures = Figures {
        cumulative: Decimal::parse("650.5"),
        of_goal: Decimal::parse("54.21"),
        past: Past { before: Decimal::parse("350.5"), ..Past::default() },
        ..case.report.indicators[0].figures.unwrap_or_default()
    };
    case.report.indicators[0].figures = Some(figures);
    let document = case.document("5", "2026-04-02");
    let table = document.body.iter().find_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let table = table.expect("a table of indicators");
    assert_eq!(table.rows[0].last().map(String::as_str), Some("300\nLũy kế: 650,5 (54,21% chỉ tiêu)"));
}

#[test]
fn nothing_to_report_is_said_with_its_reason_and_a_blank_form_has_a_box() {
    let plan = || support::plan("vi-du-so-lieu");
    let case = |answer: fn(&Part, &str) -> Option<Value>| {
        let answer = move |part: &Part, _: usize, field: &baocao::report::Field| answer(part, field.id.as_str());
        Case::of(plan(), "doan-xa-b", "thang", "2026-03", "2026-04-02T09:00:00+07:00", answer)
    };
    let said = case(|part, id| match (part, id) {
        (Part::Entry(task), "nil") => (task.as_str() == "tap-huan").then_some(Value::Bool(true)),
        (Part::Entry(task), "nil_reason") if task.as_str() == "tap-huan" => {
            Some(Value::Text("Tháng này không có lớp.".to_owned()))
        }
        (Part::Entry(_), "status") => Some(Value::Text("in-progress".to_owned())),
        (Part::Sections, "proposals.nil") => Some(Value::Bool(true)),
        (Part::Sections, "overall") => Some(Value::Text("Đã triển khai đầy đủ.".to_owned())),
        _ => None,
    });
    let lines = |document: &Document| {
        let text = |block: &Block| match block {
            Block::Heading(heading) => Some(heading.text.clone()),
            Block::Paragraph(text) => text.text.clone(),
            _ => None,
        };
        document.body.iter().filter_map(text).collect::<Vec<_>>()
    };
    let body = lines(&said.document("5", "2026-04-02"));
    let nil: Vec<&String> = body.iter().filter(|line| line.starts_with("Không phát sinh")).collect();
    assert_eq!(nil, ["Không phát sinh. Lý do: Tháng này không có lớp.", "Không phát sinh."], "{body:#?}");
    let chapter = body.iter().position(|line| line.contains("KIẾN NGHỊ, ĐỀ XUẤT")).expect("the chapter");
    assert_eq!(body[chapter + 1], "Không phát sinh.");

    let blank = lines(&case(|_, _| None).form());
    let boxes = blank.iter().filter(|line| **line == "☐\u{a0}Không phát sinh").count();
    assert_eq!(boxes, 5, "three tasks and two questions: {blank:#?}");
}
