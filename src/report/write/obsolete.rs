//! Results of an earlier run that the new one does not write: beside new tables they would seem to be of the same run.

/// Figures of `run` and `compare`, by the names of their files. Whoever adds a figure adds it here: a test holds that
/// `--no-plots` leaves none.
const FIGURES: [&str; 14] = [
    "break_even",
    "break_even_shift",
    "brand_volume_mix",
    "cash",
    "cash_fan",
    "co2_fleet",
    "contact_sheet",
    "contribution_by_brand",
    "contribution_by_powertrain",
    "cow_and_bridge",
    "operating_margin",
    "operating_margin_fan",
    "unit_cost_by_generation",
    "unit_cost_path",
];

/// Whether a file is a result that not every run writes, by its path in the folder: trials and figures.
pub(super) fn is_result(path: &str) -> bool {
    let (folder, file) = path.split_once('/').unwrap_or(("", path));
    let (name, ending) = file.rsplit_once('.').unwrap_or((file, ""));
    match (folder, ending) {
        ("tables", "csv" | "parquet") => name == "trials" || name.starts_with("trials-"),
        // With several scenarios there is a shift for each.
        ("plots", "svg" | "png") => FIGURES.contains(&name) || name.starts_with("break_even_shift_"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_told_from_files_of_somebody_else() {
        for path in
            ["tables/trials.csv", "tables/trials-b.parquet", "plots/cash.png", "plots/break_even_shift_b.svg"]
        {
            assert!(is_result(path), "{path}");
        }
        for path in [
            "tables/trialsof.csv",
            "trials.csv",
            "plots/cash.txt",
            "plots/mine.png",
            "plots/a/cash.png",
            "cash",
        ] {
            assert!(!is_result(path), "{path}");
        }
    }
}
