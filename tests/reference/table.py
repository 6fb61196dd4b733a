"""Writing reference tables: comment lines with the source, a header, rows."""

from pathlib import Path

DATA = Path(__file__).parent / "data"


def write(name, comments, header, rows):
    lines = ["# " + comment for comment in comments] + [",".join(header)]
    lines += [",".join(str(cell) for cell in row) for row in rows]
    (DATA / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{name}: {len(rows)} rows")


def number(x):
    """The shortest decimal that reads back as the same double."""
    return repr(float(x))
