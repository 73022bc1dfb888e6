use super::Lang;

macro_rules! words {
    ($($name:ident: $vi:literal, $en:literal;)*) => {
        /// The fixed texts of the interface in one language.
        #[derive(Debug)]
        pub struct Words {
            $(#[doc = $en] pub $name: &'static str,)*
        }

        static VI: Words = Words { $($name: $vi,)* };
        static EN: Words = Words { $($name: $en,)* };
    };
}

/// The fixed texts in a language.
pub fn words(lang: Lang) -> &'static Words {
    lang.pick(&VI, &EN)
}

words! {
    // overview
    reports: "Báo cáo của đơn vị", "Reports of this unit";
    overdue: "Quá hạn", "Overdue";
    due_now: "Cần nộp trong kỳ này", "Due now";
    coming: "Sắp tới", "Coming";
    any_time: "Không định hạn", "No due date";
    sent: "Đã gửi", "Sent";
    no_duties: "Kế hoạch không giao nhiệm vụ hay báo cáo nào cho đơn vị này.", "The plan gives this unit no tasks and no reports.";
    no_duties_help: "Kiểm tra lại đơn vị đang đăng nhập, hoặc liên hệ cơ quan ban hành kế hoạch.", "Check which unit is logged in, or ask the office that issued the plan.";
    begin: "Lập báo cáo", "Write report";
    resume: "Tiếp tục", "Continue";
    view_receipt: "Xem biên nhận", "View receipt";
    draft_kept: "Có bản nháp trên máy này", "A draft is kept on this device";
    earlier: "Các kỳ trước chưa gửi từ máy này", "Earlier periods not sent from this device";
    period: "Kỳ báo cáo", "Period";
    covers: "Số liệu", "Covers";
    recipient: "Nơi nhận", "To";
    through: "Qua", "Through";
    final_recipient: "Tổng hợp báo cáo", "Consolidated for";
    embedded_in: "Lồng ghép trong", "Part of";
    plan_says: "Kế hoạch ghi", "The plan says";
    why_this_day: "Vì sao là ngày này?", "Why this day?";
    calendar_period: "Kế hoạch không nêu kỳ số liệu nên tính theo tháng, năm dương lịch.", "The plan does not say which days count, so calendar months and years are used.";
    undated_hint: "Kế hoạch không ấn định ngày nộp.", "The plan names no due day.";
    preview: "Đang xem trước như ngày", "Preview as of";
    preview_no_send: "Chế độ xem trước: không gửi được.", "Preview: sending is off.";
    back: "Danh sách báo cáo", "All reports";
    unit: "Đơn vị", "Unit";
    no_role: "Tổng hợp từ đơn vị khác", "Consolidated from others";
    // filling
    tasks: "Nhiệm vụ", "Tasks";
    search: "Tìm nhiệm vụ (gõ không dấu cũng được)", "Search tasks (accents not needed)";
    filter: "Lọc theo tình trạng nhập", "Filter by state";
    all: "Tất cả", "All";
    empty: "Chưa nhập", "Empty";
    started: "Đang nhập", "Started";
    complete: "Đã xong", "Complete";
    has_errors: "Có lỗi", "Has errors";
    rows_before: "Các mục trước", "Earlier tasks";
    rows_after: "Các mục sau", "Later tasks";
    no_match: "Không có nhiệm vụ nào khớp.", "No task matches.";
    whole_report: "Chung cho cả báo cáo", "The whole report";
    indicators: "Chỉ tiêu", "Indicators";
    sections: "Đánh giá chung, kiến nghị", "Overall assessment and proposals";
    reporter: "Người lập báo cáo", "Reporter";
    reporter_use: "Chỉ dùng để liên hệ về báo cáo này; gửi kèm báo cáo tới cơ quan nhận.", "Used only to contact you about this report; sent with it to the receiving office.";
    role: "Vai trò", "Role";
    with: "cùng", "with";
    time: "Thời gian", "Time";
    time_blank: "kế hoạch để trống", "left blank in the plan";
    product: "Sản phẩm, kết quả", "Product";
    others: "Đơn vị ngoài", "Outside partners";
    target: "Chỉ tiêu giao", "Target";
    excludes: "Không tính", "Excluding";
    full_text: "Toàn văn nhiệm vụ", "Full text of the task";
    choose: "— Chọn —", "— Choose —";
    yes: "Có", "Yes";
    no: "Không", "No";
    optional: "(nếu có)", "(optional)";
    left_characters: "Còn", "Left:";
    characters: "ký tự", "characters";
    add_evidence: "Thêm minh chứng", "Add evidence";
    remove: "Bỏ", "Remove";
    document_number: "Số, ký hiệu văn bản", "Document number";
    document_date: "Ngày văn bản", "Document date";
    document_title: "Tên văn bản, sản phẩm", "Name of document or product";
    link: "Đường dẫn", "Link";
    date_hint: "Viết ngày/tháng/năm, ví dụ 15/6/2026", "Day/month/year, for example 15/6/2026";
    ratio_hint: "Nhập số đạt và tổng số, hoặc nhập thẳng tỷ lệ.", "Enter the number reached and the total, or the ratio itself.";
    next_task: "Xong, sang mục tiếp theo", "Done, next";
    previous_task: "Mục trước", "Previous";
    back_to_list: "Danh sách nhiệm vụ", "List of tasks";
    choose_task: "Chọn một nhiệm vụ ở danh sách để nhập.", "Choose a task from the list.";
    // checking and sending
    check_and_send: "Kiểm tra và gửi", "Check and send";
    check_title: "Kiểm tra trước khi gửi", "Check before sending";
    send: "Gửi báo cáo", "Send report";
    sending: "Đang gửi…", "Sending…";
    keep_editing: "Quay lại sửa", "Back to editing";
    errors_title: "Chưa gửi được", "Cannot be sent yet";
    warnings_title: "Cần lưu ý", "Please note";
    ready: "Báo cáo đã đủ nội dung, có thể gửi.", "The report is complete and can be sent.";
    change: "Sửa", "Change";
    not_answered: "Chưa nhập", "Not answered";
    send_failed: "Chưa gửi được", "Not sent";
    send_failed_help: "Nội dung vẫn còn nguyên trên máy này. Có thể gửi lại; báo cáo không bị trùng.", "Everything is still kept on this device. You can send again; the report will not be doubled.";
    server_says: "Máy chủ trả lời", "The server says";
    send_again: "Gửi lại", "Send again";
    // receipt
    receipt: "Biên nhận", "Receipt";
    receipt_title: "Đã gửi báo cáo", "Report sent";
    receipt_number: "Số biên nhận", "Receipt number";
    received_at: "Thời điểm nhận", "Received at";
    sent_at: "Thời điểm gửi", "Sent at";
    on_time: "Đúng hạn", "On time";
    late: "Nộp chậm", "Late";
    no_number: "máy chủ không cấp số", "none given by the server";
    content_hash: "Mã kiểm tra nội dung (SHA-256)", "Content hash (SHA-256)";
    copy: "Sao chép biên nhận", "Copy receipt";
    copied: "Đã sao chép", "Copied";
    print: "In biên nhận", "Print receipt";
    correct: "Sửa và gửi bản điều chỉnh", "Correct and send again";
    timeliness: "Thời hạn", "Timeliness";
    // draft line
    saved_at: "Đã lưu trên máy này lúc", "Saved on this device at";
    not_sent: "chưa gửi", "not sent";
    not_saved: "Không lưu được trên máy này: nội dung chỉ còn ở trang đang mở. Đừng đóng trang trước khi gửi.", "Cannot be saved on this device: only this page holds your answers. Do not close it before sending.";
    nothing_yet: "Chưa nhập gì", "Nothing entered yet";
    saving: "Đang lưu…", "Saving…";
    clear_draft: "Xóa bản nháp", "Clear draft";
    clear_question: "Xóa toàn bộ nội dung đã nhập của báo cáo này? Không khôi phục được.", "Delete everything entered for this report? This cannot be undone.";
    clear_yes: "Xóa", "Delete";
    cancel: "Giữ lại", "Keep";
    language: "Ngôn ngữ", "Language";
    // failures of the world
    loading: "Đang tải kế hoạch…", "Loading the plan…";
    plan_failed: "Không mở được kế hoạch", "The plan cannot be opened";
    plan_failed_help: "Kiểm tra đường truyền rồi thử lại. Nếu vẫn lỗi, báo cho người quản trị cổng thông tin.", "Check the connection and try again. If it still fails, tell the portal’s administrator.";
    plan_invalid: "Tệp kế hoạch có lỗi", "The plan file has mistakes";
    plan_invalid_help: "Báo cho đơn vị phụ trách kế hoạch kèm các lỗi dưới đây.", "Tell the office in charge of the plan, with the mistakes below.";
    retry: "Thử lại", "Try again";
    line: "dòng", "line";
    no_unit: "Chưa biết đơn vị báo cáo", "The reporting unit is not known";
    no_unit_help: "Trang nhúng biểu mẫu cần cho biết đơn vị (thuộc tính unit).", "The page must name the unit (attribute unit).";
    no_endpoint: "Trang này chưa cấu hình nơi nhận báo cáo.", "This page has not set where reports are sent.";
}
