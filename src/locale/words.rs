use super::Lang;
use std::sync::OnceLock;

macro_rules! words {
    ($($key:ident)*) => {
        /// The texts of the interface in one language, as the language's file beside this one has them.
        #[derive(Debug)]
        pub struct Words {
            $(#[doc = concat!("What the file says under `", stringify!($key), "`.")] pub $key: &'static str,)*
        }

        /// The keys of every file, in their order.
        const KEYS: &[&str] = &[$(stringify!($key)),*];

        impl Words {
            /// A text for each key, in their order.
            fn of(lines: &mut dyn Iterator<Item = &'static str>) -> Self {
                let mut texts = [""; KEYS.len()];
                for (text, line) in texts.iter_mut().zip(lines) {
                    *text = line;
                }
                let [$($key),*] = texts;
                Self { $($key),* }
            }
        }
    };
}

/// The texts in a language.
pub fn words(lang: Lang) -> &'static Words {
    static VI: OnceLock<Words> = OnceLock::new();
    static EN: OnceLock<Words> = OnceLock::new();
    match lang {
        Lang::Vi => VI.get_or_init(|| Words::of(&mut VI_TEXTS.lines())),
        Lang::En => EN.get_or_init(|| Words::of(&mut EN_TEXTS.lines())),
    }
}

const VI_FILE: &str = include_str!("vi.txt");
const EN_FILE: &str = include_str!("en.txt");
const VI_TEXTS: &str = text(&bare::<{ bare::<0>(VI_FILE).1 }>(VI_FILE).0);
const EN_TEXTS: &str = text(&bare::<{ bare::<0>(EN_FILE).1 }>(EN_FILE).0);

/// The texts of a file without their keys, and how long they are: with its keys a file takes 1.5 KB more of
/// the module (measured). The compiler does this.
const fn bare<const LENGTH: usize>(file: &str) -> ([u8; LENGTH], usize) {
    let file = file.as_bytes();
    let (mut texts, mut length, mut i) = ([0; LENGTH], 0, 0);
    while i < file.len() {
        let (is_comment, mut is_text) = (file[i] == b'#', false);
        loop {
            if is_text {
                if length < LENGTH {
                    texts[length] = file[i];
                }
                length += 1;
            }
            if file[i] == b'\n' {
                break;
            }
            if file[i] == b'=' && !is_text && !is_comment {
                is_text = true;
                // The space behind it.
                i += 1;
            }
            i += 1;
        }
        i += 1;
    }
    (texts, length)
}

const fn text(bytes: &'static [u8]) -> &'static str {
    match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(_) => panic!("what was cut at ASCII signs is a text"),
    }
}

