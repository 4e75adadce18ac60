//! What must hold after something went wrong, and after whoever came next.

use std::path::Path;
use std::time::{Duration, Instant};

use super::look::{Files, files, git};
use super::scene::{HUB, KIM, NEXT, Scene, TOM};
use super::whole::{nothing_left, own_words, typed, whole};
use crate::common::{Ran, Sandbox};

/// Nobody waits for one who is gone for as long.
const LONGEST: Duration = Duration::from_secs(10);

/// How things are before the command, and after it where nothing goes wrong.
pub(super) struct Expected {
    before: Files,
    after: Files,
    said: Ran,
    hub: Option<String>,
}

impl Expected {
    pub(super) fn of(before: &Sandbox, after: &Sandbox, said: Ran) -> Expected {
        let hub = after.path(HUB).exists().then(|| git(after, &["-C", HUB, "rev-parse", "main"]).unwrap());
        Expected { before: files(&before.folder()), after: files(&after.folder()), said, hub }
    }

    /// Whether everything is as it must be; how long the next person had to wait, or what is wrong.
    pub(super) fn holds(
        &self,
        scene: &Scene,
        here: &Sandbox,
        ran: &Ran,
        is_mute: bool,
    ) -> Result<Duration, String> {
        let done = self.was_done(ran, is_mute)?;
        self.old_or_new(scene, here, done)?;
        whole(here)?;
        if done {
            self.is_recorded(here)?;
        }
        let typed = typed(here);
        let (took, cases) = self.next(scene, here)?;
        self.nothing_comes_back(scene, here, ran, &typed)?;
        for case in cases {
            if !here.read(&Sandbox::file_of(&case)).contains(NEXT) {
                return Err(format!("{NEXT} is missing from `{case}`"));
            }
        }
        self.nothing_missing(here, done || scene.hub)?;
        whole(here)?;
        own_words(here)?;
        nothing_left(here)?;
        (scene.after)(here)?;
        Ok(took)
    }

    /// Whether it was reported as done. What was not must be said to be so.
    fn was_done(&self, ran: &Ran, is_mute: bool) -> Result<bool, String> {
        let said = format!("{}{}", ran.stdout, ran.stderr);
        if said.contains("panicked") {
            return Err("it panicked".into());
        }
        match ran.code {
            0 => Ok(true),
            // ended, perhaps after it had said all
            -1 => Ok(!self.said.stderr.is_empty() && said.ends_with(&self.said.stderr)),
            1 | 4 | 5 if is_mute || (said.contains("error: ") && said.contains("  hint: ")) => Ok(false),
            code => Err(format!("it ended with {code} and without a clear word")),
        }
    }

    fn old_or_new(&self, scene: &Scene, here: &Sandbox, done: bool) -> Result<(), String> {
        let now = files(&here.folder());
        for path in self.before.keys().chain(self.after.keys()).chain(now.keys()) {
            let there = now.get(path);
            let (old, new) = (self.before.get(path), self.after.get(path));
            let is_aside = Path::new(path).file_name().is_some_and(|name| {
                let name = name.to_string_lossy();
                name.starts_with('.') && name.ends_with(".tmp")
            });
            // by hand a case is written answer by answer; that it can be read is seen by whoever comes next
            let is_between = scene.typed.is_some() && !done && old != new;
            if there != new && (done || there != old) && !is_aside && !is_between {
                return Err(format!("`{path}` is neither old nor new (done: {done})"));
            }
        }
        Ok(())
    }

    /// What was reported is in the history, and in the hub where it went there.
    fn is_recorded(&self, here: &Sandbox) -> Result<(), String> {
        for (path, content) in &self.after {
            let recorded = git(here, &["show", &format!("main:{path}")])?;
            if recorded.as_bytes() != content {
                return Err(format!("`{path}` was reported and is not recorded"));
            }
        }
        match &self.hub {
            Some(tip) if git(here, &["-C", HUB, "rev-parse", "main"]).as_ref() != Ok(tip) => {
                Err("what was reported is not in the hub".into())
            }
            _ => Ok(()),
        }
    }

