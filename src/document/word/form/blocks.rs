//! What a pair of tags repeats: by where both stand it is words, paragraphs or rows of a table, and never half of one.

use super::Fault;
use super::tag::{Block, Kind, Tag};
use crate::document::word::tree::{Element, Node};

/// A tag with its end, and what parts it in between.
struct Pair {
    open: usize,
    middles: Vec<usize>,
    close: usize,
}

/// Puts the marks of tags that belong together side by side: into one paragraph, between paragraphs, or between rows.
pub(super) fn lift(part: &mut Element, tags: &[Tag], faults: &mut Vec<Fault>) {
    bare(part, tags);
    for pair in pairs(part, tags, faults) {
        if let Err(fault) = lift_pair(part, &pair, tags) {
            faults.push(fault);
        }
    }
}

/// Paragraphs and rows in which nothing stands but tags vanish; the tags stand in their place.
fn bare(element: &mut Element, tags: &[Tag]) {
    let mut children = Vec::new();
    for node in std::mem::take(&mut element.children) {
        match node {
            Node::Element(mut child) => {
                bare(&mut child, tags);
                let is_one = matches!(child.name.as_str(), "w:p" | "w:tr");
                let within = items(&child, tags);
                let only_marks =
                    !within.is_empty() && within.iter().all(|item| matches!(item, Item::Mark(_)));
                if is_one && only_marks {
                    children.extend(within.iter().map(|item| match item {
                        Item::Mark(number) => Node::Mark(*number),
                        Item::Seen => Node::Text(String::new()),
                    }));
                } else {
                    children.push(Node::Element(child));
                }
            }
            node => children.push(node),
        }
    }
    element.children = children;
}

/// What is seen of an element, and the marks in it that print nothing, in order.
enum Item {
    Seen,
    Mark(usize),
}

fn items(element: &Element, tags: &[Tag]) -> Vec<Item> {
    let mut found = Vec::new();
    gather(element, tags, &mut found);
    found
}

fn gather(element: &Element, tags: &[Tag], found: &mut Vec<Item>) {
    let breaks = element.is("w:br") && matches!(element.attribute("w:type"), Some("page" | "column"));
    let seen = ["w:drawing", "w:pict", "w:object", "w:sym", "w:sectPr", "w:footnoteReference", "w:fldChar"];
    if breaks || seen.contains(&element.name.as_str()) {
        found.push(Item::Seen);
    }
    for node in &element.children {
        match node {
            Node::Mark(number) if tags.get(*number).is_some_and(|tag| tag.kind == Kind::Print) => {
                found.push(Item::Seen)
            }
            Node::Mark(number) => found.push(Item::Mark(*number)),
            Node::Text(text) if element.is("w:t") && !text.trim().is_empty() => found.push(Item::Seen),
            Node::Text(_) => {}
            Node::Element(child) => gather(child, tags, found),
        }
    }
}

/// Finds the end of each tag that has one, outer ones first.
fn pairs(part: &Element, tags: &[Tag], faults: &mut Vec<Fault>) -> Vec<Pair> {
    let mut fault = |number: usize, what: String, hint: String| {
        let tag = &tags[number];
        faults.push(Fault { place: tag.place.clone(), said: tag.said.clone(), what, hint });
    };
    let never_ended =
        |block: Block| ("this is never ended".to_owned(), format!("Write `{}` where it ends.", block.end()));
    let mut open: Vec<(usize, Block, Vec<usize>)> = Vec::new();
    let mut pairs = Vec::new();
    let marks = items(part, tags).into_iter().filter_map(|item| match item {
        Item::Mark(number) => Some(number),
        Item::Seen => None,
    });
    for number in marks {
        let kind = tags[number].kind;
        let is_open = matches!(kind, Kind::Close(block) if open.iter().any(|(_, of, _)| *of == block));
        match (kind, open.last_mut()) {
            (Kind::Open(block), _) => open.push((number, block, Vec::new())),
            (Kind::Middle, Some((_, _, middles))) => middles.push(number),
            (Kind::Close(block), _) if is_open => {
                while let Some((begun, of, middles)) = open.pop() {
                    if of == block {
                        pairs.push(Pair { open: begun, middles, close: number });
                        break;
                    }
                    let (what, hint) = never_ended(of);
                    fault(begun, what, hint);
                }
            }
            (Kind::Close(_) | Kind::Middle, _) => {
                let hint = "It needs a `{% for … %}` or `{% if … %}` of its own before it, or take it out.";
                fault(number, "nothing was begun that this could belong to".into(), hint.into());
            }
            (Kind::Print | Kind::Set | Kind::Comment, _) => {}
        }
    }
    for (number, block, _) in open {
        let (what, hint) = never_ended(block);
        fault(number, what, hint);
    }
    pairs.sort_by_key(|pair| pair.open);
    pairs
}

