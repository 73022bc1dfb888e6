//! What lies on the disk: in the folder of each unit every file under its hash, and beside that folder the unit's lock.
//! Whatever changes a unit's files holds its lock, so that several processes may share all this.

use crate::serve::problem::Problem;
use baocao::finding::{Code, Finding};
use baocao::json::hash;
use baocao::report::{EvidenceFile, Report};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use std::collections::HashSet;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

/// How long a request waits for a unit's lock, which others hold for no longer than the disk needs.
const PATIENCE: Duration = Duration::from_secs(2);

/// How often it looks meanwhile.
const LOOK: Duration = Duration::from_millis(10);

/// How long one sweep holds up reports at most, and less by far than the database lets a transaction idle.
const SWEEP: Duration = Duration::from_secs(3);

/// Where files lie, and how much may lie there.
#[derive(Debug)]
pub struct Files {
    folder: PathBuf,
    /// Most bytes that a unit may have here which no report names; none: any number.
    quota: Option<u64>,
}

/// How far an upload is.
#[derive(Clone, Copy, Debug)]
pub struct Standing {
    /// How many bytes are here.
    pub offset: u64,
    /// Whether that is all of the file.
    pub is_complete: bool,
}

/// What one request brings of a file.
#[derive(Debug)]
pub struct Piece {
    /// How many bytes came before it.
    pub offset: u64,
    /// Itself.
    pub bytes: Vec<u8>,
    /// Whether the file is whole with it.
    pub is_last: bool,
}

/// A file in the folder of its unit.
struct Lying {
    place: PathBuf,
    sha256: String,
    bytes: u64,
    /// How many bytes were announced of one that is not whole.
    announced: Option<u64>,
}

impl Lying {
    /// A whole one has its hash for a name, one that still comes `HASH.BYTES.part`.
    fn at(place: PathBuf) -> Option<Self> {
        let name = place.file_name()?.to_str()?.to_owned();
        let (sha256, announced) = match *name.split('.').collect::<Vec<_>>() {
            [sha256] => (sha256, None),
            [sha256, announced, PART] => (sha256, Some(announced.parse().ok()?)),
            _ => return None,
        };
        let bytes = fs::metadata(&place).ok()?.len();
        Some(Self { sha256: sha256.to_owned(), announced, bytes, place })
    }

    fn standing(&self) -> Standing {
        Standing { offset: self.bytes, is_complete: self.announced.is_none() }
    }

    /// It counts as used from now on.
    fn touch(&self) -> io::Result<()> {
        OpenOptions::new().append(true).open(&self.place)?.set_modified(SystemTime::now())
    }
}

const PART: &str = "part";

impl Files {
    /// Files in a folder, which is made with the first of them.
    pub fn new(folder: PathBuf, quota: Option<u64>) -> Self {
        Self { folder, quota }
    }

    /// Where a file of a unit lies. Neither name is one that a client chose: a unit's is hashed, a hash is one.
    pub fn place(&self, unit: &str, sha256: &str) -> PathBuf {
        self.of(unit).join(sha256)
    }

    fn of(&self, unit: &str) -> PathBuf {
        self.folder.join(hash(unit))
    }

    fn is_there(&self, unit: &str, file: &EvidenceFile) -> bool {
        let found = EvidenceFile::is_hash(&file.sha256).then(|| fs::metadata(self.place(unit, &file.sha256)));
        found.is_some_and(|found| found.is_ok_and(|found| found.len() == u64::from(file.size)))
    }

