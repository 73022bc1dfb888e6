//! Which indicators are not asked for, because there is nothing to report of their tasks.

use super::{PartWork, Placed};
use crate::check::Context;
use crate::finding::Code;
use crate::plan::IndicatorId;
use crate::report::Part;
use std::rc::Rc;

/// The places of indicators all of whose tasks have nothing to report. One with a result is asked for all the same, what is
/// sent is to be seen; and one of which something is said.
pub(super) fn idle(cx: Context<'_>, parts: &[Rc<PartWork>]) -> Vec<usize> {
    if !parts.iter().any(|part| part.is_nil) {
        return Vec::new();
    }
    let is_said = |placed: &Placed| matches!(placed.finding.code, Code::Said { .. });
    let form = || cx.form.parts.iter().zip(parts).enumerate();
    let is_idle = |id: &IndicatorId| {
        let tasks = form().filter_map(|(_, (form, part))| match &form.part {
            Part::Entry(task) => Some((cx.plan.task(task)?, part.is_nil)),
            _ => None,
        });
        let mut of_it = tasks.filter(|(task, _)| task.indicators.contains(id)).map(|(_, is_nil)| is_nil).peekable();
        of_it.peek().is_some() && of_it.all(|is_nil| is_nil)
    };
    let blank = form().filter(|(_, (_, part))| part.is_blank && !part.findings.iter().any(is_said));
    let idle = blank.filter(|(_, (form, _))| matches!(&form.part, Part::Indicator(id) if is_idle(id)));
    idle.map(|(i, _)| i).collect()
}
