use super::Lang;
use crate::finding::{Code, Condition, Expected, Finding};
use crate::plan::Decimal;
use crate::report::write_number;

/// What is wrong and what to do, in one sentence without its place.
pub fn finding(lang: Lang, finding: &Finding) -> String {
    match lang {
        Lang::Vi => vi(&finding.code),
        Lang::En => en(&finding.code),
    }
}

/// A canonical decimal as people write it; other texts as they are.
fn shown(text: &str) -> String {
    Decimal::parse(text).map_or_else(|| text.to_owned(), write_number)
}

fn vi(code: &Code) -> String {
    match code {
        Code::Syntax { found, expected } if found.is_empty() => {
            format!("Tệp kết thúc giữa chừng; cần có {}.", expected_vi(expected))
        }
        Code::Syntax { found, expected } => format!("Gặp “{found}”; cần {}.", expected_vi(expected)),
        Code::Unexpected { found, expected } => format!("Gặp {found}; cần {}.", expected_vi(expected)),
        Code::MissingKey { key } => format!("Thiếu “{key}”; cần bổ sung."),
        Code::UnknownKey { key, near: Some(near) } => format!("Không có mục “{key}”; có phải “{near}”?"),
        Code::UnknownKey { key, near: None } => {
            format!("Không có mục “{key}” trong định dạng; mục riêng đặt tên bắt đầu bằng “x-”.")
        }
        Code::RepeatedKey { key } => format!("“{key}” lặp lại trong cùng một đối tượng; chỉ giữ một."),
        Code::TooLarge { found, max } => format!("Lớn {found} byte; tối đa {max} byte."),
        Code::TooDeep { max } => format!("Lồng quá sâu; tối đa {max} bậc."),
        Code::TooMany { found, max } => format!("Có {found} mục; tối đa {max}."),
        Code::DuplicateId { id } => format!("Mã “{id}” bị trùng; mỗi mã chỉ dùng một lần."),
        Code::Dangling { id } => format!("Không tìm thấy “{id}” trong kế hoạch; kiểm tra lại mã."),
        Code::Cycle { id } => format!("“{id}” chứa chính nó; sửa lại quan hệ trên dưới."),
        Code::EndsBeforeStart => "Ngày cuối đứng trước ngày đầu; kiểm tra lại.".to_owned(),
        Code::Needs { key, because } => format!("Cần có “{key}” vì có “{because}”."),
        Code::Useless { key, because } => format!("“{key}” không có nghĩa khi có “{because}” như vậy; bỏ đi."),
        Code::Required => "Cần nhập mục này.".to_owned(),
        Code::RequiredWhen { when } => match when {
            Condition::NotDone => "Nhiệm vụ không thực hiện thì cần nêu lý do.".to_owned(),
            Condition::Done => "Nhiệm vụ đã hoàn thành thì cần nêu kết quả.".to_owned(),
            Condition::Late => "Báo cáo nộp chậm thì cần nêu lý do.".to_owned(),
            Condition::Evidence => "Cần ít nhất số ký hiệu, tên hoặc đường dẫn của minh chứng.".to_owned(),
            Condition::Ratio => "Cần nhập cả số đạt và tổng số.".to_owned(),
        },
        Code::TooLong { max, found } => format!("Dài {} ký tự; tối đa {}.", count(*found), count(*max)),
        Code::TooShort { min, found } => format!("Mới có {found} ký tự; cần ít nhất {min}."),
        Code::BelowMin { min } => format!("Phải từ {} trở lên.", shown(min)),
        Code::AboveMax { max } => format!("Không được quá {}.", shown(max)),
        Code::TooPrecise { max: 0 } => "Phải là số nguyên.".to_owned(),
        Code::TooPrecise { max } => format!("Nhiều nhất {max} chữ số sau dấu phẩy."),
        Code::NotANumber => "Phải là số, ví dụ 1.250 hoặc 12,5.".to_owned(),
        Code::AmbiguousNumber { readings } => {
            let readings: Vec<_> = readings.iter().map(|r| shown(&r.value)).collect();
            format!("Số này có thể hiểu theo cách khác nhau: {}? Chọn một cách hoặc nhập lại.", readings.join(" hoặc "))
        }
        Code::NotADate => "Phải là ngày có thật, viết ngày/tháng/năm, ví dụ 15/6/2026.".to_owned(),
        Code::NotAPhone => "Chưa đúng số điện thoại, ví dụ 0912 345 678 hoặc 024 3577 2353.".to_owned(),
        Code::NotAnEmail => "Chưa đúng địa chỉ thư điện tử, ví dụ ten@donvi.gov.vn.".to_owned(),
        Code::NotAUrl => "Chưa đúng đường dẫn; cần bắt đầu bằng http:// hoặc https://.".to_owned(),
        Code::NotAnOption { found } => format!("“{found}” không có trong các lựa chọn; chọn lại."),
        Code::PartAboveWhole => "Số đạt lớn hơn tổng số; kiểm tra lại.".to_owned(),
        Code::ZeroWhole => "Tổng số bằng 0 nên không tính được tỷ lệ.".to_owned(),
        Code::InTheFuture => "Ngày này chưa đến; kiểm tra lại.".to_owned(),
        Code::NotAsked => "Báo cáo này không hỏi mục này.".to_owned(),
        Code::TargetMissed { target, found } if found.is_empty() && target.is_empty() => {
            "Chưa đạt chỉ tiêu. Vẫn gửi được.".to_owned()
        }
        Code::TargetMissed { target, found } => {
            format!("{} chưa đạt chỉ tiêu {}. Vẫn gửi được.", shown(found), shown(target))
        }
        Code::NothingReported => {
            "Chưa nhập nội dung nào. Nếu kỳ này không có gì để báo cáo, chọn “không phát sinh”.".to_owned()
        }
        Code::NilWithContent => {
            "Đã chọn “không phát sinh” nhưng vẫn có nội dung; bỏ chọn hoặc xóa nội dung.".to_owned()
        }
        Code::Late => "Đã quá hạn nộp. Báo cáo vẫn được nhận và ghi là nộp chậm.".to_owned(),
        Code::LateNeedsReason => "Báo cáo nộp chậm thì cần nêu lý do.".to_owned(),
        Code::NotOpenYet => "Kỳ báo cáo chưa bắt đầu nên chưa gửi được; nội dung vẫn được lưu.".to_owned(),
        Code::Closed => "Đã hết thời gian nhận báo cáo này; liên hệ cơ quan nhận báo cáo.".to_owned(),
        Code::Mismatch { found, expected } => format!("Là “{found}”; cần “{expected}”."),
    }
}

