//! Words that may be passed over beside a time: none of them says of when, and none can turn what stands
//! beside it into something else, as "trừ", "không", "hoãn" and "gần" do. A word that is not here makes a
//! wording unread, so a new one is added only when no use of it could.

use super::token::{Token, Tokens, fold};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Syllables of tasks, bodies, papers and days with a name; those joined by `_` only as one word.
const PLAIN: &str = "
    thời gian thực hiện hoàn_thành xong triển khai tổ chức tiến hành phấn đấu tập trung cao điểm bảo đảm đảm
    báo cáo kết quả gửi nộp trình về cho tham mưu xây dựng kế hoạch chương trình hành động đề xuất chủ động kiến nghị
    tập huấn phân công nhân sự phù hợp thông qua truyền tuyên giáo phổ biến quán triệt đo lường công bố khai đánh giá
    phối rà soát kiểm tra giám sát tổng hợp sơ kết lập ban hành cập nhật nâng cao chất lượng hỗ trợ hướng dẫn
    theo quy định nghị quyết số chỉ thị đạo thông_tư văn bản danh mục đính kèm phụ lục nội dung nhiệm vụ chỉ tiêu
    mục giải pháp công tác hoạt phong trào lớp người hội thảo thi nghị hồ sơ dự án đề
    các những cụ thể thuộc với đối do tại ở cần phải được sẽ để việc này
    ban thường vụ bí thư chấp hành ủy uỷ trung ương tỉnh huyện xã phường thôn cấp cơ sở đơn vị đoàn đảng sinh viên
    thanh thiếu niên nhi đồng bộ đội nhân dân ubnd hđnd tâm phòng văn khoa học công nghệ tài năng trẻ phát triển
    khó khăn vướng mắc vấn phát sinh thấy sửa_đổi bổ_sung
    việt nam quốc gia khánh kh cn đmst cđs chuyển_đổi lễ kỷ niệm thành_lập môi trường sách
    sáng trưa chiều tối
";

/// Without diacritics a syllable may be another ("hoàn", "hoãn"): these are whole.
const BARE: [&str; 9] =
    ["thời gian", "thực hiện", "hoàn thành", "triển khai", "tổ chức", "phấn đấu", "báo cáo", "kết quả", "kế hoạch"];

static SYLLABLES: LazyLock<BTreeSet<String>> =
    LazyLock::new(|| PLAIN.split_whitespace().filter(|word| !word.contains('_')).map(fold).collect());
static WORDS: LazyLock<Vec<String>> = LazyLock::new(|| {
    PLAIN.split_whitespace().filter(|word| word.contains('_')).map(|word| word.replace('_', " ")).collect()
});

/// The place after such words, if they stand here.
pub(super) fn plain(t: &Tokens, at: usize) -> Option<usize> {
    if t.is_bare {
        return t.any(at, &BARE);
    }
    let Some(Token::Word(word)) = t.get(at) else { return None };
    if SYLLABLES.contains(word) { Some(at + 1) } else { WORDS.iter().find_map(|word| t.phrase(at, word)) }
}
