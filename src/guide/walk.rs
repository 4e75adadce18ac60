//! The walk: a pure state machine over a guide and a record. The terminal, an answers file and the tests drive it alike:
//! it says what to ask, takes what was answered, and gives the edits that follow. It touches nothing itself.

use std::collections::BTreeMap;
use std::rc::Rc;

use serde_json::Value as Tree;
use serde_yaml::Value;

use super::answer::{Answer, Asked, as_typed};
use super::expression::{Scene, evaluate, holds};
use super::known::{Choice, Known};
use super::model::{Exit, Guide, Prompt, PromptKind};
use crate::record::case::Case;
use crate::record::edit::Edit;
use crate::record::id::Ids;
use crate::record::path::{Path, Step};
use crate::record::shape::{Field, MapShape, Shape};
use crate::record::tree;

/// A question, ready to be asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The way to it in an answers file: prompt ids, and which row of each.
    pub trail: Vec<(String, usize)>,
    /// The question.
    pub ask: String,
    /// What `?` explains.
    pub help: String,
    /// How it wants to be answered.
    pub asked: Asked,
    /// The rows it is inside of, in a few words each.
    pub about: Vec<String>,
    /// What the record already says.
    pub so_far: Option<Answer>,
    /// What Enter answers where the record says nothing yet.
    pub default: Option<String>,
    /// An exit criterion that is still open.
    pub criterion: bool,
}

impl Question {
    /// The id of the prompt, with its rows: `tt-1/what`.
    pub fn id(&self) -> String {
        self.trail.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>().join("/")
    }
}

/// What comes back for a question.
#[derive(Clone, Debug, PartialEq)]
pub enum Input {
    /// An answer.
    Answer(Answer),
    /// It stays as it is, or is left for later; for rows: no more.
    Later,
    /// It is not needed, and why.
    NotNeeded(String),
    /// To the question before.
    Back,
    /// One more row.
    Add,
    /// This row, by its id.
    Row(String),
}

impl Input {
    /// A text as an answer.
    pub fn answer(text: impl Into<String>) -> Input {
        Input::Answer(Answer::Text(text.into()))
    }
}

/// A walk on its way.
#[derive(Clone, Debug)]
pub struct Walk<'a> {
    guide: &'a Guide,
    known: Known<'a>,
    ids: Ids,
    record: Tree,
    visit: Path,
    opening: Vec<Edit>,
    frames: Vec<Frame>,
    earlier: Vec<Vec<Frame>>,
    own_rows: BTreeMap<String, String>,
}

#[derive(Clone, Debug)]
struct Frame {
    prompts: Rc<[Prompt]>,
    at: usize,
    base: Path,
    // for `each`: the rows still to come
    waiting: Vec<Path>,
    // which row of its prompt this is, and how many rows the present prompt has opened
    nth: usize,
    opened: usize,
}

impl Frame {
    fn new(prompts: Rc<[Prompt]>, base: Path, nth: usize) -> Frame {
        Frame { prompts, at: 0, base, waiting: Vec::new(), nth, opened: 0 }
    }

    fn prompt(&self) -> Option<&Prompt> {
        self.prompts.get(self.at)
    }

    fn next(&mut self) {
        self.at += 1;
        self.opened = 0;
    }
}

