use super::fill::{count, fill};
use super::{Lang, Words, date, lower, period, words};
use crate::delivery::{Failure, Means};
use crate::plan::{BuiltIn, Decimal, FieldId, Goal, Plan, Role, Status, Target, YearOrDate};
use crate::report::{EarlierFigure, Field, Form, FormPart, Label, Part, ReporterField, with_unit, write_number};
use crate::schedule::{Duty, EventAsked, Origin};

/// What is asked.
pub fn field_label(lang: Lang, label: &Label) -> String {
    let w = words(lang);
    let text = match label {
        Label::Earlier(EarlierFigure::Before) => w.ask_before(),
        Label::Earlier(EarlierFigure::BeforePart) => w.ask_before_part(),
        Label::Earlier(EarlierFigure::BeforeTotal) => w.ask_before_total(),
        Label::Earlier(EarlierFigure::BeforeWhole) => w.ask_before_whole(),
        Label::Earlier(EarlierFigure::BeforeCount) => w.ask_before_count(),
        Label::Earlier(EarlierFigure::Last) => w.ask_last(),
        Label::Earlier(EarlierFigure::LastYear) => w.ask_last_year(),
        Label::Note => w.ask_note(),
        first => return first_label(lang, first),
    };
    text.to_owned()
}

/// What is asked in the first view: everything but earlier figures and what explains one, whose words come later.
pub fn first_label(lang: Lang, label: &Label) -> String {
    let w = words(lang);
    let text = match label {
        Label::BuiltIn(question) => built_in(w, *question),
        Label::ProposalsTo(to) => return fill(w.ask_proposals_to(), "to", &[to]),
        Label::Given(label) => label,
        Label::NotDoneReason => w.ask_not_done_reason(),
        Label::IndicatorValue => w.ask_value(),
        Label::RatioPart => w.ask_part(),
        Label::RatioWhole => w.ask_whole(),
        Label::Earlier(_) | Label::Note => "",
        Label::Reporter(ReporterField::Name) => w.ask_name(),
        Label::Reporter(ReporterField::Position) => w.ask_position(),
        Label::Reporter(ReporterField::Phone) => w.ask_phone(),
        Label::Reporter(ReporterField::Email) => w.ask_email(),
        Label::Nil => w.ask_nil(),
        Label::NilOf => w.nil(),
        Label::NilReason | Label::NilReasonOfAll => w.nil_reason(),
        Label::LateReason => w.ask_late_reason(),
        Label::Event(EventAsked { to_the_minute: false, is_request: false }) => w.ask_event_day(),
        Label::Event(EventAsked { to_the_minute: true, is_request: false }) => w.ask_event_moment(),
        Label::Event(EventAsked { to_the_minute: false, is_request: true }) => w.ask_request_day(),
        Label::Event(EventAsked { to_the_minute: true, is_request: true }) => w.ask_request_moment(),
    };
    text.to_owned()
}

/// What is asked, of a question about another one with what that is.
pub fn question_label(lang: Lang, part: &FormPart, field: &Field) -> String {
    let label = field_label(lang, &field.label);
    match part.subject(field) {
        Some(of) => format!("{}: {}", field_label(lang, &of.label), lower(&label)),
        None => label,
    }
}

fn built_in(w: &Words, question: BuiltIn) -> &'static str {
    match question {
        BuiltIn::Status => w.ask_status(),
        BuiltIn::Percent => w.ask_percent(),
        BuiltIn::Result => w.ask_result(),
        BuiltIn::Evidence => w.ask_evidence(),
        BuiltIn::Difficulties => w.ask_difficulties(),
        BuiltIn::Causes => w.ask_causes(),
        BuiltIn::Remedies => w.ask_remedies(),
        BuiltIn::Proposals => w.ask_proposals(),
        BuiltIn::Next => w.ask_next(),
        BuiltIn::Overall => w.ask_overall(),
        BuiltIn::Lessons => w.ask_lessons(),
        BuiltIn::Direction => w.ask_direction(),
        BuiltIn::Commendations => w.ask_commendations(),
        BuiltIn::Amendments => w.ask_amendments(),
        BuiltIn::Budget => w.ask_budget(),
    }
}

