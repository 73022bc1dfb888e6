//! What the tree says of each kind of question, and of what stands beside questions.

use super::tells;
use crate::figures;
use crate::guidance;
use crate::line::Fate;
use crate::portal::Portal;
use crate::uploads;
use serde_json::json;
use std::time::Duration;

/// Asks in each way that there is and the example plans do not have together.
const ASKS: &str = "plan.version = 'moi-kieu'; \
    plan.reports[0].outline.entry = ['status', \
        {field: 'doan', label: 'Có tổ chức đoàn kiểm tra', kind: 'yes-no', required: true, help: 'Kể cả kiểm tra lồng ghép.'}, \
        {field: 'hinh-thuc', label: 'Hình thức tuyên truyền', kind: 'choices', required: true, \
            options: [{id: 'loa', label: 'Loa truyền thanh'}, {id: 'mang', label: 'Mạng xã hội'}]}, \
        {field: 'dia-ban', label: 'Địa bàn', kind: 'choice', options: [{id: 'thon', label: 'Thôn, bản'}, {id: 'xa', label: 'Xã, phường'}]}, \
        {field: 'ngay', label: 'Ngày tổ chức', kind: 'date'}, \
        {field: 'trang', label: 'Trang tin', kind: 'url'}, \
        {field: 'luot', label: 'Số lượt xem', kind: 'integer', unit: 'lượt'}, \
        {field: 'evidence', files: {types: ['application/pdf', 'image/*'], most: 5, most_bytes: 10000000, inline_bytes: 200000}}];";

