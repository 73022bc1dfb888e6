//! What stands above the text.

use super::{Cx, bare, lower_first, upper_first};
use crate::document::Line;
use baocao::locale::{Lang, period};
use baocao::plan::{Date, PaperStyle};
use baocao::schedule::PeriodName;

const COUNTRY: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
const MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";

/// The left and the right block.
pub fn blocks(cx: &Cx<'_>) -> (Vec<Line>, Vec<Line>) {
    let style = cx.paper.style.unwrap_or_default();
    let body = cx.paper.body.as_deref().unwrap_or(&cx.report.unit.name).to_uppercase();
    let superior = cx.paper.superior.as_deref().map(str::to_uppercase).filter(|name| !name.is_empty());
    let mut left: Vec<Line> = superior.into_iter().map(|name| Line::plain(name, 12)).collect();
    left.push(Line::plain(body, 12).bold());
    match style {
        PaperStyle::State => left = ruled(left),
        PaperStyle::Doan => left.push(Line::plain("***", 12)),
        PaperStyle::Party => left.push(Line::plain("*", 12)),
    }
    let banner = || cx.paper.banner.iter().map(|text| Line::plain(text.clone(), 13).bold()).collect();
    let right = match style {
        _ if !cx.paper.banner.is_empty() => banner(),
        PaperStyle::State => vec![Line::plain(COUNTRY, 12).bold(), Line::plain(MOTTO, 13).bold()],
        PaperStyle::Doan => vec![Line::plain("ĐOÀN TNCS HỒ CHÍ MINH", 13).bold()],
        PaperStyle::Party => vec![Line::plain("ĐẢNG CỘNG SẢN VIỆT NAM", 13).bold()],
    };
    (left, ruled(right))
}

/// With a short line below the last one.
fn ruled(mut lines: Vec<Line>) -> Vec<Line> {
    if let Some(last) = lines.pop() {
        lines.push(last.ruled());
    }
    lines
}

/// Number and symbol: numbers below 10 with a zero before them. Only state bodies put a stroke between both.
pub fn number(cx: &Cx<'_>) -> String {
    let number = cx.options.number.as_deref().map(str::trim).filter(|number| !number.is_empty() && !cx.options.blank);
    let number = number.map_or_else(
        || "\u{a0}".repeat(8),
        |number| match number.len() {
            1 if number.bytes().all(|byte| byte.is_ascii_digit()) => format!("0{number}"),
            _ => number.to_owned(),
        },
    );
    let symbol = cx.paper.symbol.as_deref().unwrap_or("BC");
    match cx.paper.style.unwrap_or_default() {
        PaperStyle::Party if symbol.is_empty() => format!("Số {number}"),
        _ if symbol.is_empty() => format!("Số: {number}"),
        PaperStyle::State => format!("Số: {number}/{symbol}"),
        PaperStyle::Doan => format!("Số: {number}-{symbol}"),
        PaperStyle::Party => format!("Số {number}-{symbol}"),
    }
}

/// Where and when it is signed.
pub fn place_and_day(cx: &Cx<'_>) -> String {
    let place = cx.paper.place.as_deref().map(str::trim).filter(|place| !place.is_empty()).unwrap_or("……………");
    let day = cx.options.day.filter(|_| !cx.options.blank).map_or_else(
        || {
            let year = Date::parse(cx.report.prepared_at.get(..10).unwrap_or_default()).map(Date::year);
            format!("ngày …… tháng …… năm {}", year.map_or_else(|| "………".to_owned(), |year| year.to_string()))
        },
        day_in_words,
    );
    format!("{place}, {day}")
}

/// A day as documents write it: a zero stands before days below 10 and before January and February only.
pub fn day_in_words(day: Date) -> String {
    let month = if day.month() < 3 { format!("{:02}", day.month()) } else { day.month().to_string() };
    format!("ngày {:02} tháng {month} năm {}", day.day(), day.year())
}

/// What it is about, and for which period.
pub fn summary(cx: &Cx<'_>) -> Vec<String> {
    let mut lines = vec![about(cx)];
    // When somebody began to write is of no concern to who reads.
    let name = cx.duty.as_ref().map(|duty| &duty.period.name);
    let name = name.filter(|name| !matches!(name, PeriodName::Open | PeriodName::Begun(_)));
    lines.extend(name.map(|name| upper_first(&period(Lang::Vi, name))));
    lines
}

/// What it is about: in the plan's words, else made from the names of report and plan.
fn about(cx: &Cx<'_>) -> String {
    if let Some(summary) = &cx.paper.summary {
        return summary.clone();
    }
    let title = bare(&cx.report.kind.title);
    let stem = title.strip_prefix("Báo cáo ").map_or_else(|| title.to_owned(), upper_first);
    let says_what = ["kết quả", "tình hình"].iter().any(|word| stem.to_lowercase().contains(word));
    let stem = if says_what { stem } else { "Tình hình, kết quả thực hiện".to_owned() };
    let kind = cx.plan.kind.as_deref().unwrap_or("Kế hoạch");
    let plan = lower_first(bare(&cx.plan.title));
    // "Kết quả thực hiện Chương trình hành động": the plan's kind is said already, or a verb waits for it.
    let joins = match () {
        () if stem.ends_with(kind) => "",
        () if stem.ends_with("thực hiện") => kind,
        () => return format!("{stem} theo {kind} {plan}"),
    };
    [&*stem, joins, &plan].iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" ")
}

/// What it rests on: what the paper names, and then the plan.
pub fn bases(cx: &Cx<'_>) -> Vec<String> {
    let mut bases: Vec<String> = cx.paper.bases.iter().map(|basis| format!("{};", with_cause(bare(basis)))).collect();
    bases.push(format!("Thực hiện {}, {} báo cáo như sau:", opening(cx), cx.report.unit.name));
    bases
}

/// A document as a cause, if it is not one already.
fn with_cause(basis: &str) -> String {
    let begins = ["Căn cứ ", "Thực hiện ", "Theo "].iter().any(|word| basis.starts_with(word));
    if begins { basis.to_owned() } else { format!("Căn cứ {basis}") }
}

/// The plan by kind, number, issuer and subject.
fn opening(cx: &Cx<'_>) -> String {
    let plan = cx.plan;
    let mut what = plan.kind.clone().unwrap_or_else(|| "Kế hoạch".to_owned());
    // A number that is still to be given ("/KH-UBND") names nothing.
    if let Some(number) = plan.number.as_deref().filter(|number| number.starts_with(|sign: char| sign.is_ascii_digit()))
    {
        what.push_str(&format!(" số {number}"));
    }
    if let Some(day) = plan.issued {
        what.push_str(&format!(" ngày {}", crate::answer::day(day)));
    }
    if let Some(issuer) = plan.issuer.as_ref().and_then(|id| plan.unit(id)) {
        what.push_str(&format!(" của {}", issuer.name));
    }
    format!("{what} về {}", lower_first(bare(&plan.title)))
}
