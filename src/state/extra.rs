use super::{State, View};

/// Something the form can begin without, and that is loaded by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Extra {
    /// Nobody has asked for it.
    Unasked,
    /// On its way.
    Coming,
    /// The world failed: where, and what happened.
    Failed(String),
    /// In place.
    Here,
}

impl Extra {
    /// Asks for it if it is not there, also where that failed before.
    pub(super) fn ask(&mut self) {
        if matches!(self, Self::Unasked | Self::Failed(_)) {
            *self = Self::Coming;
        }
    }
}

/// Proof that the rest of the program is there. In the browser that is a module of its own, loaded after the first
/// view; calling into it before ends the program. So what is the way into it takes one of these, and only a
/// [`State`] that was told of the rest's arrival gives one.
#[derive(Clone, Copy, Debug)]
pub struct Rest(());

impl State {
    /// The rest of the program, if it is there.
    pub fn rest(&self) -> Option<Rest> {
        (self.rest == Extra::Here).then_some(Rest(()))
    }

    /// Whether a page is shown that the rest makes.
    pub fn needs_rest(&self) -> bool {
        match self.view {
            View::Grid | View::Check | View::Receipt => self.work.is_some(),
            View::Year(_) | View::Device => true,
            View::Overview | View::Fill => false,
        }
    }
}
