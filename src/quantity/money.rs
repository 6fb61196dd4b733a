//! Inside the program money is in EUR; files and tables speak EUR million.

/// EUR in one EUR million, the unit of keys and columns that end in `_eur_m`.
pub const EUR_PER_EUR_M: f64 = 1e6;

/// EUR million as written in a file → EUR.
pub fn from_eur_m(eur_m: f64) -> f64 {
    eur_m * EUR_PER_EUR_M
}

/// EUR → EUR million as shown in a table.
pub fn to_eur_m(eur: f64) -> f64 {
    eur / EUR_PER_EUR_M
}