/// How a task stands.
pub fn status(lang: Lang, status: Status) -> &'static str {
    let w = words(lang);
    match status {
        Status::NotStarted => w.status_not_started(),
        Status::InProgress => w.status_in_progress(),
        Status::Done => w.status_done(),
        Status::DoneLate => w.status_done_late(),
        Status::NotDone => w.status_not_done(),
    }
}

/// What a unit does in a task.
pub fn role(lang: Lang, role: Role) -> &'static str {
    let w = words(lang);
    match role {
        Role::Lead => w.role_lead(),
        Role::Perform => w.role_perform(),
        Role::Answer => w.role_answer(),
        Role::Coordinate => w.role_coordinate(),
        Role::Support => w.role_support(),
        Role::Invite => w.role_invite(),
    }
}

/// How much is enough; `unit` stands behind numbers.
pub fn goal(lang: Lang, goal: &Goal, unit: &str) -> String {
    let w = words(lang);
    let number = |n: Decimal| with_unit(&write_number(n), unit);
    match goal {
        Goal::AtLeast(n) => fill(w.goal_at_least(), "n", &[&number(*n)]),
        Goal::AtMost(n) => fill(w.goal_at_most(), "n", &[&number(*n)]),
        Goal::Exactly(n) => number(*n),
        Goal::Done => w.goal_done().to_owned(),
        Goal::Rank(rank) => fill(w.goal_rank(), "rank", &[rank]),
    }
}

/// What an indicator must reach by when; `unit` stands behind numbers.
///
/// ```
/// use baocao::{locale::{Lang, target}, plan::{Decimal, Goal, Target, YearOrDate}};
/// let wanted = Target { wording: String::new(), by: Some(YearOrDate::Year(2030)), goal: Goal::AtLeast(Decimal::from(70)) };
/// assert_eq!(target(Lang::Vi, &wanted, "%"), "Đến năm 2030: ít nhất 70%");
/// assert_eq!(target(Lang::En, &wanted, "%"), "By 2030: at least 70%");
/// ```
pub fn target(lang: Lang, target: &Target, unit: &str) -> String {
    let w = words(lang);
    let goal = goal(lang, &target.goal, unit);
    let by = target.by.map(|by| target_day(lang, by));
    format!("{}: {goal}", by.as_deref().unwrap_or(w.target()))
}

/// By when something must be reached.
pub fn target_day(lang: Lang, by: YearOrDate) -> String {
    let w = words(lang);
    match by {
        YearOrDate::Year(year) => format!("{} {year}", w.by_year()),
        YearOrDate::Date(day) => format!("{} {}", w.by_day(), date(lang, day)),
    }
}

/// A title behind its printed number, which may end in a full stop of its own.
pub fn numbered(number: Option<&str>, title: &str) -> String {
    number.map_or_else(|| title.to_owned(), |number| format!("{}. {title}", number.trim_end_matches('.')))
}

/// What a question is called from outside its panel: the task or indicator, then the question. The number
/// alone would not do: printed numbers repeat.
pub fn place(lang: Lang, plan: &Plan, form: &Form, part: &Part, field: &FieldId) -> String {
    let form = form.part(part);
    let question = form.and_then(|form| Some(question_label(lang, form, form.field(field.as_str())?)));
    let question = question.unwrap_or_default();
    let of = match part {
        Part::Entry(id) => plan.task(id).map(|task| numbered(task.number.as_deref(), &short(&task.title))),
        Part::Indicator(id) => plan.indicator(id).map(|indicator| short(&indicator.title)),
        Part::Sections | Part::Reporter | Part::Whole => None,
    };
    match of {
        Some(of) => format!("{of} · {question}"),
        None => question,
    }
}

/// The first words of a title.
pub fn short(text: &str) -> String {
    let mut start = String::new();
    for (nth, word) in text.split_whitespace().enumerate() {
        match nth {
            0 => {}
            8 => return start + "…",
            _ => start.push(' '),
        }
        start.push_str(word);
    }
    start
}

