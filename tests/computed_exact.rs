//! What follows from numbers is exact, in questions, tables and figures: held against fractions of whole numbers, below zero
//! too, and in whatever order they stand.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use baocao::check::{self, Context};
use baocao::finding::Severity;
use baocao::plan::{self, Date, Decimal, FieldId, Plan};
use baocao::report::{
    Answers, Draft, Earlier, Edit, Figures, Form, Part, Past, PastPeriod, Raw, TableAnswer, Value, settle, write_tsv,
    write_unambiguous,
};
use baocao::schedule::{Duty, FixedZone, reports};
use proptest::prelude::*;
use serde_json::json;
use support::PlainText;

/// A number in thousandths; none: nothing was entered.
type Thousandths = Option<i64>;

/// A plan with months of reports, and the form of the last.
struct Months {
    plan: Plan,
    duties: Vec<Duty>,
    form: Form,
}

impl Months {
    fn new(sections: &serde_json::Value, indicators: &serde_json::Value) -> Self {
        let plan = json!({
            "format": "baocao-plan/1", "id": "p", "version": "1", "title": "Kế hoạch", "units": [{ "id": "u", "name": "U" }],
            "horizon": { "wording": "năm 2026", "from": "2026-01-01", "to": "2026-12-31" },
            "indicators": indicators,
            "reports": [{
                "id": "k", "title": "K", "by": { "units": ["u"] }, "covers": "all", "periods": { "every": { "unit": "month" } },
                "outline": { "sections": sections }
            }]
        });
        let reading = plan::read(&plan.to_string(), Severity::Error);
        assert!(reading.findings.is_empty(), "{plan} {:?}", reading.findings);
        let plan = reading.value.expect("a plan");
        let member = support::member(&plan, "u");
        let day = |y, m, d| Date::new(y, m, d).expect("a day");
        let mut duties = reports(&plan, &member, day(2026, 1, 1), day(2027, 1, 1), &FixedZone::VIETNAM);
        duties.retain(|duty| duty.period.id.as_str().starts_with("2026-"));
        assert_eq!(duties.len(), 12);
        let form = Form::new(&plan, &member, &duties[11]);
        Self { plan, duties, form }
    }

    /// What is read of what was typed.
    fn reads(&self, typed: &[(&str, String)]) -> Answers {
        let edit = |(key, text): &(&str, String)| Edit {
            part: Part::Sections,
            field: field(key),
            raw: Raw::Text(text.clone()),
        };
        let draft: Draft = typed.iter().map(edit).collect();
        let (answers, wrong) = settle(&self.form, &draft, &PlainText);
        assert!(wrong.is_empty(), "{wrong:?}");
        let place = self.form.parts.iter().position(|part| part.part == Part::Sections).expect("a part");
        answers[place].clone()
    }

    fn indicator(&self) -> &plan::Indicator {
        &self.plan.indicators[0]
    }

    /// What the indicator comes to in December.
    fn figures(&self, months: &[Thousandths]) -> Figures {
        let is_it = |part: &Part| matches!(part, Part::Indicator(_));
        let place = self.form.parts.iter().position(|part| is_it(&part.part)).expect("a part");
        let past = |(duty, month): (&Duty, &Thousandths)| {
            let mut all = vec![Answers::new(); self.form.parts.len()];
            all[place] = value(*month);
            PastPeriod { period: duty.period.clone(), answers: Some(all) }
        };
        let past: Vec<PastPeriod> = self.duties[..11].iter().zip(months).map(past).collect();
        let earlier = Earlier::look_back(&self.plan, &self.duties[11], &self.form, &past);
        let known = earlier.indicators.get(&self.indicator().id);
        Figures::new(self.indicator(), &self.duties[11], &value(months[11]), known)
    }

