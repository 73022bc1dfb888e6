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
    match lang {
        Lang::Vi => &VI,
        Lang::En => &EN,
    }
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
    // one and many
    progress_one: "{complete} trên {all} nhiệm vụ đã xong · còn {rest}", "{complete} of {all} task complete · {rest} to do";
    progress_many: "{complete} trên {all} nhiệm vụ đã xong · còn {rest}", "{complete} of {all} tasks complete · {rest} to do";
    error_one: "{n} lỗi", "{n} error";
    error_many: "{n} lỗi", "{n} errors";
    day_one: "{n} ngày", "{n} day";
    day_many: "{n} ngày", "{n} days";
    hour_one: "{n} giờ", "{n} hour";
    hour_many: "{n} giờ", "{n} hours";
    minute_one: "{n} phút", "{n} minute";
    minute_many: "{n} phút", "{n} minutes";
    under_a_minute: "chưa đầy 1 phút", "less than a minute";
    // days, periods and deadlines
    months: "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12", "January, February, March, April, May, June, July, August, September, October, November, December";
    weekdays: "thứ Hai, thứ Ba, thứ Tư, thứ Năm, thứ Sáu, thứ Bảy, Chủ nhật", "Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday";
    quarters: "I, II, III, IV", "1, 2, 3, 4";
    date: "{day}/{month}/{year}", "{day} {month} {year}";
    date_long: "{day}, {weekday}", "{weekday} {day}";
    moment: "{clock} ngày {day}", "{clock} on {day}";
    period_month: "Tháng {month}/{year}", "{month} {year}";
    period_quarter: "Quý {quarter}/{year}", "Quarter {quarter} of {year}";
    period_first_half: "6 tháng đầu năm {year}", "First half of {year}";
    period_second_half: "6 tháng cuối năm {year}", "Second half of {year}";
    period_year: "Năm {year}", "Year {year}";
    period_open: "Không theo kỳ", "Any time";
    span: "từ {from} đến {to}", "{from} to {to}";
    due: "Hạn nộp: hết ngày {day}", "Due by the end of {day}";
    due_before: "“Trước ngày {named}” được hiểu đúng theo câu chữ: nộp đến hết ngày {last} (24 giờ, {zone}) là đúng hạn.", "“Before {named}” is read literally: on time until the end of {last} (24:00, {zone}).";
    due_through: "Nộp đến hết ngày {last} (24 giờ, {zone}) là đúng hạn.", "On time until the end of {last} (24:00, {zone}).";
    viet_nam_time: "giờ Việt Nam, UTC+7", "Viet Nam time, UTC+7";
    left: "Còn {amount}", "{amount} left";
    overdue_by: "Quá hạn {amount}", "{amount} overdue";
    standing_open: "Đang mở", "Open";
    standing_not_open: "Chưa đến kỳ", "Not open yet";
    standing_closed: "Đã khóa nhận", "Closed";
    unstated_report: "Báo cáo kết quả thực hiện nhiệm vụ (kế hoạch không quy định)", "Report on tasks (not required by the plan)";
    // what a unit does in a task
    role_lead: "Chủ trì", "Leads";
    role_perform: "Thực hiện", "Carries out";
    role_answer: "Chịu trách nhiệm", "Answers for";
    role_coordinate: "Thường trực, tổng hợp", "Coordinates";
    role_support: "Phối hợp", "Supports";
    role_invite: "Được đề nghị", "Invited";
    // how a task stands
    status_not_started: "Chưa triển khai", "Not started";
    status_in_progress: "Đang thực hiện", "In progress";
    status_done: "Hoàn thành", "Done";
    status_done_late: "Hoàn thành chậm", "Done late";
    status_not_done: "Không thực hiện", "Not carried out";
    // how much is enough
    goal_at_least: "ít nhất {n}", "at least {n}";
    goal_at_most: "không quá {n}", "at most {n}";
    goal_done: "thực hiện", "done";
    goal_rank: "xếp loại “{rank}”", "rank “{rank}”";
    // what is asked
    ask_status: "Tình trạng", "Status";
    ask_percent: "Tiến độ", "Progress";
    ask_result: "Kết quả thực hiện trong kỳ", "Results in the period";
    ask_evidence: "Minh chứng", "Evidence";
    ask_difficulties: "Khó khăn, vướng mắc", "Difficulties";
    ask_causes: "Nguyên nhân", "Causes";
    ask_remedies: "Giải pháp khắc phục", "Remedies";
    ask_proposals: "Kiến nghị, đề xuất", "Proposals";
    ask_proposals_to: "Kiến nghị, đề xuất với {to}", "Proposals to {to}";
    ask_next: "Việc làm trong kỳ tới", "Next period";
    ask_overall: "Đánh giá chung", "Overall assessment";
    ask_lessons: "Bài học kinh nghiệm", "Lessons learnt";
    ask_direction: "Phương hướng, nhiệm vụ kỳ tới", "Direction for the next period";
    ask_commendations: "Mô hình, tập thể, cá nhân tiêu biểu; đề xuất khen thưởng", "Good examples and commendations";
    ask_amendments: "Đề xuất sửa đổi, bổ sung kế hoạch", "Proposed changes to the plan";
    ask_budget: "Kinh phí thực hiện", "Budget";
    ask_not_done_reason: "Lý do không thực hiện", "Why it was not carried out";
    ask_value: "Kết quả", "Result";
    ask_part: "Số đạt", "Reached";
    ask_whole: "Tổng số", "Out of";
    ask_name: "Họ và tên người lập báo cáo", "Reporter’s full name";
    ask_position: "Chức vụ", "Position";
    ask_phone: "Điện thoại", "Telephone";
    ask_email: "Thư điện tử", "E-mail";
    ask_nil: "Kỳ này không phát sinh nội dung báo cáo", "Nothing to report for this period";
    ask_late_reason: "Lý do nộp chậm", "Reason for lateness";
    // what can be wrong with an answer
    required: "Cần nhập mục này.", "Please answer this.";
    required_not_done: "Nhiệm vụ không thực hiện thì cần nêu lý do.", "A task that was not carried out needs a reason.";
    required_done: "Nhiệm vụ đã hoàn thành thì cần nêu kết quả.", "A task that is done needs its result.";
    required_late: "Báo cáo nộp chậm thì cần nêu lý do.", "A late report needs a reason.";
    required_evidence: "Cần ít nhất số ký hiệu, tên hoặc đường dẫn của minh chứng.", "Evidence needs a number, a name or a link.";
    required_ratio: "Cần nhập cả số đạt và tổng số.", "Enter both the number reached and the total.";
    too_long: "Dài {found} ký tự; tối đa {limit}.", "It has {found} characters; at most {limit} fit.";
    too_short: "Mới có {found} ký tự; cần ít nhất {limit}.", "It has {found} characters; at least {limit} are needed.";
    below_min: "Phải từ {limit} trở lên.", "Must be at least {limit}.";
    above_max: "Không được quá {limit}.", "Must be at most {limit}.";
    not_whole: "Phải là số nguyên.", "Must be a whole number.";
    too_precise: "Nhiều nhất {max} chữ số sau dấu phẩy.", "At most {max} decimal places.";
    not_a_number: "Phải là số, ví dụ 1.250 hoặc 12,5.", "Must be a number, for example 1.250 or 12,5.";
    ambiguous_number: "Số này có thể hiểu theo cách khác nhau: {readings}? Chọn một cách hoặc nhập lại.", "This number can be read in different ways. Do you mean {readings}?";
    or: "hoặc", "or";
    not_a_date: "Phải là ngày có thật, viết ngày/tháng/năm, ví dụ 15/6/2026.", "Must be a day that exists, written day/month/year, for example 15/6/2026.";
    not_a_phone: "Chưa đúng số điện thoại, ví dụ 0912 345 678 hoặc 024 3577 2353.", "Not a telephone number, for example 0912 345 678 or 024 3577 2353.";
    not_an_email: "Chưa đúng địa chỉ thư điện tử, ví dụ ten@donvi.gov.vn.", "Not an e-mail address, for example name@office.gov.vn.";
    not_a_url: "Chưa đúng đường dẫn; cần bắt đầu bằng http:// hoặc https://.", "Not a web address; it must start with http:// or https://.";
    not_an_option: "“{found}” không có trong các lựa chọn; chọn lại.", "“{found}” is not among the choices; choose again.";
    part_above_whole: "Số đạt lớn hơn tổng số; kiểm tra lại.", "The number reached is above the total; check both.";
    zero_whole: "Tổng số bằng 0 nên không tính được tỷ lệ.", "The total is 0, so there is no ratio.";
    in_the_future: "Ngày này chưa đến; kiểm tra lại.", "This day has not come yet; check it.";
    not_asked: "Báo cáo này không hỏi mục này.", "The report does not ask this.";
    target_missed: "{found} chưa đạt chỉ tiêu {target}. Vẫn gửi được.", "{found} does not meet the target {target}. You can still send.";
    target_not_met: "Chưa đạt chỉ tiêu. Vẫn gửi được.", "The target is not met. You can still send.";
    // what can be wrong with a report
    nothing_reported: "Chưa nhập nội dung nào. Nếu kỳ này không có gì để báo cáo, chọn “không phát sinh”.", "Nothing has been entered. If there is nothing to report, tick “nothing to report”.";
    nil_with_content: "Đã chọn “không phát sinh” nhưng vẫn có nội dung; bỏ chọn hoặc xóa nội dung.", "“Nothing to report” is ticked although there are answers; untick it or clear them.";
    past_due: "Đã quá hạn nộp. Báo cáo vẫn được nhận và ghi là nộp chậm.", "The due time has passed. The report is still accepted and marked late.";
    period_not_begun: "Kỳ báo cáo chưa bắt đầu nên chưa gửi được; nội dung vẫn được lưu.", "The period has not begun, so it cannot be sent yet; your answers are kept.";
    no_longer_accepted: "Đã hết thời gian nhận báo cáo này; liên hệ cơ quan nhận báo cáo.", "This report is no longer accepted; ask the receiving office.";
    mismatch: "Là “{found}”; cần “{expected}”.", "It is “{found}”; expected “{expected}”.";
    // why a report was not accepted
    unreachable: "Không liên lạc được với máy chủ, hoặc đường truyền bị ngắt.", "The server could not be reached, or the connection broke off.";
    timed_out: "Máy chủ không trả lời kịp.", "The server did not answer in time.";
    stopped: "Trang này đã ngăn việc gửi.", "The page stopped the sending.";
    refused: "Máy chủ không nhận báo cáo.", "The server did not accept the report.";
    // what can be wrong with a file
    ends_too_early: "Tệp kết thúc giữa chừng; cần có {expected}.", "The text ends too early; expected {expected}.";
    syntax: "Gặp “{found}”; cần {expected}.", "Found “{found}”; expected {expected}.";
    unexpected: "Gặp {found}; cần {expected}.", "Found {found}; expected {expected}.";
    missing_key: "Thiếu “{key}”; cần bổ sung.", "“{key}” is missing; add it.";
    unknown_key: "Không có mục “{key}” trong định dạng; mục riêng đặt tên bắt đầu bằng “x-”.", "The format has no “{key}”; keys of your own start with “x-”.";
    unknown_key_near: "Không có mục “{key}”; có phải “{near}”?", "There is no “{key}”; do you mean “{near}”?";
    repeated_key: "“{key}” lặp lại trong cùng một đối tượng; chỉ giữ một.", "“{key}” stands twice in one object; keep one.";
    too_large: "Lớn {found} byte; tối đa {max} byte.", "It has {found} bytes; at most {max} are read.";
    too_deep: "Lồng quá sâu; tối đa {max} bậc.", "Nested too deeply; at most {max} levels are read.";
    too_many: "Có {found} mục; tối đa {max}.", "There are {found}; at most {max} are read.";
    duplicate_id: "Mã “{id}” bị trùng; mỗi mã chỉ dùng một lần.", "The id “{id}” is used twice; ids must differ.";
    dangling: "Không tìm thấy “{id}” trong kế hoạch; kiểm tra lại mã.", "There is no “{id}” in the plan; check the id.";
    cycle: "“{id}” chứa chính nó; sửa lại quan hệ trên dưới.", "“{id}” contains itself; mend what stands above what.";
    ends_before_start: "Ngày cuối đứng trước ngày đầu; kiểm tra lại.", "The end lies before the start; check both.";
    needs: "Cần có “{key}” vì có “{because}”.", "“{key}” is needed because of “{because}”.";
    useless: "“{key}” không có nghĩa khi có “{because}” như vậy; bỏ đi.", "“{key}” means nothing with this “{because}”; leave it out.";
    // what a file should say instead
    json_value: "một giá trị JSON", "a JSON value";
    json_end: "kết thúc tệp", "the end of the text";
    json_one_of: "một trong: {options}", "one of: {options}";
    json_bool: "true hoặc false", "true or false";
    json_integer: "số nguyên", "a whole number";
    json_integer_in: "số nguyên từ {min} đến {max}", "a whole number from {min} to {max}";
    json_decimal: "số thập phân viết trong ngoặc kép, ví dụ \"12.5\"", "a decimal in quotes, for example \"12.5\"";
    json_text: "một chuỗi ký tự", "a text";
    json_id: "mã (không trống, tối đa 200 ký tự, không có khoảng trắng ở hai đầu)", "an id (not empty, at most 200 characters, no space at either end)";
    json_array: "một danh sách […]", "a list […]";
    json_object: "một đối tượng {…}", "an object {…}";
    json_date: "ngày có thật dạng NNNN-TT-NN, ví dụ 2026-06-15", "a day that exists as YYYY-MM-DD, for example 2026-06-15";
    json_month_day: "ngày trong năm dạng TT-NN, ví dụ 06-15", "a day of the year as MM-DD, for example 06-15";
    json_year_or_date: "năm (\"2026\") hoặc ngày (\"2026-06-15\")", "a year (\"2026\") or a day (\"2026-06-15\")";
    json_time_zone: "tên múi giờ IANA, ví dụ Asia/Ho_Chi_Minh", "an IANA time zone, for example Asia/Ho_Chi_Minh";
}
