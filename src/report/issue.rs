//! What is shown of each cell of a report, so that neither it alone nor it beside others tells of few.
//!
//! Reports are settled one after the other, as they are printed: a term after the term before it, a year after its terms,
//! a report over some cases after the one over all. What is settled stays; the next one keeps back whatever would make it
//! easier to find out. The order is always the same, so whoever asks for one report only sees the same figures in it.

mod relate;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::counting::{Counting, FirstAsked, Over, Thing};
use super::layout::Layout;
use super::noise::Noise;
use super::period::{Name, Period};
use super::protect::{Place, Rule, Shows, System, protect};
use super::tally::{Key, Tally, tally};
use crate::hands::in_order;
use crate::record::term::Calendar;
use crate::record::value::Date;
use crate::view::Counted;

/// What reports are made of.
#[derive(Clone, Copy, Debug)]
pub struct Sources<'a> {
    /// The tables.
    pub layout: &'a Layout,
    /// What is counted of each case.
    pub cases: &'a [Counted],
    /// Whether each case is meant by a filter, where there is one.
    pub meant: Option<&'a [bool]>,
    /// The school terms.
    pub calendar: &'a Calendar,
    /// The day on which it is told.
    pub today: Date,
    /// The guides that are elements of the framework, in their order.
    pub elements: &'a [String],
    /// The cluster's rule for small numbers.
    pub rule: Rule,
    /// What numbers are rounded by.
    pub noise: &'a Noise,
}

/// A report as it is settled.
#[derive(Debug)]
pub struct Issue {
    /// Its time.
    pub period: Period,
    /// All its cells.
    pub tally: Tally,
    /// What is shown of each.
    pub shows: BTreeMap<Key, Shows>,
}

/// What is settled before the report of a time.
struct Earlier {
    /// Of one over some cases: the one over all.
    whole: Option<Period>,
    /// Of a year: its terms.
    terms: Vec<Period>,
    /// Of a term: the one before it.
    before: Option<Period>,
}

/// All reports that were settled so far.
pub struct Issues<'a> {
    sources: Sources<'a>,
    first: Date,
    first_asked: FirstAsked,
    // counted and not settled yet
    counted: BTreeMap<(Name, bool), Tally>,
    settled: BTreeMap<(Name, bool), Arc<Issue>>,
    unprotected: Vec<Name>,
}

impl<'a> Issues<'a> {
    /// None yet.
    pub fn new(sources: Sources<'a>) -> Issues<'a> {
        Issues {
            sources,
            first: first(&sources),
            first_asked: FirstAsked::of(sources.cases),
            counted: BTreeMap::new(),
            settled: BTreeMap::new(),
            unprotected: Vec::new(),
        }
    }

    /// What they are made of.
    pub fn sources(&self) -> &Sources<'a> {
        &self.sources
    }

    /// The report of a time, over the cases that are meant.
    pub fn of(&mut self, period: &Period) -> Arc<Issue> {
        self.count(period);
        self.settle(period, self.sources.meant.is_some())
    }

    /// The times whose figures could not all be protected, so that none of them may be told.
    pub fn unprotected(&self) -> &[Name] {
        &self.unprotected
    }

    /// The whole of what somebody can lay beside the report of a time, with what ties it together.
    pub fn system(&mut self, period: &Period) -> System {
        self.count(period);
        self.built(period, self.sources.meant.is_some()).0.system
    }

    // counts all that is to be settled, which several hands can do before it is settled in its order
    fn count(&mut self, period: &Period) {
        let mut wanted = BTreeMap::new();
        self.want(period, self.sources.meant.is_some(), &mut wanted);
        let count = |(key, period): ((Name, bool), Period)| (key, self.tally(&period, key.1));
        let mut counted = BTreeMap::new();
        in_order(wanted.into_iter().collect(), count, |(key, tally)| drop(counted.insert(key, tally)));
        self.counted.extend(counted);
    }

    fn want(&self, period: &Period, filtered: bool, wanted: &mut BTreeMap<(Name, bool), Period>) {
        let key = (period.name, filtered);
        if self.settled.contains_key(&key) || wanted.insert(key, period.clone()).is_some() {
            return;
        }
        let Earlier { whole, terms, before } = self.earlier(period, filtered);
        whole.iter().for_each(|period| self.want(period, false, wanted));
        terms.iter().chain(&before).for_each(|period| self.want(period, filtered, wanted));
    }

    fn tally(&self, period: &Period, filtered: bool) -> Tally {
        let Sources { cases, meant, today, elements, layout, .. } = self.sources;
        let over = Over { cases, meant: meant.filter(|_| filtered), period, today, elements };
        tally(&over, layout, &self.first_asked)
    }

    fn earlier(&self, period: &Period, filtered: bool) -> Earlier {
        let calendar = self.sources.calendar;
        let terms = period.terms(calendar);
        let told = |before: &Period| terms.is_empty() && before.to >= self.first;
        Earlier {
            whole: filtered.then(|| period.clone()),
            before: period.before(calendar).filter(told),
            terms,
        }
    }