/// What a report is called, with its round.
pub fn kind_title(lang: Lang, duty: &Duty) -> String {
    match (duty.origin, &duty.round) {
        (Origin::Plan, None) => duty.kind.title.clone(),
        (Origin::Plan, Some(round)) => format!("{} · {}", duty.kind.title, round.title),
        (Origin::Unstated, _) => words(lang).unstated_report().to_owned(),
    }
}

/// What a report is called: its kind, and its period where it has one.
pub fn report_name(lang: Lang, duty: &Duty) -> String {
    let kind = kind_title(lang, duty);
    if duty.is_open() { kind } else { format!("{kind} · {}", period(lang, &duty.period.name)) }
}

/// How much is complete, and how much is still to be filled in.
///
/// ```
/// use baocao::locale::{Lang, progress};
/// assert_eq!(progress(Lang::Vi, 1, 3), "Đã xong 1 mục · còn 3 mục cần nhập");
/// assert_eq!(progress(Lang::En, 1, 3), "Complete: 1 · still to fill in: 3");
/// ```
pub fn progress(lang: Lang, complete: u32, rest: u32) -> String {
    fill(words(lang).progress(), "complete rest", &[&complete, &rest])
}

/// How many errors there are.
pub fn error_count(lang: Lang, errors: u32) -> String {
    let w = words(lang);
    count(errors, w.error_one(), w.error_many())
}

/// How many places stand in the way of sending.
///
/// ```
/// use baocao::locale::{Lang, to_mend};
/// assert_eq!(to_mend(Lang::Vi, 11), "Còn 11 chỗ cần sửa");
/// assert_eq!(to_mend(Lang::En, 1), "1 place to correct");
/// ```
pub fn to_mend(lang: Lang, places: usize) -> String {
    let w = words(lang);
    count(u32::try_from(places).unwrap_or(u32::MAX), w.to_mend_one(), w.to_mend_many())
}

/// That a report that is to be put on paper has so many places to mend, and what stands there on paper.
///
/// ```
/// use baocao::locale::{Lang, on_paper_as_typed};
/// assert!(on_paper_as_typed(Lang::Vi, 3).starts_with("Báo cáo còn 3 chỗ cần sửa"));
/// ```
pub fn on_paper_as_typed(lang: Lang, places: usize) -> String {
    fill(words(lang).paper_to_mend(), "n", &[&places])
}

/// That the plan does not have the unit which the page names.
///
/// ```
/// use baocao::locale::{Lang, unknown_unit};
/// assert_eq!(unknown_unit(Lang::Vi, "zzz"), "Kế hoạch không có đơn vị “zzz”");
/// ```
pub fn unknown_unit(lang: Lang, unit: &str) -> String {
    fill(words(lang).unknown_unit(), "unit", &[&unit])
}

/// Why a report was not accepted.
pub fn failure(lang: Lang, failure: &Failure) -> &'static str {
    let w = words(lang);
    match failure {
        Failure::NotSent | Failure::Unreachable => w.unreachable(),
        Failure::TimedOut => w.timed_out(),
        Failure::SignedOut => w.page_instead(),
        Failure::Stopped { .. } => w.stopped(),
        Failure::Refused(problem) => match failure.means() {
            Means::SignIn => w.signed_out(),
            Means::Conflict => w.in_conflict_help(),
            Means::Later => w.server_in_trouble(),
            _ if problem.status == 413 => w.report_too_large(),
            _ => w.refused(),
        },
    }
}

/// Whether a page or a server may have said this in a language: what has ASCII signs alone is not Vietnamese.
///
/// ```
/// use baocao::locale::{Lang, is_in};
/// assert!(is_in(Lang::Vi, "Báo cáo đã khóa") && is_in(Lang::En, "The report is locked"));
/// assert!(!is_in(Lang::Vi, "Internal Server Error"));
/// ```
pub fn is_in(lang: Lang, text: &str) -> bool {
    lang == Lang::En || !text.is_ascii()
}
