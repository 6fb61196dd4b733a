"""nist.csv: the nine univariate data sets of NIST's Statistical Reference Datasets with certified values.

Run with the folder of the data as argument (https://www.itl.nist.gov/div898/strd/univ/data/). Eight .dat files were
taken from the copy in mathnet/mathnet-numerics, data/NIST, commit 84e9432bc1e8a6b2ae7acd32cda4175abeaeaed1.
PiDigits.csv from maxblee/clipivot, test_csvs, commit dfe4274014b68f6cacbefc51b537dc04f084cc8c: the first 5 000
digits of pi but for number 957, which is 3 in the data and 8 in pi; the certified values, which NIST publishes,
belong to the data. That this is the only difference is checked here.
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
data = (folder / "PiDigits.csv").read_text().split()[1:]
assert [(k + 1, a, b) for k, (a, b) in enumerate(zip(data, digits, strict=True)) if a != b] == [(957, "3", "8")]
rows.insert(0, ["PiDigits", "4.53480000000000", "2.86733906028871", "-0.00355099287237972", " ".join(data)])

write(
    "nist.csv",
    ["NIST Statistical Reference Datasets, univariate summary statistics, certified values;",
     "sd has the denominator n - 1, r1 is the lag-1 autocorrelation; made by make_nist.py"],
    ["name", "mean", "sd", "r1", "values"],
    rows,
)
