use serde::Serialize;

/// What a finding is about. The serialized `code` is a stable key; words live in [`crate::locale`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the sentence on a variant says what its fields are")]
pub enum Code {
    // ── a document that cannot be read ──────────────────────────────────────────────────────────
    /// Not JSON: what stands at the place and what was expected there.
    Syntax { found: String, expected: Expected },
    /// A value of the wrong type or form.
    Unexpected { found: String, expected: Expected },
    /// A key that must be there is absent.
    MissingKey { key: String },
    /// A key the format does not know; `near` is a known key that looks like it.
    UnknownKey { key: String, near: Option<String> },
    /// The same key twice in one object.
    RepeatedKey { key: String },
    /// Larger than the format allows.
    TooLarge { found: u64, max: u64 },
    /// Nested deeper than the format allows.
    TooDeep { max: u32 },
    /// More items than the format allows.
    TooMany { found: u64, max: u64 },

    // ── a plan that contradicts itself ──────────────────────────────────────────────────────────
    /// Two things of one kind share an id.
    DuplicateId { id: String },
    /// A reference to something that is not in the plan.
    Dangling { id: String },
    /// Things that stand inside one another, or wait for one another, in a circle: each in the next, the last in the first.
    Cycle { ids: Vec<String> },
    /// A range whose end lies before its start.
    EndsBeforeStart,
    /// A key that is needed because of another one.
    Needs { key: String, because: String },
    /// A range of days that is partly in another one.
    Overlaps { id: String },
    /// A due rule under which no report falls due.
    NeverDue,
    /// A report that opens only when it is late already.
    OpensAfterDue,
    /// A key that makes no sense beside another one.
    Useless { key: String, because: String },

    // ── an answer ───────────────────────────────────────────────────────────────────────────────
    /// Nothing was answered where an answer is required.
    Required,
    /// An answer is required because of another answer.
    RequiredWhen { when: Condition },
    /// Too long: graphemes allowed and counted.
    TooLong { max: u32, found: u32 },
    /// Too short: graphemes required and counted.
    TooShort { min: u32, found: u32 },
    /// Below the least allowed value.
    BelowMin { min: String },
    /// Above the greatest allowed value.
    AboveMax { max: String },
    /// More decimal places than allowed.
    TooPrecise { max: u32 },
    /// A number of more digits than are kept.
    TooManyDigits { max: u32, found: u32 },
    /// Not a number.
    NotANumber,
    /// A number that can be read in two ways; the readings are asked about, never guessed.
    AmbiguousNumber { readings: Vec<NumberReading> },
    /// Not a date that exists.
    NotADate,
    /// Not a telephone number.
    NotAPhone,
    /// Not an e-mail address.
    NotAnEmail,
    /// Not a web address that may be followed (`http`, `https`).
    NotAUrl,
    /// Not among the choices.
    NotAnOption { found: String },
    /// A part that is larger than its whole.
    PartAboveWhole,
    /// The whole of a ratio is zero.
    ZeroWhole,
    /// A ratio that is not what its part and whole make.
    ShareDiffers { found: String, expected: String },
    /// A figure below that of the last period, which never falls.
    Fell { found: String, last: String },
    /// A figure that is more than so many times that of the last period, or less than that part of it.
    Jumped { found: String, last: String, factor: String },
    /// More than a hundred percent.
    AboveHundred { found: String },
    /// A task that is said to be done, and whose indicator misses its target.
    DoneUnmet { task: String, target: String, found: String },
    /// A day outside the period that is reported on.
    OutsidePeriod { from: String, to: String },
    /// A date in the future.
    InTheFuture,
    /// The report was sent, and the time for correcting it is over.
    CorrectionsOver,
    /// No time with a day.
    NotAMoment,
    /// What is reported on has not happened yet.
    NotYet,
    /// A file of a type that is not taken.
    FileType { found: String, expected: String },
    /// A file that is not there: empty, or never uploaded.
    FileMissing,
    /// Files inside a report that are too large together: bytes of all, or of one for which too little room is left.
    FilesTooLarge { found: u64, max: u64 },
    /// What the backend found, in its words.
    Said { words: String },
    /// An answer of the last report that nobody has confirmed for this one.
    Carried,
    /// An answer that the plan does not allow beside the others, in its words.
    NotAllowed { words: String },
    /// An answer for something the report does not ask.
    NotAsked,
    /// The target of an indicator is not met (a remark; sending goes on).
    TargetMissed { target: String, found: String },
    /// Everything is blank and the report is not marked as nil.
    NothingReported,
    /// Everything is blank, and the plan takes no report that says so.
    NothingFilled,
    /// Marked "nothing to report" although something was reported.
    NilWithContent,

    // ── the report as a whole ───────────────────────────────────────────────────────────────────
    /// After the due instant.
    Late,
    /// After the due instant, and no reason given.
    LateNeedsReason,
    /// Before the opening.
    NotOpenYet,
    /// After the closing.
    Closed,
    /// The plan was changed after the report was begun: its answers may be to other questions.
    PlanChanged,
    /// The report names another plan, version, unit, kind or period than expected.
    Mismatch { found: String, expected: String },
}

impl Code {
    /// Whether it is about what is missing, not about what was typed.
    pub fn is_of_blank(&self) -> bool {
        matches!(self, Self::Required | Self::RequiredWhen { .. } | Self::LateNeedsReason)
            || matches!(self, Self::NothingReported | Self::NothingFilled)
    }
}

