"""generator.csv: Philox4x32-10 by another implementation, randomgen.

The three published vectors are in philox_kat.csv, copied by hand from the Random123 distribution.
"""

import numpy as np
import randomgen

from table import write

draws = np.random.default_rng(20110614)
rows = []
for _ in range(200):
    counter = int.from_bytes(draws.bytes(16), "little")
    key = int.from_bytes(draws.bytes(8), "little")
    generator = randomgen.Philox(key=key, counter=0, number=4, width=32)
    state = generator.state
    # It counts up before each block.
    before = (counter - 1) % 2**128
    state["state"]["counter"] = np.array([before >> (32 * i) & 0xFFFFFFFF for i in range(4)], dtype=np.uint32)
    generator.state = state
    words = [int(word) for word in generator.random_raw(4)]
    counters = [counter >> (32 * i) & 0xFFFFFFFF for i in range(4)]
    keys = [key & 0xFFFFFFFF, key >> 32]
    rows.append([f"{word:08x}" for word in counters + keys + words])

write(
    "generator.csv",
    [
        f"Philox4x32-10 by randomgen {randomgen.__version__} (PyPI), 200 counters and keys drawn by NumPy",
        "made by make_generator.py",
    ],
    ["c0", "c1", "c2", "c3", "k0", "k1", "r0", "r1", "r2", "r3"],
    rows,
)
