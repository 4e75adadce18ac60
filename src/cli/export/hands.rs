//! One pile of cases, and several hands that work on it, each at a desk of its own: what a desk holds is not for two at a time.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

use crate::change::Desk;
use crate::error::Result;
use crate::hands::hands;
use crate::record::id::CaseId;

/// Sitting down at a desk takes about as long as this many documents.
const WORTH_A_DESK: usize = 32;

/// How many hands are worth it for so many documents.
pub(super) fn worth(documents: usize) -> usize {
    hands().min(documents / WORTH_A_DESK).max(1)
}

/// Does the same with each case. What comes out is in the order of the cases; how many are done is told as it grows. Where
/// something fails for good, no hand takes another case.
pub(super) fn by_hands<'d, H, O: Send>(
    desks: &'d mut [Desk],
    hand: impl Fn(&'d Desk) -> Result<H> + Sync,
    ids: &[CaseId],
    work: impl Fn(&H, &CaseId) -> Result<O> + Sync,
    mut tell: impl FnMut(usize) -> Result<()>,
) -> Result<Vec<O>> {
    let next = AtomicUsize::new(0);
    let stop = || next.store(ids.len(), Ordering::Relaxed);
    let take = || {
        let n = next.fetch_add(1, Ordering::Relaxed);
        ids.get(n).map(|id| (n, id))
    };
    let (one_done, done) = mpsc::channel();
    let go = |desk: &'d Desk, one_done: &mpsc::Sender<()>| {
        let hand = hand(desk)?;
        let mut made = Vec::new();
        while let Some((n, id)) = take() {
            made.push((n, work(&hand, id)?));
            // nobody may be listening any more
            let _ = one_done.send(());
        }
        Ok(made)
    };
    let (heard, made) = thread::scope(|scope| {
        let (go, stop) = (&go, &stop);
        let running: Vec<_> = desks
            .iter_mut()
            .map(|desk| {
                let one_done = one_done.clone();
                scope.spawn(move || go(desk, &one_done).inspect_err(|_| stop()))
            })
            .collect();
        drop(one_done);
        let heard = (1..).zip(done).try_for_each(|(n, ())| tell(n)).inspect_err(|_| stop());
        let joined = running
            .into_iter()
            .map(|hand| hand.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        (heard, joined.collect::<Result<Vec<_>>>())
    });
    heard?;
    let mut made: Vec<(usize, O)> = made?.into_iter().flatten().collect();
    made.sort_by_key(|(n, _)| *n);
    Ok(made.into_iter().map(|(_, made)| made).collect())
}
