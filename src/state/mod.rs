//! Everything the interface shows, how it changes, and what can be read from it.
//!
//! [`Action`]s change, selectors read; the effects that follow from a change (saving, sending) are seen
//! by comparing the states before and after, in `element::run`.

mod abbreviations;
mod action;
mod backup;
mod beside;
mod carry;
mod checked;
mod cursor;
mod duties;
mod earlier;
mod extra;
mod files;
mod hand;
mod heading;
mod identity;
mod idle;
mod later;
mod panel;
mod paste;
mod portion;
mod reduce;
mod returned;
mod review;
mod select;
mod sending;
mod work;

pub use abbreviations::abbreviations;
pub use action::{Action, Kept, Outcome};
pub use backup::Offered;
pub use beside::{Beside, Joined, PortionOffer};
pub use cursor::{Cursor, Step, TabRun};
pub use extra::{Extra, Rest};
pub use hand::Hand;
pub use panel::{Panel, PanelKind};
pub use paste::{Paste, Pasted, Target, Writing, paste, paste_table};
pub use portion::{Compared, Held, PortionStep};
pub use reduce::reduce;
pub use returned::{Change, Returned};
pub use select::{Bucket, DutyRow, PanelState, Progress, SummaryItem};
pub use work::{Filter, Origin, PartWork, Placed, Saved, Told, Work};

use crate::delivery::{Backup, BackupError, Owner, Record, StorageError, Unread};
use crate::finding::Finding;
use crate::locale::Lang;
use crate::plan::{Arrangement, Member, Plan, Unit};
use crate::report::Text;
use crate::schedule::{Duty, Instant, Zone};
use std::rc::Rc;
use std::sync::Arc;

/// What the page said of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Setup {
    /// Language of the interface.
    pub lang: Lang,
    /// The unit that reports: an id of the plan, or all of it from the page.
    pub unit: Option<Identity>,
    /// Who is logged in; drafts are kept apart by it.
    pub user: String,
    /// Whether the page wishes that the device keeps nothing.
    pub keeps_nothing: bool,
    /// Whether there is somewhere to send.
    pub has_endpoint: bool,
    /// Whether there is somewhere to upload files to.
    pub has_upload: bool,
    /// Whether a `<form>` of the page is around the element: it takes the report along.
    pub in_form: bool,
    /// The moment to look from instead of now.
    pub as_of: Option<String>,
    /// Whether sending works under `as_of`.
    pub preview_send: bool,
    /// What was arranged for units outside the plan's rules: more time, no report, a report on request.
    pub arrangements: Vec<Arrangement>,
}

/// How the page names the unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Identity {
    /// By its id or a name the plan knows.
    Named(String),
    /// With its groups.
    Given(Unit),
}

/// What the platform knows better than the core.
#[derive(Clone)]
pub struct Platform {
    /// Unicode and the web.
    pub text: Rc<dyn Text>,
    /// Puts all of it there when the rest of the program has come: only what checks asks for more than the form C.
    pub whole_text: fn(Rest, &mut Rc<dyn Text>),
    /// Makes the zone of a plan; `None` when the platform does not know the name.
    pub zone: fn(&str) -> Option<Rc<dyn Zone>>,
}

/// A plan on its way.
#[derive(Clone, Debug)]
pub enum PlanState {
    /// The page has not named one; it may still do so.
    Unnamed,
    /// Not there yet.
    Loading,
    /// The world failed: what was asked for, and what happened.
    Failed {
        /// Where the plan was asked for.
        url: String,
        /// What happened, in the platform's words.
        detail: String,
    },
    /// Its form is wrong: the text. What the mistakes are is for the rest of the program to say.
    Doubtful(Rc<str>),
    /// It has mistakes.
    Invalid(Rc<[Finding]>),
    /// Here.
    Ready(Arc<Plan>),
}

/// Which page of the form is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// The unit's reports.
    Overview,
    /// Tasks and answers.
    Fill,
    /// All tasks beside each other.
    Grid,
    /// Check your answers.
    Check,
    /// The receipt.
    Receipt,
    /// All that is due in a year.
    Year(i32),
    /// What the device keeps.
    Device,
}

