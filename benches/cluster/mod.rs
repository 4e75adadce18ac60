//! A cluster of invented cases, of any size: for benches, and for tests that need more than a handful.
//!
//! The same seed makes the same files. Every text is put together from a stock of sentences that are about nobody.
#![allow(unreachable_pub, reason = "benches and tests each take it in as a part of their own")]

mod case;
mod stock;

use std::path::Path;
use std::{fs, io};

/// The first and the last year that requests come in.
pub const YEARS: (u16, u16) = (2017, 2026);

/// Schools, kura and services: id, kind.
const SETTINGS: [(&str, &str); 12] = [
    ("awa-school", "full-primary"),
    ("puna-school", "contributing-primary"),
    ("kowhai-school", "contributing-primary"),
    ("rata-school", "full-primary"),
    ("hill-school", "full-primary"),
    ("bay-school", "contributing-primary"),
    ("harbour-intermediate", "intermediate"),
    ("ridge-intermediate", "intermediate"),
    ("totara-college", "secondary"),
    ("plains-college", "secondary"),
    ("te-kura-o-te-puna", "kura-kaupapa-maori"),
    ("kowhai-kindergarten", "kindergarten"),
];

/// The practitioners, by id.
const PEOPLE: [&str; 8] = ["p-aa22", "p-bb33", "p-cc44", "p-dd55", "p-ee66", "p-ff77", "p-gg88", "p-hh99"];

/// The steps in which the cluster rates outcomes, from the least.
const STEPS: [&str; 4] = ["beginning", "with-support", "with-some", "alone"];

/// Writes a cluster's folder with so many valid cases of ten years. There is no history in it: `init` or `git` makes one.
pub fn make(folder: &Path, n: usize, seed: u64) -> io::Result<()> {
    let mut chance = fastrand::Rng::with_seed(seed);
    fs::create_dir_all(folder.join("settings"))?;
    fs::write(folder.join("pikorua.toml"), cluster())?;
    fs::write(folder.join("people.yaml"), people())?;
    for (place, (id, kind)) in SETTINGS.iter().enumerate() {
        let liaison = PEOPLE[place % PEOPLE.len()];
        let text =
            format!("schema: 1\nid: {id}\nname: {}\nkind: {kind}\nliaison: {liaison}\n", stock::title(id));
        fs::write(folder.join(format!("settings/{id}.yaml")), text)?;
    }
    for year in YEARS.0..=YEARS.1 {
        fs::create_dir_all(folder.join(format!("cases/{year}")))?;
    }
    for number in 0..n {
        let case = case::Case::of(number, &mut chance);
        fs::write(folder.join(format!("cases/{}/{}.yaml", case.year, case.id)), &case.text)?;
    }
    Ok(())
}

fn cluster() -> String {
    let mut text =
        "schema = 1\nname = \"Invented Cluster\"\n\n[words]\nmokopuna = \"mokopuna\"\n\n[terms]\n".to_owned();
    for year in YEARS.0..=YEARS.1 {
        let terms = [("01-30", "04-08"), ("04-26", "07-02"), ("07-18", "09-23"), ("10-10", "12-17")];
        for (number, (first, last)) in (1..).zip(terms) {
            text += &format!("{year}-T{number} = {{ first = {year}-{first}, last = {year}-{last} }}\n");
        }
    }
    text += "\n[allocation]\nevery = \"1w\"\nfrom = 2017-02-07\n";
    for step in STEPS {
        text += &format!(
            "\n[vocabulary.outcome-steps.{step}]\nlabel = \"{}\"\n",
            stock::title(step).to_lowercase()
        );
    }
    text
}

fn people() -> String {
    let mut text = "schema: 1\npeople:\n".to_owned();
    for (number, id) in PEOPLE.iter().enumerate() {
        let role = if number == 0 { "practice-leader" } else { "rtlb" };
        text += &format!(
            "  - {{id: {id}, name: Practitioner {}, role: {role}, logins: [rtlb{number}]}}\n",
            number + 1
        );
    }
    text
}
