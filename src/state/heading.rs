//! The heading of a block that is pasted: where each of its columns goes.

use crate::report::{Title, headings, one_line, plain_title};

/// Most rows of which the heading may be one.
const HEADINGS: usize = 12;

/// A heading that was found.
pub(super) struct Heading {
    /// The first row below it.
    pub body: usize,
    /// Where each pasted column goes.
    pub columns: Vec<Option<usize>>,
    /// What stands above each.
    pub says: Vec<String>,
}

impl Heading {
    /// The row, among the first, that names the most columns; of two levels the other one may name what it leaves open.
    /// `hand`: the column that is worked in.
    pub fn find(block: &[Vec<String>], titles: &[Title], hand: usize) -> Option<Self> {
        let columns = Columns::of(titles, hand);
        let above = |row: usize| row.checked_sub(1).map(|above| &*block[above]);
        let named = |row: usize| columns.places(&block[row], above(row));
        let rows = (0..block.len().min(HEADINGS)).map(|row| (row, named(row)));
        // The first of those that name as many: below it there may be data that says the same.
        let (row, mut places) = rows.reduce(|best, one| if count(&one.1) > count(&best.1) { one } else { best })?;
        let width = block.iter().map(Vec::len).max().unwrap_or(0);
        places.resize(width, None);
        if let Some(above) = row.checked_sub(1) {
            for (from, to) in named(above).into_iter().enumerate() {
                let is_free = to.is_some_and(|to| !places.contains(&Some(to)));
                if is_free && is_blank(block[row].get(from)) {
                    places[from] = to;
                }
            }
        }
        let is_lower = row + 1 < block.len() && columns.complete(&mut places, &block[row + 1], &named(row + 1));
        let row = row + usize::from(is_lower);
        // One word may be an answer by chance; of a sheet with one column it is what is asked for.
        if count(&places) < titles.len().min(2) || count(&places) == 0 {
            return None;
        }
        let says = columns.says(&block[row], above(row), width);
        Some(Self { body: row + 1, columns: places, says })
    }
}

fn count(places: &[Option<usize>]) -> usize {
    places.iter().flatten().count()
}

fn is_blank(cell: Option<&String>) -> bool {
    cell.is_none_or(|cell| cell.trim().is_empty())
}

/// The columns of the sheet by what is said of them.
struct Columns {
    titles: Vec<String>,
    groups: Vec<String>,
    /// Their headings in one line: letter for letter, and by what they mean.
    lines: Vec<(String, String)>,
    /// Heading over it and title, by their words.
    words: Vec<Vec<String>>,
    /// The column that is worked in.
    hand: usize,
}

impl Columns {
    fn of(titles: &[Title], hand: usize) -> Self {
        let line = |line: String| (one_line(&line).to_lowercase(), plain_title(&line));
        Self {
            titles: titles.iter().map(|one| plain_title(&one.title)).collect(),
            groups: titles.iter().map(|one| plain_title(&one.group)).collect(),
            lines: headings(titles).into_iter().map(line).collect(),
            words: titles.iter().map(|one| words(&plain_title(&format!("{} {}", one.group, one.title)))).collect(),
            hand,
        }
    }

    /// Whether another column is called the same, and only the headings over them tell which is which.
    fn is_shared(&self, to: usize) -> bool {
        let mut others = self.titles.iter().zip(&self.groups);
        others.any(|(title, group)| *title == self.titles[to] && *group != self.groups[to])
    }

