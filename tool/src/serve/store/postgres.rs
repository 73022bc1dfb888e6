use super::cell::{Cell, Row};
use super::error::chain;
use super::{Access, Error, OpenError, Tables};
use ::postgres::error::SqlState;
use ::postgres::types::{FromSql, IsNull, ToSql, Type, accepts, private::BytesMut, to_sql_checked};
use ::postgres::{Client, Config, NoTls, Transaction};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// The changes that lead to the present tables, oldest first; the table `baocao_version` counts those made. They are
/// the changes that SQLite knows, in the types of PostgreSQL.
const MIGRATIONS: [&str; 4] = [
    "
    CREATE TABLE report (
        id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, -- a number is never given twice
        key TEXT NOT NULL,                    -- Idempotency-Key
        plan TEXT NOT NULL,
        unit TEXT NOT NULL,
        unit_known_as TEXT NOT NULL,          -- JSON: id, name, groups, as the token had them
        kind TEXT NOT NULL,
        period TEXT NOT NULL,
        revision BIGINT NOT NULL,
        hash TEXT NOT NULL,                   -- SHA-256 of body
        received_at TEXT NOT NULL,            -- RFC 3339 in the plan's zone
        late BOOLEAN,                         -- NULL: the plan names no day
        body TEXT NOT NULL,                   -- the report, as it came
        UNIQUE (plan, unit, key)
    );
    ",
    "
    CREATE TABLE review (
        id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        report BIGINT NOT NULL REFERENCES report (id),
        state TEXT NOT NULL,                  -- returned, approved, locked
        remarks TEXT NOT NULL,                -- JSON: pointer, detail
        reviewed_at TEXT NOT NULL             -- RFC 3339 in the plan's zone
    );
    CREATE INDEX review_report ON review (report);
    ",
    // JSON is taken out of the report as JSON: as text it might hold a letter that PostgreSQL has not, U+0000.
    "
    ALTER TABLE report ADD COLUMN head TEXT NOT NULL DEFAULT ''; -- JSON: what lists show of body
    UPDATE report SET head = json_build_object(
        'kind_title', whole #> '{kind,title}', 'supersedes', whole -> 'supersedes', 'prepared_at', whole -> 'prepared_at'
    ) FROM (SELECT id AS of, body::json AS whole FROM report) AS parsed WHERE id = of;
    ALTER TABLE report ALTER COLUMN head DROP DEFAULT; -- a process of an older version that still runs keeps nothing more
    CREATE TABLE named_file (                 -- the files that reports name
        unit TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        PRIMARY KEY (unit, sha256)
    );
    INSERT INTO named_file SELECT DISTINCT unit, found[1]
        FROM report, regexp_matches(body, '\"sha256\":\"([0-9a-f]{64})\"', 'g') AS found;
    ",
    "
    ALTER TABLE report ADD COLUMN signature TEXT; -- Report-Signature; NULL: none came
    -- A process of an older version that still runs would keep reports without theirs.
    ALTER TABLE report ALTER COLUMN signature SET DEFAULT '', ADD CHECK (signature <> '');
    ",
];

/// How long a connection may take to come about, and the network to carry a packet.
const NETWORK: Duration = Duration::from_secs(5);

/// What each connection is told first. No statement takes long here: one that does waits for something that hangs.
const HABITS: &str = "SET statement_timeout = '8s'; SET idle_in_transaction_session_timeout = '60s'; \
    SET synchronous_commit = on";

/// A server, and the connections to it that nobody uses just now. There are never more than there are threads that
/// work for requests.
#[derive(Debug)]
pub struct Postgres {
    config: Config,
    idle: Mutex<Vec<Idle>>,
}

/// A connection between two uses.
struct Idle(Client);

impl std::fmt::Debug for Idle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Idle")
    }
}

impl Postgres {
    pub fn open(config: &Config) -> Result<Self, OpenError> {
        let mut config = config.clone();
        config.connect_timeout(NETWORK).tcp_user_timeout(NETWORK);
        config.keepalives_idle(NETWORK).keepalives_interval(NETWORK).keepalives_retries(2);
        config.application_name("baocao");
        let database = Self { config, idle: Mutex::default() };
        let mut client = database.connect()?;
        migrate(&mut client)?;
        database.put_back(client);
        Ok(database)
    }

    fn connect(&self) -> Result<Client, Error> {
        let mut client = self.config.connect(NoTls)?;
        client.batch_execute(HABITS)?;
        Ok(client)
    }

    /// A connection that works: one that died meanwhile, as all do when the server is started anew, is dropped.
    fn take(&self) -> Result<Client, Error> {
        loop {
            let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let Some(Idle(mut client)) = idle else { return self.connect() };
            if client.is_valid(NETWORK).is_ok() {
                return Ok(client);
            }
        }
    }

    fn put_back(&self, client: Client) {
        if !client.is_closed() {
            self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(Idle(client));
        }
    }

