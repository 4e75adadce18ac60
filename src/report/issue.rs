//! What is shown of each cell of a report, so that neither it alone nor it beside others tells of few.
//!
//! Reports are settled one after the other, as they are printed: a term after the term before it, a year after its terms,
//! a report over some cases after the one over all. What is settled stays; the next one keeps back whatever would make it
//! easier to find out. The order is always the same, so whoever asks for one report only sees the same figures in it.

mod builder;
mod relate;

use std::collections::BTreeMap;
use std::sync::Arc;

use builder::Builder;

use super::counting::{FirstAsked, Over};
use super::layout::Layout;
use super::noise::Noise;
use super::period::{Name, Period};
use super::protect::{Rule, Shows, System, protect};
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
