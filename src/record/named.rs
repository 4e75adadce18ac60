//! Where a record says who and where: one walk for those who gather names and for those who tell it without them.

use serde_json::{Map, Value as Json};

use super::case::{Member, Mokopuna, StandIn};
use super::path::Path;
use super::shape::{Field, FieldShape, MapShape, Shape};

/// What a value of a record says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Says {
    /// The name of a mokopuna.
    Mokopuna,
    /// The year level of a mokopuna.
    Year,
    /// The name of somebody in the team.
    Member,
    /// The name of a partner, or of whatever else has one.
    Name,
    /// A place or service that is none of ours, in words.
    Elsewhere,
    /// A person, by id.
    Person,
    /// A school or service, by id.
    Setting,
    /// What people wrote.
    Words,
    /// Anything else: days, numbers, words of a list, ids of rows.
    Other,
}

/// A value on the way.
#[derive(Clone, Debug)]
pub struct Said<'j> {
    /// What it says.
    pub says: Says,
    /// The value; of what people wrote each text by itself.
    pub value: &'j Json,
    /// Where it stands; rows by their id.
    pub path: &'j Path,
    /// The mapping it stands in.
    pub known: &'static MapShape,
    /// What else that mapping holds.
    pub row: &'j Map<String, Json>,
    /// The place of that row among those of its list.
    pub place: usize,
}

/// A record in which something else stands wherever `tell` says so.
pub fn retold(shape: &Shape, record: &Json, tell: &mut dyn FnMut(&Said<'_>) -> Option<Json>) -> Json {
    Walk { tell }.whole(shape, record, &Path::default(), 0)
}

/// Everything that a record says, one after the other.
pub fn each(shape: &Shape, record: &Json, mut see: impl FnMut(&Said<'_>)) {
    retold(shape, record, &mut |said| {
        see(said);
        None
    });
}

struct Walk<'w> {
    tell: &'w mut dyn FnMut(&Said<'_>) -> Option<Json>,
}

impl Walk<'_> {
    // a row of a list, or the whole
    fn whole(&mut self, shape: &Shape, json: &Json, path: &Path, place: usize) -> Json {
        let (Shape::Map(known), Json::Object(map)) = (shape, json) else { return json.clone() };
        let told = known.fields.iter().filter_map(|field| {
            let value = map.get(field.key)?;
            let owner = Said { says: says(known, field), value, path, known, row: map, place };
            Some((field.key.to_owned(), self.below(&field.shape, &owner, path.key(field.key))))
        });
        Json::Object(told.collect())
    }

    // `owner` is the value itself, and what stands around it
    fn below(&mut self, shape: &Shape, owner: &Said<'_>, path: Path) -> Json {
        match (shape, owner.value) {
            (Shape::Map(_), value) => self.whole(shape, value, &path, 0),
            (Shape::List(item), Json::Array(rows)) if matches!(item, Shape::Map(_)) => {
                let rows = rows.iter().enumerate();
                rows.map(|(n, row)| {
                    let path = row["id"].as_str().map_or_else(|| path.index(n), |id| path.key(id));
                    self.whole(item, row, &path, n)
                })
                .collect()
            }
            _ => self.leaf(owner, path),
        }
    }

    fn leaf(&mut self, owner: &Said<'_>, path: Path) -> Json {
        match owner.value {
            Json::Array(items) => items
                .iter()
                .enumerate()
                .map(|(n, value)| self.leaf(&Said { value, ..owner.clone() }, path.index(n)))
                .collect(),
            Json::Object(map) => map
                .iter()
                .map(|(key, value)| (key.clone(), self.leaf(&Said { value, ..owner.clone() }, path.key(key))))
                .collect(),
            value => {
                let said = Said { path: &path, ..owner.clone() };
                (self.tell)(&said).unwrap_or_else(|| value.clone())
            }
        }
    }
}

fn says(known: &'static MapShape, field: &FieldShape) -> Says {
    let is_of = |shape: Shape| matches!(shape, Shape::Map(of) if of == known);
    match (&field.shape, field.key) {
        (Shape::Text, "name") if is_of(Mokopuna::SHAPE) => Says::Mokopuna,
        (Shape::Text, "year") if is_of(Mokopuna::SHAPE) => Says::Year,
        (Shape::Text, "name") if is_of(Member::SHAPE) => Says::Member,
        // what stands for a name is told, and the name itself is known from where it belongs
        (Shape::Text, "name") if !is_of(StandIn::SHAPE) => Says::Name,
        (Shape::Text, key) if key.ends_with("_elsewhere") => Says::Elsewhere,
        (shape, _) => says_of(shape),
    }
}

fn says_of(shape: &Shape) -> Says {
    match shape {
        Shape::Person => Says::Person,
        Shape::Setting => Says::Setting,
        Shape::Text | Shape::Free | Shape::Notes => Says::Words,
        Shape::List(item) => says_of(item),
        _ => Says::Other,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::record::case::Case;

    #[test]
    fn everything_is_seen_by_what_it_says_and_stays_where_nobody_says_otherwise() {
        let record = json!({
            "setting": "awa-school",
            "mokopuna": [{ "id": "m-2222", "name": "Hana", "year": "5" }],
            "team": [{ "id": "t-2222", "name": "Nan", "person": "p-4kd7" }],
            "stand_ins": [{ "id": "n-2222", "name": "Hana", "instead": "Rimu" }],
            "request": { "hopes": ["To read"], "notes": { "rq-x": ["a", { "b": "c" }] } },
            "transition": { "to_elsewhere": "A kura" },
        });
        let mut seen = Vec::new();
        each(&Case::SHAPE, &record, |said| seen.push(format!("{} {:?}", said.path, said.says)));
        seen.sort();
        assert_eq!(
            seen,
            [
                "mokopuna.m-2222.id Other",
                "mokopuna.m-2222.name Mokopuna",
                "mokopuna.m-2222.year Year",
                "request.hopes.[0] Words",
                "request.notes.rq-x.[0] Words",
                "request.notes.rq-x.[1].b Words",
                "setting Setting",
                "stand_ins.n-2222.id Other",
                "stand_ins.n-2222.instead Words",
                "stand_ins.n-2222.name Words",
                "team.t-2222.id Other",
                "team.t-2222.name Member",
                "team.t-2222.person Person",
                "transition.to_elsewhere Elsewhere",
            ]
        );
        assert_eq!(retold(&Case::SHAPE, &record, &mut |_| None), record);
    }
}
