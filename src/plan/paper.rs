use super::{Plan, ReportKind, Unit};
use crate::json::{choice, object};
use serde::{Deserialize, Serialize};

object!(Paper: style, banner, superior, body, symbol, place, summary, bases, recipients, signature, signer);
choice!(PaperStyle: "state" => State, "doan" => Doan, "party" => Party);

/// How a report looks as an official document on paper. All of it is optional, and an officer may change most of it
/// before printing. What a report kind says goes before what the plan says, and what a unit says before both.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Paper {
    /// Which rules its head follows; absent: those of state bodies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub style: Option<PaperStyle>,
    /// What stands at the top right, line by line; absent: what the style has there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub banner: Vec<String>,
    /// The body above the one that reports ("UBND TỈNH …"); absent: none is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub superior: Option<String>,
    /// The body that reports, as its documents name it; absent: the unit's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// What stands behind the number ("BC-UBND").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub symbol: Option<String>,
    /// Where it is signed ("Nam Cường").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// What the report is about, below its title; absent: made from the names of report and plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// The documents it rests on ("căn cứ"), verbatim; absent: the plan.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bases: Vec<String>,
    /// "Nơi nhận", verbatim; absent: those whom the report goes to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recipients: Vec<String>,
    /// The authority and the position of who signs, line by line, verbatim ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"); absent: as
    /// the style has it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signature: Vec<String>,
    /// The full name of who signs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signer: Option<String>,
}

/// Whose rules the head of a document follows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum PaperStyle {
    /// State bodies': with the country's name and motto (Decree 30/2020/NĐ-CP).
    #[default]
    State,
    /// The Youth Union's.
    Doan,
    /// The Party's, which mass organisations follow.
    Party,
}

impl Paper {
    /// For whom and as what somebody signs where nothing else is said, line by line. A state body is spoken for by its
    /// head, whatever he or she is called; a committee of the Youth Union, of the Party or of a mass organisation (which has
    /// a banner of its own) by who presides over it, on behalf of all.
    pub fn usual_signature(&self) -> &'static [&'static str] {
        match self.style.unwrap_or_default() {
            PaperStyle::State => &["THỦ TRƯỞNG ĐƠN VỊ"],
            PaperStyle::Doan => &["TM. BAN CHẤP HÀNH", "BÍ THƯ"],
            PaperStyle::Party if self.banner.is_empty() => &["T/M BAN THƯỜNG VỤ", "BÍ THƯ"],
            PaperStyle::Party => &["TM. BAN THƯỜNG VỤ", "CHỦ TỊCH"],
        }
    }

    /// This, and where it says nothing what `other` says.
    #[must_use]
    pub fn or(self, other: &Self) -> Self {
        let one = |ours: Option<String>, theirs: &Option<String>| ours.or_else(|| theirs.clone());
        let all = |ours: Vec<String>, theirs: &Vec<String>| if ours.is_empty() { theirs.clone() } else { ours };
        Self {
            style: self.style.or(other.style),
            banner: all(self.banner, &other.banner),
            superior: one(self.superior, &other.superior),
            body: one(self.body, &other.body),
            symbol: one(self.symbol, &other.symbol),
            place: one(self.place, &other.place),
            summary: one(self.summary, &other.summary),
            bases: all(self.bases, &other.bases),
            recipients: all(self.recipients, &other.recipients),
            signature: all(self.signature, &other.signature),
            signer: one(self.signer, &other.signer),
        }
    }
}

impl Plan {
    /// How a unit's report of a kind looks on paper. What the plan says of a unit holds also for one that the page gives.
    pub fn paper(&self, kind: &ReportKind, unit: &Unit) -> Paper {
        let of_unit = unit.paper.get().or_else(|| self.unit(&unit.id)?.paper.get());
        let said = [of_unit, kind.paper.get(), self.paper.get()].into_iter().flatten();
        said.fold(Paper::default(), |paper, other| paper.or(other))
    }
}
