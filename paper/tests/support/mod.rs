//! A report to put on paper: a real plan, and answers as an officer gives them.
#![allow(dead_code, reason = "each test file uses a part")]

pub mod seeds;
pub mod tables;
pub mod zipped;

use baocao::finding::Severity;
use baocao::plan::{self, Date, KindId, Paper, PeriodId, Plan, Status, Unit, UnitId};
use baocao::report::{Answers, Earlier, Evidence, Field, FieldKind, Filled, Form, Label, Part, Report, Value};
use baocao::schedule::{self, FixedZone, Instant};
use baocao_paper::{Document, Options, compose};

/// An example plan by its file name.
pub fn plan(name: &str) -> Plan {
    let path = format!("{}/../examples/plans/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let reading = plan::read(&text, Severity::Error);
    reading.value.unwrap_or_else(|| panic!("{path}: {:?}", reading.findings))
}

/// A case: a plan, who reports, and what.
pub struct Case {
    pub plan: Plan,
    pub unit: Unit,
    pub report: Report,
}

impl Case {
    /// The half-yearly report of a commune's office, filled in.
    pub fn commune() -> Self {
        Self::filled(
            "xa-nam-cuong-2026",
            "trung-tam-phuc-vu-hanh-chinh-cong",
            "sau-thang",
            "2026-H1",
            "2026-06-15T09:00:00+07:00",
        )
    }

    /// A unit's report with an answer to everything.
    pub fn filled(name: &str, unit: &str, kind: &str, period: &str, now: &str) -> Self {
        Self::of(plan(name), unit, kind, period, now, answer)
    }

    /// One without answers.
    pub fn blank(name: &str, unit: &str, kind: &str, period: &str, now: &str) -> Self {
        Self::of(plan(name), unit, kind, period, now, |_, _, _| None)
    }

    pub fn of(
        plan: Plan,
        unit: &str,
        kind: &str,
        period: &str,
        now: &str,
        answer: impl Fn(&Part, usize, &Field) -> Option<Value>,
    ) -> Self {
        let zone = FixedZone::VIETNAM;
        let id = UnitId::new(unit).expect("an id");
        // A unit that the plan does not name is a portal's, of the class that reports.
        let known = plan.unit(&id).cloned();
        let groups = || plan.report(&KindId::new(kind).expect("an id")).expect("a kind").by.groups.clone();
        let unit = known.unwrap_or_else(|| Unit::new(id, unit.to_owned(), groups()));
        let member = plan.member(unit.clone());
        let now = Instant::parse(now, &zone).expect("a moment");
        let (kind, period) = (KindId::new(kind).expect("an id"), PeriodId::new(period).expect("an id"));
        let duty = schedule::duty(&plan, &member, &kind, &period, now, &zone).expect("a duty");
        let form = Form::new(&plan, &member, &duty);
        let answers = form.parts.iter().map(|part| {
            let given = part
                .fields
                .iter()
                .filter_map(|field| Some((field.id.clone(), answer(&part.part, part.position, field)?)));
            given.collect::<Answers>()
        });
        let report = Report::new(
            &plan,
            &member,
            &duty,
            Filled { form: &form, answers: answers.collect(), earlier: &Earlier::default() },
            now,
            &zone,
        );
        Self { plan, unit, report }
    }

    /// The document, signed on a day.
    pub fn document(&self, number: &str, day: &str) -> Document {
        let options =
            Options { paper: Paper::default(), number: Some(number.to_owned()), day: Date::parse(day), blank: false };
        compose(&self.plan, &self.unit, &self.report, &options)
    }

    /// The blank form.
    pub fn form(&self) -> Document {
        compose(&self.plan, &self.unit, &self.report, &Options { blank: true, ..Options::default() })
    }
}

/// What an officer might write.
fn answer(part: &Part, nth: usize, field: &Field) -> Option<Value> {
    let text = |text: &str| Some(Value::Text(text.to_owned()));
    match &field.kind {
        _ if field.is_about_nil() => None,
        FieldKind::Status => text(Status::ALL[[1, 2, 1, 0][nth % 4]].name()),
        FieldKind::Evidence(_) => nth.is_multiple_of(3).then(|| {
            let one = Evidence {
                number: Some(format!("{}/KH-UBND", 10 + nth)),
                date: Date::new(2026, 4, 2),
                title: Some("Kế hoạch truyền thông năm 2026 trên địa bàn xã".to_owned()),
                url: Some("https://namcuong.example/van-ban/ke-hoach-truyen-thong".to_owned()),
                file: None,
            };
            Value::Evidence(vec![one])
        }),
        FieldKind::Number(number) if number.unit.as_deref() == Some("%") => text(["60", "100", "85.5"][nth % 3]),
        FieldKind::Number(_) if field.id.as_str() == "part" => text("1234"),
        FieldKind::Number(_) if field.id.as_str() == "whole" => text("1450"),
        FieldKind::Number(_) => text("12500"),
        FieldKind::YesNo if field.label == Label::Nil => None,
        FieldKind::YesNo => Some(Value::Bool(nth.is_multiple_of(2))),
        FieldKind::Rank(ranks) => ranks.first().and_then(|rank| text(rank)),
        FieldKind::Choice(choices) => choices.first().and_then(|choice| text(choice.id.as_str())),
        FieldKind::Date => text("2026-05-12"),
        FieldKind::Phone => text("0912 345 678"),
        FieldKind::Email => text("vanphong@xa.example"),
        _ if matches!(part, Part::Whole) || field.label == Label::NotDoneReason => None,
        FieldKind::Line(..) if field.id.as_str() == "name" => text("Trần Thị Mẫu"),
        FieldKind::Line(..) if field.id.as_str() == "position" => text("Chuyên viên"),
        FieldKind::Text(..) if matches!(part, Part::Sections) => text(
            "Công tác truyền thông được triển khai đồng bộ, đúng tiến độ; nhận thức của cán bộ và Nhân dân chuyển biến rõ.\n\
             - Hệ thống truyền thanh 12/12 thôn phát sóng đều đặn, mỗi tuần 03 buổi.\n\
             - Trang thông tin điện tử đăng 48 tin, bài; nền tảng số có 3.250 lượt tương tác.",
        ),
        FieldKind::Text(..) if field.id.as_str() == "difficulties" && nth % 2 == 1 => None,
        FieldKind::Text(..) if field.id.as_str() == "proposals" && !nth.is_multiple_of(4) => None,
        FieldKind::Text(..) => text(
            "Đã ban hành kế hoạch, tổ chức 04 hội nghị với 320 lượt người dự, đăng 12 tin, bài trên Trang thông tin điện tử & mạng xã hội.",
        ),
        _ => None,
    }
}
