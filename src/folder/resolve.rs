//! Which case a text means.

use super::find::Folder;
use crate::error::{Error, Result};
use crate::record::id::CaseId;

impl Folder {
    /// The ids that a text may mean: it is the beginning of the id, or of the four letters of it.
    pub fn matching(&self, text: &str) -> Result<Vec<CaseId>> {
        let text = text.trim().to_lowercase();
        let ids = self.cases()?.files.into_iter().map(|file| file.id);
        let meant = |id: &CaseId| id.as_str().starts_with(&text) || id.as_str()[5..].starts_with(&text);
        Ok(ids.filter(|id| !text.is_empty() && meant(id)).collect())
    }

    /// The one case that a text means.
    pub fn resolve(&self, text: &str) -> Result<CaseId> {
        if let Ok(id) = text.trim().to_lowercase().parse::<CaseId>()
            && self.case_path(&id).under(&self.root).is_file()
        {
            return Ok(id);
        }
        let mut ids = self.matching(text)?;
        match ids.len() {
            1 => Ok(ids.remove(0)),
            0 => Err(self.no_such_case(text)?),
            n => {
                let some: Vec<&str> = ids.iter().take(8).map(CaseId::as_str).collect();
                let more =
                    if n > some.len() { format!(", and {} more", n - some.len()) } else { String::new() };
                Err(Error::request(format!("`{text}` may be any of {n} cases: {}{more}", some.join(", ")))
                    .hint("Give more of the id."))
            }
        }
    }

    fn no_such_case(&self, text: &str) -> Result<Error> {
        // a list that cannot be read is for `check` to say
        let disposed = self.disposed().ok().and_then(|list| list.value).map(|list| list.disposed);
        let meant = text.trim().to_lowercase();
        let is_it = |id: &CaseId| id.as_str() == meant || id.as_str()[5..] == meant;
        if let Some(gone) = disposed.iter().flatten().find(|gone| is_it(&gone.case)) {
            return Ok(Error::request(format!("{} {}", gone.case, gone.words()))
                .hint("Nothing of it is kept but that line, in `disposed.yaml`."));
        }
        // ids are random: the nearest one is most likely somebody else's case, so it is named only for a slip of one letter
        let files = self.cases()?.files;
        let near = files.iter().map(|file| file.id.as_str()).find(|id| strsim::osa_distance(id, text) == 1);
        let error = Error::request(format!("there is no case `{text}`"));
        Ok(match near {
            Some(near) => error.hint(format!("Did you mean `{near}`?")),
            None => error.hint("`pikorua list` lists the cases."),
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::error::ErrorKind;
    use crate::folder::testing::{folder, put, says};

    #[test]
    fn the_beginning_of_an_id_will_do() {
        let (_dir, folder) = folder();
        for id in ["2026-kf3m", "2026-kfaa", "2025-m2aa"] {
            put(&folder, &format!("cases/{}/{id}.yaml", &id[..4]), "");
        }
        for (text, id) in [
            ("kf3", "2026-kf3m"),
            ("2026-KF3M ", "2026-kf3m"),
            ("2025", "2025-m2aa"),
            ("2026-kfa", "2026-kfaa"),
        ] {
            assert_eq!(folder.resolve(text).unwrap().as_str(), id);
        }
        says(folder.resolve("kf").unwrap_err(), ErrorKind::Request, "any of 2 cases: 2026-kf3m, 2026-kfaa");
        says(folder.resolve("../../people").unwrap_err(), ErrorKind::Request, "there is no case");
        says(folder.resolve("").unwrap_err(), ErrorKind::Request, "there is no case");
        assert_eq!(folder.resolve("2026-kf3n").unwrap_err().hints, ["Did you mean `2026-kf3m`?"]);
    }
}
