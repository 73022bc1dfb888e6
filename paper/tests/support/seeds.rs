//! A report of each of the five real plans.

use super::Case;

/// A report that a plan asks for.
pub struct Seed {
    /// What it is called here.
    pub name: &'static str,
    plan: &'static str,
    unit: &'static str,
    kind: &'static str,
    period: &'static str,
    /// The day it is written, and signed.
    pub day: &'static str,
}

pub const SEEDS: [Seed; 5] = [
    Seed {
        name: "commune",
        plan: "xa-nam-cuong-2026",
        unit: "trung-tam-phuc-vu-hanh-chinh-cong",
        kind: "sau-thang",
        period: "2026-H1",
        day: "2026-06-05",
    },
    Seed {
        name: "provincial-office",
        plan: "vp-ubnd-tinh-2025",
        unit: "phong-hanh-chinh-quan-tri",
        kind: "nam",
        period: "2025",
        day: "2025-12-05",
    },
    // By a unit of the portal's, of the class that reports.
    Seed {
        name: "provincial-union",
        plan: "tinh-doan-2025",
        unit: "Huyện đoàn Mẫu",
        kind: "hang-nam",
        period: "2026",
        day: "2026-11-05",
    },
    Seed {
        name: "central-union",
        plan: "tw-doan-2025",
        unit: "ban-tuyen-giao",
        kind: "hang-nam",
        period: "2025",
        day: "2025-11-05",
    },
    Seed {
        name: "joint-programme",
        plan: "tw-doan-bo-tttt-2022",
        unit: "van-phong",
        kind: "ket-qua-trung-uong",
        period: "2022",
        day: "2022-12-05",
    },
];

impl Seed {
    /// The report, with an answer to everything.
    pub fn filled(&self) -> Case {
        Case::filled(self.plan, self.unit, self.kind, self.period, &self.now())
    }

    /// The same without answers.
    pub fn blank(&self) -> Case {
        Case::blank(self.plan, self.unit, self.kind, self.period, &self.now())
    }

    fn now(&self) -> String {
        format!("{}T09:00:00+07:00", self.day)
    }
}
