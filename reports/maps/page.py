"""The five maps of a chain on one offline page: the drawn SVG, and the sentences as data for the script."""

from collections import Counter
from collections.abc import Sequence
from html import escape
from typing import Any

from ...queries.answers import State
from ...queries.pictures import ChainMaps
from ...queries.scope import step
from ..offline import offline_page
from ..report import plain
from ..states import LOOKS, UNKNOWN_IS_NOT_MISSING
from .svg import WIDTH, Picture


def page(maps: ChainMaps, pictures: Sequence[Picture], *, home: bool = False) -> str:
    """The page as text; `home`: it lies beside an overview (index.html) and links to it."""
    drawn = "".join(_section(picture) for picture in pictures)
    return offline_page("maps", f"{plain(maps.chain)}五图", _payload(maps, pictures, home), pictures=drawn)


def _section(picture: Picture) -> str:
    size = f'viewBox="-2 -2 {picture.width + 4:g} {picture.height + 4:g}"'
    wide = f' class="wide" width="{picture.width + 4:g}"' if picture.width > WIDTH else ""
    return (
        f'<section class="map" id="{picture.key}"><h2>{picture.title}</h2><p class="hint">{escape(picture.hint)}</p>'
        f'<div class="canvas"><svg {size}{wide} role="group" aria-label="{picture.title}">{picture.body}</svg></div>'
        "</section>\n"
    )


def _payload(maps: ChainMaps, pictures: Sequence[Picture], home: bool) -> dict[str, Any]:
    """Marks point at sentences by number: each sentence travels once."""
    marks = [mark for picture in pictures for mark in picture.marks]
    numbers = {proof: None for mark in marks for proof in mark.evidence}
    place = {proof: number for number, proof in enumerate(numbers)}
    states = {s.value: {"key": s.name.lower(), "sign": LOOKS[s].sign, "what": LOOKS[s].what} for s in State}
    return {
        "home": home,
        "summary": _summary(maps),
        "note": UNKNOWN_IS_NOT_MISSING,
        "footer": footer(maps.documents, maps.date),
        "states": states,
        "counts": Counter(box.state.value for box in maps.boxes),
        "step": step(maps.region),
        "counties": [plain(county) for county in maps.counties],
        "maps": [{"key": one.key, "title": one.title, "empty": one.empty} for one in pictures],
        "proofs": [[plain(proof.quote), plain(proof.document), plain(proof.place)] for proof in place],
        "marks": [
            {
                "id": mark.id,
                "title": plain(mark.title),
                "kind": plain(mark.kind),
                "state": mark.state.value if mark.state else None,
                "places": [plain(one) for one in mark.places],
                "lines": [plain(line) for line in mark.lines],
                "proofs": [place[proof] for proof in mark.evidence],
            }
            for mark in marks
        ],
    }


def _summary(maps: ChainMaps) -> str:
    firms = {firm.name for box in maps.boxes for firm in box.firms} | {lead.firm for lead in maps.leads}
    inner = f"，含 {len(maps.parts)} 个分链" if maps.parts else ""
    counts = f"{len(maps.boxes)} 个环节 · {len(firms)} 家企业 · {len(maps.documents)} 份文件"
    return f"{maps.region or '全部地区'}{inner} · {counts}"


def footer(documents: Sequence[str], date: str) -> str:
    """Sources, date and how priorities are weighed, for the foot of every page."""
    named = f"依据文件：{'、'.join(plain(one) for one in documents)}。" if documents else ""
    when = f"最近一份文件的日期：{date}。" if date else ""
    return (
        f"{named}{when}缺口次序按 queries/weights.yaml 的权重计算，理由写在每个环节里。由链图（liantu）生成，离线可用。"
    )
