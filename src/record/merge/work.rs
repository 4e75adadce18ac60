//! Two versions at hand, and the text that is made of them.

use serde_yaml::Value;

use super::asked::{Asked, Questions};
use super::names::Names;
use super::values::Merger;
use super::version::Version;
use super::{KEY, Merged, Side, lines, remarks, tree};
use crate::record::case::Question;
use crate::record::edit::{Edit, Source};
use crate::record::path::Path;
use crate::record::shape::{Field, Reader, Shape};
use crate::record::text::tidy;

/// Two versions at hand.
pub(super) struct Work<'w> {
    /// Who wrote them, and when.
    pub(super) sides: [&'w Side<'w>; 2],
    /// What stands in them.
    pub(super) read: [&'w Version; 2],
}

impl Work<'_> {
    /// Both versions by what stands in them; nothing where that cannot be written.
    pub(super) fn by_structure<T: Field>(&self, base: Option<&Version>) -> Option<Merged> {
        let empty = Value::Mapping(serde_yaml::Mapping::new());
        let mut was = base.map_or(empty, |base| tree::of(&base.source.root));
        let [mut one, mut other] = self.read.map(|version| tree::of(&version.source.root));
        answered_differently(&mut was, &one, &other);
        let names = Names::give(&T::SHAPE, [&mut was, &mut one, &mut other]);
        let mut merger = Merger::new(self.sides.map(|side| side.on));
        let mut merged = merger.value(&Path::default(), Some(&was), Some(&one), Some(&other))?;
        let mut asked = merger.asked;
        if asked.0.iter().any(|asked| asked.path.0.is_empty()) {
            return None;
        }
        names.take_back(&mut merged, &mut asked);
        if let Some(text) =
            base.filter(|_| asked.0.is_empty()).and_then(|base| self.by_lines::<T>(base, &merged))
        {
            return Some(Merged { text, questions: Vec::new() });
        }
        let new = asked.write(self.sides, &mut merged)?;
        self.sources().into_iter().find_map(|ground| {
            let text = self.written(ground, &merged, &T::SHAPE)?;
            self.finished::<T>(self.with_remarks(text, base), &merged, &new)
        })
    }

    /// Both versions by their lines, which keeps the layout of both, where that means just this.
    fn by_lines<T: Field>(&self, base: &Version, meant: &Value) -> Option<String> {
        let [one, other] = self.sides.map(|side| side.text);
        let text = self.with_remarks(lines::merge_lines(&base.source.text, one, other)?, Some(base));
        let version = Version::read::<T>(&text);
        let same = tree::sorted(&tree::of(&version.source.root)) == tree::sorted(meant);
        (self.will_do(&version) && same).then_some(text)
    }

    fn sources(&self) -> [&Source; 2] {
        self.read.map(|version| &version.source)
    }

    fn with_remarks(&self, text: String, base: Option<&Version>) -> String {
        remarks::keep(text, base.map(|base| &base.source), self.sources())
    }

    /// A version with a value in its place, where that can be said in its layout.
    fn written(&self, ground: &Source, value: &Value, shape: &'static Shape) -> Option<String> {
        let was = tree::of(&ground.root);
        let mut edits = Vec::new();
        for (key, value) in value.as_mapping()?.iter().filter(|(key, value)| was.get(*key) != Some(*value)) {
            edits.push(Edit::Set { path: Path::default().key(key.as_str()?), value: value.clone() });
        }
        for key in was.as_mapping()?.keys().filter(|key| value.get(*key).is_none()) {
            edits.push(Edit::Remove { path: Path::default().key(key.as_str()?) });
        }
        ground.apply(&edits, Some(shape)).ok().map(|source| source.text)
    }

    /// A merged text, if it holds what it should and can be read.
    fn finished<T: Field>(&self, text: String, meant: &Value, new: &[String]) -> Option<Merged> {
        let version = Version::read::<T>(&text);
        let holds = self.will_do(&version) && tree::of(&version.source.root) == *meant;
        let questions = || questions(&version.source, new);
        holds.then(questions).map(|questions| Merged { text, questions })
    }

    // what a side could be read as, the result can be read as too
    fn will_do(&self, version: &Version) -> bool {
        version.is_sound && (version.is_record || !self.read.iter().any(|side| side.is_record))
    }

    /// The version that can be read as it is, with a question that holds the whole text of the other.
    pub(super) fn aside<T: Field>(&self) -> Option<Merged> {
        let rank = |n: usize| (self.read[n].is_sound, self.read[n].is_record, self.sides[n].on);
        let first = rank(0) >= rank(1);
        let (stays, left) = if first { (0, 1) } else { (1, 0) };
        let mut value = tree::of(&self.read[stays].source.root);
        let whole = Value::String(tidy(self.sides[left].text));
        let asked = Questions(vec![Asked { path: Path::default(), first, stands: None, left: Some(whole) }]);
        let new = asked.write(self.sides, &mut value)?;
        let text = self.written(&self.read[stays].source, &value, &T::SHAPE)?;
        self.finished::<T>(text, &value, &new)
    }
}

/// Where both sides answered a question and did not choose the same, both chose something new: to leave it out, too, is a
/// decision.
fn answered_differently(base: &mut Value, one: &Value, other: &Value) {
    let gone = |row: &&Value| {
        let is_it = |other: &Value| tree::row_id(other).is_some() && tree::row_id(other) == tree::row_id(row);
        ![one, other].iter().any(|side| tree::rows(side, KEY).iter().any(is_it))
    };
    let places = tree::rows(base, KEY).iter().filter(gone).filter_map(|row| row.get("path")?.as_str());
    for path in places.map(Path::parse).collect::<Vec<_>>() {
        match [one, other].map(|side| tree::at(side, &path).and_then(tree::something)) {
            [one, other] if one == other => {}
            [Some(_), Some(_)] => tree::forget(base, &path.0),
            _ => tree::put_nobodys(base, &path.0),
        }
    }
}

fn questions(source: &Source, ids: &[String]) -> Vec<Question> {
    let place = Path::default().key(KEY);
    let row =
        |id: &String| Question::read(place.key(id.as_str()).find(&source.root)?, &mut Reader::default());
    ids.iter().filter_map(row).collect()
}
