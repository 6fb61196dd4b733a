//! A check and its result: one row of a table of the page.

/// Chance of a false alarm of one statistical check at a seed picked at random: one in a million.
pub const ALPHA: f64 = 1e-6;

/// Five standard errors: a normal value lies further out with probability 5.7e-7.
pub const STANDARD_ERRORS: f64 = 5.0;
const BEYOND_FIVE: f64 = 5.733_031_4e-7;

/// One line of the page.
#[derive(Clone, Debug)]
pub struct Row {
    pub check: String,
    pub reference: String,
    pub figures: Vec<Figure>,
    pub passed: bool,
    /// Chance that it fails at a seed picked at random although all is well; 0 where nothing is random.
    pub false_alarm: f64,
}

/// Checks that belong together.
#[derive(Clone, Debug)]
pub struct Section {
    pub title: &'static str,
    /// What is done and where the thresholds come from; Markdown.
    pub method: String,
    pub rows: Vec<Row>,
}

/// A single figure within a row.
#[derive(Clone, Debug)]
pub struct Figure {
    pub name: String,
    pub tolerance: String,
    pub result: String,
    passed: bool,
    false_alarm: f64,
}

impl Figure {
    /// An error that must not exceed a tolerance; NaN fails.
    pub fn error(name: &str, worst: f64, tolerance: f64) -> Figure {
        Figure {
            name: name.into(),
            tolerance: format!("≤ {}", power(tolerance)),
            result: rounded_up(worst),
            passed: worst <= tolerance,
            false_alarm: 0.0,
        }
    }

    /// An estimate against its expectation: at most five standard errors.
    pub fn estimate(name: &str, found: f64, expected: f64, standard_error: f64) -> Figure {
        let z = (found - expected) / standard_error;
        Figure {
            name: name.into(),
            tolerance: "5 s.e.".into(),
            result: format!("{} for {} ({})", significant(found), significant(expected), signed(z)),
            passed: z.abs() <= STANDARD_ERRORS,
            false_alarm: BEYOND_FIVE,
        }
    }

    /// A test statistic that exceeds its limit with the probability `alpha`.
    pub fn statistic(name: &str, found: f64, limit: f64, alpha: f64) -> Figure {
        Figure {
            name: name.into(),
            tolerance: format!("≤ {}", significant(limit)),
            result: significant(found),
            passed: found <= limit,
            false_alarm: alpha,
        }
    }

    /// A count between two limits, both allowed.
    pub fn count(name: &str, found: u64, limits: (u64, u64), alpha: f64) -> Figure {
        Figure {
            name: name.into(),
            tolerance: format!("{}–{}", limits.0, limits.1),
            result: found.to_string(),
            passed: (limits.0..=limits.1).contains(&found),
            false_alarm: alpha,
        }
    }

    /// An error in units in the last place.
    pub fn at_most_ulp(worst: f64, tolerance: f64) -> Figure {
        Figure {
            name: String::new(),
            tolerance: format!("≤ {tolerance} ulp"),
            result: format!("{worst:.2} ulp"),
            passed: worst <= tolerance,
            false_alarm: 0.0,
        }
    }

    /// A figure at least as large as a limit.
    pub fn at_least(name: &str, found: f64, limit: f64, text: impl Fn(f64) -> String) -> Figure {
        Figure {
            name: name.into(),
            tolerance: format!("≥ {}", text(limit)),
            result: text(found),
            passed: found >= limit,
            false_alarm: 0.0,
        }
    }

    /// A figure between two limits.
    pub fn between(name: &str, found: f64, limits: (f64, f64), text: impl Fn(f64) -> String) -> Figure {
        Figure {
            name: name.into(),
            tolerance: format!("{} to {}", text(limits.0), text(limits.1)),
            result: text(found),
            passed: (limits.0..=limits.1).contains(&found),
            false_alarm: 0.0,
        }
    }

