//! Asks the backend one question after the other, and judges by the answers.

use super::check::{Check, Row, Verdict};
use super::client::{Answer, Client, Reply, Silence, said, seen};
use super::key::{quoted, random_key};
use super::receipt::Receipt;
use super::report::Reports;
use super::{Options, cors, history, uploads};
use axum::http::header::{ACCEPT, CONTENT_TYPE, LOCATION, ORIGIN};
use axum::http::{HeaderMap, HeaderValue, Method};
use baocao::delivery;
use baocao::json::hash;
use baocao::locale::Lang;
use std::sync::Mutex;
use std::thread;
use url::Url;

/// One run against one backend.
pub struct Trial<'a> {
    options: &'a Options,
    client: &'a Client,
    reports: Reports,
    /// Every answer to a POST, for what holds for all of them.
    replies: Mutex<Vec<Reply>>,
    rows: Vec<Row>,
}

/// How a POST differs from what the form sends.
struct Post<'a> {
    key: &'a str,
    body: &'a str,
    content_type: &'static str,
    login: bool,
}

impl<'a> Post<'a> {
    /// As the form sends it.
    fn new(key: &'a str, body: &'a str) -> Self {
        Self { key, body, content_type: "application/json", login: true }
    }
}

/// After so many revisions that are there already the kit gives up.
const MOST_REVISIONS: usize = 100;

impl<'a> Trial<'a> {
    /// Before anything is sent.
    pub fn new(options: &'a Options, client: &'a Client, reports: Reports) -> Self {
        Self { options, client, reports, replies: Mutex::default(), rows: Vec::new() }
    }

    /// Asks everything.
    ///
    /// # Errors
    /// For people: why the backend cannot be reached, or no key can be made.
    pub fn run(mut self) -> Result<Vec<Row>, String> {
        let (key, mut first) = (quoted(&random_key()?), self.reports.first());
        let mut reply = self.post(&Post::new(&key, &first));
        // Of an earlier run the backend may have this revision, and a later one.
        for _ in 0..MOST_REVISIONS {
            if reply.as_ref().is_ok_and(|answer| answer.status != 409) || reply.is_err() {
                break;
            }
            self.reports.go_on();
            first = self.reports.first();
            reply = self.post(&Post::new(&key, &first));
        }
        if let Err(silence @ Silence::Unreachable(_)) = &reply {
            return Err(format!("{}: {}", self.options.url, silence.says(self.options.lang)));
        }
        let accepted = reply.as_ref().ok().filter(|answer| answer.is_success() && !answer.is_page()).cloned();
        let mut told = said(&reply, self.options.lang);
        if reply.as_ref().is_ok_and(|answer| answer.status == 403) {
            told += match self.options.lang {
                Lang::Vi => " · nêu `--unit`: đơn vị mà người đăng nhập được báo cáo thay",
                Lang::En => " · name the unit that the caller may report for: `--unit`",
            };
        }
        self.tell(Check::Accepts, known(accepted.is_some()), told);
        self.without_login(&first)?;
        self.mistaken()?;
        if let Some(accepted) = &accepted {
            let number = Receipt::of(accepted).number;
            self.repeated(&key, &first, number.as_deref());
            self.race(number)?;
            self.refused()?;
            self.large()?;
            self.receipt(accepted);
            self.read_back(accepted, &first);
            self.files()?;
            self.history(&first);
        }
        match cors::preflight(self.options, self.client, accepted.as_ref()) {
            Some((verdict, seen)) => self.tell(Check::Cors, verdict, seen),
            None => self.unknown(Check::Cors, "chưa nêu --origin", "no --origin was given"),
        }
        self.all_answers();
        for check in Check::ALL {
            if !self.rows.iter().any(|row| row.check == *check) {
                let (vi, en) = self.why_not(*check, accepted.is_some());
                self.unknown(*check, vi, en);
            }
        }
        let place = |row: &Row| Check::ALL.iter().position(|check| *check == row.check);
        self.rows.sort_by_key(place);
        Ok(self.rows)
    }

    /// Why something was not looked at.
    fn why_not(&self, check: Check, is_accepted: bool) -> (&'static str, &'static str) {
        use Check::{History, HistoryRemarks, HistoryUnchanged};
        let of_history = matches!(check, History | HistoryUnchanged | HistoryRemarks);
        match check.id() {
            id if id.starts_with("upload") && self.options.uploads.is_none() => {
                ("chưa nêu --uploads", "no --uploads was given")
            }
            _ if of_history && self.options.history.is_none() => ("chưa nêu --history", "no --history was given"),
            _ if !is_accepted => ("chưa có báo cáo nào được nhận", "no report was taken"),
            _ => ("bước trước không đạt", "the step before failed"),
        }
    }

