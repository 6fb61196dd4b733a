"""Metalog in 60-digit arithmetic: Keelin (2016), Decision Analysis 13(4), equations 6 and 7 and table 2."""

import mpmath as mp

from families import Family, M, over_p


def metalog(low, high, *points):
    """Through (p, value) pairs; bounds None or a number."""
    low, high = (None if bound is None else M(bound) for bound in (low, high))
    pairs = [(M(points[i]), M(points[i + 1])) for i in range(0, len(points), 2)]

    def to_plain(x):
        if low is not None and high is not None:
            return mp.log((x - low) / (high - x))
        if low is not None:
            return mp.log(x - low)
        return -mp.log(high - x) if high is not None else x

    def from_plain(m):
        if low is not None and high is not None:
            return low + (high - low) / (1 + mp.exp(-m))
        if low is not None:
            return low + mp.exp(m)
        return high - mp.exp(-m) if high is not None else m

    def basis(y, n):
        t, logit = y - M(1) / 2, mp.log(y / (1 - y))
        terms = [M(1), logit, t * logit, t, t**2, t**2 * logit, t**3, t**3 * logit, t**4]
        return terms[:n]

    n = len(pairs)
    matrix = mp.matrix([basis(p, n) for p, _ in pairs])
    a = mp.lu_solve(matrix, mp.matrix([to_plain(x) for _, x in pairs]))
    plain = lambda y: sum(a[i] * term for i, term in enumerate(basis(y, n)))
    quantile = lambda y: from_plain(plain(y))

    def cdf(x):
        if low is not None and x <= low:
            return M(0)
        if high is not None and x >= high:
            return M(1)
        wanted, lowest, highest = to_plain(x), M(-100), M(100)
        for _ in range(230):
            middle = (lowest + highest) / 2
            y = 1 / (1 + mp.exp(-middle))
            if plain(y) < wanted:
                lowest = middle
            else:
                highest = middle
        return 1 / (1 + mp.exp(-(lowest + highest) / 2))

    return Family(quantile, cdf, low, high, None, lambda: over_p(quantile))
