//! What the tree says of each dialog, and of the pages beside the questions.

use super::tells;
use crate::drafts::{CATCH, CHOOSE};
use crate::figures;
use crate::line::Fate;
use crate::office::Office;
use crate::plain_http;
use crate::portal::Portal;
use serde_json::json;

const VISIT: &str = "plan=xa-nam-cuong-2026&unit=phong-van-hoa-xa-hoi&as-of=2026-06-10";
const REPORT: &str = "Khó khăn, vướng mắc hoặc phát sinh vấn đề";
const NAME: &str = "Khó khăn, vướng mắc hoặc phát sinh vấn đề · Lập lúc 12:00 ngày 10/6/2026";
const QUESTION: &str = "Khó khăn, vướng mắc";

#[tokio::test]
async fn dialogs_and_what_the_device_keeps_are_told() {
    let portal = Portal::start().await;
    let form = portal.visit(VISIT).await;
    tells(
        form,
        &[
            "region “Báo cáo của đơn vị”",
            "heading “Không định hạn”",
            &format!("button “Lập báo cáo: {REPORT}”"),
            "button “Dữ liệu trên máy này”",
        ],
    )
    .await;
    form.tell_of_difficulties("Thiếu máy").await;
    form.press("In, tải văn bản").await;
    form.when("root.querySelector('dialog#paper[open]')", &[]).await;
    tells(
        form,
        &[
            "dialog “Báo cáo trên giấy”",
            "textbox “Số” (Số trong sổ đăng ký văn bản đi; bỏ trống nếu chưa lấy số)",
            "textbox “Ký hiệu” = BC-VHXH (Ví dụ BC-UBND)",
            "textbox “Địa danh” = Nam Cường",
            "textbox “Ngày ký” = 10/6/2026 (Viết ngày/tháng/năm, ví dụ 15/6/2026)",
            "textbox “Quyền hạn, chức vụ người ký” = THỦ TRƯỞNG ĐƠN VỊ (Mỗi dòng một ý, ghi rõ TM., KT., Q., TL. hoặc TUQ. nếu có; \
                ví dụ dòng đầu KT. CHỦ TỊCH, dòng sau PHÓ CHỦ TỊCH)",
            "textbox “Họ và tên người ký”",
            "button “Tải tệp Word (.docx)”",
            "button “In”",
            "button “Tải mẫu trắng”",
            "button “Đóng”",
            "status “”",
        ],
    )
    .await;
    form.press("Đóng").await;
    form.press("Quay lại sửa").await;
    form.press("Xóa bản nháp").await;
    form.when("root.querySelector('dialog#clear[open]')", &[]).await;
    let question =
        "Xóa toàn bộ nội dung đã nhập của báo cáo này? Bản hiện tại được giữ trên máy này để khôi phục khi cần.";
    tells(form, &[&format!("dialog “{question}”"), "button “Giữ lại”", "button “Xóa”"]).await;
    form.press("Giữ lại").await;

    form.press("Danh sách báo cáo").await;
    form.press("Dữ liệu trên máy này").await;
    portal.browser.run(CATCH, &[]).await;
    form.press("Tải tệp sao lưu").await;
    form.when("Boolean(window.caught)", &[]).await;
    tells(
        form,
        &[
            "heading “Dữ liệu trên máy này”",
            &format!("button “{NAME}”"),
            &format!("button “Tải báo cáo này về máy: {NAME}”"),
            "button “Tải tệp sao lưu”",
            "button “Nhập từ tệp sao lưu”",
        ],
    )
    .await;
    form.press("Xóa dữ liệu của tôi trên máy này").await;
    form.when("root.querySelector('dialog#forget[open]')", &[]).await;
    let question = "Xóa mọi bản nháp, báo cáo chờ gửi và biên nhận của tôi trên máy này, ở mọi kế hoạch? \
        Không khôi phục được. Còn 1 báo cáo của kế hoạch này chưa gửi.";
    tells(form, &[&format!("dialog “{question}”"), "button “Giữ lại”", "button “Xóa”"]).await;
    form.press("Giữ lại").await;

    // Two versions beside each other.
    form.press("Danh sách báo cáo").await;
    form.open_begun(REPORT).await;
    form.line(0).await;
    form.fill(QUESTION, "Thiếu người").await;
    form.leave().await;
    form.saved().await;
    form.press("Danh sách báo cáo").await;
    form.press("Dữ liệu trên máy này").await;
    form.now(CHOOSE, &[]).await;
    form.shows("Máy này có bản khác").await;
    tells(form, &[&format!("heading “{NAME}”"), &format!("button “Giữ bản đã có trên máy này: {NAME}”")]).await;
    form.press("Giữ bản đã có trên máy này").await;
    form.shows("Đã giữ bản trên máy này.").await;
    let keep = format!("button “Giữ bản đã có trên máy này: {NAME}” [pressed true]");
    tells(form, &[&keep, &format!("button “Lấy bản trong tệp: {NAME}”")]).await;
}

