//! `baocao due`: the reports that a unit owes around a day.

mod year;

pub use year::Form;

use crate::check;
use crate::cli::Outcome;
use crate::platform::{self, NamedZone};
use baocao::locale::{self, Lang};
use baocao::plan::{GroupId, Plan, Unit, UnitId};
use baocao::schedule::{self, Duty, Instant, Standing};
use std::io::{self, Write};
use std::path::PathBuf;
use year::Year;

/// Whose reports, and when.
#[derive(Clone, Debug)]
pub struct Options {
    /// The plan file.
    pub plan: PathBuf,
    /// The unit's id, in the plan or of a unit that the plan does not name.
    pub unit: String,
    /// Classes of the unit, besides those the plan says.
    pub groups: Vec<GroupId>,
    /// What to call a unit that the plan does not name.
    pub name: Option<String>,
    /// A date or an RFC 3339 timestamp; none: now.
    pub on: Option<String>,
    /// All of a year instead of what is due around the moment.
    pub year: Option<i32>,
    /// How a year is written.
    pub form: Form,
    /// Whether to say how each due instant came about.
    pub explain: bool,
    /// The language of the list.
    pub lang: Lang,
}

/// Lists the reports.
///
/// # Errors
/// When the plan cannot be read as a file, the unit or the day makes no sense, or the output cannot be
/// written.
pub fn run(options: &Options, out: &mut dyn Write) -> io::Result<Outcome> {
    let Some(plan) = check::load(&options.plan, options.lang, out)? else { return Ok(Outcome::Mistakes) };
    list(&plan, options, out).map(|()| Outcome::Well)
}

fn list(plan: &Plan, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let lang = options.lang;
    let say = |vi, en| pick(lang, vi, en);
    let zone = NamedZone::new(plan.time_zone.as_str()).map_err(io::Error::other)?;
    let now = match &options.on {
        None => platform::now(),
        Some(on) => Instant::parse(on, &zone).ok_or_else(|| {
            let wanted = say("cần YYYY-MM-DD hoặc RFC 3339", "expected YYYY-MM-DD or RFC 3339");
            io::Error::other(format!("--on “{on}”: {wanted}"))
        })?,
    };
    let unit = unit(plan, options).map_err(io::Error::other)?;
    let member = plan.member(unit);

    let year = Year { plan, member: &member, now, zone: &zone };
    if let (Form::Json | Form::Calendar, of) = (options.form, options.year) {
        let of = of.unwrap_or_else(|| now.in_zone(&zone).date.year());
        return year.write(of, options.form, options, out);
    }
    writeln!(out, "{}: {} ({})", say("Kế hoạch", "Plan"), plan.title, plan.id)?;
    writeln!(out, "{}: {} ({})", say("Đơn vị", "Unit"), member.unit.name, member.unit.id)?;
    writeln!(out, "{}: {}, {}", say("Lúc", "At"), locale::local(lang, now.in_zone(&zone)), zone.name())?;
    if let Some(of) = options.year {
        return year.write(of, Form::Table, options, out);
    }
    let duties = schedule::duties(plan, &member, now, &zone);
    if duties.is_empty() {
        writeln!(out, "\n{}", locale::words(lang).no_duties())?;
    }
    for duty in &duties {
        write_duty(duty, lang, now, &zone, out)?;
        for term in locale::terms(lang, duty, now, &zone).into_iter().chain(locale::asides(lang, duty)) {
            writeln!(out, "  {term}")?;
        }
        if options.explain {
            for step in locale::steps(lang, &schedule::explain(plan, &member, duty, &zone)) {
                writeln!(out, "    {step}")?;
            }
        }
    }
    Ok(())
}

fn write_duty(duty: &Duty, lang: Lang, now: Instant, zone: &NamedZone, out: &mut dyn Write) -> io::Result<()> {
    let words = locale::words(lang);
    let period = locale::period(lang, &duty.period.name);
    writeln!(out, "\n{} — {period} [{}/{}]", locale::kind_title(lang, duty), duty.kind.id, duty.period.id)?;
    if duty.period.span.is_some() {
        writeln!(out, "  {}: {}", words.covers(), locale::span(lang, &duty.period))?;
    }
    if let Some(due) = &duty.due {
        let until = due.until.in_zone(zone);
        writeln!(out, "  {} · {until}, {}", locale::due(lang, due, zone), zone.name())?;
    }
    if let Some(wording) = &duty.wording {
        writeln!(out, "  {}: “{wording}”", words.plan_says())?;
    }
    let standing = duty.standing(now);
    let left = duty.due.as_ref().map(|due| locale::left(lang, now, due.until));
    match left {
        // That it is overdue is said with by how much.
        Some(_) if matches!(standing, Standing::Settled(_) | Standing::Closed) => {
            writeln!(out, "  {}", locale::standing(lang, standing))
        }
        Some(left) if standing == Standing::Overdue => writeln!(out, "  {left}"),
        Some(left) => writeln!(out, "  {} · {left}", locale::standing(lang, standing)),
        None => writeln!(out, "  {}", locale::standing(lang, standing)),
    }
}

