//! Assets of a service: what they cost, what is left of them, and what is lost where used cars follow falling new
//! prices. A worked example, limits, monotonicity, identities.
//!
//! The example extends the worked example in yearly steps: history ends on 1 January 2026, inflation is 2 %, and new
//! cars lose 2 % a year, of which nobody hands on costs: the market price is 30,000 in 2025, 0.99 of it in the middle
//! of 2026 and 0.99 · 0.98 = 0.9702 in the middle of 2027.

use ampere::engine::{BlockOutcome, Grouping, Metric, Scenario};
use ampere::lanes::LANES;
use ampere::model::service::ServiceBase;

use crate::given;
use crate::mechanisms::{EVERYTHING, close, example, figure, same_bits};
use crate::worked_example::SCENARIO;

/// 1,000 cars a year, let for two years at 6,000 euros a year, of which half stays.
const RENTAL: &str = r#"
[service.rental]
label = "Rental"
brand = "volt"
entity = "maker"
programme = "bev"
base = "assets"
asset.additions = 1000
asset.life_years = 2
asset.price_eur = 25000
asset.residual_share = "60%"
revenue_eur_per_unit = 6000
margin_rate = "50%"
"#;

const NO_PASS_THROUGH: &str = "market.price.pass_through=0";
const SEGMENT: &str = "service.rental.asset.price_segment=\"C\"";

type Run = (Scenario, BlockOutcome);

fn rental(sets: &[&str]) -> Run {
    example(RENTAL, &[&[NO_PASS_THROUGH], sets].concat())
}

fn of(run: &Run, metric: Metric, year: i32) -> f64 {
    figure(run, Grouping::Service, "rental", metric, year)
}

fn group(run: &Run, metric: Metric, year: i32) -> f64 {
    figure(run, Grouping::Group, "group", metric, year)
}

#[test]
fn cars_are_bought_let_written_off_and_sold() {
    // In service: 500 on average in 2025, 1,500 in 2026; in 2027 those of 2025 go and as many come: 2,000.
    // Bought in 2026 for 25,000 · 1.02 each: 25.5 million; in 2027 26.01 million. What was bought in 2025 stands in
    // the accounts: it is neither spent nor written off here, and its sale brings nothing to the cash either.
    // Written off: 40 % of 25.5 million over two years, half a year of it in 2026: 2.55 million;
    //   in 2027: 5.1 + 0.4 · 26.01 / 4 = 7.701 million.
    let run = rental(&[]);
    for (year, units) in [(2025, 500.0), (2026, 1500.0), (2027, 2000.0)] {
        close("in service", of(&run, Metric::ServiceUnits, year), units);
    }
    close("revenue", of(&run, Metric::Revenue, 2026), 1500.0 * 6000.0 * 1.02);
    close("contribution", of(&run, Metric::ContributionMargin, 2026), 1500.0 * 3000.0 * 1.02);
    assert_eq!(of(&run, Metric::Investment, 2025), 0.0);
    close("bought in 2026", of(&run, Metric::Investment, 2026), 25.5e6);
    close("bought in 2027", of(&run, Metric::Investment, 2027), 26.01e6);
    close("written off in 2026", of(&run, Metric::Depreciation, 2026), 2.55e6);
    close("written off in 2027", of(&run, Metric::Depreciation, 2027), 7.701e6);
    // All of it reaches the statement of the Group.
    let plain = example("", &[NO_PASS_THROUGH]);
    for (metric, own) in [(Metric::Investment, 26.01e6), (Metric::Depreciation, 7.701e6)] {
        let more = group(&run, metric, 2027) - group(&plain, metric, 2027);
        assert!((more - own).abs() < 1e-3, "{metric:?}: {more}");
    }
    let more = group(&run, Metric::OperatingMargin, 2027) - group(&plain, Metric::OperatingMargin, 2027);
    let expected = 2000.0 * 3000.0 * 1.0404 - 7.701e6;
    assert!((more - expected).abs() < 1e-3, "operating margin: {more} and {expected}");
}

