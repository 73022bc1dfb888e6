//! What only the whole can tell of report kinds and arrangements: numbers that make no sense, rules that never fall due.

use super::{At, Known, Sense, texts};
use crate::finding::{Code, Expected};
use crate::plan::{
    After, Anchor, AnswerKind, Arrangement, BuiltIn, Covers, DueRule, Files, NamedPeriod, On, PeriodUnit, Periods,
    Question, Recurrence, ReportKind, Scope, Special,
};

impl Sense {
    pub(super) fn report(&mut self, at: At<'_>, kind: &ReportKind, known: &Known<'_>) {
        self.who(at.key("by"), &kind.by, known);
        if let Covers::Tasks(ids) = &kind.covers {
            self.all(at.key("covers").key("tasks"), &known.tasks, texts(ids));
        }
        self.all(at.key("replaces"), &known.kinds, texts(&kind.replaces));
        self.range(at.key("valid_until"), kind.valid_from, kind.valid_until);
        self.periods(at.key("periods"), &kind.periods);
        self.due(at, &kind.due, &kind.periods, known);
        self.ids(at.key("rounds"), texts(kind.rounds.iter().map(|round| &round.id)));
        for (i, round) in kind.rounds.iter().enumerate() {
            self.due(at.key("rounds").index(i), &round.due, &kind.periods, known);
        }
        if let Some(after) = &kind.late.closes_after {
            self.after(at.key("late").key("closes_after"), after);
            if *after == After::default() {
                self.error(at.key("late").key("closes_after"), Code::Required);
            }
            self.useless(at.key("late"), "closes_after", "refused", kind.late.refused);
        }
        if let Some(corrections) = &kind.corrections {
            self.after(at.key("corrections").key("within"), &corrections.within);
            if corrections.within == After::default() {
                self.error(at.key("corrections").key("within"), Code::Required);
            }
        }
        self.nil_parts(at, kind, &known.tasks);
        if let Some(outline) = &kind.outline {
            self.questions(at.key("outline").key("entry"), &outline.entry, crate::plan::Scope::Task);
            self.questions(at.key("outline").key("sections"), &outline.sections, crate::plan::Scope::Whole);
        }
    }

