//! Whether what a plan says of figures over time makes sense.

use super::{At, Sense};
use crate::finding::{Code, Expected};
use crate::plan::{AnswerKind, BuiltIn, Decimal, FigureRule, Indicator, Measure, Plan, Question, Rule, Scope, Since};

fn useless(key: &str, because: &str) -> Code {
    Code::Useless { key: key.to_owned(), because: because.to_owned() }
}

/// What a rule is called in a plan.
fn key(rule: Rule) -> &'static str {
    match rule {
        Rule::NeverFalls => "never-falls",
        Rule::Jumps(_) => "jumps",
        Rule::WithinWhole => "within-whole",
        Rule::AtMostHundred => "at-most-hundred",
        Rule::MeetsTarget => "meets-target",
        Rule::DoneMeetsTarget => "done-meets-target",
        Rule::InPeriod => "in-period",
    }
}

impl Sense {
    pub(super) fn indicator(&mut self, at: At<'_>, plan: &Plan, indicator: &Indicator) {
        let counts = matches!(indicator.measure, Measure::Number | Measure::Ratio);
        if indicator.accumulates.is_some() && !counts {
            self.error(at.key("accumulates"), useless("accumulates", "measure"));
        }
        match indicator.since {
            Some(_) if indicator.accumulates.is_none() => {
                self.error(at.key("since"), Code::Needs { key: "accumulates".to_owned(), because: "since".to_owned() })
            }
            Some(Since::Plan) if plan.begins().is_none() => {
                self.error(at.key("since"), Code::Needs { key: "horizon".to_owned(), because: "since".to_owned() });
            }
            _ => {}
        }
        let rules = at.key("rules");
        let said = self.read_now(rules, &indicator.rules).map_or(&[][..], Vec::as_slice);
        self.rules(rules, said, "measure", |rule| match rule {
            Rule::WithinWhole => indicator.measure == Measure::Ratio,
            Rule::MeetsTarget | Rule::DoneMeetsTarget => !indicator.targets.is_empty(),
            Rule::NeverFalls | Rule::Jumps(_) | Rule::AtMostHundred => counts,
            Rule::InPeriod => false,
        });
    }

    /// The rules of a question: of numbers about tasks also those that look back.
    pub(super) fn question_rules(&mut self, at: At<'_>, question: &Question, scope: Scope) {
        let built_in = BuiltIn::named(question.field.as_str(), scope);
        let kind = question.kind.or(built_in.map(BuiltIn::kind));
        let is_number =
            matches!(kind, Some(AnswerKind::Integer | AnswerKind::Decimal | AnswerKind::Percent | AnswerKind::Money));
        let ends_at_hundred = kind == Some(AnswerKind::Percent)
            && !question.computed.is_there()
            && question.max.is_none_or(|max| max <= Decimal::from(100));
        let at = at.key("rules");
        let said = self.read_now(at, &question.rules).map_or(&[][..], Vec::as_slice);
        self.rules(at, said, "kind", |rule| match rule {
            Rule::NeverFalls | Rule::Jumps(_) => is_number && scope == Scope::Task,
            // A percentage ends there anyway, unless the plan lets it go on.
            Rule::AtMostHundred => is_number && !ends_at_hundred,
            Rule::InPeriod => kind == Some(AnswerKind::Date),
            Rule::WithinWhole | Rule::MeetsTarget | Rule::DoneMeetsTarget => false,
        });
    }

    /// `because`: the key that decides which rules fit.
    fn rules(&mut self, at: At<'_>, rules: &[FigureRule], because: &str, fits: impl Fn(Rule) -> bool) {
        for (i, rule) in rules.iter().enumerate() {
            let at = at.index(i);
            let is_same =
                |other: &FigureRule| std::mem::discriminant(&other.rule) == std::mem::discriminant(&rule.rule);
            if rules[..i].iter().any(is_same) {
                self.error(at.key("rule"), Code::DuplicateId { id: key(rule.rule).to_owned() });
            } else if !fits(rule.rule) {
                self.error(at.key("rule"), useless(key(rule.rule), because));
            }
            if let Rule::Jumps(factor) = rule.rule
                && factor <= Decimal::from(1)
            {
                let code = Code::Unexpected { found: format!("\"{factor}\""), expected: Expected::Above(1) };
                self.error(at.key("rule").key("jumps"), code);
            }
        }
    }
}
