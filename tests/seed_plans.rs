//! The plans in `examples/plans` against the documents they were made from: complete, verbatim, nothing
//! invented. What is expected of each stands in `seed_plans/expected.json`.
//!
//! The source texts are no part of the repository. Where `../shared/seeds` lies beside the checkout, every
//! quoted text of a plan must stand in its source, and every word of the source that speaks of time or
//! of roles must be claimed by an entry of the plan or be listed with a reason.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use baocao::finding::Severity;
use baocao::plan::{self, Plan};
use serde::Deserialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use unicode_normalization::UnicodeNormalization;

/// What is expected of one plan.
#[derive(Deserialize)]
struct Expected {
    /// How the name of its source text begins.
    source: String,
    /// How many units, groups, … it has.
    counts: BTreeMap<String, usize>,
    /// The printed numbers of its tasks in order, `-` where there is none; only where they are odd.
    numbers: Option<String>,
    /// Texts that something else on the page parts into pieces, one word after the other.
    #[serde(default)]
    parted: Vec<Parted>,
    /// Sentences that speak of time or roles but assign nothing.
    #[serde(default)]
    background: Vec<Background>,
}

#[derive(Deserialize)]
struct Parted {
    pieces: Vec<String>,
    #[serde(rename = "why")]
    _why: String,
}

#[derive(Deserialize)]
struct Background {
    text: String,
    #[serde(rename = "why")]
    _why: String,
}

/// Keys whose texts are quoted from the source; `[]` marks texts in a list.
const QUOTED: &str = "title name aliases[] wording text product to[] through final embedded_in signed basis[] contact \
    recipients[] issued_wording number excludes others[] label unit rank rank[] kind place signature[] signer \
    superior";

/// The head of a unit, whatever he or she is called: what reports are signed by where the source does not say whose position
/// it is; of a committee of the Fatherland Front its standing members, as its own guidance has it (91/HD-MTTW-BTT).
const HEADS: [&str; 2] = ["THỦ TRƯỞNG ĐƠN VỊ", "TM. BAN THƯỜNG TRỰC"];

/// Words that speak of time or roles: none of them may be passed over.
const TELLING: &str = "trước ngày|hằng tháng|hằng năm|Hằng năm|hàng năm|Hàng năm|từng năm|định kỳ|Định kỳ|thường xuyên\
    |Thường xuyên|đột xuất|Đột xuất|khi có yêu cầu|Khi có yêu cầu|Đơn vị chủ trì|Đơn vị phối hợp|Đơn vị thực hiện\
    |Đơn vị tham mưu|Thời gian thực hiện|Thời gian hoàn thành|Kết quả đạt được";

/// What an officer can be asked to do.
const DOING: &str = "ban hành|bám sát|chịu trách nhiệm|cập nhật|cụ thể hóa|cử|giao|hướng dẫn|khai thác|kiểm tra\
    |kiện toàn|kết nối|lập|nghiên cứu|nâng cao|nắm bắt|phát hiện|phát huy|phát triển|phát động|phối hợp|phụ trách\
    |quán triệt|rà soát|tham gia|tham mưu|theo dõi|thành lập|thông tin|thúc đẩy|thực hiện|tranh thủ|triển khai\
    |tuyên truyền|tăng cường|tập trung|tổ chức|tổng hợp|xây dựng|chuẩn hoá|chỉ đạo|đánh giá|đăng ký|đẩy mạnh\
    |đổi mới|ưu tiên|ứng dụng";

/// How, how often, or as whom: what may stand before the doing.
const BEFORE_DOING: &str = "chủ động|tích cực|thường xuyên|tiếp tục|định kỳ|hằng năm|trực tiếp|là cơ quan chủ trì,";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Name, text and expectations of every plan.
fn plans() -> Vec<(String, String, Expected)> {
    let expected: BTreeMap<String, Expected> = serde_json::from_str(include_str!("seed_plans/expected.json")).unwrap();
    let files = std::fs::read_dir(root().join("examples/plans")).unwrap();
    let names = files.map(|f| f.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned());
    // A sample is made up and has no source.
    let files: BTreeSet<String> = names.filter(|name| !name.starts_with("vi-du-")).collect();
    assert!(files.iter().eq(expected.keys()), "examples/plans holds {files:?}, expected.json knows others");
    let text = |name: &str| std::fs::read_to_string(root().join(format!("examples/plans/{name}.json"))).unwrap();
    expected.into_iter().map(|(name, expected)| (name.clone(), text(&name), expected)).collect()
}

fn read(name: &str, text: &str) -> Plan {
    let reading = plan::read(text, Severity::Error);
    assert!(reading.findings.is_empty(), "{name}: {:#?}", reading.findings);
    reading.value.unwrap()
}

