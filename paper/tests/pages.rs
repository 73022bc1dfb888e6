//! What an office sees: files opened by LibreOffice and printed. `cargo xtask test long` runs it where that is
//! installed; with `BAOCAO_SHOTS` the pages are left there to be looked at.

mod support;

use baocao::plan::{Date, Paper, PaperStyle};
use baocao_paper::{Document, Options, compose, docx};
use std::path::{Path, PathBuf};
use std::process::Command;
use support::Case;
use support::seeds::{SEEDS, Seed};
use support::tables;

const COUNTRY: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
const MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";
const UNION: &str = "ĐOÀN TNCS HỒ CHÍ MINH";
const PARTY: &str = "ĐẢNG CỘNG SẢN VIỆT NAM";

/// A document on paper.
struct Printed {
    name: String,
    document: Document,
    /// Each page as text.
    pages: Vec<String>,
    /// Whether each lies on its side.
    are_wide: Vec<bool>,
}

/// Has documents printed, in one go.
fn printed(folder: &str, documents: Vec<(String, Document)>) -> Vec<Printed> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("pages-{folder}"));
    std::fs::create_dir_all(&folder).expect("a folder");
    let office = std::env::var_os("BAOCAO_SOFFICE").unwrap_or_else(|| "soffice".into());
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let mut convert = Command::new(office);
    convert.args([&*profile, "--headless", "--convert-to", "pdf", "--outdir"]).arg(&folder);
    for (name, document) in &documents {
        let file = folder.join(format!("{name}.docx"));
        std::fs::write(&file, docx::write(document)).expect("a file");
        convert.arg(file);
    }
    let done = convert.output().expect("LibreOffice");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    documents.into_iter().map(|(name, document)| looked_at(&folder, name, document)).collect()
}

fn looked_at(folder: &Path, name: String, document: Document) -> Printed {
    let pdf = folder.join(format!("{name}.pdf"));
    if let Some(shots) = std::env::var_os("BAOCAO_SHOTS").map(PathBuf::from) {
        std::fs::create_dir_all(&shots).expect("a folder");
        let to = shots.join(format!("paper-{name}"));
        let done = Command::new("pdftoppm").args(["-png", "-r", "60"]).arg(&pdf).arg(to).status();
        assert!(done.expect("pdftoppm").success());
    }
    let said = |program: &str, before: &[&str], after: &[&str]| {
        let done = Command::new(program).args(before).arg(&pdf).args(after).output().expect(program);
        String::from_utf8(done.stdout).expect("UTF-8")
    };
    let text = said("pdftotext", &["-layout"], &["-"]);
    let pages: Vec<String> = text.split_terminator('\u{c}').map(str::to_owned).collect();
    // "Page    1 size: 595.304 x 841.89 pts (A4)"
    let sizes = said("pdfinfo", &["-f", "1", "-l", "999"], &[]);
    let is_wide = |line: &str| {
        let (_, size) = line.strip_prefix("Page ")?.split_once(" size: ")?;
        assert!(size.contains("(A4)"), "{name}: {line}");
        let mut sides = size.split_whitespace().filter_map(|side| side.parse::<f64>().ok());
        Some(sides.next()? > sides.next()?)
    };
    let are_wide: Vec<bool> = sizes.lines().filter_map(is_wide).collect();
    assert!(!pages.is_empty() && pages.len() == are_wide.len(), "{name}: {sizes}");
    Printed { name, document, pages, are_wide }
}