#[tokio::test]
async fn each_kind_of_question_is_told_blank_answered_and_wrong() {
    let portal = Portal::start().await;
    let form = portal.visit(guidance::PLAN).await;
    let given = [json!(guidance::REPORT)];
    form.when("due(given[0])", &given).await;
    form.changes_plan(ASKS, &[]).await;
    form.when("document.querySelector('bao-cao').plan?.version === 'moi-kieu' && due(given[0])", &given).await;
    form.open(guidance::REPORT).await;
    form.line(0).await;
    form.when("root.querySelector('.files')", &[]).await;
    const NO_DATE: &str = "Phải là ngày có thật, viết ngày/tháng/năm, ví dụ 15/6/2026.";
    const NO_LINK: &str = "Chưa đúng đường dẫn; cần bắt đầu bằng http:// hoặc https://.";
    tells(
        form,
        &[
            "radiogroup “Có tổ chức đoàn kiểm tra” [required true] (Kể cả kiểm tra lồng ghép.)",
            "radio “Có”",
            "radio “Không”",
            "radio “Chưa trả lời” [checked true]",
            "group “Hình thức tuyên truyền”",
            "checkbox “Loa truyền thanh”",
            "checkbox “Mạng xã hội”",
            "combobox “Địa bàn (nếu có)” = — Chọn —",
            "textbox “Ngày tổ chức (nếu có)” (Viết ngày/tháng/năm, ví dụ 15/6/2026)",
            "textbox “Trang tin (nếu có)”",
            "textbox “Số lượt xem (nếu có)”",
            "group “Minh chứng (nếu có)”",
            "button “+ Thêm minh chứng”",
            "button “Đính kèm tệp” (Nhận tệp: PDF, ảnh. Mỗi tệp tối đa 10 MB, nhiều nhất 5 tệp.)",
            "checkbox “Thu nhỏ ảnh trước khi đính kèm (gửi nhanh hơn, chữ trong ảnh vẫn đọc được)”",
        ],
    )
    .await;

    let tick = "all('label.check').find((one) => said(one) === given[0])?.querySelector('input')";
    form.choose("Tình trạng", "Hoàn thành").await;
    form.choose("Địa bàn", "Xã, phường").await;
    for (question, typed) in [("Ngày tổ chức", "31/2/2026"), ("Trang tin", "bao"), ("Số lượt xem", "1,234")] {
        form.fill(question, typed).await;
        form.leave().await;
    }
    form.press("Thêm minh chứng").await;
    form.fill_cell(0, "Ngày văn bản", "hôm qua").await;
    form.fill_cell(0, "Đường dẫn", "javascript:alert(1)").await;
    form.leave().await;
    form.now(uploads::CHOOSE, &[json!("bien-ban.pdf"), json!(3000)]).await;
    form.shows("bien-ban.pdf").await;
    form.line_named("Người lập báo cáo").await;
    form.fill("Điện thoại", "abc").await;
    form.fill("Thư điện tử", "abc").await;
    form.leave().await;
    tells(
        form,
        &[
            "textbox “Họ và tên người lập báo cáo” [required true]",
            "textbox “Điện thoại (nếu có)” = abc [invalid true] (Chưa đúng số điện thoại, ví dụ 0912 345 678 hoặc 024 3577 2353.)",
            "textbox “Thư điện tử (nếu có)” = abc [invalid true] (Chưa đúng địa chỉ thư điện tử, ví dụ ten@donvi.gov.vn.)",
        ],
    )
    .await;

    form.check().await;
    tells(
        form,
        &[
            "heading “Kiểm tra trước khi gửi”",
            "alert “”",
            &format!("button “1. Tuyên truyền, phổ biến kỹ năng số · Ngày tổ chức: {NO_DATE}”"),
            "button “Sửa: 1. Tuyên truyền, phổ biến kỹ năng số”",
        ],
    )
    .await;
    form.press("Quay lại sửa").await;
    form.line(0).await;
    tells(
        form,
        &[
            "radiogroup “Có tổ chức đoàn kiểm tra” [invalid true] [required true] (Cần nhập mục này. Kể cả kiểm tra lồng ghép.)",
            "group “Hình thức tuyên truyền” (Cần nhập mục này.)",
            "combobox “Địa bàn (nếu có)” = Xã, phường",
            &format!("textbox “Ngày tổ chức (nếu có)” = 31/2/2026 [invalid true] ({NO_DATE} Viết ngày/tháng/năm, ví dụ 15/6/2026)"),
            &format!("textbox “Trang tin (nếu có)” = bao [invalid true] ({NO_LINK})"),
            "textbox “Số lượt xem (nếu có)” = 1,234 [invalid true] (Số này có thể hiểu theo cách khác nhau: 1,234 hoặc 1.234? \
                Chọn một cách hoặc nhập lại. 1,234: Số lượt xem 1.234: Số lượt xem)",
            "button “1,234: Số lượt xem”",
            "button “1.234: Số lượt xem”",
            "group “Minh chứng 1”",
            "textbox “Số, ký hiệu văn bản”",
            &format!("textbox “Ngày văn bản” = hôm qua [invalid true] ({NO_DATE})"),
            "textbox “Tên văn bản, sản phẩm”",
            &format!("textbox “Đường dẫn” = javascript:alert(1) [invalid true] ({NO_LINK})"),
            "button “Bỏ 1”",
            "button “Bỏ tệp: bien-ban.pdf”",
        ],
    )
    .await;
    form.click_on(tick, &[json!("Có")]).await;
    form.click_on(tick, &[json!("Mạng xã hội")]).await;
    form.when("all('.panel .checks input:checked').length === 2", &[]).await;
    tells(
        form,
        &[
            "radiogroup “Có tổ chức đoàn kiểm tra” [required true] (Kể cả kiểm tra lồng ghép.)",
            "radio “Có” [checked true]",
            "radio “Chưa trả lời”",
            "group “Hình thức tuyên truyền”",
            "checkbox “Mạng xã hội” [checked true]",
        ],
    )
    .await;
}

