//! How wide the columns of a table are, for formats that do not find out by themselves.

use super::tree::{Cell, Inline, plain};

/// Letters that no column has to be wider than for the sake of one word: a day in words is one.
const LONGEST: usize = 18;
/// A drawing in a cell is as wide as so many letters.
const DRAWING: usize = 14;
/// So many letters fit beside each other on a page, of which each column needs a few to be told from the next.
const PAGE: f64 = 92.0;
const BETWEEN: f64 = 2.0;

/// The share of each column: room for its longest word, and the rest by how much there is to read in it.
pub(super) fn shares(header: &[Cell], rows: &[Vec<Cell>]) -> Vec<f64> {
    let cells = |n: usize| rows.iter().filter_map(move |row| row.get(n)).chain(header.get(n));
    let word = |n: usize| cells(n).map(longest_word).max().unwrap_or_default().clamp(5, LONGEST) as f64;
    let much = |n: usize| cells(n).map(|cell| plain(cell).chars().count()).max().unwrap_or_default() as f64;
    let least: Vec<f64> = (0..header.len()).map(|n| word(n) + BETWEEN).collect();
    // a text four times as long wants somewhat more than twice the room, and becomes nearly twice as high
    let wants: Vec<f64> = (0..header.len()).map(|n| much(n).powf(0.6).max(1.0)).collect();
    let left = (PAGE - least.iter().sum::<f64>()).max(0.0) / wants.iter().sum::<f64>().max(1.0);
    let wide: Vec<f64> = least.iter().zip(&wants).map(|(least, wants)| least + wants * left).collect();
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
    fn a_column_of_days_is_as_wide_as_a_day() {
        let header = ["How we will know", "At the start", "Now", "To reach", "By when"].map(cell);
        let long = "Pieces of work that are kept and finished, of ten that were begun in a fortnight";
        let row = [long, long, long, long, "24\u{A0}September\u{A0}2026"].map(cell);
        let shares = shares(&header, &[row.to_vec()]);
        assert!(shares[4] * PAGE >= 17.0 + BETWEEN, "{shares:?}");
    }

    #[test]
    fn a_word_without_end_does_not_take_the_page() {
        let shares = shares(&["a", "b"].map(cell), &[vec![cell(&"x".repeat(100_000)), cell("short")]]);
        assert!(shares[1] > 0.005);
    }
}
