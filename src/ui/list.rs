//! A list as somebody moves in it, or types what they look for: from keys to what is meant. It draws nothing itself.
//!
//! The lists of dialoguer do not do what people need here. `Select` and `MultiSelect` take a letter for a command: typed
//! words pick, tick everything or stop. `FuzzySelect` takes letters for letters, but it finds no `Kāhui` by `kahui`, takes
//! the first of two entries that look the same, and hides what is chosen where that stands below the first screenful.

use console::Key;

use super::mark::Mark;
use crate::record::text::fold;

/// One line to choose.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// What is read.
    pub(super) text: String,
    /// What else it is found by.
    pub(super) names: Vec<String>,
    /// Where it is no answer but a mark.
    pub(super) mark: Option<Mark>,
}

/// What somebody meant.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Meant {
    /// This entry.
    One(usize),
    /// All those that are ticked.
    Ticked(Vec<usize>),
    /// To stop.
    Stop,
}

/// A list on its way.
#[derive(Debug)]
pub(super) struct List {
    pub(super) entries: Vec<Entry>,
    /// What was typed to find something.
    pub(super) typed: String,
    /// Where somebody is; nowhere until they moved, where nothing was chosen.
    pub(super) cursor: Option<usize>,
    // none where only one can be chosen
    ticks: Option<Vec<bool>>,
    start: Option<usize>,
    // behind an arrow key a blank ticks, behind a letter it is one of the words
    moved: bool,
}

impl List {
    /// A list of which one is chosen.
    pub(super) fn of_one(entries: Vec<Entry>, start: Option<usize>) -> List {
        List { entries, typed: String::new(), cursor: start, ticks: None, start, moved: true }
    }

    /// A list of which any are chosen.
    pub(super) fn of_many(entries: Vec<Entry>, ticks: Vec<bool>) -> List {
        List { ticks: Some(ticks), ..List::of_one(entries, Some(0)) }
    }

    /// Whether an entry is ticked, where entries are.
    pub(super) fn tick(&self, n: usize) -> Option<bool> {
        self.ticks.as_ref().map(|ticks| ticks.get(n).copied().unwrap_or(false))
    }

    /// The entries that what was typed can mean, in their order.
    pub(super) fn found(&self) -> Vec<usize> {
        (0..self.entries.len()).filter(|n| self.entries[*n].nearness(&self.typed).is_some()).collect()
    }

    /// Takes a key; `page` is how many entries a page has.
    pub(super) fn key(&mut self, key: &Key, page: usize) -> Option<Meant> {
        match key {
            Key::ArrowUp | Key::BackTab => self.go(-1, true),
            Key::ArrowDown | Key::Tab => self.go(1, true),
            Key::PageUp | Key::ArrowLeft => self.go(-(page as isize), false),
            Key::PageDown | Key::ArrowRight => self.go(page as isize, false),
            Key::Home => self.go(isize::MIN, false),
            Key::End => self.go(isize::MAX, false),
            Key::Char(' ') if self.typed.is_empty() || self.moved => self.turn(),
            Key::Char(letter) if !letter.is_control() => {
                self.typed.push(*letter);
                self.look();
            }
            Key::Backspace => {
                self.typed.pop();
                self.look();
            }
            Key::Escape if self.typed.is_empty() => return Some(Meant::Stop),
            Key::Escape => {
                self.typed.clear();
                self.look();
            }
            Key::Enter => return self.enter(),
            _ => {}
        }
        None
    }

    fn go(&mut self, by: isize, round: bool) {
        let found = self.found();
        let Some(last) = found.len().checked_sub(1) else { return };
        let at = self.cursor.and_then(|cursor| found.iter().position(|n| *n == cursor));
        let to = match at {
            None if by < 0 => last,
            None => 0,
            Some(0) if by < 0 && round => last,
            Some(at) if at == last && by > 0 && round => 0,
            Some(at) => at.saturating_add_signed(by).min(last),
        };
        self.cursor = Some(found[to]);
        self.moved = true;
    }

    // to what is meant best; all others keep their order, so that nothing jumps about
    fn look(&mut self) {
        self.moved = false;
        let near = |n: &usize| self.entries[*n].nearness(&self.typed);
        self.cursor = match self.typed.trim() {
            "" => self.start,
            _ => self.found().into_iter().min_by_key(near),
        };
    }

    fn turn(&mut self) {
        if let (Some(ticks), Some(n)) = (&mut self.ticks, self.cursor)
            && let Some(tick) = ticks.get_mut(n)
        {
            *tick = !*tick;
        }
    }

