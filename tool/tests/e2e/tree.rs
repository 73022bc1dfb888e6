//! What a screen reader is told: the browser's accessibility tree, and what is spoken without being asked for.

mod kinds;
mod pages;

use crate::figures;
use crate::form::Form;
use crate::portal::Portal;
use serde_json::{Value, json};

/// What it tells of the control that has the focus.
pub async fn focused(form: Form<'_>) -> String {
    form.browser.devtools("Accessibility.enable", json!({})).await;
    let tree = form.browser.devtools("Accessibility.getFullAXTree", json!({})).await;
    let is_focused = |node: &&Value| {
        let controls = ["textbox", "combobox"].iter().any(|role| node["role"]["value"] == *role);
        let properties = node["properties"].as_array().into_iter().flatten();
        controls && properties.into_iter().any(|one| one["name"] == "focused" && one["value"]["value"] == true)
    };
    let nodes = tree["nodes"].as_array().cloned().unwrap_or_default();
    nodes.iter().find(is_focused).and_then(|node| line(&nodes, node)).unwrap_or_default()
}

/// What the browser tells assistive technology of controls, pictures and tables, one a line: role, name, value, state,
/// description.
async fn told(form: Form<'_>) -> Vec<String> {
    form.browser.devtools("Accessibility.enable", json!({})).await;
    let tree = form.browser.devtools("Accessibility.getFullAXTree", json!({})).await;
    let nodes = tree["nodes"].as_array().cloned().unwrap_or_default();
    nodes.iter().filter_map(|node| line(&nodes, node)).collect()
}

/// The line of a node; none: it is of no matter here.
fn line(nodes: &[Value], node: &Value) -> Option<String> {
    const TOLD: [&str; 22] = [
        "button",
        "textbox",
        "combobox",
        "checkbox",
        "radio",
        "radiogroup",
        "group",
        "searchbox",
        "spinbutton",
        "Date",
        "alert",
        "status",
        "image",
        "table",
        "columnheader",
        "rowheader",
        "cell",
        "dialog",
        "region",
        "progressbar",
        "DisclosureTriangle",
        "heading",
    ];
    let text = |value: &Value| {
        value["value"].as_str().map(str::to_owned).unwrap_or_else(|| match &value["value"] {
            Value::Null => String::new(),
            other => other.to_string(),
        })
    };
    let role = text(&node["role"]);
    if node["ignored"] == true || !TOLD.contains(&&*role) {
        return None;
    }
    let mut line = format!("{role} “{}”", text(&node["name"]));
    let value = match &*role {
        // What follows from answers is such a one with a name of its own: what it says is in it.
        "status" if !text(&node["name"]).is_empty() => within(nodes, node),
        // What a control for files says of none is the browser's, in its language.
        "button" => String::new(),
        _ => text(&node["value"]),
    };
    if !value.is_empty() {
        line += &format!(" = {value}");
    }
    for property in node["properties"].as_array().into_iter().flatten() {
        let (name, value) = (property["name"].as_str().unwrap_or_default(), text(&property["value"]));
        const STATES: [&str; 7] = ["invalid", "required", "checked", "disabled", "expanded", "pressed", "keyshortcuts"];
        let is_state = STATES.contains(&name);
        if is_state && value != "false" {
            line += &format!(" [{name} {value}]");
        }
    }
    let description = text(&node["description"]);
    if !description.is_empty() {
        line += &format!(" ({description})");
    }
    Some(line)
}

/// The text that stands within a node of the tree.
fn within(nodes: &[Value], node: &Value) -> String {
    let of = |id: &Value| nodes.iter().find(|node| node["nodeId"] == *id);
    let children = node["childIds"].as_array().into_iter().flatten().filter_map(of);
    let said = children.map(|child| match child["role"]["value"].as_str() {
        Some("StaticText") => child["name"]["value"].as_str().unwrap_or_default().to_owned(),
        Some("InlineTextBox") => String::new(),
        _ => within(nodes, child),
    });
    said.collect()
}

/// That each of these lines is told.
async fn tells(form: Form<'_>, wanted: &[&str]) {
    let told = told(form).await;
    let missing: Vec<_> = wanted.iter().filter(|line| !told.iter().any(|told| told == *line)).collect();
    assert!(missing.is_empty(), "not told: {missing:#?}\nbut: {told:#?}");
}

