//! A front that gives the portal another receiver, as the web server of an office does: reports go to one server,
//! everything else to the other. Or one to which every name is this machine, for a browser that asks it as its proxy.

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
        let receiver = url::Url::parse(receiver).unwrap();
        Self::with(move |first| {
            let is_report = first.starts_with(REPORTS);
            let port = if is_report { receiver.port().unwrap_or(80) } else { portal };
            let path = if is_report { receiver.path() } else { "/api/reports" };
            (port, first.replacen("/api/reports", path, 1))
        })
    }

    /// A proxy for plain http, before the ports that it is asked for.
    pub fn of_names() -> Self {
        Self::with(|first| {
            let asked = first.split(' ').nth(1).and_then(|asked| url::Url::parse(asked).ok());
            let Some(asked) = asked else { return (80, first.to_owned()) };
            let path = &asked[url::Position::BeforePath..];
            (asked.port().unwrap_or(80), first.replacen(asked.as_str(), path, 1))
        })
    }

    /// Asks of the first line of each request to which port it goes, and with which line.
    fn with(way: impl Fn(&str) -> (u16, String) + Clone + Send + 'static) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        thread::spawn(move || {
            for browser in listener.incoming().map_while(Result::ok) {
                let way = way.clone();
                // A browser that goes away in the middle is none of our business.
                thread::spawn(move || drop(carry(browser, way)));
            }
        });
        Self { address }
    }

    /// Its name and port.
    pub fn host(&self) -> String {
        self.address.to_string()
    }

    /// Its address.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }
}

/// Carries one request and its answer; the next one comes on a connection of its own.
fn carry(browser: TcpStream, way: impl Fn(&str) -> (u16, String)) -> std::io::Result<()> {
    let mut from = BufReader::new(browser.try_clone()?);
    let mut first = String::new();
    from.read_line(&mut first)?;
    let (port, mut head) = way(&first);
    let mut length = 0;
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
