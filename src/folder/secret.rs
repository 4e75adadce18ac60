//! The cluster's secret: random letters in its folder, from which numbers come that nobody outside can foretell, and that
//! are the same on every copy of the work.
//!
//! It lies in a folder of its own, one file for each that was ever made, named at random. So two copies that made one each,
//! before they first exchanged their work, both have both afterwards, and nothing collides; the file whose name comes first
//! holds everywhere. It is never shown, printed or exported. Whoever can open the folder can read it, as they can read every
//! case: it keeps figures from telling more than they should to those who have only the figures.

use std::fmt;

use super::find::Folder;
use crate::error::{Error, Result};
use crate::record::file::RelPath;

/// The folder of it.
const PLACE: &str = "secret";
/// How many random bytes.
const LONG: usize = 32;

/// The secret of a cluster.
#[derive(Clone)]
pub struct Secret([u8; LONG]);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

impl Secret {
    /// What the secret makes of a text, for one purpose: of another purpose nothing can be told from it.
    pub fn keyed(&self, purpose: &str, text: &str) -> [u8; LONG] {
        let mut hasher = blake3::Hasher::new_keyed(&self.0);
        hasher.update(&(purpose.len() as u64).to_le_bytes());
        hasher.update(purpose.as_bytes());
        hasher.update(text.as_bytes());
        *hasher.finalize().as_bytes()
    }

    /// The same as a number.
    pub fn number(&self, purpose: &str, text: &str) -> u64 {
        let mut first = [0; 8];
        first.copy_from_slice(&self.keyed(purpose, text)[..8]);
        u64::from_le_bytes(first)
    }

    /// A new one as its file says it, with the place of the file.
    pub fn made(random: &mut impl FnMut() -> u64) -> Result<(RelPath, String)> {
        let mut hex = |many: usize| (0..many).map(|_| format!("{:016x}", random())).collect::<String>();
        let place = format!("{PLACE}/{}.txt", hex(1)).parse().map_err(Error::fault)?;
        Ok((place, format!("{}\n", hex(LONG / 8))))
    }

    /// One for tests.
    #[cfg(test)]
    pub(crate) fn of_test(n: u8) -> Secret {
        Secret([n; LONG])
    }

    fn read(text: &str) -> Option<Secret> {
        let text = text.trim();
        let byte = |at: usize| u8::from_str_radix(text.get(2 * at..2 * at + 2)?, 16).ok();
        let bytes: Vec<u8> = (0..LONG).filter_map(byte).collect();
        (text.len() == 2 * LONG).then(|| bytes.try_into().ok().map(Secret)).flatten()
    }
}

impl Folder {
    /// The cluster's secret; none where none was made yet.
    pub fn secret(&self) -> Result<Option<Secret>> {
        let mut files: Vec<String> = self.names(PLACE)?.into_iter().map(|found| found.path()).collect();
        files.retain(|path| path.ends_with(".txt"));
        files.sort();
        let Some(first) = files.first() else { return Ok(None) };
        let path: RelPath = first.parse().map_err(Error::request)?;
        let text = self.read_text(&path)?.text;
        Secret::read(&text).map(Some).ok_or_else(|| {
            Error::request(format!("`{path}` is damaged: it holds no secret"))
                .because(
                    "numbers are rounded by it, so that without it the same cases would show other figures",
                )
                .hint("Bring it back as it was: `pikorua log` shows when it was last recorded.")
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::Secret;
    use crate::folder::testing::{folder, put};

    fn made(seed: u64) -> (String, String) {
        let mut random = fastrand::Rng::with_seed(seed);
        let (path, text) = Secret::made(&mut || random.u64(..)).unwrap();
        (path.as_str().to_owned(), text)
    }

    #[test]
    fn two_copies_that_made_one_each_have_the_same_once_both_have_both() {
        let numbers = [[1, 2], [2, 1]].map(|order| {
            let (_dir, folder) = folder();
            assert!(folder.secret().unwrap().is_none());
            for seed in order {
                let (path, text) = made(seed);
                put(&folder, &path, &text);
            }
            folder.secret().unwrap().unwrap().number("figures", "2026-kf3m")
        });
        assert_eq!(numbers[0], numbers[1]);
    }

    #[test]
    fn it_is_another_number_for_another_purpose_and_never_shown() {
        let (_dir, folder) = folder();
        let (path, text) = made(7);
        put(&folder, &path, &text);
        let secret = folder.secret().unwrap().unwrap();
        assert_eq!(secret.number("figures", "a"), secret.number("figures", "a"));
        assert_ne!(secret.number("figures", "a"), secret.number("days", "a"));
        assert_ne!(secret.number("figures", "a"), secret.number("figure", "sa"));
        assert!(!format!("{secret:?}").contains(&text[..8]));
        put(&folder, &path, "abc\n");
        let error = folder.secret().unwrap_err();
        assert!(!format!("{error:?}").contains("abc"), "{error:?}");
    }
}
