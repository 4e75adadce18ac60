//! Taking away a small file that somebody left, so that nobody else's is taken in its place.

use std::fs;
use std::io;
use std::path::Path;

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aside {
    /// It is gone.
    Cleared,
    /// It is another one by now, or gone already; it was left alone.
    Another,
}

/// Moves a file aside, asks whether it is the one that was meant, and takes it away; another one goes back to its place.
pub fn move_aside(file: &Path, is_it: impl Fn(&Path) -> bool) -> io::Result<Aside> {
    move_and(file, is_it, |aside| fs::remove_file(aside))
}

/// The same, with something else to do to what was moved aside.
pub(super) fn move_and(
    file: &Path,
    is_it: impl Fn(&Path) -> bool,
    then: impl FnOnce(&Path) -> io::Result<()>,
) -> io::Result<Aside> {
    if !is_it(file) {
        return Ok(Aside::Another);
    }
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let aside = file.with_file_name(format!(".{name}.left-{:016x}", fastrand::u64(..)));
    match fs::rename(file, &aside) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Aside::Another),
        moved => moved?,
    }
    let meant = is_it(&aside);
    if !meant && fs::hard_link(&aside, file).is_err() && !file.exists() {
        // a drive that knows no links
        return fs::rename(&aside, file).map(|()| Aside::Another);
    }
    if meant {
        return then(&aside).map(|()| Aside::Cleared);
    }
    fs::remove_file(&aside).map(|()| Aside::Another)
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::fs;

    use super::{Aside, move_aside};

    #[test]
    fn only_the_one_that_was_meant_goes() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("case.toml");
        let names = || fs::read_dir(dir.path()).unwrap().count();
        let is = |text: &'static str| {
            move |file: &std::path::Path| fs::read(file).ok().as_deref() == Some(text.as_bytes())
        };
        fs::write(&file, "new").unwrap();
        assert_eq!(move_aside(&file, is("old")).unwrap(), Aside::Another);
        assert_eq!((fs::read_to_string(&file).unwrap().as_str(), names()), ("new", 1));
        // it becomes another between the look and the move
        let looks = Cell::new(0);
        let first = move |_: &std::path::Path| looks.replace(looks.get() + 1) == 0;
        assert_eq!(move_aside(&file, first).unwrap(), Aside::Another);
        assert_eq!((fs::read_to_string(&file).unwrap().as_str(), names()), ("new", 1));
        assert_eq!(move_aside(&file, is("new")).unwrap(), Aside::Cleared);
        assert_eq!((file.exists(), names()), (false, 0));
        assert_eq!(move_aside(&file, |_| true).unwrap(), Aside::Another);
    }
}
