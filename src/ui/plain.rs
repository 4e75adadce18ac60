//! Prompts as numbered lines, for screen readers and simple terminals: nothing is redrawn.

use std::io;

use super::Ui;
use super::mark::{Mark, Reply};

impl Ui {
    pub(super) fn plain_select(
        &mut self,
        items: &[String],
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
            match (mark, number(&line, items)) {
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
                words.map(|word| number(word, items)).collect::<Option<Vec<_>>>()
            });
            match divided {
                Some(picked) => return Ok(Reply::Got(picked)),
                None => {
                    self.tell(&format!("Write numbers from 1 to {}, with blanks between them.", items.len()))
                }
            }
        }
    }

    fn numbered(&mut self, items: &[String], note: impl Fn(usize) -> &'static str) {
        for (n, item) in items.iter().enumerate() {
            self.tell(&self.hanging(&format!("{:>3}  {item}{}", n + 1, note(n)), 5));
        }
    }
}

// by its number, or by the beginning of its words
fn number(line: &str, items: &[String]) -> Option<usize> {
    let line = line.trim();
    if let Ok(n) = line.parse::<usize>() {
        return (1..=items.len()).contains(&n).then(|| n - 1);
    }
    let meant = crate::record::text::fold(line);
    let mut near = items.iter().enumerate().filter(|(_, i)| crate::record::text::fold(i).starts_with(&meant));
    near.next().filter(|_| !meant.is_empty() && near.next().is_none()).map(|(n, _)| n)
}
