use ::postgres::config::{Config, SslMode};
use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

/// Where the database is.
#[derive(Clone, Debug)]
pub enum Place {
    /// A file of SQLite.
    Sqlite(PathBuf),
    /// A server of PostgreSQL.
    Postgres(Box<Config>),
}

impl FromStr for Place {
    type Err = String;

    /// Reads `sqlite:PATH` or `postgres://USER@HOST/DATABASE`. What is wrong is said without the address: it may hold
    /// a password.
    fn from_str(address: &str) -> Result<Self, String> {
        if let Some(path) = address.strip_prefix("sqlite:").filter(|path| !path.is_empty()) {
            return Ok(Self::Sqlite(path.into()));
        }
        if !["postgres://", "postgresql://"].iter().any(|scheme| address.starts_with(scheme)) {
            return Err("expected sqlite:PATH or postgres://USER@HOST/DATABASE".to_owned());
        }
        let config: Config = address.parse().map_err(|error: ::postgres::Error| super::error::chain(&error))?;
        if config.get_ssl_mode() == SslMode::Require {
            return Err("sslmode=require: this program speaks to PostgreSQL without TLS; use a socket, \
                the same machine or a tunnel"
                .to_owned());
        }
        Ok(Self::Postgres(Box::new(config)))
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => path.display().fmt(f),
            Self::Postgres(config) => write!(f, "PostgreSQL, database \"{}\"", config.get_dbname().unwrap_or_default()),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        assert!(
            matches!("sqlite:/srv/a.db".parse().unwrap(), Place::Sqlite(path) if path.to_str() == Some("/srv/a.db"))
        );
        let place: Place = "postgres://baocao:secret@localhost:5433/reports".parse().unwrap();
        assert_eq!(place.to_string(), "PostgreSQL, database \"reports\"");
        assert!(!format!("{place:?}").contains("secret"));
        for wrong in ["mysql://x:secret@h/d", "sqlite:", "reports.db", "postgres://u:secret@h:port/d"] {
            let error = wrong.parse::<Place>().unwrap_err();
            assert!(!error.contains("secret"), "{error}");
        }
        assert!("postgres://h/d?sslmode=require".parse::<Place>().unwrap_err().contains("TLS"));
    }
}
