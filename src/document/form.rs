//! Documents about a guide, made from the guide in words: no case comes near them.

use minijinja::context;
use minijinja::value::Value;

use super::template::Templates;
use super::{Document, LANG, Word, entitled, parse};
use crate::error::{Error, Result};
use crate::guide::paper::{Ask, Cell, Grid, Paper, Room, When, Words};
use crate::record::value::Date;
use crate::view::words;

/// What stands around the words of a guide.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    /// The name of the cluster.
    pub cluster: &'a str,
    /// The day.
    pub today: Date,
    /// Where the guide comes from.
    pub origin: &'a str,
}

impl Document {
    /// A document about a guide from one of the templates that are for guides, whose names begin with `_`.
    pub fn of_guide(
        template: &str,
        templates: &Templates,
        paper: &Paper,
        frame: Frame<'_>,
    ) -> Result<Document> {
        let everything = format!("{paper:?}{frame:?}");
        let mark = templates.spare_mark(&everything).ok_or_else(|| {
            Error::request("the guide is full of characters that stand for nothing")
                .hint("Look for text that was damaged on its way here.")
        })?;
        let rendered = templates.filled(&format!("{template}.md"), values(paper, frame), mark)?;
        let parsed = parse::parse(&rendered.markdown, &rendered.aside);
        let (title, tree) = entitled(parsed.tree, &paper.id);
        let lang = rendered.lang.unwrap_or_else(|| LANG.into());
        Ok(Document {
            title,
            tree,
            missing: parsed.missing,
            lang,
            day: Some(frame.today),
            typed: None,
            more: Vec::new(),
            word: Word::Plain,
        })
    }
}

fn values(paper: &Paper, frame: Frame<'_>) -> Value {
    let link = |(roles, link): &(Vec<Words>, crate::guide::model::Link)| {
        context! { title => &link.title, url => &link.url, roles => all(roles) }
    };
    let exit = |(ask, when): &(String, Option<When>)| context! { ask, ..condition(when.as_ref()) };
    context! {
        cluster => frame.cluster,
        today => frame.today.in_words(),
        guide => context! {
            id => &paper.id,
            title => worded(&paper.title),
            gloss => worded(&paper.gloss),
            purpose => &paper.purpose,
            principles => all(&paper.principles),
            links => paper.links.iter().map(link).collect::<Vec<_>>(),
            minutes => paper.minutes,
            asks => paper.asks.iter().map(ask).collect::<Vec<_>>(),
            exits => paper.exits.iter().map(exit).collect::<Vec<_>>(),
            origin => frame.origin,
        },
    }
}

fn ask(ask: &Ask) -> Value {
    let (room, lines) = match &ask.room {
        Room::Lines(lines) => ("lines", *lines),
        Room::Short => ("short", 0),
        Room::Date => ("date", 0),
        Room::Boxes => ("boxes", 0),
        Room::YesNo => ("yes-no", 0),
        Room::Tables(_) => ("tables", 0),
    };
    let tables = match &ask.room {
        Room::Tables(tables) => tables.as_slice(),
        _ => &[],
    };
    context! {
        id => &ask.id,
        ask => &ask.ask,
        help => &ask.help,
        label => ask.label.as_ref().map(worded),
        minutes => ask.minutes,
        how => &ask.how,
        words => all(&ask.words),
        place => &ask.place,
        fields => every_field(ask).map(self::ask).collect::<Vec<_>>(),
        room,
        lines,
        tables => tables.iter().map(table).collect::<Vec<_>>(),
        ..condition(ask.when.as_ref()),
    }
}

// those of rows within rows come after the field that holds them
fn every_field(ask: &Ask) -> Box<dyn Iterator<Item = &Ask> + '_> {
    Box::new(ask.fields.iter().flat_map(|field| [field].into_iter().chain(every_field(field))))
}

fn condition(when: Option<&When>) -> Value {
    match when {
        None => context! { when => (), written => () },
        Some(When::Words(words)) => context! { when => words, written => () },
        Some(When::Written(expression)) => context! { when => (), written => expression },
    }
}

fn table(grid: &Grid) -> Value {
    let cells = |cells: &[Cell]| cells.iter().map(cell).collect::<Vec<_>>();
    let note = |(name, words, help): &(Words, Vec<Words>, String)| {
        context! { name => worded(name), words => all(words), help }
    };
    context! {
        head => cells(&grid.head),
        rows => grid.rows.iter().map(|row| cells(row)).collect::<Vec<_>>(),
        notes => grid.notes.iter().map(note).collect::<Vec<_>>(),
    }
}

fn cell(cell: &Cell) -> Value {
    let (kind, words) = match cell {
        Cell::Words(words) => ("words", worded(words)),
        Cell::Which => ("which", Value::UNDEFINED),
        Cell::Number(number) => ("words", Value::from(*number)),
        Cell::Nothing => ("nothing", Value::UNDEFINED),
        Cell::Room => ("room", Value::UNDEFINED),
        Cell::Boxes(words) => ("boxes", Value::from(all(words))),
    };
    context! { kind, words }
}

fn worded(text: &Words) -> Value {
    words(text.text.as_str(), text.lang.as_deref())
}

fn all(texts: &[Words]) -> Vec<Value> {
    texts.iter().map(worded).collect()
}
