//! Work that is shared by as many hands as the machine has cores.

use std::num::NonZero;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

/// More hands wait for the drive, and each needs room.
const MOST: usize = 8;
/// So many things that a hand has done wait to be taken; meanwhile it waits too, so that little is in memory at a time.
const WAITING: usize = 2;

/// How many hands there are.
pub(crate) fn hands() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get).min(MOST)
}

/// Does the same with each of some things, and hands over what comes out, one by one in their order.
pub(crate) fn in_order<I: Send, O: Send>(
    things: Vec<I>,
    work: impl Fn(I) -> O + Sync,
    mut see: impl FnMut(O),
) {
    let hands = hands().min(things.len());
    if hands < 2 {
        return things.into_iter().map(work).for_each(see);
    }
    let mut piles: Vec<Vec<I>> = (0..hands).map(|_| Vec::with_capacity(things.len() / hands + 1)).collect();
    for (n, thing) in things.into_iter().enumerate() {
        piles[n % hands].push(thing);
    }
    let work = &work;
    thread::scope(|scope| {
        let done: Vec<Receiver<O>> = piles
            .into_iter()
            .map(|pile| {
                let (give, take) = sync_channel(WAITING);
                // nobody takes any more where another hand has failed
                scope.spawn(move || pile.into_iter().map(work).try_for_each(|one| give.send(one)));
                take
            })
            .collect();
        // they were dealt one by one, and are taken so: the first pile that is at its end is the end of all
        (0..).map_while(|n: usize| done[n % hands].recv().ok()).for_each(&mut see);
    });
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};

    use super::in_order;

    #[test]
    fn what_comes_out_is_in_order_however_long_each_takes() {
        for count in [0, 1, 2, 7, 100] {
            let work = |n: u64| {
                std::thread::sleep(std::time::Duration::from_micros(n * 7919 % 300));
                n * 2
            };
            let mut seen = Vec::new();
            in_order((0..count).collect(), work, |n| seen.push(n));
            assert_eq!(seen, (0..count).map(|n| n * 2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_hand_that_fails_is_not_passed_over() {
        let work = |n: usize| assert!(n != 20, "it fails");
        let failed = catch_unwind(AssertUnwindSafe(|| in_order((0..100).collect(), work, |()| {})));
        assert!(failed.is_err());
    }
}
