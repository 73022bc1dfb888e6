//! The command line: arguments in, exit code out.

use crate::conformance::arguments::{self, Wanted};
use crate::schema::{self, Contract};
use crate::{check, conformance, due, parse as wording, serve};
use baocao::locale::Lang;
use baocao::plan::GroupId;
use lexopt::{Arg, Error, Parser, ValueExt};
use std::ffi::OsString;
use std::io::{self, Write};
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::process::ExitCode;

/// What the program was asked to do.
#[derive(Debug)]
enum Command {
    Help(Lang),
    Version,
    Check(check::Options),
    Conformance(Box<conformance::Options>),
    Due(due::Options),
    Parse(wording::Options),
    Schema(schema::Options),
    Serve(serve::Options),
}

/// How a command ended: 0 well, 1 with something to mend in what it looked at, 2 could not be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// All well.
    Well,
    /// Something must be mended in a plan, or in a backend.
    Mistakes,
    /// It could not be done.
    Failed,
}

/// Runs the command that the arguments name. Findings and lists go to the standard output, everything
/// else to the standard error.
pub fn run(parser: Parser) -> ExitCode {
    let outcome = match parse(parser) {
        Ok(Command::Help(Lang::Vi)) => say(include_str!("help.vi.txt")),
        Ok(Command::Help(Lang::En)) => say(include_str!("help.en.txt")),
        Ok(Command::Version) => say(concat!("baocao ", env!("CARGO_PKG_VERSION"), "\n")),
        Ok(Command::Check(options)) => check::run(&options, &mut io::stdout().lock()),
        Ok(Command::Conformance(options)) => conformance::run(&options, &mut io::stdout().lock()),
        Ok(Command::Due(options)) => due::run(&options, &mut io::stdout().lock()),
        Ok(Command::Parse(options)) => wording::run(&options, &mut io::stdout().lock()),
        Ok(Command::Schema(options)) => schema::run(options, &mut io::stdout().lock()),
        Ok(Command::Serve(options)) => serve::run(options),
        Err(error) => {
            eprintln!("baocao: {error}\nbaocao --help --lang vi|en");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(outcome) => ExitCode::from(outcome as u8),
        // A reader that stops reading (`baocao check … | head`) is no failure.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("baocao: {error}");
            ExitCode::from(2)
        }
    }
}

fn say(text: &str) -> io::Result<Outcome> {
    io::stdout().write_all(text.as_bytes()).map(|()| Outcome::Well)
}

fn parse(mut args: Parser) -> Result<Command, Error> {
    let mut lang = Lang::Vi;
    let mut help = false;
    let mut name = None;
    // Options before the command: only those that hold for all.
    while let Some(arg) = args.next()? {
        match arg {
            Arg::Short('h') | Arg::Long("help") => help = true,
            Arg::Short('V') | Arg::Long("version") => return Ok(Command::Version),
            Arg::Long("lang") => lang = language(&mut args)?,
            Arg::Value(command) => {
                name = Some(command.string()?);
                break;
            }
            other => return Err(other.unexpected()),
        }
    }
    match name.as_deref() {
        Some("check") => parse_check(args, lang),
        Some("conformance") => Ok(match arguments::parse(args, lang)? {
            Wanted::Run(options) => Command::Conformance(options),
            Wanted::Help(lang) => Command::Help(lang),
        }),
        Some("due") => parse_due(args, lang),
        Some("parse") => parse_parse(args, lang),
        Some("schema") => parse_schema(args, lang),
        Some("serve") => parse_serve(args, lang),
        Some("help") => Ok(Command::Help(lang)),
        None if help => Ok(Command::Help(lang)),
        None => Err("name a command: check, conformance, due, parse, schema, serve".into()),
        Some(other) => {
            Err(format!("no command \"{other}\": there are check, conformance, due, parse, schema, serve").into())
        }
    }
}

fn parse_check(mut args: Parser, mut lang: Lang) -> Result<Command, Error> {
    let mut plans: Vec<PathBuf> = Vec::new();
    let mut help = false;
    while let Some(arg) = args.next()? {
        match arg {
            Arg::Short('h') | Arg::Long("help") => help = true,
            Arg::Long("lang") => lang = language(&mut args)?,
            Arg::Value(plan) => plans.push(plan.into()),
            other => return Err(other.unexpected()),
        }
    }
    match (help, plans.is_empty()) {
        (true, _) => Ok(Command::Help(lang)),
        (false, true) => Err("check: name at least one plan file".into()),
        (false, false) => Ok(Command::Check(check::Options { plans, lang })),
    }
}

