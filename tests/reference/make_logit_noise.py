"""logit_noise.csv: mean and standard deviation of a share whose logit has normal noise after three years."""

import mpmath as mp

from table import number, write

mp.mp.dps = 30
rows = []
for share, sd, persistence, dt in [(0.3, 0.5, 0.7, 0.25), (0.3, 0.5, 0.7, 1.0), (0.05, 1.0, 0.5, 0.5), (0.9, 0.3, 1.0, 0.25)]:
    variance = mp.mpf(sd) ** 2 * (3 if persistence == 1 else 1 - mp.mpf(persistence) ** 6)
    centre = mp.log(mp.mpf(share) / (1 - mp.mpf(share)))
    value = lambda z: 1 / (1 + mp.exp(-centre - mp.sqrt(variance) * z))
    points = [-12, -6, -2, 0, 2, 6, 12]
    moment = lambda k: mp.quad(lambda z: value(z) ** k * mp.npdf(z), points)
    mean = moment(1)
    rows.append([share, sd, persistence, dt, number(mean), number(mp.sqrt(moment(2) - mean**2))])

write(
    "logit_noise.csv",
    [f"mpmath {mp.__version__}, quadrature with 30 digits; made by make_logit_noise.py"],
    ["share", "sd", "persistence", "dt", "mean", "spread"],
    rows,
)
