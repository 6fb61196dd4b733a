"""first_passage.csv: when Brownian motion with drift, starting at -b, first reaches 0.

- continuous: the inverse Gaussian law, P(T <= t) = Phi((mu t - b)/(s sqrt t)) + e^(2 mu b/s^2) Phi((-b - mu t)/(s sqrt t)),
  with mpmath; for mu > 0 compared with scipy.stats.invgauss.
- watched: P(reached at one of the dates dt, 2dt, ..., t), by carrying the density of what has not reached it
  from date to date with Gauss-Legendre quadrature; two grids must agree.
"""

import mpmath as mp
import numpy as np
import scipy
import scipy.stats as st

from table import number, write

mp.mp.dps = 40
rows = []


def continuous(mu, b, s, t):
    mu, b, s, t = map(mp.mpf, (mu, b, s, t))
    return mp.ncdf((mu * t - b) / (s * mp.sqrt(t))) + mp.exp(2 * mu * b / s**2) * mp.ncdf((-b - mu * t) / (s * mp.sqrt(t)))


def watched(mu, b, s, dt, dates, panels, order=12):
    """Shares reached by each of the dates."""
    depth = b + 9 * s * np.sqrt(max(dates)) + max(-mu, 0) * max(dates)
    edges = -depth * np.linspace(0, 1, panels + 1)[::-1] ** 1.0
    nodes, weights = np.polynomial.legendre.leggauss(order)
    mid, half = (edges[1:] + edges[:-1]) / 2, (edges[1:] - edges[:-1]) / 2
    x = (mid[:, None] + half[:, None] * nodes).ravel()
    w = (half[:, None] * weights).ravel()
    sd = s * np.sqrt(dt)
    kernel = st.norm.pdf(x[:, None], x[None, :] + mu * dt, sd) * w[None, :]
    density = st.norm.pdf(x, -b + mu * dt, sd)
    steps = [round(t / dt) for t in dates]
    found = []
    for k in range(1, max(steps) + 1):
        if k > 1:
            density = kernel @ density
        if k in steps:
            found.append(1 - w @ density)
    return found


DATES = [1.0, 2.0, 5.0, 10.0]
for mu, b, s in [(0.5, 1.0, 1.0), (0.0, 0.8, 0.6), (-0.3, 0.6, 0.8)]:
    for t in DATES:
        value = continuous(mu, b, s, t)
        if mu > 0:
            # invgauss(m, scale=l) has mean m*l and shape l.
            mean, shape = b / mu, b * b / (s * s)
            assert abs(st.invgauss(mean / shape, scale=shape).cdf(t) - float(value)) < 1e-13
        rows.append(["continuous", mu, b, s, 0, t, number(value)])
    never = max(mp.mpf(0), 1 - mp.exp(2 * mp.mpf(mu) * mp.mpf(b) / mp.mpf(s) ** 2)) if mu < 0 else mp.mpf(0)
    rows.append(["never", mu, b, s, 0, "inf", number(never)])
    for dt in [1.0, 0.25, 0.0625, 0.015625]:
        sd = s * np.sqrt(dt)
        reach = b + 9 * s * np.sqrt(10) + 10 * max(-mu, 0)
        # At least three panels of 12 points a standard deviation of one step.
        panels = int(np.ceil(reach / sd * 1.2)) + 20
        coarse, fine = watched(mu, b, s, dt, DATES, panels), watched(mu, b, s, dt, DATES, int(panels * 1.3))
        assert np.max(np.abs(np.array(coarse) - fine)) < 1e-11, (mu, dt, coarse, fine)
        rows += [["watched", mu, b, s, dt, t, number(value)] for t, value in zip(DATES, fine)]
        print(mu, dt, fine, flush=True)

write(
    "first_passage.csv",
    [f"mpmath {mp.__version__}, scipy {scipy.__version__}, NumPy {np.__version__}; made by make_first_passage.py, which says how",
     "drift, barrier above the start, volatility; dt: years between the dates at which it is watched"],
    ["what", "drift", "barrier", "volatility", "dt", "t", "value"],
    rows,
)
