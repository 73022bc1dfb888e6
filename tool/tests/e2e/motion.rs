//! Who asks the system for less motion sees none; and what moves for the others is known.

use crate::figures;
use crate::form::Form;
use crate::portal::Portal;
use serde_json::Value;
use std::collections::BTreeSet;

/// Runs before the page's own scripts: what asks for smooth scrolling.
const SCROLLS: &str = "window.smooth = [];
    for (const [of, name] of [[Element.prototype, 'scrollIntoView'], [Element.prototype, 'scrollTo'], [Element.prototype, 'scrollBy'],
            [window, 'scrollTo'], [window, 'scrollBy']]) {
        const real = of[name];
        of[name] = function (...how) {
            if (how[0]?.behavior === 'smooth') smooth.push(name);
            return real.apply(this, how);
        };
    }";

/// What may move in the page and in every form of it, by its style, what moves at this moment, and what has scrolled. What
/// lasts a thousandth of a second is no motion: a message waits by such a thing for the pointer to be let go.
const MOVES: &str = "const trees = [document];
    for (const tree of trees) for (const one of tree.querySelectorAll('*')) if (one.shadowRoot) trees.push(one.shadowRoot);
    const found = new Set(smooth.map((name) => `scrolls smoothly: ${name}`));
    const looks = (one, part) => {
        const style = getComputedStyle(one, part);
        if (part && style.content === 'none') return;
        const named = style.transitionProperty.split(', ');
        style.transitionDuration.split(', ').forEach((time, nth) => {
            if (parseFloat(time) > 0) found.add(`${one.localName} ${named[nth % named.length]} ${time}`);
        });
        const lasts = Math.max(...(style.animationDuration ?? '').split(', ').map(parseFloat));
        if (lasts > 0.001) found.add(`${one.localName} is animated: ${style.animationName}`);
        if (!part && style.scrollBehavior === 'smooth') found.add(`${one.localName} scrolls smoothly`);
    };
    for (const tree of trees) for (const one of tree.querySelectorAll('*')) {
        for (const part of [null, '::before', '::after', '::backdrop']) looks(one, part);
    }
    for (const tree of trees) for (const moving of tree.getAnimations().filter((one) => one.effect.getTiming().duration > 1)) {
        found.add(`moves: ${moving.effect.target.localName} ${moving.transitionProperty ?? moving.animationName}`);
    }
    return [...found].sort();";

/// That nothing moves at this moment.
const STILL: &str = "[document, root].filter(Boolean).every((tree) => tree.getAnimations().every((one) => one.effect.getTiming().duration <= 1))";

/// All that may move: the ground of what is pressed, as the pointer comes over it.
const KNOWN: [&str; 2] = ["button background-color 0.12s", "label background-color 0.12s"];
/// The same while it does.
const MOVING: &str = "moves: button background-color";

/// What moves in a view, first for whom wants less, then for the others.
#[derive(Default)]
struct Looks {
    wrong: Vec<String>,
    seen: BTreeSet<String>,
}

impl Looks {
    async fn at(&mut self, form: Form<'_>, view: &str) {
        // What began before less was asked for, as under the pointer that led here, may come to its end.
        form.when(STILL, &[]).await;
        for is_reduced in [true, false] {
            form.browser.motion(is_reduced, false).await;
            let look = async || {
                let found = form.browser.run(MOVES, &[]).await;
                let found: Vec<Value> = found.as_array().cloned().unwrap_or_default();
                found.iter().map(|one| one.as_str().unwrap_or_default().to_owned()).collect::<Vec<_>>()
            };
            let mut found = look().await;
            // Other colours set off whatever goes from one to the other in its own time.
            form.browser.motion(is_reduced, true).await;
            found.extend(look().await);
            form.browser.motion(is_reduced, false).await;
            let is_known = |one: &str| !is_reduced && (KNOWN.contains(&one) || one == MOVING);
            self.wrong.extend(found.iter().filter(|one| !is_known(one)).map(|one| format!("{view}: {one}")));
            self.seen.extend(found);
        }
    }
}

#[tokio::test]
async fn who_asks_for_less_motion_sees_none() {
    let portal = Portal::start().await;
    portal.browser.before_page(SCROLLS).await;
    let mut looks = Looks::default();
    let form = portal.visit(&figures::visit("2026-02-02")).await;
    looks.at(form, "overview").await;
    form.press("Lịch nộp cả năm").await;
    form.shows("Lịch nộp báo cáo năm 2026").await;
    form.press("Đến hôm nay").await;
    form.click_on("first('summary', 'Xem theo lịch tháng')", &[]).await;
    looks.at(form, "year").await;
    form.press("Danh sách báo cáo").await;
    form.press("Dữ liệu trên máy này").await;
    form.shows("Nhập từ tệp sao lưu").await;
    looks.at(form, "device").await;
    form.press("Danh sách báo cáo").await;
    form.open("Báo cáo tháng · Tháng 1/2026").await;
    looks.at(form, "fill").await;
    form.errs("một nửa").await;
    looks.at(form, "task").await;
    form.press("Xóa bản nháp").await;
    form.when("root.querySelector('dialog[open]')", &[]).await;
    looks.at(form, "question").await;
    form.press("Giữ lại").await;
    form.check().await;
    looks.at(form, "check").await;
    figures::fills(&form, "100").await;
    form.check().await;
    form.press("In, tải văn bản").await;
    form.when("root.querySelector('dialog#paper[open]')", &[]).await;
    looks.at(form, "paper").await;
    form.press("Đóng").await;
    form.press("Gửi báo cáo").await;
    form.receipt("Số biên nhận").await;
    form.press("Mã QR của biên nhận").await;
    form.when("shown(root.getElementById('code'))", &[]).await;
    looks.at(form, "receipt").await;

    let form = portal.visit(&figures::visit("2026-03-02")).await;
    form.shows("Xem biên nhận").await;
    form.open("Báo cáo tháng · Tháng 2/2026").await;
    form.line(0).await;
    form.press("Như kỳ trước").await;
    figures::unfold(&form, "Số liệu qua các kỳ").await;
    form.press("Đặt tình trạng cho nhiều nhiệm vụ").await;
    form.when("root.querySelector('.bulk')", &[]).await;
    looks.at(form, "figures").await;

    // The pages around the form.
    portal.browser.go(&format!("{}/received.html?plan={}&as-of=2026-03-02", portal.line.url(), figures::PLAN)).await;
    portal.browser.until("the table", "return Boolean(document.querySelector('#matrix table'))", &[]).await;
    looks.at(form, "received").await;
    portal.browser.go(&format!("{}/dist/bao-cao-print.html", portal.line.url())).await;
    looks.at(form, "print").await;

    assert!(looks.wrong.is_empty(), "{:#?}", looks.wrong);
    // And what moves was seen to.
    for known in KNOWN.iter().chain([&MOVING]) {
        assert!(looks.seen.contains(*known), "{known} is not in {:#?}", looks.seen);
    }
}
