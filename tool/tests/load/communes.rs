//! A plan that asks every commune for a long report, and these reports.

use baocao::finding::Severity;
use baocao::json::to_canonical;
use baocao::plan::{self, GroupId, KindId, PeriodId, Unit, UnitId};
use baocao::report::{Draft, Earlier, Edit, FieldKind, Filled, Form, Need, Raw, Report, settle};
use baocao::schedule::{self, FixedZone};
use baocao_tool::platform::{NativeText, now};
use serde_json::{Map, Value, json};
use std::path::Path;

/// Tasks of the plan, and characters of each answer: together a report of 100 KB.
const TASKS: usize = 50;
const LONG: usize = 330;

/// Any number of communes.
pub struct Communes {
    count: usize,
    plan: String,
    /// The report of a commune that is none, `xa-0000`.
    template: String,
}

impl Communes {
    pub fn new(count: usize) -> Self {
        let plan = plan_file();
        let template = report(&plan);
        assert!((95_000..120_000).contains(&template.len()), "the report has {} bytes", template.len());
        Self { count, plan, template }
    }

    pub fn count(&self) -> usize {
        self.count
    }

    /// Lays plan and tokens where a receiver looks for them.
    pub fn lay_out(&self, folder: &Path) {
        std::fs::create_dir_all(folder.join("plans")).unwrap();
        std::fs::write(folder.join("plans/plan.json"), &self.plan).unwrap();
        let grant = |nth| json!({"unit": {"id": id(nth), "name": name(nth), "groups": ["xa"]}});
        let tokens: Map<String, Value> = (0..self.count).map(|nth| (self.token(nth), grant(nth))).collect();
        std::fs::write(folder.join("tokens.json"), Value::from(tokens).to_string()).unwrap();
    }

    pub fn token(&self, nth: usize) -> String {
        format!("token-of-commune-{nth}")
    }

    pub fn key(&self, nth: usize) -> String {
        format!("intent-of-{}", id(nth))
    }

    pub fn body(&self, nth: usize) -> String {
        self.template.replace("xa-0000", &id(nth)).replace("Xã 0000", &name(nth))
    }
}

fn id(nth: usize) -> String {
    format!("xa-{:04}", nth + 1)
}

fn name(nth: usize) -> String {
    format!("Xã {:04}", nth + 1)
}

fn plan_file() -> String {
    let task = |nth: usize| {
        json!({"id": format!("nv-{nth}"), "number": format!("{nth}"), "title": format!("Nhiệm vụ số {nth}"),
            "assigned": [{"role": "lead", "wording": "Ủy ban nhân dân các xã", "groups": ["xa"]}]})
    };
    let plan = json!({
        "format": "baocao-plan/1", "id": "toan-quoc", "version": "1", "title": "Báo cáo của mọi xã, phường, đặc khu",
        "groups": [{"id": "xa", "name": "Các xã, phường, đặc khu"}],
        "tasks": (1..=TASKS).map(task).collect::<Vec<_>>(),
        "reports": [{
            "id": "ket-qua", "title": "Báo cáo kết quả", "by": {"groups": ["xa"]}, "to": ["Ủy ban nhân dân tỉnh"],
            // Many years, so that on any day it may be sent and is not late.
            "periods": {"list": [{"id": "ky", "wording": "Kỳ này", "from": "2025-01-01", "to": "2099-12-31"}]},
            "due": [{"wording": "chậm nhất ngày 31/12/2099", "reading": "through", "on": {"each": {"ky": "2099-12-31"}}}],
            "covers": "all",
        }],
    });
    plan.to_string()
}

fn report(plan: &str) -> String {
    let (plan, zone, now) = (plan::read(plan, Severity::Error).value.unwrap(), FixedZone::VIETNAM, now());
    let groups = vec![GroupId::new("xa").unwrap()];
    let member = plan.member(Unit::new(UnitId::new("xa-0000").unwrap(), "Xã 0000".to_owned(), groups));
    let (kind, period) = (KindId::new("ket-qua").unwrap(), PeriodId::new("ky").unwrap());
    let duty = schedule::duty(&plan, &member, &kind, &period, now, &zone).unwrap();
    let form = Form::new(&plan, &member, &duty);
    let mut draft = Draft::default();
    let sentence = "Đã ban hành văn bản, tổ chức hội nghị, kiểm tra, đôn đốc các thôn thực hiện. ";
    let long: String = sentence.chars().cycle().take(LONG).collect();
    for part in &form.parts {
        for field in part.fields.iter() {
            let raw = match field.kind {
                FieldKind::Status => "in-progress",
                FieldKind::Number(_) => "12,5",
                FieldKind::Text(..) => long.trim_end(),
                _ if field.need == Need::Required => "Đã thực hiện",
                _ => continue,
            };
            let (part, field) = (part.part.clone(), field.id.clone());
            draft.apply(Edit { part, field, raw: Raw::Text(raw.to_owned()) });
        }
    }
    let (answers, unreadable) = settle(&form, &draft, &NativeText);
    assert!(unreadable.is_empty(), "{unreadable:?}");
    to_canonical(&Report::new(
        &plan,
        &member,
        &duty,
        Filled { form: &form, answers, earlier: &Earlier::default() },
        now,
        &zone,
    ))
}
