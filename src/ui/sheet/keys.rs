//! The keys of a sheet, as spreadsheets have them.

use crate::state::Step;
use yew::KeyboardEvent;

/// What a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Does {
    /// A step; `draws`: the choice goes along.
    Go {
        /// Which.
        step: Step,
        /// Whether the choice goes along.
        draws: bool,
    },
    /// To the next row: where a run of Tabs began, else straight down.
    Enter,
    /// On in the order of reading, and out of the sheet at its end.
    Tab(Step),
    /// The caret goes into the text.
    Caret,
    /// A line break in the text.
    Break,
    /// What stood there before comes back; where nothing was typed the sheet is left.
    Escape,
    /// What is chosen is emptied.
    Clear,
    /// What is chosen gets what stands in its first row.
    FillDown,
    /// The last change is taken back.
    Undo,
    /// What was taken back is done again.
    Redo,
    /// All is chosen.
    All,
    /// What is chosen was taken over from the last report and is still right.
    Confirm,
}

/// What a key does; none: what it does in any text. `in_text`: the caret is in the text, so that arrows move it.
pub fn does(event: &KeyboardEvent, in_text: bool, page: usize) -> Option<Does> {
    // What an input method is composing is its own; "Process" is what it sends where the browser says no more.
    if event.is_composing() || event.key_code() == 229 {
        return None;
    }
    let (draws, ctrl) = (event.shift_key(), event.ctrl_key() || event.meta_key());
    let go = |step| Some(Does::Go { step, draws });
    if event.alt_key() {
        return (event.key() == "Enter").then_some(Does::Break);
    }
    Some(match &*event.key() {
        "Tab" if !ctrl => Does::Tab(if draws { Step::Previous } else { Step::Next }),
        "Enter" if ctrl => Does::Confirm,
        "Enter" if draws => Does::Go { step: Step::Up(1), draws: false },
        "Enter" => Does::Enter,
        "Escape" => Does::Escape,
        "F2" => Does::Caret,
        "PageUp" => return go(Step::Up(page)),
        "PageDown" => return go(Step::Page(page)),
        "d" | "D" if ctrl => Does::FillDown,
        _ if in_text => return None,
        "ArrowUp" => return go(if ctrl { Step::Up(usize::MAX) } else { Step::Up(1) }),
        "ArrowDown" => return go(if ctrl { Step::Page(usize::MAX / 2) } else { Step::Down }),
        "ArrowLeft" => return go(if ctrl { Step::Start } else { Step::Left }),
        "ArrowRight" => return go(if ctrl { Step::End } else { Step::Right }),
        "Home" => return go(if ctrl { Step::First } else { Step::Start }),
        "End" => return go(if ctrl { Step::Last } else { Step::End }),
        "Delete" => Does::Clear,
        "a" | "A" if ctrl => Does::All,
        "z" | "Z" if ctrl && !draws => Does::Undo,
        "z" | "Z" | "y" | "Y" if ctrl => Does::Redo,
        _ => return None,
    })
}
