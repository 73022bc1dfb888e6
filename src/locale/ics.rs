use super::deadline::{asides, due, terms};
use super::{Lang, report_name, words};
use crate::plan::{Member, Plan};
use crate::schedule::{Duty, FixedZone, Instant, Zone};
use std::fmt::Write;

/// The deadlines of a unit as a calendar file (iCalendar, RFC 5545), each with alarms days before. One that holds to
/// the end of a day is an event of that whole day, one at an hour ends at that moment. The ids stay the same, so that
/// a newer file takes the place of an older one; what needs no sending is left out.
pub fn calendar_file(
    lang: Lang,
    plan: &Plan,
    member: &Member,
    duties: &[Duty],
    now: Instant,
    zone: &dyn Zone,
) -> String {
    let mut file = Lines(String::new());
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//baocao//deadlines//VI", "CALSCALE:GREGORIAN"] {
        file.line(line, "");
    }
    file.line("X-WR-CALNAME:", &format!("{} · {}", words(lang).reports(), member.unit.name));
    for duty in duties {
        let Some(last) = duty.due.as_ref().filter(|_| duty.is_owed()) else { continue };
        file.line("BEGIN:VEVENT", "");
        file.line("UID:", &format!("{}/{}/{}/{}@baocao", plan.id, member.unit.id, duty.kind.id, duty.period.id));
        file.line("DTSTAMP:", &utc(now));
        // Calendars take the higher one for the newer; minutes fit their 31 bits for two thousand years.
        file.line("SEQUENCE:", &(now.0 / 60_000).to_string());
        let alarms = if last.at.is_none() {
            file.line("DTSTART;VALUE=DATE:", &day(last.last_day));
            file.line("DTEND;VALUE=DATE:", &day(last.last_day.plus_days(1)));
            // At nine in the morning: three days and one day before, and on the day itself.
            ["-P2DT15H", "-PT15H", "PT9H"]
        } else {
            file.line("DTSTART:", &utc(Instant(last.until.0 - HALF_AN_HOUR)));
            file.line("DTEND:", &utc(last.until));
            ["-P3D", "-P1D", "-PT3H"]
        };
        let title = report_name(lang, duty);
        file.line("SUMMARY:", &title);
        let mut said = format!("{}\n{}", due(lang, last, zone), plan.title);
        if let Some(wording) = &duty.wording {
            let _ = write!(said, "\n{}: “{wording}”", words(lang).plan_says());
        }
        for term in terms(lang, duty, now, zone).into_iter().chain(asides(lang, duty)) {
            let _ = write!(said, "\n{term}");
        }
        file.line("DESCRIPTION:", &said);
        file.line("TRANSP:TRANSPARENT", "");
        // Nobody is reminded of what is over.
        for alarm in alarms.into_iter().filter(|_| now < last.until) {
            for line in ["BEGIN:VALARM", "ACTION:DISPLAY"] {
                file.line(line, "");
            }
            file.line("DESCRIPTION:", &title);
            file.line("TRIGGER:", alarm);
            file.line("END:VALARM", "");
        }
        file.line("END:VEVENT", "");
    }
    file.line("END:VCALENDAR", "");
    file.0
}

const HALF_AN_HOUR: i64 = 30 * 60_000;

/// `20260614`.
fn day(day: crate::plan::Date) -> String {
    day.to_string().replace('-', "")
}

/// `20260614T170000Z`.
fn utc(at: Instant) -> String {
    let shown = at.in_zone(&FixedZone(0));
    let (hour, minute) = shown.clock();
    format!("{}T{hour:02}{minute:02}{:02}Z", day(shown.date), shown.seconds % 60)
}

/// Most bytes of a line (RFC 5545 §3.1).
const LONGEST: usize = 75;

struct Lines(String);

impl Lines {
    /// A line: its name as it is, its value with signs of the format escaped (§3.3.11), folded where it is too long.
    fn line(&mut self, name: &str, value: &str) {
        self.0.push_str(name);
        let mut length = name.len();
        for sign in value.chars() {
            let mut bytes = [0; 4];
            let text: &str = match sign {
                '\\' => "\\\\",
                ';' => "\\;",
                ',' => "\\,",
                '\n' => "\\n",
                sign if sign.is_control() => continue,
                sign => sign.encode_utf8(&mut bytes),
            };
            if length + text.len() > LONGEST {
                self.0.push_str("\r\n ");
                length = 1;
            }
            self.0.push_str(text);
            length += text.len();
        }
        self.0.push_str("\r\n");
    }
}
