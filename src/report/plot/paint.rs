//! Colours: one paint per meaning, safe for colour-blind readers, the same on every figure.

use crate::model::business::Powertrain;

/// An opaque colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Paint {
    /// Red, green and blue, 0 to 255 each (sRGB).
    pub rgb: [u8; 3],
}

impl Paint {
    /// A colour from its usual hexadecimal form, for example `Paint::hex(0x1B2430)`.
    #[must_use]
    pub const fn hex(code: u32) -> Self {
        let [_, red, green, blue] = code.to_be_bytes();
        Paint { rgb: [red, green, blue] }
    }

    /// The colour thinned with white: 1 keeps it, 0 is white.
    ///
    /// Tints are solid rather than transparent, so that overlapping bands do not darken each other.
    #[must_use]
    pub fn tint(self, strength: f64) -> Self {
        let strength = strength.clamp(0.0, 1.0);
        Paint { rgb: self.rgb.map(|c| (255.0 - (255.0 - f64::from(c)) * strength).round() as u8) }
    }

    /// The colour darkened until text in it reads well on white (contrast of at least 4.5 to 1).
    #[must_use]
    pub fn ink(self) -> Self {
        let mut ink = self;
        while ink.contrast_with_white() < 4.5 {
            ink = Paint { rgb: ink.rgb.map(|c| (f64::from(c) * 0.95) as u8) };
        }
        ink
    }

    fn contrast_with_white(self) -> f64 {
        let [red, green, blue] = self.rgb.map(|c| linear(f64::from(c) / 255.0));
        1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
    }
}

/// Light intensity of an sRGB channel, both 0 to 1.
fn linear(channel: f64) -> f64 {
    if channel <= 0.04045 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
}

/// Colour of the first break-even date.
pub const FIRST: Paint = Paint::hex(0x5BA4CF);
/// Colour of the sustained break-even date, the one that figures emphasise.
pub const SUSTAINED: Paint = Paint::hex(0x12467B);
/// Colour of the final break-even date.
pub const FINAL: Paint = Paint::hex(0xC0632B);

/// Base scenario first, then the alternatives in the order in which they were named. All are lines on white, so each
/// has a contrast of at least 3 to 1 with it (WCAG 2.1, 1.4.11), and greys that can be told apart.
const SCENARIOS: [Paint; 4] =
    [Paint::hex(0x12467B), Paint::hex(0xC24E2B), Paint::hex(0x2A9D8F), Paint::hex(0x7B468A)];

/// Unit cost: the one compared with, the steps, the one that is reached, and the published target.
pub(super) const REFERENCE: Paint = Paint::hex(0x8C96A0);
pub(super) const LEVERS: Paint = Paint::hex(0x1F7A74);
pub(super) const BATTERY: Paint = Paint::hex(0x5BA4CF);
pub(super) const REALISED: Paint = SUSTAINED;
pub(super) const TARGET: Paint = FINAL;

/// Colour of what the others have to carry: light, so that a whisker shows on it.
pub const NEED: Paint = FIRST;

/// Colour of the free cash flow of who pays: dark, as a line over the bars.
pub const PAYER_CASH: Paint = Paint::hex(0x7A1F5C);

/// Colour of a powertrain, the same on every figure; dark and light by turns in the order of size.
#[must_use]
pub fn powertrain_paint(powertrain: Powertrain) -> Paint {
    match powertrain {
        Powertrain::Bev => Paint::hex(0x0F6FB5),
        Powertrain::Phev => Paint::hex(0x8CCFC4),
        Powertrain::Hev => Paint::hex(0xE09F3E),
        Powertrain::Ice => Paint::hex(0x5B6470),
    }
}

/// Colour of a cow that has none of its own.
const COW: Paint = Paint::hex(0x2F6B4F);

