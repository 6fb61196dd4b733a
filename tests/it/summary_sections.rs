//! The sections of the summary say what the tables say: guidance, cash cow, bridge, CO2; and what a comparison says of
//! them is in its tables too.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::program::{ampere, text};

/// A figure of a table by what identifies its row.
type Found = BTreeMap<Vec<String>, f64>;

fn table(path: &Path, keys: &[&str], value: &str) -> Found {
    let bytes = fs::read(path).expect("a table");
    let mut reader = csv::Reader::from_reader(&bytes[..]);
    let head = reader.headers().expect("a head").clone();
    let place = |name: &str| head.iter().position(|column| column == name).expect("a column");
    let (keys, value): (Vec<usize>, usize) = (keys.iter().map(|key| place(key)).collect(), place(value));
    let rows = reader.records().map(|row| row.expect("a row"));
    rows.filter_map(|row| {
        let key = keys.iter().map(|column| row[*column].to_string()).collect();
        Some((key, row[value].parse().ok()?))
    })
    .collect()
}

fn json(arguments: &[&str], folder: &Path) -> Value {
    let arguments = [arguments, &["--format", "json", "--quiet", "--trials", "512"]].concat();
    let output = ampere(&arguments, folder);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    serde_json::from_str(&text(&output.stdout)).expect("JSON")
}

/// Tables have ten digits and more.
fn close(what: &str, told: &Value, table: f64) {
    let told = told.as_f64().unwrap_or_else(|| panic!("{what}: {told}"));
    assert!((told - table).abs() <= 1e-6 * table.abs().max(1e-3), "{what}: {told} and {table}");
}

fn get(found: &Found, key: &[&str]) -> f64 {
    let key: Vec<String> = key.iter().map(|part| part.to_string()).collect();
    *found.get(&key).unwrap_or_else(|| panic!("no {key:?}"))
}

fn year(of: &Value, name: &str) -> String {
    of[name].as_i64().expect("a year").to_string()
}

