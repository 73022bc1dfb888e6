use super::Lang;
use std::sync::OnceLock;

macro_rules! words {
    ($($key:ident)* ; $($late:ident)*) => {
        /// The keys of every file, in their order: first those of the first view.
        const KEYS: &[&str] = &[$(stringify!($key),)* $(stringify!($late)),*];
        /// How many the first view has.
        const EARLY: usize = [$(stringify!($key)),*].len();

        /// Their places.
        #[allow(non_camel_case_types, reason = "named as in the files")]
        enum Key { $($key),* }
        /// Those of the others, behind them.
        #[allow(non_camel_case_types, reason = "named as in the files")]
        enum Late { $($late),* }

        impl Words {
            $(
                #[doc = concat!("What the file says under `", stringify!($key), "`.")]
                pub fn $key(&self) -> &'static str {
                    self.early[Key::$key as usize]
                }
            )*
            $(
                #[doc = concat!("What the file says under `", stringify!($late), "`.")]
                pub fn $late(&self) -> &'static str {
                    late(self.is_english)[Late::$late as usize]
                }
            )*
        }
    };
}

/// How many the first view does not have.
const LATE: usize = KEYS.len() - EARLY;

/// The texts of the interface in one language, as the language's file beside this one has them.
#[derive(Debug)]
pub struct Words {
    early: [&'static str; EARLY],
    is_english: bool,
}

/// A text for each of so many keys, in their order.
fn of<const N: usize>(lines: &mut dyn Iterator<Item = &'static str>) -> [&'static str; N] {
    let mut texts = [""; N];
    for text in &mut texts {
        *text = lines.next().unwrap_or_default();
    }
    texts
}

static VI: OnceLock<Words> = OnceLock::new();
static VI_LATE: OnceLock<[&'static str; LATE]> = OnceLock::new();

/// In the browser they come in a file of their own, so that only a page in English pays for them; elsewhere
/// they are built in.
static EN: OnceLock<Words> = OnceLock::new();
static EN_LATE: OnceLock<[&'static str; LATE]> = OnceLock::new();

/// The texts in a language; in Vietnamese while those of another are not in place.
pub fn words(lang: Lang) -> &'static Words {
    #[cfg(not(target_arch = "wasm32"))]
    english_in_place(include_str!("en.txt"));
    match (lang, EN.get()) {
        (Lang::En, Some(english)) => english,
        _ => VI.get_or_init(|| Words { early: of(&mut VI_EARLY_TEXTS.split('\n')), is_english: false }),
    }
}

/// The texts that the first view does not have. Nothing of it refers to them, so they are in the file that is loaded
/// after it.
fn late(is_english: bool) -> &'static [&'static str; LATE] {
    match EN_LATE.get().filter(|_| is_english) {
        Some(english) => english,
        None => VI_LATE.get_or_init(|| of(&mut VI_LATE_TEXTS.split('\n'))),
    }
}

/// Whether the English texts are in place.
pub fn has_english() -> bool {
    cfg!(not(target_arch = "wasm32")) || EN.get().is_some()
}

/// Puts the English texts in place, once for all forms of a page: the text of `en.txt`. False when the file is
/// of another version, or another file altogether.
pub fn put_english(file: &str) -> bool {
    let is_ours = entries(file).fold(0, |hash, (key, _)| mixed(hash, key)) == HASH_OF_KEYS;
    if is_ours {
        english_in_place(file.to_owned().leak());
    }
    is_ours
}

fn english_in_place(file: &'static str) {
    let mut texts = entries(file).map(|(_, text)| text);
    EN.get_or_init(|| Words { early: of(&mut texts), is_english: true });
    EN_LATE.get_or_init(|| of(&mut entries(file).map(|(_, text)| text).skip(EARLY)));
}

/// What a file says, in its order.
fn entries(file: &str) -> impl Iterator<Item = (&str, &str)> {
    let lines = file.split('\n').filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once('=')).map(|(key, text)| (key.trim(), text.trim()))
}

/// Tells the keys of this version from those of another, without having them in the module.
const HASH_OF_KEYS: u32 = {
    let (mut hash, mut i) = (0, 0);
    while i < KEYS.len() {
        hash = mixed(hash, KEYS[i]);
        i += 1;
    }
    hash
};

