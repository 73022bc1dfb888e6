//! A right answer to every question.

use baocao::report::{Draft, Edit, Field, FieldKind, Form, Label, Part, Raw, RawEvidence};

/// Answers every question a form shows when all tasks are done and the report is on time.
pub fn draft(form: &Form) -> Draft {
    let asked = form.parts.iter().filter(|part| part.part != Part::Whole).flat_map(|part| {
        let shown = part.fields.iter().filter(|field| field.label != Label::NotDoneReason);
        shown.map(|field| Edit { part: part.part.clone(), field: field.id.clone(), raw: answer(field) })
    });
    asked.collect()
}

fn answer(field: &Field) -> Raw {
    let text = match &field.kind {
        FieldKind::Line(..) => "Số 57/BC-UBND của Văn phòng",
        FieldKind::Text(..) => {
            "Đã tổ chức ba hội nghị tập huấn với hơn 450 lượt cán bộ, đoàn viên tham dự; đạt kế hoạch."
        }
        FieldKind::Number(_) => "85",
        FieldKind::Date => "15/6/2026",
        FieldKind::Moment => "8:30 15/6/2026",
        FieldKind::Status => "done",
        FieldKind::Choice(choices) => choices.first().map_or("", |choice| choice.id.as_str()),
        FieldKind::Rank(ranks) => ranks.first().map_or("", String::as_str),
        FieldKind::YesNo => "yes",
        FieldKind::Url => "https://example.com/bao-cao",
        FieldKind::Email => "van.phong@example.com",
        FieldKind::Phone => "0912 345 678",
        FieldKind::Choices(choices) => return Raw::Picks(choices.iter().map(|one| one.id.to_string()).collect()),
        // The work that is measured has none.
        FieldKind::Table(_) => "",
        FieldKind::Evidence(_) => {
            let number = "57/BC-UBND".to_owned();
            return Raw::Evidence(vec![RawEvidence { number, ..RawEvidence::default() }]);
        }
    };
    Raw::Text(text.to_owned())
}
