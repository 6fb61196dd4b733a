"""The families of the language in 60-digit arithmetic: quantile, both tails, break points, and where a
second library has the family, its quantile in doubles."""

import mpmath as mp
import scipy.stats as st

mp.mp.dps = 60
M = mp.mpf


class Family:
    """`quantile(p)` and `cdf(x)` at 60 digits; `scipy(p)` in doubles or None; `by_quantile`: moments are
    integrated over p, otherwise over x between finite ends."""

    def __init__(self, quantile, cdf, low, high, scipy=None, moments=None, breaks=()):
        self.quantile, self.cdf, self.low, self.high = quantile, cdf, low, high
        self.scipy, self._moments, self.breaks = scipy, moments, breaks

    def moments(self):
        return self._moments() if self._moments else over_x(self)


def over_x(f):
    """E X and sd from the distribution function, between finite ends."""
    points = [f.low] + list(f.breaks) + [f.high]
    mean = f.low + mp.quad(lambda x: 1 - f.cdf(x), points)
    square = mp.quad(lambda x: 2 * (x - mean) * (1 - f.cdf(x)), points) + (f.low - mean) ** 2
    return mean, mp.sqrt(square)


def over_p(quantile, a=M(0), b=M(1)):
    """E X and sd of the part of a distribution between two probabilities."""
    points = [a, (a + b) / 2, b]
    mean = mp.quad(quantile, points) / (b - a)
    return mean, mp.sqrt(mp.quad(lambda p: (quantile(p) - mean) ** 2, points) / (b - a))


def z_of(p):
    return mp.sqrt(2) * mp.erfinv(2 * p - 1) if p > M("1e-30") else -mp.findroot(
        lambda z: mp.log(mp.erfc(z / mp.sqrt(2)) / 2) - mp.log(p), 11)


def phi(x):
    return mp.erfc(-x / mp.sqrt(2)) / 2


def uniform(a, b):
    a, b = M(a), M(b)
    return Family(lambda p: a + p * (b - a), lambda x: (x - a) / (b - a), a, b,
                  st.uniform(float(a), float(b - a)).ppf,
                  lambda: ((a + b) / 2, (b - a) / mp.sqrt(12)))


def triangular(a, c, b):
    a, c, b = M(a), M(c), M(b)

    def quantile(p):
        if p < (c - a) / (b - a):
            return a + mp.sqrt(p * (b - a) * (c - a))
        return b - mp.sqrt((1 - p) * (b - a) * (b - c))

    def cdf(x):
        if x < c:
            return (x - a) ** 2 / ((b - a) * (c - a))
        return 1 - (b - x) ** 2 / ((b - a) * (b - c)) if x < b else M(1)

    shape = st.triang(float((c - a) / (b - a)), float(a), float(b - a))
    return Family(quantile, cdf, a, b, shape.ppf,
                  lambda: ((a + b + c) / 3, mp.sqrt((a * a + b * b + c * c - a * b - a * c - b * c) / 18)),
                  [c] if a < c < b else [])


def pert(a, c, b):
    a, c, b = M(a), M(c), M(b)
    alpha, beta = 1 + 4 * (c - a) / (b - a), 1 + 4 * (b - c) / (b - a)
    shape = st.beta(float(alpha), float(beta))

    def cdf(x):
        return mp.betainc(alpha, beta, 0, (x - a) / (b - a), regularized=True)

    def quantile(p):
        # Newton from the other library's value; the density is known.
        if p <= M(1) / 2:
            y = M(float(shape.ppf(float(p))))
            q = lambda y: mp.betainc(alpha, beta, 0, y, regularized=True) - p
        else:
            y = 1 - M(float(st.beta(float(beta), float(alpha)).ppf(float(1 - p))))
            q = lambda y: (1 - p) - mp.betainc(beta, alpha, 0, 1 - y, regularized=True)
        for _ in range(8):
            y -= q(y) * mp.beta(alpha, beta) / (y ** (alpha - 1) * (1 - y) ** (beta - 1))
        return a + (b - a) * y

    mean = (a + 4 * c + b) / 6
    return Family(quantile, cdf, a, b, lambda p: float(a) + float(b - a) * shape.ppf(p),
                  lambda: (mean, (b - a) * mp.sqrt(alpha * beta / ((alpha + beta) ** 2 * (alpha + beta + 1)))))


