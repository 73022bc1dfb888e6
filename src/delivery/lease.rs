use crate::schedule::Instant;

/// Which page has the reports of a unit in hand: one writes and sends, the others look on. It is kept on the device,
/// since only secure pages have locks of the browser's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lease {
    /// The page that has it: a word.
    pub holder: String,
    /// Milliseconds of the device's clock until which it is the holder's unless it is renewed.
    pub until: u64,
    /// The page that asks for it.
    pub wanted: Option<String>,
}

/// Milliseconds that a lease runs.
const RUNS: u64 = 6_000;
/// It is renewed when less than this is left.
const RENEWED: u64 = 3_000;
/// In which no other page takes one away that was seen to be a page's.
const SURELY_HELD: i64 = 2_000;

/// How a lease stands to a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holding {
    /// It is this page's.
    Mine,
    /// It is this page's, and another one asks for it: what is not kept yet is kept first.
    Wanted,
    /// It is another page's.
    Elsewhere,
}

/// What a page wants of a lease.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// To have it if nobody has.
    Have,
    /// To have it even if another page has, which is to give it up.
    Take,
    /// To have it now: the other page does not answer.
    Seize,
    /// To give it to the page that asks for it, or to nobody.
    Give,
}

impl Lease {
    /// Whether no other page can have taken it since it was seen to be a page's.
    pub fn is_surely_held(seen: Instant, now: Instant) -> bool {
        (0..SURELY_HELD).contains(&(now.0 - seen.0))
    }

    /// As the device keeps it.
    pub fn to_text(&self) -> String {
        format!("{} {} {}", self.until, self.holder, self.wanted.as_deref().unwrap_or_default())
    }

    /// Reads what [`Lease::to_text`] wrote.
    pub fn from_text(text: &str) -> Option<Self> {
        let mut words = text.split(' ');
        let (until, holder) = (words.next()?.parse().ok()?, words.next()?.to_owned());
        Some(Self { holder, until, wanted: words.next().filter(|page| !page.is_empty()).map(str::to_owned) })
    }

    /// How a page stands to a lease at a moment after it wished for something, and the lease as it is to be written;
    /// none where it stays as it is.
    pub fn wish(lease: Option<&Self>, page: &str, wish: Wish, now: Instant) -> (Holding, Option<Self>) {
        let now = u64::try_from(now.0).unwrap_or(0);
        let mine = || Self { holder: page.to_owned(), until: now + RUNS, wanted: None };
        // One that runs longer than any is of a clock that was set back since; not so one that was renewed while this
        // page was asking.
        let Some(lease) = lease.filter(|lease| now < lease.until && lease.until <= now + 2 * RUNS) else {
            return if wish == Wish::Give { (Holding::Elsewhere, None) } else { (Holding::Mine, Some(mine())) };
        };
        let is_mine = lease.holder == page;
        match (is_mine, wish, &lease.wanted) {
            (true, Wish::Give, Some(other)) => {
                (Holding::Elsewhere, Some(Self { holder: other.clone(), until: now + RUNS, wanted: None }))
            }
            (true, Wish::Give, None) => (Holding::Elsewhere, Some(Self { until: now, ..lease.clone() })),
            (true, _, Some(_)) => (Holding::Wanted, None),
            (true, _, None) if lease.until < now + RENEWED => (Holding::Mine, Some(mine())),
            (true, _, None) => (Holding::Mine, None),
            (false, Wish::Seize, _) => (Holding::Mine, Some(mine())),
            (false, Wish::Take, wanted) if wanted.as_deref() != Some(page) => {
                (Holding::Elsewhere, Some(Self { wanted: Some(page.to_owned()), ..lease.clone() }))
            }
            (false, ..) => (Holding::Elsewhere, None),
        }
    }
}