#[test]
fn cars_of_a_year_are_sold_at_their_residual_value() {
    // Let for one year: those bought in 2026 are sold in 2027 for 60 % of 25.5 million, which is 15.3 million less
    // to spend. By then their other 40 %, 10.2 million, are written off, half of it in each year; of those bought
    // in 2027 half of 10.404 million.
    let run = rental(&["service.rental.asset.life_years=1"]);
    close("bought less sold", of(&run, Metric::Investment, 2027), 26.01e6 - 15.3e6);
    close("written off", of(&run, Metric::Depreciation, 2027), 5.1e6 + 5.202e6);
    // A quarter of the cars stands in the maker's books, three quarters in a bank's.
    let sets = ["service.rental.asset.life_years=1", "service.rental.asset.capitalised_share=25%"];
    close("own part", of(&rental(&sets), Metric::Investment, 2027), 0.25 * (26.01e6 - 15.3e6));
}

#[test]
fn used_cars_lose_what_new_ones_have_lost_beyond_what_was_expected() {
    // The cars of 2025 were expected to bring 1,000 · 25,000 · 60 % = 15 million. New cars cost 0.9702 of what they
    // cost then; 0.99² = 0.9801 of it had been expected: 0.989899. At a sensitivity of 1.5 used cars bring
    // 0.989899^1.5 = 0.984887 of 15 million: 226,698 are lost.
    let follows = "service.rental.asset.residual_sensitivity=1.5";
    let expects = "service.rental.asset.expected_price_change=-1%";
    let run = rental(&[SEGMENT, follows, expects]);
    let loss = 15.0e6 * (1.0 - (0.9702f64 / 0.9801).powf(1.5));
    assert!((loss - 226_698.0).abs() < 1.0, "{loss}");
    close("loss", of(&run, Metric::ResidualValueLoss, 2027), loss);
    for year in [2025, 2026] {
        assert_eq!(of(&run, Metric::ResidualValueLoss, year), 0.0, "nothing is returned in {year}");
    }
    let plain = rental(&[]);
    for metric in [Metric::ContributionMargin, Metric::OperatingMargin] {
        let less = group(&plain, metric, 2027) - group(&run, metric, 2027);
        assert!((less - loss).abs() < 1e-3, "{metric:?}: {less}");
    }
    close("revenue stays", of(&run, Metric::Revenue, 2027), of(&plain, Metric::Revenue, 2027));
    // A used market that is a tenth lower, without any link to new prices: 10 % of 15 million.
    let low = rental(&["service.rental.asset.used_price_factor=0.9"]);
    close("low market", of(&low, Metric::ResidualValueLoss, 2027), 1.5e6);
    // Dearer than expected is a gain.
    let gain = rental(&[SEGMENT, follows, "service.rental.asset.expected_price_change=-3%"]);
    assert!(of(&gain, Metric::ResidualValueLoss, 2027) < 0.0);
}

#[test]
fn cars_come_from_sales_and_from_before() {
    let more =
        RENTAL.replace("asset.additions = 1000", "products = [\"car\"]\nasset.share_of_sales = \"10%\"");
    let run = example(&format!("{more}asset.opening = 3000\n"), &[]);
    // 1,500 of the opening 3,000 leave in each of the first two years; a tenth of 10,000 and of 26,746.5 cars come:
    // 2,500 are in service at the end of 2025 and 3,674.65 a year later.
    close("2025", of(&run, Metric::ServiceUnits, 2025), 0.5 * (3000.0 + 2500.0));
    close("2026", of(&run, Metric::ServiceUnits, 2026), 0.5 * (2500.0 + 3674.6507447776203));
}

/// What nothing is bought of, or what nobody owns and nothing moves, is the model without it, bit for bit.
#[test]
fn assets_that_are_off_are_the_model_without_them() {
    let nothing = ["service.rental.asset.additions=0"];
    same_bits(&example("", &[NO_PASS_THROUGH]), &rental(&nothing));
    let plain = rental(&["service.rental.asset.capitalised_share=0"]);
    same_bits(&plain, &rental(&["service.rental.asset.capitalised_share=1e-300"]));
    let off = rental(&["service.rental.asset.used_price_factor=1"]);
    same_bits(&rental(&[]), &off);
    assert_eq!(of(&off, Metric::ResidualValueLoss, 2027), 0.0);
    let at_zero = ["service.rental.asset.residual_sensitivity=\"uniform(1e-300, 2e-300)\"", SEGMENT];
    same_bits(&rental(&[]), &rental(&at_zero));
}

