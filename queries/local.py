"""Firms of the registers in a place, put beside what documents say: a link that one of them makes is no gap."""

from collections.abc import Iterable

from ..graph import Store
from ..graph.resolve import short_forms
from ..schema import stem
from .answers import Proof
from .chains import Link, Maker
from .facts import Said, ask
from .matching import Wanted
from .registers import Firm, also_called, makers_here
from .scope import Scope
from .scoring import holds


def add_registered(store: Store, here: Scope, links: Iterable[Link]) -> None:
    """To the makers of each link add the living firms of registers in the place whose scope says that they make it.

    The words of the scope are the sentence. Firms that a document names at the link already are not counted twice.
    """
    regions = regions_here(store, here)
    if not regions:
        return
    by_name: dict[str, list[Link]] = {}
    for link in links:
        by_name.setdefault(link.name, []).append(link)
    wanted = [Wanted(name, also_called(name)) for name in sorted(by_name)]
    for name, found in makers_here(store, wanted, regions).items():
        for link in by_name[name]:
            known = {stem(maker.firm, "Enterprise") for maker in link.makers}
            new = [one for one in found if not known & _called(one.firm)]
            link.makers += [Maker(one.firm.name, _said(one.firm.name, name, one.proof)) for one in new]
            link.firms += len(new)


def regions_here(store: Store, here: Scope) -> list[str]:
    """The places of registers that lie in the scope."""
    given = [str(row["region"]) for row in ask(store, "firm_regions")]
    return [region for region in given if any(holds(place, region) for place in here.places)]


def _called(firm: Firm) -> set[str]:
    """Stems under which a document of the place may name the firm; one too many only counts a firm less."""
    former = {stem(name, "Enterprise") for name in firm.former}
    return {firm.stem, *former, *short_forms(firm.stem, firm.region)}


def _said(firm: str, link: str, proof: Proof) -> Said:
    return Said(firm, link, "Enterprise", "Link", None, (), proof, True, None, predicate="MAKES")