#[tokio::test]
async fn each_control_is_told_with_name_state_description_and_mistake() {
    let portal = Portal::start().await;
    let form = portal.visit("plan=vp-ubnd-tinh-2025&unit=phong-hanh-chinh-quan-tri&as-of=2026-06-13").await;
    form.open("Báo cáo 6 tháng · 6 tháng đầu năm 2026").await;
    form.errs("một nửa").await;
    form.press("Thêm minh chứng").await;
    tells(
        form,
        &[
            "button “← Danh sách báo cáo”",
            "group “Ngôn ngữ”",
            "button “Tiếng Việt” [pressed true]",
            "combobox “Kỳ báo cáo” = 6 tháng đầu năm 2026 · đang mở",
            "checkbox “Kỳ này không phát sinh nội dung báo cáo”",
            "searchbox “Tìm nhiệm vụ (gõ không dấu cũng được)”",
            "combobox “Lọc theo tình trạng nhập” = Tất cả",
            "button “1 Ban hành kế hoạch tuyên truyền Nghị quyết 57-NQ/TW 1 lỗi”",
            "combobox “Tình trạng” = Không thực hiện",
            "textbox “Tiến độ (nếu có)” = một nửa [invalid true] (Phải là số, ví dụ 1.250 hoặc 12,5.)",
            "textbox “Lý do không thực hiện”",
            "textbox “Kết quả thực hiện trong kỳ”",
            "group “Minh chứng (nếu có)”",
            "button “Xong, sang mục tiếp theo”",
            "button “Kiểm tra và gửi”",
            "button “Xóa bản nháp”",
        ],
    )
    .await;
    form.check().await;
    tells(form, &["alert “”", "button “Gửi báo cáo” [disabled true]"]).await;
    // On the way to a mistake the field says it.
    form.press("Lý do không thực hiện").await;
    form.when("control('Lý do không thực hiện') === focused()", &[]).await;
    tells(form, &["textbox “Lý do không thực hiện” [invalid true] (Nhiệm vụ không thực hiện thì cần nêu lý do.)"])
        .await;
}

#[tokio::test]
async fn figures_sums_and_what_was_carried_over_are_told_in_words() {
    let portal = Portal::start().await;
    let form = figures::second_month(&portal).await;
    form.line(0).await;
    form.press("Như kỳ trước").await;
    form.fill("Số người dự là nam", "1.200").await;
    form.fill("Số người dự là nữ", "34").await;
    form.fill("Trong đó là đoàn viên", "617").await;
    form.when("said(question('Tỷ lệ đoàn viên')?.querySelector('output')) === '50%'", &[]).await;
    figures::unfold(&form, "Số liệu qua các kỳ").await;
    form.press("Đặt tình trạng cho nhiều nhiệm vụ").await;
    form.press("Chọn mọi nhiệm vụ chưa có tình trạng").await;
    let carried = "Lấy từ báo cáo kỳ trước, chưa xác nhận cho kỳ này.";
    tells(
        form,
        &[
            "status “Tổng số người dự” = 1.234 (Tự cộng từ số nam và số nữ.)",
            "status “Tỷ lệ đoàn viên” = 50%",
            "image “Biểu đồ kết quả qua các kỳ và chỉ tiêu: Số lượt đoàn viên, thanh niên được tập huấn”",
            "table “Số lượt đoàn viên, thanh niên được tập huấn”",
            "columnheader “Kỳ”",
            "columnheader “Kết quả”",
            "columnheader “Lũy kế”",
            "rowheader “Tháng 1/2026”",
            "rowheader “Tháng 2/2026”",
            "cell “100 lượt”",
            "cell “200 lượt”",
            &format!("textbox “Tiến độ (nếu có)” = 20 ({carried} Vẫn đúng: Tiến độ)"),
            "button “Vẫn đúng: Tiến độ”",
            "button “Xác nhận mọi câu lấy từ kỳ trước”",
            "button “Đến mục chưa xong tiếp theo” [keyshortcuts Alt+PageDown] (Alt + PageDown)",
            "button “Đặt tình trạng cho nhiều nhiệm vụ” [expanded true]",
            "group “Đặt tình trạng cho nhiều nhiệm vụ”",
            "checkbox “1. Tập huấn kỹ năng số cho đoàn viên, thanh niên · Đang thực hiện”",
            "checkbox “2. Hỗ trợ người dân nộp hồ sơ trực tuyến · Chưa trả lời” [checked true]",
            "combobox “Tình trạng” = — Chọn —",
            "button “Đặt cho các nhiệm vụ đã chọn”",
        ],
    )
    .await;
}

/// What is spoken of the time that is left, from now on.
const LISTEN_FOR_TIME: &str = "spoken.splice(0).filter((text) => /^(Còn|Quá hạn) /.test(text))";

/// Has it be a moment by the device's clock, which the page says to be right, and the form look at it.
const MOVE_CLOCK: &str = "const form = document.querySelector('bao-cao'), wanted = +new Date(arguments[0]);
    if (window.moved === undefined) {
        const real = Date.now;
        window.moved = 0;
        Date.now = () => real.call(Date) + moved;
        window.ahead = wanted - Date.now();
        form.clock = new Date(wanted);
    }
    moved += wanted - (Date.now() + ahead);
    form.headers = form.headers;";

