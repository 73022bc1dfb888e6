//! The tables behind the text.

use super::tables::Tables;
use crate::answer;
use crate::document::{Annex, Table};
use baocao::report::Evidence;

/// What stands behind the text because of what is in it.
#[derive(Default)]
pub struct Behind {
    /// What proves the answers.
    pub evidences: Evidences,
    /// Answers that are tables.
    pub tables: Tables,
}

/// The evidence of the whole report, numbered through.
#[derive(Default)]
pub struct Evidences(Vec<Vec<String>>);

impl Evidences {
    /// Adds what proves one answer; what the text says of it.
    pub fn add(&mut self, of: &str, rows: &[Evidence]) -> String {
        let first = self.0.len() + 1;
        for row in rows {
            let day = row.date.map(answer::day).unwrap_or_default();
            let text = |cell: &Option<String>| cell.clone().unwrap_or_default();
            let number = (self.0.len() + 1).to_string();
            self.0.push(vec![number, of.to_owned(), text(&row.number), day, text(&row.title), answer::place(row)]);
        }
        let last = self.0.len();
        if first == last { format!("số {first}") } else { format!("số {first} đến số {last}") }
    }

    /// The list of it, if there is any.
    pub fn annex(self) -> Option<Annex> {
        let mut table = Table::new(&[
            ("TT", 5, true),
            ("Nội dung báo cáo", 28, false),
            ("Số, ký hiệu", 15, false),
            ("Ngày", 12, true),
            ("Tên, trích yếu", 23, false),
            ("Địa chỉ, tệp đính kèm", 23, false),
        ]);
        table.rows = self.0;
        let about = "Danh mục minh chứng".to_owned();
        (!table.rows.is_empty()).then(|| Annex { title: String::new(), about, is_wide: true, table })
    }
}

/// Numbers the annexes if there are several; tables have numbers of their own.
pub fn number(annexes: &mut [Annex]) {
    let mut unnumbered: Vec<&mut Annex> = annexes.iter_mut().filter(|annex| annex.title.is_empty()).collect();
    let is_one = unnumbered.len() == 1;
    for (i, annex) in unnumbered.iter_mut().enumerate() {
        annex.title = if is_one { "Phụ lục".to_owned() } else { format!("Phụ lục {}", i + 1) };
    }
}
