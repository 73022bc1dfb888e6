//! Requests as they lie in a stream of bytes, one after another.

use std::io::Read;
use std::net::TcpStream;

/// One request.
pub struct Request {
    /// Request line and header fields, with the empty line at their end.
    head: Vec<u8>,
    body: Vec<u8>,
}

const REPORTS: &str = "POST /api/reports ";
const PIECES: &str = "PATCH /api/files/";

impl Request {
    /// The next one of a connection; none where it ends.
    pub fn read(from: &mut TcpStream) -> Option<Self> {
        let mut head = Vec::new();
        let mut byte = [0];
        while !head.ends_with(b"\r\n\r\n") {
            from.read_exact(&mut byte).ok()?;
            head.push(byte[0]);
        }
        let mut request = Self { head, body: Vec::new() };
        request.body = vec![0; request.field("content-length").and_then(|length| length.parse().ok()).unwrap_or(0)];
        from.read_exact(&mut request.body).ok()?;
        Some(request)
    }

    /// Whether it posts a report.
    pub fn is_report(&self) -> bool {
        self.head.starts_with(REPORTS.as_bytes())
    }

    /// Its idempotency key, without the quotes.
    pub fn key(&self) -> String {
        self.field("idempotency-key").unwrap_or_default().trim_matches('"').to_owned()
    }

    /// Whether it asks for a file whose path ends so.
    pub fn asks_for(&self, end: &str) -> bool {
        let line = self.head.split(|byte| *byte == b'\r').next().unwrap_or_default();
        line.starts_with(b"GET ") && line.strip_suffix(b" HTTP/1.1").is_some_and(|line| line.ends_with(end.as_bytes()))
    }

    /// Whether it brings a piece of a file.
    pub fn is_piece(&self) -> bool {
        self.head.starts_with(PIECES.as_bytes())
    }

    /// Bytes of its body.
    pub fn length(&self) -> usize {
        self.body.len()
    }

    /// Its bytes up to so many tenths of the body.
    pub fn up_to(&self, tenths: usize) -> Vec<u8> {
        [&self.head, &self.body[..self.body.len() * tenths / 10]].concat()
    }

    fn field(&self, name: &str) -> Option<String> {
        let head = String::from_utf8_lossy(&self.head);
        let fields = head.lines().filter_map(|line| line.split_once(':'));
        let mut values = fields.filter(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value);
        values.next().map(|value| value.trim().to_owned())
    }
}
