//! How a list looks: as much of it as the screen holds, the cursor and the ticks seen without colour too.

use console::{Term, style};

use super::list::List;

/// The most lines of one entry; `?` shows all of it.
const MOST: usize = 3;

/// The part of a list that is shown.
#[derive(Debug, Default)]
pub(super) struct Window {
    top: usize,
    /// How many entries it holds.
    pub(super) page: usize,
}

impl Window {
    /// The lines of a list on this terminal.
    pub(super) fn lines(&mut self, list: &List, term: &Term) -> Vec<String> {
        let (rows, columns) = term.size();
        self.lines_in(
            list,
            usize::from(rows).saturating_sub(6).max(8),
            usize::from(columns).saturating_sub(1).max(20),
        )
    }

    fn lines_in(&mut self, list: &List, rows: usize, columns: usize) -> Vec<String> {
        let found = list.found();
        let blocks: Vec<Vec<String>> = found.iter().map(|n| block(list, *n, columns)).collect();
        let at = list.cursor.and_then(|cursor| found.iter().position(|n| *n == cursor)).unwrap_or(0);
        self.move_to(at, &blocks.iter().map(Vec::len).collect::<Vec<_>>(), rows);
        let shown = self.top..self.top + self.page;
        let head = head(list, found.len(), self.page);
        let head =
            head.map(|words| style(console::truncate_str(&words, columns, "…")).for_stderr().to_string());
        let entries = found[shown.clone()].iter().zip(&blocks[shown]);
        let lines = entries.flat_map(|(n, block)| {
            let active = list.cursor == Some(*n);
            block.iter().map(move |line| match active {
                true => style(line).cyan().for_stderr().to_string(),
                false => line.clone(),
            })
        });
        head.into_iter().chain(lines).collect()
    }

    // the cursor stays in it, and no line of it is empty without need
    fn move_to(&mut self, at: usize, heights: &[usize], rows: usize) {
        let fits = |from: usize, to: usize| heights[from..to].iter().sum::<usize>() <= rows;
        self.top = self.top.min(at);
        while self.top < at && !fits(self.top, at + 1) {
            self.top += 1;
        }
        while self.top > 0 && fits(self.top - 1, heights.len()) {
            self.top -= 1;
        }
        let after = (self.top..heights.len()).take_while(|n| fits(self.top, n + 1)).count();
        self.page = after.max(usize::from(!heights.is_empty()));
    }
}

// what is said over a list where it needs saying
fn head(list: &List, found: usize, page: usize) -> Option<String> {
    let more = || (page < found).then(|| "More with ↑ and ↓, or type to find.".to_owned());
    match list.typed.as_str() {
        "" => more(),
        typed if found == 0 => Some(format!("Nothing here is called “{typed}”. Esc shows all again.")),
        typed => Some(format!("Found by “{typed}”:")),
    }
}

fn block(list: &List, n: usize, columns: usize) -> Vec<String> {
    let cursor = if list.cursor == Some(n) { ">" } else { " " };
    let tick = match (list.entries[n].mark, list.tick(n)) {
        (None, Some(true)) => "[x] ",
        (None, Some(false)) => "[ ] ",
        _ => "",
    };
    let first = format!("{cursor} {tick}");
    let further = " ".repeat(first.len() + 2);
    let options = super::wrapping(columns).initial_indent(&first).subsequent_indent(&further);
    let mut lines: Vec<String> =
        textwrap::wrap(&list.entries[n].text, options).into_iter().map(Into::into).collect();
    if lines.len() > MOST {
        lines.truncate(MOST);
        let last = lines.pop().unwrap_or_default();
        lines.push(console::truncate_str(&format!("{last} …"), columns, "…").into_owned());
    }
    lines
}

#[cfg(test)]
mod tests {
    use console::Key;

    use super::Window;
    use crate::ui::list::{Entry, List};

    fn list(count: usize) -> List {
        let text = |n: usize| format!("entry {n} with a few more words than fit on one line of it");
        let entries = (0..count).map(|n| Entry { text: text(n), names: Vec::new(), mark: None });
        List::of_one(entries.collect(), Some(count - 1))
    }

    #[test]
    fn what_is_chosen_is_seen_wherever_it_stands() {
        for count in [1, 2, 5, 40] {
            let (mut list, mut window) = (list(count), Window::default());
            for key in std::iter::repeat_n(Key::ArrowDown, 90).chain(std::iter::repeat_n(Key::ArrowUp, 90)) {
                let lines = window.lines_in(&list, 8, 40);
                let cursors = lines.iter().filter(|line| line.starts_with('>')).count();
                assert_eq!(cursors, 1, "{lines:#?}");
                assert!(lines.len() <= 9, "{lines:#?}");
                assert!(lines.iter().all(|line| console::measure_text_width(line) <= 40), "{lines:#?}");
                assert_eq!(lines[0].contains("More with"), count == 40 || count == 5, "{lines:#?}");
                list.key(&key, window.page);
            }
        }
    }

    #[test]
    fn words_that_are_nowhere_are_told() {
        let (mut list, mut window) = (list(3), Window::default());
        for letter in "Back to class".chars() {
            list.key(&Key::Char(letter), 3);
        }
        let lines = window.lines_in(&list, 8, 80);
        assert_eq!(lines, ["Nothing here is called “Back to class”. Esc shows all again."]);
        list.key(&Key::Escape, 3);
        assert_eq!(window.lines_in(&list, 8, 80).len(), 3);
    }
}
