//! A district's union, by the year, in a plan without any day: 2025 is returned and mended, 2026 goes on from it and has a
//! figure to explain, in 2027 there is nothing to report. Between them it measures its results against targets of its own.

use super::desk::{Desk, SECTIONS, answer, arrived, explain, ratio, reporter, set_all, task, told};
use super::document::{assert_says, downloaded};
use crate::figures::becomes;
use crate::portal::Portal;
use serde_json::json;

const WHO: &str = "plan=tinh-doan-2025&group=huyen-thanh-doan&name=Huyện đoàn Ân Thi";
const FILES: &str = "Xử lý hồ sơ công việc trên môi trường mạng";
const CLASSES: &str = "Các lớp “Bình dân học vụ số”";
const TEAMS: &str = "Các “Tổ công nghệ cộng đồng”";
const OF_FILES: &str = "Các cấp bộ đoàn, cán bộ đoàn thực hiện xử lý hồ sơ";
const OF_CLASSES: &str = "Triển khai sâu rộng trong toàn Đoàn phong trào “Bình dân học vụ số”";
const OF_TEAMS: &str = "Tiếp tục kiện toàn và bố trí lực lượng";

#[tokio::test]
async fn a_districts_union_reports_three_years() {
    let portal = Portal::start().await;
    let mut desk = Desk::of(&portal, WHO, "union");

    let form = desk.on("2025-11-12").await;
    desk.look(form, "1-overview").await;
    form.open("Báo cáo kết quả thực hiện · Năm 2025").await;
    set_all(form, "Đang thực hiện").await;
    task(form, OF_FILES).await;
    ratio(form, FILES, "450", "500").await;
    becomes(&form, FILES, "Lũy kế", "90%").await;
    task(form, OF_CLASSES).await;
    answer(form, &[("Kết quả thực hiện trong kỳ", "Mở 12 lớp, 360 người học"), ("Tiến độ", "60")]).await;
    form.fill_in(CLASSES, "Kết quả", "12").await;
    desk.look(form, "1-task").await;
    task(form, OF_TEAMS).await;
    form.fill_in(TEAMS, "Kết quả", "30").await;
    form.line_named(SECTIONS).await;
    answer(form, &[("Đánh giá chung", "Các cơ sở đoàn triển khai đầy đủ")]).await;
    reporter(form).await;
    desk.sends(form, "1", "BC-000001").await;

    let remark = "Bổ sung tiến độ của lớp học ở vùng khó khăn";
    let form = desk.is_returned("BC-000001", "Tiến độ", remark, ["2025-11-14", "2025-11-15"]).await;
    task(form, OF_CLASSES).await;
    assert!(form.message("Tiến độ").await.starts_with(&format!("Nơi nhận báo: {remark}")));
    form.fill("Tiến độ", "55").await;
    desk.look(form, "1-mended").await;
    desk.sends(form, "1-revised", "BC-000002").await;
    desk.is_approved("BC-000002", "2025-11-18").await;

    // Results against targets of its own, published as they are measured.
    let form = desk.on("2026-07-01").await;
    form.open("Đo lường, công bố công khai kết quả").await;
    task(form, OF_CLASSES).await;
    assert!(!form.asks("Kết quả").await, "nothing was aimed at yet");
    form.fill("Các mục tiêu được lượng hóa cụ thể", "40").await;
    form.fill("Kết quả", "30").await;
    let degree = "said(question(given[0])?.querySelector('output')).startsWith(given[1])";
    form.when(degree, &[json!("Mức độ hoàn thành nhiệm vụ"), json!("75")]).await;
    desk.look(form, "2-measured").await;

    let form = desk.on("2026-11-15").await;
    form.open("Báo cáo kết quả thực hiện · Năm 2026").await;
    form.press("Lấy số liệu kỳ trước").await;
    task(form, OF_FILES).await;
    ratio(form, FILES, "990", "1.000").await;
    becomes(&form, FILES, "Lũy kế", "96%").await;
    task(form, OF_CLASSES).await;
    form.press("Xác nhận mọi câu lấy từ kỳ trước").await;
    form.fill_in(CLASSES, "Kết quả", "20").await;
    becomes(&form, CLASSES, "Lũy kế", "32 lớp").await;
    task(form, OF_TEAMS).await;
    form.fill_in(TEAMS, "Kết quả", "28").await;
    form.leave().await;
    assert!(told(form, TEAMS, "Kết quả").await.starts_with("Số liệu 28 thấp hơn kỳ trước (30)"));
    explain(form, TEAMS, "Hai tổ sáp nhập cùng thôn").await;
    desk.look(form, "2-explained").await;
    desk.sends(form, "2", "BC-000003").await;
    let row = desk.last_row();
    assert_eq!((row.period.as_str(), row.late), ("2026", None));
    assert_eq!(arrived(&row, CLASSES)["figures"]["cumulative"], "32");
    assert_eq!(arrived(&row, TEAMS)["values"]["note"], "Hai tổ sáp nhập cùng thôn");

    let form = desk.on("2027-11-15").await;
    form.open("Báo cáo kết quả thực hiện · Năm 2027").await;
    form.click_on("root.getElementById('/nil')", &[]).await;
    form.when("root.getElementById('/nil').checked", &[]).await;
    reporter(form).await;
    desk.look(form, "3-nil").await;
    desk.sends(form, "3", "BC-000004").await;
    assert_eq!(desk.last_row().body["nil"], json!(true));

    let document = downloaded(&portal, form, "9", "15/11/2027").await;
    let expected = [
        "***",
        "ĐOÀN TNCS HỒ CHÍ MINH",
        "Số: 09-BC/ĐTN",
        "BÁO CÁO",
        "Căn cứ Chương trình hành động số 20",
        "Huyện đoàn Ân Thi không phát sinh nội dung phải báo cáo.",
    ];
    assert_says(&document, &expected);
    desk.ends().await;
}