#[test]
fn more_of_a_cause_loses_more_in_every_trial() {
    let loss = |sets: &[&str]| {
        let scenario = given::text(EVERYTHING, sets);
        let outcome = given::first_block(&scenario);
        let key = (Grouping::Service, "let-cars", Metric::ResidualValueLoss);
        given::figure(&scenario, &outcome, key, 2031)
    };
    let plain = loss(&[]);
    for set in [
        "service.let-cars.asset.expected_price_change=0",
        "market.price.pressure_per_year=9%",
        "service.let-cars.asset.price_eur=60000",
    ] {
        let more = loss(&["service.let-cars.asset.used_price_factor=0.9", set]);
        let less = loss(&["service.let-cars.asset.used_price_factor=0.9"]);
        assert!((0..LANES).all(|i| more[i] > less[i]), "{set}");
    }
    let cheaper = loss(&["service.let-cars.asset.used_price_factor=0.5"]);
    assert!((0..LANES).all(|i| cheaper[i] > plain[i]), "half of the price");
}

#[test]
fn assets_and_their_book_value_add_up_in_every_trial_and_period() {
    for step in ["quarter", "half", "year"] {
        let scenario = given::text(EVERYTHING, &[&format!("run.step=\"{step}\"")]);
        let services = scenario.business.services.iter().enumerate();
        let of: Vec<usize> =
            services.filter(|(_, s)| matches!(s.base, ServiceBase::Assets(_))).map(|(s, _)| s).collect();
        assert!(!of.is_empty());
        let mut opening = vec![[0.0; LANES]; of.len()];
        let mut book = vec![[0.0; LANES]; of.len()];
        let mut spent = [0.0; LANES];
        given::each_period(&scenario, 0, |period, inputs, state| {
            for ((s, opening), book) in of.iter().zip(&mut opening).zip(&mut book) {
                let (assets, service) = (&state.services[*s].assets, &scenario.business.services[*s]);
                let stock = service.assets().and_then(|assets| assets.opening);
                for i in 0..LANES {
                    if period.index == 0 {
                        opening[i] = stock.map_or(0.0, |slot| inputs[slot][i]);
                    }
                    let expected = opening[i] + assets.put_in_service[i] - assets.returned[i];
                    assert!((assets.in_service[i] - expected).abs() <= 1e-9 * (1.0 + expected), "{step}");
                    assert!(assets.in_service[i] >= -1e-9 && assets.returned[i] >= -1e-9);
                    opening[i] = assets.in_service[i];
                    // What is spent is written off or stands in the books, and the books never fall below zero.
                    book[i] += assets.investment[i] - assets.depreciation[i];
                    spent[i] += assets.investment[i].max(0.0);
                    assert!(book[i] >= -1e-9 * spent[i], "{step}, {}: {}", period.start, book[i]);
                }
            }
        });
    }
}

/// All that is bought and sold again within the projection has cost its depreciation, no more and no less.
#[test]
fn what_is_bought_and_sold_has_cost_its_depreciation() {
    let text = format!("{SCENARIO}{RENTAL}");
    for life in ["0.7", "1", "1.5"] {
        let sets = [
            "run.step=\"quarter\"",
            &format!("service.rental.asset.life_years={life}"),
            "service.rental.asset.additions=\"2026.25: 1000, 2026.26: 0\"",
        ];
        let scenario = given::text(&text, &sets);
        let (mut spent, mut written_off) = (0.0, 0.0);
        given::each_period(&scenario, 0, |_, _, state| {
            let assets = &state.services[0].assets;
            (spent, written_off) = (spent + assets.investment[0], written_off + assets.depreciation[0]);
        });
        assert!(written_off > 1e6, "{life}: {written_off}");
        assert!((spent / written_off - 1.0).abs() < 1e-12, "{life}: {spent} and {written_off}");
    }
}
