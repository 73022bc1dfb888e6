//! What stands below the text.

use super::{Cx, bare};

/// Whom the report goes to, and where a copy is kept.
pub fn recipients(cx: &Cx<'_>) -> Vec<String> {
    let mut all: Vec<String> = cx.paper.recipients.iter().map(|name| bare(name).to_owned()).collect();
    if all.is_empty() {
        let duty = cx.duty.as_ref();
        let kind = duty.map(|duty| &duty.kind);
        all = cx.report.addressees.iter().chain(kind.and_then(|kind| kind.through.as_ref())).cloned().collect();
        all.push("Lưu: VT".to_owned());
    }
    let last = all.len().saturating_sub(1);
    let ended = |(i, name): (usize, &String)| format!("- {name}{}", if i == last { "." } else { ";" });
    all.iter().enumerate().map(ended).collect()
}

/// Authority and position: what the paper says, else what is usual.
pub fn signature(cx: &Cx<'_>) -> Vec<String> {
    let lines: Vec<String> = cx.paper.signature.iter().map(|line| line.trim().to_uppercase()).collect();
    if !lines.is_empty() {
        return lines;
    }
    cx.paper.usual_signature().iter().map(|line| (*line).to_owned()).collect()
}

/// Who has drawn it up.
pub fn drawn_up(cx: &Cx<'_>) -> Option<String> {
    let reporter = cx.report.reporter.as_ref().filter(|_| !cx.options.blank)?;
    let name = reporter.name.as_ref()?;
    let parts = [
        Some(name.clone()),
        reporter.position.clone(),
        reporter.phone.as_ref().map(|phone| format!("điện thoại {}", phone.trim())),
        reporter.email.as_ref().map(|email| format!("thư điện tử {}", email.trim())),
    ];
    Some(format!("Người lập báo cáo: {}.", parts.into_iter().flatten().collect::<Vec<_>>().join(", ")))
}
