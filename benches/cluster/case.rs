//! One invented case, as text.

use std::fmt::Write as _;

use super::stock::{TITLES, name, sentence};
use super::{PEOPLE, SETTINGS, STEPS, YEARS};

/// Kinds of work, each as often as it stands here.
const KINDS: [&str; 14] = [
    "individual",
    "individual",
    "individual",
    "individual",
    "individual",
    "individual",
    "group",
    "group",
    "group",
    "school",
    "school-group",
    "project",
    "transition",
    "gateway",
];

const ETHNICITIES: [&str; 10] = [
    "maori",
    "maori",
    "maori",
    "nz-european",
    "nz-european",
    "nz-european",
    "samoan",
    "tongan",
    "indian",
    "chinese",
];

const NEEDS: [&str; 6] =
    ["neurodiverse", "gifted", "at-risk-of-disengaging", "literacy", "wellbeing", "communication"];

const ENDINGS: [&str; 8] = [
    "goals-met",
    "goals-met",
    "goals-met",
    "partly-met-school-continuing",
    "moved",
    "transferred-ministry",
    "withdrawn-whanau",
    "other",
];

const ELEMENTS: [&str; 6] =
    ["whakawhanaungatanga", "kohikohi", "ata-whakaaro", "tatai", "whakamahi", "whai-whakaaro"];

const LETTERS: &[u8] = b"abcdefghjkmnpqrstvwxyz23456789";

/// A case: its year, its id, and what its file says.
pub(super) struct Case {
    pub(super) year: u16,
    pub(super) id: String,
    pub(super) text: String,
}

struct Writer<'c> {
    chance: &'c mut fastrand::Rng,
    text: String,
    rows: u32,
    number: usize,
    // days since the request was handed in, of the year it came in
    asked: i64,
    year: u16,
}

impl Case {
    /// The case of a number: no two of one cluster have the same id.
    pub(super) fn of(number: usize, chance: &mut fastrand::Rng) -> Case {
        let years = usize::from(YEARS.1 - YEARS.0 + 1);
        let year = YEARS.0 + u16::try_from(number % years).unwrap_or_default();
        let id = format!("{year}-{}", four(number / years));
        // the last year is half over
        let last = if year == YEARS.1 { 210 } else { 330 };
        let asked = 33 + chance.i64(0..last - 33);
        let mut writer = Writer { chance, text: String::new(), rows: 0, number, asked, year };
        writer.case(&id);
        Case { year, id, text: writer.text }
    }
}

// a number in letters that nobody confuses; mixed, so that neighbours do not look alike
fn four(number: usize) -> String {
    let all = LETTERS.len().pow(4);
    let mut mixed = (number * 7_919 + 104_729) % all;
    let mut letters = [0_u8; 4];
    for letter in &mut letters {
        *letter = LETTERS[mixed % LETTERS.len()];
        mixed /= LETTERS.len();
    }
    String::from_utf8_lossy(&letters).into_owned()
}

