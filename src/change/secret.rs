//! The cluster's secret, made when something first needs it.

use super::desk::Desk;
use crate::error::{Error, Result};
use crate::folder::Secret;
use crate::history::Note;

impl Desk {
    /// The cluster's secret. Where there is none yet, one is made and recorded, so that every copy of the work comes to have it.
    pub fn secret(&self) -> Result<Secret> {
        if let Some(secret) = self.folder.secret()? {
            return Ok(secret);
        }
        let (path, text) = Secret::made(&mut numbers()?)?;
        self.put(&path, &text, None, Note::new("secret of the cluster: made"))?;
        self.folder.secret()?.ok_or_else(|| Error::fault("the secret that was made is not there"))
    }
}

// numbers that nobody can foretell; the same each time where `PIKORUA_SEED` asks for that, in tests
fn numbers() -> Result<impl FnMut() -> u64> {
    let seed = std::env::var("PIKORUA_SEED").ok().and_then(|seed| seed.parse().ok());
    let seeded = seed.map(fastrand::Rng::with_seed);
    // the system either has such numbers or has none
    let mut system = [0_u8; 64];
    getrandom::fill(&mut system).map_err(|e| {
        Error::request("this computer gave no number that nobody can foretell")
            .because(e)
            .hint("Try again in a moment.")
    })?;
    let mut kept = system
        .chunks_exact(8)
        .map(|bytes| bytes.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte)))
        .collect::<Vec<_>>();
    let mut seeded = seeded;
    Ok(move || match &mut seeded {
        Some(seeded) => seeded.u64(..),
        None => kept.pop().unwrap_or_default(),
    })
}
