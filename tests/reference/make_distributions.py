"""distributions.csv: quantiles, both tails, means and standard deviations of every family of the language.

Values come from 60-digit arithmetic (mpmath); where scipy or pymetalog has the family, its quantiles must
agree, and the largest disagreement is printed. Arguments are doubles, taken exactly.
"""

import mpmath as mp
import scipy
import scipy.stats as st

from families import (M, choice, logit_normal_through, lognormal, lognormal_through, normal, normal_through, pert,
                      triangular, truncated, uniform)
from metalog_check import compare
from metalogs import metalog
from table import number, write

P = [2.0**-53, 1e-12, 1e-9, 1e-6, 1e-3, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1 - 1e-6,
     1 - 1e-9, 1 - 1e-12]

FIVE = (0.05, 2.0, 0.25, 3.1, 0.5, 4.0, 0.75, 5.2, 0.95, 8.5)
CASES = [
    ("uniform", (-1.0, 3.0), uniform(-1.0, 3.0)),
    ("uniform", (0.02, 0.05), uniform(0.02, 0.05)),
    ("triangular", (-0.85, 0.8, 3.5), triangular(-0.85, 0.8, 3.5)),
    ("triangular", (0.0, 0.0, 1.0), triangular(0.0, 0.0, 1.0)),
    ("triangular", (1.0, 2.0, 2.0), triangular(1.0, 2.0, 2.0)),
    ("pert", (7.8, 9.2, 10.9), pert(7.8, 9.2, 10.9)),
    ("pert", (0.0, 0.0, 1.0), pert(0.0, 0.0, 1.0)),
    ("pert", (0.0, 1.0, 1.0), pert(0.0, 1.0, 1.0)),
    ("pert", (100.0, 103.0, 250.0), pert(100.0, 103.0, 250.0)),
    ("normal", (1.0, 0.05), normal(1.0, 0.05)),
    ("normal", (-3.0, 20.0), normal(-3.0, 20.0)),
    ("normal_through", (0.1, -2.0, 0.9, 4.0), normal_through(0.1, -2.0, 0.9, 4.0)),
    ("lognormal", (1.0, 0.11), lognormal(1.0, 0.11)),
    ("lognormal", (20.0, 35.0), lognormal(20.0, 35.0)),
    ("lognormal_through", (0.1, 0.9, 0.9, 1.3), lognormal_through(0.1, 0.9, 0.9, 1.3)),
    ("logit_normal_through", (0.05, 0.25, 0.95, 0.42, 0.0, 1.0), logit_normal_through(0.05, 0.25, 0.95, 0.42, 0.0, 1.0)),
    ("logit_normal_through", (0.1, 1.2, 0.9, 4.0, 1.0, 5.0), logit_normal_through(0.1, 1.2, 0.9, 4.0, 1.0, 5.0)),
    ("truncated_normal", (0.09, 0.01, 0.05, 0.12), truncated(normal(0.09, 0.01), 0.05, 0.12, st.truncnorm(-4.0, 3.0, 0.09, 0.01).ppf)),
    ("truncated_normal", (0.0, 1.0, 5.0, 9.0), truncated(normal(0.0, 1.0), 5.0, 9.0, st.truncnorm(5, 9).ppf)),
    ("truncated_normal", (0.0, 1.0, -9.0, -5.0), truncated(normal(0.0, 1.0), -9.0, -5.0, st.truncnorm(-9, -5).ppf)),
    ("truncated_pert", (0.25, 0.36, 0.41, 0.3, 0.4), truncated(pert(0.25, 0.36, 0.41), 0.3, 0.4)),
    ("truncated_triangular", (0.0, 2.0, 5.0, 1.0, 4.0), truncated(triangular(0.0, 2.0, 5.0), 1.0, 4.0)),
    ("truncated_lognormal", (1.0, 0.11, 0.8, 1.5), truncated(lognormal(1.0, 0.11), 0.8, 1.5)),
    ("metalog", (0.1, 10.0, 0.5, 14.0, 0.9, 22.0), metalog(None, None, 0.1, 10.0, 0.5, 14.0, 0.9, 22.0)),
    ("metalog", FIVE, metalog(None, None, *FIVE)),
    ("metalog_low", (0.0,) + FIVE, metalog(0.0, None, *FIVE)),
    ("metalog_high", (12.0,) + FIVE, metalog(None, 12.0, *FIVE)),
    ("metalog_both", (0.0, 1.0, 0.1, 0.2, 0.5, 0.45, 0.9, 0.8), metalog(0.0, 1.0, 0.1, 0.2, 0.5, 0.45, 0.9, 0.8)),
    ("choice", (0.2, 0.15, 0.3, 0.6, 0.5, 0.25), choice(0.2, 0.15, 0.3, 0.6, 0.5, 0.25)),
]

rows, worst = [], {}
for family, parameters, law in CASES:
    key = [family, ";".join(number(x) for x in parameters)]
    step = family == "choice"
    grid = [0.01, 0.1499, 0.1501, 0.5, 0.7499, 0.7501, 0.99] if step else P
    values = [law.quantile(M(p)) for p in grid]
    rows += [key + ["quantile", number(p), number(x)] for p, x in zip(grid, values)]
    mean, sd = law.moments()
    if law.scipy:
        for p, x in zip(grid, values):
            size = max(abs(float(x)), float(sd))
            worst[key[0]] = max(worst.get(key[0], 0.0), abs(float(law.scipy(p)) - float(x)) / size)
    places = [0.1, 0.2, 0.25, 0.3, 0.49, 0.5, 0.7] if step else [float(x) for x in values]
    for x in places:
        if law.low is not None and not (law.low < M(x) < law.high if law.high is not None else law.low < M(x)) and not step:
            continue
        below = law.cdf(M(x))
        rows += [key + ["below", number(x), number(below)], key + ["above", number(x), number(1 - below)]]
    rows += [key + ["mean", "0", number(mean)], key + ["sd", "0", number(sd)]]
    print(key, float(mean), float(sd), flush=True)

print("largest disagreement with scipy, as a share of max(|x|, sd):", {k: f"{v:.1e}" for k, v in worst.items()})
print(f"largest relative disagreement with pymetalog 0.2.2: {compare(FIVE):.1e}")
write(
    "distributions.csv",
    [f"mpmath {mp.__version__}, 60 digits; quantiles compared with scipy {scipy.__version__} where it has the family",
     "what: quantile (at p), below and above (shares of draws, at x), mean, sd; made by make_distributions.py"],
    ["family", "parameters", "what", "at", "value"],
    rows,
)