fn parse_due(mut args: Parser, lang: Lang) -> Result<Command, Error> {
    let mut options = due::Options {
        plan: PathBuf::new(),
        unit: String::new(),
        groups: Vec::new(),
        name: None,
        on: None,
        year: None,
        form: due::Form::Table,
        explain: false,
        lang,
    };
    let mut help = false;
    while let Some(arg) = args.next()? {
        match arg {
            Arg::Short('h') | Arg::Long("help") => help = true,
            Arg::Long("lang") => options.lang = language(&mut args)?,
            Arg::Long("unit") => options.unit = args.value()?.string()?,
            Arg::Long("group") => {
                let typed = args.value()?.string()?;
                options.groups.push(GroupId::new(&typed).ok_or_else(|| format!("--group: \"{typed}\" is no id"))?);
            }
            Arg::Long("name") => options.name = Some(args.value()?.string()?),
            Arg::Long("year") => options.year = Some(args.value()?.parse()?),
            Arg::Long("json") => options.form = due::Form::Json,
            Arg::Long("ics") => options.form = due::Form::Calendar,
            Arg::Long("explain") => options.explain = true,
            Arg::Long("on") => options.on = Some(args.value()?.string()?),
            Arg::Value(plan) if options.plan.as_os_str().is_empty() => options.plan = plan.into(),
            other => return Err(other.unexpected()),
        }
    }
    if help {
        return Ok(Command::Help(options.lang));
    }
    if options.plan.as_os_str().is_empty() {
        return Err("due: name a plan file".into());
    }
    if options.unit.is_empty() {
        return Err("due: name a unit: --unit ID".into());
    }
    Ok(Command::Due(options))
}

fn parse_parse(mut args: Parser, lang: Lang) -> Result<Command, Error> {
    let mut options = wording::Options { lang, ..wording::Options::default() };
    let mut help = false;
    while let Some(arg) = args.next()? {
        match arg {
            Arg::Short('h') | Arg::Long("help") => help = true,
            Arg::Long("lang") => options.lang = language(&mut args)?,
            Arg::Long("json") => options.json = true,
            Arg::Long("plan") => options.plan = Some(path(&mut args)?),
            Arg::Long("year") => {
                let year = args.value()?.parse()?;
                options.year = Some(year).filter(|year| (1900..2200).contains(year));
                options.year.ok_or_else(|| format!("--year {year}: from 1900 to 2199"))?;
            }
            Arg::Value(wording) => options.wordings.push(wording.string()?),
            other => return Err(other.unexpected()),
        }
    }
    match (help, options.wordings.is_empty() && options.plan.is_none()) {
        (true, _) => Ok(Command::Help(options.lang)),
        (false, true) => Err("parse: say a wording in quotes, or --plan FILE".into()),
        (false, false) => Ok(Command::Parse(options)),
    }
}

fn parse_schema(mut args: Parser, mut lang: Lang) -> Result<Command, Error> {
    let (mut wanted, mut help) = (None, false);
    while let Some(arg) = args.next()? {
        let next = match arg {
            Arg::Short('h') | Arg::Long("help") => {
                help = true;
                continue;
            }
            Arg::Long("lang") => {
                lang = language(&mut args)?;
                continue;
            }
            Arg::Long("typescript") => schema::Options::TypeScript,
            Arg::Long("openapi") => schema::Options::OpenApi,
            Arg::Value(name) => {
                let name = name.string()?;
                let contract = Contract::named(&name).ok_or_else(|| {
                    format!("schema: no contract \"{name}\": there are plan, report, receipt, problem")
                })?;
                schema::Options::Schema(contract)
            }
            other => return Err(other.unexpected()),
        };
        if wanted.replace(next).is_some() {
            return Err("schema: name one contract, or --typescript, or --openapi".into());
        }
    }
    match (help, wanted) {
        (true, _) => Ok(Command::Help(lang)),
        (false, Some(wanted)) => Ok(Command::Schema(wanted)),
        (false, None) => {
            Err("schema: name a contract (plan, report, receipt, problem, history), or --typescript, or --openapi"
                .into())
        }
    }
}

