//! The ways to fill in one report, each driven by real keys and clicks in the real element: what they cost a hand, and how
//! long the machine makes it wait. What is done stands in `bench/entry`, as one script for this and for a test.

mod estimate;

use super::browser::Browser;
use super::figures::Figures;
use super::report::{Unit, markdown, one};
use super::rows::Lab;
use super::site::{ENTRY, ENTRY_PLAN};
use anyhow::{Context, Result, ensure};
use estimate::{AVERAGE, Count, SLOW};
use serde_json::Value;

/// What is put into the page: answers, hands, ways, and the plain form.
const SCRIPT: &str = concat!(
    include_str!("../../../../bench/entry/answers.js"),
    include_str!("../../../../bench/entry/hands.js"),
    include_str!("../../../../bench/entry/ways.js"),
    include_str!("../../../../bench/entry/plain.js"),
);

/// The ways by their names in the script and in the table, and whether a last report is sent before.
const WAYS: [(&str, &str, bool); 6] = [
    ("plain", "plain HTML, by keys", false),
    ("one", "one task at a time, by keys", false),
    ("grid", "all tasks in one table, by keys", false),
    ("paste", "a spreadsheet pasted into the table", false),
    ("carry", "carried over, each part looked at and confirmed", true),
    ("changes", "carried over, only what changed opened", true),
];

/// Goes each way so many times, in turns; an error unless all come to the same report.
pub fn table(lab: &Lab<'_>) -> Result<String> {
    let mut gone = WAYS.map(|_| (Count::default(), Figures::default()));
    for round in 1..=lab.rounds {
        for ((way, name, has_last), (count, waits)) in WAYS.into_iter().zip(&mut gone) {
            println!("{name}, round {round} of {}", lab.rounds);
            let told = go(lab, way, has_last).with_context(|| name)?;
            waits.add(told["waits"].as_f64().context("no wait was told")?);
            *count = Count::read(&told)?;
        }
    }
    let head = [
        "way",
        "letters",
        "keys for them",
        "other keys",
        "clicks",
        "moves",
        "the machine",
        "a slow hand",
        "an average hand",
    ];
    let line = |((_, name, _), (count, waits)): ((&str, &str, bool), &(Count, Figures))| {
        let counts = [count.letters, count.telex, count.keys, count.clicks, count.moves].map(|count| count.to_string());
        let hands = [SLOW, AVERAGE].map(|key| estimate::minutes(count.seconds(key)));
        let machine = one(waits.median() / 1000.0, Unit::Seconds);
        [vec![name.to_owned()], counts.to_vec(), vec![machine], hands.to_vec()].concat()
    };
    let lines = WAYS.into_iter().zip(&gone).map(line);
    Ok(markdown(std::iter::once(head.map(str::to_owned).to_vec()).chain(lines).collect()))
}

/// Goes one way in a new browser; what it took.
fn go(lab: &Lab<'_>, way: &str, has_last: bool) -> Result<Value> {
    let browser = lab.browser()?;
    if has_last {
        open(lab, &browser, &format!("entry.open('{ENTRY_PLAN}', 'last')"))?;
        browser.ask("globalThis.entry = entry.asLast(); entry.begin('paste', true)")?;
        all(&browser)?;
        browser.ask("document.querySelector('bao-cao').submit().then(() => true)")?;
    }
    let opens = if way == "plain" { "openPlain" } else { "open" };
    open(lab, &browser, &format!("entry.{opens}('{ENTRY_PLAN}', 'now')"))?;
    browser.ask(&format!("entry.begin('{way}')"))?;
    let mut told = all(&browser)?;
    ensure!(told["answers"] == told["expected"], "this way ends in another report: {}", told["answers"]);
    Ok(told["count"].take())
}

fn open(lab: &Lab<'_>, browser: &Browser, how: &str) -> Result<()> {
    lab.go(browser, ENTRY)?;
    browser.ask(SCRIPT)?;
    browser.ask(how).map(|_| ())
}

/// Does what the way says until it is gone.
fn all(browser: &Browser) -> Result<Value> {
    loop {
        let next = browser.ask("entry.next()")?;
        if next["done"] == true {
            return Ok(next);
        }
        for call in next["calls"].as_array().context("there is nothing to do")? {
            browser.tools(call[0].as_str().context("a call has no name")?, &call[1])?;
        }
    }
}
