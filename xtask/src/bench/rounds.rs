//! Every form at every size, in turns.

use super::browser::TooLong;
use super::form::{Form, Page};
use super::matrix::{Matrix, Measure};
use super::rows::{Lab, check, opening, visit};
use super::site::{FEW, MANY};
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::io::Write;
use std::time::{Duration, Instant};

/// Who took longer than this in one round is not asked again: minutes more tell nothing more.
const ONCE: Duration = Duration::from_secs(60);

/// Sees first that each page does the work, then measures it so many times; what there was no time to see is named.
pub fn measure(lab: &Lab<'_>, pages: &[Page], matrix: &mut Matrix) -> Result<Vec<Page>> {
    let mut unseen = Vec::new();
    for page in pages.iter().filter(|page| !page.form.is_variant()) {
        say(*page, "is looked at");
        let seen = check::check(lab, *page).with_context(|| page.path())?;
        if !seen {
            unseen.push(*page);
        }
        println!(": {}", if seen { "all tasks, and the same errors" } else { "there was no time to see all" });
    }
    let mut longest = BTreeMap::new();
    for round in 1..=lab.rounds {
        for page in pages {
            if longest.get(page).is_some_and(|spent| *spent > ONCE) {
                continue;
            }
            say(*page, &format!("round {round} of {}", lab.rounds));
            let start = Instant::now();
            once(lab, *page, matrix).with_context(|| page.path())?;
            println!(": {:.1} s", start.elapsed().as_secs_f64());
            longest.insert(*page, start.elapsed());
        }
    }
    Ok(unseen)
}

/// All pages of these sizes and forms, with the element in other circumstances where a budget asks for it and it is to be.
pub fn pages(sizes: &[usize], forms: &[Form], has_variants: bool) -> Vec<Page> {
    let mut pages = Vec::new();
    for tasks in sizes.iter().copied() {
        pages.extend(forms.iter().map(|form| Page { tasks, form: *form }));
        if has_variants && forms.contains(&Form::Ours) && [FEW, MANY].contains(&tasks) {
            pages.extend([Form::Hinted, Form::Filled].map(|form| Page { tasks, form }));
        }
    }
    pages
}

fn once(lab: &Lab<'_>, page: Page, matrix: &mut Matrix) -> Result<()> {
    if page.form != Form::Filled {
        bounded(&[Measure::Slow], page, matrix, |take| {
            take(Measure::Slow, opening::slow(lab, page)?);
            Ok(())
        })?;
    }
    if page.form == Form::Hinted {
        return Ok(());
    }
    bounded(&visit::MEASURES, page, matrix, |take| visit::visit(lab, page, take))
}

/// Takes these figures; where the page takes too long, what is missing is noted so.
fn bounded(
    measures: &[Measure],
    page: Page,
    matrix: &mut Matrix,
    act: impl FnOnce(&mut dyn FnMut(Measure, f64)) -> Result<()>,
) -> Result<()> {
    let mut missing = measures.to_vec();
    let mut take = |measure, figure| {
        missing.retain(|one| *one != measure);
        matrix.add(measure, page, figure);
    };
    match act(&mut take) {
        Err(error) if error.is::<TooLong>() => {
            print!(" (gave up at {:?})", missing.first());
            matrix.give_up(&missing, page);
            Ok(())
        }
        done => done,
    }
}

fn say(page: Page, what: &str) {
    print!("{:>5} tasks, {:<22} {what}", page.tasks, page.form.name());
    // Whoever waits wants to see it now; where nothing can be shown, nothing is lost.
    let _ = std::io::stdout().flush();
}