#[tokio::test]
async fn what_the_server_and_the_office_say_is_told_at_its_question() {
    let portal = Portal::start().await;
    let form = portal.visit(VISIT).await;
    form.tell_of_difficulties("Thiếu máy").await;
    let mistake = r#"{"title":"Báo cáo còn chỗ cần sửa","errors":[{"pointer":"/sections/difficulties","detail":"Nêu rõ đơn vị nào."}]}"#;
    let head = ["Content-Type: application/problem+json"];
    portal.line.fates([Fate::answer("422 Unprocessable Content", &head, mistake)]);
    form.press("Gửi báo cáo").await;
    form.shows("Nêu rõ đơn vị nào.").await;
    tells(
        form,
        &[
            "alert “”",
            "heading “Chưa gửi được”",
            "button “Khó khăn, vướng mắc: Nơi nhận báo: Nêu rõ đơn vị nào.”",
            "button “Rút lại báo cáo”",
            "button “Gửi lại” [disabled true]",
        ],
    )
    .await;
    form.press("Khó khăn, vướng mắc: Nơi nhận báo").await;
    form.when("control(given[0]) === focused()", &[json!(QUESTION)]).await;
    let told = "textbox “Khó khăn, vướng mắc” = Thiếu máy [invalid true] [required true] \
        (Nơi nhận báo: Nêu rõ đơn vị nào. Còn 9.991 ký tự)";
    tells(form, &[told, "button “Kiểm tra trước khi gửi”"]).await;
    form.fill(QUESTION, "Trạm y tế thiếu máy").await;
    form.check().await;
    form.press("Gửi").await;
    form.receipt("Số biên nhận").await;
    tells(
        form,
        &[
            "heading “✓ Đã gửi báo cáo”",
            "button “Mã QR của biên nhận”",
            "button “Sao chép biên nhận”",
            "button “In biên nhận”",
            "button “In, tải văn bản”",
            "button “Sửa và gửi bản điều chỉnh”",
            "DisclosureTriangle “Nội dung đã gửi”",
        ],
    )
    .await;

    Office::of(&portal, "xa-nam-cuong-2026", "2026-06-10").returns("BC-000001", QUESTION, "Nêu số máy").await;
    let form = portal.visit(VISIT).await;
    form.shows("Xem ý kiến và sửa").await;
    tells(form, &["heading “Bị trả lại để bổ sung”", &format!("button “Xem ý kiến và sửa: {NAME}”")]).await;
    form.press("Xem ý kiến và sửa").await;
    form.press("Sửa và gửi lại").await;
    form.line(0).await;
    tells(
        form,
        &[
            "heading “Ý kiến của cơ quan nhận báo cáo (1)”",
            "button “Khó khăn, vướng mắc”",
            "checkbox “Đã sửa: Nêu số máy”",
            "textbox “Khó khăn, vướng mắc” = Trạm y tế thiếu máy [required true] \
                (Nơi nhận báo: Nêu số máy Đã sửa: Nêu số máy Còn 9.981 ký tự)",
            "button “Đã sửa: Nêu số máy”",
        ],
    )
    .await;
    form.click_on("root.querySelector('.remarks input')", &[]).await;
    form.when("root.querySelector('.remarks input').checked", &[]).await;
    tells(form, &["checkbox “Đã sửa: Nêu số máy” [checked true]"]).await;
}

