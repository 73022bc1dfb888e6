//! A province's union in a joint programme, by the year: 2022 is returned and mended, 2023 goes on from it; and the centre
//! that takes stock of both years is late with that.

use super::desk::{Desk, SECTIONS, answer, arrived, explain, is_late_because, ratio, reporter, set_all, task, told};
use super::document::{assert_says, downloaded};
use crate::figures::becomes;
use crate::portal::Portal;
use serde_json::json;

const UNION: &str = "plan=tw-doan-bo-tttt-2022&group=tinh-thanh-doan&name=Tỉnh đoàn Hải Dương";
const CENTRE: &str = "plan=tw-doan-bo-tttt-2022&unit=trung-tam-khcn-tai-nang-tre";
const PRODUCTS: &str = "Sản phẩm được hoàn thành đảm bảo tiến độ và chất lượng";
const MODELS: &str = "Các mô hình hiệu quả, cá nhân, tập thể tiêu biểu";
const ACTIVITIES: &str = "Cụ thể hóa các nội dung trong chương trình phối hợp";
const PRAISE: &str = "Phát hiện, giới thiệu các mô hình hiệu quả";
const REACHED: &str = "Chương trình phối hợp giai đoạn 2022 – 2026 và Kế hoạch triển khai Chương trình phối hợp năm \
    2022 – 2023 được triển khai tới 100% các tỉnh thành đoàn, đoàn trực thuộc";

#[tokio::test]
async fn a_provinces_union_reports_two_years_and_the_centre_takes_stock() {
    let portal = Portal::start().await;
    let mut desk = Desk::of(&portal, UNION, "programme");

    let form = desk.on("2022-12-05").await;
    form.open("Báo cáo kết quả thực hiện · đối với các hoạt động trong năm 2022").await;
    set_all(form, "Đang thực hiện").await;
    task(form, ACTIVITIES).await;
    answer(form, &[("Kết quả thực hiện trong kỳ", "Đã làm 15 sản phẩm truyền thông")]).await;
    ratio(form, PRODUCTS, "16", "15").await;
    assert_eq!(told(form, PRODUCTS, "Số đạt").await, "Số đạt lớn hơn tổng số; kiểm tra lại.");
    ratio(form, PRODUCTS, "12", "15").await;
    becomes(&form, PRODUCTS, "Lũy kế", "80%").await;
    desk.look(form, "1-task").await;
    task(form, PRAISE).await;
    form.fill_in(MODELS, "Kết quả", "4").await;
    form.line_named(SECTIONS).await;
    let told_first = [("Đánh giá chung", "Đạt kế hoạch năm"), ("Hạn chế", "Ba sản phẩm chậm")];
    let may_be_blank = "question('Nguyên nhân').querySelector('.optional') !== null";
    assert_eq!(form.now(may_be_blank, &[]).await, json!(true));
    answer(form, &told_first).await;
    assert_eq!(form.now(may_be_blank, &[]).await, json!(false), "what went wrong has a cause");
    reporter(form).await;
    // What went wrong has a cause and a remedy.
    form.check().await;
    let errors = form.errors().await;
    assert!(errors.len() == 2 && errors[0].contains("Nguyên nhân"), "{errors:#?}");
    desk.look(form, "1-not-yet").await;
    form.line_named(SECTIONS).await;
    answer(form, &[("Nguyên nhân", "Thiếu thiết bị"), ("Giải pháp khắc phục", "Thuê thiết bị")]).await;
    desk.sends(form, "1", "BC-000001").await;

    let remark = "Nêu rõ nguyên nhân chủ quan, khách quan";
    let form = desk.is_returned("BC-000001", "Nguyên nhân", remark, ["2022-12-08", "2022-12-09"]).await;
    form.line_named(SECTIONS).await;
    assert!(form.message("Nguyên nhân").await.starts_with(&format!("Nơi nhận báo: {remark}")));
    form.fill("Nguyên nhân", "Khách quan: thiếu thiết bị. Chủ quan: lập dự toán muộn").await;
    desk.look(form, "1-mended").await;
    desk.sends(form, "1-revised", "BC-000002").await;
    desk.is_approved("BC-000002", "2022-12-12").await;

    let form = desk.on("2023-10-05").await;
    form.open("Báo cáo kết quả thực hiện · đối với các hoạt động năm 2023").await;
    form.press("Lấy số liệu kỳ trước").await;
    task(form, ACTIVITIES).await;
    ratio(form, PRODUCTS, "18", "20").await;
    // 30 of 35, no average of percentages.
    becomes(&form, PRODUCTS, "Lũy kế", "85,71%").await;
    desk.look(form, "2-task").await;
    task(form, PRAISE).await;
    form.fill_in(MODELS, "Kết quả", "15").await;
    form.leave().await;
    assert!(told(form, MODELS, "Kết quả").await.starts_with("Số liệu 15 chênh quá 3 lần so với kỳ trước (4)"));
    explain(form, MODELS, "Năm 2023 tổng hợp cả các huyện").await;
    becomes(&form, MODELS, "Lũy kế", "19").await;
    form.line_named(SECTIONS).await;
    form.press("Xác nhận mọi câu lấy từ kỳ trước").await;
    desk.sends(form, "2", "BC-000003").await;
    let row = desk.last_row();
    assert_eq!((row.period.as_str(), row.late), ("2023", Some(false)));
    assert_eq!(arrived(&row, PRODUCTS)["figures"]["cumulative"], "85.71");
    desk.ends().await;

    // Taking stock was due in November.
    let mut desk = Desk::of(&portal, CENTRE, "stock");
    let form = desk.on("2023-12-05").await;
    desk.look(form, "1-overview").await;
    form.open("Báo cáo đánh giá kết quả đạt được năm 2022 - 2023 · năm 2022 - 2023").await;
    set_all(form, "Đang thực hiện").await;
    task(form, "Triển khai chương trình phối hợp tới các tỉnh").await;
    ratio(form, REACHED, "66", "67").await;
    becomes(&form, REACHED, "Kỳ này", "98,51%").await;
    desk.look(form, "1-task").await;
    form.line_named(SECTIONS).await;
    let told_all = [
        ("Đánh giá chung", "Chương trình được triển khai ở 66 tỉnh, thành đoàn"),
        ("Hạn chế", "Một đơn vị chưa ký kết"),
        ("Nguyên nhân", "Sắp xếp tổ chức"),
        ("Giải pháp khắc phục", "Ký kết trong quý I năm 2024"),
    ];
    answer(form, &told_all).await;
    reporter(form).await;
    is_late_because(form, "Chờ báo cáo của các tỉnh, thành đoàn").await;
    desk.sends(form, "1", "BC-000004").await;
    let row = desk.last_row();
    assert_eq!((row.kind.as_str(), row.late), ("so-ket", Some(true)));
    assert_eq!(row.body["late"]["reason"], json!("Chờ báo cáo của các tỉnh, thành đoàn"));

    let document = downloaded(&portal, form, "7", "5/12/2023").await;
    assert!(!document.iter().any(|line| line.contains("CỘNG HÒA XÃ HỘI")), "the union has a head of its own");
    let expected = [
        "***",
        "ĐOÀN TNCS HỒ CHÍ MINH",
        "Số: 07-BC/TWĐTN-KHCN",
        "BÁO CÁO",
        "Căn cứ Chương trình phối hợp số 35/CTr-BTTTT-TWĐTN",
        "Chương trình được triển khai ở 66 tỉnh, thành đoàn",
        "Một đơn vị chưa ký kết",
        "Ký kết trong quý I năm 2024",
        "./.",
    ];
    assert_says(&document, &expected);
    desk.ends().await;
}