impl Printed {
    /// What holds of every document: A4, numbers at the top from the second page on, the signature with the last words,
    /// and each annex from a page of its own with its headings on each.
    fn is_as_the_decree_has_it(&self) {
        let Self { name, document, pages, are_wide } = self;
        assert_ne!(top(&pages[0]), "1", "{name}: the first page has no number");
        for (nth, page) in pages.iter().enumerate().skip(1) {
            assert_eq!(top(page), (nth + 1).to_string(), "{name}: page {}", nth + 1);
        }
        for said in [&document.number, &document.place_and_day, &document.title] {
            assert!(holds(&pages[0], said), "{name}: {said} on\n{}", pages[0]);
        }
        let begins = |title: &str| pages.iter().position(|page| page.lines().any(|line| line.trim() == title));
        let starts: Vec<usize> = document
            .annexes
            .iter()
            .map(|annex| begins(&annex.title).unwrap_or_else(|| panic!("{name}: {}", annex.title)))
            .collect();
        let text = starts.first().copied().unwrap_or(pages.len());
        let signed = pages[..text].last().expect("a page");
        let block = document.recipients.iter().chain(&document.signature).map(|line| &**line);
        for said in block.chain(["Nơi nhận:", "./."]) {
            assert!(holds(signed, said), "{name}: {said} in one block, not on\n{signed}");
        }
        assert!(are_wide[..text].iter().all(|is_wide| !is_wide), "{name}: {are_wide:?}");
        for (nth, annex) in document.annexes.iter().enumerate() {
            let end = starts.get(nth + 1).copied().unwrap_or(pages.len());
            assert!(starts[nth] < end, "{name}: {} shares a page", annex.title);
            for at in starts[nth]..end {
                assert_eq!(are_wide[at], annex.is_wide, "{name}: page {}", at + 1);
                // Above the first row stands how its column is called.
                let head = annex.table.columns[0].title.split_whitespace().next().expect("a heading");
                let is_there = pages[at].split_whitespace().any(|word| word == head);
                assert!(is_there, "{name}: the headings of {} on\n{}", annex.title, pages[at]);
            }
        }
    }

    /// What stands at the head, and what nowhere.
    fn is_headed(&self, wanted: &[&str], unwanted: &[&str]) {
        for said in wanted {
            assert!(holds(&self.pages[0], said), "{}: {said} on\n{}", self.name, self.pages[0]);
        }
        for said in unwanted {
            assert!(!self.pages.iter().any(|page| holds(page, said)), "{}: {said}", self.name);
        }
    }
}

/// The first words of a page.
fn top(page: &str) -> &str {
    page.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default()
}

/// Whether the words of a text are on a page; beside another column, or a long one, they do not stand in one line. Where
/// letters are spread to fill a line, words seem to be torn.
fn holds(page: &str, text: &str) -> bool {
    let page: String = page.split_whitespace().collect();
    text.split_whitespace().all(|word| page.contains(word))
}

#[test]
#[ignore = "needs LibreOffice"]
fn the_reports_of_five_plans_print_filled_and_blank() {
    let documents = |seed: &Seed| {
        let case = seed.filled();
        [(format!("{}-filled", seed.name), case.document("5", seed.day)), (format!("{}-blank", seed.name), case.form())]
    };
    for printed in printed("seeds", SEEDS.iter().flat_map(documents).collect()) {
        printed.is_as_the_decree_has_it();
        match printed.name.contains("union") || printed.name.contains("joint") {
            true => printed.is_headed(&[UNION, "***", "Số:"], &["CỘNG HÒA", MOTTO, PARTY]),
            false => printed.is_headed(&[COUNTRY, MOTTO, "Số:"], &[UNION, "***", PARTY]),
        }
        let dotted = printed.pages.iter().flat_map(|page| page.lines()).filter(|line| line.contains(".........."));
        let dotted = dotted.count();
        if printed.name.ends_with("-blank") {
            printed.is_headed(&["ngày …… tháng ……"], &[]);
            assert!(dotted > 20, "{}: {dotted} dotted lines", printed.name);
        } else {
            printed.is_headed(&["ngày 05 tháng"], &[]);
            // The table of indicators begins below the text before it, and goes on with its head on the next page.
            if printed.name == "commune-filled" {
                let has = |page: &String, word: &str| page.lines().any(|line| line.trim_end().ends_with(word));
                let begins = printed.pages.iter().position(|page| page.contains("Kết quả thực hiện các chỉ tiêu"));
                let [first, next] = [0, 1].map(|nth| &printed.pages[begins.expect("indicators") + nth]);
                let above = first.split("Kết quả thực hiện các chỉ tiêu").next().unwrap_or_default();
                assert!(above.lines().count() > 5 && has(first, "Kết quả") && has(next, "Kết quả"), "{first}\n{next}");
            }
            // The days of evidence stand in one line.
            let mut cells = printed.pages.iter().flat_map(|page| page.split_whitespace());
            let has_evidence = printed.document.annexes.iter().any(|annex| annex.about == "Danh mục minh chứng");
            assert_eq!(cells.any(|cell| cell == "02/04/2026"), has_evidence, "{}", printed.name);
            assert_eq!(dotted, 0, "{}", printed.name);
        }
    }
}

