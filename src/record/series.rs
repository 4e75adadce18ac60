//! Measures in the order they were taken, and a line of small blocks that draws them.

use super::text::fold;
use super::value::Date;
use serde_json::Value as Tree;

/// One measure, with what it stands for.
#[derive(Clone, Debug, PartialEq)]
pub struct Point<T> {
    /// When it was taken.
    pub day: Option<Date>,
    /// What came out.
    pub text: String,
    /// What it stands for.
    pub what: T,
}

/// Measures by their days, those without one first, and the latest where its day says, else last. What was written down
/// twice is there once.
pub fn in_order<T>(mut taken: Vec<Point<T>>, latest: Option<Point<T>>) -> Vec<Point<T>> {
    if let Some(latest) = latest {
        taken.retain(|point| !is_same(point, &latest));
        let at = latest.day.map_or(taken.len(), |day| {
            taken.iter().filter(|point| point.day.is_none_or(|other| other <= day)).count()
        });
        taken.sort_by_key(|point| point.day);
        taken.insert(at, latest);
    } else {
        taken.sort_by_key(|point| point.day);
    }
    let mut seen: Vec<Point<T>> = Vec::new();
    for point in taken {
        if !seen.iter().any(|other| other.day.is_some() && is_same(other, &point)) {
            seen.push(point);
        }
    }
    seen
}

// the same number on the same day, or without a day that tells them apart
fn is_same<T>(one: &Point<T>, other: &Point<T>) -> bool {
    let same_day = one.day == other.day || one.day.is_none() != other.day.is_none();
    let same_number = number(&one.text).is_some() && number(&one.text) == number(&other.text);
    same_day && (same_number || one.text == other.text)
}

/// The measures of a goal of a record: those on the way, those that stand with an entry of progress, and the latest.
pub fn of_goal(record: &Tree, goal: &Tree) -> Vec<Point<()>> {
    let point = |value: &Tree, day: &Tree| {
        let day = day.as_str().and_then(|day| day.parse().ok());
        Some(Point { day, text: value.as_str()?.to_owned(), what: () })
    };
    let measures = goal["measures"].as_array().into_iter().flatten();
    let entries = record["progress"].as_array().into_iter().flatten();
    let own = entries.filter(|entry| !goal["id"].is_null() && entry["goal"] == goal["id"]);
    let taken = measures.chain(own).filter_map(|row| point(&row["value"], &row["date"]));
    in_order(taken.collect(), point(&goal["latest"], &goal["latest_on"]))
}

/// The line of blocks of a goal of a record, from where it starts towards where it should get to.
pub fn drawn(record: &Tree, goal: &Tree) -> String {
    let start = goal["baseline"].as_str().map(ToOwned::to_owned).into_iter();
    let taken = of_goal(record, goal).into_iter().map(|point| point.text);
    let (numbers, target) = alike(&start.chain(taken).collect::<Vec<_>>(), goal["target"].as_str());
    blocks(&numbers.into_iter().flatten().collect::<Vec<_>>(), target)
}

/// The numbers of texts that can be laid beside each other, and that of the target: only those of the scale on which the
/// last of them was measured, so many of so many, or so many of the same things. A bare number is taken for one of that scale.
pub fn alike(texts: &[String], target: Option<&str>) -> (Vec<Option<f64>>, Option<f64>) {
    let said = |text: &str| measured(text).map(|(number, rest)| (number, Scale::of(rest)));
    let all: Vec<_> = texts.iter().map(|text| said(text)).collect();
    let last = all.iter().rev().flatten().map(|(_, scale)| scale).find(|scale| **scale != Scale::Bare);
    let last = last.cloned();
    let fits = |(number, scale): (f64, Scale)| {
        let is_alike = last.as_ref().is_none_or(|last| scale == Scale::Bare || scale == *last);
        is_alike.then_some(number)
    };
    let target = target.and_then(said).and_then(fits);
    (all.into_iter().map(|one| one.and_then(fits)).collect(), target)
}

/// What a number counts, as far as it says.
#[derive(Clone, Debug, PartialEq)]
enum Scale {
    /// The number alone.
    Bare,
    /// Something that is counted, by its word: `day` of `3 days in May`.
    Counted(String),
    /// So many of so many.
    Of(String),
    /// Of a hundred.
    Percent,
}

impl Scale {
    // by what follows the number
    fn of(rest: &str) -> Scale {
        let rest = rest.trim_start();
        if ["%", "per cent", "percent"].iter().any(|sign| rest.starts_with(sign)) {
            return Scale::Percent;
        }
        let whole =
            ["of ", "out of ", "/"].iter().find_map(|word| rest.strip_prefix(word)).and_then(measured);
        match whole {
            Some((whole, _)) => Scale::Of(whole.to_string()),
            None => counted(rest).map_or(Scale::Bare, Scale::Counted),
        }
    }
}

/// Words that tell when or how a number was taken, not of what.
const ABOUT_THE_NUMBER: [&str; 14] =
    ["in", "on", "at", "by", "since", "from", "until", "and", "or", "so", "this", "last", "then", "now"];

// what is counted: by its first word, whether there is one of it or more
fn counted(rest: &str) -> Option<String> {
    let word: String = rest.chars().take_while(|c| c.is_alphabetic()).collect();
    let word = fold(&word);
    let one = word.strip_suffix('s').filter(|one| one.len() > 1).unwrap_or(&word);
    (!word.is_empty() && !ABOUT_THE_NUMBER.contains(&word.as_str())).then(|| one.to_owned())
}

