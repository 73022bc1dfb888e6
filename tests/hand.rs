//! Of several pages of a browser one writes and sends the reports of a unit.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use baocao::delivery::{Cause, Holding, Lease, Outgoing, Record, Wish};
use baocao::report::{Draft, Part};
use baocao::schedule::Instant;
use baocao::state::{Action, Hand, Kept, View};
use std::rc::Rc;
use support::at;
use support::officer::*;

/// A device with pages that ask for the lease on it.
#[derive(Default)]
struct Device {
    lease: Option<String>,
    now: i64,
}

impl Device {
    fn wish(&mut self, page: &str, wish: Wish) -> Holding {
        let kept = self.lease.as_deref().and_then(Lease::from_text);
        let (holding, lease) = Lease::wish(kept.as_ref(), page, wish, Instant(1_700_000_000_000 + self.now));
        if let Some(lease) = lease {
            assert_eq!(Lease::from_text(&lease.to_text()).as_ref(), Some(&lease));
            self.lease = Some(lease.to_text());
        }
        holding
    }
}

#[test]
fn the_first_page_has_it_and_keeps_it_as_long_as_it_asks() {
    let mut device = Device::default();
    for second in 0..60 {
        device.now = second * 1_000;
        assert_eq!(device.wish("a", Wish::Have), Holding::Mine);
        assert_eq!(device.wish("b", Wish::Have), Holding::Elsewhere);
    }
    // It was closed without a word.
    device.now += 2_900;
    assert_eq!(device.wish("b", Wish::Have), Holding::Elsewhere);
    device.now += 3_200;
    assert_eq!(device.wish("b", Wish::Have), Holding::Mine);
    assert_eq!(device.wish("a", Wish::Have), Holding::Elsewhere, "it slept, and it is another's now");
}

#[test]
fn it_is_given_to_who_asks_for_it_once_everything_is_kept() {
    let mut device = Device::default();
    assert_eq!(device.wish("a", Wish::Have), Holding::Mine);
    assert_eq!(device.wish("b", Wish::Take), Holding::Elsewhere);
    assert_eq!(device.wish("c", Wish::Have), Holding::Elsewhere);
    assert_eq!(device.wish("a", Wish::Have), Holding::Wanted);
    assert_eq!(device.wish("b", Wish::Take), Holding::Elsewhere, "not before it is given");
    assert_eq!(device.wish("a", Wish::Give), Holding::Elsewhere);
    assert_eq!(device.wish("b", Wish::Take), Holding::Mine);
    assert_eq!(device.wish("a", Wish::Have), Holding::Elsewhere);
    // Who goes away leaves it to whoever comes.
    assert_eq!(device.wish("b", Wish::Give), Holding::Elsewhere);
    assert_eq!(device.wish("a", Wish::Have), Holding::Mine);
    // One that does not answer is not asked for ever.
    assert_eq!(device.wish("b", Wish::Seize), Holding::Mine);
    assert_eq!(device.wish("a", Wish::Have), Holding::Elsewhere);
}

#[test]
fn a_lease_that_was_renewed_while_another_page_asked_is_not_taken_for_nonsense() {
    let mut device = Device { now: 40, ..Device::default() };
    assert_eq!(device.wish("a", Wish::Have), Holding::Mine);
    // It looked at the clock before, and at the lease after.
    device.now = 0;
    assert_eq!(device.wish("b", Wish::Have), Holding::Elsewhere);
}

#[test]
fn a_clock_that_is_set_back_locks_nobody_out_and_nonsense_is_no_lease() {
    let mut device = Device { now: 86_400_000, ..Device::default() };
    assert_eq!(device.wish("a", Wish::Have), Holding::Mine);
    device.now = 0;
    assert_eq!(device.wish("b", Wish::Have), Holding::Mine);
    for text in ["", "x", "12", "-1 a"] {
        let mut device = Device { lease: Some(text.to_owned()), now: 0 };
        assert_eq!(device.wish("a", Wish::Have), Holding::Mine, "{text}");
    }
}

