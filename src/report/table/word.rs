//! What the words in the columns `metric`, `measure` and `grouping` mean.

use crate::report::language::Language;

/// A word, its unit and its meaning. `#` stands for a number or a date in the word.
pub(super) type Word = (&'static str, &'static str, &'static str);

const GROUPINGS: &[Word] = &[
    ("group", "", "the whole Group"),
    ("perimeter", "", "what break-even is asked of: an entity, a programme, or an entity without one"),
    ("entity", "", "an accounting entity of the Group"),
    ("brand", "", "a brand, in all entities"),
    ("powertrain", "", "bev, phev, hev or ice"),
    ("role", "", "what cars are for, by business_role of products, contracts and services"),
    ("platform", "", "cars that share a platform"),
    ("plant", "", "a plant with its fixed cost and, if stated, its capacity"),
    ("product", "", "a car model"),
    ("contract", "", "cars built for a partner"),
    ("service", "", "business beside cars, such as captive finance"),
    ("cost_line", "", "a line of fixed cost, depreciation, restructuring or impairment"),
    ("market", "", "the market, before any decision"),
    ("co2", "", "the cars of the CO2 pool"),
    ("generation", "", "a generation of a platform"),
    ("spillover", "", "cars of one brand that make another's wanted"),
];

const MEASURES: &[Word] = &[
    ("earlier", "share", "share of futures that reach the date in both scenarios, and earlier in b"),
    ("same", "share", "share of futures that reach the date in both scenarios in the same quarter"),
    ("later", "share", "share of futures that reach the date in both scenarios, and later in b"),
    ("both_never", "share", "share of futures that do not reach the date by the horizon in either scenario"),
    ("only_a", "share", "share of futures that reach the date in a only"),
    ("only_b", "share", "share of futures that reach the date in b only"),
    ("mean_shift_years", "years", "mean shift of the date, over futures that reach it in both scenarios"),
    (
        "restricted_mean_shift_years",
        "years",
        "mean shift of the date over all futures, dates outside of the reported years held at their ends",
    ),
    (
        "change_of_p_by",
        "share",
        "change of the probability that the date has been reached by the quarter's end",
    ),
];

const METRICS: &[Word] = &[
    ("volume", "vehicles", "cars sold"),
    ("revenue", "EUR m", "revenue of the year, nominal"),
    ("contribution_margin", "EUR m", "revenue less variable cost, nominal"),
    ("fixed_cost", "EUR m", "fixed cost, positive, nominal"),
    ("depreciation", "EUR m", "depreciation and amortisation, positive, nominal"),
    ("operating_margin", "EUR m", "contribution margin less fixed cost and depreciation, nominal"),
    ("operating_margin_ratio", "share", "operating margin over revenue of the year; 0 without revenue"),
    ("operating_profit", "EUR m", "operating margin less restructuring and impairment, nominal"),
    ("captive_margin_retained", "EUR m", "captive finance's margin that stays with the bank, nominal"),
    ("tax", "EUR m", "tax in cash, nominal; positive takes cash"),
    ("investment", "EUR m", "capital expenditure and capitalised development, nominal; positive takes cash"),
    ("working_capital_increase", "EUR m", "increase of working capital, nominal; positive takes cash"),
    (
        "free_cash_flow",
        "EUR m",
        "operating profit less tax, investment and increase of working capital, plus depreciation and impairment, \
         less retained captive margin; nominal",
    ),
    (
        "cumulative_free_cash_flow",
        "EUR m",
        "free cash flow added up since the start of the programme, at the end of the year, nominal",
    ),
    (
        "unit_cost",
        "EUR per vehicle",
        "unit cost of the reference car, base-year euros, mean over the year's time",
    ),
    ("registrations", "vehicles", "registrations of all cars in the market"),
    ("share", "share", "share of the powertrain in registrations, mean over the year's time"),
    ("pack_price", "EUR per kWh", "price of battery packs, base-year euros, mean over the year's time"),
    ("restructuring", "EUR m", "restructuring cost, positive, nominal"),
    ("impairment", "EUR m", "impairment, positive, nominal"),
    (
        "break_even_volume",
        "vehicles",
        "cars that had to be sold, at the year's mix, for an operating margin of zero; at most ten times the volume",
    ),
    ("margin_of_safety", "share", "by which share sales may fall before the operating margin is gone"),
    (
        "access_fee",
        "EUR m",
        "fee for the use of another entity's platform; of a platform what its owner receives",
    ),
    ("net_price_nominal", "EUR per vehicle", "revenue over cars of the year, nominal"),
    ("unit_cost_nominal", "EUR per vehicle", "variable cost over cars of the year, nominal"),
    (
        "unit_contribution",
        "EUR per vehicle",
        "contribution margin over cars of the year, nominal; 0 without cars",
    ),
    (
        "unit_contribution_over_hybrid",
        "EUR per vehicle",
        "contribution of a battery-electric car less that of a hybrid, nominal; 0 without one of them",
    ),
    ("volume_lost_to_own_cars", "vehicles", "sales of this product that other cars of the Group took"),
    ("contribution_lost_to_own_cars", "EUR m", "contribution margin of these lost sales, nominal"),
    ("volume_taken_from_own_cars", "vehicles", "sales that this product took from other cars of the Group"),
    ("contribution_taken_from_own_cars", "EUR m", "contribution margin of these taken sales, nominal"),
    ("unmet_demand", "vehicles", "cars wanted and not built for want of capacity"),
    ("production", "vehicles", "cars built, partners' included"),
    ("capacity", "vehicles", "cars that could be built, without overtime"),
    ("utilisation", "share", "production over capacity"),
    ("break_even_utilisation", "share", "utilisation at which contribution pays the plant's fixed cost"),
    ("service_units", "units", "contracts, stations or cars that a service counts, times its attach rate"),
    (
        "residual_value_loss",
        "EUR m",
        "what used assets sell for below their expected residual value, nominal",
    ),
    ("cars_not_taken", "vehicles", "cars that a partner had contracted and does not take"),
    ("take_or_pay", "EUR m", "what partners owe for cars that they do not take, nominal; part of revenue"),
    ("contract_ended", "share", "share of futures in which deliveries have ended by the end of the year"),
    ("share_uplift", "share", "part by which a spill-over lifts shares, mean over the year's time"),
    (
        "driver_units",
        "units",
        "brands, platforms or 100 000 cars that a cost line costs for, beyond those that are free",
    ),
    ("co2_cost", "EUR m", "change of the provision for CO2 beyond what is allowed, positive, nominal"),
    ("co2_payment", "EUR m", "CO2 cost paid at the end of its averaging window, nominal"),
    ("fleet_average", "g per km", "CO2 of the pool's cars, weighted as the rules say"),
    ("co2_allowed", "g per km", "CO2 that the rules allow the pool"),
    ("window_deviation", "g per km", "fleet average less what is allowed, over the averaging window so far"),
    ("window_target_met", "share", "share of futures in which the averaging window meets its target"),
    (
        "probability_of_co2_target",
        "share",
        "probability that the averaging window that ends with `year` meets its CO2 target",
    ),
    (
        "co2_deviation",
        "g per km",
        "fleet average less what is allowed, over the averaging window that ends with `year`",
    ),
    ("start", "year", "date at which the generation starts, delays and slips included"),
    ("funding_slip", "years", "by how much the generation comes later for want of funds"),
    ("bridge_slip", "years", "by how much the generation comes later because of extra hybrid spending"),
    (
        "share_of_futures",
        "share",
        "share of futures in which the event happens, or the option of the regime holds",
    ),
    ("cost_cut_of_#_percent", "date", "the realised cut reaches its target for the first time"),
    (
        "probability_of_#_percent_by_end_of_year",
        "share",
        "probability that the realised cut has at some time reached the target by the end of `year`, also where dearer \
         packs undo it later",
    ),
    (
        "net_present_value_with_terminal_value",
        "EUR m",
        "net present value with what comes after the projection: fading free cash flow of its last two years, growing",
    ),
    ("return_on_capital_employed", "share", "operating margin after tax over capital employed, by `year`"),
    ("peak_funding_date", "date", "cumulative free cash flow is at its deepest point"),
    (
        "probability_of_guidance",
        "share",
        "probability that the Group's margin ratio is at least its guidance of `year`",
    ),
    ("probability_of_worst_year", "share", "probability that `year` has the Group's lowest margin ratio"),
    ("worst_operating_margin_ratio", "share", "the Group's lowest margin ratio of the projected years"),
    ("probability_of_negative_free_cash_flow", "share", "probability that the Group burns cash in `year`"),
    (
        "probability_of_negative_free_cash_flow_ever",
        "share",
        "probability that it does in any projected year",
    ),
    (
        "cover",
        "share",
        "the payer's free cash flow over the cash need of the other, in futures with a need in `year`",
    ),
    ("probability_of_no_need", "share", "probability that no cash is needed in `year`"),
    ("cover_below_one", "date", "end of the first projected year in which the payer does not cover the need"),
    (
        "bridge_valley",
        "EUR m",
        "largest fall of the two powertrains' contribution together, trailing years, nominal",
    ),
    ("hand_over_first", "date", "the later powertrain contributes at least as much as the earlier one"),
    (
        "price_cost_parity_first",
        "date",
        "a battery-electric car contributes as much as a hybrid, trailing year",
    ),
    ("price_cost_parity_final", "date", "price_cost_parity_first that holds to the end of the projection"),
    ("hand_over_final", "date", "hand_over_first that holds to the end of the projection"),
    (
        "break_even_first",
        "date",
        "the operating margin of the last four quarters is at least zero for the first time",
    ),
    ("break_even_sustained", "date", "break_even_first that holds for four more quarters"),
    ("break_even_final", "date", "break_even_first that holds to the end of the projection"),
    ("cash_break_even_first", "date", "break_even_first on free cash flow"),
    ("cash_break_even_sustained", "date", "break_even_sustained on free cash flow"),
    ("cash_break_even_final", "date", "break_even_final on free cash flow"),
    ("payback", "date", "cumulative free cash flow since the start of the programme is back at zero"),
    ("discounted_payback", "date", "payback on discounted free cash flow"),
    (
        "#_restricted_mean",
        "year",
        "mean date over all futures, dates outside of the reported years held at their ends",
    ),
    ("net_present_value", "EUR m", "free cash flow of the reported years, discounted to the valuation date"),
    ("peak_funding", "EUR m", "deepest point of cumulative free cash flow since the start of the programme"),
    ("internal_rate_of_return", "share", "per year, of the futures that have exactly one"),
    (
        "probability_of_no_internal_rate_of_return",
        "share",
        "share of futures without an internal rate of return",
    ),
    ("probability_of_one_internal_rate_of_return", "share", "share of futures with exactly one"),
    ("probability_of_several_internal_rate_of_return", "share", "share of futures with more than one"),
    (
        "realised_cost_cut_by_#",
        "share",
        "cut of unit cost by this date, real, at constant mix, against the label's",
    ),
    (
        "own_levers_cost_cut_by_#",
        "share",
        "part of the realised cut that own levers explain; the rest is batteries",
    ),
    (
        "probability_of_#_percent_by_#",
        "share",
        "probability that the realised cut is at least the target at this very date",
    ),
];

/// The words of a column.
pub(super) fn list(column: &str) -> &'static [Word] {
    match column {
        "metric" => METRICS,
        "measure" => MEASURES,
        "grouping" => GROUPINGS,
        _ => &[],
    }
}

