"""Benchmarks: `python -m bench`. Each module measures one thing and gives its rows."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "tools"))  # the server that the tests start, too
