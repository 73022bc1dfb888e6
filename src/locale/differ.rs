//! What two versions of a text have in common.

/// How many bytes two texts have in common at their beginnings and, behind that, at their ends: in whole words.
///
/// ```
/// use baocao::locale::in_common;
/// assert_eq!(in_common("Mở 2 lớp", "Mở 3 lớp"), ("Mở ".len(), " lớp".len()));
/// assert_eq!(in_common("lớp học", "lớp họp"), ("lớp ".len(), 0));
/// assert_eq!((in_common("a b", "a b c"), in_common("x x", "x"), in_common("y x", "x")), ((3, 0), (1, 0), (0, 1)));
/// ```
pub fn in_common(one: &str, other: &str) -> (usize, usize) {
    let alike = |one: &mut dyn Iterator<Item = char>, other: &mut dyn Iterator<Item = char>| {
        let (mut bytes, mut whole) = (0, 0);
        loop {
            match (one.next(), other.next()) {
                (Some(a), Some(b)) if a == b => {
                    bytes += a.len_utf8();
                    if a.is_whitespace() {
                        whole = bytes;
                    }
                }
                (a, b) => {
                    // A word that ends here in both is a whole one, too.
                    let ends = |next: Option<char>| next.is_none_or(char::is_whitespace);
                    return if ends(a) && ends(b) { bytes } else { whole };
                }
            }
        }
    };
    let start = alike(&mut one.chars(), &mut other.chars());
    let (one, other) = (&one[start..], &other[start..]);
    (start, alike(&mut one.chars().rev(), &mut other.chars().rev()))
}