words! {
    // overview
    reports overdue due_now coming any_time sent no_duties no_duties_help begin resume view_receipt draft_kept
    earlier period covers recipient through final_recipient embedded_in plan_says why_this_day calendar_period
    undated_hint preview preview_no_send back unit no_role
    // filling
    tasks search filter all empty started complete has_errors no_match whole_report indicators sections reporter
    reporter_use with time time_blank product target excludes full_text choose yes no optional
    left_characters characters add_evidence remove document_number document_date document_title link date_hint
    ratio_hint next_task previous_task back_to_list choose_task
    // checking and sending
    check_and_send check_title send sending keep_editing errors_title warnings_title ready change not_answered
    send_failed send_failed_help server_says send_again
    // receipt
    receipt_title receipt_number received_at sent_at on_time late no_number content_hash copy copied print
    correct timeliness
    // draft line
    saved_at not_sent not_saved nothing_yet saving clear_draft clear_question clear_yes cancel language
    // failures of the world
    loading plan_failed plan_failed_help plan_invalid plan_invalid_help retry line no_unit no_unit_help no_endpoint
    // one and many
    progress_one progress_many error_one error_many day_one day_many hour_one hour_many minute_one minute_many
    under_a_minute
    // days, periods and deadlines
    months weekdays quarters date date_long moment period_month period_quarter period_first_half period_second_half
    period_year period_open span due due_before due_through viet_nam_time left overdue_by standing_open
    standing_not_open standing_closed unstated_report
    // what a unit does in a task
    role_lead role_perform role_answer role_coordinate role_support role_invite
    // how a task stands
    status_not_started status_in_progress status_done status_done_late status_not_done
    // how much is enough
    goal_at_least goal_at_most goal_done goal_rank
    // what is asked
    ask_status ask_percent ask_result ask_evidence ask_difficulties ask_causes ask_remedies ask_proposals
    ask_proposals_to ask_next ask_overall ask_lessons ask_direction ask_commendations ask_amendments ask_budget
    ask_not_done_reason ask_value ask_part ask_whole ask_name ask_position ask_phone ask_email ask_nil
    ask_late_reason
    // what can be wrong with an answer
    required required_not_done required_done required_late required_evidence required_ratio too_long too_short
    below_min above_max not_whole too_precise not_a_number ambiguous_number or not_a_date not_a_phone not_an_email
    not_a_url not_an_option part_above_whole zero_whole in_the_future not_asked target_missed target_not_met
    // what can be wrong with a report
    nothing_reported nil_with_content past_due period_not_begun no_longer_accepted mismatch
    // why a report was not accepted
    unreachable timed_out stopped refused
    // what can be wrong with a file
    ends_too_early syntax unexpected missing_key unknown_key unknown_key_near repeated_key too_large too_deep
    too_many duplicate_id dangling cycle ends_before_start needs useless
    // what a file should say instead
    json_value json_end json_one_of json_bool json_integer json_integer_in json_decimal json_text json_id json_array
    json_object json_date json_month_day json_year_or_date json_time_zone
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::{EN_FILE, EN_TEXTS, KEYS, VI_FILE, VI_TEXTS};
    use unicode_normalization::is_nfc;

    /// Every key of a file with its text, in order.
    fn entries(file: &'static str) -> Vec<(&'static str, &'static str)> {
        assert!(file.ends_with('\n') && !file.contains('\r'), "every line ends in a line feed");
        let lines = file.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        lines.map(|line| line.split_once(" = ").unwrap_or_else(|| panic!("not `key = text`: {line}"))).collect()
    }

    fn places(text: &str) -> Vec<&str> {
        let inner = text.split('{').skip(1).map(|rest| rest.split('}').next().unwrap_or_default());
        let mut places: Vec<_> = inner.collect();
        places.sort_unstable();
        places.dedup();
        places
    }

    #[test]
    fn the_files_have_the_keys_in_their_order() {
        for file in [VI_FILE, EN_FILE] {
            let found: Vec<_> = entries(file).into_iter().map(|(key, _)| key).collect();
            // One by one: what is missing, unknown, misplaced or there twice is the first that differs.
            for (found, wanted) in found.iter().zip(KEYS) {
                assert_eq!(found, wanted, "the file says the first where the second belongs");
            }
            assert_eq!(found.len(), KEYS.len());
        }
        for (i, key) in KEYS.iter().enumerate() {
            assert!(!KEYS[..i].contains(key), "{key} is there twice");
        }
    }

    #[test]
    fn both_languages_say_the_same_things() {
        for ((key, vi), (_, en)) in entries(VI_FILE).into_iter().zip(entries(EN_FILE)) {
            assert_eq!(places(vi), places(en), "{key}");
            for text in [vi, en] {
                assert!(!text.is_empty() && text.trim() == text && is_nfc(text), "{key}: {text:?}");
                assert_eq!(text.matches('{').count(), text.matches('}').count(), "{key}: {text:?}");
            }
        }
    }

    #[test]
    fn the_module_holds_the_texts_without_their_keys() {
        for (file, texts) in [(VI_FILE, VI_TEXTS), (EN_FILE, EN_TEXTS)] {
            let wanted: Vec<_> = entries(file).into_iter().map(|(_, text)| text).collect();
            assert_eq!(texts.lines().collect::<Vec<_>>(), wanted);
        }
    }
}
