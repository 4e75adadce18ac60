//! Everything that a walk asks, beside what the guide asks itself.

use crate::guide::model::{Guide, Prompt, PromptKind};
use crate::record::path::Path;

/// The prompt that asks why the team came back.
pub(super) const REASON: &str = "reason";

/// Why we came back, then the guide's own, then the criteria that are open by then.
pub(super) fn all(guide: &Guide, visit: &Path, again: bool) -> Vec<Prompt> {
    let reason = again.then(|| {
        let ask = format!("What brings the team back to {}?", guide.title);
        plain(REASON.into(), ask, visit.key("reason"), None, false)
    });
    let criteria = guide.exits.iter().map(|exit| {
        let open = format!("not ({})", exit.met);
        let when = exit.when.as_ref().map_or_else(|| open.clone(), |when| format!("({when}) and {open}"));
        let to = visit.key("left_open").key(&exit.id);
        plain(format!("leave/{}", exit.id), exit.ask.clone(), to, Some(when), true)
    });
    reason.into_iter().chain(guide.prompts.iter().cloned()).chain(criteria).collect()
}

fn plain(id: String, ask: String, to: Path, when: Option<String>, criterion: bool) -> Prompt {
    Prompt {
        id,
        ask,
        label: None,
        lang: None,
        shared: false,
        minutes: None,
        help: String::new(),
        kind: PromptKind::Text,
        to: Some(to.to_string()),
        when,
        when_words: None,
        default: None,
        options: None,
        only: Vec::new(),
        of: Vec::new(),
        from: None,
        shows: Vec::new(),
        renews: Vec::new(),
        fields: Vec::new(),
        criterion,
    }
}