fn en(code: &Code) -> String {
    match code {
        Code::Syntax { found, expected } if found.is_empty() => {
            format!("The text ends too early; expected {}.", expected_en(expected))
        }
        Code::Syntax { found, expected } => format!("Found “{found}”; expected {}.", expected_en(expected)),
        Code::Unexpected { found, expected } => format!("Found {found}; expected {}.", expected_en(expected)),
        Code::MissingKey { key } => format!("“{key}” is missing; add it."),
        Code::UnknownKey { key, near: Some(near) } => format!("There is no “{key}”; do you mean “{near}”?"),
        Code::UnknownKey { key, near: None } => {
            format!("The format has no “{key}”; keys of your own start with “x-”.")
        }
        Code::RepeatedKey { key } => format!("“{key}” stands twice in one object; keep one."),
        Code::TooLarge { found, max } => format!("It has {found} bytes; at most {max} are read."),
        Code::TooDeep { max } => format!("Nested too deeply; at most {max} levels are read."),
        Code::TooMany { found, max } => format!("There are {found}; at most {max} are read."),
        Code::DuplicateId { id } => format!("The id “{id}” is used twice; ids must differ."),
        Code::Dangling { id } => format!("There is no “{id}” in the plan; check the id."),
        Code::Cycle { id } => format!("“{id}” contains itself; mend what stands above what."),
        Code::EndsBeforeStart => "The end lies before the start; check both.".to_owned(),
        Code::Needs { key, because } => format!("“{key}” is needed because of “{because}”."),
        Code::Useless { key, because } => format!("“{key}” means nothing with this “{because}”; leave it out."),
        Code::Required => "Please answer this.".to_owned(),
        Code::RequiredWhen { when } => match when {
            Condition::NotDone => "A task that was not carried out needs a reason.".to_owned(),
            Condition::Done => "A task that is done needs its result.".to_owned(),
            Condition::Late => "A late report needs a reason.".to_owned(),
            Condition::Evidence => "Evidence needs a number, a name or a link.".to_owned(),
            Condition::Ratio => "Enter both the number reached and the total.".to_owned(),
        },
        Code::TooLong { max, found } => format!("It has {} characters; at most {} fit.", count(*found), count(*max)),
        Code::TooShort { min, found } => format!("It has {found} characters; at least {min} are needed."),
        Code::BelowMin { min } => format!("Must be at least {}.", shown(min)),
        Code::AboveMax { max } => format!("Must be at most {}.", shown(max)),
        Code::TooPrecise { max: 0 } => "Must be a whole number.".to_owned(),
        Code::TooPrecise { max } => format!("At most {max} decimal places."),
        Code::NotANumber => "Must be a number, for example 1.250 or 12,5.".to_owned(),
        Code::AmbiguousNumber { readings } => {
            let readings: Vec<_> = readings.iter().map(|r| shown(&r.value)).collect();
            format!("This number can be read in different ways. Do you mean {}?", readings.join(" or "))
        }
        Code::NotADate => "Must be a day that exists, written day/month/year, for example 15/6/2026.".to_owned(),
        Code::NotAPhone => "Not a telephone number, for example 0912 345 678 or 024 3577 2353.".to_owned(),
        Code::NotAnEmail => "Not an e-mail address, for example name@office.gov.vn.".to_owned(),
        Code::NotAUrl => "Not a web address; it must start with http:// or https://.".to_owned(),
        Code::NotAnOption { found } => format!("“{found}” is not among the choices; choose again."),
        Code::PartAboveWhole => "The number reached is above the total; check both.".to_owned(),
        Code::ZeroWhole => "The total is 0, so there is no ratio.".to_owned(),
        Code::InTheFuture => "This day has not come yet; check it.".to_owned(),
        Code::NotAsked => "The report does not ask this.".to_owned(),
        Code::TargetMissed { target, found } if found.is_empty() && target.is_empty() => {
            "The target is not met. You can still send.".to_owned()
        }
        Code::TargetMissed { target, found } => {
            format!("{} does not meet the target {}. You can still send.", shown(found), shown(target))
        }
        Code::NothingReported => {
            "Nothing has been entered. If there is nothing to report, tick “nothing to report”.".to_owned()
        }
        Code::NilWithContent => {
            "“Nothing to report” is ticked although there are answers; untick it or clear them.".to_owned()
        }
        Code::Late => "The due time has passed. The report is still accepted and marked late.".to_owned(),
        Code::LateNeedsReason => "A late report needs a reason.".to_owned(),
        Code::NotOpenYet => "The period has not begun, so it cannot be sent yet; your answers are kept.".to_owned(),
        Code::Closed => "This report is no longer accepted; ask the receiving office.".to_owned(),
        Code::Mismatch { found, expected } => format!("It is “{found}”; expected “{expected}”."),
    }
}

