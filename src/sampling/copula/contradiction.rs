//! Rank correlations that cannot hold together: which ones, and which values could.
//!
//! What must be possible is the copula's own matrix, after conversion: a set of rank correlations can be
//! possible for some dependence and not for this copula.

use super::rank::Conversion;
use super::symmetric::Symmetric;

/// A set of members whose stated pairs cannot hold together, while those of any part of it can.
#[derive(Clone, Debug, PartialEq)]
pub struct Contradiction {
    /// Places of the members in the matrix, rising.
    pub members: Vec<usize>,
    /// Whether no smaller set contradicts itself. Otherwise the set was found by leaving out members one by
    /// one: no part of it contradicts itself, but a smaller set may elsewhere.
    pub is_smallest: bool,
    /// Smallest eigenvalue of the copula's matrix of the set: negative, or zero if one member follows from
    /// the others.
    pub smallest_eigenvalue: f64,
    /// All pairs of the set weakened by one factor. With the values of all contradictions, everything is
    /// possible.
    pub weakened: Vec<Repair>,
    /// Values that work for the whole matrix and lie nearer to what was stated, if there are any; only looked
    /// for if this is the only contradiction.
    pub nearest: Option<Vec<Repair>>,
}

/// A value that works for a pair.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Repair {
    pub pair: (usize, usize),
    /// Rank correlation with two decimals.
    pub rank: f64,
}

/// Up to this many members every set is tried, from the smallest upwards.
pub const MOST_MEMBERS_TRIED: usize = 15;
/// Beyond this many contradictions the rest is not looked for.
const MOST: usize = 8;

/// Contradictions among rank correlations; zeros are pairs that nobody stated, and stay zero.
pub fn contradictions(ranks: &Symmetric, conversion: &Conversion) -> Vec<Contradiction> {
    let mut found: Vec<Contradiction> = Vec::new();
    let mut weakened = ranks.clone();
    let mut parameters = ranks.map(|rank| conversion.parameter(rank));
    while found.len() < MOST {
        let Some((members, is_smallest)) = contradicting_set(&parameters) else { break };
        let smallest_eigenvalue = parameters.of(&members).smallest_eigenvalue();
        weaken(&mut weakened, &mut parameters, &members, conversion);
        found.push(Contradiction {
            members,
            is_smallest,
            smallest_eigenvalue,
            weakened: Vec::new(),
            nearest: None,
        });
    }
    let only_one = found.len() == 1;
    for contradiction in &mut found {
        // The last word of all sets that share a pair.
        contradiction.weakened = repairs(&contradiction.members, ranks, &weakened);
        if only_one {
            let distance = |repairs: &[Repair]| -> f64 {
                let moved = repairs.iter().map(|r| r.rank - ranks.at(r.pair.0, r.pair.1));
                moved.map(|by| by * by).sum()
            };
            contradiction.nearest = ROOM
                .iter()
                .find_map(|room| nearest(ranks, &contradiction.members, conversion, *room))
                .filter(|nearest| distance(nearest) < distance(&contradiction.weakened) - 1e-9);
        }
    }
    found
}

fn repairs(members: &[usize], stated: &Symmetric, repaired: &Symmetric) -> Vec<Repair> {
    let inside = |(i, j): &(usize, usize)| members.contains(i) && members.contains(j);
    let pairs = stated.pairs().into_iter().filter(inside);
    pairs.map(|pair| Repair { pair, rank: repaired.at(pair.0, pair.1) }).collect()
}

/// A set that is impossible while all of its parts are possible, and whether it is among the smallest.
pub fn contradicting_set(parameters: &Symmetric) -> Option<(Vec<usize>, bool)> {
    if parameters.is_possible() {
        return None;
    }
    let n = parameters.n();
    if n <= MOST_MEMBERS_TRIED {
        let sets = (3..=n as u32).flat_map(|size| (0u32..1 << n).filter(move |s| s.count_ones() == size));
        let members = |set: u32| (0..n).filter(|i| set & (1 << i) != 0).collect::<Vec<_>>();
        let smallest = sets.map(members).find(|members| !parameters.of(members).is_possible());
        return smallest.map(|members| (members, true));
    }
    let mut members: Vec<usize> = (0..n).collect();
    for candidate in 0..n {
        let rest: Vec<usize> = members.iter().copied().filter(|member| *member != candidate).collect();
        if !parameters.of(&rest).is_possible() {
            members = rest;
        }
    }
    Some((members, false))
}

/// Two decimals, towards zero; a hair more, so that 0.29 stays 0.29.
fn rounded(rank: f64) -> f64 {
    let hundredths = (rank.abs() * 100.0 + 1e-9).floor() / 100.0;
    if rank < 0.0 { -hundredths } else { hundredths }
}