/// Colours that belong to one brand on every figure.
const BRANDS: [(&str, Paint); 5] = [
    ("renault", Paint::hex(0xE8A917)),
    ("dacia", Paint::hex(0x2F6B4F)),
    ("alpine", Paint::hex(0x2B78BF)),
    ("mobilize", Paint::hex(0xCF5C36)),
    ("partner", Paint::hex(0x98A2AD)),
];

/// Colours for names that have none of their own.
const OTHERS: [Paint; 8] = [
    Paint::hex(0x7FC4E8),
    Paint::hex(0xB56FA0),
    Paint::hex(0x6B4A32),
    Paint::hex(0x6FC2A8),
    Paint::hex(0x3A3F73),
    Paint::hex(0xE79AA0),
    Paint::hex(0xA9B84B),
    Paint::hex(0x4B5563),
];

/// Colour of a scenario by its place in the comparison; 0 is the base.
///
/// A figure shows four scenarios at most; further places start again.
#[must_use]
pub fn scenario_paint(place: usize) -> Paint {
    SCENARIOS[place % SCENARIOS.len()]
}

/// Colours of brands, parallel to `names`.
///
/// A known brand (by name or key, in any case) always has its own colour. Another name has a colour
/// that follows from its letters, so that it does not change when a brand is added to the scenario;
/// only when two strangers on the same figure would share one does the later take the next. From the ninth
/// stranger on the colours come as tints; beyond sixteen they repeat.
#[must_use]
pub fn brand_paints(names: &[&str]) -> Vec<Paint> {
    let mut taken = [false; 2 * OTHERS.len()];
    names
        .iter()
        .map(|name| {
            let key = name.trim().to_lowercase();
            if let Some(paint) = known(&key) {
                return paint;
            }
            let wish = key.bytes().fold(7_usize, |sum, byte| (sum * 31 + usize::from(byte)) % 8191);
            let from_wish = (wish..wish + OTHERS.len()).map(|i| i % OTHERS.len());
            // When all are given away, each is there once more as a tint.
            let tints = from_wish.clone().map(|i| i + OTHERS.len());
            let free = from_wish.chain(tints).find(|&i| !taken[i]);
            let place = free.unwrap_or(wish % OTHERS.len());
            taken[place] = true;
            let paint = OTHERS[place % OTHERS.len()];
            if place < OTHERS.len() { paint } else { paint.tint(0.5) }
        })
        .collect()
}

fn known(key: &str) -> Option<Paint> {
    BRANDS.iter().find(|(brand, _)| key == *brand).map(|(_, paint)| *paint)
}

