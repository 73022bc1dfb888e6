//! What an office sees: the file opened by LibreOffice and printed. `cargo xtask test long` runs it where that is
//! installed; with `BAOCAO_SHOTS` the pages are left there to be looked at.

mod support;

use baocao_paper::{Document, docx};
use std::path::{Path, PathBuf};
use std::process::Command;
use support::Case;

/// Each page as text.
fn printed(name: &str, document: &Document) -> Vec<String> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join(format!("{name}.docx"));
    std::fs::write(&file, docx::write(document)).expect("a file");
    let office = std::env::var_os("BAOCAO_SOFFICE").unwrap_or_else(|| "soffice".into());
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let mut convert = Command::new(office);
    convert.args([&*profile, "--headless", "--convert-to", "pdf", "--outdir"]).arg(&folder).arg(&file);
    let done = convert.output().expect("LibreOffice");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let pdf = folder.join(format!("{name}.pdf"));
    if let Some(shots) = std::env::var_os("BAOCAO_SHOTS").map(PathBuf::from) {
        std::fs::create_dir_all(&shots).expect("a folder");
        let to = shots.join(format!("paper-{name}"));
        let done = Command::new("pdftoppm").args(["-png", "-r", "60"]).arg(&pdf).arg(to).status();
        assert!(done.expect("pdftoppm").success());
    }
    let text = Command::new("pdftotext").arg("-layout").arg(&pdf).arg("-").output().expect("pdftotext");
    let text = String::from_utf8(text.stdout).expect("UTF-8");
    text.split('\u{c}').map(str::to_owned).filter(|page| !page.trim().is_empty()).collect()
}

/// The first words of a page.
fn top(page: &str) -> &str {
    page.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default()
}

#[test]
#[ignore = "needs LibreOffice"]
fn a_commune_s_report_prints_as_the_decree_has_it() {
    let case = Case::filled(
        "xa-nam-cuong-2026",
        "trung-tam-phuc-vu-hanh-chinh-cong",
        "sau-thang",
        "2026-H1",
        "2026-06-15T09:00:00+07:00",
    );
    let pages = printed("commune", &case.document("5", "2026-06-05"));
    assert!(pages[0].contains("Số: 05/"), "{}", pages[0]);
    assert!(pages[0].contains("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"));
    assert!(pages[0].contains("ngày 05 tháng 6 năm 2026"));
    assert_ne!(top(&pages[0]), "1", "the first page has no number");
    for (n, page) in pages.iter().enumerate().skip(1) {
        assert_eq!(top(page), (n + 1).to_string(), "page {}", n + 1);
    }
    let signed = pages.iter().find(|page| page.contains("Nơi nhận:")).expect("recipients");
    assert!(signed.contains("- Lưu:"), "in one block: {signed}");
    assert!(signed.contains("./."), "not alone on its page: {signed}");
    let heads = pages.iter().filter(|page| page.contains("Số, ký hiệu")).count();
    let annexed = pages.iter().skip_while(|page| !page.contains("DANH MỤC MINH CHỨNG")).count();
    assert!(heads >= 1 && heads == annexed, "the head of the table on each of its pages: {heads} of {annexed}");
}

#[test]
#[ignore = "needs LibreOffice"]
fn the_youth_union_s_report_prints_without_the_country_s_name() {
    let case = Case::filled("tinh-doan-2025", "Huyện đoàn Mẫu", "hang-nam", "2026", "2026-11-20T09:00:00+07:00");
    let pages = printed("youth-union", &case.document("12", "2026-11-20"));
    assert!(pages[0].contains("ĐOÀN TNCS HỒ CHÍ MINH") && !pages[0].contains("CỘNG HÒA"), "{}", pages[0]);
    assert!(pages[0].contains("***"));
}

#[test]
#[ignore = "needs LibreOffice"]
fn a_blank_form_prints_with_room_to_write() {
    let case =
        Case::blank("tw-doan-bo-tttt-2022", "van-phong", "ket-qua-trung-uong", "2022", "2022-12-01T09:00:00+07:00");
    let pages = printed("blank", &case.form());
    assert!(pages[0].contains("ngày …… tháng …… năm 2022"), "{}", pages[0]);
    let dots = pages.iter().flat_map(|page| page.lines()).filter(|line| line.contains("..........")).count();
    assert!(dots > 30, "{dots} dotted lines");
}

#[test]
#[ignore = "needs LibreOffice"]
fn tables_print_behind_the_text_with_their_headings() {
    let case = support::tables::case_with_tables();
    let pages = printed("tables", &case.document("5", "2026-04-02"));
    let annexed = |title: &str| pages.iter().find(|page| page.contains(title)).unwrap_or_else(|| panic!("{title}"));
    assert!(pages[0].contains("Chi tiết tại Biểu số 1 kèm theo."), "{}", pages[0]);
    let communes = annexed("KẾT QUẢ THEO XÃ");
    assert!(
        communes.contains("Đoàn viên") && communes.contains("12.500.000") && communes.contains("Tổng cộng"),
        "{communes}"
    );
    printed("tables-blank", &case.form());
    printed("tables-example", &support::tables::example().document("5", "2026-03-10"));
}