/// What the page about the device shows besides what is kept.
#[derive(Clone, Debug, Default)]
pub struct Device {
    /// A backup that was looked into, or why it is none.
    pub offer: Option<Result<Backup, BackupError>>,
    /// How many reports it has that cannot be read here.
    pub unread: Unread,
    /// Whether there is hardly any room left.
    pub is_full_soon: bool,
    /// How often all was to be forgotten.
    pub forgotten: u32,
    /// Whether photographs are made smaller when they are chosen.
    pub shrinks: bool,
    /// Whether there are files that the device could not keep, so that only this page has them.
    pub has_unkept_files: bool,
    /// How much has arrived of the file that is being uploaded, in percent.
    pub uploaded: u32,
}

/// What the officer last came to by what he or she did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Came {
    /// To nothing yet: the page shows the form.
    Nowhere,
    /// Back to a list: the unit's reports, or the tasks of one.
    List,
    /// To a report: what it is and until when comes first.
    Report,
    /// To another period of the open report, by the choice above its tasks.
    Period,
}

/// Everything the interface shows.
#[derive(Clone)]
pub struct State {
    /// What the page said.
    pub setup: Rc<Setup>,
    /// The language the officer chose; it holds until the page names another.
    pub chosen_lang: Option<Lang>,
    /// Whether English can be shown: its texts are a file of their own, so that only who reads English waits for it.
    pub english: Extra,
    /// Whether there is what checks and sends: only who has begun to work with the form waits for it.
    pub rest: Extra,
    /// What the platform knows.
    pub platform: Platform,
    /// The plan.
    pub plan: PlanState,
    /// The zone of the plan.
    pub zone: Rc<dyn Zone>,
    /// The unit with its classes, once plan and page agree who it is.
    pub member: Option<Rc<Member>>,
    /// The moment the interface shows things at; under `as-of` it stands still.
    pub now: Instant,
    /// Milliseconds by which the server's clock is ahead of the device's, where they differ enough to matter.
    pub clock_ahead: i64,
    /// What the unit owes.
    pub duties: Rc<[Arc<Duty>]>,
    /// What this device keeps for the unit; none while it is being read.
    pub records: Option<Rc<[Record]>>,
    /// Whose these are.
    pub records_of: Option<Owner>,
    /// Why the device keeps nothing, where it does not: then only this page has what is typed.
    pub unkept: Option<StorageError>,
    /// What belongs to the page about the device.
    pub device: Rc<Device>,
    /// Whether this page has the unit's reports in hand, or another one.
    pub hand: Hand,
    /// How often the officer has sent.
    pub sends: u32,
    /// Which page is shown.
    pub view: View,
    /// What the officer last came to: the focus goes there, and never without being asked.
    pub came: Came,
    /// How often a line of the list was opened: also that of the open task leads into it.
    pub turns: u32,
    /// The report being written.
    pub work: Option<Rc<Work>>,
}

impl State {
    /// Before anything is known.
    pub fn new(setup: Setup, platform: Platform, now: Instant) -> Self {
        let mut state = Self {
            setup: Rc::new(setup),
            chosen_lang: None,
            english: Extra::Unasked,
            rest: Extra::Unasked,
            platform,
            plan: PlanState::Loading,
            zone: Rc::new(crate::schedule::FixedZone::VIETNAM),
            member: None,
            now,
            clock_ahead: 0,
            duties: Rc::new([]),
            records: None,
            records_of: None,
            unkept: None,
            device: Rc::default(),
            hand: Hand::Unknown,
            sends: 0,
            view: View::Overview,
            came: Came::Nowhere,
            turns: 0,
            work: None,
        };
        state.ask_for_english();
        state
    }

    /// The time when the device's clock shows this.
    pub fn time(&self, device: Instant) -> Instant {
        Instant(device.0 + self.clock_ahead)
    }

    /// Language of the interface: the wanted one once its texts are there.
    pub fn lang(&self) -> Lang {
        match self.wanted_lang() {
            Lang::En if self.english != Extra::Here => Lang::Vi,
            lang => lang,
        }
    }

    /// The language that the page named or the officer chose.
    pub fn wanted_lang(&self) -> Lang {
        self.chosen_lang.unwrap_or(self.setup.lang)
    }

    /// Whether English is wanted and could not be had.
    pub fn misses_english(&self) -> bool {
        self.wanted_lang() == Lang::En && matches!(self.english, Extra::Failed(_))
    }

    /// Asks for the texts of the wanted language if they are not there, also where that failed before.
    fn ask_for_english(&mut self) {
        if self.wanted_lang() == Lang::En {
            self.english.ask();
        }
    }
}
