//! A SOCKS proxy to which every name is this machine, for a browser that cannot be told names otherwise.

use std::io::{Read, Result, Write, copy};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::thread;

/// Starts it as long as the tests run; its address.
pub fn start() -> String {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let address = listener.local_addr().unwrap().to_string();
    thread::spawn(move || {
        for browser in listener.incoming().map_while(Result::ok) {
            // A browser that goes away in the middle is none of our business.
            thread::spawn(move || drop(carry(browser)));
        }
    });
    address
}

/// Carries a connection of version 5 without a password: RFC 1928.
fn carry(mut browser: TcpStream) -> Result<()> {
    let [_, methods] = read(&mut browser)?;
    browser.read_exact(&mut vec![0; usize::from(methods)])?;
    browser.write_all(&[5, 0])?;
    let [_, _, _, kind] = read(&mut browser)?;
    let length = match kind {
        1 => 4,
        4 => 16,
        _ => usize::from(read::<1>(&mut browser)?[0]),
    };
    browser.read_exact(&mut vec![0; length])?;
    let mut server = TcpStream::connect((Ipv4Addr::LOCALHOST, u16::from_be_bytes(read(&mut browser)?)))?;
    browser.write_all(&[5, 0, 0, 1, 0, 0, 0, 0, 0, 0])?;
    let (mut from_browser, mut to_server) = (browser.try_clone()?, server.try_clone()?);
    thread::spawn(move || {
        let _ = copy(&mut from_browser, &mut to_server);
        to_server.shutdown(Shutdown::Both)
    });
    let _ = copy(&mut server, &mut browser);
    browser.shutdown(Shutdown::Both)
}

fn read<const N: usize>(from: &mut TcpStream) -> Result<[u8; N]> {
    let mut bytes = [0; N];
    from.read_exact(&mut bytes)?;
    Ok(bytes)
}
