//! Workbooks that others made: what is read of them, what is refused, and that nothing makes the module fall.

mod support;

use support::tables::{BY_COMMUNE, CLASSES, by_commune, cells, classes, workbook};
use support::zipped::{How, archive, stored};

const ROOT: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="/xl/workbook.xml"/></Relationships>"#;
const BOOK: &str =
    r#"<workbook xmlns="m" xmlns:r="r"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const STYLES: &str = r##"<styleSheet><numFmts><numFmt numFmtId="170" formatCode="dd\-mm\-yyyy hh:mm"/><numFmt numFmtId="171" formatCode="#,##0\ &quot;đồng&quot;"/></numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="10"/></cellXfs></styleSheet>"##;

/// The relations of a workbook with one sheet, shared texts and styles.
fn related() -> String {
    let one = |id: u8, kind: &str, target: &str| {
        format!(
            r#"<Relationship Id="rId{id}" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/{kind}" Target="{target}"/>"#
        )
    };
    let all = one(1, "worksheet", "worksheets/sheet1.xml")
        + &one(2, "sharedStrings", "../xl/texts.xml")
        + &one(3, "styles", "styles.xml");
    format!("<Relationships>{all}</Relationships>")
}

/// A workbook with these rows.
fn book(rows: &str) -> Vec<u8> {
    book_of(BOOK, "", &format!("<worksheet><sheetData>{rows}</sheetData></worksheet>"))
}