#[test]
fn a_page_that_looks_on_changes_and_sends_nothing() {
    let mut officer = office();
    officer.fills_all();
    officer.does(Action::Holds(Holding::Elsewhere));
    let before = officer.work().draft.clone();
    officer.types(Part::Sections, "overall", "Gõ ở cửa sổ khác");
    officer.sends("k", "2026-06-13T08:01");
    assert_eq!(officer.work().draft, before);
    assert_eq!(officer.outgoing(), None);
    assert_eq!(officer.0.wish(at("2026-06-13T08:01")), Wish::Have);
}

#[test]
fn who_takes_over_goes_on_with_what_the_other_page_has_written() {
    let mut officer = office();
    officer.does(Action::Holds(Holding::Elsewhere));
    officer.does(Action::TakeOver(at("2026-06-13T08:01")));
    assert_eq!(officer.0.wish(at("2026-06-13T08:01:02")), Wish::Take);
    assert_eq!(officer.0.wish(at("2026-06-13T08:01:04")), Wish::Seize, "it does not answer");
    officer.does(Action::Holds(Holding::Mine));
    assert_eq!((officer.0.hand, officer.0.records.is_none()), (Hand::Taken, true), "first what is on the device");
    officer.types(Part::Sections, "overall", "Sớm quá");
    let mut other = office();
    other.fills_all();
    let record: Record = other.0.to_keep(at("2026-06-13T08:01")).expect("a record");
    officer.does(Action::Records(Ok(vec![record])));
    assert_eq!(officer.0.hand, Hand::Ours);
    assert_eq!(officer.work().draft, other.work().draft);
    officer.sends("k", "2026-06-13T08:02");
    assert!(officer.attempt().is_some());
}

#[test]
fn who_comes_back_after_the_browser_died_is_left_where_they_are_when_the_dead_pages_lease_runs_out() {
    let (mut officer, kept) = with_a_letter_more();
    officer.does(Action::Panel(Some(1)));
    officer.does(Action::Holds(Holding::Elsewhere));
    officer.does(Action::Holds(Holding::Mine));
    officer.does(Action::Records(Ok(vec![kept.clone()])));
    assert_eq!((officer.0.hand, officer.0.view, officer.work().open), (Hand::Ours, View::Fill, Some(1)));
    officer.does(Action::Check);
    officer.does(Action::Holds(Holding::Elsewhere));
    officer.does(Action::Holds(Holding::Mine));
    officer.does(Action::Records(Ok(vec![kept.clone()])));
    assert_eq!((officer.0.hand, officer.0.view, officer.work().tried), (Hand::Ours, View::Check, true));
    // What was sent meanwhile is shown as sent, wherever one was.
    let sent = elsewhere(&kept, |other| {
        other.sends("k", "2026-06-13T08:02");
        other.is_answered(accepted(), "2026-06-13T08:02");
    });
    for page in [Action::Check, Action::KeepEditing] {
        let mut officer = officer.clone();
        officer.does(page);
        officer.does(Action::Holds(Holding::Elsewhere));
        officer.does(Action::Holds(Holding::Mine));
        officer.does(Action::Records(Ok(vec![sent.clone()])));
        assert_eq!(officer.0.view, View::Receipt);
    }
}

#[test]
fn who_looks_on_is_shown_the_receipt_also_where_nothing_was_seen_of_the_sending() {
    let (mut officer, kept) = with_a_letter_more();
    officer.does(Action::Holds(Holding::Elsewhere));
    officer.does(Action::Follow(vec![kept.clone()]));
    assert_eq!(officer.0.view, View::Fill);
    let sent = elsewhere(&kept, |other| {
        other.sends("k", "2026-06-13T08:02");
        other.is_answered(accepted(), "2026-06-13T08:02");
    });
    officer.does(Action::Follow(vec![sent]));
    assert_eq!(officer.0.view, View::Receipt);
}

