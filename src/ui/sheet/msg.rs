//! What happens to a sheet.

use crate::state::Writing;
use yew::{Event, FocusEvent, KeyboardEvent, MouseEvent};

/// What happens to it.
pub enum Msg {
    /// A cell is pressed.
    Press((usize, usize), bool),
    /// The cell that is worked in is pressed.
    PressAgain(MouseEvent),
    /// What presses: whether it is no mouse.
    Touch(bool),
    /// One of the ways to read the cell that is worked in is chosen: what is written for it.
    Take(String, bool),
    /// The pointer is drawn over a cell.
    Draw((usize, usize)),
    /// Its text is typed.
    Type(String),
    /// An option is chosen.
    Choose(String),
    /// A key.
    Key(KeyboardEvent),
    /// What is chosen is copied, or cut.
    Copy(Event, bool),
    /// Something is pasted.
    Paste(Event),
    /// What was typed reaches the draft.
    Soon,
    /// It is scrolled.
    Scroll(Event),
    /// It is left.
    Leave(FocusEvent),
    /// How pasted numbers are written.
    Write(Writing),
    /// Whether rows behind what is pasted go.
    Replace(bool),
    /// What is offered is pasted.
    Accept,
    /// What is offered is not pasted.
    Decline,
    /// The last change is taken back.
    Undo,
    /// What was taken back is done again.
    Redo,
    /// What is chosen of what was taken over from the last report is still right.
    Confirm,
    /// What is written elsewhere is opened there: a cell, or the one that is worked in.
    Open(Option<(usize, usize)>),
    /// A blank row before what is chosen, or what is chosen goes.
    Rows(bool),
    /// A block that did not come from the clipboard is to be pasted.
    Offer(Result<Vec<Vec<String>>, String>),
}
