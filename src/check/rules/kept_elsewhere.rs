//! A text does not carry what has no place in a record.

use std::ops::Range;

use crate::check::{Practice, Rule, Subject};
use crate::record::case::Case;
use crate::record::leaves::leaves;
use crate::record::node::{Kind, Node};
use crate::record::problem::{Level, Problem};
use crate::record::shape::{Field, Shape};
use crate::record::text::fold;
use crate::record::vocabulary::Word;

pub(super) const RULE: Rule = Rule {
    id: "kept-elsewhere",
    level: Level::Look,
    practice: Some(Practice {
        theme: "people",
        question: "Where may something have been written down that belongs elsewhere?",
    }),
    reason: "supervision is confidential and leaves no notes in a record; what helps the work can be said otherwise",
    source: "RTLB toolkit, rtlb.tki.org.nz: supervision",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    let words = subject.known.vocabulary.list("no-place");
    let mut found = Vec::new();
    leaves(&Case::SHAPE, subject.root, &mut |path, shape, node| {
        if !matches!(shape, Shape::Text | Shape::Notes | Shape::Free) {
            return;
        }
        let mut texts = Vec::new();
        gather(node, &mut texts);
        for (text, span) in texts {
            if let Some(word) = words.iter().find(|word| speaks_of(word, text)) {
                let message = "does this belong here? It may speak of what is kept out of records".to_owned();
                let remedy = format!("{}. {}", word.label, word.note.as_deref().unwrap_or_default());
                found.push(Problem::new(RULE.id, path.clone(), span, message, remedy.trim()));
            }
        }
    });
    found
}

// whether a text speaks of what is kept out, leaving out what only sounds like it
fn speaks_of(word: &Word, text: &str) -> bool {
    let mut text = format!(" {} ", plain(text));
    for other in &word.unless {
        text = text.replace(&format!(" {} ", plain(other)), " / ");
    }
    word.phrases.iter().any(|phrase| says(&text, phrase))
}

// answers by the ids of their prompts hold texts further down
fn gather<'n>(node: &'n Node, texts: &mut Vec<(&'n str, Range<usize>)>) {
    match &node.kind {
        Kind::Scalar { text, .. } => texts.push((text, node.span.clone())),
        _ => {
            node.entries().iter().for_each(|entry| gather(&entry.value, texts));
            node.items().iter().for_each(|item| gather(item, texts));
        }
    }
}

// `…` in a phrase stands for up to three words, such as somebody's name
fn says(text: &str, phrase: &str) -> bool {
    let (first, then) = phrase.split_once('…').unwrap_or((phrase, ""));
    let (first, then) = (format!(" {} ", plain(first)), plain(then));
    let then: Vec<&str> = then.split(' ').filter(|word| !word.is_empty()).collect();
    text.match_indices(&first).any(|(at, _)| {
        let follow: Vec<&str> = text[at + first.len()..].split(' ').take(3 + then.len()).collect();
        then.is_empty() || follow.windows(then.len()).any(|words| words == then)
    })
}

// only words, with one blank between them
fn plain(text: &str) -> String {
    let words = fold(text);
    let words = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::{plain, says, speaks_of};
    use crate::record::vocabulary::Vocabulary;

    fn is_found(text: &str) -> bool {
        let vocabulary = Vocabulary::parse(include_str!("../../../templates/vocabulary.toml")).unwrap();
        vocabulary.list("no-place").iter().any(|word| speaks_of(word, text))
    }

    #[test]
    fn what_was_said_in_supervision_is_found() {
        for text in [
            "At supervision today we talked about how stuck I feel",
            "Discussed this with Ruth in supervision: slow down",
            "My supervisor thinks I am too close to the whānau",
            "The supervisor advised me to step back",
            "Notes from my supervision, 7 August",
            "Supervision session with Ruth: boundaries",
            "I reflected on this in supervision",
            "I raised the matter in supervision and was told to wait",
            "During supervision I realised that I avoid Dad",
            "Learning from supervision: ask before I offer",
            "In professional supervision Ruth wondered about my tone",
            "Talked it through in supervision",
            "It came up at supervision that I am tired",
            "Sup session: what I carry home",
            "In our supervision we named it",
        ] {
            assert!(is_found(text), "{text}");
        }
    }

    #[test]
    fn looking_after_children_is_something_else() {
        for text in [
            "Supervised play at the end of lunch",
            "There is more supervision at lunchtime now, and he likes it",
            "In supervision at lunchtime Tia said that he joined the game",
            "He does it by himself, without supervision",
            "Close supervision in the pool; the pool supervisor said he may come",
            "The lunchtime supervisor suggested a job for him",
            "Her mum is a shift supervisor and thinks mornings are hard",
            "Under adult supervision he uses the saw",
            "Playground supervision: Anna on Mondays",
            "The teacher aide asked for supervision of the bikes",
            "Taken to supervision on 7 August, and begun anew",
            "The exam supervisor told us that he may use a reader",
        ] {
            assert!(!is_found(text), "{text}");
        }
    }

    #[test]
    fn a_phrase_may_leave_out_who_spoke() {
        let said = |text: &str| says(&format!(" {} ", plain(text)), "in supervision … said");
        assert!(said("In supervision Ruth said that I was tired"));
        assert!(said("We talked. In supervision, my practice leader said so."));
        assert!(!said("I took it to supervision."));
        assert!(!said("It was talked over in supervision; on Monday the whānau and the school said yes."));
        assert!(says(" notes from supervision ", "notes from supervision"));
    }
}
