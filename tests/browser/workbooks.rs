//! Files of cells that an officer chooses: workbooks go to the module that reads them, texts are read here.

use super::support::*;
use baocao::browser::{Sheet, papers_by, read_workbook};
use js_sys::{Function, Uint8Array};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, Event, HtmlInputElement};

#[wasm_bindgen(module = "/tests/browser/workbooks.js")]
extern "C" {
    #[wasm_bindgen(js_name = chooseCells)]
    fn choose_cells(input: &Element, name: &str, bytes: &Uint8Array);
    #[wasm_bindgen(js_name = standIn)]
    fn stand_in() -> JsValue;
}

/// What is read of a file, in one word and its text.
async fn read(name: &str, bytes: &[u8]) -> Done<(&'static str, String)> {
    let input = document().create_element("input").map_err(|_| fail("no input"))?;
    input.set_attribute("type", "file").map_err(|_| fail("no file input"))?;
    let found = Rc::new(RefCell::new(None));
    let keeps = Rc::clone(&found);
    let heard = callback(move |event| {
        let keeps = Rc::clone(&keeps);
        read_workbook(event.unchecked_ref::<Event>(), move |read| drop(keeps.replace(Some(read))));
        Ok(JsValue::UNDEFINED)
    });
    input.add_event_listener_with_callback("change", &heard).map_err(|_| fail("nobody listens"))?;
    choose_cells(&input, name, &Uint8Array::from(bytes));
    let read = until("what was read", || found.take()).await?;
    // The same file can be chosen again.
    same(input.unchecked_into::<HtmlInputElement>().value(), "")?;
    Ok(match read {
        Ok(Sheet::Cells(text)) => ("cells", text),
        Ok(Sheet::Draft(text)) => ("draft", text),
        Ok(Sheet::Text(text)) => ("text", text),
        Err(why) => ("refused", why),
    })
}

#[wasm_bindgen_test]
async fn workbooks_go_to_the_module_and_their_kinds_are_told_apart() -> Done {
    let module = stand_in();
    papers_by(Some(get(&module, "load").unchecked_into::<Function>()));
    let loads = || get(&module, "loads").as_f64();
    same(read("a.xlsx", "PKTên\tSố\n".as_bytes()).await?, ("cells", "Tên\tSố\n".to_owned()))?;
    let ours = "baocao-table/1\tname\n\tA\n";
    same(read("B.XLSX", format!("PK{ours}").as_bytes()).await?, ("draft", ours.to_owned()))?;
    // It refuses in words, and goes on; where it has fallen it is loaded anew.
    same(read("a.xls", b"old").await?, ("refused", "not a workbook".to_owned()))?;
    same(loads(), Some(1.0))?;
    same(read("a.xlsx", b"!").await?, ("refused", "unreachable".to_owned()))?;
    same(read("a.xlsx", b"PKagain").await?, ("cells", "again".to_owned()))?;
    same(loads(), Some(2.0))?;
    let large = vec![b'P'; 10_000_001];
    same(read("a.xlsx", &large).await?.0, "refused")
}

#[wasm_bindgen_test]
async fn texts_are_read_in_the_encodings_that_spreadsheets_save() -> Done {
    let text = "Tên;Số\r\nLớp A;1,5\r\n";
    let said = || ("text", text.to_owned());
    let wide = |unit: fn(u16) -> [u8; 2]| -> Vec<u8> {
        std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(unit).collect()
    };
    same(read("a.csv", text.as_bytes()).await?, said())?;
    same(read("a.csv", format!("\u{feff}{text}").as_bytes()).await?, said())?;
    same(read("a.txt", &wide(u16::to_le_bytes)).await?, said())?;
    same(read("A.CSV", &wide(u16::to_be_bytes)).await?, said())?;
    // Windows' old pages say nothing of which one they are.
    same(read("a.csv", b"T\xean").await?.0, "refused")
}
