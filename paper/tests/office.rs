//! Workbooks as an office sees them: opened, printed and saved by LibreOffice. `cargo xtask test long` runs it where that is
//! installed; with `BAOCAO_SHOTS` the pages are left there to be looked at.

mod support;

use std::path::{Path, PathBuf};
use std::process::Command;
use support::tables::{BY_COMMUNE, CLASSES, by_commune, cells, classes, says, workbook};

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("workbook-{name}"));
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

const WORKS_OUT: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"#;

/// A file that LibreOffice makes of another.
fn converted(file: &Path, to: &str, ending: &str) -> Vec<u8> {
    let folder = file.parent().expect("a folder");
    let office = std::env::var_os("BAOCAO_SOFFICE").unwrap_or_else(|| "soffice".into());
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    // Formulas are worked out anew, so that what is seen is what LibreOffice makes of them.
    let settings = folder.join("profile/user");
    std::fs::create_dir_all(&settings).expect("a folder");
    std::fs::write(settings.join("registrymodifications.xcu"), WORKS_OUT).expect("settings");
    let mut convert = Command::new(office);
    convert.args([&*profile, "--headless", "--convert-to", to, "--outdir"]).arg(folder.join("out")).arg(file);
    if file.extension().is_some_and(|ending| ending == "csv") {
        // Commas, quotation marks, UTF-8.
        convert.arg("--infilter=CSV:44,34,76,1");
    }
    let done = convert.output().expect("LibreOffice");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let made = folder.join("out").join(file.file_stem().expect("a name")).with_extension(ending);
    std::fs::read(&made).unwrap_or_else(|error| panic!("{}: {error}", made.display()))
}

fn kept(name: &str, bytes: &[u8]) -> PathBuf {
    let file = folder(name).join(format!("{name}.xlsx"));
    std::fs::write(&file, bytes).expect("a file");
    file
}

/// The rows as CSV that LibreOffice makes of a workbook: numbers as they are, not as they are shown.
fn as_csv(file: &Path) -> Vec<String> {
    // Commas, quotation marks, UTF-8; no formats, so that what is a number stands there without dots.
    let text = converted(file, "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false", "csv");
    String::from_utf8(text).expect("UTF-8").lines().map(str::to_owned).collect()
}

#[test]
#[ignore = "needs LibreOffice"]
fn numbers_formulas_and_days_are_what_they_are() {
    let rows = as_csv(&kept("commune", &workbook(&by_commune(), BY_COMMUNE)));
    let row =
        |begins: &str| rows.iter().find(|row| row.starts_with(begins)).unwrap_or_else(|| panic!("{begins}: {rows:?}"));
    assert!(row("\"a\"").contains(",1200,300,25,12500000,900,"), "{rows:?}");
    assert!(row("\"all\"").contains(",2000,500.5,25.03,12500000,1499.5,"), "{rows:?}");
    // One number cannot be read: the rest has sums, and what follows from it none.
    assert!(row("\"c\"").contains("1.234567890123\",,\"?\""), "{rows:?}");
    let total = |rows: &[String], says: &str| {
        assert!(rows.iter().any(|row| row.contains("\"Tổng cộng\"") && row.contains(says)), "{says}: {rows:?}");
    };
    total(&rows, ",\"?\",500.5,\"?\",12500000,");
    let all_read = BY_COMMUNE.replace("1.234567890123", "");
    total(&as_csv(&kept("commune-read", &workbook(&by_commune(), &all_read))), ",2000,500.5,25.03,12500000,");
    // It goes on through sums of sums.
    let below = "\tmembers\ttrained\na\tabc\t300\nb\t800\t200\n";
    let rows = as_csv(&kept("commune-below", &workbook(&by_commune(), below)));
    assert!(
        rows.iter().any(|row| row.starts_with("\"all\"") && row.contains(",\"?\",500,\"?\",\"\",\"?\",")),
        "{rows:?}"
    );
    total(&rows, ",\"?\",500,\"?\",\"\",");
    let rows = as_csv(&kept("classes", &workbook(&classes(), CLASSES)));
    assert!(rows.iter().any(|row| row.contains("\"Trực tuyến\",120,1.5,85.5")), "{rows:?}");
}

#[test]
#[ignore = "needs LibreOffice"]
fn what_libreoffice_saves_is_read() {
    for (name, plan, typed) in [("saved-commune", by_commune(), BY_COMMUNE), ("saved-classes", classes(), CLASSES)] {
        let file = kept(name, &workbook(&plan, typed));
        let saved = converted(&file, "xlsx", "xlsx");
        assert_eq!(says(&plan, &cells(&saved).expect("a workbook")), says(&plan, typed), "{name}");
    }
    let file = folder("plain").join("plain.csv");
    std::fs::write(&file, "Tên,Số,Ngày\n\"Lớp \"\"A\"\"\",1234.5,2026-06-15\nLớp B,12.125,\n").expect("a file");
    let rows = baocao::report::read_tsv(&cells(&converted(&file, "xlsx", "xlsx")).expect("a workbook"));
    assert_eq!(rows[0], ["Tên", "Số", "Ngày"]);
    assert_eq!((&*rows[1][1], &*rows[1][2], &*rows[2][1]), ("1234,5", "15/06/2026", "12,1250"));
}

#[test]
#[ignore = "needs LibreOffice"]
fn the_sheet_prints_on_pages_with_its_headings() {
    let many: String = (1..=120).map(|n| format!("\tLớp {n}\t15/6/2026\tline\t{n}\t1,5\t100\n")).collect();
    let typed = format!("\tname\tday\tform\tpeople\thours\trate\n{many}");
    for (name, bytes) in [
        ("print-commune", workbook(&by_commune(), BY_COMMUNE)),
        ("print-blank", workbook(&classes(), "")),
        ("print-classes", workbook(&classes(), &typed)),
    ] {
        let file = kept(name, &bytes);
        converted(&file, "pdf", "pdf");
        let pdf = file.parent().expect("a folder").join("out").join(name).with_extension("pdf");
        if let Some(shots) = std::env::var_os("BAOCAO_SHOTS").map(PathBuf::from) {
            std::fs::create_dir_all(&shots).expect("a folder");
            let done = Command::new("pdftoppm").args(["-png", "-r", "60"]).arg(&pdf).arg(shots.join(name)).status();
            assert!(done.expect("pdftoppm").success());
        }
        let text = Command::new("pdftotext").arg("-layout").arg(&pdf).arg("-").output().expect("pdftotext");
        let text = String::from_utf8(text.stdout).expect("UTF-8");
        let pages: Vec<&str> = text.split('\u{c}').filter(|page| !page.trim().is_empty()).collect();
        let heading = if name == "print-commune" { "Nội dung" } else { "Tên lớp" };
        assert!(
            pages.iter().all(|page| page.contains(heading)),
            "{name}: the headings on each of {} pages",
            pages.len()
        );
        assert!(!text.contains("baocao-table") && !text.contains("#VALUE"), "{text}");
        assert!(
            name != "print-classes" || pages.len() > 1 && (text.contains("7,260") || text.contains("7.260")),
            "{text}"
        );
    }
}
