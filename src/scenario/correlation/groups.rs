//! Assumptions that are linked by pairs, and whether their correlations can hold together.

use std::collections::BTreeMap;

use super::super::age::Ages;
use super::super::problem::Problem;
use super::super::suggest::listed;
use super::pair::{Kind, Pair};
use crate::sampling::Copula;
use crate::sampling::copula::{Contradiction, Conversion, Repair, Symmetric, contradictions};

/// Assumptions that are linked, directly or through others.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Keys of the streams in rising order.
    pub streams: Vec<String>,
    /// Rank correlations, zero where nothing is stated.
    pub ranks: Symmetric,
}

/// Most assumptions that may be linked.
const MOST_LINKED: usize = 100;
/// Most values that a message proposes.
const MOST_PROPOSED: usize = 12;

/// The groups of one table, in the order of their first streams.
pub fn groups(pairs: &[Pair], kind: Kind) -> Vec<Group> {
    let links: Vec<([String; 2], f64)> =
        pairs.iter().filter(|p| p.link.kind == kind).map(|p| (p.link.streams(), p.value)).collect();
    // Each stream points to the group that it belongs to; two groups that meet become the earlier one.
    let mut group_of: BTreeMap<&str, usize> = BTreeMap::new();
    for (i, (streams, _)) in links.iter().enumerate() {
        let [a, b] = streams.each_ref().map(|stream| group_of.get(stream.as_str()).copied());
        let group = a.into_iter().chain(b).min().unwrap_or(i);
        group_of.values_mut().filter(|g| Some(**g) == a || Some(**g) == b).for_each(|g| *g = group);
        streams.iter().for_each(|stream| {
            group_of.insert(stream, group);
        });
    }
    let mut members: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    group_of.iter().for_each(|(stream, group)| members.entry(*group).or_default().push(stream.to_string()));
    let mut groups: Vec<Group> = members
        .into_values()
        .map(|streams| {
            let place = |stream: &String| streams.iter().position(|s| s == stream);
            let mut ranks = Symmetric::identity(streams.len());
            for ([a, b], value) in &links {
                if let (Some(i), Some(j)) = (place(a), place(b)) {
                    ranks.set(i, j, *value);
                }
            }
            Group { streams, ranks }
        })
        .collect();
    groups.sort_by(|a, b| a.streams.cmp(&b.streams));
    groups
}

pub(super) fn check(pairs: &[Pair], copula: Copula, ages: &Ages, problems: &mut Vec<Problem>) {
    for (kind, copula) in [(Kind::Drawn, copula), (Kind::Noise, Copula::Gaussian)] {
        let groups = groups(pairs, kind);
        if groups.is_empty() {
            continue;
        }
        let conversion = Conversion::new(copula);
        for group in groups {
            let of_group = Stated { pairs, ages, kind, streams: &group.streams };
            if group.streams.len() > MOST_LINKED {
                let message = format!("more than {MOST_LINKED} assumptions are linked by correlations");
                let all: Vec<usize> = (0..group.streams.len()).collect();
                let hint = "cut the weakest links, or let assumptions that move as one share one draw";
                problems.push(of_group.at_youngest(&all, message).hint(hint));
                continue;
            }
            let found = contradictions(&group.ranks, &conversion);
            problems.extend(found.iter().map(|contradiction| of_group.problem(contradiction)));
        }
    }
}

/// The pairs of a group, as written.
struct Stated<'a> {
    pairs: &'a [Pair],
    ages: &'a Ages,
    kind: Kind,
    streams: &'a [String],
}

impl Stated<'_> {
    /// A key as it is written in files.
    fn key(&self, member: usize) -> &str {
        let stream = self.streams.get(member).map_or("", String::as_str);
        let matching =
            |pair: &&Pair| pair.link.kind == self.kind && pair.link.streams().iter().any(|s| s == stream);
        let place = |pair: &Pair| pair.link.streams().iter().position(|s| s == stream);
        let found = self.pairs.iter().find(matching);
        found.and_then(|pair| pair.link.keys.get(place(pair)?)).map_or(stream, String::as_str)
    }

    /// A problem at the pair among some members that was probably stated last.
    fn at_youngest(&self, members: &[usize], message: String) -> Problem {
        let inside = |pair: &&Pair| {
            let streams = pair.link.streams();
            pair.link.kind == self.kind
                && streams.iter().all(|s| members.iter().any(|m| self.streams.get(*m) == Some(s)))
        };
        let later = |a: &Pair, b: &Pair| {
            self.ages.is_younger(b.origin.file, a.origin.file)
                || b.origin.file == a.origin.file && b.origin.span.start > a.origin.span.start
        };
        let youngest =
            self.pairs.iter().filter(inside).reduce(|best, pair| if later(best, pair) { pair } else { best });
        match youngest {
            Some(pair) => Problem::at(pair.origin.file, pair.origin.name.clone(), message),
            None => Problem::in_file(0, message),
        }
    }

    fn problem(&self, contradiction: &Contradiction) -> Problem {
        let keys: Vec<&str> = contradiction.members.iter().map(|member| self.key(*member)).collect();
        let names = listed(&keys, 15).replace(" or ", " and ");
        let message = format!("the correlations between {names} contradict each other");
        let mut hint = String::new();
        if !contradiction.is_smallest {
            hint.push_str("without any one of these assumptions the others agree; a smaller set may exist. ");
        }
        match &contradiction.nearest {
            Some(nearest) => {
                hint.push_str(&format!("the nearest values that work: {}", self.values(nearest)));
                let alike = self.values(&contradiction.weakened);
                hint.push_str(&format!(". All weakened alike, these work too: {alike}"));
            }
            None => hint.push_str(&format!("values that work: {}", self.values(&contradiction.weakened))),
        }
        self.at_youngest(&contradiction.members, message)
            .label(if contradiction.smallest_eigenvalue.abs() < 1e-6 {
                "one follows from the others, which leaves nothing to draw"
            } else {
                "cannot hold together with the others"
            })
            .hint(hint)
    }

    fn values(&self, repairs: &[Repair]) -> String {
        let said = |repair: &Repair| {
            let (i, j) = repair.pair;
            format!("`{}` with `{}` {}", self.key(i), self.key(j), repair.rank)
        };
        let mut texts: Vec<String> = repairs.iter().take(MOST_PROPOSED).map(said).collect();
        if repairs.len() > MOST_PROPOSED {
            let weakest = repairs.iter().skip(MOST_PROPOSED).map(|r| r.rank.abs()).fold(0.0, f64::max);
            texts.push(format!("and {} more, none beyond {weakest}", repairs.len() - MOST_PROPOSED));
        }
        texts.join("; ")
    }
}
