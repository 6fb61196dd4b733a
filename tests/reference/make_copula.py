"""copula.csv: what Gaussian and t copulas promise, from other routes than the product's own.

- spearman: rank correlation of the copula with parameter rho. Gaussian: (6/pi) asin(rho/2) at 50 digits. t: the
  derivative of the bivariate distribution function in rho is elementary (Plackett's identity), so
  rho_s(rho) = 12 * triple integral over x, y and r in 0..rho of
  t(x) t(y) / (2 pi sqrt(1-r^2)) * (1 + (x^2+y^2-2 r x y)/(nu (1-r^2)))^(-nu/2),
  by Gauss-Legendre in r and equal steps in asinh(x/sqrt nu); two grids must agree.
- joint_tail: P(U < q, V < q) by scipy's t and normal distributions and adaptive quadrature.
- tail_dependence: 2 T_{nu+1}(-sqrt((nu+1)(1-rho)/(1+rho))) by scipy.
- trivariate: P(all three above their medians) for three parameters, by scipy's multivariate normal.
"""

import mpmath as mp
import numpy as np
import scipy
import scipy.stats as st
from scipy.integrate import quad

from table import number, write

mp.mp.dps = 50
rows = []


def t_spearman(nu, rho, step, order):
    reach = 40.0 / nu + 3
    y = np.arange(-reach, reach + step, step)
    x = np.sqrt(nu) * np.sinh(y)
    weight = st.t.pdf(x, nu) * np.sqrt(nu) * np.cosh(y) * step
    nodes, weights = np.polynomial.legendre.leggauss(order)
    # r = sin(a): the factor 1/sqrt(1 - r^2) goes away.
    top = np.arcsin(rho)
    total = 0.0
    for node, w in zip(nodes, weights):
        r = np.sin(0.5 * top * (node + 1))
        q = (x[:, None] ** 2 + x[None, :] ** 2 - 2 * r * x[:, None] * x[None, :]) / (nu * (1 - r * r))
        total += 0.5 * top * w * (weight @ (1 + q) ** (-nu / 2) @ weight)
    return 12 * total / (2 * np.pi)


for rho in [-0.9, -0.5, -0.1, 0.05, 0.3, 0.5, 0.7, 0.9, 0.95]:
    rows.append(["spearman", "gaussian", number(rho), "0", number(6 / mp.pi * mp.asin(mp.mpf(rho) / 2)), "1e-16"])
for nu in [2.0, 3.5, 5.0, 10.0, 30.0, 100.0]:
    for rho in [-0.5, 0.1, 0.3, 0.6, 0.9]:
        coarse, fine = t_spearman(nu, rho, 0.06 if nu < 20 else 0.03, 24), t_spearman(nu, rho, 0.04 if nu < 20 else 0.02, 40)
        error = max(abs(fine - coarse), 1e-15)
        assert error < 1e-9, (nu, rho, error)
        rows.append(["spearman", number(nu), number(rho), "0", number(fine), f"{error:.0e}"])

for rho in [-0.5, 0.0, 0.3, 0.7]:
    for q in [0.01, 0.001]:
        c = st.norm.ppf(q)
        value = quad(lambda x: st.norm.pdf(x) * st.norm.cdf((c - rho * x) / np.sqrt(1 - rho**2)), -np.inf, c, epsabs=0, epsrel=1e-11)[0]
        rows.append(["joint_tail", "gaussian", number(rho), number(q), number(value), "1e-10"])
    for nu in [2.0, 4.0, 10.0]:
        lam = 2 * st.t.cdf(-np.sqrt((nu + 1) * (1 - rho) / (1 + rho)), nu + 1)
        rows.append(["tail_dependence", number(nu), number(rho), "0", number(lam), "1e-14"])
        for q in [0.01, 0.001, 1e-6, 1e-9]:
            c = st.t.ppf(q, nu)
            inner = lambda x: st.t.cdf((c - rho * x) / np.sqrt((1 - rho**2) * (nu + x * x) / (nu + 1)), nu + 1)
            # x = T^-1(q s): the mass below c in equal parts.
            value = quad(lambda s: q * inner(st.t.ppf(q * s, nu)), 0, 1, epsabs=0, epsrel=1e-11)[0]
            rows.append(["joint_tail", number(nu), number(rho), number(q), number(value), "1e-10"])

for r12, r13, r23 in [(0.5, 0.5, 0.5), (0.3, -0.4, 0.6), (-0.2, 0.7, 0.1)]:
    value = st.multivariate_normal([0, 0, 0], [[1, r12, r13], [r12, 1, r23], [r13, r23, 1]], seed=1,
                                   abseps=1e-9, releps=1e-9, maxpts=10_000_000).cdf([0, 0, 0])
    closed = 1 / 8 + (np.arcsin(r12) + np.arcsin(r13) + np.arcsin(r23)) / (4 * np.pi)
    assert abs(value - closed) < 1e-6, (value, closed)
    rows.append(["trivariate", f"{r12};{r13};{r23}", "0", "0", number(closed), "1e-16"])

write(
    "copula.csv",
    [f"mpmath {mp.__version__}, scipy {scipy.__version__}, NumPy {np.__version__}; made by make_copula.py, which says how",
     "copula: gaussian or degrees of freedom of t; error: agreement of two grids, or the tolerance asked of the library"],
    ["what", "copula", "parameter", "q", "value", "error"],
    rows,
)
