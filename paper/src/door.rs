//! How a page calls the module: it has no imports and needs no glue, so that one hash vouches for all of it.
//!
//! The page asks for `room(bytes)`, writes the request (or a workbook) there, calls `serve()`, which says whether it went well, and reads
//! the answer (or what was wrong) at `answer()`, `answer_length()`.
#![expect(unsafe_code, reason = "a function's name for the page is an unsafe attribute, as all names at linking are")]

use std::cell::RefCell;

/// Half the code of the standard library's allocator for this target, and faster.
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

thread_local! {
    static ROOM: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static ANSWER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Room for a request of so many bytes.
#[unsafe(no_mangle)]
pub extern "C" fn room(bytes: usize) -> *mut u8 {
    ROOM.with_borrow_mut(|room| {
        *room = vec![0; bytes];
        room.as_mut_ptr()
    })
}

/// Answers the request in the room; whether it could.
#[unsafe(no_mangle)]
pub extern "C" fn serve() -> bool {
    let request = ROOM.take();
    let (is_done, bytes) = match crate::serve(&request) {
        Ok(bytes) => (true, bytes),
        Err(wrong) => (false, wrong.into_bytes()),
    };
    ANSWER.set(bytes);
    is_done
}

/// Where the answer is.
#[unsafe(no_mangle)]
pub extern "C" fn answer() -> *const u8 {
    ANSWER.with_borrow(|answer| answer.as_ptr())
}

/// How many bytes it has.
#[unsafe(no_mangle)]
pub extern "C" fn answer_length() -> usize {
    ANSWER.with_borrow(Vec::len)
}
