//! A unit's year: where today is, how each report stands, what has no date, and the way there and back.

use super::support::*;
use wasm_bindgen_test::wasm_bindgen_test;

/// The usual plan, with a report each month from June 2026, due before the 15th, to be sent from 20 days before and
/// until 60 days after; and its report at any time.
fn busy(id: &str) -> String {
    let monthly = r#""reports": [ {
        "id": "thang", "title": "Báo cáo tháng", "by": { "units": ["a"] },
        "periods": { "every": { "unit": "month", "from": "2026-06-01" } },
        "due": [{ "wording": "gửi trước ngày 15", "on": { "day": 15 } }],
        "opens": { "before-due": 20 }, "late": { "closes_after": { "days": 60 } },
        "corrections": { "within": { "days": 5 } },
        "outline": { "entry": [{ "field": "result", "required": true }], "reporter": "never" }
    }, "#;
    plan(id).replace("\"reports\": [", monthly)
}

const EXEMPT: &str =
    r#"[{ "is": "exempt", "reports": ["thang"], "periods": ["2026-08"], "reason": "Sắp xếp lại bộ máy" }]"#;

async fn year_of(id: &str, attributes: &[(&str, &str)]) -> Done<Form> {
    let form = Form::open(&busy(id), &[&[("as-of", "2026-09-01T08:00")], attributes].concat()).await?;
    set(&form.host, "arrangements", data(EXEMPT));
    form.press("Lịch nộp cả năm").await?;
    form.wait(".year").await?;
    form.wait_text("Được miễn báo cáo").await?;
    Ok(form)
}

/// The lines with the divider among them, as they are read.
fn read(form: &Form) -> Vec<String> {
    form.all(".year > .plain > li, .year > h3").iter().map(|one| one.text_content().unwrap_or_default()).collect()
}

fn focused(form: &Form) -> String {
    form.root().ok().and_then(|root| root.active_element()).map(|at| at.id()).unwrap_or_default()
}

#[wasm_bindgen_test]
async fn each_line_says_how_the_report_stands_and_today_stands_between() -> Done {
    let form = year_of("stands", &[]).await?;
    let wanted = [
        ("14/6/2026, Chủ nhật", "Đã khóa nhận", "Đã khóa nhận vì hết thời gian nhận: "),
        ("14/7/2026, thứ Ba", "Quá hạn 48 ngày", "Nộp chậm còn nhận đến hết ngày 12/9/2026."),
        ("14/8/2026, thứ Sáu", "Được miễn báo cáo", "Lý do: Sắp xếp lại bộ máy"),
        ("Hôm nay, 1/9/2026, thứ Ba", "", ""),
        ("14/9/2026, thứ Hai", "Còn 13 ngày", "Đang mở"),
        ("14/10/2026, thứ Tư", "Chưa mở nhận", ""),
    ];
    let found = read(&form);
    for (line, (begins, stands, more)) in found.iter().zip(wanted) {
        check(line.starts_with(begins) && line.contains(stands) && line.contains(more), &format!("{line}: {begins}"))?;
    }
    // Seven months, today, and what has no date under a heading of its own.
    same(found.len(), 10)?;
    same(&found[8], "Báo cáo không ấn định ngày nộp")?;
    same(&found[9], "Báo cáo thường xuyênKhông định hạn")?;
    form.press("Đến hôm nay").await?;
    same(focused(&form), "today")?;
    form.press("Năm sau").await?;
    form.wait_text("Lịch nộp báo cáo năm 2027").await?;
    check(form.find("#today").is_none() && form.button("Đến hôm nay").is_none(), "today is not in that year")?;
    check(read(&form).len() == 14, "twelve months and what may come at any time")
}

#[wasm_bindgen_test]
async fn a_year_without_dates_shows_what_has_none() -> Done {
    let form = Form::open(&plan("undated"), &[("as-of", "2026-09-01")]).await?;
    check(form.button("Lịch nộp cả năm").is_none(), "there is nothing to put into a year")?;
    drop(form);
    let form = year_of("before", &[]).await?;
    form.press("Năm trước").await?;
    form.wait_text("Không có báo cáo nào có hạn nộp trong năm này.").await?;
    same(read(&form).len(), 0)
}

#[wasm_bindgen_test]
async fn a_report_opened_from_the_year_leads_back_there_also_once_it_is_sent() -> Done {
    let _device = device("year-back");
    let _backend = backend(|_| (201, r#"{"number": "BN-9"}"#.to_owned()));
    let form = year_of("back", &[("endpoint", "/api/reports"), ("preview-send", "")]).await?;
    form.press("Tháng 9/2026").await?;
    until("the report's heading", || (focused(&form) == "report").then_some(())).await?;
    // How the other periods stand is said where one is chosen.
    let options =
        form.all("#period option").iter().map(|one| one.text_content().unwrap_or_default()).collect::<Vec<_>>();
    let wanted = [
        "Tháng 6/2026 · đã khóa nhận",
        "Tháng 7/2026 · quá hạn",
        "Tháng 8/2026 · được miễn báo cáo",
        "Tháng 9/2026 · đang mở",
        "Tháng 10/2026 · chưa mở nhận",
    ];
    same(&options[..5], &wanted[..])?;
    form.press("Việc thứ nhất").await?;
    form.fill("Kết quả thực hiện", "Đã tập huấn 3 lớp").await?;
    form.press("Kiểm tra và gửi").await?;
    form.press("Gửi báo cáo").await?;
    form.wait_text("BN-9").await?;
    form.press("Lịch nộp báo cáo năm 2026").await?;
    until("the year's heading", || (focused(&form) == "year").then_some(())).await?;
    let sent = || read(&form).into_iter().find(|line| line.contains("Tháng 9/2026") && line.contains("Đã gửi"));
    let sent = until("the sent report", sent).await?;
    check(sent.contains("Được gửi bản điều chỉnh đến "), &sent)?;
    form.press("Tháng 10/2026").await?;
    let told = || {
        form.all("#period option")
            .into_iter()
            .find_map(|one| one.text_content().filter(|text| text == "Tháng 9/2026 · đã gửi"))
    };
    until("that it was sent", told).await?;
    form.press("← Lịch nộp báo cáo năm 2026").await?;
    form.press("Danh sách báo cáo").await?;
    form.wait_text("Được gửi bản điều chỉnh đến ").await
}