#[tokio::test]
async fn that_there_is_nothing_to_report_of_a_task_is_told() {
    let portal = Portal::start().await;
    let form = portal.visit(&figures::visit("2026-02-02")).await;
    form.open("Báo cáo tháng · Tháng 1/2026").await;
    form.line(0).await;
    tells(form, &["checkbox “Không phát sinh”"]).await;
    form.click_on("root.querySelector('.nil-of input')", &[]).await;
    form.when("question('Lý do không phát sinh')", &[]).await;
    let ticked = "checkbox “Không phát sinh” [checked true] (Các câu khác không phải trả lời. \
        Nội dung đã nhập vẫn giữ trên máy này và không gửi đi; bỏ chọn để dùng lại.)";
    tells(form, &[ticked, "textbox “Lý do không phát sinh” [required true]"]).await;
    form.check().await;
    form.press("Quay lại sửa").await;
    form.line(0).await;
    tells(form, &[ticked, "textbox “Lý do không phát sinh” [invalid true] [required true] (Cần nhập mục này.)"]).await;
    form.line_named("Đánh giá chung, kiến nghị").await;
    tells(
        form,
        &[
            "textbox “Đánh giá chung” [invalid true] [required true] (Cần nhập mục này.)",
            "textbox “Khó khăn, vướng mắc (nếu có)”",
            "checkbox “Khó khăn, vướng mắc: không phát sinh”",
        ],
    )
    .await;
}

#[tokio::test]
async fn days_reasons_and_what_is_on_its_way_are_told() {
    let portal = Portal::start().await;
    let form = portal.visit("plan=vi-du-che-do-bao-cao&unit=xa-b&as-of=2026-06-18").await;
    form.open("Báo cáo sự cố").await;
    const HINT: &str = "Viết giờ:phút ngày/tháng/năm, ví dụ 8:30 15/6/2026";
    tells(form, &[&format!("textbox “Thời điểm xảy ra sự việc” [required true] ({HINT})")]).await;
    form.fill("Thời điểm xảy ra sự việc", "ngày mai").await;
    form.leave().await;
    form.message("Thời điểm xảy ra sự việc").await;
    let wrong = "Phải có cả giờ và ngày có thật, ví dụ 8:30 15/6/2026.";
    let told = format!("textbox “Thời điểm xảy ra sự việc” = ngày mai [invalid true] [required true] ({wrong} {HINT})");
    tells(form, &[&told]).await;

    let form = portal.visit("plan=vi-du-che-do-bao-cao&unit=xa-b&as-of=2026-06-13").await;
    form.open("Báo cáo nhanh hằng tuần · Tuần 24/2026").await;
    form.line(1).await;
    tells(form, &["combobox “Kỳ báo cáo” = Tuần 24/2026 · quá hạn", "textbox “Lý do nộp chậm”"]).await;
    form.check().await;
    form.press("Lý do nộp chậm").await;
    tells(form, &["textbox “Lý do nộp chậm” [invalid true] (Báo cáo nộp chậm thì cần nêu lý do.)"]).await;

    let form = portal.visit(&format!("plan={}&unit=xa-b&as-of={}", uploads::PLAN, uploads::DAY)).await;
    uploads::fill(form).await;
    form.line(0).await;
    form.when("root.querySelector('.files input[type=file]')", &[]).await;
    form.now(uploads::CHOOSE, &[json!("Biên bản.pdf"), json!(1_500_000)]).await;
    form.saved().await;
    form.check().await;
    portal.line.in_upload(700_000, Fate::Silence);
    form.press("Gửi báo cáo").await;
    let swallowed = async {
        while portal.line.waits_for_upload() {
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), swallowed).await.expect("a piece that goes no further");
    let percent = form.when("root.querySelector('progress')?.value", &[]).await;
    tells(
        form,
        &[
            &format!("progressbar “Đang gửi tệp “Biên bản.pdf”: {percent}%” = {percent}"),
            "button “Đang gửi…” [disabled true]",
            "button “Quay lại sửa”",
        ],
    )
    .await;
}
