"""Makes the pictures of docs/: the sample documents loaded, their pages opened in a headless browser, network off.

make screenshots     # needs Chromium and a Chinese font
"""

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests/support"))

from browser import browser  # noqa: E402  (the path above has to come first)

SHOTS = {
    "docs/overview.png": ("index.html", 1366, 900, ""),
    "docs/wutu.png": ("智能装备产业集群.html", 1366, 900, ""),
    "docs/wutu-sentence.png": (
        "智能装备产业集群.html",
        1366,
        900,
        "document.querySelector('.mark .o-missing').parentNode",
    ),
}
"""Picture → page, width, height, and the mark to click (a script that gives it)."""


def main() -> int:
    with tempfile.TemporaryDirectory() as folder, browser() as page:
        store = Path(folder) / "liantu.db"
        samples = sorted(path for path in (ROOT / "examples").iterdir() if path.suffix in (".txt", ".docx", ".xlsx"))
        liantu("load", *map(str, samples), "--store", str(store))
        liantu("report", "-o", folder + "/报告", "--store", str(store))
        for picture, (name, width, height, mark) in SHOTS.items():
            page.open(Path(folder) / "报告" / name, width, height)
            if mark:
                page.run(f"{mark}.dispatchEvent(new MouseEvent('click', {{bubbles: true}}))")
            (ROOT / picture).write_bytes(page.png())
    return 0


def liantu(*words: str) -> None:
    subprocess.run([sys.executable, "-m", "liantu", *words], cwd=ROOT.parent, check=True)


if __name__ == "__main__":
    sys.exit(main())
