//! Finding the tags in the paragraphs of a form: Word lays one line into many runs, wherever somebody paused or it looked
//! up a word, and a tag may lie across all of them.

use super::Fault;
use super::tag::{Kind, MARKS, Tag};
use crate::document::word::tree::{Element, Node};

/// So much of a paragraph tells people which it is.
const TOLD: usize = 60;

/// Puts a mark in the place of each tag of a part; those that print stand in text, the others between runs.
pub(super) fn gather(part: &mut Element, tags: &mut Vec<Tag>, faults: &mut Vec<Fault>) {
    part.each(&mut |element| {
        if element.is("w:p") {
            paragraph(element, tags, faults);
        }
    });
}

fn paragraph(paragraph: &mut Element, tags: &mut Vec<Tag>, faults: &mut Vec<Fault>) {
    let mut text = String::new();
    leaves(paragraph, &mut |leaf| text.push_str(&letters(leaf)));
    if !text.contains(['{', '}']) {
        return;
    }
    let place = told(&text);
    // where each tag stands, and its number
    let mut places = Vec::new();
    let mut from = 0;
    while let Some((start, end)) = next(&text, from, &place, faults) {
        match Tag::read(&text[start..end], &place) {
            Ok(tag) => {
                places.push((start, end, tags.len()));
                tags.push(tag);
            }
            Err(fault) => faults.push(fault),
        }
        from = end;
    }
    let mut at = 0;
    leaves_mut(paragraph, &mut |leaf| {
        let begin = at;
        at += letters(leaf).len();
        cut(leaf, begin, &places)
    });
    apart(paragraph, tags);
}

