//! Figures over time are exact: held against fractions of whole numbers, in whatever order the months had them.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use baocao::plan::{Date, Decimal, FieldId, Plan};
use baocao::report::{Answers, Earlier, Figures, Form, Part, PastPeriod, Value};
use baocao::schedule::{Duty, FixedZone, reports};
use proptest::prelude::*;

/// A number in thousandths; none: nothing was entered.
type Thousandths = Option<u32>;

struct Year {
    plan: Plan,
    duties: Vec<Duty>,
    form: Form,
}

impl Year {
    fn new() -> Self {
        let plan = support::plan("vi-du-so-lieu");
        let member = support::member(&plan, "doan-xa-b");
        let day = |y, m, d| Date::new(y, m, d).expect("a day");
        let mut duties = reports(&plan, &member, day(2026, 1, 1), day(2027, 2, 1), &FixedZone::VIETNAM);
        duties.retain(|duty| duty.period.id.as_str().starts_with("2026-"));
        assert_eq!(duties.len(), 12);
        let form = Form::new(&plan, &member, &duties[11]);
        Self { plan, duties, form }
    }

    /// What an indicator comes to in December, by these answers of each month.
    fn comes_to(&self, indicator: &str, months: &[Vec<(&str, Thousandths)>]) -> Option<String> {
        let is_it = |part: &Part| matches!(part, Part::Indicator(id) if id.as_str() == indicator);
        let place = self.form.parts.iter().position(|part| is_it(&part.part)).expect("a part");
        let answers = |month: &Vec<(&str, Thousandths)>| -> Answers {
            let given = month.iter().filter_map(|(key, number)| Some((*key, (*number)?)));
            given.map(|(key, number)| (FieldId::new(key).expect("an id"), Value::Text(decimal(number)))).collect()
        };
        let past = |(duty, month): (&Duty, &Vec<(&str, Thousandths)>)| {
            let mut all = vec![Answers::new(); self.form.parts.len()];
            all[place] = answers(month);
            PastPeriod { period: duty.period.clone(), answers: Some(all) }
        };
        let past: Vec<PastPeriod> = self.duties[..11].iter().zip(months).map(past).collect();
        let december = &self.duties[11];
        let earlier = Earlier::look_back(&self.plan, december, &self.form, &past);
        let indicator = self.plan.indicators.iter().find(|one| one.id.as_str() == indicator).expect("an indicator");
        let known = earlier.indicators.get(&indicator.id);
        let figures = Figures::new(indicator, december, &answers(&months[11]), known);
        figures.cumulative.map(|number| number.to_string())
    }
}

fn decimal(thousandths: u32) -> String {
    let number = Decimal::parse(&format!("{}.{:03}", thousandths / 1000, thousandths % 1000));
    number.expect("a number").to_string()
}

/// A fraction rounded half up to so many places, as text: by whole numbers alone.
fn rounded(above: u128, below: u128, places: u32) -> Option<String> {
    let scale = 10_u128.pow(places);
    let whole = (2 * above * scale + below).checked_div(2 * below)?;
    let text = format!("{}.{:0places$}", whole / scale, whole % scale, places = places as usize);
    Decimal::parse(&text).map(|number| number.to_string())
}

fn month() -> impl Strategy<Value = Thousandths> {
    prop_oneof![Just(None), Just(Some(0)), (0..2_000_000_u32).prop_map(Some)]
}

fn sum(numbers: &[Thousandths]) -> u128 {
    numbers.iter().flatten().map(|number| u128::from(*number)).sum()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn of_months_in_any_order(
        months in prop::collection::vec(month(), 12),
        wholes in prop::collection::vec(0..3_000_000_u32, 12),
        turn in 0..12_usize,
    ) {
        let year = Year::new();
        let value = |numbers: &[Thousandths]| -> Vec<_> { numbers.iter().map(|n| vec![("value", *n)]).collect() };
        let given: Vec<u128> = months.iter().flatten().map(|number| u128::from(*number)).collect();
        let mut turned = months.clone();
        turned.rotate_left(turn);
        turned.reverse();

        let total = year.comes_to("luot-tap-huan", &value(&months));
        let expected = (!given.is_empty()).then(|| rounded(sum(&months), 1000, 3)).flatten();
        prop_assert_eq!(&total, &expected);
        prop_assert_eq!(&total, &year.comes_to("luot-tap-huan", &value(&turned)));

        let average = year.comes_to("hai-long", &value(&months));
        prop_assert_eq!(&average, &rounded(sum(&months), 1000 * given.len() as u128, 2));
        prop_assert_eq!(&average, &year.comes_to("hai-long", &value(&turned)));

        let greatest = year.comes_to("doi-hinh", &value(&months));
        prop_assert_eq!(greatest, given.iter().max().and_then(|most| rounded(*most, 1000, 3)));
        let latest = year.comes_to("so-doan-vien", &value(&months));
        let last = months.iter().rev().flatten().next();
        prop_assert_eq!(latest, last.and_then(|last| rounded(u128::from(*last), 1000, 3)));

        // A ratio: both halves or none.
        let pairs: Vec<_> = months.iter().zip(&wholes).map(|(part, whole)| (*part, part.map(|_| *whole))).collect();
        let ratio = |pairs: &[(Thousandths, Thousandths)]| {
            let months: Vec<_> = pairs.iter().map(|(part, whole)| vec![("part", *part), ("whole", *whole)]).collect();
            year.comes_to("ho-so-truc-tuyen", &months)
        };
        let (parts, halves): (Vec<_>, Vec<_>) = pairs.iter().copied().unzip();
        prop_assert_eq!(ratio(&pairs), rounded(100 * sum(&parts), sum(&halves), 2));
        let mut turned = pairs.clone();
        turned.rotate_left(turn);
        prop_assert_eq!(ratio(&pairs), ratio(&turned));
    }
}
