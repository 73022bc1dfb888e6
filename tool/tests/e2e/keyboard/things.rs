//! By keys alone: what proves a result, what the device keeps, the report on paper.

use super::{ENTER, ESCAPE, Keys};
use crate::drafts;
use crate::engine::{Engine, in_every_engine};
use crate::place;
use crate::portal::Portal;
use crate::uploads;
use serde_json::json;

in_every_engine!(documents_and_files_come_and_go);

async fn documents_and_files_come_and_go(engine: Engine) {
    let portal = Portal::start_in(engine).await;
    let form = portal.visit(&format!("plan={}&unit=xa-b&as-of={}", uploads::PLAN, uploads::DAY)).await;
    let keys = Keys(form);
    keys.enter("Lập báo cáo: Báo cáo quý, lũy kế từ đầu năm · 6 tháng đầu năm 2026").await;
    keys.arrives("#report").await;
    keys.enter(&form.text("said(tasks()[0])", &[]).await).await;
    keys.arrives("#panel-0").await;
    keys.enter("Thêm minh chứng").await;
    keys.comes_to("Số, ký hiệu văn bản").await;
    keys.press("12/BC-ĐV").await;
    keys.to("Ngày văn bản").await;
    keys.press("5/6/2026").await;
    keys.enter("Thêm minh chứng").await;
    keys.rests("all('.evidence-row').length === 2 && focusName() === given[0]", &[json!("Số, ký hiệu văn bản")]).await;
    keys.enter("Bỏ 2").await;
    keys.rests("all('.evidence-row').length === 1 && focusName() === given[0]", &[json!("+ Thêm minh chứng")]).await;

    let folder = place::temporary("files");
    let file = folder.join("bien-ban.pdf");
    std::fs::write(&file, [7; 30_000]).unwrap();
    keys.to("Đính kèm tệp").await;
    keys.choose_file(&file).await;
    keys.rests("holds('.file', 'bien-ban.pdf') && focused()?.type === 'file'", &[]).await;
    keys.enter_before("Bỏ tệp: bien-ban.pdf").await;
    keys.rests("!root.querySelector('.file') && focused()?.type === 'file'", &[]).await;
    std::fs::remove_dir_all(folder).unwrap();
    form.saved().await;
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}

/// The text of the backup that was caught.
const BACKUP: &str = "window.caught.text().then(arguments[0])";

in_every_engine!(a_backup_goes_out_and_comes_back);

async fn a_backup_goes_out_and_comes_back(engine: Engine) {
    let portal = Portal::start_in(engine).await;
    let form = portal.visit("plan=xa-nam-cuong-2026&unit=phong-van-hoa-xa-hoi&as-of=2026-06-10").await;
    let keys = Keys(form);
    keys.enter("Lập báo cáo: Khó khăn, vướng mắc hoặc phát sinh vấn đề").await;
    keys.arrives("#report").await;
    keys.enter(&form.text("said(tasks()[0])", &[]).await).await;
    keys.to("Khó khăn, vướng mắc").await;
    keys.press("Chưa có cán bộ chuyên trách").await;
    form.saved().await;
    keys.enter_before("Danh sách báo cáo").await;
    keys.arrives("#reports").await;
    keys.enter("Dữ liệu trên máy này").await;
    keys.arrives("#device").await;
    portal.browser.run(drafts::CATCH, &[]).await;
    keys.enter("Tải tệp sao lưu").await;
    keys.rests("Boolean(window.caught)", &[]).await;
    let folder = place::temporary("backup");
    let file = folder.join("bao-cao.json");
    std::fs::write(&file, portal.browser.run_async(BACKUP, &[]).await.as_str().unwrap()).unwrap();

    keys.enter("Xóa dữ liệu của tôi trên máy này").await;
    keys.rests("first('dialog[open] button', 'Giữ lại') === focused()", &[]).await;
    keys.enter("Xóa").await;
    keys.rests("root.textContent.includes('Máy này chưa lưu gì') && !root.querySelector('dialog[open]')", &[]).await;
    keys.back_to("Nhập từ tệp sao lưu").await;
    keys.choose_file(&file).await;
    keys.rests("root.textContent.includes('Máy này chưa có')", &[]).await;
    keys.enter("Nhập: ").await;
    keys.rests("focused()?.id === 'offer-0' && !holds('.offer button', 'Nhập')", &[]).await;
    std::fs::remove_dir_all(folder).unwrap();
    keys.enter_before("Danh sách báo cáo").await;
    keys.arrives("#reports").await;
    keys.enter("Tiếp tục: Khó khăn, vướng mắc hoặc phát sinh vấn đề").await;
    keys.arrives("#report").await;
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}

in_every_engine!(the_report_is_put_on_paper);

async fn the_report_is_put_on_paper(engine: Engine) {
    let portal = Portal::start_in(engine).await;
    let form = portal.visit("plan=xa-nam-cuong-2026&unit=phong-van-hoa-xa-hoi&as-of=2026-06-10").await;
    form.tell_of_difficulties("Chưa có cán bộ chuyên trách").await;
    portal.browser.run(drafts::CATCH, &[]).await;
    let keys = Keys(form);
    keys.enter("In, tải văn bản").await;
    keys.rests("root.querySelector('dialog#paper[open]') && focusName() === 'Số'", &[]).await;
    keys.press("5").await;
    keys.to("Họ và tên người ký").await;
    keys.press("Lò Văn Ứng").await;
    keys.enter("Tải tệp Word (.docx)").await;
    keys.rests("window.caught && said(root.getElementById('paper-status')) === 'Đã tải tệp về máy.'", &[]).await;
    keys.press(ESCAPE).await;
    keys.rests("!root.querySelector('dialog[open]') && focusName() === given[0]", &[json!("In, tải văn bản")]).await;

    // The print page has its own way to print under the hand that opened it.
    keys.press(ENTER).await;
    keys.rests("root.querySelector('dialog#paper[open]')", &[]).await;
    keys.enter("In").await;
    form.when("said(root.getElementById('paper-status')) === 'Đã mở trang in ở cửa sổ khác.'", &[]).await;
    let ours = portal.browser.look_at_what_it_opened().await;
    let ready = "return 'ready' in document.documentElement.dataset && document.activeElement.id === 'print'";
    portal.browser.until("the print page", ready, &[]).await;
    portal.browser.run("window.print = () => (window.printed = true)", &[]).await;
    portal.browser.press(ENTER).await;
    portal.browser.until("the dialogue", "return window.printed", &[]).await;
    portal.browser.close_for(ours).await;
    keys.enter("Đóng").await;
    keys.rests("!root.querySelector('dialog[open]') && focusName() === given[0]", &[json!("In, tải văn bản")]).await;
    keys.enter_before("Gửi báo cáo").await;
    keys.arrives("#receipt").await;
    keys.enter("Mã QR của biên nhận").await;
    keys.rests("shown(root.getElementById('code')) && focused()?.localName === 'button'", &[]).await;
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}
