//! Where a file lies within the cluster's folder.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use super::id::{CaseId, SettingId};

/// The place of a file within the cluster's folder, with `/` between the names: `cases/2026/2026-kf3m.yaml`.
/// It can lead neither out of the folder nor into its history.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RelPath(String);

/// Folders in which files of the cluster lie, and what the names in each end with. The cases come first.
pub const PLACES: [(&str, &[&str]); 5] = [
    ("cases", &[".yaml", "README.md"]),
    ("settings", &[".yaml", "README.md"]),
    ("guides", &[".toml"]),
    ("documents", &[".md", ".docx"]),
    ("reports", &[".toml"]),
];

/// Files of the cluster beside these folders.
pub const FILES: [&str; 9] = [
    "pikorua.toml",
    "people.yaml",
    "disposed.yaml",
    "audiences.toml",
    "vocabulary.toml",
    "report.toml",
    "export.toml",
    "import.toml",
    ".gitattributes",
];

/// What the name of a second version has in it.
pub(crate) const OTHER: &str = ".other-";

/// What lies at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// A case.
    Case,
    /// The people of the cluster.
    People,
    /// A school, kura or service.
    Setting,
    /// What was disposed of.
    Disposed,
    /// No record.
    Other,
}

impl RelPath {
    /// The file of a case.
    pub fn of_case(id: &CaseId) -> RelPath {
        RelPath(["cases/", id.year(), "/", id.as_str(), ".yaml"].concat())
    }

    /// The file of a school, kura or service.
    pub fn of_setting(id: &SettingId) -> RelPath {
        RelPath(format!("settings/{id}.yaml"))
    }

    /// The file of the cluster's people.
    pub fn people() -> RelPath {
        RelPath("people.yaml".into())
    }

    /// The file of what was disposed of.
    pub fn disposed() -> RelPath {
        RelPath("disposed.yaml".into())
    }

    /// The file of the cluster itself.
    pub fn cluster() -> RelPath {
        RelPath("pikorua.toml".into())
    }

    /// The file in which a cluster says who its documents may be for.
    pub fn audiences() -> RelPath {
        RelPath("audiences.toml".into())
    }

    /// The file in which a cluster says which tables a report has.
    pub fn report() -> RelPath {
        RelPath("report.toml".into())
    }

    /// The file in which a cluster says which tables an export has.
    pub fn export() -> RelPath {
        RelPath("export.toml".into())
    }

    /// The file in which a cluster says how the columns of other programs' lists are called.
    pub fn import() -> RelPath {
        RelPath("import.toml".into())
    }

    /// The file in which a cluster has its own words.
    pub fn vocabulary() -> RelPath {
        RelPath("vocabulary.toml".into())
    }

    /// The place as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name of the file, without the folders above it.
    pub fn name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or_default()
    }

    /// The place on disk, below the cluster's folder.
    pub fn under(&self, folder: &std::path::Path) -> PathBuf {
        let mut place = folder.to_path_buf();
        place.extend(self.0.split('/'));
        place
    }

    /// A place beside this one for a second version of it, told from others by a mark of what it says.
    pub fn beside(&self, mark: u32) -> RelPath {
        let (stem, end) = self.0.rsplit_once('.').unwrap_or((self.0.as_str(), "txt"));
        RelPath(format!("{stem}{OTHER}{mark:08x}.{end}"))
    }

    /// The file beside which this is a second version, where it is one: one that was put aside here, or a copy of a case
    /// that a sync program made.
    pub fn is_beside(&self) -> Option<RelPath> {
        self.put_beside().or_else(|| self.copy_of_case())
    }

    fn put_beside(&self) -> Option<RelPath> {
        let (stem, mark) = self.0.rsplit_once(OTHER)?;
        let (mark, end) = mark.split_once('.')?;
        let is_mark = mark.len() == 8 && mark.bytes().all(|b| b.is_ascii_hexdigit());
        is_mark.then(|| format!("{stem}.{end}").parse().ok())?
    }

    // `2026-kf3m (conflicted copy).yaml`, `2026-kf3m-LAPTOP.yaml`: the id, and behind it what the program puts there
    fn copy_of_case(&self) -> Option<RelPath> {
        let (id, behind) = self.name().strip_suffix(".yaml")?.split_at_checked(CaseId::LENGTH)?;
        let case = RelPath::of_case(&id.parse().ok()?);
        let is_beside = self.0.strip_suffix(self.name()) == case.0.strip_suffix(case.name());
        (is_beside && behind.starts_with(|c: char| !c.is_alphanumeric())).then_some(case)
    }

    /// What kind of record lies here.
    pub fn holds(&self) -> Holds {
        match self.0.strip_prefix("settings/").and_then(|name| name.strip_suffix(".yaml")) {
            _ if self.case().is_some() => Holds::Case,
            _ if *self == RelPath::people() => Holds::People,
            _ if *self == RelPath::disposed() => Holds::Disposed,
            Some(id) if id.parse::<SettingId>().is_ok() => Holds::Setting,
            _ => Holds::Other,
        }
    }

    /// The case whose file this is, where it is one.
    pub fn case(&self) -> Option<CaseId> {
        let id: CaseId = self.name().strip_suffix(".yaml")?.parse().ok()?;
        (RelPath::of_case(&id) == *self).then_some(id)
    }
}

