//! Removes files that were uploaded and never named by a report, as those of a draft that was given up.

use super::Shared;
use super::files::Files;
use super::store::Store;
use std::collections::HashSet;
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};
use tokio::time::sleep;

/// Days that a file waits for its report, where nobody says otherwise.
pub const DEFAULT: u32 = 30;

const HOUR: Duration = Duration::from_secs(3_600);

const DAY: Duration = Duration::from_secs(86_400);

/// Looks for such files now and once an hour, for as long as it is polled.
pub async fn hourly(receiver: Shared, days: NonZeroU32) {
    // Nothing was uploaded that long ago where there is no such time.
    while let Some(before) = SystemTime::now().checked_sub(DAY.saturating_mul(days.get())) {
        let receiver = Shared::clone(&receiver);
        let swept = tokio::task::spawn_blocking(move || remove(&receiver.files, &receiver.store, before)).await;
        match swept.map_err(|error| error.to_string()).flatten() {
            Ok(0) => {}
            Ok(files) => tracing::info!(files, "unnamed files removed"),
            Err(cause) => tracing::error!(cause, "unnamed files stay"),
        }
        sleep(HOUR).await;
    }
}

/// Removes what nobody has touched since `before` and no report names. Of several processes only one does so at a time,
/// and no report is kept meanwhile; so none names a file that goes.
fn remove(files: &Files, store: &Store, before: SystemTime) -> Result<usize, String> {
    let old = files.old(before);
    if old.is_empty() {
        return Ok(0);
    }
    let removed = store.with_named_files(|named| {
        let named: HashSet<PathBuf> = named.into_iter().map(|(unit, sha256)| files.place(&unit, &sha256)).collect();
        files.sweep(old.into_iter().filter(|place| !named.contains(place)), before)
    });
    removed.map_err(|error| error.to_string())
}
