//! What the command line says of a run.

use super::{Options, Source};
use crate::cli::{language, path};
use axum::http::{HeaderName, HeaderValue};
use baocao::locale::Lang;
use baocao::plan::UnitId;
use lexopt::{Arg, Error, Parser, ValueExt};
use std::time::Duration;
use url::Url;

/// What is asked for.
#[derive(Debug)]
pub enum Wanted {
    /// How to ask.
    Help(Lang),
    /// A run.
    Run(Box<Options>),
}

/// Reads the arguments behind the command's name.
///
/// # Errors
/// For people: which argument makes no sense.
pub fn parse(mut args: Parser, mut lang: Lang) -> Result<Wanted, Error> {
    let (mut url, mut headers, mut file, mut unit) = (None, Vec::new(), None, None);
    let (mut uploads, mut history) = (None, None);
    let (mut read, mut origin, mut timeout, mut json, mut help) = (None, None, 30, false, false);
    while let Some(arg) = args.next()? {
        match arg {
            Arg::Short('h') | Arg::Long("help") => help = true,
            Arg::Long("lang") => lang = language(&mut args)?,
            Arg::Long("header") => headers.push(header(&args.value()?.string()?)?),
            Arg::Long("report") => file = Some(path(&mut args)?),
            Arg::Long("unit") => {
                let typed = args.value()?.string()?;
                unit = Some(UnitId::new(&typed).ok_or_else(|| format!("--unit: \"{typed}\" is no id"))?);
            }
            Arg::Long("read") => read = Some(args.value()?.string()?),
            Arg::Long("uploads") => uploads = Some(address(&args.value()?.string()?)?),
            Arg::Long("history") => history = Some(address(&args.value()?.string()?)?),
            Arg::Long("origin") => {
                let typed = args.value()?.string()?;
                origin =
                    Some(HeaderValue::from_str(&typed).map_err(|_| format!("--origin: \"{typed}\" is no origin"))?);
            }
            Arg::Long("timeout") => timeout = args.value()?.parse()?,
            Arg::Long("json") => json = true,
            Arg::Value(value) if url.is_none() => url = Some(address(&value.string()?)?),
            other => return Err(other.unexpected()),
        }
    }
    let source = match (file, unit) {
        _ if help => return Ok(Wanted::Help(lang)),
        (Some(_), Some(_)) => return Err("conformance: the report of --report says its unit; leave --unit out".into()),
        (Some(file), None) => Source::File(file),
        (None, unit) => Source::Example(unit),
    };
    let url = url.ok_or("conformance: name the address that takes reports, http:// or https://")?;
    let timeout = Duration::from_secs(u64::clamp(timeout, 1, 600));
    Ok(Wanted::Run(Box::new(Options { url, headers, source, read, uploads, history, origin, timeout, json, lang })))
}

fn header(typed: &str) -> Result<(HeaderName, HeaderValue), Error> {
    let wanted = || format!("--header \"{typed}\": expected \"Name: value\"");
    let (name, value) = typed.split_once(':').ok_or_else(wanted)?;
    let (name, value) = (name.trim().parse::<HeaderName>(), HeaderValue::from_str(value.trim()));
    match (name, value) {
        (Ok(name), Ok(value)) => Ok((name, value)),
        _ => Err(wanted().into()),
    }
}

fn address(typed: &str) -> Result<Url, Error> {
    let url = Url::parse(typed).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
    url.ok_or_else(|| format!("conformance: \"{typed}\" is no http:// or https:// address").into())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn parsed(args: &[&str]) -> Result<Wanted, String> {
        parse(Parser::from_args(args), Lang::Vi).map_err(|error| error.to_string())
    }

    #[test]
    fn arguments_say_what_to_send_and_how() {
        let asked = ["http://h/api", "--header", "Authorization: Bearer x", "--unit", "u", "--json", "--lang", "en"];
        let Ok(Wanted::Run(asked)) = parsed(&asked) else { panic!() };
        assert_eq!((asked.headers[0].1.to_str().unwrap(), asked.timeout.as_secs(), asked.json), ("Bearer x", 30, true));
        assert_eq!(asked.source, Source::Example(UnitId::new("u")));
        let Ok(Wanted::Help(Lang::En)) = parsed(&["--help", "--lang", "en"]) else { panic!() };
    }

    #[test]
    fn what_is_wrong_is_said() {
        for (args, said) in [
            (&[][..], "http://"),
            (&["ftp://h/"], "ftp://h/"),
            (&["http://h/", "--header", "Bearer x"], "Name: value"),
            (&["http://h/", "--unit", " một đơn vị"], "\" một đơn vị\""),
            (&["http://h/", "--report", "r.json", "--unit", "u"], "--unit"),
            (&["http://h/", "--strict"], "--strict"),
        ] {
            let error = parsed(args).unwrap_err();
            assert!(error.contains(said), "{error}");
        }
    }
}
