"""The whole city on one offline page: chapters with sentences and tables, linking to the pages of the chains."""

from collections.abc import Mapping, Sequence
from typing import Any

from ..queries.answers import Proof, State
from ..queries.city import City
from .city import Section, sections
from .maps.page import footer
from .offline import offline_page
from .report import Kind, plain
from .states import LOOKS, UNKNOWN_IS_NOT_MISSING


def overview(city: City, pages: Mapping[str, str]) -> str:
    """The page as text; `pages` names the file of each chain's page, beside this one."""
    title = f"{city.region or '全部地区'}产业链总览"
    return offline_page("overview", title, _payload(city, pages))


class _Numbers:
    """Sentences by number: each travels once."""

    def __init__(self) -> None:
        self.rows: dict[tuple[str, str, str], int] = {}

    def of(self, proofs: Sequence[Mapping[str, str] | Proof]) -> list[int]:
        keys = [_key(one) for one in proofs]
        return [self.rows.setdefault(key, len(self.rows)) for key in keys]


def _key(proof: Mapping[str, str] | Proof) -> tuple[str, str, str]:
    if isinstance(proof, Proof):
        return plain(proof.quote), plain(proof.document), plain(proof.place)
    return plain(proof["quote"]), plain(proof["document"]), plain(proof["place"])


def _payload(city: City, pages: Mapping[str, str]) -> dict[str, Any]:
    numbers = _Numbers()
    chapters = [_chapter(section, numbers) for section in sections(city)]
    counts = {state.value: count for state, count in zip(State, city.states, strict=True)}
    states = {s.value: {"key": s.name.lower(), "sign": LOOKS[s].sign, "what": LOOKS[s].what} for s in State}
    return {
        "summary": f"{len(city.rows)} 条产业链 · {sum(counts.values())} 个环节 · {len(city.documents)} 份文件",
        "note": UNKNOWN_IS_NOT_MISSING,
        "footer": footer(city.documents, city.date),
        "states": states,
        "counts": counts,
        "pages": _pages(city, pages),
        "chapters": chapters,
        "proofs": [list(key) for key in numbers.rows],
    }


def _pages(city: City, pages: Mapping[str, str]) -> dict[str, str]:
    """The page that shows each chain: a part's is that of the chain it stands in."""
    inner = {part: pages[maps.chain] for maps in city.chains for part in maps.parts if maps.chain in pages}
    return {plain(chain): page for chain, page in {**inner, **pages}.items()}


def _chapter(section: Section, numbers: _Numbers) -> dict[str, Any]:
    columns = section.table.columns

    def value(row: Mapping[str, Any], name: str, kind: Kind) -> Any:
        found = row[name]
        if kind is Kind.PROOF:
            return numbers.of(found)
        if kind is Kind.LIST:
            return [plain(item) for item in found]
        return list(found) if kind is Kind.BAR else found if isinstance(found, int | float) else plain(found)

    return {
        "key": section.key,
        "title": section.title,
        "paragraphs": [
            [[plain(piece.text), numbers.of(piece.evidence)] for piece in one] for one in section.paragraphs
        ],
        "note": plain(section.note),
        "empty": section.table.empty,
        "columns": [{"name": column.name, "head": column.head, "kind": column.kind.value} for column in columns],
        "rows": [[value(row, column.name, column.kind) for column in columns] for row in section.table.rows],
    }