/// NFC, marks of emphasis and links dropped, white space folded; a word that ends a line in a hyphen goes
/// on in the next line.
fn fold(text: &str) -> String {
    let mut plain: String = text.nfc().filter(|c| *c != '*').collect();
    while let Some(at) = plain.find("](http") {
        plain.replace_range(at..=at + plain[at..].find(')').unwrap(), "");
        plain.remove(plain[..at].rfind('[').unwrap());
    }
    let mut joined = String::new();
    for line in plain.lines() {
        let broken = joined.strip_suffix('-').is_some_and(|before| before.ends_with(|c: char| !c.is_whitespace()));
        if broken {
            joined.push_str(line.trim_start());
        } else {
            joined.push('\n');
            joined.push_str(line);
        }
    }
    joined.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The folded source of a plan; `None` where the source texts are not at hand.
fn source(expected: &Expected) -> Option<String> {
    let folder = root().join("../shared/seeds");
    let files: Vec<PathBuf> = std::fs::read_dir(folder).ok()?.map(|f| f.unwrap().path()).collect();
    let begins = |path: &&PathBuf| path.file_name().unwrap().to_str().unwrap().starts_with(&expected.source);
    let path = files.iter().find(begins).unwrap_or_else(|| panic!("no source {}", expected.source));
    Some(fold(&std::fs::read_to_string(path).unwrap()))
}

fn skipped(test: &str) {
    eprintln!("{test}: skipped, as the source texts do not lie beside the checkout (../shared/seeds)");
}

/// Pointer and text of everything quoted below a value.
fn quotes(value: &Value, at: &str, key: &str, found: &mut Vec<(String, String)>) {
    match value {
        Value::String(text) if !HEADS.contains(&&**text) && QUOTED.split(' ').any(|quoted| quoted == key) => {
            found.push((at.to_owned(), text.clone()))
        }
        Value::Array(items) => {
            for (i, item) in items.iter().enumerate() {
                quotes(item, &format!("{at}/{i}"), &format!("{key}[]"), found);
            }
        }
        Value::Object(members) => {
            for (name, member) in members {
                // The kind of a question and the unit of a period are words of the format.
                // So are the heads of the columns of a table: documents say which figures they want, not in which columns.
                let ours = at.contains("/outline/") && name == "kind"
                    || at.contains("/table/columns/") && name == "title"
                    || at.ends_with("/every") && name == "unit";
                quotes(member, &format!("{at}/{name}"), if ours { "" } else { name }, found);
            }
        }
        _ => {}
    }
}

/// Where a text stands in the source, as ranges of bytes. A text that begins inside a sentence may begin
/// with a capital letter in the plan.
fn places(source: &str, text: &str, expected: &Expected) -> Vec<(usize, usize)> {
    let all = |text: &str| source.match_indices(text).map(|(at, _)| (at, at + text.len())).collect::<Vec<_>>();
    let mut found = all(text);
    if found.is_empty() {
        let first = text.chars().next().unwrap();
        found = all(&(first.to_lowercase().to_string() + &text[first.len_utf8()..]));
    }
    if let (true, Some(parted)) = (found.is_empty(), expected.parted.iter().find(|p| p.pieces.join(" ") == text)) {
        let pieces: Vec<_> = parted.pieces.iter().map(|piece| all(piece)).collect();
        if pieces.iter().all(|places| !places.is_empty()) {
            found = pieces.concat();
        }
    }
    found
}

#[test]
fn plans_read_without_a_finding_and_are_nfc() {
    for (name, text, _) in plans() {
        assert_eq!(read(&name, &text).id.as_str(), name);
        assert!(unicode_normalization::is_nfc(&text), "{name} is not NFC");
    }
}

#[test]
fn plans_have_all_that_their_documents_have() {
    for (name, text, expected) in plans() {
        let plan = read(&name, &text);
        let counts = [
            ("groups", plan.groups.len()),
            ("units", plan.units.len()),
            ("chapters", plan.chapters.len()),
            ("tasks", plan.tasks.len()),
            ("assignments", plan.tasks.iter().map(|task| task.assigned.len()).sum()),
            ("times", plan.tasks.iter().filter(|task| task.time.is_some()).count()),
            ("products", plan.tasks.iter().filter(|task| task.product.is_some()).count()),
            ("indicators", plan.indicators.len()),
            ("targets", plan.indicators.iter().map(|indicator| indicator.targets.len()).sum()),
            ("reports", plan.reports.len()),
            ("recipients", plan.recipients.len()),
        ];
        assert_eq!(BTreeMap::from(counts.map(|(key, n)| (key.to_owned(), n))), expected.counts, "{name}");
        if let Some(numbers) = expected.numbers {
            let printed: Vec<_> = plan.tasks.iter().map(|task| task.number.as_deref().unwrap_or("-")).collect();
            assert_eq!(printed.join(" "), numbers, "{name}");
        }
    }
}

#[test]
fn every_title_says_at_once_what_is_to_be_done() {
    let begins = |text: &str, words: &str| words.split('|').find(|word| text.starts_with(*word)).map(str::len);
    let mut wrong = Vec::new();
    for (name, text, _) in plans() {
        let plan = read(&name, &text);
        let units = plan.units.iter().flat_map(|unit| std::iter::once(&unit.name).chain(&unit.aliases));
        let groups = plan.groups.iter().flat_map(|group| std::iter::once(&group.name).chain(&group.aliases));
        let mut who: Vec<String> = units.chain(groups).map(|name| name.to_lowercase()).collect();
        who.sort_by_key(|name| std::cmp::Reverse(name.len()));
        for task in &plan.tasks {
            let others = task.assigned.iter().flat_map(|assigned| &assigned.others);
            let who = [who.clone(), others.map(|other| other.to_lowercase()).collect()].concat().join("|");
            let title = task.title.to_lowercase();
            let mut rest = title.as_str();
            while let Some(n) = begins(rest, &who).or_else(|| begins(rest, BEFORE_DOING)) {
                rest = rest[n..].trim_start_matches([',', ' ']);
            }
            if begins(rest, DOING).is_none() {
                wrong.push(format!("{name} {}: {}", task.id, task.title));
            }
        }
    }
    assert!(wrong.is_empty(), "no doing where the title begins:\n{}", wrong.join("\n"));
}

#[test]
fn every_quoted_text_stands_in_its_source() {
    let mut missing = Vec::new();
    for (name, text, expected) in plans() {
        let Some(source) = source(&expected) else { return skipped("every_quoted_text_stands_in_its_source") };
        let mut found = Vec::new();
        quotes(&serde_json::from_str(&text).unwrap(), "", "", &mut found);
        for (at, quote) in &found {
            if places(&source, quote, &expected).is_empty() {
                missing.push(format!("{name} {at}: {quote:?}"));
            }
        }
        for parted in expected.parted.iter().map(|parted| parted.pieces.join(" ")) {
            if source.contains(&parted) || !found.iter().any(|(_, quote)| *quote == parted) {
                missing.push(format!("{name}: not parted, or not in the plan: {parted:?}"));
            }
        }
    }
    assert!(missing.is_empty(), "not in the source:\n{}", missing.join("\n"));
}

/// The parts of the source that a plan speaks for. Entries are matched in the order of the document; each
/// quoted text of an entry claims one place: the first after the place where the entry begins.
fn claims(plan: &Value, source: &str, expected: &Expected) -> Vec<(usize, usize)> {
    let mut claimed = Vec::new();
    for list in ["chapters", "tasks", "indicators", "reports"] {
        let mut begin = 0;
        for entry in plan[list].as_array().into_iter().flatten() {
            let after = |text: &str, begin: usize| {
                let places = places(source, text, expected);
                places.iter().find(|(at, _)| *at >= begin).or(places.first()).copied()
            };
            let first = ["wording", "text", "title"].iter().find_map(|key| entry[key].as_str());
            begin = first.and_then(|text| after(text, begin)).map_or(0, |(at, _)| at);
            let mut found = Vec::new();
            quotes(entry, "", "", &mut found);
            claimed.extend(found.iter().filter_map(|(_, text)| after(text, begin)));
        }
    }
    for text in plan["basis"].as_array().into_iter().flatten().chain([&plan["title"]]).filter_map(Value::as_str) {
        claimed.extend(places(source, text, expected));
    }
    for parted in &expected.parted {
        claimed.extend(places(source, &parted.pieces.join(" "), expected));
    }
    claimed
}

#[test]
fn every_telling_word_of_a_source_is_claimed() {
    let mut wrong = Vec::new();
    for (name, text, expected) in plans() {
        let Some(source) = source(&expected) else { return skipped("every_telling_word_of_a_source_is_claimed") };
        let claimed = claims(&serde_json::from_str(&text).unwrap(), &source, &expected);
        let background: Vec<_> = expected.background.iter().map(|b| (b, places(&source, &b.text, &expected))).collect();
        let mut used = BTreeSet::new();
        for word in TELLING.split('|') {
            for (at, _) in source.match_indices(word) {
                let end = at + word.len();
                let inside = |(from, to): &(usize, usize)| *from <= at && end <= *to;
                // A label stands before what an entry quotes.
                let labels = |(from, _): &(usize, usize)| source[end..].starts_with(": ") && *from == end + 2;
                if claimed.iter().any(|place| inside(place) || labels(place)) {
                    continue;
                }
                if let Some(i) = background.iter().position(|(_, places)| places.iter().any(inside)) {
                    used.insert(i);
                    continue;
                }
                let from = source.floor_char_boundary(at.saturating_sub(90));
                let to = source.ceil_char_boundary((at + 90).min(source.len()));
                wrong.push(format!("{name}: no entry claims {word:?} in “…{}…”", &source[from..to]));
            }
        }
        let idle = background.iter().enumerate().filter(|(i, _)| !used.contains(i));
        wrong.extend(idle.map(|(_, (b, _))| format!("{name}: nothing to explain in “{}”", b.text)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
