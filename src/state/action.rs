use super::{Extra, Filter, PlanState, PortionStep, Setup};
use crate::delivery::{Answer, Attempt, BackupError, DraftKey, Holding, Record, StorageError, Unread};
use crate::finding::Pointer;
use crate::locale::Lang;
use crate::plan::FieldId;
use crate::report::{Draft, Edit, Part};
use crate::schedule::{Duty, Instant};
use std::rc::Rc;
use std::sync::Arc;

/// Everything that can happen. What the world brings stands behind pointers: each click has an action at hand, and all are
/// as large as the largest.
#[derive(Clone, Debug)]
pub enum Action {
    /// The page said something else.
    Setup(Rc<Setup>),
    /// The plan is asked for again.
    Loading,
    /// The plan came, or did not.
    Plan(PlanState),
    /// Time went on, by the device's clock.
    Tick(Instant),
    /// What a server's clock shows, and what the device's does.
    Clock {
        /// The server's.
        server: Instant,
        /// The device's.
        device: Instant,
    },
    /// What the device keeps was read, or why it cannot be.
    Records(Result<Vec<Record>, StorageError>),
    /// A report is opened.
    Open(Arc<Duty>),
    /// The last receipt of a report is shown, also where a correction waits.
    Receipt(Arc<Duty>),
    /// Back to the unit's reports.
    Overview,
    /// To all that is due in a year; none: in this one.
    Year(Option<i32>),
    /// A panel is opened, or the list on a phone.
    Panel(Option<usize>),
    /// Something was typed or chosen.
    Edit(Edit),
    /// A field was left.
    Leave(Part, FieldId),
    /// What to search for.
    Query(String),
    /// Which tasks to list.
    Filter(Filter),
    /// To the page before sending.
    Check,
    /// Back from there.
    KeepEditing,
    /// A sent report is written anew, as its next revision.
    Correct,
    /// The focus goes to a place of this part of the report: a question, or a cell of its answer.
    Focus(Part, Pointer),
    /// The officer sends; the key is new and random.
    Send {
        /// A new random key, used unless an unchanged report is sent again.
        key: String,
        /// The moment of sending, by the device's clock.
        now: Instant,
    },
    /// The backend answered.
    Answered(Rc<Outcome>),
    /// The backend has another version of the open report: this one goes out in its place under a new key, or, without,
    /// that one stays.
    Settle(Option<String>),
    /// It was found who has the unit's reports in hand.
    Holds(Holding),
    /// This page is to have them in hand; the moment, by the device's clock.
    TakeOver(Instant),
    /// The line or the officer is back: what waits for that goes out at once.
    Resume(Instant),
    /// The page said something else: it may be that somebody has signed in.
    SignedIn(Instant),
    /// What is on its way of the open report is taken back, to be changed.
    Withdraw,
    /// The device kept a report, or could not.
    Saved(Rc<Kept>),
    /// The draft is thrown away; it can be brought back.
    Clear,
    /// Answers that were replaced as a whole are brought back, by their place among those that are kept.
    Restore(usize),
    /// What became of earlier reports was told, or a report came that another device had sent: the text, so that the first
    /// view need not know what is in it.
    Told(Rc<str>),
    /// What the page that has the reports in hand has put on the device.
    Follow(Vec<Record>),
    /// What another page has put on the device, and what was typed here and is not kept has joined.
    Overtaken(Vec<Record>),
    /// A remark of the office, by its place among them, was dealt with, or was not after all.
    Heed(usize, bool),
    /// Answers of the report before this one come into those that are blank: of one panel, by its place, or of all.
    CarryOver(Option<usize>),
    /// An answer that came so is right, or all of the open panel are.
    Confirm(Option<Rc<[(Part, FieldId)]>>),
    /// Many answers are changed at once.
    EditAll(Rc<[Edit]>),
    /// To all tasks beside each other.
    Grid,
    /// To what the device keeps.
    Device,
    /// A backup is to be looked at: the text of the file, or why it was not read.
    Offer(Result<String, BackupError>),
    /// Something is done with a colleague's part of the open report.
    Portion(PortionStep),
    /// A report of the backup is taken, by its place there.
    Take(usize),
    /// What the device has of a report of the backup, by its place there, stays; the other can be brought back.
    Decline(usize),
    /// The device forgets all that it keeps of the user.
    Forget,
    /// So many reports on the device cannot be read.
    Unread(Unread),
    /// Whether there is hardly any room left on the device.
    Room {
        /// So it is.
        is_low: bool,
    },
    /// Files were chosen, to be added to an answer as evidence; of one that could not be read, or was not because of its
    /// size, the hash is empty.
    Chosen(Edit),
    /// Whether photographs are made smaller when they are chosen.
    Shrink(bool),
    /// Whether there are files that were chosen and the device could not keep.
    FilesUnkept(bool),
    /// So much of a file has arrived, in percent.
    Uploaded(u32),
    /// The language is switched, or asked for again.
    Language(Lang),
    /// The English texts came, or did not.
    English(Extra),
    /// The rest of the program is wanted, if it is not there.
    NeedRest,
    /// The rest of the program came, or did not.
    Rest(Extra),
}

/// What a backend answered.
#[derive(Debug)]
pub struct Outcome {
    /// Of which report.
    pub of: DraftKey,
    /// To what.
    pub attempt: Attempt,
    /// What.
    pub answer: Answer,
    /// When, by the device's clock.
    pub now: Instant,
    /// In `0..1` and new: how much of the longest wait there is until the next attempt.
    pub chance: f64,
}

/// What the device did with a report.
#[derive(Debug)]
pub struct Kept {
    /// What was typed.
    pub draft: Rc<Draft>,
    /// As what.
    pub record: Record,
    /// Whether it is on the device.
    pub kept: Result<(), StorageError>,
    /// When.
    pub at: Instant,
}

impl Action {
    /// Whether it changes what is written or sent: a page that only looks on does neither.
    pub(super) fn writes(&self) -> bool {
        matches!(
            self,
            Self::Edit(_)
                | Self::Leave(..)
                | Self::Send { .. }
                | Self::Clear
                | Self::Chosen(_)
                | Self::Restore(_)
                | Self::Heed(..)
                | Self::CarryOver(_)
                | Self::EditAll(_)
                | Self::Confirm(_)
                | Self::Take(_)
                | Self::Decline(_)
                | Self::Correct
                | Self::Settle(_)
                | Self::Resume(_)
                | Self::SignedIn(_)
                | Self::Withdraw
                | Self::Saved(_)
        )
    }
}
