"""Print how often the states of links are right on texts judged by hand, traps apart. Part of `make eval`.

usage: python training/judge.py [-v]
"""

import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from liantu import gaps, load, open_store
from liantu.queries.answers import Gap

JUDGED = Path(__file__).resolve().parents[1] / "tests/queries/judged_links.yaml"


def found(case: dict[str, object]) -> tuple[dict[tuple[str, str], Gap], dict[str, str]]:
    """The rows of a case by chain and link, and the texts by file name."""
    texts = case["texts"]
    assert isinstance(texts, dict)
    with TemporaryDirectory() as folder:
        for name, text in texts.items():
            Path(folder, name).write_text(text, "utf-8")
        with open_store(Path(folder, "judged.db")) as store:
            load(store, sorted(Path(folder).glob("*.txt")), workers=1)
            rows = gaps(store, region=str(case["region"]))
    return {(row.chain, row.link): row for row in rows}, texts


def judge() -> tuple[Counter[str], list[str]]:
    """Counts of right and wrong by kind (all, traps, quotes), and the wrong ones in words."""
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    for case in yaml.safe_load(JUDGED.read_text("utf-8")):
        rows, texts = found(case)
        for chain, link, state, *trap in case["links"]:
            row = rows.get((chain, link))
            is_state = row.state.value if row else "未提及"
            counts["links"] += 1
            counts["right"] += is_state == state
            if trap:
                counts["traps"] += 1
                counts["not called missing"] += is_state not in ("缺", "断", "借")
            for proof in row.evidence if row else ():
                counts["sentences"] += 1
                counts["exact"] += proof.quote in texts[proof.document]
            if is_state != state:
                wrong.append(f"{case['region']} {chain} {link}: {is_state}, judged {state} {' '.join(trap)}")
    return counts, wrong


def main() -> int:
    counts, wrong = judge()
    for label, part, whole, bar in (
        ("links judged by hand", "right", "links", "≥ 85 %"),
        ("traps not called missing", "not called missing", "traps", "≥ 90 %"),
        ("exact sentences", "exact", "sentences", "all"),
    ):
        print(f"{label:26}{counts[part]}/{counts[whole]} = {counts[part] / counts[whole]:.1%} ({bar})")
    if "-v" in sys.argv:
        print("\n".join(wrong))
    return 0


if __name__ == "__main__":
    sys.exit(main())