    /// What is said of the indicator in December, beside the last result.
    fn codes(&self, now: Decimal, last: Decimal) -> Vec<&'static str> {
        let is_it = |part: &Part| matches!(part, Part::Indicator(_));
        let place = self.form.parts.iter().position(|part| is_it(&part.part)).expect("a part");
        let mut answers = vec![Answers::new(); self.form.parts.len()];
        answers[place].insert(field("value"), Value::Text(now.to_string()));
        let mut earlier = Earlier::default();
        earlier.indicators.insert(self.indicator().id.clone(), Past { last: Some(last), ..Past::default() });
        let (plan, form, text) = (&self.plan, &self.form, &PlainText);
        let cx =
            Context { plan, duty: &self.duties[11], form, earlier: &earlier, now: support::at("2026-12-20"), text };
        let found = check::all(cx, &answers, Vec::new()).into_iter();
        found.filter(|finding| finding.at.to_string().ends_with("/value")).map(|finding| finding.code.key()).collect()
    }
}

fn field(key: &str) -> FieldId {
    FieldId::new(key).expect("an id")
}

fn value(number: Thousandths) -> Answers {
    number.map(|number| (field("value"), Value::Text(decimal(number).to_string()))).into_iter().collect()
}

/// So many of the 10 to the power of `places`.
fn scaled(number: i128, places: usize) -> Decimal {
    let digits = format!("{:0>1$}", number.unsigned_abs(), places + 1);
    let (whole, fraction) = digits.split_at(digits.len() - places);
    Decimal::parse(&format!("{}{whole}.{fraction}0", if number < 0 { "-" } else { "" })).expect("a number")
}

fn decimal(thousandths: i64) -> Decimal {
    scaled(thousandths.into(), 3)
}

/// As an officer types it; nothing where there is nothing.
fn typed(number: Thousandths) -> String {
    number.map(|number| write_unambiguous(decimal(number))).unwrap_or_default()
}

/// A fraction of whole numbers in hundredths, rounded half away from zero; none over zero.
fn hundredths(above: i128, below: i128) -> Option<Decimal> {
    let whole = (200 * above.abs() + below.abs()).checked_div(2 * below.abs())?;
    Some(scaled(if (above < 0) == (below < 0) { whole } else { -whole }, 2))
}

fn percent(part: i128, whole: i128) -> Option<Decimal> {
    hundredths(100 * part, whole)
}

fn number() -> impl Strategy<Value = Thousandths> {
    prop_oneof![1 => Just(None), 1 => Just(Some(0)), 2 => (-9..9_i64).prop_map(Some), 6 => (-9_999_999..9_999_999_i64).prop_map(Some)]
}

fn sum(numbers: &[Thousandths]) -> Option<i128> {
    let given: Vec<i128> = numbers.iter().flatten().map(|number| i128::from(*number)).collect();
    (!given.is_empty()).then(|| given.iter().sum())
}

fn answer(answers: &Answers, key: &str) -> Option<Decimal> {
    answers.get(key).and_then(Value::text).map(|text| Decimal::parse(text).expect("a number"))
}

fn cell(answer: &TableAnswer, row: usize, column: &str) -> Option<Decimal> {
    answer.rows[row].cells.get(column).map(|cell| Decimal::parse(cell).expect("a number"))
}

fn total(answer: &TableAnswer, column: &str) -> Option<Decimal> {
    answer.total.get(column).map(|cell| Decimal::parse(cell).expect("a number"))
}