    pub fn transaction<T, E: From<Error>>(
        &self,
        access: Access<'_>,
        work: impl FnOnce(&mut dyn Tables) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut client = self.take()?;
        let done = transact(&mut client, access, work);
        self.put_back(client);
        done
    }
}

fn transact<T, E: From<Error>>(
    client: &mut Client,
    access: Access<'_>,
    work: impl FnOnce(&mut dyn Tables) -> Result<T, E>,
) -> Result<T, E> {
    let mut tx = client.transaction().map_err(Error::from)?;
    // Whoever else writes for this unit waits here, in whichever process; ids hold no spaces.
    match access {
        Access::Read => {}
        Access::Write { plan, unit } => {
            let locks = "SELECT 1 FROM pg_advisory_xact_lock_shared(hashtextextended('baocao reports', 0)),
                pg_advisory_xact_lock(hashtextextended($1, 0))";
            tx.run(locks, &[Cell::Text(format!("{plan} {unit}"))])?;
        }
        Access::Alone => {
            tx.run("SELECT 1 FROM pg_advisory_xact_lock(hashtextextended('baocao reports', 0))", &[])?;
        }
    }
    let done = work(&mut tx)?;
    tx.commit().map_err(Error::from)?;
    Ok(done)
}

fn migrate(client: &mut Client) -> Result<(), OpenError> {
    let mut tx = client.transaction()?;
    // Several processes may start at once, and a change of many reports takes its time.
    tx.batch_execute("SET LOCAL statement_timeout = 0")?;
    tx.batch_execute("SELECT pg_advisory_xact_lock(hashtextextended('baocao migrations', 0))")?;
    tx.batch_execute("CREATE TABLE IF NOT EXISTS baocao_version (made BIGINT NOT NULL)")?;
    let counted = tx.query_opt("SELECT made FROM baocao_version", &[])?.map(|row| row.try_get::<_, i64>(0));
    let made = usize::try_from(counted.transpose()?.unwrap_or_default()).unwrap_or(usize::MAX);
    let missing = MIGRATIONS.get(made..).ok_or(OpenError::Newer { found: made, known: MIGRATIONS.len() })?;
    for change in missing {
        tx.batch_execute(change)?;
    }
    if !missing.is_empty() {
        tx.batch_execute("DELETE FROM baocao_version")?;
        tx.run("INSERT INTO baocao_version (made) VALUES ($1)", &[Cell::Int(MIGRATIONS.len() as i64)])?;
    }
    tx.commit()?;
    Ok(())
}

impl Tables for Transaction<'_> {
    fn run(&mut self, sql: &str, given: &[Cell]) -> Result<Vec<Row>, Error> {
        let given: Vec<_> = given.iter().map(|cell| cell as &(dyn ToSql + Sync)).collect();
        let rows = self.query(sql, &given)?;
        let cells = |row: &::postgres::Row| (0..row.len()).map(|at| row.try_get(at)).collect::<Result<Vec<Cell>, _>>();
        rows.iter().map(|row| Ok(cells(row)?.into())).collect()
    }
}

type Boxed = Box<dyn std::error::Error + Sync + Send>;

impl<'a> FromSql<'a> for Cell {
    fn from_sql(ty: &Type, raw: &'a [u8]) -> Result<Self, Boxed> {
        match *ty {
            Type::BOOL => bool::from_sql(ty, raw).map(Self::Bool),
            Type::INT4 => i32::from_sql(ty, raw).map(|number| Self::Int(number.into())),
            Type::INT8 => i64::from_sql(ty, raw).map(Self::Int),
            _ => String::from_sql(ty, raw).map(Self::Text),
        }
    }

    fn from_sql_null(_: &Type) -> Result<Self, Boxed> {
        Ok(Self::Null)
    }

    accepts!(BOOL, INT4, INT8, TEXT);
}

impl ToSql for Cell {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Boxed> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Int(number) => number.to_sql_checked(ty, out),
            Self::Bool(flag) => flag.to_sql_checked(ty, out),
            Self::Text(text) => text.to_sql_checked(ty, out),
        }
    }

    accepts!(BOOL, INT8, TEXT);
    to_sql_checked!();
}

impl From<::postgres::Error> for Error {
    fn from(error: ::postgres::Error) -> Self {
        let said = chain(&error);
        match error.code() {
            // The server did not answer, or ended the connection.
            None => Self::Unavailable(said),
            Some(state) if is_passing(state) => Self::Unavailable(said),
            Some(_) => Self::Failed(said),
        }
    }
}

/// Whether another try may succeed: classes 08 (connection), 40 (rolled back), 53 (resources), 57 (stopped by an
/// operator), and a lock that was not had in time.
fn is_passing(state: &SqlState) -> bool {
    ["08", "40", "53", "57"].iter().any(|class| state.code().starts_with(class))
        || *state == SqlState::LOCK_NOT_AVAILABLE
}
