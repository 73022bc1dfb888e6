//! The five chapters of a report (Vietnamese offices' usual outline), and which question belongs where.

use baocao::plan::BuiltIn;
use baocao::report::{Field, Label};

/// A chapter, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Chapter {
    /// I.
    Course,
    /// II.
    Results,
    /// III.
    Judgement,
    /// IV.
    Plans,
    /// V.
    Proposals,
}

impl Chapter {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Course, Self::Results, Self::Judgement, Self::Plans, Self::Proposals];

    /// Its title.
    pub fn title(self) -> &'static str {
        match self {
            Self::Course => "TÌNH HÌNH TRIỂN KHAI",
            Self::Results => "KẾT QUẢ THỰC HIỆN",
            Self::Judgement => "ĐÁNH GIÁ CHUNG",
            Self::Plans => "PHƯƠNG HƯỚNG, NHIỆM VỤ KỲ TỚI",
            Self::Proposals => "KIẾN NGHỊ, ĐỀ XUẤT",
        }
    }

    /// Where a built-in question about the whole belongs.
    fn of(question: BuiltIn) -> Self {
        match question {
            BuiltIn::Direction | BuiltIn::Next => Self::Plans,
            BuiltIn::Proposals | BuiltIn::Amendments => Self::Proposals,
            BuiltIn::Budget | BuiltIn::Evidence | BuiltIn::Status | BuiltIn::Percent | BuiltIn::Result => Self::Results,
            _ => Self::Judgement,
        }
    }
}

/// Where each question about the whole belongs. A question of the plan's own goes with the built-in one before it, and
/// before all of them into the first chapter: the order that the plan asks in is kept.
pub fn placed(fields: &[Field]) -> Vec<Chapter> {
    let mut chapter = Chapter::Course;
    let places = fields.iter().map(|field| {
        match &field.label {
            Label::BuiltIn(question) => chapter = Chapter::of(*question),
            Label::ProposalsTo(_) => chapter = Chapter::Proposals,
            // A built-in question that the plan calls otherwise.
            Label::Given(_) => {
                let known = BuiltIn::named(field.id.as_str(), baocao::plan::Scope::Whole);
                chapter = known.map_or(chapter, Chapter::of);
            }
            _ => {}
        }
        chapter
    });
    places.collect()
}
