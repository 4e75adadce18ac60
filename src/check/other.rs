//! What a rule needs to know of the other cases.

use super::standing;
use crate::record::case::Case;
use crate::record::id::{CaseId, SettingId};
use crate::record::text::fold;
use crate::record::vocabulary::Vocabulary;

/// Another case, as far as it bears on one that is looked at.
#[derive(Clone, Debug)]
pub struct Other {
    /// Its id.
    pub id: CaseId,
    /// Whether somebody works on it now.
    pub in_work: bool,
    /// Whether it has a plan.
    pub has_plan: bool,
    /// The names of its mokopuna, folded for comparing and never to be shown.
    pub names: Vec<String>,
    /// Its schools and services.
    pub settings: Vec<SettingId>,
    /// The cases it is linked with.
    pub links: Vec<CaseId>,
}

// two blanks between the names are one
fn plain(name: &str) -> String {
    fold(name).split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Other {
    /// What bears on others of a case.
    pub fn of(case: &Case, vocabulary: &Vocabulary) -> Other {
        Other {
            id: case.id.clone(),
            in_work: standing::is_in_work(case, vocabulary),
            has_plan: !case.plan.goals.is_empty(),
            names: case.mokopuna.iter().filter_map(|m| m.name.as_ref()).map(|n| plain(n.as_str())).collect(),
            settings: case.setting.iter().chain(&case.settings).cloned().collect(),
            links: case.links.iter().filter_map(|link| link.case.clone()).collect(),
        }
    }

    /// Whether both are about the same mokopuna, as far as names, places and links tell.
    pub fn is_about_the_same(&self, other: &Other) -> bool {
        let linked = self.links.contains(&other.id) || other.links.contains(&self.id);
        let together = linked || self.settings.iter().any(|setting| other.settings.contains(setting));
        together && self.names.iter().any(|name| other.names.contains(name))
    }
}