fn thousandths(number: Option<i128>) -> Option<Decimal> {
    number.map(|number| scaled(number, 3))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn of_questions(numbers in prop::collection::vec(number(), 4)) {
        let computed = |key: &str, of: serde_json::Value| json!({ "field": key, "label": key, "kind": "decimal", "computed": of });
        let asked = |key: &str| json!({ "field": key, "label": key, "kind": "decimal" });
        // What follows stands before what it follows from, and follows from what follows.
        let form = Months::new(&json!([
            computed("share", json!({ "ratio": { "part": "a", "whole": "all" } })),
            computed("rest", json!({ "difference": { "from": "all", "less": "b" } })),
            computed("all", json!({ "sum": ["a", "b", "c", "d"] })),
            computed("turned", json!({ "sum": ["d", "b", "c", "a"] })),
            computed("less", json!({ "difference": { "from": "a", "less": "b" } })),
            computed("ratio", json!({ "ratio": { "part": "a", "whole": "b" } })),
            asked("a"), asked("b"), asked("c"), asked("d"),
        ]), &json!([]));
        let answers = form.reads(&["a", "b", "c", "d"].into_iter().zip(numbers.iter().map(|n| typed(*n))).collect::<Vec<_>>());
        let whole = |nth: usize| numbers[nth].map(i128::from);
        let (a, b, all) = (whole(0), whole(1), sum(&numbers));
        prop_assert_eq!(answer(&answers, "all"), thousandths(all));
        prop_assert_eq!(answer(&answers, "turned"), thousandths(all));
        prop_assert_eq!(answer(&answers, "less"), thousandths(a.zip(b).map(|(a, b)| a - b)));
        prop_assert_eq!(answer(&answers, "rest"), thousandths(all.zip(b).map(|(all, b)| all - b)));
        prop_assert_eq!(answer(&answers, "ratio"), a.zip(b).and_then(|(a, b)| percent(a, b)));
        prop_assert_eq!(answer(&answers, "share"), a.zip(all).and_then(|(a, all)| percent(a, all)));
    }

    /// Rows that are added up one by one, and those of which the plan says which.
    #[test]
    fn of_tables(
        rows in prop::collection::vec((number(), number()), 4).prop_shuffle(),
        turn in 0..4_usize,
    ) {
        let columns = json!([
            { "id": "sum", "title": "Cộng", "kind": "decimal", "computed": { "sum": ["a", "b"] }, "total": true },
            { "id": "less", "title": "Hiệu", "kind": "decimal", "computed": { "difference": { "from": "a", "less": "b" } }, "total": true },
            { "id": "ratio", "title": "Tỷ lệ", "kind": "decimal", "computed": { "ratio": { "part": "a", "whole": "b" } }, "total": true },
            { "id": "a", "title": "A", "kind": "decimal", "total": true },
            { "id": "b", "title": "B", "kind": "decimal", "total": true },
        ]);
        let named = json!([
            { "id": "tong", "title": "Tổng", "sum": ["r0", "nhom"] },
            { "id": "nhom", "title": "Nhóm", "sum": ["r3", "r1", "r2"] },
            { "id": "r0", "title": "0" }, { "id": "r1", "title": "1" }, { "id": "r2", "title": "2" }, { "id": "r3", "title": "3" },
        ]);
        let form = Months::new(&json!([
            { "field": "list", "label": "L", "kind": "table", "table": { "columns": columns } },
            { "field": "named", "label": "N", "kind": "table", "table": { "columns": columns, "rows": named } },
        ]), &json!([]));
        let lines = |names: [&str; 4], rows: &[(Thousandths, Thousandths)]| {
            let head = vec![String::new(), "a".to_owned(), "b".to_owned()];
            let line = |(name, (a, b)): (&str, &(Thousandths, Thousandths))| vec![name.to_owned(), typed(*a), typed(*b)];
            let lines: Vec<Vec<String>> = std::iter::once(head).chain(names.into_iter().zip(rows).map(line)).collect();
            write_tsv(&lines)
        };
        let read = |rows: &[(Thousandths, Thousandths)], key: &str| {
            let names = if key == "list" { [""; 4] } else { ["r0", "r1", "r2", "r3"] };
            match form.reads(&[(key, lines(names, rows))]).get(key) {
                Some(Value::Table(table)) => TableAnswer::clone(table),
                _ => TableAnswer::default(),
            }
        };
        let what = |rows: &[(Thousandths, Thousandths)]| {
            let (a, b): (Vec<_>, Vec<_>) = rows.iter().copied().unzip();
            (sum(&a), sum(&b))
        };
        let follows = |(a, b): (Option<i128>, Option<i128>)| {
            let all = match (a, b) {
                (None, None) => None,
                _ => Some(a.unwrap_or(0) + b.unwrap_or(0)),
            };
            let both = a.zip(b);
            [thousandths(all), thousandths(both.map(|(a, b)| a - b)), both.and_then(|(a, b)| percent(a, b)), thousandths(a), thousandths(b)]
        };
        let keys = ["sum", "less", "ratio", "a", "b"];
        let list = read(&rows, "list");
        let filled: Vec<_> = rows.iter().filter(|(a, b)| a.is_some() || b.is_some()).copied().collect();
        prop_assert_eq!(list.rows.len(), filled.len());
        for (nth, row) in filled.iter().enumerate() {
            prop_assert_eq!(keys.map(|key| cell(&list, nth, key)), follows(what(&[*row])));
        }
        // Of a ratio the sum of the parts in that of the wholes.
        prop_assert_eq!(keys.map(|key| total(&list, key)), follows(what(&rows)));
        let mut turned = rows.clone();
        turned.rotate_left(turn);
        turned.reverse();
        prop_assert_eq!(&read(&turned, "list").total, &list.total);

        let named = read(&rows, "named");
        if !filled.is_empty() {
            prop_assert_eq!(keys.map(|key| cell(&named, 0, key)), follows(what(&rows)));
            prop_assert_eq!(keys.map(|key| cell(&named, 1, key)), follows(what(&rows[1..])));
            // Sums are not added up once more.
            prop_assert_eq!(&named.total, &list.total);
        }
    }

    #[test]
    fn of_months(
        months in prop::collection::vec(number(), 12),
        order in Just((0..12).collect::<Vec<usize>>()).prop_shuffle(),
        goal in -9_999..9_999_999_i64,
    ) {
        let given: Vec<i128> = months.iter().flatten().map(|number| i128::from(*number)).collect();
        let turned: Vec<Thousandths> = order.iter().map(|&nth| months[nth]).collect();
        let last = |months: &[Thousandths]| months.iter().rev().flatten().next().map(|last| i128::from(*last));
        let all = sum(&months);
        for rule in ["sum", "max", "average", "latest"] {
            let year = Months::new(&json!([]), &json!([{
                "id": "i", "title": "I", "measure": "number", "accumulates": rule,
                "targets": [{ "wording": "W", "goal": { "at-least": decimal(goal).to_string() } }]
            }]));
            let (figures, other) = (year.figures(&months), year.figures(&turned));
            // In thousandths, by so many.
            let (expected, of_others) = match rule {
                "sum" => (all.map(|all| (all, 1)), all.map(|all| (all, 1))),
                "max" => (given.iter().max().map(|most| (*most, 1)), given.iter().max().map(|most| (*most, 1))),
                "average" => (all.map(|all| (all, given.len() as i128)), all.map(|all| (all, given.len() as i128))),
                _ => (last(&months).map(|last| (last, 1)), last(&turned).map(|last| (last, 1))),
            };
            let comes_to = |of: Option<(i128, i128)>| match (of, rule) {
                (Some((all, by)), "average") => hundredths(all, by * 1000),
                (of, _) => thousandths(of.map(|(all, _)| all)),
            };
            prop_assert_eq!(figures.cumulative, comes_to(expected), "{}", rule);
            prop_assert_eq!(other.cumulative, comes_to(of_others), "{}", rule);
            // How much of the goal that is: of an average as it is shown, in hundredths.
            let reached = figures.cumulative.map(|number| {
                let text = number.to_string();
                let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
                format!("{whole}{fraction:0<3}").parse::<i128>().expect("thousandths")
            });
            prop_assert_eq!(figures.of_goal, reached.and_then(|reached| percent(reached, goal.into())), "{}", rule);
        }
    }

    /// At most so many times the last result, and at least that part of it; on the edge nothing is said.
    #[test]
    fn a_jump_is_one_from_the_factor_on(
        last in prop_oneof![(-50..50_i64), (-99_999..99_999_i64)],
        tenths in 11..60_i64,
        near in prop_oneof![Just((0, 0_i64)), (0..3_usize, -2..3_i64)],
        far in -999_999..999_999_i64,
    ) {
        let year = Months::new(&json!([]), &json!([{
            "id": "i", "title": "I", "measure": "number", "rules": [{ "rule": { "jumps": scaled(tenths.into(), 1).to_string() } }]
        }]));
        // In ten-thousandths: far from the last, or next to one of the edges.
        let last = i128::from(last) * 1000;
        let now = match near {
            (0, _) => i128::from(far),
            (1, by) => last * i128::from(tenths) / 10 + i128::from(by),
            (_, by) => last * 10 / i128::from(tenths) + i128::from(by),
        };
        let jumps = last > 0 && (10 * now > last * i128::from(tenths) || now * i128::from(tenths) < 10 * last);
        let codes = year.codes(scaled(now, 4), scaled(last, 4));
        prop_assert_eq!(codes.contains(&"jumped"), jumps, "{} {} {} {:?}", now, last, tenths, codes);
    }
}
