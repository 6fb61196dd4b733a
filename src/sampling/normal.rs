//! Quantile and distribution function of the standard normal distribution.
#![expect(clippy::excessive_precision, reason = "coefficients as published")]

use crate::lanes::{LANES, Lane, exp, ln};

/// Ratio of two polynomials of degree 7, coefficients from the constant upwards.
#[inline(always)]
fn ratio(x: f64, top: &[f64; 8], bottom: &[f64; 8]) -> f64 {
    let mut numerator = top[7];
    let mut denominator = bottom[7];
    for i in (0..7).rev() {
        numerator = numerator * x + top[i];
        denominator = denominator * x + bottom[i];
    }
    numerator / denominator
}

const CENTRE_TOP: [f64; 8] = [
    3.387_132_872_796_366_5,
    1.331_416_678_917_843_8e2,
    1.971_590_950_306_551_3e3,
    1.373_169_376_550_946_1e4,
    4.592_195_393_154_987e4,
    6.726_577_092_700_87e4,
    3.343_057_558_358_813e4,
    2.509_080_928_730_122_7e3,
];
const CENTRE_BOTTOM: [f64; 8] = [
    1.0,
    4.231_333_070_160_091e1,
    6.871_870_074_920_579e2,
    5.394_196_021_424_751e3,
    2.121_379_430_158_659_7e4,
    3.930_789_580_009_271e4,
    2.872_908_573_572_194_3e4,
    5.226_495_278_852_854_5e3,
];
const MIDDLE_TOP: [f64; 8] = [
    1.423_437_110_749_683_6,
    4.630_337_846_156_546,
    5.769_497_221_460_691,
    3.647_848_324_763_204_5,
    1.270_458_252_452_368_4,
    2.417_807_251_774_506e-1,
    2.272_384_498_926_918_4e-2,
    7.745_450_142_783_414e-4,
];
const MIDDLE_BOTTOM: [f64; 8] = [
    1.0,
    2.053_191_626_637_758_8,
    1.676_384_830_183_803_8,
    6.897_673_349_851e-1,
    1.481_039_764_274_800_8e-1,
    1.519_866_656_361_645_7e-2,
    5.475_938_084_995_345e-4,
    1.050_750_071_644_416_9e-9,
];
const TAIL_TOP: [f64; 8] = [
    6.657_904_643_501_103_5,
    5.463_784_911_164_114,
    1.784_826_539_917_291_3,
    2.965_605_718_285_048_7e-1,
    2.653_218_952_657_612_4e-2,
    1.242_660_947_388_078_4e-3,
    2.711_555_568_743_487_6e-5,
    2.010_334_399_292_288_1e-7,
];
const TAIL_BOTTOM: [f64; 8] = [
    1.0,
    5.998_322_065_558_88e-1,
    1.369_298_809_227_358e-1,
    1.487_536_129_085_061_5e-2,
    7.868_691_311_456_133e-4,
    1.846_318_317_510_054_8e-5,
    1.421_511_758_316_446e-7,
    2.044_263_103_389_939_8e-15,
];

/// Half width of the central region, 0.075 ≤ p ≤ 0.925.
const CENTRE: f64 = 0.425;

#[inline(always)]
fn centre(q: f64) -> f64 {
    q * ratio(CENTRE * CENTRE - q * q, &CENTRE_TOP, &CENTRE_BOTTOM)
}

/// |z| for the probability of the nearer tail, 1.4e-11 ≤ p < ½.
#[inline(always)]
fn middle(p: f64) -> f64 {
    ratio((-ln(p)).sqrt() - 1.6, &MIDDLE_TOP, &MIDDLE_BOTTOM)
}

/// |z| for p < 1.4e-11, which hardly ever occurs.
#[cold]
fn far(p: f64) -> f64 {
    ratio((-ln(p)).sqrt() - 5.0, &TAIL_TOP, &TAIL_BOTTOM)
}

/// e^−25, where √(−ln p) is 5.
const FAR: f64 = 1.388_794_386_496_402e-11;

fn tail(p: f64, q: f64) -> f64 {
    let nearer = if q < 0.0 { p } else { 1.0 - p };
    let z = if nearer < FAR { far(nearer) } else { middle(nearer) };
    if q < 0.0 { -z } else { z }
}