#[test]
#[ignore = "needs LibreOffice"]
fn the_party_s_and_a_mass_organisation_s_reports_have_heads_of_their_own() {
    let of = |superior: &str, body: &str, symbol: &str, banner: &[&str]| {
        let case = Case::commune();
        let lines = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect();
        let paper = Paper {
            style: Some(PaperStyle::Party),
            superior: Some(superior.to_owned()),
            body: Some(body.to_owned()),
            symbol: Some(symbol.to_owned()),
            place: Some("Xã Mẫu".to_owned()),
            banner: lines(banner),
            signer: Some("Nguyễn Văn Mẫu".to_owned()),
            ..Paper::default()
        };
        let options = Options { paper, number: Some("5".to_owned()), day: Date::parse("2026-06-05"), blank: false };
        compose(&case.plan, &case.unit, &case.report, &options)
    };
    let women = "HỘI LIÊN HIỆP PHỤ NỮ VIỆT NAM";
    let documents = vec![
        ("party".to_owned(), of("Đảng bộ tỉnh Mẫu", "Đảng ủy xã Mẫu", "BC/ĐU", &[])),
        ("women".to_owned(), of("Hội LHPN tỉnh Mẫu", "Hội LHPN xã Mẫu", "BC/BTV", &[women])),
    ];
    for printed in printed("heads", documents) {
        printed.is_as_the_decree_has_it();
        let last = printed.pages.iter().find(|page| page.contains("Nơi nhận:")).expect("recipients");
        match &*printed.name {
            "party" => {
                printed.is_headed(&[PARTY, "ĐẢNG ỦY XÃ MẪU", "*", "Số 05-BC/ĐU"], &[COUNTRY, MOTTO, UNION]);
                assert!(holds(last, "T/M BAN THƯỜNG VỤ") && holds(last, "BÍ THƯ"), "{last}");
            }
            _ => {
                printed.is_headed(&[women, "HỘI LHPN XÃ MẪU", "Số 05-BC/BTV"], &[PARTY, COUNTRY, MOTTO]);
                assert!(holds(last, "TM. BAN THƯỜNG VỤ") && holds(last, "CHỦ TỊCH"), "{last}");
            }
        }
    }
}

#[test]
#[ignore = "needs LibreOffice"]
fn tables_print_behind_the_text_with_their_headings() {
    let case = tables::case_with_tables();
    let many: String =
        (1..=120).map(|n| format!("\tTổ công nghệ số thôn {n}\tthon\t9/2/2026\t10\t4\t1.000.000\n")).collect();
    let long = tables::example_with(&format!("\tten\tdia-ban\tngay\tthanh-vien\tdoan-vien\tkinh-phi\n{many}"));
    let documents = vec![
        ("tables".to_owned(), case.document("5", "2026-04-02")),
        ("tables-blank".to_owned(), case.form()),
        ("tables-example".to_owned(), tables::example().document("5", "2026-03-10")),
        ("tables-long".to_owned(), long.document("5", "2026-03-10")),
    ];
    let all = printed("tables", documents);
    all.iter().for_each(Printed::is_as_the_decree_has_it);
    let pages = &all[0].pages;
    let annexed = |title: &str| pages.iter().find(|page| page.contains(title)).unwrap_or_else(|| panic!("{title}"));
    assert!(pages[0].contains("Chi tiết tại Biểu số 1 kèm theo."), "{}", pages[0]);
    let communes = annexed("KẾT QUẢ THEO XÃ");
    assert!(
        communes.contains("Đoàn viên") && communes.contains("12.500.000") && communes.contains("Tổng cộng"),
        "{communes}"
    );
    // Headings of two levels on each page of a long one, which lies on its side; the sums stand with a row at its end.
    let long = &all[3];
    let first = long.pages.iter().position(|page| page.lines().any(|line| line.trim() == "Biểu 02")).expect("Biểu 02");
    assert!(long.pages.len() - first > 3, "{} pages", long.pages.len());
    for (page, is_wide) in long.pages[first..].iter().zip(&long.are_wide[first..]) {
        assert!(is_wide & page.contains("Thành viên") & page.contains("Tên tổ"), "{page}");
    }
    let last = long.pages.last().expect("a page");
    let lines: Vec<String> = last.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    assert!(lines.iter().any(|line| line.starts_with("120 Tổ công nghệ số thôn 120 ")), "{last}");
    assert!(lines.iter().any(|line| line == "Tổng cộng 1.200 480 120.000.000 40"), "{last}");
}
