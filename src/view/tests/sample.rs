//! A synthetic case and what lies around it, for the tests of this room and of those above it.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

use crate::record::case::Case;
use crate::record::cluster::{People, Person, Setting};
use crate::record::node::{Entry, Kind, Node};
use crate::record::shape::{Field, Reader};
use crate::record::term::Calendar;
use crate::record::vocabulary::Vocabulary;
use crate::view::{Around, Audience, Audiences, Going, GuideName, View};

/// Everything around a case, owned.
pub(crate) struct Surroundings {
    pub(crate) cluster: String,
    pub(crate) words: BTreeMap<String, String>,
    pub(crate) vocabulary: Vocabulary,
    pub(crate) calendar: Calendar,
    pub(crate) people: Vec<Person>,
    pub(crate) settings: Vec<Setting>,
    pub(crate) guides: Vec<GuideName>,
}

impl Surroundings {
    pub(crate) fn around(&self) -> Around<'_> {
        Around {
            cluster: &self.cluster,
            words: &self.words,
            vocabulary: &self.vocabulary,
            people: &self.people,
            settings: &self.settings,
            guides: &self.guides,
            today: "2026-08-14".parse().unwrap(),
            calendar: &self.calendar,
            by_terms: false,
            version: "4f2a91c",
            taken: crate::view::NO_NAMES,
        }
    }
}

fn node(json: &Json) -> Node {
    let scalar = |text: String| Kind::Scalar { text, plain: true };
    let kind = match json {
        Json::Null => Kind::Null,
        Json::String(text) => scalar(text.clone()),
        Json::Array(items) => Kind::List { items: items.iter().map(node).collect(), flow: false },
        Json::Object(map) => {
            let entry = |(key, value): (&String, &Json)| Entry {
                key: key.clone(),
                key_span: 0..0,
                value: node(value),
            };
            Kind::Map { entries: map.iter().map(entry).collect(), flow: false }
        }
        other => scalar(other.to_string()),
    };
    Node { span: 0..0, kind }
}

fn read<T: Field>(json: &Json) -> T {
    let mut reader = Reader::default();
    let read = T::read(&node(json), &mut reader);
    assert_eq!(reader.problems, [], "the sample must be right");
    read.unwrap()
}

/// A case from JSON; what every case must have is filled in.
pub(crate) fn case(mut json: Json) -> Case {
    let given = [
        ("schema", json!(1)),
        ("id", json!("2026-kf3m")),
        ("kind", json!("individual")),
        ("status", json!("active")),
    ];
    let map = json.as_object_mut().unwrap();
    for (key, value) in given {
        map.entry(key).or_insert(value);
    }
    read(&json)
}

pub(crate) fn audience(id: &str) -> Audience {
    let text = "[practitioners]\nlabel = 'practitioners'\nsensitive = true\n\
                [whanau]\nlabel = 'whānau'\nlang = 'mi'\ndefault = true\nshared = true\n\
                hides = ['sense.hypotheses', 'visits', 'team.*.contact', 'questions']\n";
    Audiences::parse(text).unwrap().get(id).unwrap().clone()
}

pub(crate) fn view(json: Json, for_whom: &str) -> View {
    seen_by(case(json), &surroundings().around(), &audience(for_whom))
}

/// What an audience sees that is admitted.
pub(crate) fn seen_by(case: Case, around: &Around, audience: &Audience) -> View {
    View::new(&audience.admit(case, around.today, Going::default()).unwrap(), around)
}

pub(crate) fn surroundings() -> Surroundings {
    let people: People = read(&json!({ "schema": 1, "people": [
        { "id": "p-mere", "name": "Mere Tāmihana", "role": "rtlb", "logins": ["mere"] },
        { "id": "p-john", "name": "John Fa’asavalu", "role": "practice-leader" },
    ]}));
    let setting =
        read(&json!({ "schema": 1, "id": "awa-school", "name": "Te Kura o Te Awa", "kind": "full-primary",
        "key_contact": "Ana Reweti, 021 000 0000" }));
    let guide = |id: &str, title: &str, gloss: &str, element| GuideName {
        id: id.into(),
        title: title.into(),
        lang: Some("mi".into()),
        gloss: gloss.into(),
        element,
        shelf: None,
        purpose: String::new(),
        labels: Vec::new(),
    };
    Surroundings {
        cluster: "Awa Cluster".into(),
        words: BTreeMap::new(),
        vocabulary: Vocabulary::parse(VOCABULARY).unwrap(),
        calendar: Calendar::default(),
        people: people.people,
        settings: vec![setting],
        guides: vec![
            guide("kohikohi", "Kohikohi", "gather information", Some(2)),
            guide("tatai", "Tātai", "plan collaboratively", Some(4)),
            guide("hui", "Hui", "a meeting", None),
        ],
    }
}

const VOCABULARY: &str = r#"
kinds = { individual = { label = "individual", about = "mokopuna", voices = ["mokopuna", "whanau", "kaiako"] }, group = { label = "group", about = "group", voices = ["mokopuna", "whanau", "kaiako"] }, school = { label = "school", about = "setting", voices = ["whanau", "kaiako"] } }
roles = { whanau = { label = "whānau", lang = "mi" }, kaiako = { label = "kaiako", lang = "mi" }, rtlb = { label = "RTLB" }, agency = { label = "another agency" } }
parts = { lead = { label = "lead", leads = true }, co-worker = { label = "co-worker" } }
methods = { signed = { label = "signed" }, verbal-noted = { label = "said, and written down by us" } }
languages = { mi = { label = "te reo Māori", lang = "mi" }, en = { label = "English" } }
speakers = { mokopuna = { label = "mokopuna", lang = "mi", speaks_for = "mokopuna", question = "Who asks?" }, whanau = { label = "whānau", lang = "mi", speaks_for = "whanau" }, kaiako = { label = "kaiako", lang = "mi", speaks_for = "kaiako" } }
topics = { hopes = { label = "hopes" }, worries = { label = "worries" }, purpose = { label = "what the work is for" } }
plan-states = { draft = { label = "draft" }, agreed = { label = "agreed" } }
horizons = { short = { label = "short term" }, long = { label = "long term" } }
changes = { adults = { label = "what adults do" }, surroundings = { label = "the surroundings" }, mokopuna = { label = "what the mokopuna learns" } }
ratings = { not-yet = { label = "not yet" }, some = { label = "some of it" }, met = { label = "reached" } }
decisions = { carry-on = { label = "carry on" }, adjust = { label = "change the plan" } }
posts = { rtlb = { label = "RTLB" }, practice-leader = { label = "practice leader" } }
setting-kinds = { full-primary = { label = "full primary" } }
outcome-areas = { participation = { label = "taking part" } }
pseudonyms = { rimu = { label = "Rimu" }, totara = { label = "Tōtara" } }
year-bands = { early = { label = "in the first years", aliases = ["1", "2", "3"] } }
bases = { agreement = { label = "somebody agreed to it", default = true } }
circles = { whanau = { label = "whānau", lang = "mi" } }
"#;

/// A case with something in most places.
pub(crate) fn full() -> Json {
    serde_json::from_str(include_str!("sample.json")).unwrap()
}
