//! A front that gives the portal another receiver, as the web server of an office does: reports go to one server,
//! everything else to the other.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::thread;

/// A reverse proxy on a free port.
pub struct Front {
    address: SocketAddr,
}

const REPORTS: &str = "POST /api/reports ";

impl Front {
    /// Before the portal at a port and the receiver at an address.
    pub fn before(portal: u16, receiver: &str) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let receiver = url::Url::parse(receiver).unwrap();
        thread::spawn(move || {
            for browser in listener.incoming().map_while(Result::ok) {
                let receiver = receiver.clone();
                // A browser that goes away in the middle is none of our business.
                thread::spawn(move || drop(carry(browser, portal, &receiver)));
            }
        });
        Self { address }
    }

    /// Its address.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }
}

/// Carries one request and its answer; the next one comes on a connection of its own.
fn carry(browser: TcpStream, portal: u16, receiver: &url::Url) -> std::io::Result<()> {
    let mut from = BufReader::new(browser.try_clone()?);
    let mut first = String::new();
    from.read_line(&mut first)?;
    let is_report = first.starts_with(REPORTS);
    let port = if is_report { receiver.port().unwrap_or(80) } else { portal };
    if is_report {
        first = first.replacen("/api/reports", receiver.path(), 1);
    }
    let (mut head, mut length) = (first, 0);
    loop {
        let mut line = String::new();
        from.read_line(&mut line)?;
        let name = line.split(':').next().unwrap_or_default().to_ascii_lowercase();
        if name == "content-length" {
            length = line.split(':').nth(1).and_then(|length| length.trim().parse().ok()).unwrap_or(0);
        }
        if line.trim().is_empty() {
            break;
        }
        if name != "connection" {
            head += &line;
        }
    }
    let mut to = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
    to.write_all(head.as_bytes())?;
    to.write_all(b"Connection: close\r\n\r\n")?;
    std::io::copy(&mut from.take(length), &mut to)?;
    std::io::copy(&mut to, &mut &browser)?;
    browser.shutdown(std::net::Shutdown::Write)
}