    /// What the page's headers are for: without them nobody is known.
    fn without_login(&mut self, body: &str) -> Result<(), String> {
        if !self.client.has_login() {
            self.unknown(Check::NoLogin, "chưa nêu --header", "no --header was given");
            return Ok(());
        }
        let reply = self.post(&Post { login: false, ..Post::new(&quoted(&random_key()?), body) });
        let verdict = match &reply {
            Ok(answer) if matches!(answer.status, 401 | 403 | 419) => Verdict::Yes,
            Ok(answer) if answer.is_success() => Verdict::No,
            _ => Verdict::Unknown,
        };
        self.tell(Check::NoLogin, verdict, self.seen(&reply));
        Ok(())
    }

    /// How a mistake in a report is told.
    fn mistaken(&mut self) -> Result<(), String> {
        let reply = self.post(&Post::new(&quoted(&random_key()?), &self.reports.mistaken()));
        let seen = self.seen(&reply);
        let Ok(answer) = &reply else {
            self.tell(Check::Problem, Verdict::Unknown, seen.clone());
            self.tell(Check::Pointers, Verdict::Unknown, seen);
            return Ok(());
        };
        let media_type = answer.media_type();
        let problem = match answer.is_success() {
            true => Verdict::Unknown,
            false => known(media_type == "application/problem+json"),
        };
        self.tell(Check::Problem, problem, format!("{seen}, {media_type}"));
        // Read as the form reads it, so that other shapes count which it understands.
        let places: Vec<String> = match answer.as_the_form_sees_it().read(String::new(), String::new()) {
            delivery::Answer::Failed(delivery::Failure::Refused(problem)) => {
                problem.errors.into_iter().map(|error| error.pointer).filter(|pointer| !pointer.is_empty()).collect()
            }
            _ => Vec::new(),
        };
        let verdict =
            if answer.is_success() || answer.is_refusal() { known(!places.is_empty()) } else { Verdict::Unknown };
        let seen = places.first().map_or(seen, |place| place.chars().take(60).collect());
        self.tell(Check::Pointers, verdict, seen);
        Ok(())
    }

    /// The same key again: as the form repeats it, without quotes, with another body, as something else than JSON.
    fn repeated(&mut self, key: &str, first: &str, number: Option<&str>) {
        for (check, key) in [(Check::SameAgain, key), (Check::BareKey, key.trim_matches('"'))] {
            let reply = self.post(&Post::new(key, first));
            let (verdict, seen) = self.is_same(&reply, number);
            self.tell(check, verdict, seen);
        }
        let reply = self.post(&Post::new(key, &self.reports.changed()));
        let verdict = match &reply {
            Ok(answer) if matches!(answer.status, 409 | 412 | 422) => Verdict::Yes,
            Ok(answer) if answer.is_refusal() => Verdict::Unknown,
            _ => Verdict::No,
        };
        self.tell(Check::OtherBody, verdict, self.seen(&reply));
        // Under the same key, so that nothing more is kept where it is taken.
        let reply = self.post(&Post { content_type: "text/plain", ..Post::new(key, first) });
        let verdict = reply.as_ref().map_or(Verdict::Unknown, |answer| known(answer.status == 415));
        self.tell(Check::ContentType, verdict, self.seen(&reply));
    }

    /// Whether an answer is about the report that has this number.
    fn is_same(&self, reply: &Reply, number: Option<&str>) -> (Verdict, String) {
        let Ok(answer) = reply else { return (Verdict::No, self.seen(reply)) };
        if !answer.is_success() {
            return (Verdict::No, self.seen(reply));
        }
        match (number, Receipt::of(answer).number) {
            (Some(first), Some(second)) if first == second => (Verdict::Yes, shown(&second)),
            (Some(first), Some(second)) => (Verdict::No, format!("{} ≠ {}", shown(&second), shown(first))),
            _ => (Verdict::Unknown, self.say("biên nhận không có số", "the receipt has no number").to_owned()),
        }
    }