impl<'a> Walk<'a> {
    /// A walk of a guide over a case: takes up the open visit where it stopped, or begins one.
    pub fn new(guide: &'a Guide, case: &Case, known: Known<'a>, mut ids: Ids) -> Walk<'a> {
        let visits = case.visits.iter().filter(|v| v.guide.as_ref().is_some_and(|g| g.as_str() == guide.id));
        let (open, closed): (Vec<_>, Vec<_>) = visits.partition(|v| v.closed.is_none());
        let resumed =
            open.iter().rev().find_map(|v| v.id.as_ref().map(|id| (id.to_string(), v.reached.clone())));
        let record = tree::of(case);
        let new = || ids.row('v', |id| tree::has_row(&record, id));
        let row = resumed.as_ref().map_or_else(new, |(id, _)| id.clone());
        let visit = Path::default().key("visits").key(&row);
        let prompts: Rc<[Prompt]> = all_prompts(guide, &visit, !closed.is_empty()).into();
        let mut first = Frame::new(prompts, Path::default(), 0);
        if let Some((_, Some(reached))) = &resumed {
            first.at = first.prompts.iter().position(|p| p.id == reached.as_str()).unwrap_or(0);
        }
        let mut walk = Walk {
            guide,
            known,
            ids,
            record,
            visit,
            opening: Vec::new(),
            frames: vec![first],
            earlier: Vec::new(),
            own_rows: BTreeMap::new(),
        };
        if resumed.is_none() {
            walk.opening = walk.open(case, !closed.is_empty());
        }
        walk
    }

    /// Takes notice of the case as it is now.
    pub fn see(&mut self, case: &Case) {
        self.record = tree::of(case);
    }

    /// The guide.
    pub fn guide(&self) -> &'a Guide {
        self.guide
    }

    fn open(&self, case: &Case, again: bool) -> Vec<Edit> {
        let set = |key: &str, value: String| Edit::Set { path: self.visit.key(key), value: value.into() };
        let mut edits = vec![
            set("guide", self.guide.id.clone()),
            set("by", self.known.user.to_string()),
            set("opened", self.known.today.to_string()),
        ];
        let other =
            case.visits.iter().rev().filter_map(|v| v.guide.as_ref()).find(|g| g.as_str() != self.guide.id);
        if let Some(other) = other.filter(|_| again) {
            edits.push(set("returned_from", other.to_string()));
        }
        edits
    }

    /// The next question; nothing when all were asked. The error is a fault of the guide.
    pub fn question(&mut self) -> Result<Option<Question>, String> {
        loop {
            let Some(frame) = self.frames.last() else { return Ok(None) };
            let Some(prompt) = frame.prompt().cloned() else {
                if self.frames.len() == 1 {
                    return Ok(None);
                }
                self.finish_frame();
                continue;
            };
            if !holds(prompt.when.as_deref(), &self.scene(self.row().as_ref()))? {
                self.top().next();
                continue;
            }
            if prompt.kind == PromptKind::Each {
                self.enter_each(&prompt)?;
                continue;
            }
            return self.ask(&prompt).map(Some);
        }
    }

    fn top(&mut self) -> &mut Frame {
        let last = self.frames.len() - 1;
        &mut self.frames[last]
    }

    fn finish_frame(&mut self) {
        let frame = self.top();
        if frame.waiting.is_empty() {
            self.frames.pop();
            let parent = self.top();
            if parent.prompt().is_some_and(|p| p.kind == PromptKind::Each) {
                parent.next();
            }
        } else {
            frame.base = frame.waiting.remove(0);
            frame.at = 0;
            frame.nth += 1;
            frame.opened = 0;
        }
    }

    fn enter_each(&mut self, prompt: &Prompt) -> Result<(), String> {
        let place = self.place(prompt)?;
        let mut rows = tree::rows(&self.record, &place);
        if rows.is_empty() {
            self.top().next();
        } else {
            let mut frame = Frame::new(prompt.fields.clone().into(), rows.remove(0), 0);
            frame.waiting = rows;
            self.frames.push(frame);
        }
        Ok(())
    }

    fn scene<'s>(&'s self, row: Option<&'s Tree>) -> Scene<'s> {
        Scene { record: &self.record, known: &self.known, row }
    }

    fn row(&self) -> Option<Tree> {
        let frame = self.frames.last().filter(|_| self.frames.len() > 1)?;
        Some(tree::whole_row(&self.record, &frame.base))
    }

    // the place of a prompt; `@` becomes this visit's own row
    fn place(&self, prompt: &Prompt) -> Result<Path, String> {
        let base = &self.frames[self.frames.len() - 1].base;
        let Some(to) = &prompt.to else { return Ok(self.visit.key("answers").key(&prompt.id)) };
        let mut place = base.clone();
        for step in Path::parse(to).0 {
            match step {
                Step::Key(key) if key == "@" => {
                    place = place.key(self.own_row(&place).ok_or_else(|| format!("`{to}` has no own row"))?);
                }
                step => place.0.push(step),
            }
        }
        Ok(place)
    }

    // the row of a list that this visit made, or one it may make
    fn own_row(&self, list: &Path) -> Option<String> {
        let visit = tree::at(&self.record, &self.visit);
        let mine = |id: &&Tree| visit["rows"].as_array().is_some_and(|rows| rows.contains(id));
        let rows = tree::at(&self.record, list).as_array().into_iter().flatten();
        let made = rows.map(|row| &row["id"]).find(mine).and_then(Tree::as_str).map(Into::into);
        made.or_else(|| self.own_rows.get(&list.to_string()).cloned())
    }

    fn ask(&mut self, prompt: &Prompt) -> Result<Question, String> {
        self.make_own_row(prompt)?;
        let place = self.place(prompt)?;
        let value = tree::at(&self.record, &place);
        let so_far = as_typed(value).or_else(|| self.answered_before(prompt));
        let default = match (&prompt.default, &so_far) {
            (Some(default), None) => {
                evaluate(default, &self.scene(self.row().as_ref()))?.as_str().map(Into::into)
            }
            _ => None,
        };
        Ok(Question {
            trail: self.trail(prompt),
            ask: prompt.ask.clone(),
            help: prompt.help.clone(),
            asked: self.asked(prompt, &place)?,
            about: self.about(),
            so_far,
            default,
            criterion: prompt.criterion,
        })
    }

    fn make_own_row(&mut self, prompt: &Prompt) -> Result<(), String> {
        let Some((list, _)) = prompt.to.as_deref().and_then(|to| to.split_once(".@")) else { return Ok(()) };
        let list = Path::parse(list);
        if self.own_row(&list).is_none() {
            let rows = Case::SHAPE.at(&list).ok().and_then(Shape::rows);
            let prefix = rows.and_then(|r| r.prefix).ok_or_else(|| format!("`{list}` is no list of rows"))?;
            let id = self.ids.row(prefix, |id| tree::has_row(&self.record, id));
            self.own_rows.insert(list.to_string(), id);
        }
        Ok(())
    }

    // an answer without a place, given in an earlier visit
    fn answered_before(&self, prompt: &Prompt) -> Option<Answer> {
        let visits = self.record["visits"].as_array().into_iter().flatten();
        let of_guide = visits.filter(|v| v["guide"] == *self.guide.id && prompt.to.is_none());
        of_guide.filter_map(|v| as_typed(&v["answers"][prompt.id.as_str()])).next_back()
    }

    fn asked(&self, prompt: &Prompt, place: &Path) -> Result<Asked, String> {
        let shape = Case::SHAPE.at(place).map_err(|step| format!("no record has `{step}`"))?;
        Ok(match prompt.kind {
            PromptKind::Line => Asked::Line,
            PromptKind::Text => Asked::Text,
            PromptKind::List => Asked::List,
            PromptKind::Date => Asked::Date,
            PromptKind::Number => Asked::Number,
            PromptKind::YesNo => Asked::YesNo,
            PromptKind::Person => Asked::Choice(self.known.everybody(&self.record)),
            PromptKind::People => Asked::Choices(self.known.everybody(&self.record)),
            PromptKind::Choice => Asked::Choice(self.choices(prompt, shape)),
            PromptKind::Choices => Asked::Choices(self.choices(prompt, shape)),
            PromptKind::Rows | PromptKind::Each => Asked::Rows(self.rows(place, shape)),
        })
    }

    fn choices(&self, prompt: &Prompt, shape: &'static Shape) -> Vec<Choice> {
        match (shape, &prompt.options, &prompt.from) {
            (_, _, Some(from)) => {
                let list = Path::parse(from);
                Case::SHAPE.at(&list).map(|shape| self.rows(&list, shape)).unwrap_or_default()
            }
            (_, Some(list), _) => self.known.words(list),
            (Shape::Term(list), ..) | (Shape::List(Shape::Term(list)), ..) => self.known.words(list),
            (Shape::Setting, ..) => self.known.places(),
            _ => Vec::new(),
        }
    }

    fn rows(&self, list: &Path, shape: &'static Shape) -> Vec<Choice> {
        let Some(shape) = shape.rows() else { return Vec::new() };
        let rows = tree::rows(&self.record, list).into_iter();
        rows.filter_map(|path| {
            let row = tree::at(&self.record, &path);
            let id = row["id"].as_str()?.to_owned();
            Some(Choice { id, label: self.known.row_label(shape, row), note: None, aliases: Vec::new() })
        })
        .collect()
    }

    fn trail(&self, prompt: &Prompt) -> Vec<(String, usize)> {
        let mut trail: Vec<(String, usize)> = Vec::new();
        for (frame, inner) in self.frames.iter().zip(&self.frames[1..]) {
            trail.extend(frame.prompt().map(|p| (p.id.clone(), inner.nth)));
        }
        let opened = self.frames.last().map_or(0, |f| f.opened);
        trail.push((prompt.id.clone(), opened));
        trail
    }

    fn about(&self) -> Vec<String> {
        self.frames[1..]
            .iter()
            .filter_map(|frame| {
                let (list, _) = frame.base.split_last()?;
                let shape: &'static MapShape = Case::SHAPE.at(&list).ok()?.rows()?;
                let row = tree::at(&self.record, &frame.base);
                row.is_object().then(|| self.known.row_label(shape, row))
            })
            .collect()
    }

    /// Takes what came back for the question; gives the edits that follow, or the reason why it cannot be taken.
    pub fn answer(&mut self, question: &Question, input: Input) -> Result<Vec<Edit>, String> {
        let Some(prompt) = self.frames.last().and_then(Frame::prompt).cloned() else { return Ok(Vec::new()) };
        let place = self.place(&prompt)?;
        let edits = match input {
            Input::Back if self.back() => return Ok(Vec::new()),
            Input::Back => return Err("this is the first question".into()),
            Input::Later => Vec::new(),
            Input::NotNeeded(why) => self.not_needed(&prompt, &why)?,
            Input::Answer(answer) => {
                let value = question.asked.accept(&answer, self.known.today)?;
                self.kept(&prompt, &place, value)
            }
            Input::Add | Input::Row(_) => {
                let id = self.row_id(question, &input, &place)?;
                self.remember();
                let nth = self.top().opened;
                self.top().opened += 1;
                self.frames.push(Frame::new(prompt.fields.into(), place.key(id), nth));
                return Ok(Vec::new());
            }
        };
        self.remember();
        self.top().next();
        Ok(self.with_bookmark(edits))
    }

    fn remember(&mut self) {
        self.earlier.push(self.frames.clone());
    }

    fn row_id(&mut self, question: &Question, input: &Input, place: &Path) -> Result<String, String> {
        let Asked::Rows(rows) = &question.asked else { return Err("there are no rows here".into()) };
        match input {
            Input::Row(id) if rows.iter().any(|row| row.id == *id) => Ok(id.clone()),
            Input::Row(id) => Err(format!("there is no row `{id}` here")),
            _ => {
                let shape = Case::SHAPE.at(place).ok().and_then(Shape::rows);
                let prefix = shape.and_then(|s| s.prefix).ok_or("this list has no rows")?;
                Ok(self.ids.row(prefix, |id| tree::has_row(&self.record, id)))
            }
        }
    }

    fn not_needed(&self, prompt: &Prompt, why: &str) -> Result<Vec<Edit>, String> {
        let why = crate::record::text::tidy(why);
        if why.is_empty() {
            return Err("say in a few words why it is not needed".into());
        }
        Ok(vec![Edit::Set { path: self.not_needed_place(prompt), value: why.into() }])
    }

    fn not_needed_place(&self, prompt: &Prompt) -> Path {
        let row = self.frames.last().filter(|_| self.frames.len() > 1).and_then(|f| f.base.0.last().cloned());
        let id = match (self.frames[0].prompt(), row) {
            (Some(outer), Some(Step::Key(row))) => format!("{}/{row}/{}", outer.id, prompt.id),
            _ => prompt.id.clone(),
        };
        self.visit.key("not_needed").key(id)
    }

    fn kept(&self, prompt: &Prompt, place: &Path, value: Value) -> Vec<Edit> {
        let before = tree::at(&self.record, place);
        if serde_json::to_value(&value).is_ok_and(|v| v == *before) {
            return Vec::new();
        }
        let mut edits = vec![Edit::Set { path: place.clone(), value }];
        let not_needed = self.not_needed_place(prompt);
        if !tree::at(&self.record, &not_needed).is_null() {
            edits.push(Edit::Remove { path: not_needed });
        }
        edits.extend(self.touched_row(place));
        edits
    }

    // the row that an answer changed, noted once in the visit
    fn touched_row(&self, place: &Path) -> Option<Edit> {
        if place.0.starts_with(&self.visit.0) {
            return None;
        }
        let row = (1..place.0.len()).rev().find_map(|n| {
            let (list, row) = (Path(place.0[..n].to_vec()), &place.0[n]);
            let rows = Case::SHAPE.at(&list).ok()?.rows()?;
            rows.prefix.and(match row {
                Step::Key(id) => Some(id.clone()),
                Step::Index(_) => None,
            })
        })?;
        let rows = self.visit.key("rows");
        let known =
            tree::at(&self.record, &rows).as_array().is_some_and(|r| r.contains(&row.as_str().into()));
        (!known).then(|| Edit::Push { path: rows, value: row.into() })
    }

    // the visit is opened by its first answer, and remembers where it is
    fn with_bookmark(&mut self, edits: Vec<Edit>) -> Vec<Edit> {
        if edits.is_empty() {
            return edits;
        }
        let reached = self.frames[0].prompt().map(|p| p.id.clone());
        let mut all = std::mem::take(&mut self.opening);
        all.extend(edits);
        all.extend(reached.map(|id| Edit::Set { path: self.visit.key("reached"), value: id.into() }));
        all
    }

    /// Back to the question before, where there is one.
    pub fn back(&mut self) -> bool {
        match self.earlier.pop() {
            Some(frames) => {
                self.frames = frames;
                true
            }
            None => false,
        }
    }

    /// The prompt at which an open visit goes on; nothing where the walk begins.
    pub fn resumes_at(&self) -> Option<&str> {
        self.opening.is_empty().then(|| self.frames.first()?.prompt().map(|p| p.id.as_str())).flatten()
    }

    /// The exit criteria that are still open.
    pub fn open_criteria(&self) -> Result<Vec<&'a Exit>, String> {
        let scene = self.scene(None);
        let mut open = Vec::new();
        for exit in &self.guide.exits {
            if holds(exit.when.as_deref(), &scene)? && !holds(Some(&exit.met), &scene)? {
                open.push(exit);
            }
        }
        Ok(open)
    }

    /// Leaves the guide: closes the visit and sets what the guide says.
    pub fn leave(&mut self) -> Result<Vec<Edit>, String> {
        let mut edits = std::mem::take(&mut self.opening);
        edits.push(Edit::Set { path: self.visit.key("closed"), value: self.known.today.to_string().into() });
        edits.push(Edit::Remove { path: self.visit.key("reached") });
        let scene = self.scene(None);
        for rule in &self.guide.on_leave {
            if holds(rule.when.as_deref(), &scene)? {
                let value = evaluate(&rule.to, &scene)?;
                let value = serde_yaml::to_value(&value).map_err(|e| e.to_string())?;
                edits.push(Edit::Set { path: Path::parse(&rule.set), value });
            }
        }
        Ok(edits)
    }
}

// why we came back, then the guide's own, then the criteria that are open by then
fn all_prompts(guide: &Guide, visit: &Path, again: bool) -> Vec<Prompt> {
    let plain = |id: String, ask: String, to: Path, when: Option<String>, criterion: bool| Prompt {
        id,
        ask,
        help: String::new(),
        kind: PromptKind::Text,
        to: Some(to.to_string()),
        when,
        default: None,
        options: None,
        from: None,
        fields: Vec::new(),
        criterion,
    };
    let reason = again.then(|| {
        let ask = format!("What brings the team back to {}?", guide.title);
        plain("reason".into(), ask, visit.key("reason"), None, false)
    });
    let criteria = guide.exits.iter().map(|exit| {
        let open = format!("not ({})", exit.met);
        let when = exit.when.as_ref().map_or_else(|| open.clone(), |when| format!("({when}) and {open}"));
        plain(
            format!("leave/{}", exit.id),
            exit.ask.clone(),
            visit.key("left_open").key(&exit.id),
            Some(when),
            true,
        )
    });
    reason.into_iter().chain(guide.prompts.iter().cloned()).chain(criteria).collect()
}
