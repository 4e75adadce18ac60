//! Each school and service of a community has one known person to talk to, and nobody is that for many.

use crate::check::{Practice, Rule, Subject};
use std::collections::BTreeMap;

use crate::record::case::Membership;
use crate::record::cluster::Setting;
use crate::record::problem::{Level, Problem};
use crate::record::text::fold;

pub(super) const RULE: Rule = Rule {
    id: "member-without-contact",
    level: Level::Look,
    practice: Some(Practice { theme: "people", question: "Which school or service has no known contact?" }),
    reason: "one known person to talk to makes support quicker, for the school and for everybody who works with it",
    source: "Ministry of Education: Learning Support Update, local improvement projects, paragraphs 13, 17 and 27",
    find,
};

/// Whoever is the contact of more schools and services than this is asked whether that can be carried.
const MANY: usize = 4;

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    if !subject.is_about("community") || !subject.is_standing() {
        return Vec::new();
    }
    let remedy = "Ask there who it shall be, and write it down: `key_contact` with `pikorua edit settings`, or `speaks` in this row.";
    let mut found = Vec::new();
    let mut held: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (n, member) in subject.case.community.members.iter().enumerate().filter(|(_, m)| m.until.is_none()) {
        match contact(subject, member) {
            Some(name) => held.entry(name).or_default().push(n),
            None => found.push(subject.row_problem(
                RULE.id,
                ("community.members", n),
                "who is the one known person to talk to there?",
                remedy,
            )),
        }
    }
    for places in held.values().filter(|places| places.len() > MANY) {
        let question = format!("one person is the contact of {} places: who could share that?", places.len());
        let remedy = "Talk it over with them; another name for some of these places is one line each.";
        found.push(subject.row_problem(RULE.id, ("community.members", places[0]), question, remedy));
    }
    found
}

// whoever speaks for it here, else its key contact; of `Name, what they are` the name
fn contact(subject: &Subject<'_>, member: &Membership) -> Option<String> {
    let setting = |one: &&Setting| Some(&one.id) == member.setting.as_ref();
    let known = || subject.known.settings.iter().find(setting).and_then(|one| one.key_contact.as_ref());
    let said = member.speaks.as_ref().or_else(known)?;
    Some(fold(said.as_str().split(',').next().unwrap_or_default().trim()))
}
