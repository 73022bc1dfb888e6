//! The administration of a provincial office, every month from June 2025 on: June is returned and mended, July goes on from it
//! and has a figure to explain, August is late.

use super::desk::{Desk, NOTE, SECTIONS, answer, arrived, explain, is_late_because, reporter, set_all, task, told};
use super::document::{assert_says, downloaded};
use crate::figures::becomes;
use crate::portal::Portal;
use serde_json::json;

const WHO: &str = "plan=vp-ubnd-tinh-2025&unit=phong-hanh-chinh-quan-tri";
const CLIPS: &str = "Thông tin, video clip về Nghị quyết số 57-NQ/TW";
const TRAINED: &str = "Công chức, viên chức tham gia tập huấn bồi dưỡng kỹ năng truyền thông trên nền tảng số";
const COLUMN: &str = "Xây dựng chuyên mục thực hiện Nghị quyết 57-NQ/TW";
const TRAINING: &str = "Cử công chức, viên chức tham gia tập huấn";

#[tokio::test]
async fn a_provincial_office_reports_three_months() {
    let portal = Portal::start().await;
    let mut desk = Desk::of(&portal, WHO, "office");

    let form = desk.on("2025-06-12").await;
    desk.look(form, "1-overview").await;
    form.open("Báo cáo kết quả tuyên truyền · Tháng 6/2025").await;
    set_all(form, "Đang thực hiện").await;
    task(form, COLUMN).await;
    answer(form, &[("Kết quả thực hiện trong kỳ", "Mở chuyên mục, đăng 12 tin"), ("Tiến độ", "20")]).await;
    form.fill_in(CLIPS, "Kết quả", "12").await;
    becomes(&form, CLIPS, "Lũy kế", "12").await;
    task(form, TRAINING).await;
    form.fill_in(TRAINED, "Kết quả", "8").await;
    becomes(&form, TRAINED, "Lũy kế", "8 người").await;
    desk.look(form, "1-task").await;
    form.line_named(SECTIONS).await;
    answer(form, &[("Đánh giá chung", "Đã ban hành kế hoạch, mở chuyên mục")]).await;
    reporter(form).await;
    desk.sends(form, "1", "BC-000001").await;

    let remark = "Ghi số tin đã đăng trên Zalo";
    let place = "Kết quả thực hiện trong kỳ";
    let form = desk.is_returned("BC-000001", place, remark, ["2025-06-13", "2025-06-13"]).await;
    task(form, COLUMN).await;
    assert!(form.message(place).await.starts_with(&format!("Nơi nhận báo: {remark}")));
    form.fill(place, "Mở chuyên mục, đăng 12 tin, trong đó 05 tin trên Zalo").await;
    // What was mended is ticked by itself.
    form.when("first('label', 'Đã sửa')?.querySelector('input').checked", &[]).await;
    desk.look(form, "1-mended").await;
    desk.sends(form, "1-revised", "BC-000002").await;
    desk.is_approved("BC-000002", "2025-06-14").await;

    let form = desk.on("2025-07-10").await;
    form.open("Báo cáo kết quả tuyên truyền · Tháng 7/2025").await;
    form.press("Lấy số liệu kỳ trước").await;
    task(form, COLUMN).await;
    assert!(form.message("Tiến độ").await.starts_with("Lấy từ báo cáo kỳ trước"));
    form.fill("Tiến độ", "40").await;
    form.fill_in(CLIPS, "Kết quả", "50").await;
    form.leave().await;
    assert!(told(form, CLIPS, "Kết quả").await.starts_with("Số liệu 50 chênh quá 3 lần so với kỳ trước (12)"));
    form.check().await;
    let errors = form.errors().await;
    assert!(errors.len() == 1 && errors[0].contains(NOTE), "{errors:#?}");
    // What is odd is not lost among all that was taken over.
    let odd = "all('.sum.warn > ul > li').map(said)";
    let odd = form.now(odd, &[]).await;
    assert!(odd.as_array().is_some_and(|odd| odd.len() == 1), "{odd}");
    assert!(odd[0].as_str().is_some_and(|odd| odd.contains("Số liệu 50 chênh quá 3 lần")), "{odd}");
    form.click_on("root.querySelector('.sum.warn details summary')", &[]).await;
    form.shows("Lấy từ báo cáo kỳ trước, chưa xác nhận cho kỳ này (18)").await;
    desk.look(form, "2-not-yet").await;
    task(form, COLUMN).await;
    explain(form, CLIPS, "Đợt cao điểm tuyên truyền trên mạng xã hội").await;
    becomes(&form, CLIPS, "Lũy kế", "62").await;
    form.press("Xác nhận mọi câu lấy từ kỳ trước").await;
    task(form, TRAINING).await;
    becomes(&form, TRAINED, "Lũy kế", "16 người").await;
    desk.look(form, "2-task").await;
    desk.sends(form, "2", "BC-000003").await;
    let row = desk.last_row();
    assert_eq!((row.period.as_str(), row.late), ("2025-07", Some(false)));
    assert_eq!(arrived(&row, CLIPS)["figures"]["cumulative"], "62");
    assert_eq!(arrived(&row, CLIPS)["figures"]["past"]["last"], "12");

    let form = desk.on("2025-08-18").await;
    desk.look(form, "3-overview").await;
    form.open("Báo cáo kết quả tuyên truyền · Tháng 8/2025").await;
    form.press("Lấy số liệu kỳ trước").await;
    task(form, COLUMN).await;
    form.fill_in(CLIPS, "Kết quả", "30").await;
    becomes(&form, CLIPS, "Lũy kế", "92").await;
    form.click_on("all('.figures summary').find((one) => said(one) === given[0])", &[json!("Số liệu qua các kỳ")])
        .await;
    let rows = "all('.figures .table tbody tr').map((row) => [...row.children].map(said).join(' | '))";
    let expected = ["Tháng 6/2025 | 12 | 12", "Tháng 7/2025 | 50 | 62", "Tháng 8/2025 | 30 | 92"];
    assert_eq!(form.now(rows, &[]).await, json!(expected));
    desk.look(form, "3-figures").await;
    is_late_because(form, "Hệ thống thư điện tử bảo trì").await;
    desk.sends(form, "3", "BC-000004").await;
    let row = desk.last_row();
    assert_eq!((row.late, &row.body["late"]["reason"]), (Some(true), &json!("Hệ thống thư điện tử bảo trì")));

    let document = downloaded(&portal, form, "45", "18/8/2025").await;
    let expected = [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: 45/BC-HCQT",
        "BÁO CÁO",
        "Căn cứ Kế hoạch số 2653/KH-UBND ngày 6/6/2025",
        COLUMN,
        "Mở chuyên mục, đăng 12 tin, trong đó 05 tin trên Zalo",
        "Đã ban hành kế hoạch, mở chuyên mục",
        "./.",
        "Sở Văn hóa, Thể thao và Du lịch",
    ];
    assert_says(&document, &expected);
    desk.ends().await;
}
