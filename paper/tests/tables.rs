//! Answers that are tables: behind the text, with what the plan says of them, and in Word's file as Word has tables.

mod support;

use baocao_paper::document::{Block, Document, Table};
use baocao_paper::docx;
use support::tables::{case_with_tables, example};
use support::zipped::unpacked;

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

fn says(document: &Document) -> Vec<String> {
    let said = document.body.iter().filter_map(|block| match block {
        Block::Paragraph(said) | Block::Item(said) => {
            let label = said.label.as_ref().map(|label| format!("{label}: ")).unwrap_or_default();
            Some(label + said.text.as_deref().unwrap_or_default())
        }
        _ => None,
    });
    said.collect()
}

fn table<'d>(document: &'d Document, title: &str) -> &'d Table {
    &document.annexes.iter().find(|annex| annex.title == title).expect("an annex").table
}

#[test]
fn the_text_says_where_the_tables_are() {
    let case = case_with_tables();
    let document = case.document("5", "2026-04-02");
    let said = says(&document);
    assert!(said.contains(&"Các lớp đã mở: Chi tiết tại Biểu số 1 kèm theo.".to_owned()), "{said:?}");
    assert!(said.contains(&"Chi tiết tại Biểu số 2 kèm theo.".to_owned()), "{said:?}");
    let titles: Vec<_> = document.annexes.iter().map(|annex| (&*annex.title, &*annex.about, annex.is_wide)).collect();
    assert_eq!(
        titles,
        [
            ("Biểu số 1", "Các lớp đã mở (Mở lớp tập huấn)", false),
            ("Biểu số 2", "Kết quả theo xã", true),
            ("Biểu số 3", "Kết quả theo tháng", true),
        ]
    );
    assert!(says(&case.form()).contains(&"Ghi vào Biểu số 2 kèm theo.".to_owned()), "{:?}", says(&case.form()));
}

#[test]
fn rows_have_numbers_titles_and_figures_in_vietnamese() {
    let document = case_with_tables().document("5", "2026-04-02");
    let classes = table(&document, "Biểu số 1");
    assert_eq!(classes.rows[0], ["1", "Kỹ năng số cơ bản", "15/06/2026", "Trực tuyến", "120", "1,5", "85,5"]);
    let total = classes.total.as_ref().expect("sums");
    assert_eq!((&*total.label, total.span, &*total.cells[0]), ("Tổng cộng", 4, "1.000.120"));
    let communes = table(&document, "Biểu số 2");
    assert_eq!(communes.rows[0], ["I", "Khối xã", "2.000", "500,5", "25,03", "12.500.000", "1.499,5", ""]);
    assert_eq!((communes.rows[1][0].as_str(), communes.rows[1][7].as_str()), ("1", "Đợt 1\nĐợt 2"));
    assert_eq!(communes.sums, [0]);
    assert_eq!(communes.total.as_ref().map(|total| (total.span, total.cells.len())), Some((2, 6)));
    let headings: Vec<_> = communes.columns.iter().map(|column| (&*column.title, column.group.as_deref())).collect();
    assert_eq!(headings[2..4], [("Tổng số (người)", Some("Đoàn viên")), ("Được tập huấn (người)", Some("Đoàn viên"))]);
}

#[test]
fn a_table_keeps_the_number_that_the_plan_gives_it() {
    let document = example().document("5", "2026-03-10");
    let titles: Vec<_> = document.annexes.iter().map(|annex| (&*annex.title, &*annex.about)).collect();
    let about = ("Kết quả tập huấn kỹ năng số", "Danh sách tổ công nghệ số cộng đồng");
    assert_eq!(titles, [("Biểu 01", about.0), ("Biểu 02", about.1)]);
    assert!(says(&document).contains(&"Chi tiết tại Biểu 02 kèm theo.".to_owned()), "{:?}", says(&document));
    let first = table(&document, "Biểu 01");
    assert_eq!(first.rows[0][1..], ["Tổng số", "18", "1.410", "1.583", "2.993", "52,89", ""]);
    assert_eq!((first.sums.clone(), first.total.is_none()), (vec![0, 1], true));
    let second = table(&document, "Biểu 02").total.clone().expect("sums");
    assert_eq!((second.span, second.cells.join("|")), (4, "21|14|5.500.000|66,67".to_owned()));
}

#[test]
fn a_blank_form_has_rows_to_write_in() {
    let document = case_with_tables().form();
    let classes = table(&document, "Biểu số 1");
    assert_eq!((classes.rows.len(), &*classes.rows[4][0], &*classes.rows[4][1]), (5, "5", ""));
    let communes = table(&document, "Biểu số 2");
    assert_eq!(communes.rows[3], ["II", "Khối trường học", "", "", "", "", "", ""]);
}

#[test]
fn word_s_file_repeats_headings_of_two_levels_and_turns_wide_pages() {
    let files = unpacked(&docx::write(&case_with_tables().document("5", "2026-04-02")));
    let document = roxmltree::Document::parse(&files["word/document.xml"]).expect("a document");
    let all = |tag: &'static str| document.descendants().filter(move |node| node.has_tag_name((WORD, tag)));
    let tables: Vec<_> =
        all("tbl").filter(|table| table.descendants().any(|node| node.has_tag_name((WORD, "tblHeader")))).collect();
    let heads: Vec<usize> = tables
        .iter()
        .map(|table| table.descendants().filter(|node| node.has_tag_name((WORD, "tblHeader"))).count())
        .collect();
    assert_eq!(heads, [1, 2, 1]);
    // Each row is as wide as the table, whatever is one in it.
    for table in &tables {
        let columns = table.descendants().filter(|node| node.has_tag_name((WORD, "gridCol"))).count();
        for row in table.children().filter(|node| node.has_tag_name((WORD, "tr"))) {
            let spans = row.children().filter(|node| node.has_tag_name((WORD, "tc"))).map(|cell| {
                let span = cell.descendants().find(|node| node.has_tag_name((WORD, "gridSpan")));
                span.and_then(|span| span.attribute((WORD, "val")))
                    .map_or(1, |span| span.parse::<usize>().expect("a number"))
            });
            assert_eq!(spans.sum::<usize>(), columns);
        }
    }
    // A total does not stand alone on a page: the row before it stays with it.
    let keeps = |table: &roxmltree::Node<'_, '_>| -> Vec<bool> {
        let rows = table.children().filter(|node| node.has_tag_name((WORD, "tr")));
        rows.map(|row| row.descendants().any(|node| node.has_tag_name((WORD, "keepNext")))).collect()
    };
    let of_second = keeps(&tables[1]);
    let before_last = of_second.len() - 2;
    assert!(of_second.iter().enumerate().all(|(nth, keeps)| *keeps == (nth == before_last)), "{of_second:?}");
    let merges = tables[1].descendants().filter(|node| node.has_tag_name((WORD, "vMerge"))).count();
    assert_eq!(merges, 2 * 5, "number, title and three columns without a heading above");
    let turned: Vec<bool> = all("pgSz").map(|size| size.attribute((WORD, "orient")) == Some("landscape")).collect();
    assert_eq!(turned, [false, false, true]);
    let known = roxmltree::Document::parse(&files["word/styles.xml"]).expect("styles");
    let known: Vec<_> = known.descendants().filter_map(|node| node.attribute((WORD, "styleId"))).collect();
    all("pStyle").for_each(|style| assert!(known.contains(&style.attribute((WORD, "val")).expect("a style"))));
}
