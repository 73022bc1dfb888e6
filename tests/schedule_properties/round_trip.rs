//! What a plan says of reports is written and read again the same.

use super::any_plan::{Make, plans};
use baocao::finding::Severity;
use baocao::json::to_canonical;
use baocao::plan::{self, Source};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn kinds_and_arrangements_are_read_as_they_were_written(plan in plans(Make::Sense)) {
        let text = to_canonical(&plan);
        let by_serde: serde_json::Value = serde_json::to_value(&plan).expect("plain data");
        prop_assert_eq!(serde_json::from_str::<serde_json::Value>(&text).expect("JSON"), by_serde.clone());

        let reading = plan::read(&text, Severity::Error);
        prop_assert!(reading.findings.is_empty(), "{:?}\n{}", reading.findings, text);
        let mut again = reading.value.expect("no findings");
        again.source = Source::default();
        prop_assert_eq!(&again, &plan);
        prop_assert_eq!(to_canonical(&again), text);
        prop_assert_eq!(serde_json::from_value::<plan::Plan>(by_serde).expect("a plan"), plan);
    }
}