fn count(n: u32) -> String {
    write_number(i64::from(n).into())
}

fn expected_vi(expected: &Expected) -> String {
    match expected {
        Expected::Value => "một giá trị JSON".to_owned(),
        Expected::End => "kết thúc tệp".to_owned(),
        Expected::OneOf(options) => format!("một trong: {}", options.join(", ")),
        Expected::Bool => "true hoặc false".to_owned(),
        Expected::Integer => "số nguyên".to_owned(),
        Expected::IntegerIn(min, max) => format!("số nguyên từ {min} đến {max}"),
        Expected::Decimal => "số thập phân viết trong ngoặc kép, ví dụ \"12.5\"".to_owned(),
        Expected::Text => "một chuỗi ký tự".to_owned(),
        Expected::Id => "mã (không trống, tối đa 200 ký tự, không có khoảng trắng ở hai đầu)".to_owned(),
        Expected::Array => "một danh sách […]".to_owned(),
        Expected::Object => "một đối tượng {…}".to_owned(),
        Expected::Date => "ngày có thật dạng NNNN-TT-NN, ví dụ 2026-06-15".to_owned(),
        Expected::MonthDay => "ngày trong năm dạng TT-NN, ví dụ 06-15".to_owned(),
        Expected::YearOrDate => "năm (\"2026\") hoặc ngày (\"2026-06-15\")".to_owned(),
        Expected::TimeZone => "tên múi giờ IANA, ví dụ Asia/Ho_Chi_Minh".to_owned(),
        Expected::Other(what) => what.clone(),
    }
}

fn expected_en(expected: &Expected) -> String {
    match expected {
        Expected::Value => "a JSON value".to_owned(),
        Expected::End => "the end of the text".to_owned(),
        Expected::OneOf(options) => format!("one of: {}", options.join(", ")),
        Expected::Bool => "true or false".to_owned(),
        Expected::Integer => "a whole number".to_owned(),
        Expected::IntegerIn(min, max) => format!("a whole number from {min} to {max}"),
        Expected::Decimal => "a decimal in quotes, for example \"12.5\"".to_owned(),
        Expected::Text => "a text".to_owned(),
        Expected::Id => "an id (not empty, at most 200 characters, no space at either end)".to_owned(),
        Expected::Array => "a list […]".to_owned(),
        Expected::Object => "an object {…}".to_owned(),
        Expected::Date => "a day that exists as YYYY-MM-DD, for example 2026-06-15".to_owned(),
        Expected::MonthDay => "a day of the year as MM-DD, for example 06-15".to_owned(),
        Expected::YearOrDate => "a year (\"2026\") or a day (\"2026-06-15\")".to_owned(),
        Expected::TimeZone => "an IANA time zone, for example Asia/Ho_Chi_Minh".to_owned(),
        Expected::Other(what) => what.clone(),
    }
}