/// Unit and meaning of a word of a column; the unit of a grouping is empty.
pub(super) fn meaning(column: &str, word: &str, language: Language) -> Option<(&'static str, String)> {
    let (pattern, unit, english) = list(column).iter().find(|entry| is_of(entry.0, word))?;
    let own = language.meaning(column, "", pattern);
    Some((unit, own.unwrap_or_else(|| (*english).to_string())))
}

/// Whether a word has the form of a pattern, in which each `#` stands for some letters.
fn is_of(pattern: &str, word: &str) -> bool {
    match pattern.split_once('#') {
        None => pattern == word,
        Some((start, rest)) => word.strip_prefix(start).is_some_and(|tail| {
            tail.char_indices().skip(1).any(|(at, _)| is_of(rest, &tail[at..]))
                || (rest.is_empty() && !tail.is_empty())
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meaning(column: &str, word: &str) -> Option<(&'static str, String)> {
        super::meaning(column, word, Language::English)
    }

    #[test]
    fn words_with_dates_and_targets_are_found() {
        for word in [
            "realised_cost_cut_by_2029.00",
            "probability_of_40_percent_by_2029.00",
            "payback_restricted_mean",
        ] {
            assert!(meaning("metric", word).is_some(), "{word}");
        }
        for word in ["realised_cost_cut_by_", "probability_of_40_percent", "margin", "volume2"] {
            assert_eq!(meaning("metric", word), None, "{word}");
        }
        assert_eq!(meaning("label", "volume"), None);
    }
}
