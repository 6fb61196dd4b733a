//! One mistake each: where it is reported, what is said, and what is proposed.

use super::*;

/// Text of the good scenario, its bad replacement, what the message says, and what it proposes. In the
/// replacement `¦` stands where the caret is expected; without it the problem is elsewhere or of no place.
type Case = (&'static str, &'static str, &'static str, &'static str);

fn check(cases: &[Case]) {
    let failures: Vec<String> = cases.iter().filter_map(failure).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

fn failure((old, new, message, advice): &Case) -> Option<String> {
    let (before, after) = new.split_once('¦').unwrap_or((new, ""));
    let Err(problems) = load_edited(&[(old, &format!("{before}{after}"))]) else {
        return Some(format!("accepted: {new}"));
    };
    let text = problems.render(false);
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let first = problems.iter().next()?;
    let caret = GOOD.find(old)? + before.len();
    let place = !new.contains('¦') || first.span.as_ref().is_some_and(|span| span.start == caret);
    // The rendered position must be the one that the problem gives.
    let shown = match problems.position(first) {
        Some((line, column)) => text.contains(&format!("base.toml:{line}:{column}\n")),
        None => text.contains("--> base.toml\n"),
    };
    let narrow = text.lines().all(|line| line.chars().count() <= 80);
    let good =
        place && shown && narrow && problems.len() == 1 && flat.contains(message) && flat.contains(advice);
    (!good).then(|| format!("{new:?} should say {message:?} {advice:?}, but says\n{text}"))
}

const EXIT: &str = "exit_share = 0.208";
const SLOPE: &str = "logit_slope_per_year = \"normal(0.165, 0.055)\"";
const SHARE: &str = "path = \"2025: 11.4%, 2026: 10.8%, 2028: 8.8%\"";

#[test]
fn numbers_in_the_wrong_spelling() {
    check(&[
        (EXIT, "exit_share = \"¦12,5 %\"", "decimal comma", "write `12.5%`"),
        (EXIT, "exit_share = '¦12,5'", "decimal comma", "write `12.5`"),
        (EXIT, "exit_share = ¦12,5", "not written as TOML asks", "write 12.5"),
        (EXIT, "exit_share = ¦12.5%", "not written as TOML asks", "put it in quotes: \"12.5%\""),
        (EXIT, "exit_share = \"12.5¦ %\"", "space before the `%`", "write `12.5%`"),
        (EXIT, "exit_share = \"12.5¦\u{a0}%\"", "special space", "delete it"),
        (EXIT, "exit_share = \"¦\u{2212}5%\"", "looks like a minus", "hyphen on the keyboard"),
        (EXIT, "exit_share = \"¦\\u22125%\"", "looks like a minus", "hyphen on the keyboard"),
        (EXIT, "exit_share = \"¦é5%\"", "neither a number nor a distribution", "pert(a, b, c)"),
        (EXIT, "exit_share = ¦nan", "not a number that can be used", "finite"),
        (EXIT, "exit_share = \"¦inf\"", "not a number that can be used", "finite"),
        (
            EXIT,
            "exit_share = ¦4.5",
            "is 4.5, but must be above 0 and below 1 (0% to 100%)",
            "write `0.045` or \"4.5%\"",
        ),
        (EXIT, "exit_share = \"20% ¦in 2025\"", "`in 2025` is left over", "`note`"),
        (EXIT, "exit_share = \"¦\"", "is empty", "write a value"),
        (EXIT, "exit_share = \"¦.5\"", "starts with a digit", "write `0.5`"),
        (EXIT, "exit_share = \"¦5.\"", "no digit after the point", "`5.0`"),
        (EXIT, "exit_share = ¦true", "is a number, not true or false", "0.25"),
        (EXIT, "exit_share = \"20¦k\"", "cannot be used here", "20000"),
        (
            "fixed_cost_eur_m = 150",
            "fixed_cost_eur_m = \"¦230M\"",
            "where EUR million are counted",
            "write `230`",
        ),
        ("fixed_cost_eur_m = 150", "fixed_cost_eur_m = \"¦1,2 Md€\"", "decimal comma", "write `1200`"),
        (
            "fixed_cost_eur_m = 150",
            "fixed_cost_eur_m = \"¦1.2 Md€\"",
            "where EUR million are counted",
            "write `1200`",
        ),
        ("fixed_cost_eur_m = 150", "fixed_cost_eur_m = ¦-150", "must be 0 or more", "positive numbers"),
        ("pack_fixed_eur = 450", "pack_fixed_eur = \"450¦ €\"", "the unit `€` is not written", "write `450`"),
        ("pack_fixed_eur = 450", "pack_fixed_eur = \"¦1 450\"", "space between the digits", "write `1450`"),
        (
            "pack_fixed_eur = 450",
            "pack_fixed_eur = \"¦45%\"",
            "is a percentage, but this is in EUR",
            "plain number",
        ),
        (
            "pack_fixed_eur = 450",
            "pack_fixed_eur = \"1.4¦ mio\"",
            "not how a magnitude is written",
            "write `1.4M`",
        ),
        ("pack_fixed_eur = 450", "pack_fixed_eur = \"¦1e999\"", "too large", ""),
        ("shock_sd = 0.13", "shock_sd = \"¦13%\"", "is a percentage", "write `0.13`"),
    ]);
}

#[test]
fn distributions_that_are_none() {
    check(&[
        (EXIT, "exit_share = \"pert(¦0,25, 0,36)\"", "decimal comma", "write `0.25`"),
        (EXIT, "exit_share = \"pert(0,25¦; 0,36; 0,41)\"", "not by semicolons", "`pert(0.25, 0.36, 0.41)`"),
        (EXIT, "exit_share = \"triangular(0.1, ¦0,2)\"", "decimal comma", "write `0.2`"),
        (
            EXIT,
            "exit_share = \"¦pert(0.1, 0.2)\"",
            "has 2 values, but needs 3",
            "pert(lowest, most likely, highest)",
        ),
        (
            EXIT,
            "exit_share = \"¦uniform(0.3, 0.2)\"",
            "0.3 lies above the highest value 0.2",
            "lowest value first",
        ),
        (EXIT, "exit_share = \"¦uniform(0.3, 0.3)\"", "both 0.3", "write `0.3` if"),
        (
            EXIT,
            "exit_share = \"pert(10%, ¦50%, 40%)\"",
            "the most likely value 50% lies outside 10% to 40%",
            "",
        ),
        (SLOPE, "logit_slope_per_year = \"normal(1, ¦-2)\"", "standard deviation -2 is not above zero", ""),
        (EXIT, "exit_share = \"¦prt(0.1, 0.2, 0.3)\"", "`prt` is not a distribution", "did you mean `pert`?"),
        (
            EXIT,
            "exit_share = \"¦lognormal(1, 2)\"",
            "values of `lognormal` must be named",
            "lognormal(mean = 1, sd = 2)",
        ),
        (
            EXIT,
            "exit_share = \"normal(mean = 9%, ¦std = 1%)\"",
            "`normal` has no `std`",
            "did you mean `sd`?",
        ),
        (EXIT, "exit_share = \"¦0.3 to 0.1\"", "the range falls", "write `0.1 to 0.3`"),
        (EXIT, "exit_share = \"¦p10 0.1, p90 0.3\"", "two percentiles leave", "a third"),
        (EXIT, "exit_share = ¦\"@exit\"", "no shared assumption `exit`", "[shared.exit]"),
        (EXIT, "exit_share = \"pert¦(0.1, 0.2, 0.3\"", "closing bracket", "pert("),
        (EXIT, "exit_share = \"¦pert\"", "needs its values in brackets", "pert("),
        (EXIT, "exit_share = \"pert(0.1, 0.2, 0.3) ¦x\"", "`x` is left over", ""),
        (
            EXIT,
            "exit_share = ¦pert(0.1, 0.2, 0.3)",
            "not written as TOML asks",
            "put it in quotes: \"pert(0.1, 0.2, 0.3)\"",
        ),
        (
            EXIT,
            "exit_share = \"¦uniform(0.5, 1.5)\"",
            "reaches 1.5, outside the domain",
            "above 0 and below 1",
        ),
        (EXIT, "exit_share = \"¦normal(0.2, 0.05)\"", "can leave the domain", "pert(0.075, 0.2, 0.325)"),
        (EXIT, "exit_share = \"¦normal(20, 1)\"", "the mean of `normal(20, 1)` lies outside", "\"20%\""),
        (
            "level = \"normal(1, 0.025)\"",
            "level = \"¦normal(1, 0.25)\"",
            "can leave the domain of the level of",
            "at most 0.16",
        ),
    ]);
}

#[test]
fn paths_that_are_none() {
    check(&[
        (SHARE, "path = \"2026: 11%, ¦2025: 10%\"", "2025 comes after 2026", "rising order"),
        (SHARE, "path = \"2026: 11%, ¦2026: 10%\"", "the year 2026 is given twice", "mid-year"),
        (SHARE, "path = \"2026: 11%, ¦2026.5: 10%\"", "2026.5 and 2026 are the same date", "2026 is 2026.5"),
        (SHARE, "path = \"2025: ¦11,4%, 2026: 10,8%\"", "decimal comma", "write `11.4%`"),
        (SHARE, "path = \"2025: 11.4¦ %, 2026: 10%\"", "space before the `%`", "write `11.4%`"),
        (SHARE, "path = \"2025: 11.4%¦; 2026: 10%\"", "not by semicolons", "2025: 11.4%, 2026"),
        (SHARE, "path = \"2025: 11.4%, 2026¦\"", "colon is expected after the year 2026", ""),
        (SHARE, "path = \"2025: 11.4%¦,\"", "does not end with a comma", "delete it"),
        (SHARE, "path = \"2025: ¦114%, 2026: 1%\"", "is 114%, but must be between 0 and 1", "0% to 100%"),
        (SHARE, "path = \"2025: ¦pert(1%, 2%, 3%)\"", "an anchor of a path is one number", "`level`"),
        (SHARE, "path = \"¦2025-06: 11%\"", "`2025-06` is not a year", "`2026.25` for 1 April"),
        (
            SHARE,
            "path = ¦{ 2026.5 = 0.1, 2028 = 0.2 }",
            "a path is text, not a table",
            "\"2026.5: 0.1, 2028: 0.2\"",
        ),
        (SHARE, "¦2026.5 = 0.1", "not a key of TOML", "path = \"2026.5: 0.1\""),
        (
            SHARE,
            "interpolate = \"log\", path = \"2025: 10%, 2026: ¦0\"",
            "geometric path cannot reach 0",
            "values above 0",
        ),
        (
            SHARE,
            "path = \"2026: 11%, ¦2026.0: 10%\", interpolate = \"step\"",
            "2026.0 and 2026 are the same date",
            "2026 is 2026.0",
        ),
        (SHARE, "note = \"x\"", "has no value", "`value` or `path`"),
        (SHARE, "value = 0.1, ¦path = \"2025: 10%\"", "both `value` and `path`", "keep one"),
        (SHARE, "path = \"2025: 10%\", ¦levle = 1", "`levle` is not known here", "did you mean `level`?"),
        (
            SHARE,
            "path = \"2025: 10%\", role = ¦\"levre\"",
            "`role` cannot be `levre`",
            "did you mean \"lever\"?",
        ),
        (
            SHARE,
            "path = \"2025: 10%\", interpolate = ¦\"cubic\"",
            "`interpolate` cannot be this",
            "\"linear\", \"step\" or \"log\"",
        ),
        (SHARE, "path = \"2025: 10%\", level = ¦\"2025: 1\"", "cannot move in time", "`path`"),
        (
            SHARE,
            "path = \"2025: 10%\", level = ¦-1",
            "the level of `product.renault-5.share` is -1",
            "0 or more",
        ),
        (SHARE, "path = \"2025: 10%\", noise = ¦0.1", "`noise` is a table, not a number", "{ sd = 0.06"),
        (SHARE, "path = \"2025: 10%\", noise = ¦{ sd = 0.1 }", "no `persistence`", "random walk"),
        (
            SHARE,
            "path = \"2025: 10%\", noise = { sd = ¦-0.1, persistence = 1 }",
            "`sd` of the noise is -0.1",
            "",
        ),
        (SHARE, "path = \"2025: 10%\", noise = ¦\"@bev\"", "no shared assumption `bev`", "[shared.bev]"),
        (SHARE, "path = \"2030: 70%\", level = \"pert(0.5, 1, 1.6)\"", "with its level", "narrow the level"),
        (
            "persistence = 0.6",
            "persistence = 0.6, kind = ¦\"logit\"",
            "logit noise is for shares",
            "kind = \"log\"",
        ),
        (EXIT, "exit_share = ¦\"2025: 20%, 2026: 21%\"", "cannot move in time", "pert(a, b, c)"),
        (EXIT, "exit_share = { value = 0.2, ¦level = 1 }", "cannot move in time, so it has no `level`", ""),
        (
            "known_until = 2026.0",
            "known_until = ¦\"uniform(2026, 2027)\"",
            "cannot be uncertain",
            "plain number",
        ),
        (SHARE, "¦2026.5 = 0.1, 2028 = 0.2", "not a key of TOML", "path = \"2026.5: 0.1, 2028: 0.2\""),
        ("launch = 2024.75", "launch = \"¦2026-04\"", "decimal year", "write `2026.25`"),
    ]);
}

#[test]
fn names_that_are_unknown() {
    check(&[
        (
            EXIT,
            "¦exit_shrae = 0.208",
            "there is no `exit_shrae` in [market.bev]",
            "did you mean `exit_share`?",
        ),
        ("[market.bev]", "[¦markte.bev]", "there is no `markte` at the top", "did you mean `market`?"),
        (
            "segment = \"B\"",
            "segment = \"B\"\n¦reference_price_eur = 5",
            "no `reference_price_eur`",
            "belongs under [market.segment.<segment>]",
        ),
        (
            "[line.sga]",
            "[line.¦\"sga & co\"]",
            "`sga & co` cannot be the name of a line",
            "digits and hyphens",
        ),
        ("[line.sga]", "[line.¦\"../x\"]", "cannot be the name", "digits and hyphens"),
        ("brand = \"renault\"", "brand = ¦\"renalt\"", "there is no such brand", "did you mean \"renault\"?"),
        ("route = [\"douai\"]", "route = ¦[\"cleon\"]", "there is no such plant", "[plant.cleon]"),
        ("route = [\"douai\"]", "route = ¦\"douai\"", "is a list of names", "[\"douai\"]"),
        (
            "compared_with = \"gen-1\"",
            "compared_with = ¦\"gen-9\"",
            "no such generation in [platform.ampr-small]",
            "did you mean \"gen-1\"?",
        ),
        ("assembly = 0.35", "¦asembly = 0.35", "has no module `asembly`", "did you mean `assembly`?"),
        (
            "powertrain = \"bev\"",
            "powertrain = ¦\"electric\"",
            "cannot be `electric`",
            "`bev`, `phev`, `hev` or `ice`",
        ),
        ("label = \"Renault 5\"", "label = ¦5", "is text, not a number", "\"5\""),
        ("label = \"Renault 5\"", "label = ¦\"a\\nb\"", "control character", "one line"),
        ("start = 2023", "start = ¦2023.5", "must be a whole number", "write `2023`"),
        ("start = 2023", "start = \"2023\"¦, x = 1", "only one assumption fits on a line", "line of its own"),
        (
            "format = 1\n",
            "format = 1\nlaunch = ¦5\n",
            "`launch` is a table, not a number",
            "`excess_cost_share`",
        ),
        ("launch = 2024.75", "launch = ¦2024-10-01", "not a calendar date", "2024.75"),
        ("format = 1", "format = ¦2", "must be exactly 1", ""),
        (
            "[platform.ampr-small.generation.gen-1]",
            "[[platform.ampr-small.¦generation]]",
            "is not a list",
            "give each one a name",
        ),
    ]);
}

#[test]
fn assumptions_that_do_not_fit_together() {
    check(&[
        ("segment = \"B\"\n", "¦", "has a share but no segment", "add `segment`"),
        ("route = [\"douai\"]", "volume = ¦5000", "has both `share` and `volume`", "keep one"),
        ("battery_kwh = 50\n", "", "platform but no battery", "add `battery_kwh`"),
        (
            "launch = 2024.75",
            "launch = 2024.75\nlaunch_follows = ¦\"gen-2\"",
            "both `launch` and `launch_follows`",
            "keep one",
        ),
        ("horizon = 2035", "horizon = ¦2022", "horizon 2022 lies before the first year 2023", "from 2023 on"),
        ("known_until = 2026.0", "known_until = ¦2026.25", "must be a 1 January", "write `2026.0`"),
        ("known_until = 2026.0", "known_until = ¦2040", "outside the years of the run", "from 2023 to 2035"),
        ("base_year = 2025", "base_year = ¦2026", "not yet known", "history.known_until"),
        ("base_year = 2025", "base_year = ¦2022", "base year 2022 lies before", ""),
        ("programme_start = 2023", "programme_start = ¦2020", "programme starts in 2020", "2023 or later"),
        ("horizon = 2035", "horizon = 2035\nseason = { q1 = ¦0.3 }", "sum to 105%", "sum to 100%"),
        (
            "entity = \"ampere\"\n\n[plant.douai]",
            "\n[plant.douai]",
            "does not say what belongs to it",
            "`entity`, `programme` or both",
        ),
        ("planned_start = 2030.5", "planned_start = ¦2024.5", "start on the same date", "different dates"),
        ("measured_at = 2032.0\n", "", "needs a date of measurement", "`measured_at`"),
        (
            "cumulative_output_at_known_until = \"150k\"\n",
            "",
            "number of cars made so far",
            "[platform.ampr-small]",
        ),
        ("exit_share = 0.208\n", "", "[market.bev] has no `exit_share`", "add `exit_share`: Trend"),
        ("net_price_eur = 22500\n", "", "[product.renault-5] has no `net_price_eur`", "Net revenue per car"),
        ("name = \"Base case\"\n", "", "this scenario has no `name`", ""),
        ("label = \"Ampere\"\nentity", "entity", "[perimeter.ampere] has no `label`", ""),
    ]);
}

#[test]
fn text_that_is_not_toml() {
    check(&[
        (EXIT, "exit_share = ¦\u{201c}20%\u{201d}", "a character that TOML does not know", "plain character"),
        (EXIT, "exit_share ¦=", "not written as TOML asks", "after the equals sign"),
        (EXIT, "exit_share = 0.2\n¦exit_share = 0.3", "`exit_share` is given twice", "keep one"),
        (EXIT, "exit_share ¦0.2", "an equals sign is missing", "name = value"),
        ("[market.bev]", "[market.bev¦", "the closing bracket `]` is missing", "[name]"),
        (EXIT, "exit_share = \"0.2¦", "the closing quotes are missing", "between two quotes"),
    ]);
}