    /// Two requests at once. One may be told to wait, but both may not become reports.
    fn race(&mut self, number: Option<String>) -> Result<(), String> {
        let (key, body) = (quoted(&random_key()?), self.reports.correction(number));
        let post = Post::new(&key, &body);
        let replies = thread::scope(|scope| {
            let both = [0, 1].map(|_| scope.spawn(|| self.post(&post)));
            both.map(|one| one.join().unwrap_or_else(|_| Err(Silence::Broken("panic".to_owned()))))
        });
        let taken: Vec<&Answer> = replies.iter().flatten().filter(|answer| answer.is_success()).collect();
        let (verdict, seen) = match taken[..] {
            [one, two] => match (Receipt::of(one).number, Receipt::of(two).number) {
                (Some(one), Some(two)) if one == two => (Verdict::Yes, shown(&one)),
                (Some(one), Some(two)) => (Verdict::No, format!("{} ≠ {}", shown(&one), shown(&two))),
                _ => (Verdict::Unknown, self.say("biên nhận không có số", "the receipt has no number").to_owned()),
            },
            // The other one is tried again by the form, and would get the same receipt.
            [_] if replies.iter().flatten().any(Answer::is_to_wait) => (Verdict::Yes, self.both(&replies)),
            [_] if replies.iter().flatten().any(|answer| answer.status == 409) => {
                let why = self.say("409 thiếu Retry-After: hiểu là có bản khác", "409 without Retry-After: a conflict");
                (Verdict::No, format!("{}; {why}", self.both(&replies)))
            }
            [_] => (Verdict::No, self.both(&replies)),
            _ => (Verdict::Unknown, self.both(&replies)),
        };
        self.tell(Check::Race, verdict, seen);
        Ok(())
    }

    /// What must not be taken.
    fn refused(&mut self) -> Result<(), String> {
        let (foreign, not_json) = (self.reports.foreign(), "{\"format\":");
        for (check, body) in
            [(Check::ForeignUnit, &*foreign), (Check::NotJson, not_json), (Check::NoReport, "{\"hello\":\"world\"}")]
        {
            let reply = self.post(&Post::new(&quoted(&random_key()?), body));
            let verdict = match (&reply, check) {
                (Ok(answer), Check::ForeignUnit) if answer.status == 403 => Verdict::Yes,
                // For another reason, perhaps.
                (Ok(answer), Check::ForeignUnit) if answer.is_refusal() => Verdict::Unknown,
                (Ok(answer), _) => known(answer.is_refusal() && check != Check::ForeignUnit),
                (Err(_), _) => Verdict::No,
            };
            self.tell(check, verdict, self.seen(&reply));
        }
        Ok(())
    }

    fn large(&mut self) -> Result<(), String> {
        let reply = self.post(&Post::new(&quoted(&random_key()?), &self.reports.large()));
        // Anything else the form would try again for ever, or take for a mistake of the officer.
        let is_told = |answer: &Answer| answer.status == 413 || answer.is_success();
        self.tell(Check::Large, known(reply.as_ref().is_ok_and(is_told)), self.seen(&reply));
        Ok(())
    }

    fn receipt(&mut self, accepted: &Answer) {
        let receipt = Receipt::of(accepted);
        let seen = match (receipt.wrong, receipt.number.as_deref()) {
            (Some(key), _) => key.to_owned(),
            (None, Some(number)) => shown(number),
            (None, None) => self.say("không có số", "no number").to_owned(),
        };
        self.tell(Check::Receipt, known(receipt.wrong.is_none() && receipt.number.is_some()), seen);
        let date = accepted.header("date");
        self.tell(Check::Date, known(!date.is_empty()), shown(date));
    }

    /// Whether what can be read is what was sent.
    fn read_back(&mut self, accepted: &Answer, sent: &str) {
        let number = Receipt::of(accepted).number;
        let Some(url) = self.address(accepted, number.as_deref()) else {
            let (vi, en) = match self.options.read {
                Some(_) => ("biên nhận không có số để đọc lại", "the receipt has no number to read it by"),
                None => ("chưa nêu --read, không có Location", "no --read was given, and there is no Location"),
            };
            return self.unknown(Check::KeptAsSent, vi, en);
        };
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        // What the page adds is for this backend only.
        if url.origin() == self.options.url.origin() {
            self.client.log_in(&mut headers);
        }
        let reply = self.client.send(Method::GET, url.as_str(), headers, b"");
        let verdict = match &reply {
            Ok(answer) if answer.is_success() => known(answer.body == sent.as_bytes()),
            _ => Verdict::Unknown,
        };
        let seen = match (verdict, &reply) {
            (Verdict::No, _) => {
                self.say("nội dung đọc lại không giống từng byte", "what is read differs in its bytes").to_owned()
            }
            _ => format!("GET {}: {}", shown(url.path()), self.seen(&reply)),
        };
        self.tell(Check::KeptAsSent, verdict, seen);
    }

