use crate::plan::{Clock, Date};
use crate::schedule::EventTime;

/// What needs tables of Unicode or the syntax of the web: the platform has both, so the core asks for them.
pub trait Text {
    /// Unicode normalisation form C.
    fn nfc(&self, text: &str) -> String;
    /// User-perceived characters (extended grapheme clusters).
    fn graphemes(&self, text: &str) -> usize;
    /// The address in its normal form, if it is an absolute `http` or `https` URL (WHATWG).
    fn web_address(&self, text: &str) -> Option<String>;
}

/// Reads a day as Vietnamese officers write it (`15/6/2026`, also with `-` or `.`), or as `2026-06-15`.
///
/// ```
/// use baocao::{plan::Date, report::read_date};
/// assert_eq!(read_date("15/6/2026"), Date::new(2026, 6, 15));
/// assert_eq!(read_date("31/6/2026"), None);
/// assert_eq!(read_date("15/6/26"), None); // which century?
/// ```
pub fn read_date(typed: &str) -> Option<Date> {
    let typed = typed.trim();
    if let Some(date) = Date::parse(typed) {
        return Some(date);
    }
    let mut numbers = typed.split(['/', '-', '.']).map(|part| {
        let part = part.trim();
        (!part.is_empty() && part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit())).then_some(part)
    });
    let (day, month, year) = (numbers.next()??, numbers.next()??, numbers.next()??);
    if numbers.next().is_some() || year.len() != 4 {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// Reads a moment as officials type one: a time and a day, in either order, with or without "ngày".
///
/// ```
/// use baocao::report::read_moment;
/// for typed in ["8:30 18/6/2026", "8h30 ngày 18/6/2026", "18/6/2026 08:30", "2026-06-18T08:30"] {
///     assert_eq!(read_moment(typed).map(|moment| moment.to_string()).as_deref(), Some("2026-06-18T08:30"), "{typed}");
/// }
/// for typed in ["18/6/2026", "8:30", "8:60 18/6/2026", "25h 18/6/2026", "8:30 9:30 18/6/2026"] {
///     assert_eq!(read_moment(typed), None, "{typed}");
/// }
/// ```
pub fn read_moment(typed: &str) -> Option<EventTime> {
    let (mut day, mut at) = (None, None);
    for word in typed.split([' ', 'T', ',']).filter(|word| !matches!(*word, "" | "ngày" | "lúc")) {
        let read_day = day.is_none().then(|| read_date(word)).flatten();
        match read_day {
            Some(read) => day = Some(read),
            None if at.is_none() => at = Some(read_clock(word)?),
            None => return None,
        }
    }
    Some(EventTime { day: day?, at: Some(at?) })
}

/// `8:30`, `08h30`, `8h`, `8 giờ` without its space.
fn read_clock(typed: &str) -> Option<Clock> {
    let (hour, minute) = typed.split_once([':', 'h', 'g'])?;
    let minute = if minute.is_empty() { "00" } else { minute };
    Clock::parse(&format!("{hour:0>2}:{minute:0>2}"))
}

/// Whether a text can be a telephone number in Việt Nam: ten-digit mobile, eleven-digit landline
/// (with area code, since 2017), eight-digit 1800/1900 services, `+84` forms, and an extension after
/// "máy lẻ", "ext" or "#". Spaces, dots, hyphens and brackets are free. Other countries' numbers pass
/// with `+` and 8 to 15 digits (ITU-T E.164).
///
/// ```
/// use baocao::report::is_phone;
/// for phone in ["0988.086.273", "(024) 3577 2353", "+84 988 086 273", "028 3930 3279 MÁY LẺ 12", "1900 1234"] {
///     assert!(is_phone(phone), "{phone}");
/// }
/// assert!(!is_phone("098808627"));
/// ```
pub fn is_phone(typed: &str) -> bool {
    // ASCII only, hence both spellings of what is left.
    let lower = typed.trim().to_ascii_lowercase();
    let words = ["máy lẻ", "mÁy lẺ", "ext", "#"];
    let parted = (0..lower.len()).find_map(|at| {
        let rest = lower.get(at..)?;
        words
            .iter()
            .find_map(|word| rest.strip_prefix(word))
            .map(|extension| (lower.get(..at).unwrap_or_default(), Some(extension)))
    });
    let (number, extension) = parted.unwrap_or((&lower, None));
    if extension.is_some_and(|e| !digits_of(e).is_some_and(|d| (1..=6).contains(&d.len()))) {
        return false;
    }
    let (international, rest) = match number.trim().strip_prefix('+') {
        Some(rest) => (true, rest),
        None => (false, number),
    };
    let Some(digits) = digits_of(rest) else { return false };
    if international {
        return match digits.strip_prefix("84") {
            Some(national) => is_national(&format!("0{}", national.strip_prefix('0').unwrap_or(national))),
            None => (8..=15).contains(&digits.len()),
        };
    }
    is_national(&digits)
}

fn is_national(digits: &str) -> bool {
    match digits.as_bytes() {
        [b'0', b'3' | b'5' | b'7' | b'8' | b'9', ..] => digits.len() == 10,
        [b'0', b'2', ..] => digits.len() == 11,
        [b'1', b'8' | b'9', b'0', b'0', ..] => (8..=10).contains(&digits.len()),
        _ => false,
    }
}

/// The digits of a text that has only digits and the signs people put between them.
fn digits_of(text: &str) -> Option<String> {
    let allowed = |c: char| c.is_whitespace() || matches!(c, '0'..='9' | '.' | '-' | '(' | ')');
    let text = text.trim_matches([':', '.', ' ']);
    text.chars().all(allowed).then(|| text.chars().filter(char::is_ascii_digit).collect())
}

/// Whether a text is an e-mail address as HTML's `<input type="email">` understands it (WHATWG), with a
/// dot in the domain.
///
/// ```
/// use baocao::report::is_email;
/// assert!(is_email("tainangviet.twd@gmail.com"));
/// assert!(!is_email("a@b"));
/// assert!(!is_email("a b@c.vn"));
/// ```
pub fn is_email(typed: &str) -> bool {
    let Some((local, domain)) = typed.trim().split_once('@') else { return false };
    let local_fits = !local.is_empty()
        && local.len() <= 64
        && local.bytes().all(|b| b.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&b));
    let label_fits = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    let has_dot = domain.bytes().any(|b| b == b'.');
    local_fits && domain.len() <= 253 && has_dot && domain.split('.').all(label_fits)
}
