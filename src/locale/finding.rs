use super::files::{file_type, file_types};
use super::fill::fill;
use super::{Lang, Words, counted, date, words};
use crate::finding::{Code, Condition, Expected, Finding};
use crate::plan::{Date, Decimal};
use crate::report::write_number;

/// What is wrong and what to do, in one sentence without its place.
pub fn finding(lang: Lang, finding: &Finding) -> String {
    let w = words(lang);
    let template = template(w, &finding.code);
    let (names, first, second) = match &finding.code {
        Code::Syntax { found, expected: e } | Code::Unexpected { found, expected: e } => {
            ("found expected", found.clone(), expected(w, e))
        }
        Code::FileType { found, expected } => ("found expected", file_type(found), file_types(w, expected)),
        Code::Mismatch { found, expected } => ("found expected", found.clone(), expected.clone()),
        Code::ShareDiffers { found, expected } => ("found expected", shown(found), shown(expected)),
        Code::MissingKey { key } | Code::UnknownKey { key, near: None } | Code::RepeatedKey { key } => {
            ("key", key.clone(), String::new())
        }
        Code::UnknownKey { key, near: Some(near) } => ("key near", key.clone(), near.clone()),
        Code::Needs { key, because } | Code::Useless { key, because } => ("key because", key.clone(), because.clone()),
        Code::DuplicateId { id } | Code::Dangling { id } | Code::Overlaps { id } => ("id", id.clone(), String::new()),
        Code::Cycle { ids } => {
            let quoted: Vec<String> = ids.iter().chain(ids.first()).map(|id| format!("“{id}”")).collect();
            ("ids", quoted.join(" → "), String::new())
        }
        Code::TooLarge { found, max } | Code::TooMany { found, max } | Code::FilesTooLarge { found, max } => {
            ("found limit", counted(lang, *found), counted(lang, *max))
        }
        Code::TooLong { found, max: limit }
        | Code::TooShort { found, min: limit }
        | Code::TooManyDigits { found, max: limit } => {
            ("found limit", counted(lang, (*found).into()), counted(lang, (*limit).into()))
        }
        Code::TooDeep { max } | Code::TooPrecise { max } => ("limit", counted(lang, (*max).into()), String::new()),
        Code::BelowMin { min: limit } | Code::AboveMax { max: limit } => ("limit", shown(limit), String::new()),
        Code::AmbiguousNumber { readings } => {
            let mut all = String::new();
            for (nth, reading) in readings.iter().enumerate() {
                if nth > 0 {
                    all += &format!(" {} ", w.or());
                }
                all += &shown(&reading.value);
            }
            ("readings", all, String::new())
        }
        Code::Said { words } | Code::NotAllowed { words } => ("words", words.clone(), String::new()),
        Code::NotAnOption { found } => ("found", found.clone(), String::new()),
        Code::TargetMissed { target, found } => ("found target", shown(found), shown(target)),
        Code::Fell { found, last } => ("found last", shown(found), shown(last)),
        Code::AboveHundred { found } => ("found", shown(found), String::new()),
        Code::Jumped { found, last, factor } => {
            return fill(template, "found last factor", &[&shown(found), &shown(last), &shown(factor)]);
        }
        Code::DoneUnmet { task, target, found } => {
            return fill(template, "task found target", &[task, &shown(found), &shown(target)]);
        }
        Code::OutsidePeriod { from, to } => ("from to", day(lang, from), day(lang, to)),
        _ => return template.to_owned(),
    };
    fill(template, names, &[&first, &second])
}