    fn settle(&mut self, period: &Period, filtered: bool) -> Arc<Issue> {
        if let Some(settled) = self.settled.get(&(period.name, filtered)) {
            return settled.clone();
        }
        let (mut built, tally, own) = self.built(period, filtered);
        if !protect(&mut built.system).is_empty() {
            self.unprotected.push(period.name);
        }
        let shows = own.into_iter().map(|(key, place)| (key, built.system.places[place].shows)).collect();
        let issue = Arc::new(Issue { period: period.clone(), tally, shows });
        self.settled.insert((period.name, filtered), issue.clone());
        issue
    }

    // the report beside all that is settled before it, as its own cells stand unless they are settled
    fn built(&mut self, period: &Period, filtered: bool) -> (Builder<'a>, Tally, BTreeMap<Key, usize>) {
        let sources = self.sources;
        let Earlier { whole, terms, before } = self.earlier(period, filtered);
        let whole = whole.map(|period| self.settle(&period, false));
        let terms: Vec<Arc<Issue>> = terms.iter().map(|term| self.settle(term, filtered)).collect();
        let before = before.map(|before| self.settle(&before, filtered));
        let key = (period.name, filtered);
        let settled = self.settled.get(&key).cloned();
        let counted = settled.as_ref().map(|issue| issue.tally.clone()).or_else(|| self.counted.remove(&key));
        let tally = counted.unwrap_or_else(|| self.tally(period, filtered));

        let mut builder = Builder::new(&sources);
        let mut earlier = |issue: &Arc<Issue>| {
            let places = builder.add(&issue.tally, Some(&issue.shows));
            let stays = builder.relate_within(&places, sources.layout);
            (places, stays)
        };
        let before = before.as_ref().map(&mut earlier);
        let terms: Vec<_> = terms.iter().map(&mut earlier).collect();
        let whole = whole.as_ref().map(&mut earlier);
        let own = builder.add(&tally, settled.as_ref().map(|issue| &issue.shows));
        builder.relate_within(&own, sources.layout);
        if let Some((places, stays)) = &before {
            builder.relate_after((places, stays), &own);
        }
        for pair in terms.windows(2) {
            builder.relate_after((&pair[0].0, &pair[0].1), &pair[1].0);
        }
        builder.relate_terms(&terms.iter().map(|(places, _)| places).collect::<Vec<_>>(), &own);
        if let Some((whole, _)) = &whole {
            builder.relate_part(&own, whole);
        }
        (builder, tally, own)
    }
}

// no report before the first request has anything in it
fn first(sources: &Sources<'_>) -> Date {
    let days = sources.cases.iter().flat_map(|case| [case.asked, case.taken_on]);
    days.flatten().min().unwrap_or(sources.today)
}

/// Puts reports together into one system.
pub(super) struct Builder<'a> {
    rule: Rule,
    noise: &'a Noise,
    system: System,
    /// What is shown of each set of things in the reports before.
    shown: BTreeMap<(u8, Vec<Thing>), Shows>,
}

impl<'a> Builder<'a> {
    fn new(sources: &Sources<'a>) -> Builder<'a> {
        Builder {
            rule: sources.rule,
            noise: sources.noise,
            system: System::default(),
            shown: BTreeMap::new(),
        }
    }

    /// Adds the cells of a report, settled or not. The same things are one place in it, whatever they are counted by; of things
    /// that were counted before the same is shown as then, or less.
    fn add(&mut self, tally: &Tally, settled: Option<&BTreeMap<Key, Shows>>) -> BTreeMap<Key, usize> {
        let (mut places, mut sets) = (BTreeMap::new(), BTreeMap::new());
        for (key, things) in tally {
            let set = (sort_of(key.counting), things.clone());
            let settled = settled.and_then(|shows| shows.get(key));
            let place = *sets.entry(set).or_insert_with_key(|set| self.place(set, settled));
            let worth = &mut self.system.places[place].worth;
            *worth = worth_of(key).max(*worth);
            places.insert(key.clone(), place);
        }
        for (set, place) in sets {
            self.shown.insert(set, self.system.places[place].shows);
        }
        places
    }

    fn place(&mut self, set: &(u8, Vec<Thing>), settled: Option<&Shows>) -> usize {
        let (sort, things) = set;
        let number = count(things.len());
        let mut cases: Vec<u32> = things.iter().map(|(case, _)| *case).collect();
        cases.dedup();
        let small = self.rule.is_small(number, count(cases.len()));
        let own = || self.rule.shows(number, small, self.noise.of(*sort, things));
        let shows = settled.or_else(|| self.shown.get(set)).copied().unwrap_or_else(own);
        self.system.place(Place { truth: number, shows, small, settled: settled.is_some(), worth: 0 })
    }
}

// a whole is missed more than its parts, and how much was asked for most of all
fn worth_of(key: &Key) -> u8 {
    match (key.sides.is_empty(), key.counting) {
        (false, _) => 0,
        (true, Counting::Asked) => 2,
        (true, _) => 1,
    }
}

// what can be told apart: two cases, or two actions of one
fn sort_of(counting: Counting) -> u8 {
    match counting {
        Counting::Actions => 1,
        Counting::Services => 2,
        Counting::Reviews => 3,
        Counting::Outcomes => 4,
        Counting::Settings | Counting::NewSettings => 5,
        _ => 0,
    }
}

fn count(many: usize) -> i64 {
    i64::try_from(many).unwrap_or(i64::MAX)
}