#[tokio::test]
async fn that_time_runs_out_is_spoken_a_day_an_hour_a_quarter_and_five_minutes_before_and_not_each_minute() {
    let portal = Portal::start().await;
    let visit = "plan=xa-nam-cuong-2026&unit=trung-tam-phuc-vu-hanh-chinh-cong";
    portal.browser.go(&format!("{}/?{visit}", portal.line.url())).await;
    portal.browser.until("the form", "return document.querySelector('bao-cao')", &[]).await;
    let form = Form::of(&portal.browser, 0);
    // The deadline is the end of 19 June. What is seen follows each minute.
    let clock = async |moment: &str, left: &str| {
        portal.browser.run(MOVE_CLOCK, &[json!(format!("{moment}:30+07:00"))]).await;
        form.shows(left).await;
    };
    clock("2026-06-18T23:50", "Còn 1 ngày").await;
    form.open("Báo cáo tình hình, kết quả thực hiện · 6 tháng đầu năm 2026").await;
    form.when("root.querySelector('.saved [role=status]')", &[]).await;
    form.now(LISTEN, &[]).await;
    for (moment, left, spoken) in [
        ("2026-06-18T23:58", "Còn 1 ngày", None),
        ("2026-06-19T00:00", "Còn 23 giờ 59 phút", Some("Còn 1 ngày")),
        ("2026-06-19T00:01", "Còn 23 giờ 58 phút", None),
        ("2026-06-19T22:58", "Còn 1 giờ 1 phút", None),
        ("2026-06-19T23:00", "Còn 59 phút", Some("Còn 1 giờ")),
        ("2026-06-19T23:01", "Còn 58 phút", None),
        ("2026-06-19T23:02", "Còn 57 phút", None),
        ("2026-06-19T23:30", "Còn 29 phút", None),
        ("2026-06-19T23:45", "Còn 14 phút", Some("Còn 15 phút")),
        ("2026-06-19T23:46", "Còn 13 phút", None),
        ("2026-06-19T23:54", "Còn 5 phút", None),
        ("2026-06-19T23:55", "Còn 4 phút", Some("Còn 5 phút")),
        ("2026-06-19T23:56", "Còn 3 phút", None),
        ("2026-06-19T23:58", "Còn 1 phút", None),
    ] {
        clock(moment, left).await;
        let wanted: Vec<&str> = spoken.into_iter().collect();
        assert_eq!(form.now(LISTEN_FOR_TIME, &[]).await, json!(wanted), "at {moment}");
    }
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}

/// What is spoken of itself from now on: each text that comes into a live region.
const LISTEN: &str = "(() => {
    window.spoken = [];
    const live = '[role=status], [role=alert], [aria-live]';
    new MutationObserver((changes) => {
        const regions = new Set(changes.map(({target}) => (target.nodeType === 1 ? target : target.parentElement)?.closest(live)));
        for (const region of regions) if (region && said(region)) spoken.push(said(region));
    }).observe(root, {subtree: true, childList: true, characterData: true});
    return true;
})()";

#[tokio::test]
async fn saving_mistakes_and_sending_are_spoken_and_typing_is_not() {
    let portal = Portal::start().await;
    let form = portal.visit("plan=xa-nam-cuong-2026&unit=phong-van-hoa-xa-hoi&as-of=2026-06-10").await;
    form.open("Khó khăn, vướng mắc hoặc phát sinh vấn đề").await;
    form.line(0).await;
    form.now(LISTEN, &[]).await;
    form.fill("Khó khăn, vướng mắc", &"Chưa có cán bộ chuyên trách. ".repeat(5)).await;
    form.saved().await;
    let spoken = form.now("spoken.splice(0)", &[]).await;
    let spoken: Vec<_> = spoken.as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect();
    // That it is saved is said once, however many letters and seconds it took.
    let saved = spoken.iter().filter(|text| *text == "Nội dung đã được lưu trên máy này");
    assert_eq!(saved.count(), 1, "{spoken:?}");
    assert!(spoken.len() <= 3, "{spoken:?}");
    form.line(1).await;
    form.fill("Họ và tên người lập báo cáo", &"Lò Văn Ứng ".repeat(40)).await;
    form.leave().await;
    form.when("spoken.some((text) => text.startsWith('Họ và tên người lập báo cáo: '))", &[]).await;
    form.check().await;
    let heard = |what: &'static str| format!("spoken.some((text) => text.includes('{what}'))");
    form.when(&heard("Chưa gửi được"), &[]).await;
    form.line(1).await;
    form.fill("Họ và tên người lập báo cáo", "Lò Văn Ứng").await;
    form.fill("Chức vụ", "Công chức").await;
    form.check().await;
    portal.line.answers(crate::line::Answers::Held);
    form.press("Gửi báo cáo").await;
    form.when(&heard("Đang gửi"), &[]).await;
    portal.line.answers(crate::line::Answers::Pass);
    form.receipt("Số biên nhận").await;
    form.when("focused()?.id === 'receipt'", &[]).await;
}
