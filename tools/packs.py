"""Write what YAML and CSV files say as JSON, which loads in 2 ms. usage: python tools/packs.py (make packs)

schema/chains.json holds schema/chains/*.yaml, schema/packed.json the other files, each with a digest of its text;
schema/divisions.json holds divisions.csv with the codes of every name.
"""

import csv
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import yaml

from liantu.schema.chains import parse
from liantu.schema.divisions import short
from liantu.schema.shipped import digest

ROOT = Path(__file__).parents[1]
CHAINS = ROOT / "schema/chains.json"
PACKED = ROOT / "schema/packed.json"
DIVISIONS = ROOT / "schema/divisions.json"
ROOMS = ("graph", "loaders", "queries", "reports", "schema")


def chains() -> str:
    """The reference chains by the names of their files; SchemaError lists the faults of one."""
    said = {path.stem: _read(path) for path in sorted((ROOT / "schema/chains").glob("*.yaml"))}
    for chain, about in said["index"].items():
        if "file" in about:
            parse(chain, said[about["file"]], said["classes"])
    return _lines(said)


def packed() -> str:
    """The other files by their places, each as the digest of its text and what it says."""
    paths = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.yaml"))
    others = (path for path in paths if path.parent.name not in ("chains", "vendor"))
    return _lines({p.relative_to(ROOT).as_posix(): [digest(p.read_text("utf-8")), _read(p)] for p in others})


def divisions() -> str:
    """Places by code, and codes by full, short and former name."""
    lines = csv.reader((ROOT / "schema/divisions.csv").read_text("utf-8").splitlines())
    next(lines)
    rows = {code: (name, parent, former) for code, name, parent, former in lines}
    codes: dict[str, dict[str, list[str]]] = {kind: defaultdict(list) for kind in ("full", "short", "former")}
    for code, (name, _, former) in rows.items():
        codes["full"][name].append(code)
        codes["short"][short(name)].append(code)
        was = [item.partition(":")[0] for item in former.split()]
        for form in dict.fromkeys(form for one in was for form in (one, short(one))):
            codes["former"][form].append(code)
    joined = {kind: {name: " ".join(held) for name, held in table.items()} for kind, table in codes.items()}
    return _lines({"rows": rows, **joined})


def _read(path: Path) -> Any:
    said = yaml.safe_load(path.read_text("utf-8"))
    assert said == json.loads(json.dumps(said)), f"{path.name} says what JSON cannot say: keys must be texts"
    return said


def _lines(said: dict[str, Any]) -> str:
    """One file a line, so that a change of one file is a change of one line."""
    return "{\n" + ",\n".join(f"{_line(name)}: {_line(body)}" for name, body in said.items()) + "\n}\n"


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


if __name__ == "__main__":
    CHAINS.write_text(chains(), encoding="utf-8", newline="\n")
    PACKED.write_text(packed(), encoding="utf-8", newline="\n")
    DIVISIONS.write_text(divisions(), encoding="utf-8", newline="\n")
