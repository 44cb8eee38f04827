"""What chain leaders may buy nearby and do not yet."""

from ..graph import Store
from .answers import Need, State
from .facts import facts_of
from .gaps import gaps
from .identity import firm_called
from .targets import targets

_OPEN = (State.MISSING, State.BROKEN, State.WEAK, State.BORROWED)
_NAMED = 3  # candidates that a row names


def needs(store: Store, name: str, *, region: str | None = None) -> list[Need]:
    """The open links of every chain that the firm leads, with firms that may fill them. UnknownName for a stranger."""
    leader = firm_called(store, name)
    groups = sorted({one.object for one in facts_of(store, "LEADS", "Enterprise", [leader])})
    rows: list[Need] = []
    seen: set[str] = set()
    for group in groups:
        for gap in gaps(store, chain=group, region=region):
            if gap.state in _OPEN and gap.link not in seen:
                seen.add(gap.link)
                found = targets(store, gap.link, region=region).targets[:_NAMED]
                names = tuple(one.company for one in found)
                rows.append(Need(leader, gap.chain, gap.link, gap.state, gap.reasons, names, gap.evidence))
    return rows
