"""sobol.csv: points of the unscrambled Sobol sequence by scipy, as whole numbers of 2^-30."""

import warnings

import numpy as np
import scipy
from scipy.stats import qmc

from table import write

warnings.filterwarnings("ignore")
dimensions = 1000
rows = []
columns = [0, 1, 2, 3, 7, 20, 63, 255, 511, 999]
for start, n in [(0, 128), (65_530, 16), (1_000_000, 16)]:
    sequence = qmc.Sobol(dimensions, scramble=False, bits=30)
    if start:
        sequence.fast_forward(start)
    points = np.round(sequence.random(n) * 2**30).astype(np.int64)
    rows += [[start + k] + [int(points[k, d]) for d in columns] for k in range(n)]

write(
    "sobol.csv",
    [f"scipy {scipy.__version__}, scipy.stats.qmc.Sobol(1000, scramble=False, bits=30), direction numbers of Joe and Kuo;",
     "index of the point, then its coordinates in units of 2^-30 by dimension, the first being 0; made by make_sobol.py"],
    ["index"] + [f"d{d}" for d in columns],
    rows,
)
