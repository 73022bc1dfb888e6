//! A unit's year: every dated report as a table, as JSON, or as a calendar file.

use super::Options;
use baocao::locale::{self, Lang};
use baocao::plan::{Date, Member, Plan};
use baocao::schedule::{self, Duty, Instant, Standing, Zone};
use serde::Serialize;
use std::io::{self, Write};

/// How a year is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// For people.
    Table,
    /// For programs: a list of objects.
    Json,
    /// iCalendar, for the calendars of officers.
    Calendar,
}

/// The unit a year is of, and from when it is looked at.
pub struct Year<'a> {
    pub plan: &'a Plan,
    pub member: &'a Member,
    pub now: Instant,
    pub zone: &'a dyn Zone,
}

/// One report of the year.
#[derive(Serialize)]
struct Row {
    kind: String,
    title: String,
    period: String,
    period_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    opens: Option<String>,
    /// The last day that is on time.
    last_day: Date,
    /// The first moment that is late.
    due: String,
    /// The first moment that is refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    closes: Option<String>,
    /// A stable key.
    standing: &'static str,
    /// Why it is owed otherwise than the rules say.
    #[serde(skip_serializing_if = "Option::is_none")]
    arranged: Option<String>,
    /// The last day before it was moved.
    #[serde(skip_serializing_if = "Option::is_none")]
    moved_from: Option<Date>,
    /// It is due before its period ends.
    is_estimate: bool,
    /// It rests on a day off that is not confirmed.
    is_expected: bool,
    wording: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    steps: Vec<String>,
}

impl Year<'_> {
    /// Writes the year.
    pub fn write(&self, year: i32, form: Form, options: &Options, out: &mut dyn Write) -> io::Result<()> {
        let bounds = Date::new(year, 1, 1).zip(Date::new(year, 12, 31));
        let Some((first, last)) = bounds else {
            return Err(io::Error::other(format!("--year {year}: 1900–2199")));
        };
        let duties = schedule::obligations(self.plan, self.member, first, last, self.zone);
        match form {
            Form::Calendar => {
                let file = locale::calendar_file(options.lang, self.plan, self.member, &duties, self.now, self.zone);
                out.write_all(file.as_bytes())
            }
            Form::Json => {
                let rows: Vec<_> = duties.iter().filter_map(|duty| self.row(duty, options)).collect();
                serde_json::to_writer_pretty(&mut *out, &rows)?;
                writeln!(out)
            }
            Form::Table => self.table(&duties, options, out),
        }
    }

    fn row(&self, duty: &Duty, options: &Options) -> Option<Row> {
        let due = duty.due.as_ref()?;
        let moment = |at: Instant| at.in_zone(self.zone).to_string();
        let (from, to) = duty.period.span.unzip();
        Some(Row {
            kind: duty.kind.id.to_string(),
            title: locale::kind_title(options.lang, duty),
            period: duty.period.id.to_string(),
            period_name: locale::period(options.lang, &duty.period.name),
            from,
            to,
            opens: duty.opens.map(moment),
            last_day: due.last_day,
            due: moment(due.until),
            closes: due.closes.map(moment),
            standing: match duty.standing(self.now) {
                Standing::Overdue => "overdue",
                Standing::Open => "open",
                Standing::Undated => "undated",
                Standing::NotOpen => "not-open",
                Standing::Closed => "closed",
                Standing::Settled(_) | Standing::Lapsed(_) => "settled",
            },
            arranged: duty.arranged.as_ref().map(|arranged| arranged.reason.clone()),
            moved_from: due.moved_from,
            is_estimate: duty.is_estimate(),
            is_expected: due.is_expected,
            wording: due.wording.clone(),
            steps: if options.explain { self.steps(duty, options.lang) } else { Vec::new() },
        })
    }

    fn steps(&self, duty: &Duty, lang: Lang) -> Vec<String> {
        locale::steps(lang, &schedule::explain(self.plan, self.member, duty, self.zone))
    }

    fn table(&self, duties: &[Duty], options: &Options, out: &mut dyn Write) -> io::Result<()> {
        let lang = options.lang;
        let heads = match lang {
            Lang::Vi => ["Hạn nộp", "Báo cáo", "Kỳ", "Số liệu", "Tình trạng"],
            Lang::En => ["Due", "Report", "Period", "Figures", "Standing"],
        };
        let mut rows = vec![heads.map(str::to_owned)];
        for (duty, due) in duties.iter().filter_map(|duty| Some((duty, duty.due.as_ref()?))) {
            let at = due.at.map(|at| format!(" {at}")).unwrap_or_default();
            let mark = if due.is_expected { " ?" } else { "" };
            rows.push([
                format!("{}{at}{mark}", locale::date_long(lang, due.last_day)),
                locale::kind_title(lang, duty),
                locale::period(lang, &duty.period.name),
                locale::span(lang, &duty.period),
                locale::standing(lang, duty.standing(self.now)).to_owned(),
            ]);
        }
        let mut widths = [0; 5];
        for row in &rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = cell.chars().count().max(*width);
            }
        }
        writeln!(out)?;
        for (i, row) in rows.iter().enumerate() {
            let mut line = String::new();
            for (width, cell) in widths.iter().zip(row) {
                line.push_str(cell);
                line.extend(std::iter::repeat_n(' ', width + 2 - cell.chars().count()));
            }
            writeln!(out, "{}", line.trim_end())?;
            if options.explain && i > 0 {
                for step in self.steps(&duties[i - 1], lang) {
                    writeln!(out, "    {step}")?;
                }
            }
        }
        if duties.iter().any(|duty| duty.due.as_ref().is_some_and(|due| due.is_expected)) {
            writeln!(out, "\n?  {}", locale::words(lang).expected())?;
        }
        if duties.is_empty() {
            writeln!(out, "{}", locale::words(lang).nothing_due())?;
        }
        Ok(())
    }
}
