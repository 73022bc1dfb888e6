use std::time::Duration;

/// What happens to one report on its way to the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It goes through.
    Pass,
    /// The connection breaks when so many tenths of the body have gone through.
    Cut(usize),
    /// It goes through after so long, whoever still waits for it.
    Late(Duration),
    /// It is swallowed, and nobody says anything.
    Silence,
    /// It is swallowed, and this answer comes.
    Answer(String),
    /// It is swallowed, and of an answer this comes, and no more.
    Stall(String),
}

impl Fate {
    /// An answer in the server's place: a status line, lines of the head, a body.
    pub fn answer(status: &str, head: &[&str], body: &str) -> Self {
        let head: String = head.iter().map(|line| format!("{line}\r\n")).collect();
        let length = body.len();
        Self::Answer(format!("HTTP/1.1 {status}\r\n{head}Content-Length: {length}\r\nConnection: close\r\n\r\n{body}"))
    }

    /// The beginning of a page in the server's place: all of its head and nothing of what that promises.
    pub fn head_of_a_page() -> String {
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: 4000\r\n\r\n".to_owned()
    }
}