/// The z with P(Z ≤ z) = p for 0 < p < 1; relative error about 1e-16.
///
/// # Source
/// Wichura (1988), algorithm AS 241 (PPND16), Applied Statistics 37(3), 477–484.
pub fn quantile(p: f64) -> f64 {
    let q = p - 0.5;
    if q.abs() <= CENTRE { centre(q) } else { tail(p, q) }
}

/// A lane of uniforms → a lane of standard normal values, in place.
///
/// The central formula runs over all trials without a branch. The 15 % in the tails are gathered, computed side
/// by side, and put back.
#[inline(always)]
pub fn quantiles(lane: &mut Lane) {
    let uniforms = *lane;
    let mut in_tail = [0_u64; LANES];
    for ((z, p), in_tail) in lane.iter_mut().zip(&uniforms).zip(&mut in_tail) {
        let q = p - 0.5;
        *z = centre(q);
        *in_tail = u64::from(q.abs() > CENTRE);
    }
    let mut places = [0_u8; LANES + 1];
    let mut n = 0;
    for (i, in_tail) in in_tail.iter().enumerate() {
        // Written always, counted only in the tails: no branch.
        places[n] = i as u8;
        n += *in_tail as usize;
    }
    let mut nearer = [0.25; LANES];
    for (nearer, place) in nearer.iter_mut().zip(&places[..n]) {
        let p = uniforms[usize::from(*place) % LANES];
        *nearer = if p < 0.5 { p } else { 1.0 - p };
    }
    let mut sizes = nearer;
    for group in sizes[..n.next_multiple_of(GATHERED)].chunks_exact_mut(GATHERED) {
        for size in group {
            *size = middle(*size);
        }
    }
    for ((p, size), place) in nearer.iter().zip(&sizes).zip(&places[..n]) {
        let place = usize::from(*place) % LANES;
        let size = if *p < FAR { far(*p) } else { *size };
        lane[place] = if uniforms[place] < 0.5 { -size } else { size };
    }
}

/// Tail values computed side by side; divides the number of lanes.
const GATHERED: usize = 16;

/// (x + 5)·(1 − Φ(x))/φ(x) for x ≥ 0, a polynomial in t = (x − 5)/(x + 5); coefficients from the constant
/// upwards. A Chebyshev expansion of degree 24 of the integral ∫ exp(−x·s − s²/2) ds over s ≥ 0, computed
/// in extended precision.
const MILLS: [f64; 25] = [
    1.928_081_047_153_157_5,
    -1.667_866_595_188_96,
    1.241_547_061_573_867,
    -0.785_911_075_546_549_7,
    0.413_644_715_732_656_43,
    -0.173_254_734_087_032_65,
    0.052_125_502_412_733_47,
    -0.007_503_282_822_136_366,
    -0.001_999_961_978_829_927_5,
    0.001_365_859_171_063_809_5,
    -0.000_148_833_033_478_207_3,
    -0.000_124_735_701_212_699_83,
    4.181_452_847_429_323e-5,
    9.974_897_417_497_353e-6,
    -6.944_920_764_695_439e-6,
    -8.362_768_708_636_281e-7,
    1.093_521_051_931_389_8e-6,
    9.692_702_906_960_449e-8,
    -1.762_985_952_780_127_3e-7,
    -1.757_448_231_387_570_6e-8,
    2.811_833_610_394_387_5e-8,
    3.259_728_487_137_181_2e-9,
    -3.831_530_648_312_764e-9,
    -3.467_448_550_509_289e-10,
    3.116_724_656_138_103_5e-10,
];
const MILLS_SCALE: f64 = 5.0;
const FRAC_1_SQRT_2_PI: f64 = 0.398_942_280_401_432_7;

