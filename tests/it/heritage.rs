//! The worked example's other half: an entity that earns with combustion cars.

/// 30,000 cars a year at 120 g/km, 2,000 euros of contribution each, beside the electric cars of the worked example.
pub const HERITAGE: &str = r#"
[entity.heritage]
label = "Heritage"

[programme.combustion]
label = "Combustion cars"

[product.old]
label = "Old"
brand = "volt"
entity = "heritage"
programme = "combustion"
powertrain = "ice"
volume = 30000
actuals = 30000
net_price_eur = 20000
unit_cost_eur = 18000
co2_g = 120
"#;
