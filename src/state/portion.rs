//! One report, filled in by several colleagues: a part of it goes out as a file and comes into the report of another device.
//! What is only there is taken, what is the same is passed over, and of two answers the officer chooses.

use super::carry::{mark, marks, put_marks};
use super::{Action, Joined, PortionOffer, Rest, State, Work};
use crate::delivery::{About, BackupError, Cause, Portion, PortionError};
use crate::report::{Draft, Edit, Field, FieldKind, FormPart, Label, Part, Raw, RawEvidence, read_number};
use std::any::Any;
use std::collections::BTreeSet;
use std::rc::Rc;

/// Something that is done with a colleague's part. Without its type: what drops an action would have to know that
/// otherwise, before the first view.
#[derive(Clone, Debug)]
pub struct PortionStep(Rc<dyn Any>);

enum Step {
    Offer(Option<Result<String, BackupError>>),
    Prefer(Option<usize>, bool),
    Join,
}

impl PortionStep {
    /// It is to be looked at: the text of the file, or why it was not read.
    pub fn offer(file: Result<String, BackupError>) -> Action {
        Self::of(Step::Offer(Some(file)))
    }

    /// It is looked at no more.
    pub fn close() -> Action {
        Self::of(Step::Offer(None))
    }

    /// Of an answer of it, by its place there, theirs is chosen or mine; none: of all.
    pub fn prefer(nth: Option<usize>, theirs: bool) -> Action {
        Self::of(Step::Prefer(nth, theirs))
    }

    /// It joins the open report.
    pub fn join() -> Action {
        Self::of(Step::Join)
    }

    fn of(step: Step) -> Action {
        Action::Portion(Self(Rc::new(step)))
    }
}

/// How an answer of a colleague's part stands to the one that is here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// There is none here: theirs is taken.
    New,
    /// They are the same.
    Same,
    /// There is another one here: the officer chooses.
    Other,
}

/// An answer of a colleague's part beside the one that is here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// Its place in the part.
    pub nth: usize,
    /// Theirs, with its place in the report.
    pub theirs: Edit,
    /// Mine, where there is one.
    pub mine: Option<Raw>,
    /// How they stand to each other.
    pub held: Held,
}

impl Work {
    /// The answers of some panels, by their places: as typed, also those that would not be sent; and whether there is
    /// nothing to report, also where that was not said.
    fn answers_of<'w>(&'w self, panels: &'w [usize]) -> impl Iterator<Item = Edit> + 'w {
        let panels = panels.iter().filter_map(move |place| self.panels.get(*place));
        let forms = panels.flat_map(|panel| &panel.parts).filter_map(move |&i| self.form.parts.get(i));
        let forms = forms.filter(|form| !matches!(form.part, Part::Reporter | Part::Whole));
        forms.flat_map(move |form| {
            form.fields.iter().filter_map(move |field| {
                let raw = self.draft.get(&form.part, &field.id).filter(|raw| !raw.is_blank()).cloned();
                let raw = raw.or_else(|| is_nil_tick(field).then(|| Raw::Text(String::new())))?;
                Some(Edit { part: form.part.clone(), field: field.id.clone(), raw })
            })
        })
    }

    /// The answers of a colleague's part beside those that are here.
    pub fn held_against(&self, portion: &Portion) -> Vec<Compared> {
        let compared = portion.answers().enumerate().filter_map(|(nth, theirs)| {
            let mine = self.draft.get(&theirs.part, &theirs.field).filter(|raw| !raw.is_blank());
            let form = self.form.part(&theirs.part);
            let field = form.and_then(|form| form.field(theirs.field.as_str()));
            let held = match mine {
                Some(mine) if is_same(field, mine, &theirs.raw) => Held::Same,
                Some(_) => Held::Other,
                None if theirs.raw.is_blank() => Held::Same,
                // It would go over all that was typed of it.
                None if form.zip(field).is_some_and(|(form, field)| self.would_leave_out(form, field)) => Held::Other,
                None => Held::New,
            };
            // A blank is nothing to choose but where it says that there is something to report.
            if theirs.raw.is_blank() && !(held == Held::Other && field.is_some_and(is_nil_tick)) {
                return None;
            }
            Some(Compared { nth, mine: mine.cloned(), theirs, held })
        });
        compared.collect()
    }

    /// Whether answers that were typed would not be sent any more if there were nothing to report.
    fn would_leave_out(&self, form: &FormPart, nil: &Field) -> bool {
        if !is_nil_tick(nil) {
            return false;
        }
        let of = nil.id.as_str().strip_suffix(".nil");
        let is_concerned = |field: &&Field| match of {
            Some(of) => field.id.as_str() == of,
            None => !field.is_about_nil(),
        };
        let mut concerned = form.fields.iter().filter(is_concerned);
        concerned.any(|field| self.draft.get(&form.part, &field.id).is_some_and(|raw| !raw.is_blank()))
    }
}

fn is_nil_tick(field: &Field) -> bool {
    matches!(field.label, Label::NilOf)
}

/// Whether two answers say the same, however they were typed.
fn is_same(field: Option<&Field>, one: &Raw, other: &Raw) -> bool {
    match (one, other) {
        (Raw::Text(one), Raw::Text(other)) => {
            let is_number = field.is_some_and(|field| matches!(field.kind, FieldKind::Number(_)));
            let read = |text: &str| read_number(text.trim()).ok();
            one.trim() == other.trim() || is_number && read(one).is_some() && read(one) == read(other)
        }
        (Raw::Evidence(one), Raw::Evidence(other)) => bare(one) == bare(other),
        _ => one == other,
    }
}

