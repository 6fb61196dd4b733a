//! Segment and powertrain totals of the market's pools are exact.

use ampere::engine::feed::Feed;
use ampere::model::{State, period};
use ampere::scenario::load::{Source, load};
use ampere::scenario::resolve::resolve;

#[test]
fn pools_add_up_to_powertrains_and_segments_in_every_trial_and_period() {
    let document = load(&Source::Builtin("base".to_string()), &[]).expect("the base case is right");
    let scenario = resolve(&document).expect("the base case resolves");
    let (mut feed, mut state) = (Feed::new(&scenario), State::new(&scenario.business));
    let mut worst: f64 = 0.0;
    for block in 0..4 {
        feed.begin_block(&scenario, block * 128);
        feed.at_base_mid(&scenario);
        state.open_base(&scenario.business, &feed.inputs);
        feed.at_known_until(&scenario);
        state.open_projection(&scenario.business, &feed.inputs, 0.5);
        for when in &scenario.timeline.periods {
            feed.at_period(&scenario, when, block * 128);
            period::step(&scenario.business, &scenario.timeline, when, &feed.inputs, &mut state);
            let registrations = &feed.inputs[scenario.business.market.registrations];
            for i in 0..128 {
                for (p, shares) in state.market.powertrain_shares.iter().enumerate() {
                    let pool: f64 = state.market.pools.iter().map(|segment| segment[p][i]).sum();
                    worst = worst.max((pool / registrations[i] - shares[i]).abs());
                }
                let total: f64 = state.market.pools.iter().flatten().map(|pool| pool[i]).sum();
                assert!((total / registrations[i] - 1.0).abs() < 1e-12);
            }
        }
    }
    assert!(worst < 1e-9, "{worst:e}");
}
