"""nist.csv: the nine univariate data sets of NIST's Statistical Reference Datasets with certified values.

Run with the folder of the eight .dat files as argument (https://www.itl.nist.gov/div898/strd/univ/data/; they
were taken from the copy in mathnet/mathnet-numerics, data/NIST, commit
84e9432bc1e8a6b2ae7acd32cda4175abeaeaed1). PiDigits, by its definition the first 5 000 digits of pi, is computed
here; its certified values are those that NIST publishes.
"""

import sys
from pathlib import Path

import mpmath as mp

from table import write

folder = Path(sys.argv[1])
rows = []


def number(text):
    """The decimal as it is printed, without blanks and words."""
    return text.split(":")[1].split()[0]


for name in ["Lottery", "Lew", "Mavro", "Michelso", "NumAcc1", "NumAcc2", "NumAcc3", "NumAcc4"]:
    lines = (folder / f"{name}.dat").read_text().splitlines()
    certified = {}
    for line in lines:
        for word, what in [("Sample Mean", "mean"), ("Sample Standard Deviation", "sd"),
                           ("Sample Autocorrelation", "r1"), ("Number of Observations", "n")]:
            if line.strip().startswith(word) and what not in certified:
                certified[what] = number(line)
    start = max(i for i, line in enumerate(lines) if line.startswith("-----"))
    values = [line.strip() for line in lines[start + 1 :] if line.strip()]
    assert len(values) == int(certified["n"]), (name, len(values), certified)
    rows.append([name, certified["mean"], certified["sd"], certified["r1"], " ".join(values)])

mp.mp.dps = 5020
digits = mp.nstr(mp.pi, 5010).replace(".", "")[:5000]
rows.insert(0, ["PiDigits", "4.53480000000000", "2.86733906028871", "-0.00355099287237972", " ".join(digits)])

write(
    "nist.csv",
    ["NIST Statistical Reference Datasets, univariate summary statistics, certified values;",
     "sd has the denominator n - 1, r1 is the lag-1 autocorrelation; made by make_nist.py"],
    ["name", "mean", "sd", "r1", "values"],
    rows,
)