/// Multiplies the pairs of a set by the largest factor that makes everything possible, and rounds. If the
/// rest contradicts itself too, what counts is that the set alone becomes possible.
fn weaken(ranks: &mut Symmetric, parameters: &mut Symmetric, members: &[usize], conversion: &Conversion) {
    let pairs: Vec<(usize, usize)> =
        ranks.of(members).pairs().into_iter().map(|(i, j)| (members[i], members[j])).collect();
    let with = |change: &dyn Fn(f64) -> f64| {
        let mut changed = parameters.clone();
        pairs.iter().for_each(|(i, j)| changed.set(*i, *j, conversion.parameter(change(ranks.at(*i, *j)))));
        changed
    };
    let rest_is_possible = with(&|_| 0.0).is_possible();
    let is_possible = |change: &dyn Fn(f64) -> f64| {
        let changed = with(change);
        if rest_is_possible { changed.is_possible() } else { changed.of(members).is_possible() }
    };
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..12 {
        let middle = 0.5 * (low + high);
        if is_possible(&|rank| middle * rank) { low = middle } else { high = middle }
    }
    let mut factor: f64 = low;
    // Rounding towards zero changes proportions a little, and may need a little more room.
    while factor > 0.0 && !is_possible(&|rank| rounded(factor * rank)) {
        factor = (factor - 0.01).max(0.0);
    }
    let changed = with(&|rank| rounded(factor * rank));
    pairs.iter().for_each(|(i, j)| ranks.set(*i, *j, rounded(factor * ranks.at(*i, *j))));
    *parameters = changed;
}

/// Rounds of the projection; it converges linearly.
const ROUNDS: usize = 200;
/// Smallest eigenvalues that are tried: rounding to two decimals towards zero often needs no room.
const ROOM: [f64; 3] = [0.001, 0.01, 0.03];
/// Beyond this many members the projection would take seconds.
const MOST_MEMBERS_PROJECTED: usize = 40;

/// The nearest possible values of the pairs of a set, all others staying as they are: alternating projections
/// with Dykstra's correction onto matrices without eigenvalues below `room`, and onto matrices that differ
/// from the stated one in these pairs only. Verified after rounding.
///
/// # Source
/// Higham (2002), "Computing the nearest correlation matrix", IMA Journal of Numerical Analysis 22.
fn nearest(ranks: &Symmetric, members: &[usize], conversion: &Conversion, room: f64) -> Option<Vec<Repair>> {
    let n = ranks.n();
    if n > MOST_MEMBERS_PROJECTED {
        return None;
    }
    let stated = ranks.map(|rank| conversion.parameter(rank));
    let pairs: Vec<(usize, usize)> =
        ranks.of(members).pairs().into_iter().map(|(i, j)| (members[i], members[j])).collect();
    let mut current = stated.clone();
    let mut correction = vec![0.0; n * n];
    for _ in 0..ROUNDS {
        let mut start = current.clone();
        (0..n).for_each(|i| (i..n).for_each(|j| start.set(i, j, start.at(i, j) - correction[i * n + j])));
        let lifted = without_small_eigenvalues(&start, room);
        (0..n).for_each(|i| (i..n).for_each(|j| correction[i * n + j] = lifted.at(i, j) - start.at(i, j)));
        current = stated.clone();
        pairs.iter().for_each(|(i, j)| current.set(*i, *j, lifted.at(*i, *j)));
    }
    let mut repaired = ranks.clone();
    for (i, j) in &pairs {
        let (rank, old) = (conversion.rank(current.at(*i, *j).clamp(-1.0, 1.0)), ranks.at(*i, *j));
        // Never beyond what was stated: a repair weakens.
        let rank = if rank * old <= 0.0 { 0.0 } else { rank.abs().min(old.abs()).copysign(old) };
        repaired.set(*i, *j, rounded(rank));
    }
    let possible = repaired.map(|rank| conversion.parameter(rank)).is_possible();
    possible.then(|| repairs(members, ranks, &repaired))
}