fn template(w: &Words, code: &Code) -> &'static str {
    match code {
        Code::Syntax { found, .. } if found.is_empty() => w.ends_too_early(),
        Code::Syntax { .. } => w.syntax(),
        Code::Unexpected { .. } => w.unexpected(),
        Code::MissingKey { .. } => w.missing_key(),
        Code::UnknownKey { near: Some(_), .. } => w.unknown_key_near(),
        Code::UnknownKey { near: None, .. } => w.unknown_key(),
        Code::RepeatedKey { .. } => w.repeated_key(),
        Code::TooLarge { .. } => w.too_large(),
        Code::TooDeep { .. } => w.too_deep(),
        Code::TooMany { .. } => w.too_many(),
        Code::DuplicateId { .. } => w.duplicate_id(),
        Code::Dangling { .. } => w.dangling(),
        Code::Cycle { .. } => w.cycle(),
        Code::EndsBeforeStart => w.ends_before_start(),
        Code::Overlaps { .. } => w.overlaps(),
        Code::NeverDue => w.never_due(),
        Code::OpensAfterDue => w.opens_after_due(),
        Code::Needs { .. } => w.needs(),
        Code::Useless { .. } => w.useless(),
        Code::Required => w.required(),
        Code::RequiredWhen { when } => match when {
            Condition::NotDone => w.required_not_done(),
            Condition::Done => w.required_done(),
            Condition::Late => w.required_late(),
            Condition::Evidence => w.required_evidence(),
            Condition::Ratio => w.required_ratio(),
            Condition::Odd => w.required_odd(),
            Condition::Others => w.required_others(),
        },
        Code::TooLong { .. } => w.too_long(),
        Code::TooShort { .. } => w.too_short(),
        Code::BelowMin { .. } => w.below_min(),
        Code::AboveMax { .. } => w.above_max(),
        Code::TooPrecise { max: 0 } => w.not_whole(),
        Code::TooPrecise { .. } => w.too_precise(),
        Code::TooManyDigits { .. } => w.too_many_digits(),
        Code::NotANumber => w.not_a_number(),
        Code::AmbiguousNumber { .. } => w.ambiguous_number(),
        Code::NotADate => w.not_a_date(),
        Code::NotAPhone => w.not_a_phone(),
        Code::NotAnEmail => w.not_an_email(),
        Code::NotAUrl => w.not_a_url(),
        Code::NotAnOption { .. } => w.not_an_option(),
        Code::PartAboveWhole => w.part_above_whole(),
        Code::ZeroWhole => w.zero_whole(),
        Code::ShareDiffers { .. } => w.share_differs(),
        Code::Fell { .. } => w.fell(),
        Code::Jumped { .. } => w.jumped(),
        Code::AboveHundred { .. } => w.above_hundred(),
        Code::DoneUnmet { target, .. } if target.is_empty() => w.done_unmet_plain(),
        Code::DoneUnmet { .. } => w.done_unmet(),
        Code::OutsidePeriod { .. } => w.outside_period(),
        Code::InTheFuture => w.in_the_future(),
        Code::NotAMoment => w.not_a_moment(),
        Code::NotYet => w.not_yet(),
        Code::FileType { .. } => w.file_type(),
        Code::FileMissing => w.file_missing(),
        Code::FilesTooLarge { .. } => w.files_too_large(),
        Code::Said { .. } => w.said(),
        Code::NotAllowed { .. } => w.not_allowed(),
        Code::Carried => w.carried(),
        Code::NotAsked => w.not_asked(),
        Code::TargetMissed { target, found } if found.is_empty() && target.is_empty() => w.target_not_met(),
        Code::TargetMissed { .. } => w.target_missed(),
        Code::NothingReported => w.nothing_reported(),
        Code::NothingFilled => w.nothing_filled(),
        Code::NilWithContent => w.nil_with_content(),
        Code::Late => w.past_due(),
        Code::LateNeedsReason => w.required_late(),
        Code::NotOpenYet => w.period_not_begun(),
        Code::Closed => w.no_longer_accepted(),
        Code::CorrectionsOver => w.corrections_over(),
        Code::PlanChanged => w.plan_changed(),
        Code::Mismatch { .. } => w.mismatch(),
    }
}

fn expected(w: &Words, expected: &Expected) -> String {
    let text = match expected {
        Expected::Value => w.json_value(),
        Expected::End => w.json_end(),
        Expected::OneOf(options) => return fill(w.json_one_of(), "options", &[&options.join(", ")]),
        Expected::Bool => w.json_bool(),
        Expected::Integer => w.json_integer(),
        Expected::IntegerIn(min, max) => return fill(w.json_integer_in(), "min max", &[min, max]),
        Expected::Decimal => w.json_decimal(),
        Expected::Text => w.json_text(),
        Expected::Id => w.json_id(),
        Expected::Array => w.json_array(),
        Expected::Object => w.json_object(),
        Expected::Date => w.json_date(),
        Expected::MonthDay => w.json_month_day(),
        Expected::YearOrDate => w.json_year_or_date(),
        Expected::Clock => w.json_clock(),
        Expected::TimeZone => w.json_time_zone(),
        Expected::Abbreviation => w.json_abbreviation(),
        Expected::Above(least) => return fill(w.json_above(), "min", &[least]),
        Expected::Number => w.json_number(),
        Expected::Day => w.json_day(),
        Expected::NumberOrDay => w.json_number_or_day(),
        Expected::Answer => w.json_answer(),
        Expected::AskedOnce => w.json_asked_once(),
        Expected::NumberColumn => w.json_number_column(),
        Expected::TotalColumn => w.json_total_column(),
        Expected::Other(what) => what,
    };
    text.to_owned()
}

/// A canonical decimal as people write it; other texts as they are.
fn shown(text: &str) -> String {
    Decimal::parse(text).map_or_else(|| text.to_owned(), write_number)
}

/// A day as people write it; other texts as they are.
fn day(lang: Lang, text: &str) -> String {
    Date::parse(text).map_or_else(|| text.to_owned(), |day| date(lang, day))
}
