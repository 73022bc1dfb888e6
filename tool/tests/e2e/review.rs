//! The office returns a report, approves it, and locks it, on the page where it reads it; the unit learns of it in its form.

use crate::engine::{Engine, in_every_engine};
use crate::inspector::Inspector;
use crate::office::Office;
use crate::portal::Portal;
use serde_json::{Value, json};

const DAY: &str = "2026-06-10";

const PLACE: &str = "Khó khăn, vướng mắc";

fn office(portal: &Portal) -> Office<'_> {
    Office::of(portal, "xa-nam-cuong-2026", DAY)
}

#[tokio::test]
async fn the_office_returns_approves_and_locks() {
    let portal = Portal::start().await;
    let form = portal.visit(&format!("plan=xa-nam-cuong-2026&unit=phong-van-hoa-xa-hoi&as-of={DAY}")).await;
    form.tell_of_difficulties("Chưa có cán bộ chuyên trách").await;
    form.press("Gửi báo cáo").await;
    form.receipt("Số biên nhận").await;

    let office = office(&portal);
    office.open("BC-000001").await;
    // Without a word why, nothing is returned: the browser asks for it.
    office.review("returned", PLACE, "").await;
    assert_eq!(office.reviewed().await, [""; 0]);
    office.review("returned", PLACE, "Nêu rõ <b>đơn vị</b> nào").await;
    office.says("Đã ghi nhận: Trả lại để bổ sung.").await;
    let lines = office.reviewed().await;
    assert!(lines[0].starts_with("Trả lại để bổ sung – 12:00 ngày 10/6/2026"), "{lines:?}");
    assert!(lines[0].ends_with(": Nêu rõ <b>đơn vị</b> nào"), "{lines:?}");

    office.review("approved", "", "").await;
    office.says("Đã ghi nhận: Đã duyệt.").await;
    office.review("locked", "", "").await;
    office.says("Đã ghi nhận: Đã khóa.").await;
    assert_eq!(office.reviewed().await.len(), 3);
    let open = "return document.getElementById('review').checkVisibility()";
    assert_eq!(portal.browser.run(open, &[]).await, Value::Bool(false), "nothing can be added");

    // The overview says it too.
    portal.browser.go(&format!("{}/received.html?plan=xa-nam-cuong-2026&as-of={DAY}", portal.line.url())).await;
    let state = "return document.querySelector('#matrix .sent')?.textContent.includes('Đã khóa') ?? null";
    assert_eq!(portal.browser.until("the table", state, &[]).await, Value::Bool(true));
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}

in_every_engine!(what_the_office_returns_is_revised_on_another_machine_and_approved);

async fn what_the_office_returns_is_revised_on_another_machine_and_approved(engine: Engine) {
    let portal = Portal::start_in(engine).await;
    let visit = format!("plan=xa-nam-cuong-2026&unit=phong-van-hoa-xa-hoi&as-of={DAY}");
    let form = portal.visit(&visit).await;
    form.tell_of_difficulties("Chưa có cán bộ chuyên trách").await;
    form.press("Gửi báo cáo").await;
    form.receipt("Số biên nhận").await;
    // As on a machine that knows nothing of it.
    portal.browser.run("return document.querySelector('bao-cao').forget().then(() => true)", &[]).await;
    office(&portal).returns("BC-000001", PLACE, "Nêu rõ <b>đơn vị</b> nào").await;

    let form = portal.visit(&visit).await;
    form.press("Xem ý kiến và sửa").await;
    form.shows("Nêu rõ <b>đơn vị</b> nào").await;
    assert_eq!(form.receipt("Số biên nhận").await, "BC-000001");
    assert_eq!(form.receipt("Kết quả xem xét").await, "Bị trả lại để bổ sung");
    form.shows("Chưa có cán bộ chuyên trách").await;
    form.press("Sửa và gửi lại").await;
    form.line(0).await;
    assert_eq!(form.value("Khó khăn, vướng mắc").await, "Chưa có cán bộ chuyên trách");
    assert_eq!(form.message("Khó khăn, vướng mắc").await, "Nơi nhận báo: Nêu rõ <b>đơn vị</b> nàoĐã sửa");
    form.fill("Khó khăn, vướng mắc", "Trạm y tế chưa có cán bộ chuyên trách").await;
    form.check().await;
    form.press("Gửi báo cáo").await;
    form.when("said(all('.receipt dd')[0]) === 'BC-000002'", &[]).await;
    let sent = portal.server.rows().remove(1).body;
    assert_eq!((&sent["revision"], &sent["supersedes"]), (&json!(2), &json!("BC-000001")));
    assert_eq!(sent["sections"]["difficulties"], "Trạm y tế chưa có cán bộ chuyên trách");

    office(&portal).approves("BC-000002").await;
    let form = portal.visit(&visit).await;
    form.shows("Đã duyệt").await;
    form.press("Xem biên nhận").await;
    form.shows("Báo cáo đã duyệt nên không nhận bản điều chỉnh").await;

    // Where nothing is new, nothing goes over the line but heads: the browser's own measure of a 304 is 300 bytes.
    portal.visit(&visit).await;
    let sizes =
        "const [asked] = performance.getEntriesByType('resource').filter((one) => one.name.includes('/api/history'));
        return asked && [asked.transferSize, asked.encodedBodySize]";
    let sizes = portal.browser.until("the history's size", sizes, &[]).await;
    // Others count what is in the cache, too.
    if engine == Engine::Chromium {
        assert_eq!(sizes[0], 300, "{sizes}");
    }
    assert!(sizes[1].as_u64() > Some(300), "{sizes}");
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}

