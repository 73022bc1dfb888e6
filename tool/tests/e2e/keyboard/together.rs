//! By keys alone: one of two versions of a draft is chosen, and a colleague's part joins.

use super::{DOWN, ENTER, Keys, QUESTION, REPORT, VISIT};
use crate::drafts::CATCH;
use crate::engine::{Engine, in_every_engine};
use crate::form::Form;
use crate::place;
use crate::portal::Portal;
use std::path::PathBuf;

/// The text of the file that was caught.
const CAUGHT: &str = "window.caught.text().then(arguments[0])";

/// Keeps what the form gave to the officer as a file of this machine.
async fn caught(form: Form<'_>, name: &str) -> PathBuf {
    form.when("Boolean(window.caught)", &[]).await;
    let file = place::temporary("caught").join(name);
    std::fs::write(&file, form.browser.run_async(CAUGHT, &[]).await.as_str().unwrap()).unwrap();
    file
}

in_every_engine!(of_a_backup_and_what_is_here_one_is_chosen);

async fn of_a_backup_and_what_is_here_one_is_chosen(engine: Engine) {
    let portal = Portal::start_in(engine).await;
    let form = portal.visit(VISIT).await;
    let keys = Keys(form);
    keys.begins(REPORT).await;
    keys.writes(QUESTION, "Bản trong tệp").await;
    form.saved().await;
    keys.enter_before("Danh sách báo cáo").await;
    keys.arrives("#reports").await;
    keys.enter("Dữ liệu trên máy này").await;
    keys.arrives("#device").await;
    portal.browser.run(CATCH, &[]).await;
    // Of one report, from its line.
    keys.enter(&format!("Tải báo cáo này về máy: {REPORT}")).await;
    let file = caught(form, "bao-cao.json").await;
    keys.enter_before("Danh sách báo cáo").await;
    keys.arrives("#reports").await;
    keys.enter(&format!("Tiếp tục: {REPORT}")).await;
    keys.arrives("#report").await;
    keys.opens_first().await;
    keys.writes(QUESTION, "Bản trên máy").await;
    form.saved().await;
    keys.enter_before("Danh sách báo cáo").await;
    keys.arrives("#reports").await;

    keys.enter("Dữ liệu trên máy này").await;
    keys.arrives("#device").await;
    keys.to("Nhập từ tệp sao lưu").await;
    keys.choose_file(&file).await;
    keys.rests("holds('.offer', 'Máy này có bản khác') && focused()?.type === 'file'", &[]).await;
    // The two stand beside each other, and fold away by keys.
    keys.to("Bản trên máy này, lưu lúc").await;
    keys.press(ENTER).await;
    keys.rests("focused()?.localName === 'summary' && !focused().parentElement.open", &[]).await;
    keys.enter("Giữ bản đã có trên máy này: ").await;
    keys.rests("focused()?.ariaPressed === 'true' && holds('.offer', 'Đã giữ bản trên máy này.')", &[]).await;
    keys.enter("Lấy bản trong tệp: ").await;
    keys.rests("focused()?.id === 'offer-0' && !holds('.offer button', 'Lấy bản trong tệp')", &[]).await;
    keys.enter_before("Danh sách báo cáo").await;
    keys.arrives("#reports").await;
    keys.enter(&format!("Tiếp tục: {REPORT}")).await;
    keys.arrives("#report").await;
    keys.opens_first().await;
    keys.to(QUESTION).await;
    keys.rests("focused()?.value === 'Bản trong tệp'", &[]).await;
    // What it took the place of can be brought back.
    keys.enter_before("Khôi phục: 12:00 ngày 10/6/2026 · trước khi nhập từ tệp").await;
    keys.rests("focused()?.id === 'tasks'", &[]).await;
    keys.opens_first().await;
    keys.to(QUESTION).await;
    keys.rests("focused()?.value === 'Bản trên máy'", &[]).await;
    std::fs::remove_dir_all(file.parent().unwrap()).unwrap();
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}

const SHARE: &str = "Chia phần cho đồng nghiệp cùng làm";
const RESULT: &str = "Kết quả thực hiện trong kỳ";

in_every_engine!(a_part_is_saved_and_joined);

async fn a_part_is_saved_and_joined(engine: Engine) {
    let portal = Portal::start_in(engine).await;
    let form = portal.visit("plan=vi-du-so-lieu&unit=doan-xa-b&as-of=2026-02-02").await;
    let keys = Keys(form);
    keys.begins("Báo cáo tháng · Tháng 1/2026").await;
    keys.to("Tình trạng").await;
    keys.press(&DOWN.repeat(3)).await;
    form.when("said(focused()?.selectedOptions[0]) === 'Hoàn thành'", &[]).await;
    keys.writes(RESULT, "Đã mở 2 lớp").await;
    keys.enter_before(SHARE).await;
    keys.rests("focused()?.ariaExpanded === 'true'", &[]).await;
    keys.enter("Chọn mọi mục đã nhập").await;
    keys.rests("all('.bulk input:checked').length === 1 && focused()?.localName === 'button'", &[]).await;
    keys.to("Người lập tệp").await;
    keys.press("Lò Văn Ứng").await;
    portal.browser.run(CATCH, &[]).await;
    keys.enter("Tải tệp các mục đã chọn").await;
    keys.rests("holds('[role=status]', 'Đã tải tệp về máy.') && focused()?.localName === 'button'", &[]).await;
    let file = caught(form, "phan.json").await;

    // The colleague's hands, on the same machine: the same task answered otherwise.
    keys.to("Tình trạng").await;
    keys.press("\u{e013}").await;
    form.when("said(focused()?.selectedOptions[0]) === 'Đang thực hiện'", &[]).await;
    keys.back_to("Ghép tệp của đồng nghiệp").await;
    keys.choose_file(&file).await;
    keys.rests("focused()?.matches('.portion') && focused().ariaLabel.startsWith('Phần của Lò Văn Ứng')", &[]).await;
    keys.to("Giữ câu của tôi").await;
    keys.press(DOWN).await;
    keys.rests("focused()?.checked && focusName() === 'Lấy câu của đồng nghiệp'", &[]).await;
    keys.enter("Ghép vào báo cáo").await;
    keys.rests("said(focused()).startsWith('Đã lấy 1 câu trả lời từ tệp.')", &[]).await;
    keys.enter("Đóng").await;
    keys.rests("!root.querySelector('.portion') && focused()?.id === 'tasks'", &[]).await;
    keys.to("Tình trạng").await;
    keys.rests("said(focused()?.selectedOptions[0]) === 'Hoàn thành'", &[]).await;
    keys.back_to("Khôi phục: ").await;
    keys.press(" ").await;
    keys.rests("focused()?.id === 'tasks'", &[]).await;
    form.line(0).await;
    form.when("said(control('Tình trạng').selectedOptions[0]) === 'Đang thực hiện'", &[]).await;
    std::fs::remove_dir_all(file.parent().unwrap()).unwrap();
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}
