//! The last evening before a deadline: every commune of the country sends its report, and the power goes out in the
//! midst of it. Run by hand: `cargo xtask test long`.
//!
//! `BAOCAO_LOAD_SECONDS` says over how long the reports are spread where nothing fails; without it, 600.

#![cfg(unix)]
#![allow(clippy::unwrap_used)] // a test may panic

#[path = "../support/mod.rs"]
mod support;

mod communes;
mod senders;

use communes::Communes;
use senders::{Senders, Sent};
use std::collections::BTreeMap;
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;
use support::postgres::Cluster;
use support::site::Site;
use support::{Receiver, folder};

/// Communes, wards and special zones of Việt Nam since July 2025.
const ALL: usize = 3_321;

/// Over how long reports are spread where something fails meanwhile.
const STORM: Duration = Duration::from_secs(60);

fn spread() -> Duration {
    let said = std::env::var("BAOCAO_LOAD_SECONDS").ok();
    Duration::from_secs(said.map_or(600, |seconds| seconds.parse().expect("BAOCAO_LOAD_SECONDS is a number")))
}

fn postgres() -> Option<Arc<Cluster>> {
    Cluster::start().map(Arc::new)
}

fn sqlite() -> Site {
    let folder = folder();
    std::fs::create_dir_all(&folder).unwrap();
    Site::Sqlite(folder)
}

/// A receiver before a database, at a port of its own that it keeps when it is started again.
fn receive(site: &Site, communes: &Communes, port: &str) -> Receiver {
    let data = folder();
    communes.lay_out(&data);
    let mut command = site.command(&data);
    command.args(["--no-demo", "--port", port, "--tokens"]).arg(data.join("tokens.json"));
    // While the database is away each request says so.
    command.stderr(Stdio::null());
    Receiver::spawn(command, data)
}

/// Kills a receiver as a power cut does, and starts another in its place.
fn replace(receiver: &mut Receiver, site: &Site, communes: &Communes) {
    let port = receiver.url.rsplit(':').next().unwrap().to_owned();
    receiver.kill();
    *receiver = receive(site, communes, &port);
}

/// Every report is there, once, as it was sent.
fn check(site: &Site, communes: &Communes) {
    let mut kept = BTreeMap::new();
    for (key, _, body) in site.rows() {
        assert!(kept.insert(key.clone(), body).is_none(), "{key} is there twice");
    }
    assert_eq!(kept.len(), ALL);
    for nth in 0..ALL {
        let key = communes.key(nth);
        assert!(kept.get(&key) == Some(&communes.body(nth)), "{key} is not what was sent");
    }
}

fn say(what: &str, sent: &Sent, communes: &Communes) {
    let kilobytes = (communes.body(0).len() + 500) / 1_000;
    println!("{what}: {ALL} reports of {kilobytes} KB: {sent}");
}

/// Nothing fails: two receivers where the database may be shared.
fn take_all(site: &Site) {
    let communes = Communes::new(ALL);
    let count = if matches!(site, Site::Sqlite(_)) { 1 } else { 2 };
    let receivers: Vec<Receiver> = (0..count).map(|_| receive(site, &communes, "0")).collect();
    let senders = Senders::new(&communes, receivers.iter().map(|one| one.url.clone()).collect(), spread());
    let sent = senders.send(|_| {});
    check(site, &communes);
    say(&format!("{site:?}, {count} receiver(s), over {} s", spread().as_secs()), &sent, &communes);
}

#[test]
#[ignore = "takes ten minutes: cargo xtask test long"]
fn sqlite_takes_the_reports_of_every_commune() {
    take_all(&sqlite());
}

#[test]
#[ignore = "takes ten minutes: cargo xtask test long"]
fn postgres_takes_the_reports_of_every_commune() {
    let Some(cluster) = postgres() else { return };
    take_all(&Site::on(cluster));
}

#[test]
#[ignore = "takes two minutes: cargo xtask test long"]
fn sqlite_loses_nothing_when_the_receiver_is_killed() {
    let (site, communes) = (sqlite(), Communes::new(ALL));
    let mut receiver = receive(&site, &communes, "0");
    let senders = Senders::new(&communes, vec![receiver.url.clone()], STORM);
    let sent = senders.send(|progress| {
        for third in [1, 2] {
            progress.wait_for(third * ALL / 3);
            replace(&mut receiver, &site, &communes);
        }
    });
    check(&site, &communes);
    say("SQLite, receiver killed twice", &sent, &communes);
}

#[test]
#[ignore = "takes two minutes: cargo xtask test long"]
fn postgres_loses_nothing_when_receiver_and_database_are_killed() {
    let Some(cluster) = postgres() else { return };
    let (site, communes) = (Site::on(Arc::clone(&cluster)), Communes::new(ALL));
    let mut receivers = [receive(&site, &communes, "0"), receive(&site, &communes, "0")];
    let senders = Senders::new(&communes, receivers.iter().map(|one| one.url.clone()).collect(), STORM);
    let sent = senders.send(|progress| {
        progress.wait_for(ALL / 4);
        replace(&mut receivers[0], &site, &communes);
        progress.wait_for(ALL / 2);
        cluster.kill();
        cluster.restart();
        progress.wait_for(3 * ALL / 4);
        cluster.kill();
        replace_while_away(&mut receivers[1], &cluster, &site, &communes);
    });
    check(&site, &communes);
    say("PostgreSQL, a receiver killed, the database killed, both killed", &sent, &communes);
}

/// Both are killed at once; the database is back first, or the receiver would not start.
fn replace_while_away(receiver: &mut Receiver, cluster: &Cluster, site: &Site, communes: &Communes) {
    let port = receiver.url.rsplit(':').next().unwrap().to_owned();
    receiver.kill();
    cluster.restart();
    *receiver = receive(site, communes, &port);
}