impl Writer<'_> {
    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.chance.usize(..of.len())]
    }

    fn often(&mut self, in_ten: u8) -> bool {
        self.chance.u8(0..10) < in_ten
    }

    fn row(&mut self, prefix: char) -> String {
        self.rows += 1;
        format!("{prefix}-{}", four(self.number * 97 + self.rows as usize))
    }

    // a day so long after the request was handed in
    fn day(&self, after: i64) -> String {
        let first = jiff::civil::date(i16::try_from(self.year).unwrap_or(2026), 1, 1);
        let day = jiff::ToSpan::days(self.asked + after);
        first.saturating_add(day).to_string()
    }

    fn line(&mut self, line: &str) {
        let _ = writeln!(self.text, "{line}");
    }

    fn sentences(&mut self, indent: &str, many: usize) {
        for _ in 0..many {
            let words = sentence(self.chance);
            self.line(&format!("{indent}- {words}"));
        }
    }

    fn case(&mut self, id: &str) {
        let kind = self.one(&KINDS);
        // how long it has been since it came in, as seen from the middle of the last year
        let age = i64::from(YEARS.1 - self.year) * 365 + 226 - self.asked;
        let taken = 7 + self.chance.i64(0..45);
        let lasts = taken + 60 + self.chance.i64(0..300);
        let (is_taken, is_over) = (age > taken, age > lasts);
        let status = if is_over {
            "closed"
        } else if is_taken {
            "active"
        } else {
            "submitted"
        };
        let layer = match kind {
            "individual" | "transition" | "gateway" => "te-arotahi",
            "group" => "te-kahui",
            _ => "te-matua",
        };
        let focus = self.one(&["[learning]", "[learning]", "[behaviour]", "[learning, behaviour]"]);
        let first = self.chance.usize(..NEEDS.len());
        let needs = match self.chance.u8(0..4) {
            0 => String::new(),
            1 => format!("{}, {}", NEEDS[first], NEEDS[(first + 1) % NEEDS.len()]),
            _ => NEEDS[first].to_owned(),
        };
        let (setting, _) = SETTINGS[self.chance.usize(..SETTINGS.len())];
        let title = self.one(&TITLES);
        self.line(&format!(
            "schema: 1\nid: {id}\nkind: {kind}\nstatus: {status}\ntitle: {title}\nlayer: {layer}"
        ));
        self.line(&format!("focus: {focus}\nneeds: [{needs}]\nsetting: {setting}"));
        self.mokopuna(kind);
        self.request(taken, is_taken);
        self.course(taken, lasts, is_taken, is_over);
        self.people(taken, is_taken);
        self.voices(is_taken);
        if is_taken {
            self.picture(taken);
            self.plan(taken, is_over);
            self.looking_back(taken, lasts, age, is_over);
        }
        self.visits(taken, age, is_taken);
        if is_over {
            let (reason, day) = (self.one(&ENDINGS), self.day(lasts));
            self.line(&format!(
                "closing:\n  date: {day}\n  reason: {reason}\n  whanau_told: {day}\n  without_us:"
            ));
            self.sentences("    ", 2);
        }
    }

    fn mokopuna(&mut self, kind: &str) {
        let ethnicity = |own: &mut Self| match own.chance.u8(0..10) {
            0 => String::new(),
            1 | 2 => "maori, nz-european".to_owned(),
            _ => own.one(&ETHNICITIES).to_owned(),
        };
        match kind {
            "individual" | "transition" | "gateway" => {
                let (row, name, year) = (self.row('m'), name(self.chance), self.chance.u8(0..11));
                let groups = ethnicity(self);
                self.line(&format!(
                    "mokopuna:\n  - id: {row}\n    name: {name}\n    year: '{year}'\n    languages: [en]\n    ethnicities: [{groups}]"
                ));
            }
            "group" => {
                let (row, size, groups) = (self.row('m'), self.chance.u8(3..9), ethnicity(self));
                self.line(&format!(
                    "mokopuna:\n  - id: {row}\n    description: {size} at one table in Year 5\n    size: {size}\n    ethnicities: [{groups}]"
                ));
            }
            _ => {}
        }
    }

    fn request(&mut self, taken: i64, is_taken: bool) {
        let (noticed, talked, asked) = (self.day(-40), self.day(-9), self.day(0));
        self.line(&format!(
            "request:\n  noticed: {noticed}\n  talked: {talked}\n  submitted: {asked}\n  complete: {asked}"
        ));
        if is_taken {
            let (decided, met) = (self.day(taken), self.day(taken + 6));
            self.line(&format!("  decided: {decided}\n  first_contact: {met}"));
        }
        self.line("  by: Somebody of the school, who coordinates learning support");
        for key in ["strengths", "concerns", "hopes", "tried"] {
            self.line(&format!("  {key}:"));
            self.sentences("    ", 3);
        }
    }

    fn course(&mut self, taken: i64, lasts: i64, is_taken: bool, is_over: bool) {
        let asked = (self.row('c'), self.day(0));
        self.line(&format!("course:\n  - {{id: {}, status: submitted, date: {}}}", asked.0, asked.1));
        for (is, status, after) in
            [(is_taken, "allocated", taken), (is_taken, "active", taken + 6), (is_over, "closed", lasts)]
        {
            if is {
                let (row, day) = (self.row('c'), self.day(after));
                self.line(&format!("  - {{id: {row}, status: {status}, date: {day}}}"));
            }
        }
    }

    fn people(&mut self, taken: i64, is_taken: bool) {
        let who = self.one(&PEOPLE);
        if is_taken {
            let (row, since) = (self.row('r'), self.day(taken));
            self.line(&format!(
                "allocation:\n  - {{id: {row}, practitioner: {who}, part: lead, since: {since}}}"
            ));
        }
        self.line("team:");
        for role in ["whanau", "kaiako", "senco-lsc"] {
            let (row, name) = (self.row('t'), name(self.chance));
            self.line(&format!(
                "  - {{id: {row}, name: {name}, role: {role}, contact: By phone after three}}"
            ));
        }
        if self.often(3) {
            let (row, day) = (self.row('z'), self.day(taken + 20));
            let state = self.one(&["given", "given", "not-given", "waiting", "asked"]);
            self.line(&format!(
                "services:\n  - {{id: {row}, what: Speech-language therapy, asked_on: {day}, state: {state}}}"
            ));
        }
    }

    fn voices(&mut self, is_taken: bool) {
        self.line("voice:");
        for (who, in_ten) in [("whanau", 8), ("mokopuna", 6), ("kaiako", 7)] {
            if self.often(in_ten) {
                let (row, day, words) =
                    (self.row('w'), self.day(i64::from(is_taken) * 20), sentence(self.chance));
                self.line(&format!(
                    "  - id: {row}\n    who: {who}\n    date: {day}\n    about: hopes\n    words: {words}"
                ));
            }
        }
        let row = self.row('w');
        self.line(&format!(
            "  - {{id: {row}, who: leaders, about: purpose, words: That everybody joins in}}"
        ));
    }

    fn picture(&mut self, taken: i64) {
        self.line("evidence:");
        for (circle, after) in [("practitioner", 14), ("whanau", 16), ("practitioner", 21)] {
            let (row, day) = (self.row('e'), self.day(taken + after));
            let (source, summary) = (sentence(self.chance), sentence(self.chance));
            let value = self.chance.u8(0..6);
            self.line(&format!(
                "  - id: {row}\n    date: {day}\n    circle: {circle}\n    source: {source}\n    summary: {summary}\n    measure: Times joined in\n    value: {value} of 10"
            ));
        }
        self.line("sense:\n  facts:");
        self.sentences("    ", 3);
        self.line("  themes:");
        self.sentences("    ", 2);
    }

    fn plan(&mut self, taken: i64, is_over: bool) {
        let state = if is_over { "closed" } else { "in-action" };
        self.line(&format!("plan:\n  state: {state}\n  stands_on:"));
        self.sentences("    ", 2);
        self.line("  goals:");
        for _ in 0..2 {
            let (row, what, why) = (self.row('g'), sentence(self.chance), sentence(self.chance));
            let (by, latest) = (self.day(taken + 110), self.chance.u8(3..10));
            self.line(&format!(
                "    - id: {row}\n      what: {what}\n      why: {why}\n      horizon: short\n      measure: Times joined in\n      baseline: 2 of 10\n      target: 8 of 10\n      by: {by}\n      latest: {latest} of 10\n      actions:"
            ));
            for _ in 0..3 {
                let (row, what, note) = (self.row('d'), sentence(self.chance), sentence(self.chance));
                let change = self.one(&["adults", "adults", "surroundings", "mokopuna"]);
                self.line(&format!(
                    "        - id: {row}\n          what: {what}\n          change: {change}\n          by: {by}\n          state: as-planned\n          note: {note}"
                ));
            }
        }
        let review = self.day(taken + 100);
        self.line(&format!("  review_on: {review}"));
    }

    fn looking_back(&mut self, taken: i64, lasts: i64, age: i64, is_over: bool) {
        self.line("progress:");
        for after in [50, 70, 90] {
            let (row, day, what) = (self.row('n'), self.day(taken + after), sentence(self.chance));
            let value = self.chance.u8(2..9);
            self.line(&format!("  - {{id: {row}, date: {day}, what: \"{what}\", value: {value} of 10}}"));
        }
        let held = taken + 90 + self.chance.i64(0..25);
        if age > held {
            let (row, day, next) = (self.row('b'), self.day(held), self.day(held + 70));
            let (mokopuna, whanau, kaiako) =
                (sentence(self.chance), sentence(self.chance), sentence(self.chance));
            self.line(&format!(
                "reviews:\n  - id: {row}\n    date: {day}\n    mokopuna: {mokopuna}\n    whanau: {whanau}\n    kaiako: {kaiako}\n    decision: carry-on\n    next: {next}"
            ));
        }
        self.line("outcomes:");
        for area in ["participation", "managing-self"] {
            let (row, start) = (self.row('k'), self.chance.usize(0..3));
            let (rated, end) = (self.day(taken + 14), (start + self.chance.usize(0..3)).min(3));
            self.line(&format!(
                "  - id: {row}\n    area: {area}\n    start: {}\n    start_on: {rated}",
                STEPS[start]
            ));
            if is_over {
                let day = self.day(lasts);
                self.line(&format!("    end: {}\n    end_on: {day}", STEPS[end]));
            }
        }
    }

    fn visits(&mut self, taken: i64, age: i64, is_taken: bool) {
        let (row, asked) = (self.row('v'), self.day(0));
        self.line(&format!("visits:\n  - {{id: {row}, guide: request, opened: {asked}, closed: {asked}}}"));
        if !is_taken {
            return;
        }
        for (place, element) in ELEMENTS.iter().enumerate() {
            let after = taken + 7 + i64::try_from(place).unwrap_or_default() * 18;
            if after < age {
                let (row, opened, closed) = (self.row('v'), self.day(after), self.day(after + 12));
                self.line(&format!(
                    "  - {{id: {row}, guide: {element}, opened: {opened}, closed: {closed}}}"
                ));
            }
        }
        if self.often(3) && taken + 100 < age {
            let (row, opened) = (self.row('v'), self.day(taken + 100));
            self.line(&format!(
                "  - {{id: {row}, guide: kohikohi, opened: {opened}, closed: {opened}, returned_from: tatai, reason: Something new came up}}"
            ));
        }
    }
}
