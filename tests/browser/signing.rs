//! Reports that the page signs before they go out.

use super::request::{ACCEPTED, body, filled_with, giving, header};
use super::sending::{ENDPOINT, answering, filled, names, submit};
use super::support::*;
use js_sys::{Function, Promise, Uint8Array};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

/// A signer that counts, and what it was given.
fn signer() -> (Function, Rc<RefCell<Vec<String>>>) {
    let given = Rc::new(RefCell::new(Vec::new()));
    let kept = Rc::clone(&given);
    let sign = callback(move |bytes| {
        let mut given = kept.borrow_mut();
        let bytes: Uint8Array = bytes.dyn_into()?;
        given.push(String::from_utf8(bytes.to_vec()).map_err(|_| "not UTF-8")?);
        Ok(Promise::resolve(&JsValue::from(format!("sig-{}", given.len()))).into())
    });
    (sign, given)
}

#[wasm_bindgen_test]
async fn a_report_is_signed_once_however_often_it_goes_out() -> Done {
    let _device = device("signed");
    let (_backend, requests) = answering(&[(0, ""), (201, r#"{"number":"BN-5"}"#)]);
    let (sign, given) = signer();
    let form = filled("signed").await?;
    set(&form.host, "signer", sign.clone());
    let seen = watch(&form.host);
    check(kept(submit(&form)?).await.is_err(), "submit() rejects")?;
    form.wait_text("Báo cáo tự gửi lại lúc").await?;
    same(names(&seen), "before-submit error")?;
    drop(form);
    // The window is opened again; what was signed is on the device.
    let form = Form::detached(ENDPOINT)?;
    form.host.set_attribute("unit", "a")?;
    set(&form.host, "plan", data(&plan("signed")));
    set(&form.host, "signer", sign);
    form.show()?;
    form.wait_text("Xem biên nhận").await?;
    same(given.borrow().len(), 1)?;
    for i in 0..2 {
        same(header(&requests, i, "report-signature"), "sig-1")?;
        same(text_of(&requests.borrow()[i], "body"), given.borrow()[0].clone())?;
    }
    Ok(())
}

#[wasm_bindgen_test]
async fn a_signature_stands_beside_the_report_in_its_envelope() -> Done {
    let (_backend, requests) = answering(ACCEPTED);
    let form = filled_with("beside", &[("envelope", "data.report")]).await?;
    set(&form.host, "signer", giving(data(r#"{ "alg": "ES256", "value": "x" }"#)));
    kept(submit(&form)?).await?;
    same(text_of(&body(&requests, 0), "data.signature.value"), "x")?;
    same(header(&requests, 0, "report-signature"), "")
}

#[wasm_bindgen_test]
async fn a_signer_that_refuses_keeps_the_report_here() -> Done {
    let (_backend, requests) = answering(ACCEPTED);
    let form = filled("unsigned").await?;
    for (refusal, said) in [
        (callback(|_| Err(js_sys::Error::new("Chưa cắm thiết bị ký").into())), "Trang này báo: Chưa cắm thiết bị ký"),
        (giving(Promise::reject(&"Sai mã PIN".into())), "Trang này báo: Sai mã PIN"),
        (giving(JsValue::NULL), "Trang này đã ngăn việc gửi"),
        (giving(Uint8Array::new_with_length(3)), "expected a text or a plain object"),
        (giving(7), "expected a text or a plain object"),
    ] {
        set(&form.host, "signer", refusal);
        settle().await?;
        check(kept(submit(&form)?).await.is_err(), "submit() rejects")?;
        form.wait_text(said).await?;
    }
    same(requests.borrow().len(), 0)?;
    set(&form.host, "signer", signer().0);
    kept(submit(&form)?).await?;
    form.wait_text("BN-1").await
}