def of_normal(forward, backward, mu, sigma, low, high, scipy, moments=None):
    """X = forward(mu + sigma Z)."""
    return Family(lambda p: forward(mu + sigma * z_of(p)), lambda x: phi((backward(x) - mu) / sigma), low, high,
                  scipy, moments or (lambda: over_z(forward, mu, sigma)))


def over_z(forward, mu, sigma):
    points = [-14, -7, -3, 0, 3, 7, 14]
    density = lambda z: mp.exp(-z * z / 2) / mp.sqrt(2 * mp.pi)
    total = mp.quad(density, points)
    mean = mp.quad(lambda z: forward(mu + sigma * z) * density(z), points) / total
    return mean, mp.sqrt(mp.quad(lambda z: (forward(mu + sigma * z) - mean) ** 2 * density(z), points) / total)


def normal(mean, sd):
    mean, sd = M(mean), M(sd)
    return of_normal(lambda y: y, lambda x: x, mean, sd, None, None, st.norm(float(mean), float(sd)).ppf,
                     lambda: (mean, sd))


def log_family(mu, sigma):
    mean = mp.exp(mu + sigma**2 / 2)
    return of_normal(mp.exp, mp.log, mu, sigma, M(0), None, st.lognorm(float(sigma), scale=float(mp.exp(mu))).ppf,
                     lambda: (mean, mean * mp.sqrt(mp.expm1(sigma**2))))


def lognormal(mean, sd):
    """By mean and standard deviation of the value."""
    mean, sd = M(mean), M(sd)
    variance = mp.log(1 + (sd / mean) ** 2)
    return log_family(mp.log(mean) - variance / 2, mp.sqrt(variance))


def through(p, a, q, b, scale):
    za, zb = z_of(M(p)), z_of(M(q))
    sigma = (scale(M(b)) - scale(M(a))) / (zb - za)
    return scale(M(a)) - za * sigma, sigma


def normal_through(p, a, q, b):
    return normal(*through(p, a, q, b, lambda x: x))


def lognormal_through(p, a, q, b):
    return log_family(*through(p, a, q, b, mp.log))


def logit_normal_through(p, a, q, b, low, high):
    low, high = M(low), M(high)
    backward = lambda x: mp.log((x - low) / (high - x))
    mu, sigma = through(p, a, q, b, backward)
    from scipy.special import expit
    second = lambda p: float(low) + float(high - low) * expit(float(mu) + float(sigma) * st.norm.ppf(p))
    return of_normal(lambda y: low + (high - low) / (1 + mp.exp(-y)), backward, mu, sigma, low, high, second)


def truncated(whole, low, high, scipy=None):
    low = M(low) if whole.low is None else max(M(low), whole.low)
    high = M(high) if whole.high is None else min(M(high), whole.high)
    below, upto = whole.cdf(low), whole.cdf(high)
    kept = upto - below
    breaks = [x for x in whole.breaks if low < x < high]
    return Family(lambda p: whole.quantile(below + p * kept), lambda x: (whole.cdf(x) - below) / kept, low, high,
                  scipy, None, breaks)


def choice(*pairs):
    values = sorted((M(pairs[i]), M(pairs[i + 1])) for i in range(0, len(pairs), 2))

    def quantile(p):
        total = M(0)
        for value, share in values:
            total += share
            if total >= p:
                return value
        return values[-1][0]

    def moments():
        mean = sum(v * s for v, s in values)
        return mean, mp.sqrt(sum(s * (v - mean) ** 2 for v, s in values))

    return Family(quantile, lambda x: sum((s for v, s in values if v <= x), M(0)), values[0][0], values[-1][0],
                  None, moments)
