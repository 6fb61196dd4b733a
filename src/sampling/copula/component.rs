//! Inputs that are linked by pairs, made ready for joint draws.

use std::sync::Arc;

use super::rank::Conversion;
use super::student::Student;
use super::symmetric::Symmetric;
use crate::lanes::{Lane, ZERO, fill};
use crate::sampling::{InputId, Sampler, normal};

/// A connected set of correlated inputs.
///
/// Members stand in the order of their keys. Each has its own stream, as if it were alone; the first keeps
/// its draw bit for bit, and a member's draw depends only on the streams of the members before it. So an
/// edit moves no draw outside its component, and a member whose key comes last moves no other inside.
///
/// Gaussian: x = L·z, L being the Cholesky factor of the converted matrix, z_i = Φ⁻¹(u_i).
///
/// t with ν degrees of freedom, written so that the first member keeps its own draw too: x₁ = T_ν⁻¹(u₁), and
/// then, given x₁, x_i = L_i1·x₁ + √((ν + x₁²)/V)·Σ_{j≥2} L_ij·z_j with V ~ χ²(ν + 1), the law of the common
/// mixing variable given x₁. V has a stream of its own, `correlation:` + key of the first member.
///
/// # Source
/// Embrechts, McNeil, Straumann (2002), "Correlation and dependence in risk management"; the conditional
/// distribution of the multivariate t: Ding (2016), The American Statistician 70(3).
#[derive(Clone, Debug)]
pub struct Component {
    keys: Vec<String>,
    ids: Vec<InputId>,
    /// The Cholesky factor, row by row.
    rows: Vec<Vec<f64>>,
    mixing: Option<Mixing>,
}

#[derive(Clone, Debug)]
struct Mixing {
    key: String,
    id: InputId,
    student: Arc<Student>,
}

impl Component {
    /// A component of the inputs with these keys, in rising order, and these rank correlations; `None` if
    /// the correlations contradict each other. The conversion says which copula.
    pub fn new(keys: Vec<String>, ranks: &Symmetric, conversion: &Conversion) -> Option<Component> {
        let parameters = ranks.map(|rank| conversion.parameter(rank));
        if !parameters.is_possible() || keys.len() != parameters.n() {
            return None;
        }
        let key = format!("correlation:{}", keys.first()?);
        let mixing = conversion.student().map(|student| Mixing { id: InputId::of(&key), key, student });
        let rows = parameters.cholesky(0.0)?;
        Some(Component { ids: keys.iter().map(|key| InputId::of(key)).collect(), keys, rows, mixing })
    }

    /// Number of members, at least two.
    pub fn n_members(&self) -> usize {
        self.ids.len()
    }

    /// Keys of the members' streams, in rising order.
    pub fn keys(&self) -> &[String] {
        &self.keys
    }

    /// Identities of the members' streams, in the order of their keys.
    pub fn ids(&self) -> &[InputId] {
        &self.ids
    }

    /// Whether a member's draw is that of its own stream: the first member, and with the Gaussian copula those
    /// that no earlier member is linked to.
    pub fn keeps_its_draw(&self, member: usize) -> bool {
        let before = self.rows.get(member).and_then(|row| row.get(..member));
        member == 0 || self.mixing.is_none() && before.is_some_and(|row| row.iter().all(|w| *w == 0.0))
    }

    /// Key of the stream of the common mixing variable, if the copula has one.
    pub fn mixing_key(&self) -> Option<&str> {
        self.mixing.as_ref().map(|mixing| mixing.key.as_str())
    }

    /// Identity of the stream of the common mixing variable, if the copula has one.
    pub fn mixing_id(&self) -> Option<InputId> {
        self.mixing.as_ref().map(|mixing| mixing.id)
    }

    /// Joint standard normal values, one lane for each member: z with Φ(z) = u, the uniform of the copula.
    ///
    /// `period` is 0 for what is drawn once, and for innovations that of [`Sampler::uniforms`].
    #[inline(always)]
    pub fn draw(&self, sampler: &Sampler, period: u32, first_trial: u64, lanes: &mut [Lane]) {
        for (id, lane) in self.ids.iter().zip(lanes.iter_mut()) {
            sampler.uniforms(*id, period, first_trial, lane);
        }
        let mut mixing = ZERO;
        if let Some(id) = self.mixing_id() {
            sampler.uniforms(id, period, first_trial, &mut mixing);
        }
        self.join(&mut mixing, lanes);
    }

    /// The same from what has been drawn, in place: uniforms of the members' streams and of the mixing variable's,
    /// whose lane is not looked at if there is none.
    #[inline(always)]
    pub fn join(&self, mixing: &mut Lane, lanes: &mut [Lane]) {
        for lane in lanes.iter_mut() {
            normal::quantiles(lane);
        }
        match &self.mixing {
            None => self.gaussian(lanes),
            Some(Mixing { student, .. }) => {
                normal::quantiles(mixing);
                self.student(student, mixing, lanes);
            }
        }
    }

    /// L·z in place: from the last member upwards, since each needs only those before it.
    #[inline(always)]
    fn gaussian(&self, lanes: &mut [Lane]) {
        for (i, row) in self.rows.iter().enumerate().rev() {
            combine(row, 0, i, lanes);
        }
    }

    #[inline(always)]
    fn student(&self, student: &Student, mixed: &mut Lane, lanes: &mut [Lane]) {
        let Some(first) = lanes.first().copied() else { return };
        let mut x = ZERO;
        for ((x, mixed), z) in x.iter_mut().zip(mixed.iter_mut()).zip(&first) {
            // In units of √ν: x₁ is sinh y, and √((ν + x₁²)/ν) is cosh y.
            let (sinh, cosh) = student.sinh_cosh(*z);
            *x = sinh;
            *mixed = cosh * student.inverse_chi(*mixed);
        }
        for (i, row) in self.rows.iter().enumerate().skip(1).rev() {
            combine(row, 1, i, lanes);
            let weight = row[0];
            for ((z, x), scale) in lanes[i].iter_mut().zip(&x).zip(mixed.iter()) {
                *z = student.score(weight * x + scale * *z);
            }
        }
    }
}

/// lanes[i] ← Σ_{from ≤ j ≤ i} row[j]·lanes[j], in rising order of j.
#[inline(always)]
fn combine(row: &[f64], from: usize, i: usize, lanes: &mut [Lane]) {
    let (before, rest) = lanes.split_at_mut(i);
    let Some(own) = rest.first_mut() else { return };
    let mut sum = ZERO;
    for (weight, lane) in row.iter().zip(before.iter()).skip(from).filter(|(weight, _)| **weight != 0.0) {
        for (sum, z) in sum.iter_mut().zip(lane) {
            *sum += weight * z;
        }
    }
    let weight = row[i];
    let z = *own;
    fill(own, |k| sum[k] + weight * z[k]);
}
