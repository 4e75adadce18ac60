//! Prompts as numbered lines, for screen readers and simple terminals: nothing is redrawn.

use std::io;

use super::Ui;
use super::mark::{Mark, Reply};
use crate::record::text::fold;
use crate::record::value::YesNo;

impl Ui {
    pub(super) fn plain_select(
        &mut self,
        items: &[String],
        names: &[Vec<String>],
        chosen: Option<usize>,
        marks: &[Mark],
    ) -> io::Result<Reply<usize>> {
        self.numbered(items, |n| if Some(n) == chosen { " (Enter)" } else { "" });
        loop {
            let line = match self.input.line("number> ", false)? {
                Reply::Got(line) => line,
                Reply::Mark(mark) => return Ok(Reply::Mark(mark)),
                Reply::Interrupted => return Ok(Reply::Interrupted),
                Reply::End => return Ok(Reply::End),
            };
            let mark = Mark::of(&line).filter(|mark| !marks.is_empty() || *mark == Mark::Stop);
            match (mark, number(&line, items, names)) {
                (Some(mark), _) => return Ok(Reply::Mark(mark)),
                (_, Some(n)) => return Ok(Reply::Got(n)),
                _ if !line.trim().is_empty() => {}
                // Enter alone keeps what is chosen, and makes nothing up
                _ => match chosen {
                    Some(n) => return Ok(Reply::Got(n)),
                    None if marks.contains(&Mark::Later) => return Ok(Reply::Mark(Mark::Later)),
                    None => {}
                },
            }
            self.tell(&format!("Write a number from 1 to {}.", items.len()));
        }
    }

    pub(super) fn plain_select_many(
        &mut self,
        items: &[String],
        names: &[Vec<String>],
        chosen: &[bool],
    ) -> io::Result<Reply<Vec<usize>>> {
        let ticked = |n: usize| chosen.get(n).copied().unwrap_or(false);
        self.numbered(items, |n| if ticked(n) { " (now)" } else { "" });
        loop {
            let line = match self.input.line("numbers> ", false)? {
                Reply::Got(line) => line,
                Reply::Mark(mark) => return Ok(Reply::Mark(mark)),
                Reply::Interrupted => return Ok(Reply::Interrupted),
                Reply::End => return Ok(Reply::End),
            };
            if let Some(mark) = Mark::of(&line) {
                return Ok(Reply::Mark(mark));
            }
            if line.trim().is_empty() {
                return Ok(Reply::Got((0..items.len()).filter(|n| ticked(*n)).collect()));
            }
            // what is called by its words may have blanks in them
            let divided = [&[','][..], &[',', ' ']].into_iter().find_map(|marks| {
                let words = line.split(marks).filter(|w| !w.trim().is_empty());
                words.map(|word| number(word, items, names)).collect::<Option<Vec<_>>>()
            });
            match divided {
                Some(picked) => return Ok(Reply::Got(picked)),
                None => {
                    self.tell(&format!("Write numbers from 1 to {}, with blanks between them.", items.len()))
                }
            }
        }
    }

    pub(super) fn plain_confirm(&mut self, question: &str) -> io::Result<Reply<bool>> {
        self.tell(&self.fill(question));
        Ok(match self.input.line("yes or no> ", false)? {
            Reply::Got(line) => Reply::Got(line.trim().parse::<YesNo>().is_ok_and(|said| said.0)),
            Reply::Mark(mark) => Reply::Mark(mark),
            Reply::Interrupted => Reply::Interrupted,
            Reply::End => Reply::End,
        })
    }

    fn numbered(&mut self, items: &[String], note: impl Fn(usize) -> &'static str) {
        for (n, item) in items.iter().enumerate() {
            self.tell(&self.hanging(&format!("{:>3}  {item}{}", n + 1, note(n)), 5));
        }
    }
}

// by its number, by one of its names, or by the beginning of its words or of a name
fn number(line: &str, items: &[String], names: &[Vec<String>]) -> Option<usize> {
    let line = line.trim();
    if let Ok(n) = line.parse::<usize>() {
        return (1..=items.len()).contains(&n).then(|| n - 1);
    }
    let meant = fold(line);
    let called = |is_it: &dyn Fn(&str) -> bool| {
        let mut found = items.iter().enumerate().filter(|(n, item)| {
            let own = names.get(*n).into_iter().flatten();
            std::iter::once(*item).chain(own).any(|name| is_it(&fold(name)))
        });
        found.next().filter(|_| found.next().is_none()).map(|(n, _)| n)
    };
    let named = || called(&|name| name == meant);
    let begun = || called(&|name| name.starts_with(&meant));
    (!meant.is_empty()).then(|| named().or_else(begun)).flatten()
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn a_line_is_meant_by_number_name_or_beginning() {
        let items = ["Te Matua – for everybody", "Te Kāhui – for some", "another"].map(String::from);
        let names = [vec!["tier 1", "universal"], vec!["tier 2", "targeted"], vec!["tier"]];
        let names = names.map(|names| names.into_iter().map(String::from).collect::<Vec<_>>());
        let meant = |line: &str| number(line, &items, &names);
        for (line, n) in [
            ("2", Some(1)),
            ("4", None),
            ("te kahui", Some(1)),
            ("Tier 2", Some(1)),
            ("univ", Some(0)),
            ("tier", Some(2)),
            ("te", None),
            ("nothing", None),
            ("", None),
        ] {
            assert_eq!(meant(line), n, "{line}");
        }
        assert_eq!(number("another", &items, &[]), Some(2));
    }
}
