"""elementary.csv: exp, ln, logistic, logit, normal quantile and distribution function with 60 digits.

Each row has the double nearest to the true value, and what is left of the true value in units in the last
place of that double, so that an error can be told in such units to a thousandth.
"""

import math

import mpmath as mp
import numpy as np

from table import number, write

mp.mp.dps = 60
draws = np.random.default_rng(241)


def normal_quantile(p):
    return mp.sqrt(2) * mp.erfinv(2 * p - 1)


def normal_cumulative(x):
    return mp.erfc(-x / mp.sqrt(2)) / 2


FUNCTIONS = {
    "exp": (mp.exp, list(draws.uniform(-708, 709, 250)) + list(draws.uniform(-2, 2, 150))
            + [k * math.log(2) / 2 for k in range(-20, 21)] + [s * 10.0**-k for k in range(1, 17) for s in (1, -1)]),
    "ln": (mp.log, list(10 ** draws.uniform(-300, 300, 250)) + list(draws.uniform(0.5, 2, 200))
           + [1 + s * 2.0**-k for k in range(2, 51) for s in (1, -1)]),
    "logistic": (lambda x: 1 / (1 + mp.exp(-x)), list(draws.uniform(-40, 40, 200))),
    "logit": (lambda p: mp.log(p / (1 - p)), list(10 ** draws.uniform(-15, -0.4, 100)) + list(draws.uniform(0.6, 0.999, 100))),
    "normal_quantile": (normal_quantile, [2.0**-53, 1e-12, 1e-9, 1e-6, 1 - 1e-12, 1 - 1e-9, 1 - 1e-6]
                        + list(10 ** draws.uniform(-15.9, -0.31, 250)) + list(draws.uniform(0.001, 0.999, 200))
                        + list(1 - 10 ** draws.uniform(-12, -0.31, 100))),
    "normal_cumulative": (normal_cumulative, list(draws.uniform(-37, -3, 150)) + list(draws.uniform(-3, 3, 200))
                          + list(draws.uniform(3, 8.2, 50))),
}

rows = []
for name, (function, arguments) in FUNCTIONS.items():
    for x in arguments:
        x = float(x)
        true = function(mp.mpf(x))
        nearest = float(true)
        if nearest == 0:
            rest = mp.mpf(0)
        else:
            rest = (true - mp.mpf(nearest)) / mp.mpf(math.ulp(nearest))
        rows.append([name, number(x), number(nearest), f"{float(rest):.4f}"])

write(
    "elementary.csv",
    [f"mpmath {mp.__version__}, 60 digits; nearest: the double nearest to the true value;",
     "rest: true value minus nearest, in units in the last place of nearest; made by make_elementary.py"],
    ["function", "x", "nearest", "rest"],
    rows,
)
