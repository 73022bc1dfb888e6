//! Of several pages of a browser one writes and sends the reports of a unit.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use baocao::delivery::{Holding, Lease, Record, Wish};
use baocao::report::Part;
use baocao::schedule::Instant;
use baocao::state::{Action, Hand};
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
