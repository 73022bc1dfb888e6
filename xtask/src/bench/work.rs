//! What is asked, as the rivals of `bench/rivals` read it: the same questions and tasks, from the same source.

use super::plan::{Plan, Task};
use super::questions::{ENTRY, Kind, Question, STATES, whole};
use serde_json::{Value, json};

/// The work with a plan.
pub fn json(plan: &Plan) -> Value {
    let mut chapters: Vec<Value> = Vec::new();
    let mut starts = plan.chapters().peekable();
    for (i, task) in plan.tasks.iter().enumerate() {
        if let Some((_, title)) = starts.next_if(|(first, _)| *first == i) {
            chapters.push(json!({"id": format!("chuong-{}", chapters.len() + 1), "title": title, "tasks": []}));
        }
        if let Some(tasks) = chapters.last_mut().and_then(|chapter| chapter["tasks"].as_array_mut()) {
            tasks.push(one(task));
        }
    }
    json!({
        "title": super::plan::TITLE,
        "states": STATES,
        "chapters": chapters,
        "entry": ENTRY.iter().map(|asked| question(asked.key, asked)).collect::<Vec<_>>(),
        "whole": whole().map(|(key, asked)| question(&key, asked)).collect::<Vec<_>>(),
    })
}

fn one(task: &Task) -> Value {
    json!({"id": task.id, "title": format!("{}. {}", task.number, task.title), "about": task.about()})
}

fn question(key: &str, asked: &Question) -> Value {
    let kind = match asked.kind {
        Kind::Status => "status",
        Kind::Text => "text",
        Kind::Email => "email",
        Kind::Line | Kind::Percent | Kind::Date | Kind::Money | Kind::Phone => "line",
    };
    let mut json = json!({"key": key, "label": asked.label, "kind": kind, "required": asked.required});
    if asked.most > 0 {
        json["most"] = asked.most.into();
    }
    if let Some(pattern) = asked.kind.pattern() {
        json["pattern"] = pattern.into();
    }
    json
}

#[cfg(test)]
mod tests {
    use super::{Plan, Value, json};

    #[test]
    fn every_task_stands_under_a_heading() {
        let work = json(&Plan::new(3, 14));
        let count = |value: &Value| value.as_array().map(Vec::len);
        let chapters = work["chapters"].as_array().map(Vec::as_slice).unwrap_or_default();
        let counts: Vec<_> = chapters.iter().map(|chapter| count(&chapter["tasks"])).collect();
        assert_eq!(counts, [Some(12), Some(2)]);
        assert_eq!((count(&work["entry"]), count(&work["whole"])), (Some(8), Some(5)));
    }
}
