//! Measures the texts of a finished figure: none may leave the sheet, none may cover another. Then every chart
//! with two and with twelve entries, with short and with very long names, in both languages.

use super::text::{Weight, width};
use super::*;
use crate::model::business::Powertrain;
use crate::report::language::Language;
use crate::report::language::unit::Measure;

/// A text with its box on the sheet, pixels.
#[derive(Debug)]
struct TextBox {
    text: String,
    x: (f64, f64),
    y: (f64, f64),
}

fn attribute<'a>(element: &'a str, name: &str) -> &'a str {
    let (_, rest) = element.split_once(&format!(" {name}=\"")).unwrap_or(("", ""));
    rest.split('"').next().unwrap_or("")
}

fn texts(svg: &str) -> Vec<TextBox> {
    let elements = svg.split("<text").skip(1);
    let boxed = elements.map(|element| {
        let (head, rest) = element.split_once('>').unwrap();
        let text = rest.split("</text>").next().unwrap().trim();
        let text =
            text.replace("&lt;", "<").replace("&gt;", ">").replace("&apos;", "'").replace("&amp;", "&");
        let number = |name: &str| attribute(head, name).parse::<f64>().unwrap() / 4.0;
        let (size, left) = (number("font-size"), number("x"));
        let weight = if head.contains("font-weight") { Weight::SemiBold } else { Weight::Regular };
        let wide = width(&text, size, weight);
        let from = match attribute(head, "text-anchor") {
            "end" => left - wide,
            "middle" => left - wide / 2.0,
            _ => left,
        };
        // Capitals above the baseline; letters that hang below it may come near the next line.
        let baseline = number("y") + 0.76 * size;
        TextBox { text, x: (from, from + wide), y: (baseline - 0.727 * size, baseline) }
    });
    boxed.collect()
}

/// Pixels by which boxes may touch: measuring rounds.
const SLACK: f64 = 0.75;

fn assert_clear(figure: &Figure, what: &str) {
    let texts = texts(&figure.svg);
    assert!(texts.len() > 6, "{what}: only {} texts", texts.len());
    for (i, one) in texts.iter().enumerate() {
        let inside = one.x.0 >= 2.0 && one.x.1 <= 958.0 && one.y.0 >= 2.0 && one.y.1 <= 538.0;
        assert!(inside, "{what}: \"{}\" leaves the sheet, {one:?}", one.text);
        for other in &texts[i + 1..] {
            let apart = |a: (f64, f64), b: (f64, f64)| a.1 <= b.0 + SLACK || b.1 <= a.0 + SLACK;
            assert!(
                apart(one.x, other.x) || apart(one.y, other.y),
                "{what}: \"{}\" covers \"{}\"",
                one.text,
                other.text
            );
        }
    }
}

const LONG: &str =
    "Véhicules électriques à batterie de la gamme compacte, production partagée avec des partenaires";

fn name(i: usize, long: bool) -> String {
    if long { format!("{i} {LONG}") } else { format!("P{i}") }
}

fn heading(language: Language, long: bool) -> Heading {
    let footer = language.footer(&name(0, long), 20_261_123, 10_000, crate::sampling::Plan::Sobol);
    Heading { title: language.cash_title().into(), subtitle: name(1, long), footer, language }
}

fn years(size: f64) -> Vec<FanYear> {
    let year = |y: i32| FanYear {
        year: 2023 + y,
        mean: size * (f64::from(y) / 4.0 - 1.0),
        percentiles: [-2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0].map(|p| size * (p + f64::from(y) / 4.0 - 1.0)),
    };
    (0..13).map(year).collect()
}

fn parts(n: usize, long: bool) -> Vec<StackPart> {
    let ids: Vec<String> = (0..n).map(|i| name(i, long)).collect();
    let paints = brand_paints(&ids.iter().map(String::as_str).collect::<Vec<_>>());
    let part = |((i, label), paint): ((usize, &String), Paint)| StackPart {
        label: label.clone(),
        paint,
        means: vec![if i % 3 == 2 { -1.2e8 } else { 4e8 / (i + 1) as f64 }; 13],
    };
    ids.iter().enumerate().zip(paints).map(part).collect()
}

