//! A department of the central union, by the year: 2025 is returned and mended, in 2026 a figure falls and is explained, 2027
//! is late and meets its target.

use super::desk::{Desk, SECTIONS, answer, arrived, explain, is_late_because, ratio, reporter, set_all, task, told};
use super::document::{assert_says, downloaded};
use crate::figures::{becomes, figure};
use crate::portal::Portal;
use serde_json::json;

const WHO: &str = "plan=tw-doan-2025&unit=ban-tuyen-giao";
const REPORT: &str = "Báo cáo kết quả thực hiện và đề xuất các hoạt động triển khai trong năm tiếp theo";
const PRESS: &str =
    "Cơ quan báo chí thuộc Trung ương Đoàn được xếp loại trưởng thành chuyển đổi số báo chí mức “Xuất sắc”";
const PRODUCTS: &str = "Các sản phẩm truyền thông về Nghị quyết";
const OF_THE_PRESS: &str = "Tập trung thực hiện có hiệu quả các chỉ tiêu, giải pháp chuyển đổi số báo chí";
const OWN: &str = "Giao Ban Tuyên giáo Trung ương Đoàn tham mưu";
const DIRECTION: &str = "Phương hướng, nhiệm vụ kỳ tới";
const NEXT: &str = "Đề xuất các hoạt động triển khai trong năm tiếp theo";

#[tokio::test]
async fn a_department_of_the_central_union_reports_three_years() {
    let portal = Portal::start().await;
    let mut desk = Desk::of(&portal, WHO, "department");

    let form = desk.on("2025-11-20").await;
    desk.look(form, "1-overview").await;
    form.open(&format!("{REPORT} · Năm 2025")).await;
    set_all(form, "Đang thực hiện").await;
    task(form, OF_THE_PRESS).await;
    ratio(form, PRESS, "3", "8").await;
    becomes(&form, PRESS, "Kỳ này", "37,5%").await;
    desk.look(form, "1-task").await;
    task(form, OWN).await;
    form.fill_in(PRODUCTS, "Kết quả", "40").await;
    answer(form, &[(NEXT, "Mở thêm kênh trên ứng dụng Thanh niên Việt Nam")]).await;
    form.line_named(SECTIONS).await;
    answer(form, &[("Đánh giá chung", "Hoàn thành kế hoạch năm"), (DIRECTION, "Tiếp tục Đề án")]).await;
    reporter(form).await;
    desk.sends(form, "1", "BC-000001").await;

    let remark = "Nêu rõ hoạt động của quý I năm sau";
    let form = desk.is_returned("BC-000001", DIRECTION, remark, ["2025-11-24", "2025-11-25"]).await;
    form.line_named(SECTIONS).await;
    assert!(form.message(DIRECTION).await.starts_with(&format!("Nơi nhận báo: {remark}")));
    form.fill(DIRECTION, "Tiếp tục Đề án; quý I tập huấn 10 cơ quan báo chí").await;
    desk.look(form, "1-mended").await;
    desk.sends(form, "1-revised", "BC-000002").await;
    desk.is_approved("BC-000002", "2025-11-27").await;

    let form = desk.on("2026-11-20").await;
    form.open(&format!("{REPORT} · Năm 2026")).await;
    form.press("Lấy số liệu kỳ trước").await;
    task(form, OF_THE_PRESS).await;
    ratio(form, PRESS, "2", "8").await;
    assert!(told(form, PRESS, "Số đạt").await.starts_with("Số liệu 25 thấp hơn kỳ trước (37,5)"));
    explain(form, PRESS, "Bộ tiêu chí mới, một cơ quan xếp loại lại").await;
    desk.look(form, "2-explained").await;
    task(form, OWN).await;
    form.fill_in(PRODUCTS, "Kết quả", "55").await;
    becomes(&form, PRODUCTS, "Lũy kế", "95 sản phẩm").await;
    desk.sends(form, "2", "BC-000003").await;
    assert_eq!(arrived(&desk.last_row(), PRODUCTS)["figures"]["cumulative"], "95");

    let form = desk.on("2027-12-05").await;
    form.open(&format!("{REPORT} · Năm 2027")).await;
    form.press("Lấy số liệu kỳ trước").await;
    task(form, OF_THE_PRESS).await;
    form.choose("Tình trạng", "Hoàn thành").await;
    form.fill("Kết quả thực hiện trong kỳ", "Cả 08 cơ quan đạt mức Xuất sắc").await;
    ratio(form, PRESS, "8", "8").await;
    becomes(&form, PRESS, "So với chỉ tiêu", "100%").await;
    assert_eq!(figure(&form, PRESS, "Kỳ trước").await, "25%");
    desk.look(form, "3-task").await;
    is_late_because(form, "Chờ kết quả xếp loại của cơ quan có thẩm quyền").await;
    desk.sends(form, "3", "BC-000004").await;
    let row = desk.last_row();
    assert_eq!((row.period.as_str(), row.late), ("2027", Some(true)));
    assert_eq!(row.body["late"]["reason"], json!("Chờ kết quả xếp loại của cơ quan có thẩm quyền"));

    let document = downloaded(&portal, form, "3", "5/12/2027").await;
    let expected = [
        "***",
        "ĐOÀN TNCS HỒ CHÍ MINH",
        "Số: 03-BC/TWĐTN-BTG",
        "BÁO CÁO",
        "Căn cứ Nghị quyết số 57-NQ/TW",
        "Cả 08 cơ quan đạt mức Xuất sắc",
        "quý I tập huấn 10 cơ quan báo chí",
        "./.",
        "Ban Bí thư Trung ương Đoàn",
    ];
    assert_says(&document, &expected);
    desk.ends().await;
}
