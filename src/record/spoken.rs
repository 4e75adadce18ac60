//! Whether a text speaks of what has no place in a record, such as supervision.

use super::text::fold;
use super::vocabulary::Word;

/// The first of these words of the list `no-place` that a text speaks of.
pub fn kept_out<'w>(words: &'w [Word], text: &str) -> Option<&'w Word> {
    words.iter().find(|word| speaks_of(word, text))
}

// whether a text speaks of what is kept out, leaving out what only sounds like it
fn speaks_of(word: &Word, text: &str) -> bool {
    let mut text = format!(" {} ", plain(text));
    for other in &word.unless {
        text = text.replace(&format!(" {} ", plain(other)), " / ");
    }
    word.phrases.iter().any(|phrase| says(&text, phrase))
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
        let vocabulary = Vocabulary::parse(include_str!("../../templates/vocabulary.toml")).unwrap();
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
