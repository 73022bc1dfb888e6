//! Reading the rows: a label at the start of each line, what belongs to an expected report is indented below it.

use serde_json::{Map, Value, json};
use std::{fs, path::Path};

/// One wording with what follows from it.
pub struct Row {
    file: String,
    line: usize,
    pub title: String,
    /// What is given.
    lines: Vec<(String, String)>,
    /// What is expected.
    pub blocks: Vec<Block>,
}

/// `report`, `owed` or `not-owed`, with what stands behind it, and the lines below it.
pub struct Block {
    pub what: String,
    pub names: Vec<String>,
    pub lines: Vec<(String, String)>,
}

/// Every row of every file of the catalogue, in their order.
pub fn rows() -> Vec<Row> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/catalogue");
    let entries = fs::read_dir(&folder).expect("the catalogue");
    let mut files: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "txt"));
    files.sort();
    let mut rows = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).expect("a file of the catalogue");
        let name = file.file_name().expect("a name").to_string_lossy().into_owned();
        read(&name, &text, &mut rows);
    }
    rows
}

fn read(file: &str, text: &str, rows: &mut Vec<Row>) {
    for (i, line) in text.lines().enumerate() {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(title) = line.strip_prefix("=== ") {
            let (file, title) = (file.to_owned(), title.to_owned());
            rows.push(Row { file, line: i + 1, title, lines: Vec::new(), blocks: Vec::new() });
            continue;
        }
        let row = rows.last_mut().unwrap_or_else(|| panic!("{file}:{}: no row has begun", i + 1));
        let (key, rest) = line.trim().split_once(' ').unwrap_or((line.trim(), ""));
        let (key, rest) = (key.to_owned(), rest.trim().to_owned());
        match row.blocks.last_mut() {
            Some(block) if line.starts_with(' ') => block.lines.push((key, rest)),
            _ if ["report", "owed", "not-owed"].contains(&&*key) => {
                let names = rest.split(' ').map(str::to_owned).collect();
                row.blocks.push(Block { what: key, names, lines: Vec::new() });
            }
            None if !line.starts_with(' ') => row.lines.push((key, rest)),
            _ => panic!("{file}:{}: `{key}` stands in the wrong place", i + 1),
        }
    }
}

fn of<'l>(lines: &'l [(String, String)], key: &str) -> impl Iterator<Item = &'l str> {
    lines.iter().filter(move |(known, _)| known == key).map(|(_, rest)| &**rest)
}

impl Block {
    pub fn all(&self, key: &str) -> impl Iterator<Item = &str> {
        of(&self.lines, key)
    }

    pub fn one(&self, key: &str) -> Option<&str> {
        self.all(key).next()
    }

    /// The report kind, which is `bao-cao` where none is named, and the period.
    pub fn kind_and_period(&self) -> (&str, &str) {
        match &self.names[..] {
            [period] => ("bao-cao", period),
            [kind, period] => (kind, period),
            _ => panic!("{}: a period, or a kind and a period", self.names.join(" ")),
        }
    }
}

/// Keys of the plan, of the report kind in question, and those that stand in a list, a line for each entry.
const OF_PLAN: &str = "horizon issued time_zone calendar";
const OF_KIND: &str = "by wording valid_from valid_until replaces periods opens late corrections nil";
const LISTS: &str = "unit:units group:groups arrangement:arrangements due:due round:rounds other:reports";
const TOLD: &str = "says source reading now";

impl Row {
    pub fn place(&self) -> String {
        format!("tests/catalogue/{}:{}: {}", self.file, self.line, self.title)
    }

    pub fn all(&self, key: &str) -> impl Iterator<Item = &str> {
        of(&self.lines, key)
    }

    /// The plan of the row: what it says, put into the smallest plan there is.
    pub fn plan(&self) -> Result<String, String> {
        let said = self.all("says").collect::<Vec<_>>().join(" ");
        let (mut plan, mut kind) = (Map::new(), Map::new());
        let mut others = Vec::new();
        for (key, text) in &self.lines {
            let knows = |keys: &str| keys.split(' ').any(|known| known == key);
            if knows(TOLD) {
                continue;
            }
            let value: Value = serde_json::from_str(text).map_err(|error| format!("  {key} {text}: {error}"))?;
            let list = LISTS.split(' ').filter_map(|list| list.split_once(':')).find(|(one, _)| one == key);
            match list {
                Some((_, "reports")) => others.push(worded(value, &said)),
                Some((_, list @ ("due" | "rounds"))) => push(&mut kind, list, worded(value, &said)),
                Some((_, list)) => push(&mut plan, list, value),
                None if knows(OF_PLAN) => drop(plan.insert(key.clone(), value)),
                None if knows(OF_KIND) => drop(kind.insert(key.clone(), value)),
                None => return Err(format!("  `{key}` is no line of a row")),
            }
        }
        let put = |map: &mut Map<String, Value>, key: &str, value| {
            map.entry(key).or_insert(value);
        };
        put(&mut kind, "id", json!("bao-cao"));
        put(&mut kind, "title", json!("Báo cáo"));
        put(&mut kind, "by", json!({ "units": ["don-vi"] }));
        if !plan.contains_key("horizon") && !plan.contains_key("issued") {
            put(&mut plan, "horizon", json!({ "wording": "từ năm 2015", "from": "2015-01-01" }));
        }
        push(&mut plan, "units", json!({ "id": "don-vi", "name": "Đơn vị" }));
        for (key, value) in [("format", "baocao-plan/1"), ("id", "p"), ("version", "1"), ("title", "Kế hoạch")] {
            put(&mut plan, key, json!(value));
        }
        let mut reports = vec![Value::Object(kind)];
        reports.append(&mut others);
        put(&mut plan, "reports", reports.into());
        Ok(Value::Object(plan).to_string())
    }
}

fn push(map: &mut Map<String, Value>, key: &str, value: Value) {
    let list = map.entry(key).or_insert_with(|| json!([]));
    list.as_array_mut().expect("a list").push(value);
}

/// Due rules, also those of rounds and of further kinds, without words of their own have those of the row.
fn worded(mut value: Value, said: &str) -> Value {
    let Some(map) = value.as_object_mut() else { return value };
    let is_kind_or_round = map.contains_key("id");
    if is_kind_or_round {
        for list in ["due", "rounds"] {
            for entry in map.get_mut(list).and_then(Value::as_array_mut).into_iter().flatten() {
                *entry = worded(entry.take(), said);
            }
        }
    } else {
        map.entry("wording").or_insert_with(|| json!(said));
    }
    value
}