fn pick(lang: Lang, vi: &'static str, en: &'static str) -> &'static str {
    if lang == Lang::Vi { vi } else { en }
}

/// The unit as the plan has it, with the groups that were named besides.
fn unit(plan: &Plan, options: &Options) -> Result<Unit, String> {
    let say = |vi, en| pick(options.lang, vi, en);
    if let Some(group) = options.groups.iter().find(|group| plan.group(group).is_none()) {
        let known: Vec<_> = plan.groups.iter().map(|group| group.id.as_str()).collect();
        let none = say("kế hoạch không có nhóm này; có", "the plan has no such group; it has");
        return Err(format!("--group “{group}”: {none}: {}", known.join(", ")));
    }
    let id = UnitId::new(&options.unit).ok_or_else(|| format!("--unit “{}”", options.unit))?;
    let mut unit = match plan.unit(&id) {
        Some(unit) => unit.clone(),
        None if options.groups.is_empty() => {
            let how = say(
                "kế hoạch không nêu tên đơn vị này; nêu nhóm của đơn vị bằng --group",
                "the plan does not name this unit; say its groups with --group",
            );
            return Err(format!("--unit “{id}”: {how}"));
        }
        None => Unit::new(id.clone(), id.to_string(), Vec::new()),
    };
    unit.groups.extend(options.groups.iter().cloned());
    unit.name = options.name.clone().unwrap_or(unit.name);
    Ok(unit)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn example(plan: &str, unit: &str, on: &str) -> Options {
        let plan = format!("{}/../examples/plans/{plan}.json", env!("CARGO_MANIFEST_DIR")).into();
        let on = Some(on.to_owned());
        Options {
            plan,
            unit: unit.to_owned(),
            groups: Vec::new(),
            name: None,
            on,
            year: None,
            form: Form::Table,
            explain: false,
            lang: Lang::Vi,
        }
    }

    fn printed(options: &Options) -> String {
        let mut out = Vec::new();
        assert_eq!(run(options, &mut out).unwrap(), Outcome::Well);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn the_reports_of_a_unit_with_wording_and_instant() {
        let list = printed(&example("vp-ubnd-tinh-2025", "phong-hanh-chinh-quan-tri", "2026-06-10"));
        for expected in [
            "[hang-thang/2026-06]",
            "2026-06-15T00:00:00+07:00, Asia/Ho_Chi_Minh",
            "14/6/2026",
            "“hằng tháng gửi trước ngày 15”",
            "[sau-thang/2026-H1]",
            "[nam/2026]",
        ] {
            assert!(list.contains(expected), "{expected} is not in:\n{list}");
        }
    }

    #[test]
    fn that_a_report_is_overdue_is_said_once() {
        let list = printed(&example("vp-ubnd-tinh-2025", "phong-hanh-chinh-quan-tri", "2026-06-20"));
        assert!(list.contains("  Quá hạn 5 ngày"), "{list}");
        assert!(!list.contains("Quá hạn ·"), "{list}");
    }

    #[test]
    fn a_unit_with_tasks_and_no_stated_duty() {
        let list = printed(&example("vp-ubnd-tinh-2025", "trung-tam-tin-hoc-cong-bao", "2026-06-10"));
        assert!(list.contains("[unstated/open]"), "{list}");
    }

    #[test]
    fn a_unit_the_plan_does_not_name_needs_a_group() {
        let mut options = example("vp-ubnd-tinh-2025", "phong-tong-hop", "2026-06-10");
        assert!(run(&options, &mut Vec::new()).unwrap_err().to_string().contains("--group"));
        options.groups = vec![GroupId::new("cac-phong-ban-trung-tam").unwrap()];
        options.name = Some("Phòng Tổng hợp".to_owned());
        assert!(printed(&options).contains("Phòng Tổng hợp (phong-tong-hop)"));
        options.on = Some("10/6/2026".to_owned());
        assert!(run(&options, &mut Vec::new()).unwrap_err().to_string().contains("--on"));
    }
}
