//! Chance that can be had again.

/// A source of chance that gives the same again for the same number.
pub struct Chance(u64);

impl Chance {
    pub fn of(number: u64) -> Self {
        Self(number)
    }

    /// A number below another.
    pub fn next(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % below
    }
}