/// Φ(x), the chance of a standard normal value below x; relative error below 3e-15 for x ≥ −37, and never
/// 0 or 1 for |x| ≤ 8.2.
///
/// Method: Φ(−x) = φ(x)·Mills ratio, by one polynomial on the half line in the manner of Shepherd and
/// Laframboise (1981), Mathematics of Computation 36(153); x² in two parts, so that φ keeps its precision.
#[inline(always)]
pub fn cumulative(x: f64) -> f64 {
    let size = x.abs();
    let size = if size > 37.6 { 37.6 } else { size };
    let inverse = 1.0 / (size + MILLS_SCALE);
    let t = (size - MILLS_SCALE) * inverse;
    // Even and odd powers apart: two short chains instead of a long one.
    let t2 = t * t;
    let (mut even, mut odd) = (MILLS[24], MILLS[23]);
    for i in (0..11).rev() {
        even = even * t2 + MILLS[2 * i + 2];
        odd = odd * t2 + MILLS[2 * i + 1];
    }
    let p = (even * t2 + MILLS[0]) + t * odd;
    // Dekker's product: square + rest = size² exactly.
    let scaled = 134_217_729.0 * size;
    let high = scaled - (scaled - size);
    let low = size - high;
    let square = size * size;
    let rest = ((high * high - square) + 2.0 * high * low) + low * low;
    let density = FRAC_1_SQRT_2_PI * exp(-0.5 * square) * (1.0 - 0.5 * rest);
    let tail = density * (p * inverse);
    if x > 0.0 { 1.0 - tail } else { tail }
}

/// A lane of standard normal values → a lane of uniforms, in place, strictly between 0 and 1.
#[inline(always)]
pub fn cumulatives(lane: &mut Lane) {
    for x in lane.iter_mut() {
        let u = cumulative(*x);
        *x = if u < LARGEST_UNIFORM { u } else { LARGEST_UNIFORM };
    }
}

/// The largest number below 1.
const LARGEST_UNIFORM: f64 = 1.0 - f64::EPSILON / 2.0;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lanes::fill;

    #[test]
    fn published_values() {
        // AS 241 gives these three; 1.96 is in every table.
        for (p, z) in [
            (0.25, -0.674_489_750_196_081_7),
            (0.001, -3.090_232_306_167_814),
            (1e-20, -9.262_340_089_798_408),
        ] {
            assert!((quantile(p) / z - 1.0).abs() < 1e-15, "{p}: {}", quantile(p));
        }
        assert!((quantile(0.975) - 1.959_963_984_540_054).abs() < 1e-15);
        assert_eq!(quantile(0.5), 0.0);
    }

    #[test]
    fn lanes_and_single_values_agree_to_the_bit() {
        let mut lane = crate::lanes::ZERO;
        fill(&mut lane, |i| (i as f64 + 0.5) / 128.0);
        let uniforms = lane;
        quantiles(&mut lane);
        for (z, p) in lane.iter().zip(&uniforms) {
            assert_eq!(*z, quantile(*p));
        }
    }

    #[test]
    fn chances_of_an_established_library() {
        // scipy 1.17.1, scipy.special.ndtr; below −3 the integral of the Mills ratio in extended precision
        // (that library loses digits of the far tail).
        for (x, p) in [
            (-37.0, 5.725_571_222_524_576_8e-300),
            (-20.5, 1.076_467_325_879_096e-93),
            (-12.25, 8.399_796_063_633_418e-35),
            (-8.2, 1.201_935_154_273_585_8e-16),
            (-5.0, 2.866_515_718_791_933e-7),
            (-3.3, 4.834_241_423_837_774_4e-4),
            (-1.0, 0.158_655_253_931_457_07),
            (-0.1, 0.460_172_162_722_971),
            (0.1, 0.539_827_837_277_029),
            (0.5, 0.691_462_461_274_013_1),
            (1.7, 0.955_434_537_241_457),
            (4.0, 0.999_968_328_758_166_9),
            (6.0, 0.999_999_999_013_412_3),
            (8.0, 0.999_999_999_999_999_3),
        ] {
            let found = cumulative(x);
            assert!((found / p - 1.0).abs() < 3e-15, "{x}: {found}");
        }
        assert!((cumulative(0.0) - 0.5).abs() < 2e-16);
    }

    #[test]
    fn quantile_and_chance_undo_each_other() {
        let mut previous = 0.0;
        for i in -8200..=8200 {
            let z = f64::from(i) / 1000.0;
            let p = cumulative(z);
            assert!(p > previous && p < 1.0 || z > 6.0, "{z}");
            previous = p;
            if z <= 0.0 {
                assert!((quantile(p) - z).abs() < 2e-14, "{z}: {}", quantile(p));
            }
        }
        let mut lane = [60.0; crate::lanes::LANES];
        cumulatives(&mut lane);
        assert!(lane[0] < 1.0);
        let mut lane = [-60.0; crate::lanes::LANES];
        cumulatives(&mut lane);
        assert!(lane[0] > 0.0);
    }
}