/// Evidence without blank rows, and without where its files are.
fn bare(rows: &[RawEvidence]) -> Vec<RawEvidence> {
    let of = |row: &RawEvidence| {
        let mut row = row.clone();
        if let Some(mut file) = row.file() {
            (file.url, file.data) = (None, None);
            row.file = RawEvidence::of_file(&file).file;
        }
        row
    };
    rows.iter().filter(|row| !row.is_blank()).map(of).collect()
}

impl State {
    /// The answers of these panels in a file, as they are now; none where there are none.
    pub fn portion(&self, panels: &[usize], made_by: &str, report: String) -> Option<Portion> {
        let (plan, member, work) = (self.plan()?, self.member.as_ref()?, self.work.as_ref()?);
        let answers: Vec<Edit> = work.answers_of(panels).collect();
        if answers.iter().all(|edit| edit.raw.is_blank()) {
            return None;
        }
        let known: Vec<String> = answers.iter().map(|edit| mark(&edit.part, edit.field.as_str())).collect();
        let unconfirmed = marks(&work.draft).iter().filter(|mark| known.contains(mark)).cloned().collect();
        let about = About { plan: plan.title.clone(), unit: member.unit.name.clone(), report };
        let made_by = Some(made_by.trim().to_owned()).filter(|by| !by.is_empty());
        let made = (self.now.in_zone(&*self.zone).to_string(), made_by);
        Some(Portion::new(&self.draft_key(&work.duty)?, answers.into_iter(), unconfirmed, about, made))
    }

    pub(super) fn portion_step(&mut self, rest: Rest, PortionStep(step): &PortionStep) -> Option<()> {
        match step.downcast_ref()? {
            Step::Offer(file) => self.offer_portion(file.clone()),
            Step::Prefer(nth, theirs) => self.prefer(*nth, *theirs),
            Step::Join => {
                // A page that only looks on takes nothing.
                if !self.hand.is_ours() {
                    return None;
                }
                self.join()?;
                self.take_back(rest);
                Some(())
            }
        }
    }

    fn offer_portion(&mut self, file: Option<Result<String, BackupError>>) -> Option<()> {
        let key = self.draft_key(&self.work.as_ref()?.duty)?;
        let offer: Option<Result<PortionOffer, PortionError>> = file.map(|file| {
            let portion = Portion::read(&file.map_err(PortionError::File)?, &key)?;
            Ok(PortionOffer { portion: Rc::new(portion), theirs: BTreeSet::new() })
        });
        self.work_mut()?.change_beside(|beside| {
            (beside.offer, beside.joined, beside.times) = (offer, None, beside.times + 1);
        });
        Some(())
    }

    /// Of an answer theirs is chosen, or mine; none: of all.
    fn prefer(&mut self, nth: Option<usize>, theirs: bool) -> Option<()> {
        let offer = self.work.as_ref()?.offer()?;
        let others = self.work.as_ref()?.held_against(&offer.portion).into_iter();
        let places = others.filter(|one| one.held == Held::Other && nth.is_none_or(|nth| nth == one.nth));
        let places: Vec<usize> = places.map(|one| one.nth).collect();
        self.work_mut()?.change_beside(|beside| {
            if let Some(Ok(offer)) = &mut beside.offer {
                for place in places {
                    if theirs {
                        offer.theirs.insert(place)
                    } else {
                        offer.theirs.remove(&place)
                    };
                }
            }
        });
        Some(())
    }

    /// A colleague's part joins the open report: what stood there can be brought back.
    fn join(&mut self) -> Option<()> {
        let work = self.work.as_ref()?;
        let offer = work.offer()?.clone();
        let taken = work.held_against(&offer.portion).into_iter().filter(|one| match one.held {
            Held::New => true,
            Held::Same => false,
            Held::Other => offer.theirs.contains(&one.nth),
        });
        let taken: Vec<Edit> = taken.map(|one| one.theirs).collect();
        let missing = only_there(&work.draft, &taken);
        let mut draft = Draft::clone(&work.draft);
        let mut marked = marks(&draft).to_vec();
        for edit in &taken {
            let own = mark(&edit.part, edit.field.as_str());
            marked.retain(|mark| *mark != own);
            marked.extend(offer.portion.unconfirmed.contains(&own).then_some(own));
            draft.apply(edit.clone());
        }
        put_marks(&mut draft, marked);
        let beside = work.beside().cloned().unwrap_or_default();
        let (open, joined) = (work.open, Joined { taken: taken.len(), missing });
        if !taken.is_empty() {
            self.rewrite(|record, at| record.replace(&draft, Cause::Joined, at))?;
        }
        let work = self.work_mut()?;
        work.open = open;
        work.change_beside(|after| {
            (after.returned, after.offer, after.joined) = (beside.returned, None, Some(joined));
            after.times = beside.times + 1;
        });
        Some(())
    }
}

impl Work {
    /// The colleague's part that is looked at.
    pub fn offer(&self) -> Option<&PortionOffer> {
        self.beside()?.offer.as_ref()?.as_ref().ok()
    }
}

/// Files that some answers name, and that this device has had no hand in: neither uploaded nor named in what is here.
fn only_there(draft: &Draft, taken: &[Edit]) -> Vec<String> {
    let known: Vec<String> = draft.edits().flat_map(|edit| edit.raw.files()).map(|file| file.sha256).collect();
    let files = taken.iter().flat_map(|edit| edit.raw.files());
    let missing = files.filter(|file| !file.is_there() && !known.contains(&file.sha256));
    let mut names: Vec<String> = missing.map(|file| file.name).collect();
    names.dedup();
    names
}
