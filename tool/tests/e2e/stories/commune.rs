//! A commune's office for public services, twice a year: the first half of 2026 is returned and mended, the second goes on
//! from it and has a figure to explain, the first half of 2027 is late.

use super::desk::{
    Desk, NOTE, SECTIONS, answer, arrived, explain, is_late_because, ratio, reporter, set_all, task, told,
};
use super::document::{assert_says, downloaded};
use crate::figures::{becomes, figure, over_time};
use crate::inspector::Inspector;
use crate::portal::Portal;
use crate::tables::{ENTER, TAB, goes_to, row as cells, says, totals};
use serde_json::json;

const WHO: &str = "plan=xa-nam-cuong-2026&unit=trung-tam-phuc-vu-hanh-chinh-cong";
const MEETINGS: &str = "Các hội nghị, hội thảo, tọa đàm";
const PEOPLE: &str = "Người dân tiếp cận thông tin định hướng của Đảng và Nhà nước về phát triển khoa học, công nghệ, \
    đổi mới sáng tạo và chuyển đổi số quốc gia thông qua hệ thống thông tin cơ sở";
const TASK: &str = "Tổ chức các hội nghị, hội thảo, tọa đàm";
/// What the plan asks before all that is asked of every report.
const SET_ABOUT: &str = "Tổ chức triển khai thực hiện Kế hoạch";
/// The table of what the plan costs, by the sources that its chapter on costs names.
const COSTS: &str = "Kinh phí thực hiện Kế hoạch";
const RAISED: &str = "Nguồn xã hội hóa";