/// Gives the form a colleague's file, as if the officer had chosen it.
const TAKE: &str = "(() => { const chosen = new DataTransfer(); \
    chosen.items.add(new File([given[0]], 'phan.json', { type: 'application/json' })); \
    const input = all('.versions input[type=file]')[0]; input.files = chosen.files; \
    input.dispatchEvent(new Event('change', { bubbles: true })); return true; })()";

#[tokio::test]
async fn a_year_and_a_colleagues_part_are_told() {
    let portal = Portal::start().await;
    let form = portal.visit(&figures::visit("2026-02-02")).await;
    form.press("Lịch nộp cả năm").await;
    form.click_on("holds('summary', 'Xem theo lịch tháng')", &[]).await;
    form.when("shown(root.querySelector('.month'))", &[]).await;
    tells(
        form,
        &[
            "heading “Lịch nộp báo cáo năm 2026”",
            "button “Năm trước”",
            "button “Năm sau”",
            "button “Đến hôm nay”",
            "button “Tải lịch nhắc hạn (.ics)”",
            "heading “Hôm nay, 2/2/2026, thứ Hai”",
            "button “Báo cáo tháng · Tháng 1/2026”",
            "DisclosureTriangle “Xem theo lịch tháng” [expanded true]",
            "table “Tháng 2/2026”",
            "columnheader “CN”",
            "cell “4 Báo cáo tháng · Tháng 1/2026” (Báo cáo tháng · Tháng 1/2026)",
            "cell “17 Tết Nguyên đán” (Tết Nguyên đán)",
        ],
    )
    .await;

    form.press("Danh sách báo cáo").await;
    form.open("Báo cáo tháng · Tháng 1/2026").await;
    form.line(1).await;
    form.choose("Tình trạng", "Hoàn thành").await;
    form.press("Chia phần cho đồng nghiệp cùng làm").await;
    form.press("Chọn mọi mục đã nhập").await;
    form.when("all('.bulk input:checked').length === 1", &[]).await;
    tells(
        form,
        &[
            "button “Chia phần cho đồng nghiệp cùng làm” [expanded true]",
            "group “Chia phần cho đồng nghiệp cùng làm”",
            "checkbox “1. Tập huấn kỹ năng số cho đoàn viên, thanh niên”",
            "checkbox “2. Hỗ trợ người dân nộp hồ sơ trực tuyến” [checked true]",
            "checkbox “Đánh giá chung, kiến nghị”",
            "textbox “Người lập tệp (để đồng nghiệp biết)”",
            "button “Tải tệp các mục đã chọn”",
            "button “Ghép tệp của đồng nghiệp”",
        ],
    )
    .await;
    portal.browser.run(plain_http::CATCH, &[]).await;
    form.press("Tải tệp các mục đã chọn").await;
    let file = portal.browser.until("the file", "return window.caught ?? null", &[]).await;
    form.line(1).await;
    form.choose("Tình trạng", "Đang thực hiện").await;
    form.when(TAKE, &[file]).await;
    form.shows("Câu khác nhau, cần chọn").await;
    tells(
        form,
        &[
            "region “Phần của đồng nghiệp, lập lúc 12:00 ngày 2/2/2026”",
            "group “2. Hỗ trợ người dân nộp hồ sơ trực… · Tình trạng”",
            "radio “Giữ câu của tôi” [checked true]",
            "radio “Lấy câu của đồng nghiệp”",
            "button “Giữ tất cả của tôi”",
            "button “Lấy tất cả của đồng nghiệp”",
            "button “Ghép vào báo cáo”",
            "button “Đóng”",
        ],
    )
    .await;
}