fn without_small_eigenvalues(matrix: &Symmetric, room: f64) -> Symmetric {
    let (values, vectors) = matrix.eigen();
    let n = matrix.n();
    let mut result = matrix.clone();
    for i in 0..n {
        for j in i..n {
            let parts = values.iter().zip(vectors.rows()).map(|(value, v)| value.max(room) * v[i] * v[j]);
            let sum = parts.sum();
            result.set(i, j, sum);
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::super::Copula;
    use super::*;

    /// A reproducible number between −1 and 1.
    fn noise(state: &mut u64) -> f64 {
        *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (*state >> 11) as f64 / (1u64 << 52) as f64 - 1.0
    }

    fn random(n: usize, state: &mut u64) -> Symmetric {
        let mut matrix = Symmetric::identity(n);
        for i in 0..n {
            for j in i + 1..n {
                let (value, stated) = (noise(state), noise(state));
                matrix.set(i, j, if stated > 0.0 { 0.99 * value } else { 0.0 });
            }
        }
        matrix
    }

    fn gaussian() -> Conversion {
        Conversion::new(Copula::Gaussian)
    }

    #[test]
    fn the_classical_triangle() {
        let mut ranks = Symmetric::identity(4);
        ranks.set(0, 1, 0.9);
        ranks.set(1, 3, 0.9);
        ranks.set(0, 3, -0.9);
        ranks.set(2, 3, 0.2);
        let found = contradictions(&ranks, &gaussian());
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].members.as_slice(), found[0].is_smallest), ([0, 1, 3].as_slice(), true));
        assert!(found[0].smallest_eigenvalue < -0.7);
        // The link to the fourth member takes a little of the room, and stays as it is.
        let values: Vec<f64> = found[0].weakened.iter().map(|repair| repair.rank).collect();
        assert_eq!(values, [0.47, -0.47, 0.47]);
        if let Some(nearest) = &found[0].nearest {
            assert!(nearest.iter().all(|repair| (0.44..=0.48).contains(&repair.rank.abs())), "{nearest:?}");
        }
        // Alone, three directions at 60°, 60°, 120° lie in a plane: ρ = 1/2, ρ_s = 0.4826.
        ranks.set(2, 3, 0.0);
        let values: Vec<f64> =
            contradictions(&ranks, &gaussian())[0].weakened.iter().map(|repair| repair.rank).collect();
        assert_eq!(values, [0.48, -0.48, 0.48]);
    }

    /// Strong links stay strong where a weak one is what contradicts them.
    #[test]
    fn the_nearest_values_move_what_contradicts_most() {
        let mut ranks = Symmetric::identity(3);
        [(0, 1, 0.9), (0, 2, 0.9), (1, 2, 0.3)].iter().for_each(|(i, j, rank)| ranks.set(*i, *j, *rank));
        let found = contradictions(&ranks, &gaussian());
        assert!(found[0].nearest.is_some(), "{found:?}");
    }

    #[test]
    fn two_members_never_contradict() {
        let student = Conversion::new(Copula::StudentT { degrees_of_freedom: 2.0 });
        for rank in [-0.9999, -0.5, 0.3, 0.9999] {
            let mut ranks = Symmetric::identity(2);
            ranks.set(0, 1, rank);
            assert_eq!(contradictions(&ranks, &gaussian()), []);
            assert_eq!(contradictions(&ranks, &student), []);
        }
    }

    /// Every set by its eigenvalues, against the search by Cholesky factors.
    #[test]
    fn no_smaller_set_contradicts_itself() {
        let mut state = 1;
        let mut impossible = 0;
        for round in 0..300 {
            let n = 3 + round % 5;
            let parameters = random(n, &mut state);
            let sizes = (1u32..1 << n).filter(|set| {
                let members: Vec<usize> = (0..n).filter(|i| set & (1 << i) != 0).collect();
                parameters.of(&members).smallest_eigenvalue() <= super::super::symmetric::LEAST_EIGENVALUE
            });
            let smallest = sizes.map(u32::count_ones).min();
            let found = contradicting_set(&parameters);
            assert_eq!(found.as_ref().map(|(members, _)| members.len() as u32), smallest, "{parameters:?}");
            if let Some((members, is_smallest)) = found {
                assert!(is_smallest && !parameters.of(&members).is_possible());
                impossible += 1;
            }
        }
        assert!((30..270).contains(&impossible), "{impossible}");
    }

    #[test]
    fn beyond_fifteen_members_no_member_can_be_left_out() {
        let mut state = 7;
        for n in [16, 20, 30] {
            let mut parameters = Symmetric::identity(n);
            for _ in 0..2 * n {
                let place = |x: f64| ((0.5 + 0.5 * x) * n as f64) as usize % n;
                let (i, j) = (place(noise(&mut state)), place(noise(&mut state)));
                if i != j {
                    parameters.set(i, j, 0.95 * noise(&mut state));
                }
            }
            let (members, is_smallest) = contradicting_set(&parameters).unwrap();
            assert!(!is_smallest && !parameters.of(&members).is_possible());
            for left_out in &members {
                let rest: Vec<usize> = members.iter().copied().filter(|m| m != left_out).collect();
                assert!(parameters.of(&rest).is_possible());
            }
        }
    }

    /// The values that are proposed work, taken together, and none is stronger than what was stated.
    #[test]
    fn proposed_values_work() {
        let mut state = 3;
        let mut repaired = 0;
        for _ in 0..200 {
            let ranks = random(5, &mut state);
            let found = contradictions(&ranks, &gaussian());
            if found.is_empty() || found.len() == MOST {
                continue;
            }
            repaired += 1;
            let check = |repairs: &mut dyn Iterator<Item = &Repair>| {
                let mut better = ranks.clone();
                for Repair { pair: (i, j), rank } in repairs {
                    assert!(rank.abs() <= ranks.at(*i, *j).abs() && rank * ranks.at(*i, *j) >= 0.0);
                    better.set(*i, *j, *rank);
                }
                assert!(better.map(|rank| gaussian().parameter(rank)).is_possible(), "{ranks:?}");
            };
            check(&mut found.iter().flat_map(|contradiction| &contradiction.weakened));
            if let Some(nearest) = &found[0].nearest {
                check(&mut nearest.iter());
            }
        }
        assert!(repaired > 50, "{repaired}");
    }
}
