//! Mistakes planted on purpose: the checks of the other sections must refuse them.

use ampere::sampling::copula::Conversion;
use ampere::sampling::{Copula, Distribution, Noise, NoiseKind, Plan};

use crate::check::{Row, Section};
use crate::family::{Case, cases};
use crate::noise::{Course, compared, log_noise};
use crate::table::Table;
use crate::{copula, coverage, distribution, draws, first_passage, nist, valuation};

pub fn section() -> Section {
    let cases = cases();
    let place = |name: &str| cases.iter().position(|case| case.name == name).expect("a case of the table");
    let both = |mistake: &str, name: &str, wrong: &Distribution| {
        let (at, case): (usize, &Case) = (place(name), &cases[place(name)]);
        [
            Row::planted(&format!("{mistake}: quantiles"), distribution::row_of(case, wrong)),
            Row::planted(&format!("{mistake}: draws"), draws::row_of(at, case, wrong)),
        ]
    };
    let mut rows = Vec::new();
    let gaussian = Conversion::new(Copula::Gaussian);
    rows.push(Row::planted(
        "rank correlation taken for the copula's parameter",
        copula::rank_correlation("gaussian", gaussian.rank(0.6), 0.6),
    ));
    rows.push(Row::planted(
        "rank correlation converted twice",
        copula::rank_correlation("gaussian", gaussian.parameter(0.6), 0.6),
    ));
    let student = Conversion::new(Copula::StudentT { degrees_of_freedom: 4.0 });
    rows.push(Row::planted(
        "Gaussian conversion under the t copula",
        copula::rank_correlation("4.0", student.rank(gaussian.parameter(0.6)), 0.6),
    ));
    let log = |log_mean: f64, log_sd: f64| Distribution::Lognormal { log_mean, log_sd };
    rows.extend(both(
        "mean and sd of a lognormal taken for those of its logarithm",
        "lognormal(1, 0.11)",
        &log(1.0, 0.11),
    ));
    rows.extend(both(
        "logarithms of mean and sd taken for mean and sd of the logarithm",
        "lognormal(20, 35)",
        &log(20f64.ln(), 35f64.ln()),
    ));
    // σ² = ln(1 + 0.11²) as it should be, but μ without −σ²/2.
    rows.extend(both(
        "mean of a lognormal taken for its median",
        "lognormal(1, 0.11)",
        &log(0.0, (1.0f64 + 0.11 * 0.11).ln().sqrt()),
    ));
    let normal = |mean: f64, sd: f64| Distribution::Normal { mean, sd };
    rows.extend(both("variance taken for sd", "normal(1, 0.05)", &normal(1.0, 0.05 * 0.05)));
    rows.extend(both("sd taken for variance", "normal(−3, 20)", &normal(-3.0, 20f64.sqrt())));
    let ar = |sd, dt, extra_steps| Course {
        noise: Noise { sd, persistence: 0.7, kind: NoiseKind::Log },
        dt,
        extra_steps,
    };
    // The noise that is drawn has the sd 0.04, the variance of the one that is checked.
    rows.push(Row::planted(
        "variance of noise taken for its sd",
        compared(ar(0.04, 0.25, 0), ar(0.2, 0.25, 0)),
    ));
    rows.push(Row::planted("noise: one period too many", log_noise(ar(0.2, 0.25, 1))));
    let table = Table::read("finance.csv");
    rows.push(Row::planted(
        "present value: one period too many",
        valuation::present_values("each flow a year late", &table.with("what", "npv"), 1.0, 0.0, 1),
    ));
    rows.push(Row::planted("date of break-even: one period too late", first_passage::planted_delay(1)));
    for name in ["Michelso", "NumAcc1", "PiDigits"] {
        let table = Table::read("nist.csv");
        let entry = table.with("name", name)[0];
        let values = entry.numbers("values");
        let moments = nist::moments(&values);
        let n = values.len() as f64;
        let with_n = moments.standard_deviation() * ((n - 1.0) / n).sqrt();
        rows.push(Row::planted("sd with n in place of n − 1", nist::check(entry, moments.mean(), with_n)));
    }
    for (drawn, intervals) in [(Plan::LatinHypercube, Plan::Random), (Plan::Sobol, Plan::Random)] {
        let mistake = format!("σ/√n for the trials of `{}`", drawn.id());
        rows.push(Row::planted(&mistake, coverage::wrong_plan(drawn, intervals)));
    }
    Section {
        title: "Planted mistakes",
        method: "Each of the usual mix-ups is fed to the check that stands above, with its tolerance. The verdict \
                 is right when that check refuses it. The second column names the check."
            .into(),
        rows,
    }
}