/// Why an answer is required although the plan does not always require it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Condition {
    /// The task was not carried out: why?
    NotDone,
    /// The task is done: with which result?
    Done,
    /// The report is late: why?
    Late,
    /// Evidence has a number or a date and no link, or nothing that identifies it.
    Evidence,
    /// The other half of a ratio was given.
    Ratio,
    /// A figure is odd: why?
    Odd,
    /// The plan requires it after other answers.
    Others,
}

/// One way to read an ambiguous number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NumberReading {
    /// Canonical decimal, `1234.5`.
    pub value: String,
}

/// What a reader expected. A closed list, so that it can be said in every language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Expected {
    /// Any JSON value.
    Value,
    /// The end of the text.
    End,
    /// One of these signs or words.
    OneOf(Vec<String>),
    /// `true` or `false`.
    Bool,
    /// A whole number that a JSON number carries exactly.
    Integer,
    /// A whole number in a range.
    IntegerIn(i64, i64),
    /// A decimal as a string, `"12.5"`, or a whole number.
    Decimal,
    /// A text.
    Text,
    /// A text that is not empty, trimmed, without control characters, at most 200 long.
    Id,
    /// An array.
    Array,
    /// An object.
    Object,
    /// `YYYY-MM-DD`, a day that exists.
    Date,
    /// `MM-DD`, a day that exists in a leap year.
    MonthDay,
    /// A year or a date: `2026` as a text, or `YYYY-MM-DD`.
    YearOrDate,
    /// A time of day as `HH:MM`, 00:00 to 24:00.
    Clock,
    /// An IANA time zone name.
    TimeZone,
    /// A short form, 2 to 30 characters long, with a letter or a digit at either end.
    Abbreviation,
    /// A number above this one.
    Above(u32),
    /// A question whose answer is a number.
    Number,
    /// A question whose answer is a day.
    Day,
    /// A question whose answer is one of these two.
    NumberOrDay,
    /// An answer that a question takes.
    Answer,
    /// A question that is asked once.
    AskedOnce,
    /// A column whose cells are numbers.
    NumberColumn,
    /// A column below which its sum stands.
    TotalColumn,
    /// Anything else, named in English.
    Other(String),
}

impl Code {
    /// The stable key, the same as in the serialized form.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Syntax { .. } => "syntax",
            Self::Unexpected { .. } => "unexpected",
            Self::MissingKey { .. } => "missing-key",
            Self::UnknownKey { .. } => "unknown-key",
            Self::RepeatedKey { .. } => "repeated-key",
            Self::TooLarge { .. } => "too-large",
            Self::TooDeep { .. } => "too-deep",
            Self::TooMany { .. } => "too-many",
            Self::DuplicateId { .. } => "duplicate-id",
            Self::Dangling { .. } => "dangling",
            Self::Cycle { .. } => "cycle",
            Self::EndsBeforeStart => "ends-before-start",
            Self::Needs { .. } => "needs",
            Self::Overlaps { .. } => "overlaps",
            Self::NeverDue => "never-due",
            Self::OpensAfterDue => "opens-after-due",
            Self::Useless { .. } => "useless",
            Self::Required => "required",
            Self::RequiredWhen { .. } => "required-when",
            Self::TooLong { .. } => "too-long",
            Self::TooShort { .. } => "too-short",
            Self::BelowMin { .. } => "below-min",
            Self::AboveMax { .. } => "above-max",
            Self::TooPrecise { .. } => "too-precise",
            Self::TooManyDigits { .. } => "too-many-digits",
            Self::NotANumber => "not-a-number",
            Self::AmbiguousNumber { .. } => "ambiguous-number",
            Self::NotADate => "not-a-date",
            Self::NotAPhone => "not-a-phone",
            Self::NotAnEmail => "not-an-email",
            Self::NotAUrl => "not-a-url",
            Self::NotAnOption { .. } => "not-an-option",
            Self::PartAboveWhole => "part-above-whole",
            Self::ZeroWhole => "zero-whole",
            Self::ShareDiffers { .. } => "share-differs",
            Self::Fell { .. } => "fell",
            Self::Jumped { .. } => "jumped",
            Self::AboveHundred { .. } => "above-hundred",
            Self::DoneUnmet { .. } => "done-unmet",
            Self::OutsidePeriod { .. } => "outside-period",
            Self::InTheFuture => "in-the-future",
            Self::CorrectionsOver => "corrections-over",
            Self::NotAMoment => "not-a-moment",
            Self::NotYet => "not-yet",
            Self::FileType { .. } => "file-type",
            Self::FileMissing => "file-missing",
            Self::FilesTooLarge { .. } => "files-too-large",
            Self::Said { .. } => "said",
            Self::Carried => "carried",
            Self::NotAllowed { .. } => "not-allowed",
            Self::NotAsked => "not-asked",
            Self::TargetMissed { .. } => "target-missed",
            Self::NothingReported => "nothing-reported",
            Self::NothingFilled => "nothing-filled",
            Self::NilWithContent => "nil-with-content",
            Self::Late => "late",
            Self::LateNeedsReason => "late-needs-reason",
            Self::NotOpenYet => "not-open-yet",
            Self::Closed => "closed",
            Self::PlanChanged => "plan-changed",
            Self::Mismatch { .. } => "mismatch",
        }
    }
}
