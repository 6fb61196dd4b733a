"""Compares our 60-digit metalog with pymetalog, another implementation, which must agree to its own rounding."""

import warnings

import mpmath as mp
import pymetalog

from metalogs import metalog


def compare(percentiles):
    """Largest relative disagreement over four kinds of bounds."""
    warnings.filterwarnings("ignore")
    worst = 0.0
    for kind, bounds, low, high in [("u", [0, 1], None, None), ("sl", [0], 0.0, None), ("su", [12], None, 12.0),
                                    ("b", [0, 12], 0.0, 12.0)]:
        fitted = pymetalog.metalog(list(percentiles[1::2]), probs=list(percentiles[0::2]), bounds=bounds,
                                   boundedness=kind, term_limit=5, term_lower_bound=5, step_len=0.01)
        places = [0.01, 0.1, 0.5, 0.99, 1 - 1e-6]
        law = metalog(low, high, *percentiles)
        for p, x in zip(places, pymetalog.qmetalog(fitted, places, term=5)):
            worst = max(worst, abs(float(x) / float(law.quantile(mp.mpf(p))) - 1))
    assert worst < 1e-10, worst
    return worst