#[test]
fn sections_have_the_figures_of_the_tables() {
    let root = tempfile::tempdir().expect("a folder");
    let told = json(&["run"], root.path());
    let tables = root.path().join("output/base/tables");
    let metric = |value: &str| table(&tables.join("metrics.csv"), &["name", "metric", "year"], value);
    let (means, p10, medians) = (metric("mean"), metric("p10"), metric("p50"));
    let paid = table(&tables.join("annual.csv"), &["grouping", "metric", "year"], "mean");
    let never = table(&tables.join("break_even.csv"), &["metric", "year", "quarter"], "never");

    let guidance = &told["group_guidance"];
    let years = guidance["years"].as_array().expect("years");
    assert_eq!((years.len(), year(&years[0], "year")), (10, "2026".to_string()));
    for of in years {
        for (field, name) in [
            ("met", "probability_of_guidance"),
            ("worst", "probability_of_worst_year"),
            ("negative_free_cash_flow", "probability_of_negative_free_cash_flow"),
        ] {
            close(name, &of[field]["probability"], get(&means, &["group", name, &year(of, "year")]));
        }
    }
    let worst = &guidance["worst_operating_margin_ratio"]["p10"]["value"];
    close("worst", worst, get(&p10, &["group", "worst_operating_margin_ratio", ""]));
    assert!(guidance["guidance"].as_str().is_some_and(|stated| stated.contains('%')));

    let cow = &told["cash_cow"];
    assert_eq!((&cow["payer"]["id"], &cow["need"]["id"]), (&"dacia".into(), &"ampere".into()));
    let years = cow["years"].as_array().expect("years");
    assert_eq!(years.len(), 10);
    for of in years {
        let (name, year) = ("dacia-covers-ampere", year(of, "year"));
        close("cover", &of["cover"]["median"]["value"], get(&medians, &[name, "cover", &year]));
        let no_need = get(&means, &[name, "probability_of_no_need", &year]);
        close("no need", &of["no_need"]["probability"], no_need);
        assert!(of["cover"]["mean"]["value"].is_null(), "the need may be next to nothing");
    }
    let uncovered = &cow["not_covered"]["not_by_horizon"]["probability"];
    close("never uncovered", uncovered, get(&never, &["cover_below_one", "2035", "4"]));

    let never_of =
        table(&tables.join("break_even.csv"), &["perimeter", "metric", "year", "quarter"], "never");
    for of in told["values"].as_array().expect("values") {
        let id = of["perimeter"]["id"].as_str().expect("a name");
        for (field, name) in [
            ("net_present_value_eur_m", "net_present_value"),
            ("net_present_value_with_terminal_value_eur_m", "net_present_value_with_terminal_value"),
        ] {
            close(name, &of[field]["mean"]["value"], get(&means, &[id, name, ""]));
        }
        let deepest = get(&never_of, &[id, "peak_funding_date", "2035", "4"]);
        close("still deepest", &of["peak_funding_at_horizon"]["probability"], deepest);
    }

    let bridge = &told["bridge"];
    assert_eq!((&bridge["from"]["id"], &bridge["to"]["id"]), (&"hev".into(), &"bev".into()));
    for date in bridge["dates"].as_array().expect("dates") {
        let name = date["date"].as_str().expect("a name");
        close(name, &date["not_by_horizon"]["probability"], get(&never, &[name, "2035", "4"]));
    }
    close(
        "valley",
        &bridge["valley_eur_m"]["mean"]["value"],
        get(&means, &["hev-to-bev", "bridge_valley", ""]),
    );

    let windows = told["co2"]["windows"].as_array().expect("windows");
    let spans: Vec<String> =
        windows.iter().map(|of| format!("{} {}", of["first_year"], of["last_year"])).collect();
    let alone = |year: i32| format!("{year} {year}");
    let expected = ["2025 2027".to_string(), alone(2028), alone(2029), "2030 2032".to_string()];
    assert_eq!(spans[..4], expected);
    for of in windows {
        let last = year(of, "last_year");
        let deviation = get(&paid, &["co2", "window_deviation", &last]);
        close("deviation", &of["deviation_g_per_km"]["mean"]["value"], deviation);
        close("payment", &of["payment_eur_m"]["mean"]["value"], get(&paid, &["group", "co2_payment", &last]));
        let met = get(&means, &["pool", "probability_of_co2_target", &last]);
        close("met", &of["target_met"]["probability"], met);
        // The share counts what the yearly series says in each future.
        close("series", &of["target_met"]["probability"], get(&paid, &["co2", "window_target_met", &last]));
    }
    let all: f64 =
        windows.iter().map(|of| of["payment_eur_m"]["mean"]["value"].as_f64().unwrap_or(0.0)).sum();
    let booked: f64 = (2026..=2035).map(|y| get(&paid, &["group", "co2_cost", &y.to_string()])).sum();
    assert!((all - booked).abs() < 1e-3 * booked, "windows pay {all}, years book {booked}");

    let rule = told["funding_rule"]["rule"].as_str().expect("a rule");
    for part in ["Ampere", "Dacia", "lowest 30%, most likely 60%, highest 100%", "by 2 years at most"] {
        assert!(rule.contains(part), "{part}: {rule}");
    }
    for slip in told["funding_rule"]["slips"].as_array().expect("slips") {
        let id = slip["id"].as_str().expect("a name");
        let of_it = table(&tables.join("annual.csv"), &["name", "metric", "year"], "mean");
        close(id, &slip["years"]["mean"]["value"], get(&of_it, &[id, "funding_slip", "2035"]));
    }
}