/// The next tag of a text, from a place on.
fn next(text: &str, from: usize, place: &str, faults: &mut Vec<Fault>) -> Option<(usize, usize)> {
    let rest = &text[from..];
    let first =
        |marks: &[&'static str]| marks.iter().filter_map(|mark| Some((rest.find(mark)?, *mark))).min();
    let begin = first(&["{{", "{%", "{#"]);
    let stray = first(&["}}", "%}"]);
    let mut fault = |said: &str, what: &str, hint: String| {
        faults.push(Fault { place: place.into(), said: said.trim().into(), what: what.into(), hint });
        None
    };
    match (begin, stray) {
        (None, None) => None,
        (begin, Some((at, mark))) if begin.is_none_or(|(begun, _)| at < begun) => {
            let before: String = rest[..at].chars().rev().take(20).collect();
            let said = before.chars().rev().collect::<String>() + mark;
            fault(&said, "this ends a tag that was never begun", "A tag begins with `{{` or `{%`.".into())
        }
        (Some((at, mark)), _) => {
            let (_, close) = MARKS.into_iter().find(|(begin, _)| *begin == mark)?;
            match rest[at + 2..].find(close) {
                Some(end) => Some((from + at, from + at + 2 + end + 2)),
                None => {
                    let said: String = rest[at..].chars().take(30).collect();
                    fault(
                        &said,
                        "this tag is not ended in its paragraph",
                        format!("End it with `{close}`, in one paragraph."),
                    )
                }
            }
        }
        (None, Some(_)) => None,
    }
}

/// Visits what is written in a paragraph, leaf by leaf, without paragraphs that stand within it, as in a text box.
fn leaves<'e>(element: &'e Element, visit: &mut impl FnMut(&'e Element)) {
    for child in element.elements().filter(|child| !is_apart(child)) {
        if is_leaf(child) { visit(child) } else { leaves(child, visit) }
    }
}

/// The same, where the visitor says what shall stand there instead.
fn leaves_mut(element: &mut Element, visit: &mut impl FnMut(&Element) -> Option<Element>) {
    let mut children = Vec::new();
    for node in std::mem::take(&mut element.children) {
        match node {
            Node::Element(child) if is_leaf(&child) => children.extend(visit(&child).map(Node::Element)),
            Node::Element(mut child) if !is_apart(&child) => {
                leaves_mut(&mut child, visit);
                children.push(Node::Element(child));
            }
            node => children.push(node),
        }
    }
    element.children = children;
}

// a paragraph within this one, and how this one looks
fn is_apart(element: &Element) -> bool {
    matches!(element.name.as_str(), "w:p" | "w:pPr" | "w:rPr")
}

fn is_leaf(element: &Element) -> bool {
    matches!(element.name.as_str(), "w:t" | "w:tab" | "w:br" | "w:cr" | "w:noBreakHyphen" | "w:softHyphen")
}

/// What a leaf is in a line.
fn letters(leaf: &Element) -> String {
    match leaf.name.as_str() {
        "w:t" => leaf
            .children
            .iter()
            .map(|node| match node {
                Node::Text(text) => text.as_str(),
                _ => "",
            })
            .collect(),
        "w:noBreakHyphen" => "-".into(),
        "w:softHyphen" => String::new(),
        _ => " ".into(),
    }
}

/// A leaf without what belongs to tags, and with the marks of those that begin in it.
fn cut(leaf: &Element, begin: usize, places: &[(usize, usize, usize)]) -> Option<Element> {
    let text = letters(leaf);
    let end = begin + text.len();
    let touched = || places.iter().filter(|(start, stop, _)| *start < end && *stop > begin);
    if touched().next().is_none() {
        return Some(leaf.clone());
    }
    if !leaf.is("w:t") {
        return None;
    }
    let mut cut = Element::new("w:t", &[("xml:space", "preserve")]);
    let mut at = begin;
    for (start, stop, number) in touched() {
        if *start > at {
            cut.children.push(Node::Text(text[at - begin..*start - begin].to_owned()));
        }
        if *start >= begin {
            cut.children.push(Node::Mark(*number));
        }
        at = (*stop).min(end);
    }
    if at < end {
        cut.children.push(Node::Text(text[at - begin..].to_owned()));
    }
    Some(cut).filter(|cut| !cut.children.is_empty())
}

/// Takes the marks of tags that print nothing out of their runs, which are parted there.
fn apart(element: &mut Element, tags: &[Tag]) {
    let mut children = Vec::new();
    for node in std::mem::take(&mut element.children) {
        match node {
            Node::Element(run) if run.is("w:r") => children.extend(parted(run, tags)),
            Node::Element(mut child) if !child.is("w:p") => {
                apart(&mut child, tags);
                children.push(Node::Element(child));
            }
            node => children.push(node),
        }
    }
    element.children = children;
}

fn parted(run: Element, tags: &[Tag]) -> Vec<Node> {
    let stays =
        |node: &Node| !matches!(node, Node::Mark(n) if tags.get(*n).is_some_and(|t| t.kind != Kind::Print));
    let has_others = |child: &Element| child.is("w:t") && !child.children.iter().all(stays);
    if !run.elements().any(has_others) {
        return vec![Node::Element(run)];
    }
    let looks = run.child("w:rPr").cloned();
    let like = |children: Vec<Node>| {
        let looks = looks.iter().cloned().map(Node::Element);
        Node::Element(Element {
            children: looks.chain(children).collect(),
            ..Element { children: Vec::new(), ..run.clone() }
        })
    };
    let (mut parts, mut open) = (Vec::new(), Vec::new());
    for node in run.children.iter().filter(|node| !matches!(node, Node::Element(child) if child.is("w:rPr")))
    {
        let Node::Element(text) = node else { continue };
        if !text.is("w:t") {
            open.push(node.clone());
            continue;
        }
        let mut words = Vec::new();
        let put = |words: &mut Vec<Node>, open: &mut Vec<Node>| {
            if !words.is_empty() {
                let children = std::mem::take(words);
                open.push(Node::Element(Element {
                    children,
                    ..Element::new("w:t", &[("xml:space", "preserve")])
                }));
            }
        };
        for node in &text.children {
            if stays(node) {
                words.push(node.clone());
                continue;
            }
            put(&mut words, &mut open);
            if !open.is_empty() {
                parts.push(like(std::mem::take(&mut open)));
            }
            parts.push(node.clone());
        }
        put(&mut words, &mut open);
    }
    if !open.is_empty() {
        parts.push(like(open));
    }
    parts
}

/// The beginning of a paragraph, by which people find it.
fn told(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(TOLD) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}