    /// The columns that the cells of a line name, by the line above it where there are two levels.
    fn places(&self, line: &[String], above: Option<&[String]>) -> Vec<Option<usize>> {
        let said: Vec<String> = line.iter().map(|cell| plain_title(cell)).collect();
        let letters: Vec<String> = line.iter().map(|cell| one_line(cell).to_lowercase()).collect();
        let spoken: Vec<Vec<String>> = said.iter().map(|cell| words(cell)).collect();
        let over = over(line, above);
        let group: Vec<String> = over.iter().map(|over| plain_title(&over.says)).collect();
        let has_groups = group.iter().any(|one| !one.is_empty() && self.groups.contains(one));
        // Under the heading of others a title is theirs.
        let is_others = |from: usize, to: usize| match &*self.groups[to] {
            _ if !has_groups || !self.is_shared(to) => false,
            "" => over[from].is_own,
            own => group[from] != own,
        };
        let (mut places, mut taken) = (vec![None; line.len()], vec![false; self.titles.len()]);
        let mut place = |first: usize, is_it: &dyn Fn(usize, usize) -> bool| {
            for from in (0..line.len()).filter(|from| !said[*from].is_empty()) {
                let is_free = |to: &usize| !taken[*to] && is_it(from, *to) && !is_others(from, *to);
                let found = (first..taken.len()).chain(0..first.min(taken.len())).find(is_free);
                if let (None, Some(to)) = (places[from], found) {
                    (places[from], taken[to]) = (Some(to), true);
                }
            }
        };
        // First what says best which column is meant, so that nothing else takes its place.
        let is_titled = |from: usize, to: usize| said[from] == self.titles[to];
        place(0, &|from, to| is_titled(from, to) && !group[from].is_empty() && group[from] == self.groups[to]);
        place(0, &|from, to| letters[from] == self.lines[to].0);
        place(0, &|from, to| said[from] == self.lines[to].1);
        place(0, &|from, to| !spoken[from].is_empty() && spoken[from] == self.words[to]);
        place(0, &|from, to| is_titled(from, to) && !self.is_shared(to));
        // Where nothing tells columns of one title apart: all of them in their order, and some from the hand on; but not
        // under a heading that the sheet does not have.
        let is_all = |from: usize| {
            let count = |titles: &[String]| titles.iter().filter(|title| **title == said[from]).count();
            count(&said) == count(&self.titles)
        };
        place(0, &|from, to| is_titled(from, to) && is_all(from));
        place(self.hand, &|from, to| is_titled(from, to) && group[from].is_empty());
        places
    }

    /// Of a heading of two levels the upper may name more columns: places those that the line below it names, where that
    /// is no data, and says whether it does.
    fn complete(&self, places: &mut [Option<usize>], below: &[String], named: &[Option<usize>]) -> bool {
        let cells = || below.iter().zip(named).enumerate().filter(|(_, (cell, _))| !cell.trim().is_empty());
        let is_new = |to: &usize| !places.contains(&Some(*to));
        let is_title = |cell: &String| self.titles.contains(&plain_title(cell));
        let is_heading = |(from, (cell, to)): (usize, (&String, &Option<usize>))| {
            places[from].is_none() && to.as_ref().map_or_else(|| is_title(cell), is_new)
        };
        // One word that has no place is rather the name of a row.
        let is_enough = named.iter().any(Option::is_some) || cells().count() > 1;
        if !is_enough || !cells().all(is_heading) {
            return false;
        }
        for (from, to) in named.iter().enumerate() {
            places[from] = to.or(places[from]);
        }
        true
    }

    /// What stands above each column of a block: its title, where that is not enough with the heading over it.
    fn says(&self, line: &[String], above: Option<&[String]>, width: usize) -> Vec<String> {
        let over = over(line, above);
        let said = |from: usize| {
            let title = line.get(from).map_or(String::new(), |cell| one_line(cell));
            let group = over.get(from).map_or("", |over| &*over.says);
            let has_others = self.titles.iter().filter(|own| **own == plain_title(&title)).count() > 1;
            match (title.is_empty(), group.is_empty()) {
                (true, _) => above.and_then(|above| above.get(from)).map_or(title, |cell| one_line(cell)),
                (false, false) if has_others => format!("{group} – {title}"),
                _ => title,
            }
        };
        (0..width).map(said).collect()
    }
}

/// What a line has over one of its cells.
struct Over {
    /// What is said there. Where cells are merged the first says it for all.
    says: String,
    /// Whether it is said right there.
    is_own: bool,
}

/// What the line above says over each cell.
fn over(line: &[String], above: Option<&[String]>) -> Vec<Over> {
    let mut says = String::new();
    let cells = line.iter().enumerate().map(|(from, cell)| {
        let own = above.and_then(|above| above.get(from)).map_or(String::new(), |cell| one_line(cell));
        let is_own = !own.is_empty();
        if is_own {
            // What stands over nothing is a title itself.
            says = if cell.trim().is_empty() { String::new() } else { own };
        }
        Over { says: says.clone(), is_own }
    });
    cells.collect()
}

/// The words of a heading, whatever stands between them.
fn words(text: &str) -> Vec<String> {
    let text = text.to_lowercase();
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}
