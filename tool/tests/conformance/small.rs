//! A server of a few lines, for what no real one answers.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::thread;

/// Serves every connection in this way; the address.
pub fn server(serve: impl Fn(&mut TcpStream) + Copy + Send + 'static) -> String {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for mut client in listener.incoming().map_while(Result::ok) {
            thread::spawn(move || serve(&mut client));
        }
    });
    format!("http://{address}/api/reports")
}

/// Reads a request to its end, then says this.
pub fn say(client: &mut TcpStream, answer: &[u8]) {
    if request(client).is_some() {
        let _ = client.write_all(answer);
    }
}

/// Answers a request that was read: the status with further headers, and the body.
pub fn answer(client: &mut TcpStream, head: &str, body: &str) {
    let _ = write!(client, "HTTP/1.1 {head}\r\nContent-Length: {}\r\n\r\n{body}", body.len());
}

/// A request as text, once it is whole.
pub fn request(client: &mut TcpStream) -> Option<String> {
    let (mut seen, mut chunk, mut length) = (Vec::new(), [0; 65_536], None);
    while length.is_none_or(|length| seen.len() < length) {
        match client.read(&mut chunk) {
            Ok(read @ 1..) => seen.extend_from_slice(&chunk[..read]),
            _ => return None,
        }
        length = length.or_else(|| whole_length(&seen));
    }
    Some(String::from_utf8_lossy(&seen).into_owned())
}

/// How long a request is, once its head is there.
fn whole_length(seen: &[u8]) -> Option<usize> {
    let end = seen.windows(4).position(|window| window == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&seen[..end]).to_ascii_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length:"));
    Some(end + 4 + length.map_or(0, |length| length.trim().parse().unwrap()))
}