    pub(super) fn arrangement(&mut self, at: At<'_>, arrangement: &Arrangement, known: &Known<'_>) {
        if let Some(who) = &arrangement.r#for {
            self.who(at.key("for"), who, known);
        }
        self.all(at.key("reports"), &known.kinds, texts(&arrangement.reports));
        let (is_request, is_extension) = match arrangement.is {
            Special::Requested => (true, false),
            Special::Extended => (false, true),
            _ => (false, false),
        };
        let mut need = |is_there: bool, key: &str| {
            if !is_there {
                self.error(at, Code::Needs { key: key.to_owned(), because: "is".to_owned() });
            }
        };
        if is_request {
            need(arrangement.reports.len() == 1, "reports");
            need(arrangement.periods.len() == 1, "periods");
            need(arrangement.title.is_some(), "title");
        }
        if is_request || is_extension {
            need(arrangement.until.is_some(), "until");
        }
        // One last day for all periods at once would be none.
        if is_extension {
            need(!arrangement.periods.is_empty(), "periods");
        }
        if arrangement.reason.trim().is_empty() {
            self.error(at.key("reason"), Code::Required);
        }
        self.range(at.key("to"), arrangement.from, arrangement.to);
        self.range(at.key("until"), arrangement.from, arrangement.until);
        let useless = [
            ("title", arrangement.title.is_some() && !is_request),
            ("from", arrangement.from.is_some() && !is_request),
            ("to", arrangement.to.is_some() && !is_request),
            ("at", arrangement.at.is_some() && !is_request && !is_extension),
        ];
        for (key, is_useless) in useless {
            self.useless(at, key, "is", is_useless);
        }
    }

    fn useless(&mut self, at: At<'_>, key: &str, because: &str, is_useless: bool) {
        if is_useless {
            self.error(at.key(key), Code::Useless { key: key.to_owned(), because: because.to_owned() });
        }
    }

    pub(super) fn files(&mut self, at: At<'_>, question: &Question, files: &Files, scope: Scope) {
        let built_in = BuiltIn::named(question.field.as_str(), scope).map(BuiltIn::kind);
        let is_evidence = question.kind.or(built_in) == Some(AnswerKind::Evidence);
        self.useless(at, "files", "kind", !is_evidence);
        let at = at.key("files");
        if files.types.is_empty() {
            self.error(at.key("types"), Code::Required);
        }
        for (i, found) in files.types.iter().enumerate().filter(|(_, found)| !Files::is_media_type(found)) {
            let expected = Expected::Other("image/*, application/pdf".to_owned());
            self.error(at.key("types").index(i), Code::Unexpected { found: found.clone(), expected });
        }
        let found = [("most", files.most), ("most_bytes", files.most_bytes), ("inline_bytes", files.inline_bytes)];
        for ((key, found), most) in found.into_iter().zip(Files::BOUNDS) {
            if let Some(found) = found {
                self.number(at.key(key), found, 1, most);
            }
        }
    }

    fn number(&mut self, at: At<'_>, found: u32, from: u32, to: u32) {
        if !(from..=to).contains(&found) {
            let expected = Expected::IntegerIn(from.into(), to.into());
            self.error(at, Code::Unexpected { found: found.to_string(), expected });
        }
    }

    fn periods(&mut self, at: At<'_>, periods: &Periods) {
        match periods {
            Periods::Every(every) => self.every(at.key("every"), every),
            Periods::List(list) => {
                let at = at.key("list");
                self.ids(at, texts(list.iter().map(|period| &period.id)));
                if list.is_empty() {
                    self.error(at, Code::Required);
                }
                for (i, period) in list.iter().enumerate() {
                    self.range(at.index(i).key("to"), period.from, Some(period.to));
                    // What begins on one day and goes further counts up; of anything else a day would be in two.
                    let overlaps = |earlier: &&NamedPeriod| match (earlier.from, period.from) {
                        (Some(first), Some(from)) if first == from => earlier.to == period.to,
                        (Some(first), Some(from)) => first <= period.to && from <= earlier.to,
                        (None, None) => earlier.to == period.to,
                        _ => false,
                    };
                    if let Some(earlier) = list[..i].iter().find(overlaps) {
                        self.error(at.index(i), Code::Overlaps { id: earlier.id.to_string() });
                    }
                }
            }
            Periods::OnRequest | Periods::OnEvent | Periods::Continuous => {}
        }
    }

    fn every(&mut self, at: At<'_>, every: &Recurrence) {
        let Recurrence { unit, count, starts, full_year, only, working_days, from, until, .. } = every;
        let months = unit.months();
        if let Some(count) = count {
            self.number(at.key("count"), u32::from(*count), 1, u8::MAX.into());
        }
        self.useless(at, "count", "unit", count.is_some() && months.is_some());
        self.useless(at, "starts", "unit", starts.is_some() && months.is_none());
        self.useless(at, "full_year", "starts", *full_year && (starts.is_none() || months.is_none()));
        self.useless(at, "working_days", "unit", *working_days && *unit != PeriodUnit::Day);
        self.useless(at, "only", "unit", !only.is_empty() && *unit == PeriodUnit::Week);
        let is_several = *unit == PeriodUnit::Day && count.is_some_and(|count| count > 1);
        self.useless(at, "only", "count", !only.is_empty() && is_several);
        self.useless(at, "working_days", "count", *working_days && is_several);
        let most = months.map_or(7, |months| 12 / months);
        for (i, n) in only.iter().enumerate() {
            self.number(at.key("only").index(i), u32::from(*n), 1, most);
        }
        self.range(at.key("until"), *from, *until);
    }

    fn due(&mut self, at: At<'_>, rules: &[DueRule], periods: &Periods, known: &Known<'_>) {
        let mut holds_for_all = false;
        for (i, rule) in rules.iter().enumerate() {
            let at = at.key("due");
            let at = at.index(i);
            // The first rule that is for a unit holds.
            if holds_for_all {
                self.error(at, Code::NeverDue);
            }
            holds_for_all |= rule.r#for.is_none();
            if let Some(who) = &rule.r#for {
                self.who(at.key("for"), who, known);
            }
            self.after(at.key("after"), &rule.after);
            if let Some(on) = &rule.on {
                self.on(at.key("on"), on, periods);
            }
            let has_span = matches!(periods, Periods::Every(_) | Periods::List(_));
            let is_event = rule.from == Anchor::Event;
            let is_dated = rule.from != Anchor::PeriodEnd
                || rule.on.is_some()
                || rule.at.is_some()
                || rule.after != After::default();
            let is_listed = matches!(rule.on, Some(On::Each(_)));
            if (is_dated && !has_span && !is_event) || (is_event && has_span && !is_listed) {
                self.error(at, Code::NeverDue);
            }
            self.useless(at.key("after"), "hours", "from", rule.after.hours.is_some() && !is_event);
            self.useless(at, "after", "on", is_listed && rule.after != After::default());
            self.useless(at, "shift", "on", rule.shift.is_some() && !is_dated);
        }
    }

    fn after(&mut self, at: At<'_>, after: &After) {
        let After { years, months, weeks, days, working_days, hours } = *after;
        let small = u32::from(u8::MAX);
        let numbers = [
            ("years", years.map(u32::from), small),
            ("months", months.map(u32::from), small),
            ("weeks", weeks.map(u32::from), small),
            ("days", days.map(u32::from), 1_000),
            ("working_days", working_days.map(u32::from), 1_000),
            ("hours", hours.map(u32::from), 1_000),
        ];
        for (key, n, most) in numbers {
            if let Some(n) = n {
                self.number(at.key(key), n, 1, most);
                // A term of hours runs from a moment, one of days from the end of a day.
                self.useless(at, key, "hours", hours.is_some() && key != "hours");
            }
        }
    }

    fn on(&mut self, at: At<'_>, on: &On, periods: &Periods) {
        match (on, periods) {
            (On::Day(day), _) => self.number(at.key("day"), u32::from(*day), 1, 31),
            (On::Weekday(day), _) => self.number(at.key("weekday"), u32::from(*day), 1, 7),
            (On::Dates(days), _) if days.is_empty() => self.error(at.key("dates"), Code::Required),
            (On::Each(days), _) if days.is_empty() => self.error(at.key("each"), Code::Required),
            (On::Each(days), Periods::List(list)) => {
                for id in days.keys() {
                    if !list.iter().any(|period| period.id == *id) {
                        self.error(at.key("each").key(id.as_str()), Code::Dangling { id: id.to_string() });
                    }
                }
            }
            _ => {}
        }
    }
}
