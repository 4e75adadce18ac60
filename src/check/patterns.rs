//! What the questions of practice have in common over many cases: coaching points, about the work and never about who does it.

use std::collections::{BTreeMap, BTreeSet};

use super::{Finding, Practice, Rule, rules};
use crate::guide::model::Guide;
use crate::record::vocabulary::{Vocabulary, Word};

/// One question that several cases have in common.
#[derive(Clone, Debug)]
pub struct Pattern {
    /// The rule that asks it.
    pub rule: &'static Rule,
    /// What it is about: a word of the list `check-themes`.
    pub theme: String,
    /// What it asks.
    pub question: String,
    /// The ids of the cases, in order.
    pub cases: Vec<String>,
}

/// What cases have in common, and how many questions only one of them has.
#[derive(Clone, Debug, Default)]
pub struct Patterns {
    /// The questions under their themes, in the order of the vocabulary; those that most cases share first.
    pub themes: Vec<(Word, Vec<Pattern>)>,
    /// How many questions one case alone is asked.
    pub single: usize,
}

/// What the questions found in cases have in common.
pub fn of<'f>(
    found: impl IntoIterator<Item = (&'f str, &'f [Finding])>,
    guides: &[Guide],
    vocabulary: &Vocabulary,
) -> Patterns {
    let mut cases: BTreeMap<(usize, String), BTreeSet<&str>> = BTreeMap::new();
    for (case, findings) in found {
        for finding in findings {
            let place = rules::RULES.iter().position(|rule| rule.id == finding.rule.id);
            if let Some((place, practice)) = place.zip(finding.rule.practice) {
                let question = question(finding, practice);
                cases.entry((place, question)).or_default().insert(case);
            }
        }
    }
    let all = cases.len();
    let patterns: Vec<Pattern> = cases
        .into_iter()
        .filter(|(_, cases)| cases.len() > 1)
        .filter_map(|((place, question), cases)| {
            let rule = &rules::RULES[place];
            let theme = theme(&question, guides).unwrap_or(rule.practice?.theme).to_owned();
            Some(Pattern { rule, theme, question, cases: cases.into_iter().map(Into::into).collect() })
        })
        .collect();
    let single = all - patterns.len();
    let themes = vocabulary.list("check-themes").into_iter().map(|theme| {
        let mut own: Vec<Pattern> = patterns.iter().filter(|p| p.theme == theme.id).cloned().collect();
        own.sort_by_key(|pattern| std::cmp::Reverse(pattern.cases.len()));
        (theme, own)
    });
    Patterns { themes: themes.filter(|(_, own)| !own.is_empty()).collect(), single }
}

/// The questions of practice about one case, each once, in the order of the rules; what a guide asks says which one it is.
pub fn asked(findings: &[Finding], guides: &[Guide]) -> Vec<String> {
    let place = |finding: &Finding| rules::RULES.iter().position(|rule| rule.id == finding.rule.id);
    let mut asked: Vec<(Option<usize>, String)> = findings
        .iter()
        .filter_map(|finding| Some((place(finding), question(finding, finding.rule.practice?))))
        .collect();
    asked.sort();
    asked.dedup();
    let of_guide =
        |question: &str| guides.iter().find(|guide| guide.exits.iter().any(|exit| exit.ask == question));
    let named = |question: String| match of_guide(&question) {
        Some(guide) => format!("{}: {question}", guide.title),
        None => question,
    };
    asked.into_iter().map(|(_, question)| named(question)).collect()
}

// what a guide asked when it was left is a question of its own, and not the same as any other that was left open
fn question(finding: &Finding, practice: Practice) -> String {
    match finding.rule.id == rules::left_with_open_questions::RULE.id {
        true => finding.problem.message.clone(),
        false => practice.question.to_owned(),
    }
}

fn theme<'g>(question: &str, guides: &'g [Guide]) -> Option<&'g str> {
    let mut asks = guides.iter().filter(|guide| guide.exits.iter().any(|exit| exit.ask == question));
    asks.find_map(|guide| guide.theme.as_deref())
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
    fn the_theme_of_every_guide_is_a_word() {
        let library = Library::built_in();
        let vocabulary = Vocabulary::parse(library.vocabulary()).unwrap();
        for file in library.guides() {
            let theme = load(&file.name, &file.text, &vocabulary).unwrap().theme;
            assert!(
                theme.iter().all(|theme| vocabulary.word("check-themes", theme).is_some()),
                "{}",
                file.name
            );
        }
    }

    #[test]
    fn one_case_alone_has_nothing_in_common() {
        let vocabulary = Vocabulary::parse(Library::built_in().vocabulary()).unwrap();
        let finding = |id: &str, message: &str| crate::check::Finding {
            rule: rule(id).unwrap(),
            problem: crate::record::problem::Problem::new(
                "x",
                crate::record::path::Path::default(),
                0..0,
                message.to_owned(),
                "y",
            ),
        };
        let one = [finding("no-lead", "a"), finding("left-with-open-questions", "Who rings?")];
        let other =
            [finding("left-with-open-questions", "Who rings?"), finding("left-with-open-questions", "When?")];
        let found = super::of([("2026-aaaa", &one[..]), ("2026-bbbb", &other[..])], &[], &vocabulary);
        assert_eq!(found.single, 2);
        let questions: Vec<&str> =
            found.themes.iter().flat_map(|(_, own)| own).map(|pattern| pattern.question.as_str()).collect();
        assert_eq!(questions, ["Who rings?"]);
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
