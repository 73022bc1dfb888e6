//! A server of files that are packed with brotli already; all that a page needs from a web server.

use anyhow::Result;
use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fs, io, thread};

/// A running server. It lives as long as the program.
pub struct Server(SocketAddr);

impl Server {
    /// Serves folders under the beginnings of paths; the first that fits counts.
    pub fn start(roads: Vec<(&'static str, PathBuf)>) -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let server = Self(listener.local_addr()?);
        let roads = Arc::new(roads);
        thread::spawn(move || {
            for connection in listener.incoming().flatten() {
                let roads = Arc::clone(&roads);
                // A browser that hangs up has lost interest: nothing is to be done about it.
                thread::spawn(move || answer(&connection, &roads));
            }
        });
        Ok(server)
    }

    /// The address of a path.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.0)
    }
}

/// The brotli copy of a file.
pub fn packed(file: &Path) -> PathBuf {
    beside(file, ".br")
}

/// The file of the same name with this at its end.
pub fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut path = file.as_os_str().to_owned();
    path.push(ending);
    path.into()
}

/// Answers one request.
fn answer(mut connection: &TcpStream, roads: &[(&str, PathBuf)]) -> io::Result<()> {
    let mut lines = BufReader::new(connection).lines();
    let request = lines.next().transpose()?.unwrap_or_default();
    for line in lines {
        if line?.is_empty() {
            break;
        }
    }
    let path = request.split(' ').nth(1).unwrap_or_default();
    let Some((file, body, encoding)) = find(path, roads) else {
        return connection.write_all(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    };
    let kind = match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css",
        Some("js") => "text/javascript",
        Some("wasm") => "application/wasm",
        _ => "application/json",
    };
    let length = body.len();
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n{encoding}Content-Length: {length}\r\nCache-Control: no-cache\r\nConnection: close\r\n\r\n"
    );
    connection.write_all(&[head.as_bytes(), &body].concat())
}

fn find(path: &str, roads: &[(&str, PathBuf)]) -> Option<(PathBuf, Vec<u8>, &'static str)> {
    let (folder, rest) = roads.iter().find_map(|(start, folder)| Some((folder, path.strip_prefix(start)?)))?;
    let file = folder.join(rest);
    if let Ok(body) = fs::read(packed(&file)) {
        return Some((file, body, "Content-Encoding: br\r\n"));
    }
    fs::read(&file).ok().map(|body| (file, body, ""))
}