fn book_of(book: &str, texts: &str, sheet: &str) -> Vec<u8> {
    let texts = format!(r#"<?xml version="1.0" encoding="UTF-8"?><sst>{texts}</sst>"#);
    stored(&[
        ("_rels/.rels", ROOT),
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", &related()),
        ("xl/Texts.xml", &texts),
        ("xl/styles.xml", STYLES),
        ("xl/worksheets/sheet1.xml", sheet),
    ])
}

#[test]
fn cells_of_every_kind_are_read() {
    let texts = "<si><t>Tên &amp; số</t></si><si><r><rPr><b/></rPr><t>đậm </t></r><r><t xml:space=\"preserve\"> thường</t></r>\
                 <rPh sb=\"0\" eb=\"1\"><t>đọc</t></rPh></si><si><t>hai_x000D_\ndòng&#9;tab</t></si>";
    let sheet = r#"<x:worksheet xmlns:x="m"><x:sheetData>
        <x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c><x:c r="C1" t="s"><x:v>1</x:v></x:c><x:c t="s"><x:v>2</x:v></x:c></x:row>
        <x:row r="3"><x:c r="A3"><x:v>2026</x:v></x:c><x:c><x:v>12.125</x:v></x:c><x:c s="3"><x:v>1234567.5</x:v></x:c><x:c s="4"><x:v>0.85499999999999998</x:v></x:c></x:row>
        <x:row><x:c s="1"><x:v>46188</x:v></x:c><x:c s="2"><x:v>46188.354166666664</x:v></x:c><x:c t="b"><x:v>1</x:v></x:c><x:c t="e"><x:v>#DIV/0!</x:v></x:c>
          <x:c><x:f>SUM(A3:B3)</x:f><x:v>0.30000000000000004</x:v></x:c><x:c t="str"><x:f>"a"</x:f><x:v>chữ</x:v></x:c></x:row>
        <x:row><x:c t="inlineStr"><x:is><x:t>ngay</x:t><x:r><x:t> đây</x:t></x:r></x:is></x:c><x:c t="d"><x:v>2026-06-15T00:00:00</x:v></x:c><x:c t="s"><x:v>99</x:v></x:c></x:row>
        <x:row r="900000"><x:c r="XFD900000" s="3"/></x:row>
      </x:sheetData><x:mergeCells><x:mergeCell ref="A1:B2"/></x:mergeCells></x:worksheet>"#;
    let read = cells(&book_of(BOOK, texts, sheet)).expect("a workbook");
    let rows = baocao::report::read_tsv(&read);
    assert_eq!(rows[0], ["Tên & số", "", "đậm  thường", "hai\ndòng\ttab"]);
    assert_eq!(rows[2], ["2026", "12,1250", "1.234.567,5", "85,5%"]);
    assert_eq!(rows[3], ["15/06/2026", "15/06/2026 08:30", "TRUE", "", "0,3", "chữ"]);
    assert_eq!(rows[4], ["ngay đây", "15/06/2026"]);
    assert_eq!(rows.len(), 5);
}

#[test]
fn the_first_sheet_in_sight_counts_and_its_days() {
    let two = r#"<workbook xmlns:r="r"><workbookPr date1904="1"/><sheets><sheet name="A" state="veryHidden" r:id="rId9"/>
        <sheet name="Đồ thị" r:id="rId3"/><sheet name="B" state="visible" r:id="rId1"/><sheet name="C" r:id="rId9"/></sheets></workbook>"#;
    let sheet = r#"<worksheet><sheetData><row><c s="1"><v>44726</v></c></row></sheetData></worksheet>"#;
    assert_eq!(cells(&book_of(two, "", sheet)).as_deref(), Ok("15/06/2026\n"));
    let hidden = r#"<workbook xmlns:r="r"><sheets><sheet name="A" state="hidden" r:id="rId1"/></sheets></workbook>"#;
    assert_eq!(cells(&book_of(hidden, "", sheet)), Err("the workbook has no sheet that can be seen".to_owned()));
}

#[test]
fn what_stands_below_merged_cells_is_not_read() {
    let sheet = r#"<worksheet><sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c><c><v>4</v></c><c><v>5</v></c></row></sheetData>
        <mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="wrong"/></mergeCells></worksheet>"#;
    assert_eq!(cells(&book_of(BOOK, "", sheet)).as_deref(), Ok("1\t\n\t\t5\n"));
}

#[test]
fn what_is_no_workbook_is_told_apart() {
    let refused = |bytes: &[u8], words: &str| {
        let refusal = cells(bytes).expect_err("a refusal");
        assert!(refusal.contains(words), "{refusal}: {words}");
    };
    refused(b"", "not an Excel workbook");
    refused(b"%PDF-1.7", "not an Excel workbook");
    refused(&stored(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet")]), "not an Excel workbook");
    refused(&book_of("<document/>", "", "<worksheet/>"), "not an Excel workbook");
    let old = [&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1][..], &[0; 600]].concat();
    refused(&old, "(.xls)");
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    refused(&[old, name].concat(), "password");
    let encrypted = How { is_encrypted: true, ..How::default() };
    refused(&archive(&[("_rels/.rels", ROOT.as_bytes().to_vec(), encrypted)]), "password");
    refused(&stored(&[("_rels/.rels", &ROOT.replace("workbook.xml", "workbook.bin"))]), "(.xlsb)");
    refused(b"PK\x03\x04 and nothing more", "damaged");
    refused(&book_of(BOOK, "", "<worksheet><sheetData><row>"), "damaged");
    refused(&book("<row><c><v>&unknown;</v></c></row>"), "damaged");
}

#[test]
fn nothing_unfolds_and_nothing_grows_without_bound() {
    let declared = r#"<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet><sheetData><row><c t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>"#;
    assert_eq!(cells(&book_of(BOOK, "", declared)), Err("the workbook is damaged".to_owned()));
    // A small file that holds a large one; it is not unpacked, nor is one that says it is small.
    let large = vec![b' '; 8 << 20];
    let of = |length: u32| {
        let how = How { is_packed: true, length: Some(length), ..How::default() };
        archive(&[("_rels/.rels", large.clone(), how)])
    };
    assert!(of(0).len() < 10_000);
    assert_eq!(cells(&of(80 << 20)), Err("there is too much in the workbook".to_owned()));
    assert_eq!(cells(&of(1_000)), Err("the workbook is damaged".to_owned()));
    // One long text that many cells share.
    let texts = format!("<si><t>{}</t></si>", "dài ".repeat(50_000));
    let row: String = "<c t=\"s\"><v>0</v></c>".repeat(100);
    let sheet = format!("<worksheet><sheetData><row>{row}</row></sheetData></worksheet>");
    assert_eq!(cells(&book_of(BOOK, &texts, &sheet)), Err("there is too much in the workbook".to_owned()));
    let at = |reference: &str| cells(&book(&format!("<row><c r=\"{reference}\"><v>1</v></c></row>")));
    assert_eq!(at("A5001"), Err("the sheet has more than 5,000 rows".to_owned()));
    assert_eq!(at("GS1"), Err("the sheet has more than 200 columns".to_owned()));
    assert!(at("A5000").is_ok() && at("GR1").is_ok());
    for wrong in ["A0", "ZZZZ1", "A99999999999999999999", "1A", ""] {
        assert_eq!(at(wrong), Err("the workbook is damaged".to_owned()), "{wrong}");
    }
}

#[test]
fn nothing_that_happens_to_a_file_makes_it_fall() {
    let plain = book("<row><c t=\"inlineStr\"><is><t>Tên</t></is></c><c s=\"1\"><v>46188</v></c></row>");
    let files = [workbook(&classes(), CLASSES), workbook(&by_commune(), BY_COMMUNE), plain];
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut chance = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    };
    let mut outcomes = std::collections::BTreeMap::new();
    for file in &files {
        for _ in 0..150 {
            let cut = chance(file.len());
            *outcomes.entry(cells(&file[..cut]).err()).or_insert(0) += 1;
        }
        for _ in 0..600 {
            let mut bytes = file.clone();
            for _ in 0..=chance(4) {
                let place = chance(bytes.len());
                bytes[place] = chance(256) as u8;
            }
            *outcomes.entry(cells(&bytes).err()).or_insert(0) += 1;
        }
    }
    // Some bytes say nothing (times, attributes), most are found out.
    assert!(outcomes.len() > 2 && outcomes.contains_key(&Some("the workbook is damaged".to_owned())), "{outcomes:?}");
}

#[test]
fn nothing_that_a_sheet_says_makes_it_fall() {
    // What stands in the parts themselves, where no checksum is in the way.
    let sheet = r#"<worksheet><sheetData><row r="2"><c r="B2" s="1" t="n"><f>A1</f><v>46188.5</v></c><c t="inlineStr"><is><t>_x0041_</t></is></c><c s="4"><v>1e3</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>"#;
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut chance = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    };
    let signs = b"<>/=\"'&;_x0159eE-+.AZrcv \xc3\xa9\x00";
    let mut read = 0;
    for _ in 0..3_000 {
        let mut bytes = sheet.as_bytes().to_vec();
        for _ in 0..=chance(5) {
            let place = chance(bytes.len());
            match chance(3) {
                0 => drop(bytes.remove(place)),
                1 => bytes.insert(place, signs[chance(signs.len())]),
                _ => bytes[place] = signs[chance(signs.len())],
            }
        }
        let part = ("xl/worksheets/sheet1.xml", bytes, How::default());
        let mut parts = vec![part];
        for (name, text) in [
            ("_rels/.rels", ROOT),
            ("xl/workbook.xml", BOOK),
            ("xl/_rels/workbook.xml.rels", &*related()),
            ("xl/styles.xml", STYLES),
        ] {
            parts.push((name, text.as_bytes().to_vec(), How::default()));
        }
        read += usize::from(cells(&archive(&parts)).is_ok());
    }
    assert!(read > 100, "{read} of 3,000 were still read");
}

/// The page says why in its own language: it is told a key.
#[test]
fn the_door_tells_a_key() {
    assert_eq!(baocao_paper::serve(b"%PDF-1.7").expect_err("no workbook"), "not-a-workbook");
    let old = [&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1][..], &[0; 600]].concat();
    assert_eq!(baocao_paper::serve(&old).expect_err("no workbook"), "other-format");
    assert_eq!(baocao_paper::serve(b"PK\x03\x04 and nothing more").expect_err("no workbook"), "damaged");
}
