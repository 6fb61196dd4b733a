"""finance.csv: net present values and internal rates of return of numpy-financial.

Flows fall at the ends of periods 0, 1, 2, …; a flow in period 0 is the investment. Rates are per period.
"""

import numpy as np
import numpy_financial as npf

from table import number, write

draws = np.random.default_rng(7)
CASES = {
    "documentation of irr, 1": [-100, 39, 59, 55, 20],
    "documentation of irr, 2": [-100, 0, 0, 74],
    "documentation of irr, 3": [-100, 100, 0, -7],
    "documentation of irr, 4": [-5, 10.5, 1, -8, 1],
    "documentation of npv": [-40_000, 5_000, 8_000, 12_000, 30_000],
    "annuity": [-1000.0] + [162.745394882512] * 10,
    "long": [-500.0] + [40.0] * 30,
    "loss": [-100, 20, 20, 20],
    "even": [-100, 100],
}
for k in range(12):
    n = int(draws.integers(4, 40))
    CASES[f"random {k + 1}"] = [-float(draws.integers(50, 500))] + [float(x) for x in draws.integers(5, 90, n)]

rows = []
for name, flows in CASES.items():
    text = ";".join(number(x) for x in flows)
    for rate in [-0.02, 0.0, 0.03, 0.08, 0.25]:
        rows.append(["npv", name.replace(",", ""), number(rate), text, number(npf.npv(rate, flows))])
    changes = sum(1 for a, b in zip(np.sign(flows)[:-1], np.sign(flows)[1:]) if a * b < 0)
    if changes == 1:
        rows.append(["irr", name.replace(",", ""), "0", text, number(npf.irr(flows))])

write(
    "finance.csv",
    [f"numpy-financial {npf.__version__} (PyPI), NumPy {np.__version__}; made by make_finance.py",
     "flows at the ends of periods 0, 1, 2, ...; irr only of flows that change sign once"],
    ["what", "name", "rate", "flows", "value"],
    rows,
)