    /// What a report says of files that are not here, or not as it says. Those that are here are on the disk then.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn lacking(&self, report: &Report) -> io::Result<Vec<Finding>> {
        let (unit, named) = (report.unit.id.as_str(), report.files());
        let is_here = |file: &EvidenceFile| match &file.data {
            None => self.is_there(unit, file),
            Some(data) => STANDARD.decode(data).is_ok_and(|bytes| hexadecimal(&Sha256::digest(&bytes)) == file.sha256),
        };
        let lacking = named.iter().filter(|(_, file)| !is_here(file));
        let lacking: Vec<_> = lacking.map(|(at, _)| Finding::error(at.clone(), Code::FileMissing)).collect();
        if lacking.is_empty() && named.iter().any(|(_, file)| file.data.is_none()) {
            self.settle(unit)?;
        }
        Ok(lacking)
    }

    /// How far a file is.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn stands(&self, unit: &str, sha256: &str) -> io::Result<Option<Standing>> {
        let Some(file) = find(&lying(&self.of(unit))?, sha256).map(Lying::standing) else { return Ok(None) };
        if file.is_complete {
            self.settle(unit)?;
        }
        Ok(Some(file))
    }

    /// Makes room for a file of so many bytes, unless it has some; that counts as used from now on. `named` is asked for
    /// the files of the unit that reports name where that matters.
    ///
    /// # Errors
    /// [`Problem::OverQuota`], [`Problem::Busy`]; when disk or database fail.
    pub fn begin(&self, unit: &str, sha256: &str, length: u64, named: impl Named) -> Result<Standing, Problem> {
        let folder = self.of(unit);
        let _lock = self.lock(&folder)?;
        let files = lying(&folder)?;
        let here = find(&files, sha256);
        if let Some(whole) = here.filter(|file| file.announced.is_none()) {
            whole.touch()?;
            self.settle(unit)?;
            return Ok(whole.standing());
        }
        let begun = here.filter(|file| file.announced == Some(length));
        self.has_room(&files, length.saturating_sub(begun.map_or(0, |file| file.bytes)), named)?;
        if let Some(begun) = begun {
            begun.touch()?;
            return Ok(begun.standing());
        }
        // One hash has one length: what was begun under another one can never become whole.
        here.map_or(Ok(()), |other| fs::remove_file(&other.place))?;
        fs::create_dir_all(&folder)?;
        File::create(folder.join(format!("{sha256}.{length}.{PART}")))?;
        Ok(Standing { offset: 0, is_complete: false })
    }

    /// Appends to a file; with its last piece it is held against its hash. Said to be whole is only what is on the disk.
    ///
    /// # Errors
    /// What does not fit; when disk or database fail.
    pub fn append(&self, unit: &str, sha256: &str, piece: &Piece, named: impl Named) -> Result<Standing, Problem> {
        let folder = self.of(unit);
        let _lock = self.lock(&folder)?;
        let files = lying(&folder)?;
        let Lying { place, bytes, announced, .. } = find(&files, sha256).ok_or(Problem::NotFound)?;
        let Some(announced) = *announced else {
            self.settle(unit)?;
            return Ok(Standing { offset: *bytes, is_complete: true });
        };
        if *bytes != piece.offset {
            return Err(Problem::OtherOffset(*bytes));
        }
        let more = piece.bytes.len() as u64;
        let offset = bytes + more;
        if offset > announced {
            return Err(Problem::BeyondLength);
        }
        self.has_room(&files, more, named)?;
        let mut part = OpenOptions::new().append(true).open(place)?;
        part.write_all(&piece.bytes)?;
        if !piece.is_last {
            return Ok(Standing { offset, is_complete: false });
        }
        part.sync_all()?;
        if digest_of(place)? != sha256 {
            fs::remove_file(place)?;
            remove_empty(&folder);
            return Err(Problem::OtherDigest);
        }
        fs::rename(place, folder.join(sha256))?;
        self.settle(unit)?;
        Ok(Standing { offset, is_complete: true })
    }

    /// That so many bytes more find room. Only where all that lies here goes beyond the quota it matters what of it
    /// reports name.
    fn has_room(&self, files: &[Lying], more: u64, named: impl Named) -> Result<(), Problem> {
        let Some(quota) = self.quota else { return Ok(()) };
        let is_within = |taken: u64| taken.saturating_add(more) <= quota;
        if is_within(files.iter().map(|file| file.bytes).sum()) {
            return Ok(());
        }
        let named = named()?;
        let unnamed = files.iter().filter(|file| !named.contains(&file.sha256));
        let taken = unnamed.map(|file| file.bytes).sum();
        if is_within(taken) { Ok(()) } else { Err(Problem::OverQuota { taken, quota }) }
    }

    /// Has the disk keep the names of a unit's files and of the folders that lead there; what a file holds was kept before
    /// it got its name. It is cheap where nothing is to be done, and no matter who died before doing it.
    fn settle(&self, unit: &str) -> io::Result<()> {
        let unit = self.of(unit);
        let folders = unit.ancestors().take(3).filter(|folder| !folder.as_os_str().is_empty());
        // Elsewhere folders cannot be opened, and the system keeps their names by itself.
        if cfg!(unix) {
            for folder in folders {
                File::open(folder)?.sync_all()?;
            }
        }
        Ok(())
    }

    /// The file that whoever changes what is in a unit's folder must have locked; opened anew by each, so that it holds
    /// between the requests of one process too. It stays where it is: another one in its place would be another lock.
    fn lock_file(&self, folder: &Path) -> io::Result<File> {
        fs::create_dir_all(&self.folder)?;
        OpenOptions::new().create(true).truncate(false).write(true).open(folder.with_extension("lock"))
    }

    /// The lock of a unit's folder, which is let go when it is dropped, or its process dies.
    fn lock(&self, folder: &Path) -> Result<File, Problem> {
        let (lock, end) = (self.lock_file(folder)?, Instant::now() + PATIENCE);
        loop {
            match lock.try_lock() {
                Ok(()) => return Ok(lock),
                Err(TryLockError::WouldBlock) if Instant::now() < end => thread::sleep(LOOK),
                Err(TryLockError::WouldBlock) => return Err(Problem::Busy),
                Err(TryLockError::Error(error)) => return Err(error.into()),
            }
        }
    }

    /// What nobody has touched since, whole or not, of all units. What cannot be read is passed over.
    pub fn old(&self, before: SystemTime) -> Vec<PathBuf> {
        let units = inside(&self.folder).filter(|place| place.is_dir());
        units.flat_map(|unit| inside(&unit)).filter(|place| is_old(place, before)).collect()
    }

    /// Removes some of that, if it is still so, and folders with nothing left in them; says how many files. Who sweeps
    /// holds up every report, and does not wait: what is of a unit that somebody uploads for just now is left for the next
    /// time, and so is what does not go in time.
    pub fn sweep(&self, old: impl Iterator<Item = PathBuf>, before: SystemTime) -> usize {
        let end = Instant::now() + SWEEP;
        old.take_while(|_| Instant::now() < end).filter(|place| self.is_swept(place, before)).count()
    }

    fn is_swept(&self, place: &Path, before: SystemTime) -> bool {
        let Some((unit, lock)) = place.parent().and_then(|unit| Some((unit, self.lock_file(unit).ok()?))) else {
            return false;
        };
        let is_gone = lock.try_lock().is_ok() && is_old(place, before) && fs::remove_file(place).is_ok();
        if is_gone {
            remove_empty(unit);
        }
        is_gone
    }
}