    // in a list of several, what was found by its letters is ticked, and Enter alone goes on
    fn enter(&mut self) -> Option<Meant> {
        let Some(ticks) = &self.ticks else { return self.cursor.map(Meant::One) };
        if let Some(mark) = self.cursor.filter(|n| self.entries[*n].mark.is_some()) {
            return Some(Meant::One(mark));
        }
        if self.typed.is_empty() {
            return Some(Meant::Ticked((0..ticks.len()).filter(|n| ticks[*n]).collect()));
        }
        self.turn();
        self.typed.clear();
        self.cursor = self.cursor.or(self.start);
        self.moved = true;
        None
    }
}

impl Entry {
    // how near it is to what was typed, the nearest first; nothing where it cannot be meant
    fn nearness(&self, typed: &str) -> Option<u8> {
        let meant = fold(typed.trim());
        let text = fold(&self.text);
        if meant.is_empty() {
            return Some(0);
        }
        if let Some(mark) = self.mark {
            let means = fold(mark.means()).starts_with(&meant);
            return if mark.typed() == meant { Some(0) } else { means.then_some(5) };
        }
        let named = |is_it: &dyn Fn(&str) -> bool| self.names.iter().any(|name| is_it(&fold(name)));
        let begun = || text.split(' ').any(|word| word.starts_with(&meant));
        match () {
            () if text == meant || named(&|name| name == meant) => Some(0),
            () if text.starts_with(&meant) => Some(1),
            () if named(&|name| name.starts_with(&meant)) => Some(2),
            () if begun() => Some(3),
            () => meant.split_whitespace().all(|word| text.contains(word)).then_some(4),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use console::Key;

    use super::{Entry, List, Meant};
    use crate::ui::mark::Mark;

    fn entries() -> Vec<Entry> {
        let word = |text: &str, name: &str| Entry { text: text.into(), names: vec![name.into()], mark: None };
        let mark = |mark: Mark| Entry {
            text: format!("{}  {}", mark.typed(), mark.means()),
            names: Vec::new(),
            mark: Some(mark),
        };
        vec![
            mark(Mark::Later),
            word("Te Matua – for everybody", "tier 1"),
            word("Te Kāhui – for some", "tier 2"),
            word("no", "no"),
            mark(Mark::NotNeeded),
            mark(Mark::Stop),
        ]
    }

    fn type_in(list: &mut List, keys: &str) -> Option<Meant> {
        let key = |letter: char| match letter {
            '\r' => Key::Enter,
            '\x1b' => Key::Escape,
            '\x7f' => Key::Backspace,
            'v' => Key::ArrowDown,
            letter => Key::Char(letter),
        };
        keys.chars().find_map(|letter| list.key(&key(letter), 3))
    }

    #[test]
    fn typing_finds_and_only_enter_takes() {
        for (keys, meant) in [
            ("kahui\r", Some(Meant::One(2))),
            ("Kāhui\r", Some(Meant::One(2))),
            ("tier 1\r", Some(Meant::One(1))),
            ("for some\r", Some(Meant::One(2))),
            // the answer before the mark that begins like it
            ("no\r", Some(Meant::One(3))),
            ("not\r", Some(Meant::One(4))),
            ("q\r", Some(Meant::One(5))),
            ("-\r", Some(Meant::One(0))),
            // Enter alone leaves it for later, and words that are nowhere do nothing
            ("\r", Some(Meant::One(0))),
            ("   q", None),
            ("aqua and a quiet word", None),
            ("aqua and a quiet word\r", None),
            ("kahui\x1b\r", Some(Meant::One(0))),
            ("kahux\x7fi\r", Some(Meant::One(2))),
            ("\x1b", Some(Meant::Stop)),
            ("tevv\r", Some(Meant::One(1))),
        ] {
            assert_eq!(type_in(&mut List::of_one(entries(), Some(0)), keys), meant, "{keys:?}");
        }
        // where nothing is chosen, Enter alone takes nothing
        let mut nowhere = List::of_one(entries(), None);
        assert_eq!(type_in(&mut nowhere, "\r \rv\r"), Some(Meant::One(0)));
    }

    #[test]
    fn of_several_a_blank_ticks_and_words_do_not() {
        let ticked = |keys: &str| {
            let mut list = List::of_many(entries()[1..].to_vec(), vec![false; 3]);
            type_in(&mut list, keys)
        };
        for (keys, meant) in [
            ("\r", Meant::Ticked(vec![])),
            (" \r", Meant::Ticked(vec![0])),
            (" v v v vv \r", Meant::Ticked(vec![1, 2])),
            ("kahui\r\r", Meant::Ticked(vec![1])),
            ("tev \r\r", Meant::Ticked(vec![])),
            ("she was a queen\r\r", Meant::Ticked(vec![])),
            (" q\r", Meant::One(4)),
            (" vvvv\r", Meant::One(4)),
        ] {
            assert_eq!(ticked(keys), Some(meant), "{keys:?}");
        }
    }
}