#[tokio::test]
async fn of_two_machines_that_report_the_officer_sees_both_versions_and_chooses() {
    for replaces in [true, false] {
        let portal = Portal::start().await;
        let visit = format!("plan=xa-nam-cuong-2026&unit=phong-van-hoa-xa-hoi&as-of={DAY}");
        let form = portal.visit(&visit).await;
        form.tell_of_difficulties("Bản của máy thứ hai").await;
        // Meanwhile another machine sends its own.
        let first = "const form = document.querySelector('bao-cao'), report = structuredClone(form.report);
            report.sections.difficulties = 'Bản của máy thứ nhất';
            const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': '\"may-thu-nhat\"', ...await form.headers() };
            const answer = await fetch('/api/reports', { method: 'POST', headers, body: JSON.stringify(report) });
            return answer.status";
        assert_eq!(portal.browser.run(&format!("return (async () => {{ {first} }})()"), &[]).await, 201);
        form.press("Gửi báo cáo").await;
        form.shows("Nơi nhận đã có một bản khác của báo cáo này").await;
        form.shows("Bản đã có tại nơi nhận: BC-000001").await;
        form.shows("Bản của máy thứ nhất").await;
        form.shows("Bản của máy thứ hai").await;
        if replaces {
            Inspector::of(form).finds_nothing("13-two-versions").await;
            form.press("Gửi bản này thay bản đã có").await;
            assert_eq!(form.receipt("Số biên nhận").await, "BC-000002");
            let sent = portal.server.rows().remove(1).body;
            assert_eq!((&sent["revision"], &sent["supersedes"]), (&json!(2), &json!("BC-000001")));
            assert_eq!(sent["sections"]["difficulties"], "Bản của máy thứ hai");
        } else {
            form.press("Giữ bản đã có").await;
            assert_eq!(form.receipt("Số biên nhận").await, "BC-000001");
            form.shows("Bản của máy thứ nhất").await;
            // What became of one's own is said, where the focus is.
            let told = "said(root.getElementById(focused()?.getAttribute('aria-describedby')))";
            form.when(&format!("{told}.startsWith('Đã giữ bản đã có tại nơi nhận.')"), &[]).await;
            assert_eq!(portal.server.rows().len(), 1);
            // It is said of this receipt, and not any more once one goes on from it.
            form.press("Sửa và gửi bản điều chỉnh").await;
            form.line(0).await;
            form.fill("Khó khăn, vướng mắc", "Bản thứ ba").await;
            form.check().await;
            form.press("Gửi báo cáo").await;
            assert_eq!(form.receipt("Số biên nhận").await, "BC-000002");
            assert_eq!(form.now("said(root.getElementById('kept-theirs'))", &[]).await, json!(""));
        }
    }
}
