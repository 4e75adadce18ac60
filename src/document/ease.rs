//! How easily a document reads: the reading ease of Rudolf Flesch, from the length of sentences and of words.

use super::Document;
use super::syllables::weight;
use super::tree::{Block, Inline, Span, at_foot};

/// Fewer words tell nothing.
const FEWEST: f64 = 60.0;
/// A label or a cell of a word or two is no sentence.
const SHORTEST: usize = 4;

/// What each figure means, from the easiest.
const MEANS: [(f64, &str); 6] = [
    (80.0, "easy for nearly everybody"),
    (70.0, "fairly easy for most people"),
    (60.0, "plain English, as in a newspaper that everybody reads"),
    (50.0, "rather hard: shorter sentences and everyday words would help"),
    (30.0, "hard, as in a report: shorter sentences and everyday words would help"),
    (f64::MIN, "very hard, as in a law: shorter sentences and everyday words would help"),
];

/// How easily a document reads.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ease {
    /// From 0, very hard, to 100, very easy.
    pub figure: u8,
    /// What that means.
    pub means: &'static str,
}

#[derive(Default)]
struct Count {
    words: f64,
    syllables: f64,
    sentences: f64,
}

impl Document {
    /// How easily it reads; nothing where it is too short to tell, or not in English.
    pub fn ease(&self) -> Option<Ease> {
        let mut count = Count::default();
        for document in std::iter::once(self).chain(&self.more) {
            count.blocks(at_foot(&document.tree).0);
        }
        if count.words < FEWEST || !self.lang.starts_with("en") {
            return None;
        }
        let figure = 206.835 - 1.015 * count.words / count.sentences - 84.6 * count.syllables / count.words;
        let means = MEANS.iter().find(|(least, _)| figure >= *least).map(|(_, means)| *means)?;
        Some(Ease { figure: figure.round().clamp(0.0, 100.0) as u8, means })
    }
}

impl Count {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Paragraph(text) => self.text(text),
                Block::List { items, .. } => items.iter().for_each(|item| self.blocks(item)),
                Block::Table { rows, .. } => rows.iter().flatten().for_each(|cell| self.text(cell)),
                Block::Quote(quoted) => self.blocks(quoted),
                Block::Heading { .. } | Block::Rule => {}
            }
        }
    }

    /// A text that stands by itself: where it ends, a sentence does.
    fn text(&mut self, text: &[Inline]) {
        // each word with its weight, and nothing where a sentence ends
        let mut words = Vec::new();
        for inline in text {
            match inline {
                Inline::Text(Span { missing: true, .. } | Span { room: true, .. }) | Inline::Chart(_) => {}
                Inline::Text(span) => gather(&span.text, span.lang.is_some(), &mut words),
                Inline::Link { text, .. } => self.text(text),
                Inline::Break => words.push(None),
            }
        }
        if words.iter().flatten().count() < SHORTEST {
            return;
        }
        for sentence in words.split(Option::is_none).filter(|sentence| !sentence.is_empty()) {
            self.sentences += 1.0;
            self.words += sentence.len() as f64;
            self.syllables += sentence.iter().flatten().sum::<usize>() as f64;
        }
    }
}

fn gather(text: &str, other_language: bool, words: &mut Vec<Option<usize>>) {
    for word in text.split_whitespace() {
        if word.contains(char::is_alphabetic) {
            words.push(Some(if other_language { 1 } else { weight(word) }));
        }
        if word.trim_end_matches(['”', '"', '’', ')']).ends_with(['.', '!', '?']) {
            words.push(None);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::tests::made;

    #[test]
    fn plain_sentences_are_easy_and_long_words_are_hard() {
        let of = |text: &str| made(&format!("# T\n\n{}\n\n---\n\nfoot\n", text.repeat(20)), json!({})).ease();
        let easy = of("The cat sat on the mat. It was a warm day. ").unwrap();
        assert!(easy.figure > 90 && easy.means.starts_with("easy"), "{easy:?}");
        let reo = of("The whānau and the kaiako meet at our kura. Mokopuna sing. ").unwrap();
        assert!(reo.figure > 90, "{reo:?}");
        let hard = of("Considerable interdisciplinary collaboration facilitates appropriate implementation of individualised strategies. ").unwrap();
        assert!(hard.figure < 10 && hard.means.starts_with("very hard"), "{hard:?}");
    }

    #[test]
    fn what_is_short_or_in_another_language_has_no_figure() {
        assert_eq!(made("# T\n\nThe cat sat on the mat.\n", json!({})).ease(), None);
        let whole =
            "{% set lang = 'mi' %}# T\n\n".to_owned() + &"Kei te haere ngā tamariki ki te kura. ".repeat(20);
        assert_eq!(made(&whole, json!({})).ease(), None);
    }
}
