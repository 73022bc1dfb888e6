//! Source text with its places.

use std::fs;
use std::path::Path;

/// A file.
pub struct Source {
    /// Path from the root, with `/`.
    pub name: String,
    pub text: String,
}

impl Source {
    /// The room a source file belongs to; none for `lib.rs`.
    pub fn room(&self) -> Option<&str> {
        self.name.strip_prefix("src/")?.split_once('/').map(|(room, _)| room)
    }

    /// Lines that are no comments, counted from 1.
    pub fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text.lines().enumerate().map(|(i, line)| (i + 1, line));
        lines.filter(|(_, line)| !line.trim_start().starts_with("//"))
    }

    /// Where one of these words stands in code, with what is to be said of it.
    pub fn with(&self, words: &str, say: impl Fn(&str) -> String) -> Vec<String> {
        self.find(self.code(), words, say)
    }

    /// The same in code and comments.
    pub fn with_comments(&self, words: &str, say: impl Fn(&str) -> String) -> Vec<String> {
        self.find(self.text.lines().enumerate().map(|(i, line)| (i + 1, line)), words, say)
    }

    fn find<'a>(
        &self,
        lines: impl Iterator<Item = (usize, &'a str)>,
        words: &str,
        say: impl Fn(&str) -> String,
    ) -> Vec<String> {
        let mut found = Vec::new();
        for (line, text) in lines {
            let here = words.split_whitespace().filter(|word| has_word(text, word));
            found.extend(here.map(|word| format!("{}:{line}: {}", self.name, say(word))));
        }
        found
    }

    /// Every `crate::room::thing`: line, room, thing; `crate::room::{a, b}` is two.
    pub fn imports(&self) -> Vec<(usize, String, String)> {
        let is_name = |c: &char| c.is_alphanumeric() || *c == '_';
        let name = |text: &str| text.trim().chars().take_while(is_name).collect::<String>();
        let code: Vec<_> = self.code().collect();
        let mut found = Vec::new();
        for (i, (line, first)) in code.iter().enumerate() {
            for (at, road) in first.match_indices("crate::") {
                let more = code[i + 1..].iter().take(20).map(|(_, line)| line.trim()).collect::<String>();
                let path = format!("{}{more}", &first[at + road.len()..]);
                let list =
                    |text: &str| text.strip_prefix('{').and_then(|list| list.split('}').next().map(str::to_owned));
                if let Some(rooms) = list(&path) {
                    found.extend(rooms.split(',').map(|room| (*line, name(room), String::new())));
                    continue;
                }
                let room = name(&path);
                let rest = path[room.len()..].trim_start_matches("::");
                let things = list(rest).unwrap_or_else(|| name(rest));
                found.extend(things.split(',').map(|thing| (*line, room.clone(), name(thing))));
            }
        }
        // Macros stand at the crate's root, whatever their room.
        found.retain(|(_, room, _)| !room.is_empty() && !room.starts_with("__"));
        found
    }
}

/// The root of the repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All files below a folder whose names end so.
pub fn sources(folder: &str, kinds: &[&str]) -> Vec<Source> {
    let (mut found, mut folders) = (Vec::new(), vec![root().join(folder)]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten() {
            let path = entry.expect("a folder that can be read").path();
            let name = path.strip_prefix(root()).expect("it is below the root").to_string_lossy().replace('\\', "/");
            if path.is_dir() {
                folders.push(path);
            } else if kinds.iter().any(|kind| name.ends_with(kind)) {
                found.push(Source { name, text: fs::read_to_string(&path).expect("text") });
            }
        }
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    found
}

/// The lines of a table, `key: words`.
pub fn lines_of(table: &'static str) -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
    let split = |line: &'static str| line.split_once(": ").or_else(|| Some((line.strip_suffix(':')?, "")));
    table.lines().filter_map(split).map(|(key, words)| (key, words.split_whitespace().collect()))
}

/// One line of a table.
pub fn line_of(table: &'static str, wanted: &str) -> Option<Vec<&'static str>> {
    lines_of(table).find(|(key, _)| *key == wanted).map(|(_, words)| words)
}

/// Whether a word stands in a line, not as a part of a longer name.
fn has_word(line: &str, word: &str) -> bool {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(at, _)| {
        let (before, after) = (&line[..at], &line[at + word.len()..]);
        let runs_on = [
            before.ends_with(is_name) && word.starts_with(is_name),
            after.starts_with(is_name) && word.ends_with(is_name),
        ];
        !runs_on.contains(&true)
    })
}
