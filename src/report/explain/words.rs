//! Names and formulas of figures and entries.

use crate::engine::ledger::{Entry, Figure, Item};
use crate::model::Business;
use crate::model::business::{Named, UnitCost};
use crate::report::language::Language;

/// Name in tables: that of the metric in `annual.csv`.
pub fn id(figure: Figure) -> &'static str {
    match figure {
        Figure::Volume => "volume",
        Figure::Revenue => "revenue",
        Figure::VariableCost => "variable_cost",
        Figure::ContributionMargin => "contribution_margin",
        Figure::FixedCost => "fixed_cost",
        Figure::Depreciation => "depreciation",
        Figure::OperatingMargin => "operating_margin",
        Figure::Restructuring => "restructuring",
        Figure::Impairment => "impairment",
        Figure::OperatingProfit => "operating_profit",
        Figure::CaptiveRetained => "captive_margin_retained",
        Figure::Co2Cost => "co2_cost",
        Figure::Co2Payment => "co2_payment",
        Figure::Tax => "tax",
        Figure::Investment => "investment",
        Figure::WorkingCapitalIncrease => "working_capital_increase",
        Figure::FreeCashFlow => "free_cash_flow",
    }
}

/// Name for people.
pub fn label(figure: Figure) -> &'static str {
    match figure {
        Figure::Volume => "Vehicles sold",
        Figure::Revenue => "Revenue",
        Figure::VariableCost => "Variable cost",
        Figure::ContributionMargin => "Contribution margin",
        Figure::FixedCost => "Fixed cost",
        Figure::Depreciation => "Depreciation and amortisation",
        Figure::Co2Cost => "CO2 cost",
        Figure::Co2Payment => "CO2 payment",
        Figure::OperatingMargin => "Operating margin",
        Figure::Restructuring => "Restructuring",
        Figure::Impairment => "Impairment",
        Figure::OperatingProfit => "Operating profit",
        Figure::CaptiveRetained => "Captive finance margin retained",
        Figure::Tax => "Tax",
        Figure::Investment => "Investment",
        Figure::WorkingCapitalIncrease => "Increase in working capital",
        Figure::FreeCashFlow => "Free cash flow",
    }
}

/// Unit of a figure's amounts.
pub fn unit(figure: Figure) -> &'static str {
    if figure == Figure::Volume { "vehicles" } else { "EUR" }
}

/// How a figure is made of others; `None` for a sum of entries.
pub fn of_terms(figure: Figure) -> Option<String> {
    let mut text = String::new();
    for (place, (sign, term)) in figure.terms().iter().enumerate() {
        let sign = match (place, sign) {
            (0, _) => "",
            (_, 1) => " + ",
            _ => " - ",
        };
        text.push_str(sign);
        text.push_str(&label(*term).to_lowercase());
    }
    (!text.is_empty()).then_some(text)
}

/// Kind of thing and its name in the scenario file, and its label.
pub fn item(business: &Business, item: Item, language: Language) -> (&'static str, String, String) {
    let of = |kind: &'static str, name: &Named| (kind, name.id.clone(), name.label.clone());
    let fee = |p: usize, what: &str| {
        let name = &business.products[p].name;
        ("access_fee", name.id.clone(), format!("{}, {}", language.statement(what), name.label))
    };
    match item {
        Item::Product(p) => of("product", &business.products[p].name),
        Item::Contract(c) => of("contract", &business.contracts[c].name),
        Item::Service(s) => of("service", &business.services[s].name),
        Item::UsedAssets(s) => {
            let name = &business.services[s].name;
            let label = format!("{}, {}", name.label, language.statement("residual values"));
            ("residual_value", name.id.clone(), label)
        }
        Item::FeePaid(p) => fee(p, "Access fee paid"),
        Item::FeeReceived(p) => fee(p, "Access fee received"),
        Item::Plant(p) => of("plant", &business.plants[p].name),
        Item::CostLine(l) => of("line", &business.lines[l].name),
        Item::Restructuring(l) => of("restructuring", &business.restructurings[l].name),
        Item::Impairment(l) => of("impairment", &business.impairments[l].name),
        Item::OpeningDepreciation(v) => {
            let (kind, id, label) = of("investment", &business.investments[v].name);
            (kind, format!("{id}.opening"), format!("{label}, {}", language.statement("as scheduled")))
        }
        Item::NewDepreciation(v) => {
            let (kind, id, label) = of("investment", &business.investments[v].name);
            (kind, format!("{id}.new"), format!("{label}, {}", language.statement("new spending")))
        }
        Item::Spending(v) => of("investment", &business.investments[v].name),
        Item::FleetCar(c) => {
            let product = business.co2.as_ref().map_or(0, |co2| co2.cars[c].product);
            of("product", &business.products[product].name)
        }
        Item::Bridge => {
            ("bridge", "bridge".to_string(), language.statement("Extra hybrid spending").to_string())
        }
        Item::CrowdedOut => {
            let line = business.bridge.as_ref().and_then(|bridge| bridge.crowds_out).unwrap_or(0);
            let label = &business.lines[line].name.label;
            let label = format!("{label}, {}", language.statement("crowded out"));
            ("bridge", "crowded-out".to_string(), label)
        }
        Item::Perimeter => {
            ("perimeter", "perimeter".to_string(), language.statement("The perimeter as a whole").to_string())
        }
    }
}

