//! By keys alone: figures of earlier reports, what is taken over from the last one, one state for several tasks.

use super::{DOWN, ENTER, Keys, TAB};
use crate::engine::{Engine, in_every_engine};
use crate::figures;
use crate::portal::Portal;
use serde_json::json;

const ALT: char = '\u{e00a}';
const PAGE_DOWN: char = '\u{e00f}';

in_every_engine!(what_was_said_last_time_is_taken_over_and_confirmed);

async fn what_was_said_last_time_is_taken_over_and_confirmed(engine: Engine) {
    let portal = Portal::start_in(engine).await;
    let form = portal.visit(&figures::visit("2026-02-02")).await;
    figures::sends(&form, "Tháng 1/2026", "100").await;
    let form = portal.visit(&figures::visit("2026-03-02")).await;
    form.shows("Xem biên nhận").await;
    let keys = Keys(form);
    keys.enter("Lập báo cáo: Báo cáo tháng · Tháng 2/2026").await;
    keys.arrives("#report").await;
    keys.enter("1Tập huấn kỹ năng số").await;
    keys.arrives("#panel-0").await;
    // The button goes with what it does; nobody is left behind, and no second press confirms what nobody has read.
    keys.to("Như kỳ trước").await;
    keys.press(&ENTER.repeat(2)).await;
    keys.rests("holds('button', 'Vẫn đúng') && focused()?.id === 'panel-0'", &[]).await;
    keys.to("Vẫn đúng: Tiến độ").await;
    keys.press(" ").await;
    keys.rests("focusName() === given[0] && !first('button', 'Vẫn đúng', question(given[0]))", &[json!("Tiến độ")])
        .await;
    keys.enter_before("Xác nhận mọi câu lấy từ kỳ trước").await;
    keys.rests("!holds('button', 'Vẫn đúng') && focused()?.id === 'panel-0'", &[]).await;
    assert_eq!(form.value("Tiến độ").await, "20");

    keys.to("Số liệu qua các kỳ").await;
    keys.press(" ").await;
    keys.rests("shown(root.querySelector('.chart')) && focused()?.localName === 'summary'", &[]).await;
    form.browser.chord(ALT, PAGE_DOWN).await;
    keys.arrives("#panel-1").await;
    keys.enter("Đến mục chưa xong tiếp theo").await;
    keys.arrives("#panel-2").await;

    // The rest at once, from above the list.
    keys.enter_before("Lấy số liệu kỳ trước").await;
    keys.rests("!holds('button', 'Lấy số liệu kỳ trước') && focused()?.id === 'tasks'", &[]).await;
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}

in_every_engine!(a_number_of_two_readings_is_settled_and_a_draft_cleared_and_brought_back);

async fn a_number_of_two_readings_is_settled_and_a_draft_cleared_and_brought_back(engine: Engine) {
    let portal = Portal::start_in(engine).await;
    let form = portal.visit(&figures::visit("2026-03-02")).await;
    let keys = Keys(form);
    keys.enter("Lập báo cáo: Báo cáo tháng · Tháng 2/2026").await;
    keys.arrives("#report").await;
    keys.enter("1Tập huấn kỹ năng số").await;
    keys.arrives("#panel-0").await;
    // Not what was done, which begins with the same words.
    keys.to("Kết quả thực hiện trong kỳ").await;
    keys.to("Kết quả").await;
    keys.press("1,234").await;
    keys.press(TAB).await;
    keys.rests("holds('.readings button', '1.234')", &[]).await;
    keys.back_to("1.234").await;
    keys.press(" ").await;
    keys.comes_to("Kết quả").await;
    keys.rests("focused()?.value === '1.234' && !root.querySelector('.readings')", &[]).await;

    // What nobody has of earlier reports.
    keys.to("Nhập số liệu các kỳ trước").await;
    keys.press(" ").await;
    keys.rests("focused()?.localName === 'summary' && focused()?.parentElement.open", &[]).await;
    keys.to("Kết quả cùng kỳ năm trước").await;
    keys.press("90").await;
    keys.press(TAB).await;
    keys.rests("holds('.figures-facts', '90 lượt')", &[]).await;

    // Cleared and brought back.
    keys.back_to("Xóa bản nháp").await;
    keys.press(" ").await;
    keys.rests("first('dialog[open] button', 'Giữ lại') === focused()", &[]).await;
    keys.enter("Xóa").await;
    keys.rests("!holds('button', 'Xóa bản nháp') && focused()?.id === 'tasks'", &[]).await;
    keys.enter("Khôi phục").await;
    keys.rests("holds('button', 'Xóa bản nháp') && focused()?.id === 'tasks'", &[]).await;
    form.saved().await;
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}

in_every_engine!(several_tasks_get_one_state);

async fn several_tasks_get_one_state(engine: Engine) {
    let portal = Portal::start_in(engine).await;
    let form = portal.visit(&figures::visit("2026-02-02")).await;
    let keys = Keys(form);
    keys.enter("Lập báo cáo: Báo cáo tháng · Tháng 1/2026").await;
    keys.arrives("#report").await;
    keys.enter("Đặt tình trạng cho nhiều nhiệm vụ").await;
    keys.rests("focused()?.getAttribute('aria-expanded') === 'true'", &[]).await;
    keys.enter("Chọn mọi nhiệm vụ chưa có tình trạng").await;
    keys.rests("all('.bulk input:checked').length === 3", &[]).await;
    keys.to("2. Hỗ trợ người dân").await;
    keys.press(" ").await;
    keys.rests("all('.bulk input:checked').length === 2 && focused()?.type === 'checkbox'", &[]).await;
    keys.to("Tình trạng").await;
    keys.press(&DOWN.repeat(2)).await;
    form.when("said(focused()?.selectedOptions[0]) === 'Đang thực hiện'", &[]).await;
    keys.enter("Đặt cho các nhiệm vụ đã chọn").await;
    keys.rests("holds('[role=status]', 'Số nhiệm vụ đã đặt tình trạng: 2') && focused()?.localName === 'button'", &[])
        .await;
    keys.enter_before("Đặt tình trạng cho nhiều nhiệm vụ").await;
    keys.rests("focused()?.getAttribute('aria-expanded') === 'false'", &[]).await;
    for (at, status) in [(0, "in-progress"), (1, ""), (2, "in-progress")] {
        form.line(at).await;
        assert_eq!(form.now("control('Tình trạng').value", &[]).await, json!(status), "{at}");
    }
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}
