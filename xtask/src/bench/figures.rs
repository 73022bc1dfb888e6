//! Figures of several rounds.

/// One figure a round.
#[derive(Clone, Debug, Default)]
pub struct Figures(Vec<f64>);

impl Figures {
    /// Takes the figure of a round.
    pub fn add(&mut self, figure: f64) {
        self.0.push(figure);
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The one in the middle.
    pub fn median(&self) -> f64 {
        let sorted = self.sorted();
        let middle = sorted.len() / 2;
        match sorted.len() {
            0 => f64::NAN,
            odd if odd % 2 == 1 => sorted[middle],
            _ => f64::midpoint(sorted[middle - 1], sorted[middle]),
        }
    }

    /// The least and the greatest.
    pub fn range(&self) -> (f64, f64) {
        let sorted = self.sorted();
        (sorted.first().copied().unwrap_or(f64::NAN), sorted.last().copied().unwrap_or(f64::NAN))
    }

    /// Round by round, how much of the other: what slows a machine down for a while slows both.
    pub fn per(&self, other: &Self) -> Self {
        Self(self.0.iter().zip(&other.0).map(|(a, b)| a / b).collect())
    }

    /// The one that so many hundredths of all do not exceed.
    pub fn percentile(&self, hundredths: usize) -> f64 {
        let sorted = self.sorted();
        let place = (sorted.len() * hundredths).div_ceil(100).max(1) - 1;
        sorted.get(place).copied().unwrap_or(f64::NAN)
    }

    fn sorted(&self) -> Vec<f64> {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        sorted
    }
}

impl From<f64> for Figures {
    fn from(figure: f64) -> Self {
        Self(vec![figure])
    }
}

impl FromIterator<f64> for Figures {
    fn from_iter<I: IntoIterator<Item = f64>>(figures: I) -> Self {
        Self(figures.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::Figures;

    #[test]
    fn the_ratio_is_taken_round_by_round() {
        let ratio = Figures(vec![2.0, 40.0, 3.0]).per(&Figures(vec![1.0, 10.0, 1.0]));
        assert_eq!((ratio.median(), ratio.range()), (3.0, (2.0, 4.0)));
        assert_eq!(Figures(vec![1.0, 2.0, 4.0, 3.0]).median(), 2.5);
        assert_eq!(Figures((1..=20).rev().map(f64::from).collect()).percentile(95), 19.0);
    }
}