/// Colour of who pays for the others, beside [`NEED`] and the powertrains: its own if it has one.
#[must_use]
pub fn cow_paint(name: &str) -> Paint {
    known(&name.trim().to_lowercase()).unwrap_or(COW)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brand_colours_are_fixed() {
        let paints = brand_paints(&["Dacia", "Renault", "ALPINE", "mobilize", "partner"]);
        let expected = [0x2F6B4F, 0xE8A917, 0x2B78BF, 0xCF5C36, 0x98A2AD].map(Paint::hex);
        assert_eq!(paints, expected);
    }

    #[test]
    fn a_stranger_keeps_its_colour_when_a_known_brand_joins() {
        assert_eq!(brand_paints(&["Nissan"])[0], brand_paints(&["Renault", "Nissan"])[1]);
    }

    #[test]
    fn eight_strangers_have_eight_colours() {
        let mut paints = brand_paints(&["a", "b", "i", "q", "a1", "b2", "zz", ""]);
        paints.sort_by_key(|paint| paint.rgb);
        paints.dedup();
        assert_eq!(paints.len(), 8);
    }

    #[test]
    fn sixteen_strangers_have_sixteen_colours() {
        let names: Vec<String> = (0..16).map(|i| format!("brand {i}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let mut paints = brand_paints(&names);
        // The first eight are those that they would have without the others.
        assert_eq!(paints[..8], brand_paints(&names[..8]));
        paints.sort_by_key(|paint| paint.rgb);
        paints.dedup();
        assert_eq!(paints.len(), 16);
    }

    #[test]
    fn a_cow_is_never_taken_for_the_need_it_covers() {
        assert_eq!(cow_paint("Dacia"), Paint::hex(0x2F6B4F));
        for name in ["dacia", "heritage", "a", "b", "c"] {
            let apart = (lightness(cow_paint(name)) - lightness(NEED)).abs();
            assert!(apart > 15.0, "{name}: {apart}");
        }
    }

    #[test]
    fn scenario_colours_are_fixed_and_distinct() {
        assert_eq!(scenario_paint(0), Paint::hex(0x12467B));
        assert_eq!(scenario_paint(1), Paint::hex(0xC24E2B));
        assert_eq!(scenario_paint(4), scenario_paint(0));
    }

    #[test]
    fn scenario_lines_show_on_white() {
        for paint in SCENARIOS {
            assert!(paint.contrast_with_white() >= 3.0, "{paint:?}");
        }
    }

    #[test]
    fn ink_is_readable_on_white() {
        for (_, paint) in BRANDS {
            assert!(paint.ink().contrast_with_white() >= 4.5);
        }
        assert_eq!(Paint::hex(0x12467B).ink(), Paint::hex(0x12467B));
        assert!(Paint::hex(0xFFFFFF).ink().contrast_with_white() >= 4.5);
    }

    /// As a reader without green cones sees it (Machado, Oliveira, Fernandes 2009, severity 1.0).
    fn without_green_cones(paint: Paint) -> [f64; 3] {
        let [r, g, b] = paint.rgb.map(|c| linear(f64::from(c) / 255.0));
        [
            0.367322 * r + 0.860646 * g - 0.227968 * b,
            0.280085 * r + 0.672501 * g + 0.047413 * b,
            -0.011820 * r + 0.042940 * g + 0.968881 * b,
        ]
        .map(|c| c.clamp(0.0, 1.0).powf(1.0 / 2.2))
    }

    #[test]
    fn fixed_colours_stay_apart_for_colour_blind_readers() {
        let brands: Vec<Paint> = BRANDS.iter().map(|(_, paint)| *paint).collect();
        let powertrains = Powertrain::ALL.map(powertrain_paint);
        let steps = [REFERENCE, LEVERS, BATTERY, REALISED];
        let cow = [COW, powertrain_paint(Powertrain::Hev), NEED, PAYER_CASH];
        let palettes =
            [brands.as_slice(), &SCENARIOS, &powertrains, &steps, &[FIRST, SUSTAINED, FINAL], &cow];
        for palette in palettes {
            for (i, one) in palette.iter().enumerate() {
                for other in &palette[i + 1..] {
                    let (a, b) = (without_green_cones(*one), without_green_cones(*other));
                    let apart: f64 = a.iter().zip(b).map(|(x, y)| (x - y).powi(2)).sum::<f64>().sqrt();
                    assert!(apart > 0.13, "{one:?} and {other:?} are {apart:.3} apart");
                }
            }
        }
    }

    /// Lightness as the eye sees it, 0 to 100 (CIE 1976 L*), of a grey copy.
    fn lightness(paint: Paint) -> f64 {
        let luminance = 1.05 / paint.contrast_with_white() - 0.05;
        116.0 * luminance.cbrt() - 16.0
    }

    #[test]
    fn scenarios_and_powertrains_stay_apart_in_greyscale() {
        for palette in [SCENARIOS, Powertrain::ALL.map(powertrain_paint)] {
            let mut grey = palette.map(lightness);
            grey.sort_by(f64::total_cmp);
            assert!(grey.windows(2).all(|pair| pair[1] - pair[0] > 1.5), "{grey:?}");
        }
        let mut grey = SCENARIOS.map(lightness);
        grey.sort_by(f64::total_cmp);
        assert!(grey.windows(2).all(|pair| pair[1] - pair[0] > 9.0), "{grey:?}");
    }
}