fn parse_serve(mut args: Parser, mut lang: Lang) -> Result<Command, Error> {
    let (mut www, mut dist, mut plans, mut data) = (None, None, None, None);
    let (mut port, mut quiet, mut demo, mut tokens, mut help) = (0, false, true, None, false);
    let (mut database, mut limit) = (std::env::var("BAOCAO_DATABASE").ok(), serve::limit::DEFAULT);
    let (mut keep_files_for, mut file_quota) = (serve::sweep::DEFAULT, serve::files::QUOTA);
    let mut client_timeout = serve::connections::PATIENCE;
    while let Some(arg) = args.next()? {
        match arg {
            Arg::Short('h') | Arg::Long("help") => help = true,
            Arg::Long("lang") => lang = language(&mut args)?,
            Arg::Long("www") => www = Some(path(&mut args)?),
            Arg::Long("dist") => dist = Some(path(&mut args)?),
            Arg::Long("plans") => plans = Some(path(&mut args)?),
            Arg::Long("data") => data = Some(path(&mut args)?),
            Arg::Long("database") => database = Some(args.value()?.string()?),
            Arg::Long("tokens") => tokens = Some(path(&mut args)?),
            Arg::Long("port") => port = args.value()?.parse()?,
            Arg::Long("limit") => limit = args.value()?.parse()?,
            Arg::Long("keep-files-for") => keep_files_for = args.value()?.parse()?,
            Arg::Long("file-quota") => file_quota = args.value()?.parse()?,
            Arg::Long("client-timeout") => client_timeout = args.value()?.parse()?,
            Arg::Long("quiet") => quiet = true,
            Arg::Long("demo") => demo = true,
            Arg::Long("no-demo") => demo = false,
            other => return Err(other.unexpected()),
        }
    }
    if help {
        return Ok(Command::Help(lang));
    }
    if !demo && tokens.is_none() {
        return Err("serve: --no-demo needs --tokens FILE, or nobody could send anything".into());
    }
    let database = database.filter(|address| !address.is_empty()).map(|address| address.parse()).transpose();
    let database = database.map_err(|error: String| format!("--database: {error}"))?;
    let need = |path: Option<PathBuf>, name: &str| path.ok_or_else(|| format!("serve: {name} DIR is missing"));
    Ok(Command::Serve(serve::Options {
        www: need(www, "--www")?,
        dist: need(dist, "--dist")?,
        plans: need(plans, "--plans")?,
        data: need(data, "--data")?,
        database,
        port,
        quiet,
        demo,
        tokens,
        limit: NonZeroU32::new(limit),
        keep_files_for: NonZeroU32::new(keep_files_for),
        file_quota: NonZeroU32::new(file_quota),
        client_timeout: NonZeroU32::new(client_timeout),
    }))
}

pub(crate) fn path(args: &mut Parser) -> Result<PathBuf, Error> {
    args.value().map(PathBuf::from)
}

pub(crate) fn language(args: &mut Parser) -> Result<Lang, Error> {
    let tag: OsString = args.value()?;
    match tag.to_str() {
        Some("vi") => Ok(Lang::Vi),
        Some("en") => Ok(Lang::En),
        _ => Err("--lang: vi or en".into()),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn parsed(args: &[&str]) -> Result<Command, String> {
        parse(Parser::from_args(args)).map_err(|error| error.to_string())
    }

    #[test]
    fn commands_and_their_options() {
        let Ok(Command::Check(check)) = parsed(&["check", "a.json", "--lang", "en", "b.json"]) else { panic!() };
        assert_eq!((check.plans.len(), check.lang), (2, Lang::En));
        let Ok(Command::Due(due)) = parsed(&["due", "a.json", "--unit", "u", "--group", "g", "--group", "h"]) else {
            panic!()
        };
        assert_eq!((due.unit.as_str(), due.groups.len()), ("u", 2));
        let Ok(Command::Parse(words)) = parsed(&["parse", "--year", "2025", "tháng 6", "quý II", "--json"]) else {
            panic!()
        };
        assert_eq!((words.wordings.len(), words.year, words.json), (2, Some(2025), true));
        let Ok(Command::Parse(words)) = parsed(&["parse", "--plan", "a.json"]) else { panic!() };
        assert_eq!((words.wordings.len(), words.plan), (0, Some("a.json".into())));
        let Ok(Command::Help(_)) = parsed(&["parse", "--help"]) else { panic!() };
        let Ok(Command::Schema(wanted)) = parsed(&["schema", "plan"]) else { panic!() };
        assert_eq!(wanted, schema::Options::Schema(Contract::Plan));
        let Ok(Command::Schema(wanted)) = parsed(&["schema", "--typescript"]) else { panic!() };
        assert_eq!(wanted, schema::Options::TypeScript);
        let serve = ["serve", "--www", "w", "--dist", "d", "--plans", "p", "--data", "x", "--port", "8080"];
        let Ok(Command::Serve(options)) = parsed(&serve) else { panic!() };
        assert!(options.port == 8080 && options.demo && !options.quiet);
    }

    #[test]
    fn what_is_wrong_is_said() {
        for (args, said) in [
            (&["check"][..], "at least one plan"),
            (&["due", "a.json"], "--unit"),
            (&["serve", "--www", "w"], "--dist"),
            (&["serve", "--no-demo"], "--tokens"),
            (&["serve", "--database", "mysql://h/d"], "postgres://"),
            (&["parse"], "--plan"),
            (&["parse", "--year", "25", "tháng 6"], "--year 25"),
            (&["schema"], "--typescript"),
            (&["schema", "letter"], "letter"),
            (&["schema", "plan", "report"], "one contract"),
            (&["verify"], "verify"),
            (&["check", "--strict"], "--strict"),
            (&["check", "a", "--lang", "fr"], "vi or en"),
        ] {
            let error = parsed(args).unwrap_err();
            assert!(error.contains(said), "{error}");
        }
    }
}
