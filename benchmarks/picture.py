"""Draw the MB/s of a table that `speed.py` wrote: python benchmarks/picture.py docs/benchmarks.md NAME OUT.svg."""

import html
import math
import sys
from pathlib import Path

ROW, LEFT, WIDTH = 24, 430, 860  # pixels
FASTEST, SLOWEST = 1000, 0.1  # MB/s at the two ends of the scale, which is logarithmic


def speeds(page, name):
    """(what, MB/s) of each row of the second table between the marks."""
    text = page.partition(f"<!-- {name} -->")[2].partition("<!-- end -->")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.split("\n") if line.startswith("|")]
    head = next(number for number, row in enumerate(rows) if row[0] == "what")
    return [(row[0], float(row[3])) for row in rows[head + 2 :] if row[3]]


def bar(number, what, speed):
    top = number * ROW + 30
    length = round((WIDTH - LEFT - 60) * math.log(speed / SLOWEST) / math.log(FASTEST / SLOWEST))
    own = what.startswith(("fix", "check", "scan"))
    shown, fill = html.escape(f"newslint: {what}" if own else what), "#b3261e" if own else "#7a8694"
    return (
        f'<text x="{LEFT - 8}" y="{top + 15}" text-anchor="end">{shown}</text>'
        f'<rect x="{LEFT}" y="{top + 2}" width="{length}" height="{ROW - 6}" fill="{fill}"/>'
        f'<text x="{LEFT + length + 6}" y="{top + 15}">{speed:g}</text>'
    )


def main():
    page, name, out = sys.argv[1:]
    found = sorted(speeds(Path(page).read_text(encoding="utf-8"), name), key=lambda row: -row[1])
    size = f'width="{WIDTH}" height="{len(found) * ROW + 40}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="12">',
        '<rect width="100%" height="100%" fill="#ffffff"/>',
        f'<text x="{LEFT}" y="20">MB of JSON Lines a second of CPU time, one process; logarithmic</text>',
        *(bar(number, *row) for number, row in enumerate(found)),
        "</svg>",
    ]
    Path(out).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
