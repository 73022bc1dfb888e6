//! What arrived before, when a report or a review is judged.

use super::cell::Cell;
use super::{Error, Tables};
use baocao::delivery::ReviewState;

/// What is known of a unit's earlier reports of one kind and period when another one is judged.
#[derive(Clone, Debug)]
pub struct Past {
    /// When the first of them arrived, which the others correct.
    pub first_received_at: Option<String>,
    /// The highest of their revisions; 0 where there is none.
    pub revision: u32,
    /// The states that reviews gave them, one after the other.
    reviews: Vec<ReviewState>,
}

impl Past {
    /// Looks it up.
    pub(super) fn of(tables: &mut dyn Tables, plan: &str, unit: &str, kind: &str, period: &str) -> Result<Self, Error> {
        let of = [plan, unit, kind, period].map(Cell::from);
        let sql = "SELECT received_at, (SELECT max(revision) FROM report
                WHERE plan = $1 AND unit = $2 AND kind = $3 AND period = $4)
            FROM report WHERE plan = $1 AND unit = $2 AND kind = $3 AND period = $4 ORDER BY id LIMIT 1";
        let first =
            tables.run(sql, &of)?.pop().map(|mut row| Ok::<_, Error>((row.text()?, row.count()?))).transpose()?;
        let sql = "SELECT state FROM review JOIN report ON report.id = review.report
            WHERE plan = $1 AND unit = $2 AND kind = $3 AND period = $4 ORDER BY review.id";
        let reviews = tables.run(sql, &of)?.into_iter().map(|mut row| row.state()).collect::<Result<_, _>>()?;
        let (first_received_at, revision) = first.map_or((None, 0), |(at, revision)| (Some(at), revision));
        Ok(Self { first_received_at, revision, reviews })
    }

    /// Whether no revision is taken any more: one was locked, or the last word was approval.
    pub fn is_closed(&self) -> bool {
        self.is_locked() || self.reviews.last() == Some(&ReviewState::Approved)
    }

    /// Whether nothing is to be changed for good.
    pub fn is_locked(&self) -> bool {
        self.reviews.contains(&ReviewState::Locked)
    }
}