/// How an entry is computed.
pub fn formula(business: &Business, entry: &Entry) -> &'static str {
    match (entry.figure, entry.item) {
        (Figure::Volume, _) => "vehicles wanted, as far as plants can build them",
        (Figure::Revenue, Item::Product(_)) => "vehicles x net price x index",
        (_, Item::Product(p)) => match business.products[p].unit_cost {
            UnitCost::Given(_) => "vehicles x unit cost x index",
            UnitCost::BuiltUp(_) => "vehicles x (battery + modules + conversion + launch excess) x index",
        },
        (Figure::Revenue, Item::Contract(_)) => {
            "vehicles x (planned cost x (1 + mark-up) + fee) x index + take-or-pay share x cars not taken x fee x \
             index of cars not taken"
        }
        (_, Item::Contract(_)) => "vehicles x (battery + modules + conversion + launch excess) x index",
        (Figure::Revenue, Item::Service(_)) => "units x attach rate x revenue per unit x index",
        (Figure::FixedCost, Item::Service(_)) => "fixed cost x index",
        (Figure::Investment, Item::Service(_)) => {
            "assets put in service x price x own part x index - own residual value of those returned"
        }
        (Figure::Depreciation, Item::Service(_)) => {
            "own part of prices less residual values, straight-line over the life"
        }
        (_, Item::UsedAssets(_)) => {
            "residual value expected of what is returned x (1 - used price over the one expected)"
        }
        (Figure::CaptiveRetained, _) => "margin of the service x (1 - distributed share)",
        (_, Item::Service(_)) => "revenue of the service x (1 - margin rate)",
        (_, Item::FeePaid(_)) => "vehicles x fee per car x index",
        (_, Item::FeeReceived(_)) => "-(vehicles x fee per car x index), a cost with a minus",
        (_, Item::Plant(_)) => "fixed cost as stated x index x load factor",
        (_, Item::CostLine(l)) if business.lines[l].driver.is_some() => {
            "cost per unit x units of the driver x index"
        }
        (_, Item::CostLine(_) | Item::Restructuring(_) | Item::Impairment(_)) => "cost x index",
        (_, Item::OpeningDepreciation(_)) => "opening schedule, nominal",
        (_, Item::NewDepreciation(_)) => "spending since the end of history, straight-line over its life",
        (_, Item::Spending(_)) => "(capital expenditure + capitalised R&D) x index",
        (Figure::Co2Payment, Item::FleetCar(_)) => "provision at the end of the averaging window",
        (_, Item::FleetCar(_)) => {
            "change of the provision: price x pool's grams above the target so far x these cars' part of them"
        }
        (Figure::Investment, Item::Bridge) => "spending x (1 - expensed share) x index",
        (Figure::Depreciation, Item::Bridge) => "what was not expensed, straight-line over its life",
        (_, Item::Bridge) => "spending x expensed share x index",
        (_, Item::CrowdedOut) => "-(spending x crowding-out share x index), a cost with a minus",
        (Figure::Tax, Item::Perimeter) => "tax rate x (taxable profit - losses used)",
        (_, Item::Perimeter) => "share x (revenue - revenue of the year before), without captive finance",
    }
}