    /// An estimate that may miss its expectation by a stated amount; where that holds five standard errors,
    /// the chance of a false alarm is at most theirs.
    pub fn within(name: &str, found: f64, expected: f64, allowed: f64) -> Figure {
        Figure {
            name: name.into(),
            tolerance: format!("± {}", significant(allowed)),
            result: format!("{} for {}", significant(found), significant(expected)),
            passed: (found - expected).abs() <= allowed,
            false_alarm: BEYOND_FIVE,
        }
    }

    /// A share of runs between two limits, which are told without the name.
    pub fn coverage(name: &str, found: f64, limits: (f64, f64), text: impl Fn(f64) -> String) -> Figure {
        let tolerance = format!("{} to {}", text(limits.0), text(limits.1));
        Figure { tolerance, false_alarm: BEYOND_FIVE, ..Figure::between(name, found, limits, &text) }
    }

    /// A verdict in words.
    pub fn says(said: &str, wanted: &str, right: bool) -> Figure {
        Figure {
            name: String::new(),
            tolerance: wanted.into(),
            result: said.into(),
            passed: right,
            false_alarm: 0.0,
        }
    }

    /// A number of cases of which all must agree.
    pub fn all(found: usize, wanted: usize) -> Figure {
        Figure {
            name: String::new(),
            tolerance: "equal bits".into(),
            result: format!("{found} of {wanted}"),
            passed: found == wanted && wanted > 0,
            false_alarm: 0.0,
        }
    }
}

impl Row {
    /// A row of figures; it passes if all of them do.
    pub fn of(check: impl Into<String>, reference: impl Into<String>, figures: Vec<Figure>) -> Row {
        Row {
            check: check.into(),
            reference: reference.into(),
            passed: !figures.is_empty() && figures.iter().all(|f| f.passed),
            false_alarm: figures.iter().map(|f| f.false_alarm).sum(),
            figures,
        }
    }

    /// A planted mistake: the same check, fed with the wrong thing, must fail.
    pub fn planted(mistake: &str, fed: Row) -> Row {
        Row {
            check: mistake.to_string(),
            reference: fed.check,
            passed: !fed.passed,
            // That a mistake slips through is another probability, and fixed by the seed.
            false_alarm: 0.0,
            ..fed
        }
    }
}

/// At most four significant digits, and few enough that every platform prints the same.
pub fn significant(x: f64) -> String {
    if x == 0.0 {
        return "0".into();
    }
    let digits = (3 - x.abs().log10().floor() as i32).max(0) as usize;
    let text = if x.abs() < 1e-3 || x.abs() >= 1e7 { format!("{x:.2e}") } else { format!("{x:.digits$}") };
    text.replace('-', "−")
}

/// A number of standard errors, with its sign and one decimal.
pub fn signed(z: f64) -> String {
    let text = format!("{z:+.1}").replace("+0.0", "0.0").replace("-0.0", "0.0");
    format!("{} s.e.", text.replace('-', "−"))
}

fn power(x: f64) -> String {
    if (1e-3..1e6).contains(&x) { format!("{x}") } else { format!("{x:e}").replace('-', "−") }
}

/// An error as an upper limit of one digit, 1, 2 or 5 times a power of ten: the last bits of a platform's
/// functions do not show.
pub fn rounded_up(x: f64) -> String {
    if x == 0.0 {
        return "0".into();
    }
    if !x.is_finite() {
        return "not a number".into();
    }
    let exponent = x.log10().floor() as i32;
    let lead = x / 10f64.powi(exponent);
    let (digit, exponent) = match lead {
        lead if lead <= 1.0 => (1, exponent),
        lead if lead <= 2.0 => (2, exponent),
        lead if lead <= 5.0 => (5, exponent),
        _ => (1, exponent + 1),
    };
    if (-3..=2).contains(&exponent) {
        format!("{}", f64::from(digit) * 10f64.powi(exponent))
    } else {
        format!("{digit}e{exponent}").replace('-', "−")
    }
}