    /// Whether files may come before the report, and the report with them.
    fn files(&mut self) -> Result<(), String> {
        let Some(endpoint) = &self.options.uploads else { return Ok(()) };
        let uploads::Brought { rows, file } = uploads::bring(self.options, self.client, endpoint, &random_key()?);
        self.rows.extend(rows);
        if let Some(file) = file {
            let reply = self.post(&Post::new(&quoted(&random_key()?), &self.reports.naming(&file)));
            let verdict = match &reply {
                Ok(answer) if answer.is_success() => Verdict::Yes,
                // It may be that the plan takes no file there.
                Ok(answer) if answer.is_refusal() => Verdict::Unknown,
                _ => Verdict::No,
            };
            self.tell(Check::UploadNamed, verdict, self.seen(&reply));
        }
        Ok(())
    }

    /// Whether the unit learns what became of the report.
    fn history(&mut self, sent: &str) {
        let Some(mut address) = self.options.history.clone() else { return };
        address.query_pairs_mut().extend_pairs(self.reports.whose());
        self.rows.extend(history::ask(self.options, self.client, &address, &hash(sent)));
    }

    fn address(&self, accepted: &Answer, number: Option<&str>) -> Option<Url> {
        match (&self.options.read, accepted.header(LOCATION.as_str())) {
            (Some(template), _) => {
                let escaped: String = url::form_urlencoded::byte_serialize(number?.as_bytes()).collect();
                self.options.url.join(&template.replace("{number}", &escaped)).ok()
            }
            (None, "") => None,
            (None, location) => self.options.url.join(location).ok(),
        }
    }

    /// What holds for every answer.
    fn all_answers(&mut self) {
        let replies = std::mem::take(self.replies.get_mut().unwrap_or_else(std::sync::PoisonError::into_inner));
        let answers: Vec<&Answer> = replies.iter().flatten().collect();
        let pages = answers.iter().filter(|answer| answer.is_page()).count();
        let redirects = answers.iter().filter(|answer| (300..400).contains(&answer.status)).count();
        let late = replies.iter().filter(|reply| matches!(reply, Err(Silence::TimedOut))).count();
        let slowest = answers.iter().map(|answer| answer.took).max().unwrap_or_default();
        let of = self.say("trong", "of");
        let of = |bad: usize| format!("{bad} {of} {}", replies.len());
        let verdict = |bad: usize| if bad > 0 || !answers.is_empty() { known(bad == 0) } else { Verdict::Unknown };
        self.tell(Check::NoPage, verdict(pages), of(pages));
        self.tell(Check::NoRedirect, verdict(redirects), of(redirects));
        let seen = if late > 0 { of(late) } else { format!("≤ {} ms", slowest.as_millis()) };
        self.tell(Check::InTime, verdict(late), seen);
    }

    fn post(&self, post: &Post<'_>) -> Reply {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(post.content_type));
        headers.insert(ACCEPT, HeaderValue::from_static("application/json, application/problem+json"));
        if let Ok(key) = HeaderValue::from_str(post.key) {
            headers.insert("idempotency-key", key);
        }
        if let Some(origin) = &self.options.origin {
            headers.insert(ORIGIN, origin.clone());
        }
        if post.login {
            self.client.log_in(&mut headers);
        }
        let reply = self.client.send(Method::POST, self.options.url.as_str(), headers, post.body.as_bytes());
        self.replies.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(reply.clone());
        reply
    }

    fn tell(&mut self, check: Check, verdict: Verdict, seen: String) {
        self.rows.push(Row { check, verdict, seen });
    }

    fn unknown(&mut self, check: Check, vi: &'static str, en: &'static str) {
        self.tell(check, Verdict::Unknown, self.say(vi, en).to_owned());
    }

    fn seen(&self, reply: &Reply) -> String {
        seen(reply, self.options.lang)
    }

    fn both(&self, replies: &[Reply; 2]) -> String {
        format!("{}; {}", self.seen(&replies[0]), self.seen(&replies[1]))
    }

    fn say(&self, vi: &'static str, en: &'static str) -> &'static str {
        if self.options.lang == Lang::Vi { vi } else { en }
    }
}

fn known(is_so: bool) -> Verdict {
    if is_so { Verdict::Yes } else { Verdict::No }
}

/// A foreign text, short and on one line.
fn shown(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_control()).take(60).collect()
}
