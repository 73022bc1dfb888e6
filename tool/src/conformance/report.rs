//! The reports that are sent.

use super::Source;
use crate::check::write_findings;
use crate::platform;
use baocao::finding::Severity;
use baocao::json::{Limits, read_text, to_canonical};
use baocao::locale::Lang;
use baocao::plan::UnitId;
use baocao::report::{EvidenceFile, Report, UnitRef};
use baocao::schedule::FixedZone;
use serde_json::{Value, json};
use std::path::Path;

/// What every report that is sent has as its `client`, so that it can be found again.
pub const MARK: &str = concat!("baocao-conformance/", env!("CARGO_PKG_VERSION"));

/// A report and what is made of it.
#[derive(Clone, Debug)]
pub struct Reports(Report);

impl Reports {
    /// From a file, or a small example.
    ///
    /// # Errors
    /// For people: why the file holds no report.
    pub fn of(source: &Source, lang: Lang) -> Result<Self, String> {
        let report = match source {
            Source::File(path) => {
                let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
                read(path, &text, lang)?
            }
            Source::Example(unit) => {
                let example = read(Path::new("example.json"), include_str!("example.json"), lang)?;
                let prepared_at = platform::now().in_zone(&FixedZone::VIETNAM).to_string();
                let unit = unit.clone().map_or(example.unit, |id| UnitRef { name: id.to_string(), id });
                Report { unit, prepared_at, ..example }
            }
        };
        Ok(Self(Report { client: MARK.to_owned(), ..report }))
    }

    /// The report.
    pub fn first(&self) -> String {
        to_canonical(&self.0)
    }

    /// From now on the next revision stands for the first.
    pub fn go_on(&mut self) {
        self.0.revision = self.0.revision.saturating_add(1);
    }

    /// Another content of the same report.
    pub fn changed(&self) -> String {
        to_canonical(&Report { client: format!("{MARK} (2)"), ..self.0.clone() })
    }

    /// A correction of the report that has this number.
    pub fn correction(&self, number: Option<String>) -> String {
        let revision = self.0.revision.saturating_add(1);
        to_canonical(&Report { revision, supersedes: number, ..self.0.clone() })
    }

    /// A correction that names a file: in place of the first that the report has, or else among the evidence on the
    /// whole.
    pub fn naming(&self, file: &EvidenceFile) -> String {
        let mut report = json!(Report { revision: self.0.revision.saturating_add(3), ..self.0.clone() });
        let named = self.0.files().first().map(|(at, _)| at.to_string());
        match named.and_then(|at| report.pointer_mut(&at)) {
            Some(named) => *named = json!(file),
            None => {
                if !report["sections"].is_object() {
                    report["sections"] = Value::Object(serde_json::Map::new());
                }
                report["sections"]["evidence"] = json!([{ "file": file }]);
            }
        }
        report.to_string()
    }

    /// What is asked for the history of the unit on this plan.
    pub fn whose(&self) -> [(&'static str, &str); 2] {
        [("plan", self.0.plan.id.as_str()), ("unit", self.0.unit.id.as_str())]
    }

    /// The same for a unit that nobody may report for.
    pub fn foreign(&self) -> String {
        let mut report = self.0.clone();
        // An id with a letter more is an id, unless it is as long as one may be.
        if let Some(other) = UnitId::new(&format!("{}-x", report.unit.id)).or_else(|| UnitId::new("x")) {
            report.unit.id = other;
        }
        to_canonical(&report)
    }

    /// A report with one mistake: a version of the format that does not exist.
    pub fn mistaken(&self) -> String {
        self.first().replacen("\"baocao-report/1\"", "\"baocao-report/0\"", 1)
    }

    /// A report of more than 5 MB; white space behind it is JSON.
    pub fn large(&self) -> String {
        let mut text = to_canonical(&Report { revision: self.0.revision.saturating_add(2), ..self.0.clone() });
        text.push_str(&" ".repeat(5_100_000));
        text
    }
}

fn read(path: &Path, text: &str, lang: Lang) -> Result<Report, String> {
    let reading = read_text::<Report>(text, Limits::default(), Severity::Warning);
    reading.value.ok_or_else(|| {
        let mut said = Vec::new();
        // Writing to memory does not fail.
        let _ = write_findings(path, &reading.findings, lang, &mut said);
        String::from_utf8_lossy(&said).trim_end().to_owned()
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::schema::{Contract, schema};

    fn example(unit: Option<&str>) -> Reports {
        Reports::of(&Source::Example(unit.map(|id| UnitId::new(id).unwrap())), Lang::En).unwrap()
    }

    #[test]
    fn what_is_sent_is_a_report_and_says_what_it_is() {
        let validator = jsonschema::draft202012::new(&schema(Contract::Report)).unwrap();
        let reports = example(Some("phong-kinh-te"));
        let all = [reports.first(), reports.changed(), reports.correction(Some("BC-1".to_owned())), reports.foreign()];
        for text in all.iter().chain([&reports.large()]) {
            let report: serde_json::Value = serde_json::from_str(text).unwrap();
            assert!(validator.is_valid(&report), "{report:#}");
            assert!(report["client"].as_str().unwrap().starts_with(MARK));
        }
        assert!(all[0].contains("\"id\":\"phong-kinh-te\"") && !all[3].contains("\"id\":\"phong-kinh-te\""));
        assert!(!validator.is_valid(&serde_json::from_str(&reports.mistaken()).unwrap()));
    }

    #[test]
    fn a_file_that_holds_no_report_is_told_with_the_place() {
        let file = std::env::temp_dir().join(format!("baocao-conformance-{}.json", std::process::id()));
        std::fs::write(&file, example(None).first().replace("\"revision\":1", "\"revision\":\"một\"")).unwrap();
        let told = Reports::of(&Source::File(file.clone()), Lang::En).unwrap_err();
        std::fs::remove_file(&file).unwrap();
        assert!(told.contains("error /revision: "), "{told}");
        let gone = Reports::of(&Source::File(file.clone()), Lang::En).unwrap_err();
        assert!(gone.starts_with(&file.display().to_string()), "{gone}");
    }
}
