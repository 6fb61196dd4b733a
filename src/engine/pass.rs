//! The pieces of work that fill inputs, each compiled by itself for every instruction set.

use crate::lanes::{Lane, Pass};
use crate::sampling::{Component, InputId, Noise, NoiseState, Sampler, Shape, normal};

/// Places the draws of one stream for a block: uniforms under the plan.
pub(super) struct Place<'a> {
    pub sampler: &'a Sampler,
    pub id: InputId,
    pub period: u32,
    pub first_trial: u64,
    pub out: &'a mut Lane,
}

impl Pass for Place<'_> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        self.sampler.uniforms(self.id, self.period, self.first_trial, self.out);
    }
}

/// Uniforms, or joint normals, → draws of one distribution, in place.
pub(super) struct Form<'a> {
    pub shape: &'a Shape,
    pub is_joint: bool,
    pub out: &'a mut Lane,
}

impl Pass for Form<'_> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        if self.is_joint { self.shape.apply_to_normals(self.out) } else { self.shape.apply(self.out) }
    }
}

/// Uniforms of the members of one component → joint normals, in place.
pub(super) struct Join<'a> {
    pub component: &'a Component,
    pub mixing: &'a mut Lane,
    pub lanes: &'a mut [Lane],
}

impl Pass for Join<'_> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        self.component.join(self.mixing, self.lanes);
    }
}

/// Uniforms → standard normal innovations, in place.
pub(super) struct Normals<'a>(pub &'a mut Lane);

impl Pass for Normals<'_> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        normal::quantiles(self.0);
    }
}

/// Moves the noise of an input on by one period and applies it.
pub(super) struct Shake<'a> {
    pub noise: &'a Noise,
    pub years: f64,
    pub innovations: &'a Lane,
    pub state: &'a mut NoiseState,
    pub lane: &'a mut Lane,
}

impl Pass for Shake<'_> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        self.state.advance(self.noise, self.years, self.innovations);
        self.state.apply(self.noise, self.lane);
    }
}
