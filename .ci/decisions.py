#!/usr/bin/env python3
"""Keeps the index of decision articles in the developer's guides.

usage: decisions.py          fails where a guide's index is not what the catalogs hold
       decisions.py --write  writes it
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
GUIDES = [ROOT / "Assets/Guides" / language / "developer.md" for language in ("en", "vi")]
START, END = "<!-- decisions -->\n", "<!-- /decisions -->"


def index() -> str:
    rows = ["| Part | Decision |", "| --- | --- |"]
    for article in sorted(ROOT.glob("Sources/**/*.docc/[0-9][0-9][0-9][0-9]-*.md")):
        title = article.read_text(encoding="utf-8").split("\n", 1)[0].lstrip("# ").strip()
        path = article.relative_to(ROOT)
        rows.append(f"| {article.parent.stem} | [{title}](../../../{path}) |")
    return "\n".join(rows) + "\n"


def main() -> int:
    stale = []
    for guide in GUIDES:
        text = guide.read_text(encoding="utf-8")
        pattern = re.compile(re.escape(START) + ".*?" + re.escape(END), re.S)
        wanted = pattern.sub(lambda _: START + index() + END, text)
        if wanted != text:
            stale.append(str(guide.relative_to(ROOT)))
            if "--write" in sys.argv:
                guide.write_text(wanted, encoding="utf-8")
    if stale and "--write" not in sys.argv:
        print("the index of decisions is stale (.ci/decisions.py --write):", ", ".join(stale))
        return 1
    return 0


sys.exit(main())