const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// One block for each number, from the lowest to the highest of them and of the target, which stands behind an arrow;
/// nothing where there are fewer than two numbers.
pub fn blocks(numbers: &[f64], target: Option<f64>) -> String {
    if numbers.len() < 2 {
        return String::new();
    }
    let all = || numbers.iter().copied().chain(target);
    let (low, high) = (all().fold(f64::INFINITY, f64::min), all().fold(f64::NEG_INFINITY, f64::max));
    let block = |n: f64| match high > low {
        // the share is between nought and one, so that the place is one of the eight
        true => BLOCKS[((n - low) / (high - low) * 7.0).round() as usize % BLOCKS.len()],
        false => BLOCKS[3],
    };
    let drawn: String = numbers.iter().copied().map(block).collect();
    target.map_or(drawn.clone(), |target| format!("{drawn}→{}", block(target)))
}

/// The first number of a text: `2` of `2 of 10 (end of April)`, `3.5` of `about 3.5 a day`, `1200` of `1,200 words`.
pub fn number(text: &str) -> Option<f64> {
    measured(text).map(|(number, _)| number)
}

// the first number, and what follows it
fn measured(text: &str) -> Option<(f64, &str)> {
    let begin = text.find(|c: char| c.is_ascii_digit())?;
    let mut digits = String::new();
    let mut length = 0;
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
        length += c.len_utf8();
    }
    Some((digits.parse().ok()?, &text[begin + length..]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn texts(goal: &Tree, progress: &Tree) -> Vec<String> {
        let record = json!({ "progress": progress });
        of_goal(&record, goal).into_iter().map(|point| point.text).collect()
    }

    #[test]
    fn measures_stand_in_the_order_they_were_taken() {
        let goal = json!({
            "id": "g-m2cd", "baseline": "2 of 10", "target": "8 of 10", "latest": "6 of 10", "latest_on": "2026-08-10",
            "measures": [{ "value": "5", "date": "2026-07-01" }, { "value": "3", "date": "2026-06-01" }],
        });
        let progress = json!([
            { "goal": "g-m2cd", "value": "4", "date": "2026-06-15" },
            { "goal": "g-m2cd", "value": "6", "date": "2026-08-10" },
            { "goal": "g-other", "value": "9", "date": "2026-06-16" },
        ]);
        // the entry of the same day is the latest measure, written down twice
        assert_eq!(texts(&goal, &progress), ["3", "4", "5", "6 of 10"]);
        assert_eq!(drawn(&json!({ "progress": progress }), &goal), "▁▂▃▅▆→█");
    }

    #[test]
    fn an_old_record_has_its_latest_measure_only() {
        let goal =
            json!({ "id": "g-m2cd", "baseline": "9", "latest": "5", "latest_on": null, "target": null });
        assert_eq!(texts(&goal, &json!([])), ["5"]);
        assert_eq!(drawn(&json!({}), &goal), "█▁");
        let later = json!([{ "goal": "g-m2cd", "value": "3", "date": "2026-08-12" }]);
        let dated = json!({ "id": "g-m2cd", "latest": "5", "latest_on": "2026-08-01" });
        assert_eq!(texts(&dated, &later), ["5", "3"], "an entry can be newer than the latest measure");
    }

    #[test]
    fn numbers_become_blocks_between_start_and_target() {
        assert_eq!(blocks(&[0.0, 1.0, 3.0], None), "▁▃█");
        assert_eq!(blocks(&[0.0, 1.0], Some(10.0)), "▁▂→█");
        assert_eq!(blocks(&[12.0, 6.0], Some(3.0)), "█▃→▁");
        assert_eq!(blocks(&[7.0, 7.0, 7.0], None), "▄▄▄");
        assert_eq!(blocks(&[9.0, 1.0], None), "█▁");
        assert_eq!(blocks(&[3.0], Some(4.0)), "");
    }

    #[test]
    fn only_what_is_alike_is_laid_side_by_side() {
        let numbers = |texts: &[&str], target: &str| {
            let texts: Vec<String> = texts.iter().map(ToString::to_string).collect();
            alike(&texts, Some(target))
        };
        let of_ten = numbers(&["60%", "4 of 10", "6 of 10, in May", "7"], "9 out of 10");
        assert_eq!(of_ten, (vec![None, Some(4.0), Some(6.0), Some(7.0)], Some(9.0)));
        let of_a_hundred = numbers(&["7 of 12", "60%", "70 per cent"], "12 of 12");
        assert_eq!(of_a_hundred, (vec![None, Some(60.0), Some(70.0)], None));
        let counted = numbers(&["about 2.5 a day", "3"], "5 of 5 days");
        assert_eq!(counted, (vec![Some(2.5), Some(3.0)], None));
        assert_eq!(numbers(&["2", "3 (May)"], "5 of 5"), (vec![Some(2.0), Some(3.0)], Some(5.0)));
        let mixed = numbers(&["2 days", "25 minutes", "1 day", "3 Days (May)"], "4 days");
        assert_eq!(mixed, (vec![Some(2.0), None, Some(1.0), Some(3.0)], Some(4.0)));
        let two = numbers(&["3 lessons", "45 minutes", "50 minutes"], "4 lessons");
        assert_eq!(two, (vec![None, Some(45.0), Some(50.0)], None), "no lessons are drawn as minutes");
        assert_eq!(numbers(&["4 in May", "6 words"], "9").0, [Some(4.0), Some(6.0)], "a month is no measure");
        let goal = json!({ "baseline": "60%", "latest": "7 of 12", "target": "12 of 12" });
        assert_eq!(drawn(&json!({}), &goal), "", "one measure is no course");
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