/// Charts of one language and length of names, with `n` entries where a chart lists things.
fn charts(language: Language, long: bool, n: usize) -> Vec<(String, Figure)> {
    let heading = || heading(language, long);
    let known_until = Some(2026.0);
    let panels = n.min(3);
    let calendar: Vec<i32> = (2023..2036).collect();
    let stack = StackChart {
        heading: heading(),
        measure: Measure::Money,
        years: calendar.clone(),
        parts: parts(n.min(8), long),
        totals: vec![StackTotal { p10: -1e8, p90: 9e8 }; 13],
        known_until,
    };
    let fan_panel = |i: usize| FanPanel { title: name(i, long), years: years(1e9 / (i + 1) as f64) };
    let fan = FanChart {
        heading: heading(),
        measure: Measure::Money,
        panels: (0..panels).map(fan_panel).collect(),
        at_end: true,
        known_until,
    };
    let band = |i: usize| Band {
        label: name(i, long),
        paint: scenario_paint(i),
        years: years(1e9 + i as f64),
        is_stepped: i == 1,
    };
    let bands: Vec<Band> = (0..n.min(4)).map(band).collect();
    let overlay = BandsChart {
        heading: heading(),
        measure: Measure::Money,
        panels: (0..panels).map(|i| BandsPanel { title: name(i, long), bands: bands.clone() }).collect(),
        at_end: false,
        known_until,
    };
    let bridge = BridgeChart {
        heading: heading(),
        years: calendar,
        titles: [
            language.cow_panel().into(),
            language.bridge_panel(language.powertrain(Powertrain::Hev), language.powertrain(Powertrain::Bev)),
        ],
        payers: parts(n.min(8), long),
        cash: Some(StackPart {
            label: language.cash_of(&name(1, long)),
            paint: paint::PAYER_CASH,
            means: vec![-4e8; 13],
        }),
        balance: Balance {
            label: language.cash_of(&name(0, long)),
            paint: paint::NEED,
            years: vec![Spread { mean: -5e8, p10: -9e8, p90: 1e8 }; 13],
        },
        bands,
        known_until,
    };
    let window = |i: usize| FleetWindow {
        label: if i.is_multiple_of(3) {
            format!("{}–{}", 2025 + i, 2027 + i)
        } else {
            (2025 + i).to_string()
        },
        mean: [0.0, 2.4e9, -1.1e8][i % 3],
        p10: [0.0, 1e8, -3e8][i % 3],
        p90: [0.0, 5.1e9, 0.0][i % 3],
        met: crate::analysis::Proportion::independent([10_000, 800, 0][i % 3], 10_000).estimate(),
    };
    let grams = |i: usize| Band { years: years(20.0 / (i + 1) as f64), ..band(i) };
    let fleet = FleetChart {
        heading: heading(),
        titles: language.fleet_panels().map(str::to_string),
        bands: vec![grams(0), grams(1)],
        windows: (0..n.min(fleet::MOST_WINDOWS)).map(window).collect(),
        known_until,
    };
    let cut = |i: usize| WaterfallPanel {
        title: name(i, long),
        from: format!("{}, {}", name(1, long), language.moment(2023.5)),
        to: format!("{}, {}", name(2, long), language.end_before(2029.0)),
        own_levers: [0.3, -0.05, 0.6][i],
        realised: [0.33, -0.2, 0.95][i],
        spread: [(0.2, 0.4), (-0.9, 0.1), (0.9, 0.99)][i],
        target: (i != 1).then_some((0.4, crate::analysis::Proportion::independent(800, 10_000).estimate())),
    };
    let waterfall = WaterfallChart { heading: heading(), panels: (0..panels).map(cut).collect() };
    let named = |kind: &str, figure: Result<Figure, PlotError>| {
        (format!("{kind}, {language:?}, long {long}, {n} entries"), figure.unwrap())
    };
    vec![
        named("stack", stack.figure()),
        named("fan", fan.figure()),
        named("bands", overlay.figure()),
        named("bridge", bridge.figure()),
        named("waterfall", waterfall.figure()),
        named("fleet", fleet.figure()),
    ]
}

#[test]
fn no_text_leaves_the_sheet_or_covers_another() {
    for language in Language::ALL {
        for (long, n) in [(false, 2), (true, 2), (false, 12), (true, 12)] {
            let all = charts(language, long, n);
            let sheet = contact_sheet::contact_sheet("x", &all.iter().map(|(_, f)| f).collect::<Vec<_>>());
            assert!(sheet.unwrap().png(0.1).is_ok());
            for (what, figure) in &all {
                assert_clear(figure, what);
            }
        }
    }
}

/// Pictures to look at: `cargo test --lib gallery -- --ignored` puts them into `target/gallery/`.
#[test]
#[ignore = "writes pictures for the eye"]
fn gallery() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("target/gallery");
    std::fs::create_dir_all(&folder).unwrap();
    for language in Language::ALL {
        for (long, n) in [(false, 2), (true, 2), (false, 12), (true, 12)] {
            for (what, figure) in charts(language, long, n) {
                let name = format!("{}.png", what.replace(", ", "-").replace(' ', "-"));
                std::fs::write(folder.join(name), figure.png(1.0).unwrap()).unwrap();
            }
        }
    }
}

#[test]
fn the_check_sees_texts_that_overlap_or_leave() {
    let mut canvas = canvas::Canvas::default();
    text::prepare().unwrap();
    canvas.text("one text", (100.0, 100.0), canvas::Align::Left, look::LABEL);
    let single = texts(&canvas.finish("t").unwrap());
    assert!((single[0].x.1 - 100.0 - look::LABEL.width("one text")).abs() < 0.5);
    assert!((single[0].y.1 - 100.0).abs() < 0.5);
    for at in [(110.0, 103.0), (940.0, 300.0)] {
        let mut canvas = canvas::Canvas::default();
        for i in 0..8 {
            canvas.text("a text", (20.0 + 100.0 * f64::from(i), 200.0), canvas::Align::Left, look::LABEL);
        }
        canvas.text("one text", (100.0, 100.0), canvas::Align::Left, look::LABEL);
        canvas.text("another", at, canvas::Align::Left, look::LABEL);
        let figure = Figure { svg: canvas.finish("t").unwrap() };
        assert!(std::panic::catch_unwind(|| assert_clear(&figure, "made up")).is_err());
    }
}

#[test]
fn same_charts_same_bytes() {
    let (one, other) = (charts(Language::French, true, 12), charts(Language::French, true, 12));
    assert_eq!(one, other);
    assert_eq!(one[4].1.png(0.5).unwrap(), other[4].1.png(0.5).unwrap());
}

#[test]
fn powertrains_keep_their_colours() {
    let colours = Powertrain::ALL.map(paint::powertrain_paint);
    assert_eq!(colours, [0x0F6FB5, 0x8CCFC4, 0xE09F3E, 0x5B6470].map(Paint::hex));
}
