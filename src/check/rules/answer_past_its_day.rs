//! Whoever asks what is held about them has an answer in time.

use crate::check::{Practice, Rule, Subject};
use crate::record::asked::answer_by;
use crate::record::path::Path;
use crate::record::problem::{Level, Problem};

pub(super) const RULE: Rule = Rule {
    id: "answer-past-its-day",
    level: Level::Look,
    practice: Some(Practice {
        theme: "time",
        question: "Who asked what is held about them and waits for an answer?",
    }),
    reason: "what is held belongs to the people it is about, and the law gives them an answer within 20 working days",
    source: "Privacy Act 2020, sections 40 and 44; information privacy principle 6",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Problem> {
    let mut found = Vec::new();
    for (n, asked) in
        subject.case.access_requests.iter().enumerate().filter(|(_, row)| row.answered_on.is_none())
    {
        let Some(answer) = answer_by(asked).filter(|answer| subject.days_since(answer.day) > 0) else {
            continue;
        };
        let (key, day) = match answer.about {
            true => ("date", format!("about {}", answer.day)),
            false => ("answer_by", answer.day.to_string()),
        };
        let place = Path::parse("access_requests");
        let place = asked.id.as_ref().map_or_else(|| place.index(n), |id| place.key(id.as_str())).key(key);
        let message =
            format!("somebody asked what is held and was to have an answer by {day}: when will they?");
        let remedy = "Go through it with them: `pikorua print statement` with `--recipient` and a file writes the day by itself. \
                      Was it answered already? Say when, in `answered_on`.";
        found.push(subject.problem(RULE.id, &place, message, remedy));
    }
    found
}
