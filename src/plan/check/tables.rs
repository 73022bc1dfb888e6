//! Whether a table makes sense.

use super::{At, Ids, Sense, texts};
use crate::finding::{Code, Expected};
use crate::plan::{AnswerKind, ColumnKind, Computed, FieldId, Question, Table};

fn useless(key: &str, because: &str) -> Code {
    Code::Useless { key: key.to_owned(), because: because.to_owned() }
}

impl Sense {
    /// The table of a question, where it is one.
    pub(super) fn table(&mut self, at: At<'_>, question: &Question) {
        let is_table = question.kind == Some(AnswerKind::Table);
        let table = at.key("table");
        match self.read_now(table, &question.table) {
            None if is_table => self.error(at, Code::Needs { key: "table".to_owned(), because: "kind".to_owned() }),
            Some(_) if !is_table => self.error(table, useless("table", "kind")),
            Some(read) => {
                self.columns(table.key("columns"), read);
                self.rows(table, read);
            }
            None => {}
        }
    }

    fn columns(&mut self, at: At<'_>, table: &Table) {
        let columns = &table.columns;
        self.ids(at, texts(columns.iter().map(|column| &column.id)));
        if columns.is_empty() {
            self.error(at, Code::Required);
        }
        self.at_most(at, columns.len(), Table::MAX_COLUMNS);
        let (mut places, mut waits) = (Ids::new(), Vec::with_capacity(columns.len()));
        for (place, column) in columns.iter().enumerate() {
            places.insert(column.id.as_str(), place);
        }
        for (i, column) in columns.iter().enumerate() {
            let at = at.index(i);
            let is_number = column.kind.is_number();
            let is_text = matches!(column.kind, ColumnKind::Line | ColumnKind::Text);
            let is_choice = column.kind == ColumnKind::Choice;
            if is_choice && column.options.is_empty() {
                self.error(at, Code::Needs { key: "options".to_owned(), because: "kind".to_owned() });
            }
            self.ids(at.key("options"), texts(column.options.iter().map(|option| &option.id)));
            let of_kind = [
                ("options", !column.options.is_empty() && !is_choice),
                ("unit", column.unit.is_some() && !is_number),
                ("min", column.min.is_some() && !is_number),
                ("max", column.max.is_some() && !is_number),
                ("max_length", column.max_length.is_some() && !is_text),
                ("total", column.total && !is_number),
                ("computed", column.computed.is_some() && !is_number),
            ];
            for (key, _) in of_kind.into_iter().filter(|(_, is_useless)| *is_useless) {
                self.error(at.key(key), useless(key, "kind"));
            }
            self.range(at.key("max"), column.min, column.max);
            let mut for_others = Vec::new();
            if let Some(computed) = &column.computed {
                if column.required {
                    self.error(at.key("required"), useless("required", "computed"));
                }
                self.terms(at.key("computed"), table, (column.kind, computed));
                for_others = computed.fields();
            }
            waits.push(for_others.iter().filter_map(|id| places.get(id.as_str()).copied()).collect());
        }
        self.cycles(at, &places, &waits);
    }

    /// What a column is worked out from.
    fn terms(&mut self, at: At<'_>, table: &Table, (kind, computed): (ColumnKind, &Computed)) {
        let fields = computed.fields();
        if fields.is_empty() {
            self.error(at, Code::Required);
        }
        let kind_of = |id: &FieldId| table.column(id.as_str()).map(|place| table.columns[place].kind);
        for id in &fields {
            match kind_of(id) {
                Some(kind) if !kind.is_number() => {
                    let found = format!("\"{id}\"");
                    self.error(at, Code::Unexpected { found, expected: Expected::NumberColumn });
                }
                // An empty id is one that could not be read.
                None if !id.as_str().is_empty() => self.error(at, Code::Dangling { id: id.to_string() }),
                _ => {}
            }
        }
        // Neither a share nor what is made of decimals is whole.
        let is_whole = |kind: ColumnKind| matches!(kind, ColumnKind::Integer | ColumnKind::Money);
        let all_whole = fields.iter().all(|id| kind_of(id).is_none_or(is_whole));
        if is_whole(kind) && (matches!(computed, Computed::Ratio(_)) || !all_whole) {
            self.error(at, useless("computed", "kind"));
        }
    }

    fn rows(&mut self, at: At<'_>, table: &Table) {
        for (key, bound) in [("min_rows", table.min_rows), ("max_rows", table.max_rows)] {
            if bound.is_some() && table.is_fixed() {
                self.error(at.key(key), useless(key, "rows"));
            }
            self.at_most(at.key(key), bound.unwrap_or(0) as usize, Table::MAX_ROWS);
            if bound == Some(0) {
                self.error(at.key(key), Code::BelowMin { min: "1".to_owned() });
            }
        }
        self.range(at.key("max_rows"), table.min_rows, table.max_rows);
        let at = at.key("rows");
        self.ids(at, texts(table.rows.iter().map(|row| &row.id)));
        self.at_most(at, table.rows.len(), Table::MAX_ROWS);
        let (mut places, mut waits) = (Ids::new(), Vec::with_capacity(table.rows.len()));
        for (place, row) in table.rows.iter().enumerate() {
            places.insert(row.id.as_str(), place);
        }
        for (i, row) in table.rows.iter().enumerate() {
            let at = at.index(i);
            let at = at.key("sum");
            for (nth, id) in row.sum.iter().enumerate() {
                if !places.contains_key(id.as_str()) && !id.as_str().is_empty() {
                    self.error(at.index(nth), Code::Dangling { id: id.to_string() });
                }
            }
            waits.push(row.sum.iter().filter_map(|id| places.get(id.as_str()).copied()).collect());
        }
        self.cycles(at, &places, &waits);
    }

    fn at_most(&mut self, at: At<'_>, found: usize, max: usize) {
        if found > max {
            self.error(at, Code::TooMany { found: found as u64, max: max as u64 });
        }
    }
}