/// Asks which of a unit's files reports name, by their hashes.
pub trait Named: FnOnce() -> Result<HashSet<String>, Problem> {}

impl<F: FnOnce() -> Result<HashSet<String>, Problem>> Named for F {}

/// What lies in the folder of a unit; nothing where it is not there.
fn lying(folder: &Path) -> io::Result<Vec<Lying>> {
    match fs::read_dir(folder) {
        Ok(entries) => entries.map(|entry| Ok(Lying::at(entry?.path()))).filter_map(Result::transpose).collect(),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

/// A file by its hash; whole rather than not.
fn find<'f>(files: &'f [Lying], sha256: &str) -> Option<&'f Lying> {
    files.iter().filter(|file| file.sha256 == sha256).min_by_key(|file| file.announced.is_some())
}

fn inside(folder: &Path) -> impl Iterator<Item = PathBuf> + use<> {
    fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path())
}

/// Removes a folder if there is nothing in it.
fn remove_empty(folder: &Path) {
    let _ = fs::remove_dir(folder);
}

fn is_old(place: &Path, before: SystemTime) -> bool {
    let found = fs::metadata(place);
    found.is_ok_and(|found| found.is_file() && found.modified().is_ok_and(|touched| touched < before))
}

fn digest_of(place: &Path) -> io::Result<String> {
    let (mut file, mut digest, mut piece) = (File::open(place)?, Sha256::new(), [0; 65_536]);
    loop {
        match file.read(&mut piece)? {
            0 => return Ok(hexadecimal(&digest.finalize())),
            n => digest.update(&piece[..n]),
        }
    }
}

/// Bytes as hashes are written.
pub fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
