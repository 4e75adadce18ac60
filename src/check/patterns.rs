//! What the questions of practice have in common over many cases: coaching points, about the work and never about who does it.

use std::collections::BTreeSet;

use super::{Finding, Practice, Rule, rules};
use crate::record::vocabulary::{Vocabulary, Word};

/// One question that several cases have in common.
#[derive(Clone, Debug)]
pub struct Pattern {
    /// The rule that asks it.
    pub rule: &'static Rule,
    /// What it asks.
    pub practice: Practice,
    /// The ids of the cases, in order.
    pub cases: Vec<String>,
}

/// The questions found in cases, those that most cases share first, under their themes in the order of the vocabulary.
pub fn of<'f>(
    found: impl IntoIterator<Item = (&'f str, &'f [Finding])>,
    vocabulary: &Vocabulary,
) -> Vec<(Word, Vec<Pattern>)> {
    let found: Vec<(&str, &[Finding])> = found.into_iter().collect();
    let patterns: Vec<Pattern> = rules::RULES.iter().filter_map(|rule| pattern(rule, &found)).collect();
    let themes = vocabulary.list("check-themes").into_iter().map(|theme| {
        let mut own: Vec<Pattern> =
            patterns.iter().filter(|p| p.practice.theme == theme.id).cloned().collect();
        own.sort_by_key(|pattern| std::cmp::Reverse(pattern.cases.len()));
        (theme, own)
    });
    themes.filter(|(_, own)| !own.is_empty()).collect()
}

fn pattern(rule: &'static Rule, found: &[(&str, &[Finding])]) -> Option<Pattern> {
    let practice = rule.practice?;
    let asked =
        found.iter().filter(|(_, findings)| findings.iter().any(|finding| finding.rule.id == rule.id));
    let cases: BTreeSet<&str> = asked.map(|(case, _)| *case).collect();
    let cases: Vec<String> = cases.into_iter().map(Into::into).collect();
    (!cases.is_empty()).then_some(Pattern { rule, practice, cases })
}

#[cfg(test)]
mod tests {
    use crate::check::{all, rule};
    use crate::folder::Library;
    use crate::guide::load::load;
    use crate::record::vocabulary::Vocabulary;

    #[test]
    fn every_theme_is_a_word_and_every_word_has_a_rule() {
        let words = Vocabulary::parse(Library::built_in().vocabulary()).unwrap().list("check-themes");
        let used: Vec<&str> = all().filter_map(|rule| rule.practice).map(|practice| practice.theme).collect();
        assert!(used.iter().all(|theme| words.iter().any(|word| word.id == *theme)));
        assert!(words.iter().all(|word| used.contains(&word.id.as_str())));
    }

    #[test]
    fn what_a_criterion_leaves_to_a_rule_a_rule_asks() {
        let library = Library::built_in();
        let vocabulary = Vocabulary::parse(library.vocabulary()).unwrap();
        let mut named = 0;
        for file in library.guides() {
            for exit in load(&file.name, &file.text, &vocabulary).unwrap().exits {
                named += usize::from(exit.check.is_some());
                assert!(exit.check.iter().all(|id| rule(id).is_some()), "{}: {:?}", file.name, exit.check);
            }
        }
        assert!(named > 0);
    }
}
