//! Two pages of one unit: one writes, the other looks on and may take over.

use super::support::*;
use wasm_bindgen_test::wasm_bindgen_test;

const ELSEWHERE: &str = "đang mở ở một cửa sổ khác";

#[wasm_bindgen_test]
async fn the_second_page_reads_and_takes_over_with_all_that_was_typed() -> Done {
    let _device = device("hand");
    let first = Form::begin(&plan("hand"), &[]).await?;
    first.fill("Kết quả thực hiện", "Đã tập huấn").await?;
    first.saved().await?;
    let second = Form::open(&plan("hand"), &[]).await?;
    second.wait_text(ELSEWHERE).await?;
    second.press("Tiếp tục").await?;
    second.wait_text("Đã tập huấn").await?;
    check(second.all("textarea, input").is_empty(), "there is nothing to type into")?;
    // The last letters are not kept yet when the other page asks.
    first.fill("Kết quả thực hiện", "Đã tập huấn 3 lớp").await?;
    second.press("Làm tiếp ở đây").await?;
    first.wait_text(ELSEWHERE).await?;
    second.press("Việc thứ nhất").await?;
    same(value(&second.field("Kết quả thực hiện").await?), "Đã tập huấn 3 lớp")?;
    check(!second.text().contains(ELSEWHERE), "it is this page's now")?;
    // The second page goes away: the first goes on by itself.
    second.fill("Kết quả thực hiện", "Đã tập huấn 4 lớp").await?;
    second.saved().await?;
    second.host.remove();
    until("the first page has it", || (!first.text().contains(ELSEWHERE)).then_some(())).await?;
    first.press("Việc thứ nhất").await?;
    same(value(&first.field("Kết quả thực hiện").await?), "Đã tập huấn 4 lớp")
}

#[wasm_bindgen_test]
async fn two_units_do_not_stand_in_each_others_way() -> Done {
    let _device = device("two-hands");
    let first = Form::begin(&plan("two-hands"), &[]).await?;
    let second = Form::begin(&plan("two-hands"), &[("unit", "b")]).await?;
    for form in [&first, &second] {
        form.fill("Kết quả thực hiện", "Đã làm").await?;
        form.saved().await?;
        check(!form.text().contains(ELSEWHERE), "each has its own in hand")?;
    }
    Ok(())
}