/// A page with a report that is kept, and a letter more that is not.
fn with_a_letter_more() -> (Officer, Record) {
    let mut officer = office();
    officer.fills_all();
    officer.is_kept();
    let kept = officer.0.to_keep(at("2026-06-13T08:01")).expect("a record");
    officer.types(Part::Sections, "overall", "Đã triển khai đầy đủ, đúng hạn");
    (officer, kept)
}

/// What another page makes of a report.
fn elsewhere(kept: &Record, does: impl FnOnce(&mut Officer)) -> Record {
    let mut other = office();
    other.does(Action::Records(Ok(vec![kept.clone()])));
    other.opens("hang-thang", "2026-06");
    does(&mut other);
    other.0.record(&other.work().duty).cloned().expect("a record")
}

#[test]
fn what_another_page_has_sent_stays_sent_and_what_was_typed_goes_on_as_a_correction() {
    let (mut officer, kept) = with_a_letter_more();
    let sent = elsewhere(&kept, |other| {
        other.sends("k", "2026-06-13T08:02");
        other.is_answered(accepted(), "2026-06-13T08:02");
    });
    let (records, changed) = officer.0.joined(vec![sent], &[], &[]);
    assert_eq!(changed, [], "what was typed is kept as ever");
    officer.does(Action::Overtaken(records));
    let joined = officer.0.to_keep(at("2026-06-13T08:03")).expect("a record");
    assert_eq!((joined.receipts.len(), joined.is_unsent(), joined.next_revision()), (1, true, 2));
    assert_eq!(joined.draft(), *officer.work().draft);
}

#[test]
fn of_two_pages_that_both_wrote_the_later_one_sets_what_it_has_aside() {
    let (mut officer, kept) = with_a_letter_more();
    let typed = officer.0.to_keep(at("2026-06-13T08:01")).expect("a record");
    let other = elsewhere(&kept, |other| {
        other.types(Part::Sections, "overall", "Viết ở cửa sổ khác");
        other.is_kept();
    });
    // Also where another page has the reports in hand by now.
    for holding in [Holding::Mine, Holding::Elsewhere] {
        officer.does(Action::Holds(holding));
        let (records, changed) = officer.0.joined(vec![other.clone()], &[], &[]);
        let [changed] = &changed[..] else { panic!("{changed:?}") };
        assert_eq!((&changed.draft(), changed.versions()[0].cause), (&other.draft(), Cause::Overtaken));
        assert_eq!(changed.versions()[0].draft(), typed.draft());
        let mut after = officer.clone();
        after.does(Action::Overtaken(records.clone()));
        assert_eq!(*after.work().draft, other.draft());
        // Once more, since the other page was faster again: nothing is kept twice.
        assert_eq!(after.0.joined(records, std::slice::from_ref(&typed), &[]).1, []);
    }
}

#[test]
fn what_was_typed_while_it_was_on_the_wire_is_kept_with_what_became_of_it() {
    let (mut officer, _) = with_a_letter_more();
    officer.sends("k", "2026-06-13T08:02");
    officer.types(Part::Sections, "overall", "Gõ khi đang gửi");
    officer.is_answered(accepted(), "2026-06-13T08:02");
    let record = officer.0.record(&officer.work().duty).expect("a record").clone();
    let kept = officer.0.as_typed(&record);
    assert_eq!((kept.draft(), kept.receipts.len()), (Draft::clone(&officer.work().draft), 1));
}

#[test]
fn who_leaves_a_report_and_comes_back_before_it_is_kept_finds_the_last_letter() {
    let (mut officer, _) = with_a_letter_more();
    let (before, typed) = (officer.0.to_keep(at("2026-06-13T08:01")).expect("a record"), officer.work().draft.clone());
    officer.types(Part::Sections, "overall", "Chữ cuối cùng");
    let last = officer.work().draft.clone();
    officer.does(Action::Overview);
    // An earlier save ends only now.
    officer.does(Action::Saved(Rc::new(Kept {
        draft: typed,
        record: before,
        kept: Ok(()),
        at: at("2026-06-13T08:02"),
    })));
    officer.opens("hang-thang", "2026-06");
    assert_eq!(officer.work().draft, last);
}

