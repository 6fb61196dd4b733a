//! In whose accounts a recorded series stands: the entity of a product, contract, service, plant, line, platform.

use super::metric::{Grouping, Metric};
use super::recorded::{BRIDGE, CROWDED_OUT};
use super::series::Series;
use crate::model::Business;
use crate::model::business::{CostLine, PerimeterKind, UnitCost};

/// The entity that books a series, by its name in the scenario file; `None` where several may share it.
///
/// Of a platform it is the owner, who receives the access fees of other entities' cars; it is known where such
/// cars are sold.
pub fn entity_of<'a>(business: &'a Business, series: &'a Series) -> Option<&'a str> {
    let id = series.id.as_str();
    let line = |lines: &'a [CostLine]| lines.iter().find(|l| l.name.id == id).map(|l| &l.perimeters);
    let perimeters = match (series.grouping, series.metric) {
        (Grouping::Entity, _) => return Some(id),
        (Grouping::Product, _) => business.products.iter().find(|p| p.name.id == id).map(|p| &p.perimeters),
        (Grouping::Contract, _) => business.contracts.iter().find(|c| c.name.id == id).map(|c| &c.perimeters),
        (Grouping::Service, _) => business.services.iter().find(|s| s.name.id == id).map(|s| &s.perimeters),
        (Grouping::Plant, _) => business.plants.iter().find(|p| p.name.id == id).map(|p| &p.perimeters),
        (Grouping::CostLine, _) if id == CROWDED_OUT => {
            let line = business.bridge.as_ref().and_then(|bridge| bridge.crowds_out);
            line.map(|line| &business.lines[line].perimeters)
        }
        (Grouping::CostLine, _) if id == BRIDGE => business.bridge.as_ref().map(|bridge| &bridge.perimeters),
        (Grouping::CostLine, Metric::FixedCost | Metric::DriverUnits) => line(&business.lines),
        (Grouping::CostLine, Metric::Restructuring) => line(&business.restructurings),
        (Grouping::CostLine, Metric::Impairment) => line(&business.impairments),
        (Grouping::CostLine, _) => {
            business.investments.iter().find(|i| i.name.id == id).map(|i| &i.perimeters)
        }
        (Grouping::Platform, _) => {
            let guest = business.products.iter().find(|product| match &product.unit_cost {
                UnitCost::BuiltUp(car) => {
                    product.pays_access_fee && business.platforms[car.platform].name.id == id
                }
                UnitCost::Given(_) => false,
            });
            guest.map(|product| &product.fee_received_by)
        }
        _ => None,
    };
    let is_entity = |p: &&usize| business.perimeters[**p].kind == PerimeterKind::Entity;
    perimeters?.iter().find(is_entity).map(|p| business.perimeters[*p].name.id.as_str())
}