impl FromStr for RelPath {
    type Err = String;

    fn from_str(text: &str) -> Result<RelPath, String> {
        text.split('/')
            .all(is_name)
            .then(|| RelPath(text.into()))
            .ok_or_else(|| format!("`{text}` is not a place in the cluster's folder"))
    }
}

/// Names that mean the same file on every system; `git~1` is how Windows may also call `.git`.
fn is_name(name: &str) -> bool {
    !matches!(name, "" | "." | "..")
        && !name.contains(['\\', ':'])
        && !name.contains(char::is_control)
        && !matches!(name.to_ascii_lowercase().as_str(), ".git" | "git~1")
}

impl fmt::Display for RelPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::RelPath;

    #[test]
    fn a_second_version_is_known_by_its_name() {
        let file: RelPath = "guides/request.toml".parse().unwrap();
        let other = file.beside(0x3fa9);
        assert_eq!(other.as_str(), "guides/request.other-00003fa9.toml");
        assert_eq!(other.is_beside(), Some(file));
        for no in
            ["pikorua.toml", "guides/the.other-one.toml", "guides/a.other-00003fa.toml", "a.other-00003fa9"]
        {
            assert_eq!(no.parse::<RelPath>().unwrap().is_beside(), None, "{no}");
        }
    }

    #[test]
    fn a_copy_that_a_sync_program_made_of_a_case_is_known() {
        let of = |name: &str| {
            let path: RelPath = format!("cases/{name}").parse().unwrap();
            path.is_beside().map(|case| case.to_string())
        };
        for copy in [
            "2026-kf3m (1).yaml",
            "2026-kf3m-DESKTOP-4KD7.yaml",
            "2026-kf3m (somebody's conflicted copy 2026-08-14).yaml",
            "2026-kf3m.sync-conflict-20260814.yaml",
            "2026-kf3m.other-00003fa9.yaml",
        ] {
            assert_eq!(of(&format!("2026/{copy}")).as_deref(), Some("cases/2026/2026-kf3m.yaml"), "{copy}");
        }
        for no in [
            "2026/2026-kf3m.yaml",
            "2026/2026-kf3mm.yaml",
            "2026/2026-kf3m (1).txt",
            "2025/2026-kf3m (1).yaml",
            "notes (1).yaml",
        ] {
            assert_eq!(of(no), None, "{no}");
        }
    }

    #[test]
    fn no_place_leads_out_of_the_folder() {
        for bad in [
            "",
            "/",
            "/etc/x",
            "a//b",
            "../x",
            "a/../b",
            "./a",
            "a\\b",
            "C:/x",
            ".git/config",
            "a/.GIT/x",
            "a\nb",
        ] {
            assert!(bad.parse::<RelPath>().is_err(), "{bad:?}");
        }
    }

    #[test]
    fn a_case_is_known_by_its_place() {
        let case =
            |place: &str| place.parse::<RelPath>().ok().and_then(|p| p.case()).map(|id| id.to_string());
        assert_eq!(case("cases/2026/2026-kf3m.yaml").as_deref(), Some("2026-kf3m"));
        assert_eq!(case("cases/2025/2026-kf3m.yaml"), None);
        assert_eq!(case("settings/awa-school.yaml"), None);
    }
}