#[test]
fn what_is_typed_stays_in_the_fields_when_another_page_has_only_put_the_report_on_its_way() {
    let (mut officer, kept) = with_a_letter_more();
    let typed = officer.work().draft.clone();
    let sent = elsewhere(&kept, |other| other.sends("k", "2026-06-13T08:02"));
    let (records, changed) = officer.0.joined(vec![sent], &[], &[]);
    assert_eq!(changed, []);
    officer.does(Action::Overtaken(records));
    assert_eq!((&officer.work().draft, officer.outgoing().is_some()), (&typed, true));
}

#[test]
fn what_is_on_the_wire_from_here_is_waited_for_when_the_device_is_read_again() {
    let (mut officer, _) = with_a_letter_more();
    officer.sends("k", "2026-06-13T08:02");
    let record = officer.0.record(&officer.work().duty).expect("a record").clone();
    for (sending, waits) in [(vec![record.key.clone()], true), (Vec::new(), false)] {
        let (records, _) = officer.0.joined(vec![record.clone()], &[], &sending);
        assert_eq!(records[0].outgoing().and_then(Outgoing::attempt).is_some(), waits);
    }
}

#[test]
fn of_several_texts_that_another_page_was_faster_than_each_is_set_aside() {
    let (mut officer, kept) = with_a_letter_more();
    let first = officer.0.to_keep(at("2026-06-13T08:01")).expect("a record");
    officer.types(Part::Sections, "overall", "Gõ tiếp");
    let other = elsewhere(&kept, |other| {
        other.types(Part::Sections, "overall", "Viết ở cửa sổ khác");
        other.is_kept();
    });
    let (_, changed) = officer.0.joined(vec![other], std::slice::from_ref(&first), &[]);
    let [changed] = &changed[..] else { panic!("{changed:?}") };
    let aside: Vec<_> = changed.versions().iter().map(|version| version.draft()).collect();
    assert_eq!(aside, [first.draft(), Draft::clone(&officer.work().draft)]);
}

#[test]
fn what_another_page_wrote_is_shown_only_while_that_one_has_the_reports_in_hand() {
    let (mut officer, kept) = with_a_letter_more();
    let other = elsewhere(&kept, |other| {
        other.types(Part::Sections, "overall", "Viết ở cửa sổ khác");
        other.is_kept();
    });
    officer.does(Action::Holds(Holding::Elsewhere));
    let mut taking_over = officer.clone();
    taking_over.does(Action::Holds(Holding::Mine));
    // What is not shown is not known: a page asks this before it holds what it has read for known.
    for (mut page, is_shown) in [(officer, true), (taking_over, false)] {
        assert_eq!(page.0.looks_on(), is_shown);
        page.does(Action::Follow(vec![other.clone()]));
        let shown = page.0.records.iter().flat_map(|records| records.iter()).any(|record| *record == other);
        assert_eq!(shown, is_shown);
    }
}

#[test]
fn what_was_set_aside_for_a_report_that_the_device_does_not_have_is_kept_also_once_the_reports_are_here() {
    let (mut officer, _) = with_a_letter_more();
    officer.does(Action::Holds(Holding::Mine));
    let typed = officer.0.to_keep(at("2026-06-13T08:01")).expect("a record");
    assert_eq!(officer.0.joined(Vec::new(), std::slice::from_ref(&typed), &[]).1, [], "it stands in the fields");
    let mut other = office();
    other.does(Action::Holds(Holding::Mine));
    assert_eq!(other.0.joined(Vec::new(), std::slice::from_ref(&typed), &[]), (vec![typed.clone()], vec![typed]));
}
