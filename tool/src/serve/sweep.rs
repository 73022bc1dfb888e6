//! Removes files that were uploaded and never named by a report, as those of a draft that was given up.

use super::Shared;
use super::files::Files;
use super::store::Store;
use std::collections::HashSet;
use std::fs;
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use tokio::time::{MissedTickBehavior, interval};

/// Days that a file waits for its report, where nobody says otherwise.
pub const DEFAULT: u32 = 30;

const HOUR: Duration = Duration::from_secs(3_600);

const DAY: Duration = Duration::from_secs(86_400);

/// Looks for such files now and once an hour, for as long as it is polled.
pub async fn hourly(receiver: Shared, days: NonZeroU32) {
    let mut clock = interval(HOUR);
    clock.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        clock.tick().await;
        let Some(before) = SystemTime::now().checked_sub(DAY.saturating_mul(days.get())) else { continue };
        let receiver = Shared::clone(&receiver);
        let swept = tokio::task::spawn_blocking(move || remove(&receiver.files, &receiver.store, before)).await;
        match swept.map_err(|error| error.to_string()).flatten() {
            Ok(0) => {}
            Ok(files) => tracing::info!(files, "unnamed files removed"),
            Err(cause) => tracing::error!(cause, "unnamed files stay"),
        }
    }
}

/// Removes what nobody has touched since `before` and no report names. Of several processes only one does so at a time,
/// and no report is kept meanwhile; so none names a file that goes.
fn remove(files: &Files, store: &Store, before: SystemTime) -> Result<usize, String> {
    let old = old_files(files.folder(), before);
    if old.is_empty() {
        return Ok(0);
    }
    let removed = store.with_named_files(|named| {
        let named: HashSet<PathBuf> = named.into_iter().map(|(unit, sha256)| files.place(&unit, &sha256)).collect();
        let unnamed = old.into_iter().filter(|place| !named.contains(place));
        // Whoever has begun to upload it again meanwhile has touched it.
        files.alone(|| unnamed.filter(|place| is_old(place, before) && fs::remove_file(place).is_ok()).count())
    });
    removed.map_err(|error| error.to_string())
}

/// The files of all units, whole or not, that nobody has touched since. What cannot be read stays.
fn old_files(folder: &Path, before: SystemTime) -> Vec<PathBuf> {
    let inside = |folder: &Path| fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let files = inside(folder).flat_map(|unit| inside(&unit).collect::<Vec<_>>());
    files.filter(|place| is_old(place, before)).collect()
}

fn is_old(place: &Path, before: SystemTime) -> bool {
    let found = fs::metadata(place);
    found.is_ok_and(|found| found.is_file() && found.modified().is_ok_and(|touched| touched < before))
}