#[tokio::test]
async fn a_commune_reports_three_half_years() {
    let portal = Portal::start().await;
    let mut desk = Desk::of(&portal, WHO, "commune");

    let form = desk.on("2026-06-10").await;
    desk.look(form, "1-overview").await;
    form.open("Báo cáo tình hình, kết quả thực hiện · 6 tháng đầu năm 2026").await;
    set_all(form, "Đang thực hiện").await;
    task(form, TASK).await;
    answer(form, &[("Kết quả thực hiện trong kỳ", "Đã tổ chức 06 hội nghị, 420 lượt người dự")]).await;
    form.fill_in(MEETINGS, "Kết quả", "6").await;
    becomes(&form, MEETINGS, "Lũy kế", "6").await;
    desk.look(form, "1-task").await;
    form.line_named("Chỉ tiêu").await;
    ratio(form, PEOPLE, "520", "6.500").await;
    becomes(&form, PEOPLE, "So với chỉ tiêu", "80%").await;
    // One result, and where it is to lead.
    assert_eq!(
        over_time(&form, PEOPLE).await[..],
        ["6 tháng đầu năm 2026 | 8% | 8% | 10%", "Đến năm 2027 | – | – | 30%", "Đến năm 2030 | – | – | 70%",]
    );
    desk.look(form, "1-indicators").await;
    ratio(form, PEOPLE, "0", "0").await;
    becomes(&form, PEOPLE, "Kỳ này", "chưa có tiến triển (0/0)").await;
    ratio(form, PEOPLE, "520", "6.500").await;
    becomes(&form, PEOPLE, "So với chỉ tiêu", "80%").await;
    form.line_named(SECTIONS).await;
    answer(form, &[(SET_ABOUT, "Đã ban hành Kế hoạch, giao nhiệm vụ cho từng đơn vị")]).await;
    answer(form, &[("Đánh giá chung", "Các nhiệm vụ được triển khai; 12/14 bản có Tổ công nghệ số cộng đồng")]).await;
    for (row, given) in [(0, ["30.000.000", TAB, "12.000.000"]), (1, ["10.000.000", TAB, "4.500.000"])] {
        goes_to(&form, COSTS, row, 0).await;
        for keys in given.into_iter().chain([ENTER]) {
            portal.browser.press(keys).await;
        }
    }
    goes_to(&form, COSTS, 2, 1).await;
    for keys in ["1.000.000", ENTER] {
        portal.browser.press(keys).await;
    }
    says(&form, COSTS, (0, 2), "40").await;
    says(&form, COSTS, (2, 1), "1.000.000").await;
    assert_eq!(totals(&form, COSTS).await, ["40.000.000", "17.500.000", "43,75", ""]);
    desk.look(form, "1-costs").await;
    reporter(form).await;
    desk.sends(form, "1", "BC-000001").await;

    // The office remarks on one cell, and the unit finds the remark there.
    let remark = "Ghi đủ số đã huy động của các doanh nghiệp";
    let place = format!("{RAISED}, Đã sử dụng từ đầu năm");
    let form = desk.is_returned("BC-000001", &place, remark, ["2026-06-12", "2026-06-13"]).await;
    form.line_named(SECTIONS).await;
    goes_to(&form, COSTS, 2, 1).await;
    form.shows(&format!("Nơi nhận báo: {remark}")).await;
    goes_to(&form, COSTS, 3, 1).await;
    desk.look(form, "1-remark").await;
    goes_to(&form, COSTS, 2, 1).await;
    for keys in ["3.000.000", ENTER] {
        portal.browser.press(keys).await;
    }
    says(&form, COSTS, (2, 1), "3.000.000").await;
    // What was mended is ticked by itself.
    form.when("root.querySelector('.remarks input').checked", &[]).await;
    desk.look(form, "1-mended").await;
    desk.sends(form, "1-revised", "BC-000002").await;
    let row = desk.last_row();
    assert_eq!((&row.body["revision"], &row.body["supersedes"]), (&json!(2), &json!("BC-000001")));
    let costs = &row.body["sections"]["kinh-phi"];
    assert_eq!(costs["rows"][2], json!({"row": "xa-hoi-hoa", "cells": {"da-su-dung": "3000000"}}));
    assert_eq!(costs["total"], json!({"da-su-dung": "19500000", "du-toan": "40000000", "ty-le": "48.75"}));
    desk.is_approved("BC-000002", "2026-06-15").await;

    // The second half of the year goes on from the first.
    let form = desk.on("2026-12-10").await;
    form.open("Báo cáo tình hình, kết quả thực hiện · 6 tháng cuối năm 2026").await;
    task(form, TASK).await;
    becomes(&form, MEETINGS, "Kỳ trước", "6").await;
    form.press("Như kỳ trước").await;
    assert!(form.message("Tình trạng").await.starts_with("Lấy từ báo cáo kỳ trước"));
    desk.look(form, "2-carried").await;
    form.press("Xác nhận mọi câu lấy từ kỳ trước").await;
    form.when("!question('Tình trạng').querySelector('.messages p')", &[]).await;
    form.fill_in(MEETINGS, "Kết quả", "20").await;
    form.leave().await;
    assert!(told(form, MEETINGS, "Kết quả").await.starts_with("Số liệu 20 chênh quá 3 lần so với kỳ trước (6)"));
    explain(form, MEETINGS, "Tập trung vào Ngày Chuyển đổi số quốc gia 10/10").await;
    becomes(&form, MEETINGS, "Lũy kế", "26").await;
    desk.look(form, "2-explained").await;
    form.press("Lấy số liệu kỳ trước").await;
    form.line_named("Chỉ tiêu").await;
    ratio(form, PEOPLE, "390", "6.500").await;
    form.when("question(given[1], given[0])", &[json!(PEOPLE), json!(NOTE)]).await;
    ratio(form, PEOPLE, "780", "6.500").await;
    form.when("!question(given[1], given[0])", &[json!(PEOPLE), json!(NOTE)]).await;
    assert_eq!(figure(&form, PEOPLE, "Kỳ trước").await, "8%");
    desk.look(form, "2-indicators").await;
    // The table was carried over with all its cells; what was used since is more.
    form.line_named(SECTIONS).await;
    assert!(form.message(COSTS).await.starts_with("Lấy từ báo cáo kỳ trước"));
    assert_eq!(cells(&form, COSTS, 1).await[1..4], ["10.000.000", "4.500.000", "45"]);
    goes_to(&form, COSTS, 0, 1).await;
    for keys in ["26.000.000", ENTER, "9.000.000", ENTER] {
        portal.browser.press(keys).await;
    }
    says(&form, COSTS, (1, 1), "9.000.000").await;
    assert_eq!(totals(&form, COSTS).await, ["40.000.000", "38.000.000", "95", ""]);
    form.when("!said(question(given[0])).includes('Lấy từ báo cáo kỳ trước')", &[json!(COSTS)]).await;
    goes_to(&form, COSTS, 3, 1).await;
    desk.look(form, "2-costs").await;
    desk.sends(form, "2", "BC-000003").await;
    let row = desk.last_row();
    assert_eq!((row.period.as_str(), row.late), ("2026-H2", Some(false)));
    assert_eq!(arrived(&row, MEETINGS)["figures"]["cumulative"], "26");
    assert_eq!(arrived(&row, MEETINGS)["values"]["note"], "Tập trung vào Ngày Chuyển đổi số quốc gia 10/10");

    // The day was 19 June.
    let form = desk.on("2027-06-25").await;
    form.shows("Quá hạn").await;
    desk.look(form, "3-overview").await;
    form.open("Báo cáo tình hình, kết quả thực hiện · 6 tháng đầu năm 2027").await;
    form.press("Lấy số liệu kỳ trước").await;
    task(form, TASK).await;
    // A new year begins anew; what was last year's stands beside it.
    form.fill_in(MEETINGS, "Kết quả", "13").await;
    becomes(&form, MEETINGS, "Lũy kế", "13").await;
    becomes(&form, MEETINGS, "Cùng kỳ năm trước", "6").await;
    form.check().await;
    let errors = form.errors().await;
    assert!(errors.len() == 1 && errors[0].ends_with("Báo cáo nộp chậm thì cần nêu lý do."), "{errors:#?}");
    desk.look(form, "3-not-yet").await;
    is_late_because(form, "Chờ số liệu của hai trường học").await;
    Inspector::of(form).finds_nothing("3-late").await;
    desk.sends(form, "3", "BC-000004").await;
    let row = desk.last_row();
    assert_eq!((row.period.as_str(), row.late), ("2027-H1", Some(true)));
    assert_eq!(row.body["late"]["reason"], "Chờ số liệu của hai trường học");

    let document = downloaded(&portal, form, "12", "25/6/2027").await;
    let expected = [
        "UBND XÃ NAM CƯỜNG",
        "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: 12/BC-HCC",
        "BÁO CÁO",
        "Căn cứ Quyết định số 1169/QĐ-TTg ngày 16/6/2025 của Thủ tướng Chính phủ",
        "I. TÌNH HÌNH TRIỂN KHAI",
        "Đã ban hành Kế hoạch, giao nhiệm vụ cho từng đơn vị",
        "II. KẾT QUẢ THỰC HIỆN",
        TASK,
        "Đã tổ chức 06 hội nghị, 420 lượt người dự",
        "12/14 bản có Tổ công nghệ số cộng đồng",
        "./.",
        "- Lưu: VT, HCC.",
        "Nguyễn Văn Mẫu",
        "Biểu số 1",
        "KINH PHÍ THỰC HIỆN KẾ HOẠCH",
        RAISED,
        "3.000.000",
        "Tổng cộng",
        "40.000.000",
        "38.000.000",
    ];
    assert_says(&document, &expected);
    desk.ends().await;
}