#[test]
fn sections_of_a_comparison_have_the_figures_of_its_tables() {
    let root = tempfile::tempdir().expect("a folder");
    let told = json(&["compare", "builtin:base", "builtin:price-war"], root.path());
    let tables = root.path().join("output/base-vs-price-war/tables");
    let changes = table(&tables.join("metrics_difference.csv"), &["metric", "year"], "mean_difference");
    let paid =
        table(&tables.join("annual_difference.csv"), &["grouping", "metric", "year"], "mean_difference");
    let pair = &told["comparisons"][0];
    let guidance = pair["group_guidance_met"].as_array().expect("years");
    assert_eq!(guidance.len(), 10);
    for of in guidance {
        close(
            "guidance",
            &of["change"]["value"],
            get(&changes, &["probability_of_guidance", &year(of, "year")]),
        );
    }
    let named = table(&tables.join("metrics_difference.csv"), &["name", "metric"], "mean_difference");
    let levels = table(&tables.join("metrics.csv"), &["scenario", "name", "metric"], "mean");
    let cuts = pair["cost_cuts"].as_array().expect("cuts");
    assert_eq!(cuts.len(), 2);
    for cut in cuts {
        let id = |part: &str| cut[part]["id"].as_str().expect("a name").to_string();
        let (name, at) = (format!("{}.{}", id("platform"), id("generation")), &cut["measured_at"]);
        let at = format!("{:.2}", at.as_f64().expect("a date"));
        let (realised, target) =
            (format!("realised_cost_cut_by_{at}"), format!("probability_of_40_percent_by_{at}"));
        for (scenario, letter) in [("base", "a"), ("price-war", "b")] {
            let mean = &cut[format!("realised_{letter}")]["mean"]["value"];
            close("cut", mean, get(&levels, &[scenario, &name, &realised]));
            let share = &cut["target_reached"][letter]["probability"];
            close("target", share, get(&levels, &[scenario, &name, &target]));
        }
        close("change of cut", &cut["realised_change"]["value"], get(&named, &[&name, &realised]));
        let change = &cut["target_reached"]["change"]["value"];
        close("change of target", change, get(&named, &[&name, &target]));
    }
    for of in pair["co2_windows"].as_array().expect("windows") {
        let last = year(of, "last_year");
        let met = get(&changes, &["probability_of_co2_target", &last]);
        close("met", &of["target_met"]["change"]["value"], met);
        let difference = get(&paid, &["group", "co2_payment", &last]);
        close("payment", &of["payment_difference_eur_m"]["value"], difference);
    }
    let handed = &pair["bridge_hand_over"]["by_end_of"];
    let later = handed.as_array().and_then(|by| by.last()).expect("a year");
    assert!(later["change"]["value"].as_f64().is_some_and(|change| change < 0.0), "{later}");
    // Rules are told where they differ.
    assert!(pair["funding_rules"].is_null());
    let other =
        "extends = \"builtin:base\"\nname = \"Alone\"\nsource = \"judgement\"\nfunding.active = \"no\"\n";
    fs::write(root.path().join("alone.toml"), other).expect("written");
    let told = json(&["compare", "builtin:base", "alone.toml"], root.path());
    let rules = told["comparisons"][0]["funding_rules"].as_array().expect("both").clone();
    assert!(rules[0].is_string() && rules[1].is_null(), "{rules:?}");
}

#[test]
fn a_business_without_these_things_has_no_such_sections() {
    let root = tempfile::tempdir().expect("a folder");
    fs::write(root.path().join("plain.toml"), crate::worked_example::SCENARIO).expect("written");
    let told = json(&["run", "plain.toml"], root.path());
    for section in ["cash_cow", "funding_rule", "bridge", "co2"] {
        assert!(told[section].is_null(), "{section}: {}", told[section]);
    }
    assert!(told["group_guidance"]["guidance"].is_null());
    let output = ampere(&["run", "plain.toml", "--trials", "64"], root.path());
    let printed = text(&output.stdout);
    assert!(told["values"][0]["net_present_value_with_terminal_value_eur_m"].is_null());
    for word in ["CASH COW", "Funding rule", "BRIDGE", "CO2", "≥ guidance", "NPV + terminal"] {
        assert!(!printed.contains(word), "{word}\n{printed}");
    }
    assert!(printed.contains("BREAK-EVEN") && printed.contains("Worst projected year"), "{printed}");
    let plots = root.path().join("output/plain/plots");
    assert!(plots.join("break_even.svg").exists());
    for figure in ["co2_fleet.svg", "cow_and_bridge.svg"] {
        assert!(!plots.join(figure).exists(), "{figure}");
    }
}
