//! Numbers drawn as a line of small blocks, beside the words they come from.

use minijinja::value::Value;

use crate::view::{Shown, drawing, shown};

const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// One block for the first number of each text, the lowest to the highest of them; nothing where fewer than two have one.
pub(super) fn spark(values: &Value) -> Value {
    let texts = values.try_iter().into_iter().flatten();
    let numbers: Vec<f64> = texts.filter_map(|value| number(&words(&value)?)).collect();
    if numbers.len() < 2 {
        return drawing("");
    }
    let low = numbers.iter().copied().fold(f64::INFINITY, f64::min);
    let high = numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let block = |n: &f64| match high > low {
        // the share is between nought and one, so that the place is one of the eight
        true => BLOCKS[((n - low) / (high - low) * 7.0).round() as usize % BLOCKS.len()],
        false => BLOCKS[3],
    };
    drawing(numbers.iter().map(block).collect::<String>())
}

fn words(value: &Value) -> Option<String> {
    match shown(value) {
        Some(Shown::Words { text, .. }) => Some(text),
        Some(_) => None,
        None => Some(value.to_string()),
    }
}

/// The first number of a text: `2` of `2 of 10 (end of April)`, `3.5` of `about 3.5 a day`, `1200` of `1,200 words`.
fn number(text: &str) -> Option<f64> {
    let begin = text.find(|c: char| c.is_ascii_digit())?;
    let mut digits = String::new();
    let rest: Vec<char> = text[begin..].chars().collect();
    for (n, c) in rest.iter().enumerate() {
        let digit_at = |n: usize| rest.get(n).is_some_and(char::is_ascii_digit);
        let thousands = *c == ',' && (1..=3).all(|k| digit_at(n + k)) && !digit_at(n + 4);
        match c {
            '0'..='9' => digits.push(*c),
            '.' if digit_at(n + 1) && !digits.contains('.') => digits.push('.'),
            ',' if thousands => {}
            _ => break,
        }
    }
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(texts: &[&str]) -> String {
        spark(&texts.iter().map(|t| Value::from(*t)).collect::<Vec<_>>().into()).to_string()
    }

    #[test]
    fn numbers_become_blocks() {
        assert_eq!(drawn(&["0 of 4 (5 May)", "1 of 4", "3 of 4"]), "▁▃█");
        assert_eq!(drawn(&["about 2.5 a day", "nobody counted", "1,200", "2.5"]), "▁█▁");
        assert_eq!(drawn(&["7", "7", "7"]), "▄▄▄");
        assert_eq!(drawn(&["9", "1"]), "█▁");
    }

    #[test]
    fn fewer_than_two_numbers_draw_nothing() {
        assert_eq!(drawn(&[]), "");
        assert_eq!(drawn(&["3 of 4", "most days"]), "");
        assert_eq!(spark(&Value::from(3)).to_string(), "");
    }

    #[test]
    fn only_the_first_number_counts() {
        for (text, meant) in
            [("12,5", Some(12.0)), ("1,2345", Some(1.0)), ("3.", Some(3.0)), ("none", None), ("½", None)]
        {
            assert_eq!(number(text), meant, "{text}");
        }
    }
}
