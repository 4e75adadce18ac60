//! How wide the columns of a table are, for formats that do not find out by themselves.

use super::tree::{Cell, Inline, plain};

/// Letters that no column has to be wider than for the sake of one word.
const LONGEST: usize = 16;
/// A drawing in a cell is as wide as so many letters.
const DRAWING: usize = 14;

/// The share of each column: room for its longest word, and the rest by how much there is to read in it.
pub(super) fn shares(header: &[Cell], rows: &[Vec<Cell>]) -> Vec<f64> {
    let column = |n: usize| {
        let cells = || rows.iter().filter_map(move |row| row.get(n)).chain(header.get(n));
        let word = cells().map(longest_word).max().unwrap_or_default().clamp(5, LONGEST) as f64;
        let much = cells().map(|cell| plain(cell).chars().count()).max().unwrap_or_default() as f64;
        // a text four times as long wants twice the room, and becomes twice as high
        word + 2.2 * much.sqrt()
    };
    let wide = (0..header.len()).map(column).collect::<Vec<_>>();
    let all = wide.iter().sum::<f64>().max(1.0);
    wide.iter().map(|wide| wide / all).collect()
}

fn longest_word(cell: &Cell) -> usize {
    let drawn = if cell.iter().any(|inline| matches!(inline, Inline::Chart(_))) { DRAWING } else { 0 };
    plain(cell).split(' ').map(|word| word.chars().count()).max().unwrap_or_default().max(drawn)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::tree::Span;

    fn cell(text: &str) -> Cell {
        vec![Inline::Text(Span { text: text.into(), ..Span::default() })]
    }

    #[test]
    fn what_is_longer_is_wider_and_all_is_one() {
        let header = ["What", "Who", "When"].map(cell);
        let row =
            ["A long text about what will be done in the mornings, by all of them", "Nan", "5 May"].map(cell);
        let shares = shares(&header, &[row.to_vec()]);
        assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        assert!(shares[0] > shares[2] && shares[2] > 0.15 && shares[1] > 0.15, "{shares:?}");
    }

    #[test]
    fn a_word_without_end_does_not_take_the_page() {
        let shares = shares(&["a", "b"].map(cell), &[vec![cell(&"x".repeat(100_000)), cell("short")]]);
        assert!(shares[1] > 0.005);
    }
}
