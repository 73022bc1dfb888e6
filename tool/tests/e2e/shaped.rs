//! A request that the portal shapes for another backend, under the portal's strict policy.

use crate::engine::{Engine, in_every_engine};
use crate::line::Answers;
use crate::portal::Portal;
use serde_json::{Value, json};

const VISIT: &str = "plan=xa-nam-cuong-2026&unit=phong-van-hoa-xa-hoi&as-of=2026-06-10";
const TYPED: &str = "Chưa có cán bộ chuyên trách; đề nghị bổ sung";
const NUMBER: &str = "Số biên nhận";

/// Signs with a key of the page's own; what it sends is unpacked here, as the receiver wants the bare report.
const SHAPE: &str = "const form = document.querySelector('bao-cao'), done = arguments[0];
    const way = {name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256'};
    crypto.subtle.generateKey(way, false, ['sign', 'verify']).then(({privateKey, publicKey}) => {
        window.signed = 0;
        form.signer = async (bytes) => {
            window.signed += 1;
            const signature = new Uint8Array(await crypto.subtle.sign(way, privateKey, bytes));
            return {alg: 'ES256', value: btoa(String.fromCharCode(...signature))};
        };
        form.envelope = {path: 'data.report', text: true, with: ({report, key}) => ({unit: report.unit.id, key})};
        window.bodies = [];
        form.transport = async (request) => {
            bodies.push(request.body);
            return fetch(request.url, {...request, body: JSON.parse(request.body).data.report});
        };
        window.verifies = ({data: {report, signature}}) => {
            const bytes = Uint8Array.from(atob(signature.value), (sign) => sign.charCodeAt(0));
            return crypto.subtle.verify(way, publicKey, bytes, new TextEncoder().encode(report));
        };
        done();
    });";

in_every_engine!(a_signed_report_in_an_envelope_arrives_as_it_was_signed);

async fn a_signed_report_in_an_envelope_arrives_as_it_was_signed(engine: Engine) {
    let portal = Portal::start_in(engine).await;
    let form = portal.visit(VISIT).await;
    portal.browser.run_async(SHAPE, &[]).await;
    form.tell_of_difficulties(TYPED).await;
    // The first answer is lost, and the page with it.
    portal.line.answers(Answers::Lost);
    form.press("Gửi báo cáo").await;
    form.shows("Không liên lạc được với máy chủ, hoặc đường truyền bị ngắt.").await;
    portal.line.answers(Answers::Pass);
    form.press("Gửi lại").await;
    assert_eq!(form.receipt(NUMBER).await, "BC-000001");
    let row = portal.server.row();
    assert_eq!(row.body["sections"]["difficulties"], TYPED);

    // Signed once, sent twice, the same each time; and what the receiver has is what was signed.
    assert_eq!(portal.browser.run("return signed", &[]).await, json!(1));
    let bodies = portal.browser.run("return bodies", &[]).await;
    let bodies = bodies.as_array().unwrap();
    assert!(bodies.len() >= 2 && bodies.iter().all(|body| *body == bodies[0]), "{bodies:#?}");
    let body: Value = serde_json::from_str(bodies[0].as_str().unwrap()).unwrap();
    assert_eq!((&body["unit"], &body["key"]), (&json!("phong-van-hoa-xa-hoi"), &json!(row.key)));
    let report: Value = serde_json::from_str(body["data"]["report"].as_str().unwrap()).unwrap();
    assert_eq!(report, row.body);
    let verified = "verifies(JSON.parse(bodies[0])).then(arguments[0])";
    assert_eq!(portal.browser.run_async(verified, &[]).await, json!(true));
    // The lost answer is told; the policy refuses nothing.
    let complaints = portal.browser.complaints().await;
    assert!(!complaints.iter().any(|one| one.starts_with("refused")), "{complaints:#?}");
}

/// Signs with a key of the page's own, as a text that can stand in a header.
const SIGN: &str = "const form = document.querySelector('bao-cao'), done = arguments[0];
    const way = {name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256'};
    crypto.subtle.generateKey(way, false, ['sign', 'verify']).then(({privateKey, publicKey}) => {
        form.signer = async (bytes) =>
            btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.sign(way, privateKey, bytes))));
        window.readsAndVerifies = async (number) => {
            const answer = await fetch(`/api/reports/${number}`, {headers: await form.headers()});
            const signature = answer.headers.get('Report-Signature');
            const signs = Uint8Array.from(atob(signature), (sign) => sign.charCodeAt(0));
            return await crypto.subtle.verify(way, publicKey, signs, await answer.arrayBuffer()) && signature;
        };
        done();
    });";

in_every_engine!(a_signature_is_kept_beside_the_very_bytes_that_it_is_over);

async fn a_signature_is_kept_beside_the_very_bytes_that_it_is_over(engine: Engine) {
    let portal = Portal::start_in(engine).await;
    let form = portal.visit(VISIT).await;
    portal.browser.run_async(SIGN, &[]).await;
    form.tell_of_difficulties(TYPED).await;
    form.press("Gửi báo cáo").await;
    assert_eq!(form.receipt(NUMBER).await, "BC-000001");
    let read = "readsAndVerifies('BC-000001').then(arguments[0])";
    let signature = portal.browser.run_async(read, &[]).await;
    assert!(signature.as_str().is_some_and(|signature| signature.len() > 80), "{signature}");
    // The office reads it.
    portal.browser.go(&format!("{}/received.html?plan=xa-nam-cuong-2026&report=BC-000001", portal.line.url())).await;
    let shown = "return [...document.querySelectorAll('#facts dt')]
        .find((dt) => dt.textContent === 'Chữ ký (chưa kiểm tra)')?.nextElementSibling.textContent ?? null";
    assert_eq!(portal.browser.until("the signature", shown, &[]).await, signature);
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}

in_every_engine!(a_redirect_to_another_origin_is_no_acceptance_and_is_not_followed);

async fn a_redirect_to_another_origin_is_no_acceptance_and_is_not_followed(engine: Engine) {
    let portal = Portal::start_in(engine).await;
    let form = portal.visit(VISIT).await;
    form.tell_of_difficulties(TYPED).await;
    // The demo portal would log in again by itself.
    let alone = "addEventListener('bao-cao-sign-in-needed', (event) => event.stopImmediatePropagation(), true)";
    portal.browser.run(alone, &[]).await;
    portal.line.answers(Answers::Elsewhere);
    form.press("Gửi báo cáo").await;
    form.shows("Máy chủ trả về một trang web thay vì kết quả").await;
    assert_eq!(portal.line.posted().len(), 1);
    portal.line.answers(Answers::Pass);
    form.press("Gửi lại").await;
    assert_eq!(form.receipt(NUMBER).await, "BC-000001");
    let key = portal.server.row().key;
    assert_eq!(portal.line.posted(), [key.clone(), key]);
}
