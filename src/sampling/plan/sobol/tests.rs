//! The sequence against a published one, and the scramble against what defines it.

use super::*;
use crate::lanes::ZERO;
use crate::sampling::plan::mix;
use direction::DIGITS;

/// Points 0 … 8·blocks − 1 of one randomisation, in two dimensions of a list.
fn points(seed: u64, keys: [&str; 2], blocks: u64, randomisation: usize) -> Vec<[f64; 2]> {
    let streams = keys.map(str::to_string);
    let dimensions = dimensions(&streams);
    let mut all = Vec::new();
    for block in 0..blocks {
        let lanes = keys.map(|key| {
            let (id, mut lane) = (InputId::of(key), ZERO);
            sobol_points(seed, id, &dimensions[&id], block * LANES as u64, &mut lane);
            lane
        });
        all.extend(
            (0..POINTS).map(|p| lanes.each_ref().map(|lane| lane[p * RANDOMISATIONS + randomisation])),
        );
    }
    all
}

#[test]
fn unscrambled_points_are_those_of_an_established_library() {
    let dimensions = direction::all(MOST_DIMENSIONS);
    assert_eq!(dimensions.len(), MOST_DIMENSIONS);
    let mut compared = 0;
    for line in include_str!("scipy.csv").lines().skip(2) {
        let [dimension, point, numerator] =
            line.split(',').map(|cell| cell.parse::<u64>().unwrap()).collect::<Vec<_>>().try_into().unwrap();
        // The library walks along the Gray code: its point n has the index n ⊕ ⌊n/2⌋.
        let index = point ^ (point >> 1);
        assert_eq!(dimensions[dimension as usize - 1].digits(index), numerator << 20, "{line}");
        compared += 1;
    }
    assert_eq!(compared, 252);
}

#[test]
fn points_beyond_2_to_the_32_differ_from_those_before() {
    for dimension in direction::all(40) {
        let early: std::collections::BTreeSet<u64> = (0..4096).map(|i| dimension.digits(i)).collect();
        assert_eq!(early.len(), 4096);
        assert!((0..4096).all(|i| !early.contains(&dimension.digits((1 << 32) + (1 << 35) + i))));
    }
}

#[test]
fn a_scramble_keeps_what_is_common_and_separates_what_is_not() {
    // Nested: outputs agree in as many leading digits as inputs do, no more and no less.
    for draw in 0..20_000u64 {
        let key = [mix(3 * draw), mix(3 * draw + 1)];
        let (a, common) = (mix(3 * draw + 2) >> 12, (draw % u64::from(DIGITS)) as u32);
        let differing = 1 << (DIGITS - 1 - common);
        let b = a ^ differing ^ (mix(draw ^ key[0]) & (differing - 1));
        let apart = scramble(a, key) ^ scramble(b, key);
        assert_eq!(apart.leading_zeros(), 64 - DIGITS + common);
    }
}

#[test]
fn the_coins_of_all_nodes_are_fair_and_independent() {
    // The coins of a node and of the six below it, at three depths (the second lies across two hashes): 128
    // outcomes, 25 600 keys; chi-square with 127 degrees of freedom, 99.9 % point 182.0 (scipy.stats.chi2.ppf).
    for depth in [0, 5, 30] {
        let mut counts = [0.0; 128];
        let prefix = (0x5a5a_5a5a_5a5a_5a5a_u64 >> 12) & !((1u64 << (DIGITS - depth)) - 1);
        for key in 0..25_600u64 {
            let key = [mix(2 * key), mix(2 * key + 1)];
            let coin = |path: u64, level: u32| {
                let digits = prefix | path << (DIGITS - depth - 3);
                (scramble(digits, key) ^ digits) >> (DIGITS - depth - 1 - level) & 1
            };
            let nodes = [(0, 0), (0, 1), (4, 1), (0, 2), (2, 2), (4, 2), (6, 2)];
            let outcome = nodes.iter().fold(0, |sum, (path, level)| sum << 1 | coin(*path, *level));
            counts[outcome as usize] += 1.0;
        }
        let statistic: f64 = counts.iter().map(|count| (count - 200.0f64).powi(2) / 200.0).sum();
        assert!(statistic < 182.0, "depth {depth}: {statistic}");
    }
}

#[test]
fn every_digit_is_flipped_half_of_the_time() {
    // 52 digits, 40 000 keys: |z| < 4.5 has a chance of 52·7e-6 to fail by accident.
    let mut flipped = [0.0; DIGITS as usize];
    for key in 0..40_000u64 {
        let flips = scramble(0, [mix(2 * key), mix(2 * key + 1)]);
        flipped.iter_mut().enumerate().for_each(|(digit, n)| *n += (flips >> digit & 1) as f64);
    }
    for (digit, n) in flipped.into_iter().enumerate() {
        assert!((n - 20_000.0).abs() < 4.5 * 100.0, "{digit}: {n}");
    }
}

#[test]
fn every_elementary_interval_of_two_dimensions_holds_one_point() {
    // The first two dimensions are a (0, 2)-sequence: 256 points, every box of area 1/256, every randomisation.
    for randomisation in 0..RANDOMISATIONS {
        let points = points(11, ["a", "b"], 32, randomisation);
        for columns in 0..=8 {
            let rows = 8 - columns;
            let mut boxes = vec![0; 256];
            for [x, y] in &points {
                let (column, row) =
                    ((x * f64::from(1 << columns)) as usize, (y * f64::from(1 << rows)) as usize);
                boxes[column << rows | row] += 1;
            }
            assert!(boxes.iter().all(|count| *count == 1), "{columns} × {rows}: {boxes:?}");
        }
    }
}

#[test]
fn every_dimension_has_one_point_in_each_interval() {
    let streams: Vec<String> = (0..MOST_DIMENSIONS).map(|d| format!("key-{d}")).collect();
    for (id, dimension) in dimensions(&streams) {
        let mut seen = vec![[false; 64]; RANDOMISATIONS];
        for block in 0..8 {
            let mut lane = ZERO;
            sobol_points(5, id, &dimension, block * LANES as u64, &mut lane);
            for (i, u) in lane.iter().enumerate() {
                let place = &mut seen[i % RANDOMISATIONS][(u * 64.0) as usize];
                assert!(!*place);
                *place = true;
            }
        }
    }
}

#[test]
fn a_dimension_is_the_place_in_the_list_and_not_the_number_of_streams() {
    let list = |keys: &[&str]| dimensions(&keys.iter().map(|key| key.to_string()).collect::<Vec<_>>());
    let (short, long) = (list(&["a", "b"]), list(&["a", "b", "c", "a"]));
    for key in ["a", "b"] {
        assert_eq!(short[&InputId::of(key)], long[&InputId::of(key)]);
    }
    assert_eq!(long.len(), 3);
}
