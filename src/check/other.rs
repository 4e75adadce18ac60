//! What a rule needs to know of the other cases.

use serde::{Deserialize, Serialize};

use super::standing;
use crate::record::case::Case;
use crate::record::id::{CaseId, SettingId};
use crate::record::series;
use crate::record::text::fold;
use crate::record::value::Date;
use crate::record::vocabulary::Vocabulary;

/// Another case, as far as it bears on one that is looked at.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Other {
    /// Its id.
    pub id: CaseId,
    /// Where it stands.
    pub status: String,
    /// Whether somebody works on it now.
    pub in_work: bool,
    /// Whether it has a plan.
    pub has_plan: bool,
    /// Its mokopuna by their names, folded for comparing and never to be shown, each with the number of the year level.
    pub names: Vec<(String, Option<u32>)>,
    /// Its schools and services.
    pub settings: Vec<SettingId>,
    /// The cases it is linked with.
    pub links: Vec<CaseId>,
    /// Those of them that are about somebody else, however alike the names are.
    pub apart: Vec<CaseId>,
    /// Until when each of its agreements holds that was not taken back; for ever where it says nothing.
    pub agreed: Vec<Option<Date>>,
}

/// How likely two cases are about the same mokopuna.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alike {
    /// The name is the same, and so is the school; or the cases are linked.
    Here,
    /// The whole name is the same, at another school, and the year level says nothing against it.
    Elsewhere,
}

// two blanks between the names are one
fn plain(name: &str) -> String {
    fold(name).split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Other {
    /// What bears on others of a case.
    pub fn of(case: &Case, vocabulary: &Vocabulary) -> Other {
        let names = case.mokopuna.iter().filter_map(|m| {
            let year = m.year.as_ref().and_then(|year| series::number(year.as_str()));
            Some((plain(m.name.as_ref()?.as_str()), year.map(|year| year as u32)))
        });
        let links = case.links.iter().filter(|link| link.case.is_some());
        let is_apart = |how: &str| vocabulary.word("link-kinds", how).is_some_and(|word| word.apart);
        let apart = links.clone().filter(|link| link.how.as_ref().is_some_and(|how| is_apart(how.as_str())));
        let agreements =
            case.agreements.iter().filter(|row| row.given_on.is_some() && row.withdrawn_on.is_none());
        Other {
            id: case.id.clone(),
            status: case.status.as_str().to_owned(),
            in_work: standing::is_in_work(case, vocabulary),
            has_plan: !case.plan.goals.is_empty(),
            names: names.collect(),
            settings: case.setting.iter().chain(&case.settings).cloned().collect(),
            links: links.clone().filter_map(|link| link.case.clone()).collect(),
            apart: apart.filter_map(|link| link.case.clone()).collect(),
            agreed: agreements.map(|row| row.until).collect(),
        }
    }

    /// Whether both may be about the same mokopuna, as far as names, places, year levels and links tell; there is no
    /// number by which a child would be known.
    pub fn alike(&self, other: &Other) -> Option<Alike> {
        if self.apart.contains(&other.id) || other.apart.contains(&self.id) {
            return None;
        }
        let mut same = self
            .names
            .iter()
            .flat_map(|one| other.names.iter().filter(|two| one.0 == two.0).map(move |two| (one, two)));
        let linked = self.links.contains(&other.id) || other.links.contains(&self.id);
        if linked || self.settings.iter().any(|setting| other.settings.contains(setting)) {
            return same.next().map(|_| Alike::Here);
        }
        // a first name alone is that of many
        let whole = |name: &str| name.contains(' ');
        let fits =
            |one: Option<u32>, two: Option<u32>| one.zip(two).is_none_or(|(one, two)| one.abs_diff(two) <= 1);
        same.any(|(one, two)| whole(&one.0) && fits(one.1, two.1)).then_some(Alike::Elsewhere)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::{Alike, Other};
    use crate::record::case_text::CaseText;
    use crate::record::vocabulary::Vocabulary;

    fn other(id: &str, rest: &str) -> Other {
        let text = format!("schema: 1\nid: {id}\nkind: individual\nstatus: active\n{rest}");
        let vocabulary = Vocabulary::parse(include_str!("../../templates/vocabulary.toml")).unwrap();
        Other::of(CaseText::read("case.yaml", &text).unwrap().case(), &vocabulary)
    }

    fn named(id: &str, setting: &str, name: &str, year: &str) -> Other {
        other(id, &format!("setting: {setting}\nmokopuna:\n  - {{id: m-4kd7, name: {name}, year: {year}}}\n"))
    }

    #[test]
    fn the_same_name_is_asked_about_as_far_as_it_can_be_known() {
        let this = named("2026-kf3m", "awa-school", "Hana Pōtae", "Year 5");
        let alike =
            |setting: &str, name: &str, year: &str| this.alike(&named("2026-n5xt", setting, name, year));
        assert_eq!(alike("awa-school", "hana  potae", "9"), Some(Alike::Here));
        assert_eq!(alike("te-kura", "hana potae", "5"), Some(Alike::Elsewhere));
        assert_eq!(alike("te-kura", "Hana Pōtae", "6"), Some(Alike::Elsewhere), "a year has gone by");
        assert_eq!(alike("te-kura", "Hana Pōtae", ""), Some(Alike::Elsewhere), "nobody said");
        assert_eq!(alike("te-kura", "Hana Pōtae", "9"), None);
        assert_eq!(alike("te-kura", "Hana", "5"), None, "another name");
        let first = named("2026-kf3m", "awa-school", "Hana", "5");
        assert_eq!(
            first.alike(&named("2026-n5xt", "te-kura", "Hana", "5")),
            None,
            "a first name is that of many"
        );
    }

    #[test]
    fn two_of_one_name_can_be_told_apart() {
        let row = "mokopuna:\n  - {id: m-4kd7, name: Hana Pōtae}\n";
        let link = format!("{row}links:\n  - {{id: c-4kd7, case: 2026-n5xt, how: namesake}}\n");
        let (one, two) = (other("2026-kf3m", &link), other("2026-n5xt", row));
        assert_eq!((one.alike(&two), two.alike(&one)), (None, None));
    }
}