fn lift_pair(part: &mut Element, pair: &Pair, tags: &[Tag]) -> Result<(), Fault> {
    let all: Vec<usize> =
        [pair.open].into_iter().chain(pair.middles.iter().copied()).chain([pair.close]).collect();
    let paths: Vec<Vec<usize>> = all.iter().filter_map(|number| path_to(part, *number)).collect();
    let Some(depth) = common(&paths) else { return Ok(()) };
    if paths.iter().all(|path| path.len() == depth + 1) {
        return Ok(());
    }
    // what goes across the cells of one row goes for the row
    let row = is_row(part, &paths[0][..depth]);
    let depth = if row { depth - 1 } else { depth };
    for (number, path) in all.iter().zip(&paths) {
        let kind = tags[*number].kind;
        if path.len() > depth + 1 && !fits(part, &path[..=depth], *number, kind, tags) {
            return Err(astray(&tags[*number], row));
        }
    }
    for (number, path) in all.iter().zip(&paths).rev() {
        if path.len() == depth + 1 {
            continue;
        }
        take_out(part, path);
        let after = usize::from(matches!(tags[*number].kind, Kind::Close(_)));
        if let Some(above) = at(part, &path[..depth]) {
            let place = (path[depth] + after).min(above.children.len());
            above.children.insert(place, Node::Mark(*number));
        }
    }
    Ok(())
}

fn astray(tag: &Tag, row: bool) -> Fault {
    let (what, hint) = match row {
        true => {
            ("this stands between the cells of one row", "Give it a row of its own, or stay within one cell.")
        }
        false => (
            "this goes across paragraphs, and begins or ends in the middle of one",
            "Give it a paragraph of its own, or end it in the paragraph in which it begins.",
        ),
    };
    Fault { place: tag.place.clone(), said: tag.said.clone(), what: what.into(), hint: hint.into() }
}

/// Whether a tag may go before or after the whole of what it stands in: rows are taken whole, and of anything else what
/// would be taken along must be nothing.
fn fits(part: &Element, path: &[usize], number: usize, kind: Kind, tags: &[Tag]) -> bool {
    let Some(whole) = there(part, path) else { return false };
    if whole.is("w:tr") {
        return kind != Kind::Middle;
    }
    let items = items(whole, tags);
    let is_it = |item: &Item| matches!(item, Item::Mark(n) if *n == number);
    let Some(place) = items.iter().position(is_it) else { return false };
    let seen = |items: &[Item]| items.iter().any(|item| matches!(item, Item::Seen));
    match kind {
        Kind::Open(_) => !seen(&items[..place]),
        Kind::Close(_) => !seen(&items[place + 1..]),
        _ => !seen(&items),
    }
}

fn path_to(element: &Element, number: usize) -> Option<Vec<usize>> {
    element.children.iter().enumerate().find_map(|(i, node)| match node {
        Node::Mark(n) if *n == number => Some(vec![i]),
        Node::Element(child) => path_to(child, number).map(|mut below| {
            below.insert(0, i);
            below
        }),
        _ => None,
    })
}

/// How deep the lowest element lies that holds all of these.
fn common(paths: &[Vec<usize>]) -> Option<usize> {
    let first = paths.first()?;
    let same =
        |depth: &usize| paths.iter().all(|path| path.len() > depth + 1 && path[*depth] == first[*depth]);
    Some((0..first.len()).take_while(same).count())
}

fn there<'e>(part: &'e Element, path: &[usize]) -> Option<&'e Element> {
    path.iter().try_fold(part, |element, i| match element.children.get(*i) {
        Some(Node::Element(child)) => Some(child),
        _ => None,
    })
}

fn at<'e>(part: &'e mut Element, path: &[usize]) -> Option<&'e mut Element> {
    path.iter().try_fold(part, |element, i| match element.children.get_mut(*i) {
        Some(Node::Element(child)) => Some(child),
        _ => None,
    })
}

fn is_row(part: &Element, path: &[usize]) -> bool {
    there(part, path).is_some_and(|element| element.is("w:tr"))
}

fn take_out(part: &mut Element, path: &[usize]) {
    if let Some((last, above)) = path.split_last()
        && let Some(above) = at(part, above)
    {
        // its place is kept: others are still to be found by theirs
        above.children[*last] = Node::Text(String::new());
    }
}