/// A hash that goes on with another key (FNV-1a, with a sign behind each key).
const fn mixed(mut hash: u32, key: &str) -> u32 {
    let mut i = 0;
    while i <= key.len() {
        let byte = if i < key.len() { key.as_bytes()[i] } else { b'\n' };
        hash = (hash ^ byte as u32).wrapping_mul(16_777_619);
        i += 1;
    }
    hash
}

const VI_FILE: &str = include_str!("vi.txt");
/// Two texts of their own, so that they can lie in two files.
static VI_EARLY_TEXTS: &str = text(&bare::<{ bare::<0>(VI_FILE, 0, EARLY).1 }>(VI_FILE, 0, EARLY).0);
static VI_LATE_TEXTS: &str = text(&bare::<{ bare::<0>(VI_FILE, EARLY, LATE).1 }>(VI_FILE, EARLY, LATE).0);

/// So many texts of a file from the nth on, without their keys, and how long they are: with its keys a file takes 1.5 KB
/// more of the module (measured). The compiler does this.
const fn bare<const LENGTH: usize>(file: &str, first: usize, count: usize) -> ([u8; LENGTH], usize) {
    let file = file.as_bytes();
    let (mut texts, mut length, mut i, mut nth) = ([0; LENGTH], 0, 0, 0);
    while i < file.len() {
        let (is_comment, mut is_text) = (file[i] == b'#', false);
        loop {
            if is_text && first <= nth && nth < first + count {
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
        if is_text {
            nth += 1;
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
    reports returned overdue due_now coming any_time sent not_owed no_duties no_duties_help year_view year_title begin resume
    view_receipt see_remarks draft_kept correction_kept earlier later others period covers recipient through final_recipient
    embedded_in plan_says details why_this_day event_hint undated_hint clock_off preview preview_no_send back
    no_role
    // filling
    tasks search filter all empty started complete has_errors rows_before rows_after no_match whole_report
    indicators sections reporter reporter_use with time time_blank named_days product target by_year
    by_day excludes full_text choose yes no optional
    link ratio_hint next_task previous_task
    back_to_list choose_task
    // checking and sending
    check_and_send keep_editing not_answered
    // draft line
    saved_at not_sent not_saved nothing_yet saving language on_this_device
    // failures of the world
    loading plan_failed plan_failed_help retry no_unit no_unit_help unknown_unit no_plan no_plan_help no_english
    rest_coming rest_failed rest_failed_help
    // one and many
    progress error_one error_many day_one day_many hour_one hour_many minute_one
    minute_many under_a_minute
    // days, periods and deadlines
    months weekdays quarters date date_long moment period_month period_half_month period_rest_of_month
    period_quarter period_first_half period_second_half period_year period_months period_day period_week
    period_weeks period_open period_begun span since as_of estimate due due_at end_of_day viet_nam_time left
    overdue_by standing_open standing_not_open standing_closed settled_exempt settled_outside settled_approved
    settled_until lapsed lapsed_why reason opens_at moved_from late_until late_never closed_since correctable
    not_correctable expected unit_begins unit_ended unit_went_to unstated_report
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
    ask_late_reason ask_event_day ask_event_moment ask_request_day ask_request_moment nil nil_reason
    ;
    // checking and sending
    queued needs_sign_in in_conflict sent_back
    // overview
    previous_year next_year today_is to_today nothing_due undated_reports calendar_download month_calendar
    calendar_key days_short calendar_period elsewhere taking_over take_over
    // checking and sending
    send sending warnings_title ready change send_failed send_failed_help send_failed_unkept server_says page_says send_again sent_again_at
    replace_theirs keep_theirs
    // receipt
    receipt_title receipt_number plan report_kind revision received_at sent_at on_time late no_number content_hash
    copy copied copy_by_hand print correct timeliness
    // this device
    clear_draft clear_question clear_yes cancel versions version_cleared version_imported version_restored restore
    orphans orphans_help copy_them device_about device_empty room_low unkept_off unkept_unavailable unkept_full
    unkept_too_new unkept_locked backup backup_help backup_all backup_one import_file offer_title offer_new offer_same
    offer_other offer_busy take_new take_other version_here version_in_file backup_foreign backup_too_large
    backup_too_new backup_other_unit backup_other_plan forget_title forget_help forget forget_question forget_unsent
    // failures of the world
    plan_invalid plan_invalid_help line no_endpoint sent_with_page unfinished
    // days, periods and deadlines
    stands_for late_always
    // how a due day came about
    term_units step_from_end step_from_start step_from_event step_after step_weekends step_made_up step_skipped
    step_skipped_more step_on step_before step_excluded step_stays step_moves weekend step_at step_arranged
    // what can be wrong with an answer
    required required_not_done required_done required_late required_evidence required_ratio too_long too_short
    below_min above_max not_whole too_precise too_many_digits not_a_number ambiguous_number or not_a_date not_a_moment not_a_phone
    not_an_email not_a_url not_an_option part_above_whole zero_whole share_differs in_the_future not_yet said
    not_asked target_missed target_not_met
    // what can be wrong with a report
    nothing_reported nil_with_content past_due period_not_begun no_longer_accepted corrections_over plan_changed
    mismatch
    // why a report was not accepted
    unreachable timed_out signed_out page_instead in_conflict_help stopped wrong_request refused
    // what can be wrong with a file
    ends_too_early syntax unexpected missing_key unknown_key unknown_key_near repeated_key too_large too_deep
    too_many duplicate_id dangling cycle ends_before_start overlaps never_due opens_after_due needs useless
    // what a file should say instead
    json_value json_end json_one_of json_bool json_integer json_integer_in json_decimal json_text json_id json_array
    json_object json_date json_month_day json_year_or_date json_clock json_time_zone
    // what the office made of a report
    review review_submitted review_approved review_locked reviewed_at remarks_title remark_done closed_approved
    closed_locked revise sent_answers sent_elsewhere version_sent_elsewhere carry_over carry_over_help
    version_carried_over version_theirs conflict_help version_there version_yours sent_on
    attach_file attached_files take_photo shrink_photos file_limits no_upload remove_file file_waits file_only_here
    file_uploading file_gone file_not_taken file_unreadable file_too_large file_too_many file_type
    file_missing file_images file_videos file_audio backup_without_files
    version_overtaken offer_waits unread_sealed unread_newer forget_unread
    file_limits_inside file_empty file_twice file_twice_as file_no_room files_too_large
    backup_unreadable backup_empty backup_no_reports keep_here offer_declined version_declined
    server_in_trouble report_too_large refused_silently page_failed file_refused unkept_failed withdraw kept send_failed_mend maybe_there
    // figures over time
    required_odd fell jumped above_hundred done_unmet outside_period figures_title figures_now figures_cumulative figures_goal
    figures_of_goal figures_last figures_last_year figures_unknown figures_enter figures_chart figures_period figures_result figures_none required_others not_allowed
    carried confirm as_before confirm_panel next_unfilled
    bulk_title bulk_status bulk_blank bulk_apply bulk_done done_unmet_plain
    nil_keeps nil_required check_title to_mend_one to_mend_many
    sent_version now_version changes_title changes_none remarks_open remarks_all_done version_joined
    portion_title portion_help portion_filled portion_by portion_save portion_take portion_saved portion_choose portion_blank
    portion_offer portion_offer_by portion_new portion_same portion_other portion_choose_each portion_all_mine
    portion_all_theirs portion_mine portion_theirs portion_join portion_nothing portion_joined portion_files portion_foreign
    portion_is_backup portion_too_new portion_too_large portion_empty portion_no_answers portion_other_report
    // the report on paper
    paper paper_title paper_help paper_number paper_number_hint paper_symbol paper_symbol_hint paper_place
    paper_day paper_signature paper_signature_hint paper_signer paper_docx paper_blank paper_working paper_saved
    paper_opened paper_failed paper_blocked paper_foreign paper_print paper_print_blank show_code code_shown close
    sheet_row sheet_total sheet_undo sheet_undone sheet_insert sheet_remove sheet_csv sheet_keys sheet_keys_list sheet_pasted paste_title paste_goes paste_by_heading paste_no_columns paste_no_rows paste_locked paste_wrong paste_nothing paste_accept paste_decline paste_numbers paste_vietnamese paste_english
    grid_open grid_back grid_title grid_help
    sheet_read sheet_more
    ask_before ask_before_part ask_before_total ask_before_whole ask_before_count ask_last ask_last_year ask_note
    sheet_xlsx sheet_import sheet_unreadable sheet_other
    paste_rest paste_replace paste_keep
    json_abbreviation example abbreviations
    sheet_carried sheet_confirmed sheet_open
    left_characters over_characters characters date_hint moment_hint
    unit add_evidence remove document_number document_date document_title
    workbook_none workbook_format workbook_encrypted workbook_damaged workbook_large workbook_hidden workbook_coding nothing_filled kept_theirs not_implemented
    paper_technical
    json_above json_number json_day json_number_or_day json_answer json_asked_once json_number_column json_total_column
    sheet_redo sheet_redone plan_over figures_no_progress
    paste_left_out
    paper_to_mend
    all_filled
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::{KEYS, VI_EARLY_TEXTS, VI_FILE, VI_LATE_TEXTS, entries, put_english};
    use unicode_normalization::is_nfc;

    const EN_FILE: &str = include_str!("en.txt");

    /// What stands in braces, each once.
    fn places(text: &str) -> Vec<&str> {
        let mut places: Vec<_> = text.split(['{', '}']).skip(1).step_by(2).collect();
        places.sort_unstable();
        places.dedup();
        places
    }

    #[test]
    fn every_line_is_a_text_a_remark_or_empty() {
        for line in [VI_FILE, EN_FILE].iter().flat_map(|file| file.split_inclusive('\n')) {
            let text = line.strip_suffix('\n').expect("a line feed at the end");
            let is_text = text.split_once(" = ").is_some_and(|(_, text)| !text.is_empty() && text.trim() == text);
            assert!(is_text || text.is_empty() || text.starts_with('#'), "{text:?}");
            assert!(is_nfc(text), "letters in pieces: {text}");
        }
    }

    #[test]
    fn the_files_have_the_keys_in_their_order() {
        for (i, key) in KEYS.iter().enumerate() {
            assert!(!KEYS[..i].contains(key), "{key} is there twice");
        }
        for file in [VI_FILE, EN_FILE] {
            let found: Vec<_> = entries(file).map(|(key, _)| key).collect();
            // One by one: what is missing, unknown, misplaced or there twice is the first that differs.
            for (found, wanted) in found.iter().zip(KEYS) {
                assert_eq!(found, wanted, "the file has the first where the second belongs");
            }
            assert_eq!(found.len(), KEYS.len());
        }
    }

    #[test]
    fn both_languages_have_the_same_places() {
        for ((key, vi), (_, en)) in entries(VI_FILE).zip(entries(EN_FILE)) {
            assert_eq!(places(vi), places(en), "{key}");
            for text in [vi, en] {
                assert_eq!(text.matches('{').count(), text.matches('}').count(), "{key}: {text}");
            }
        }
    }

    #[test]
    fn the_module_holds_the_texts_without_their_keys() {
        let texts = VI_EARLY_TEXTS.lines().chain(VI_LATE_TEXTS.lines());
        assert!(texts.eq(entries(VI_FILE).map(|(_, text)| text)));
    }

    #[test]
    fn english_of_another_version_is_not_taken() {
        assert!(put_english(EN_FILE));
        assert!(put_english(&EN_FILE.replace('\n', "\r\n")), "a server may write lines its own way");
        for other in ["", "<!doctype html><title>Not found</title>", "reports = Reports"] {
            assert!(!put_english(other), "{other}");
        }
        assert!(!put_english(&EN_FILE.replacen("overdue", "late_now", 1)), "a key is called otherwise");
        assert!(!put_english(&format!("{EN_FILE}more = More\n")));
        assert!(!put_english(&EN_FILE.lines().take(99).collect::<Vec<_>>().join("\n")), "the line broke off");
    }
}