    /// A colleague works on in the same folder, on every case that it was about.
    fn next(&self, scene: &Scene, here: &Sandbox) -> Result<(Duration, Vec<String>), String> {
        let mut slowest = Duration::ZERO;
        let mut run = |args: &[&str]| {
            let began = Instant::now();
            let said = here.run(&[&["--user", "tarden"], args].concat());
            let took = began.elapsed();
            slowest = slowest.max(took);
            match said.code {
                0 if took <= LONGEST => Ok(said),
                0 => Err(format!("`{}` took {:.1} s", args.join(" "), took.as_secs_f32())),
                _ => Err(format!("the next command, `{}`, did not work:\n{said}", args.join(" "))),
            }
        };
        if scene.hub {
            run(&["sync", HUB])?;
        }
        let cases = self.after.keys().filter_map(|path| path.strip_prefix("cases/")?.strip_suffix(".yaml"));
        let cases = cases.map(|path| path.rsplit('/').next().unwrap().to_owned());
        let cases: Vec<String> = cases.filter(|case| here.path(&Sandbox::file_of(case)).exists()).collect();
        for case in &cases {
            run(&["set", case, &format!("strengths.+.what={NEXT}")])?;
            run(&["log", case])?;
        }
        if scene.hub {
            run(&["sync", HUB])?;
            let tip = git(here, &["rev-parse", "main"])?;
            if git(here, &["-C", HUB, "rev-parse", "main"])? != tip {
                return Err("the hub is not as the folder after the next `sync`".into());
            }
        }
        Ok((slowest, cases))
    }

    /// What came as far as its mark or its file is not lost, and what was said not to be written does not come to be.
    fn nothing_comes_back(
        &self,
        scene: &Scene,
        here: &Sandbox,
        ran: &Ran,
        typed: &[String],
    ) -> Result<(), String> {
        for (words, then) in scene.answers.iter().filter(|(_, then)| ran.stderr.contains(then)) {
            let is_it = |(path, content): (String, Vec<u8>)| {
                path.starts_with("cases/") && String::from_utf8_lossy(&content).contains(words)
            };
            if !files(&here.folder()).into_iter().any(is_it) {
                return Err(format!("{words} was answered, \"{then}\" came, and it is missing"));
            }
        }
        let stays = |path: &&String| {
            self.after.get(*path).is_some_and(|content| String::from_utf8_lossy(content).contains(KIM))
        };
        for path in typed.iter().filter(stays) {
            if !here.path(path).exists() || !here.read(path).contains(KIM) {
                return Err(format!("{KIM} was typed and is missing from `{path}`"));
            }
        }
        let is_refused = ran.stderr.contains("Nothing of this was written") && scene.typed.is_none();
        let was_there = |path: &str| {
            self.before.get(path).is_some_and(|content| String::from_utf8_lossy(content).contains(KIM))
        };
        let now = files(&here.folder());
        let came = now.iter().find(|(path, content)| {
            path.starts_with("cases/") && String::from_utf8_lossy(content).contains(KIM) && !was_there(path)
        });
        match came {
            Some((path, _)) if is_refused => {
                Err(format!("{KIM} was said not to be written, and came to be in `{path}`"))
            }
            _ => Ok(()),
        }
    }

    /// Everybody's words are in the records and in the history: those that were there before, and those that were
    /// reported.
    fn nothing_missing(&self, here: &Sandbox, done: bool) -> Result<(), String> {
        let (known, other) = if done { (&self.after, &self.after) } else { (&self.before, &self.after) };
        for (path, content) in
            known.iter().filter(|(path, _)| path.starts_with("cases/") && path.ends_with(".yaml"))
        {
            let (there, recorded) = (here.read(path), git(here, &["show", &format!("main:{path}")])?);
            let content = String::from_utf8_lossy(content);
            // what the command takes away may be gone
            let stays = String::from_utf8_lossy(other.get(path).map_or(&[], |content| content.as_slice()));
            for words in [KIM, TOM]
                .into_iter()
                .filter(|words| content.contains(words) && stays.contains(words))
                .chain([NEXT])
            {
                if !there.contains(words) || !recorded.contains(words) {
                    return Err(format!("{words} is missing from `{path}`"));
                }
            }
        }
        Ok(())
    }
}
