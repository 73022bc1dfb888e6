//! What follows from a draft: what can be read of it, and what is wrong with it.

use super::Rest;
use super::carry::carried;
use super::idle::idle;
use super::work::{PartWork, Placed};
use crate::check::{self, Before, Context};
use crate::finding::Finding;
use crate::report::{Draft, Form, FormPart, Part, Settled, Value, settle_part_again, settled};
use crate::schedule::Duty;
use std::any::Any;
use std::rc::Rc;
use std::sync::Arc;

/// What reading and checking a part came to: of a table only what changes since is read and checked again.
#[derive(Debug, Default)]
pub struct Known {
    settled: Settled,
    found: Vec<Finding>,
}

/// The answers of a part that can be read, what is wrong with it, and which of its questions are not asked.
#[inline(never)]
pub(super) fn checked_part(
    _: Rest,
    cx: Context<'_>,
    part: &FormPart,
    draft: &Draft,
    said: &[Finding],
    is_nil: bool,
    known: Option<&dyn Any>,
) -> PartWork {
    let nothing = Known::default();
    let Known { settled: before, found } = known.and_then(|known| known.downcast_ref()).unwrap_or(&nothing);
    let before_it = Before { answers: &before.answers, findings: found };
    let read = settle_part_again(part, draft, cx.text, before);
    let found = check::part_again(cx, part, &read.answers, is_nil, Some(before_it));
    let has_table = read.answers.values().any(|answer| matches!(answer, Value::Table(_)));
    let known = || Rc::new(Known { settled: read.clone(), found: found.clone() }) as Rc<dyn Any>;
    let known = has_table.then(known);
    let (Settled { answers, unreadable, .. }, mut findings) = (read, found);
    findings.retain(|finding| !unreadable.iter().any(|u| check::covers(u, finding)));
    findings.extend(unreadable);
    let hidden = settled(part, &answers).1;
    let is_asked = |finding: &Finding| part.about(finding).is_none_or(|place| !hidden.contains(&place));
    findings.extend(carried(part, draft).into_iter().filter(is_asked));
    findings.extend(said.iter().filter(|finding| part.about(finding).is_some() && is_asked(finding)).cloned());
    let mut findings: Vec<Placed> = findings.into_iter().map(|finding| Placed::new(part, finding)).collect();
    crate::finding::sort(&mut findings, |placed| placed.field);
    let is_nil = part.is_nil(&answers);
    PartWork { answers, findings, is_blank: false, hidden, is_nil, known }
}

/// The form with what the first view has no use for.
#[inline(never)]
pub(super) fn whole_form(_: Rest, form: Form, duty: &Duty) -> Form {
    form.completed(&duty.kind)
}

/// What is wrong with the whole, which parts it is wrong at, and which indicators are not asked for.
#[inline(never)]
pub(super) fn checked_whole(
    _: Rest,
    cx: Context<'_>,
    parts: &[Rc<PartWork>],
) -> (Rc<[Finding]>, Vec<usize>, Vec<usize>) {
    let found = check::whole(cx, cx.form.parts.iter().zip(parts).map(|(form, part)| (&form.part, &part.answers)));
    let errors = found.iter().filter(|finding| finding.is_error());
    let of_part = |finding: &Finding| {
        let is_it = |part: &Arc<FormPart>| matches!(part.part, Part::Indicator(_)) && part.about(finding).is_some();
        cx.form.parts.iter().position(is_it)
    };
    let held_up = errors.filter_map(of_part).collect();
    (found.into(), held_up, idle(cx, parts))
}
