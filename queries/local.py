"""Firms of the registers in a place, put beside what documents say: a link that one of them makes is no gap."""

from collections.abc import Iterable

from ..graph import Store
from ..graph.resolve import short_forms
from ..schema import key, stem
from .answers import Proof
from .chains import Link, Maker
from .facts import Said, ask
from .identity import spoken, told_apart
from .matching import Wanted
from .registers import Firm, also_called, makers_here
from .scope import Scope
from .scoring import holds


def add_registered(store: Store, here: Scope, links: Iterable[Link]) -> None:
    """To the makers of each link add the living firms of registers in the place whose scope says that they make it.

    The words of the scope are the sentence. Firms that a document names at the link already are not counted twice; who
    is a firm of the documents bears its name.
    """
    regions = regions_here(store, here)
    if not regions:
        return
    by_name: dict[str, list[Link]] = {}
    for link in links:
        by_name.setdefault(link.name, []).append(link)
    wanted = [Wanted(name, also_called(name)) for name in sorted(by_name)]
    made = makers_here(store, wanted, regions)
    names = spoken(store, {one.firm.ident: one.firm for found in made.values() for one in found}.values())
    apart = told_apart(store)
    for name, found in made.items():
        for link in by_name[name]:
            known = {stem(maker.firm, "Enterprise") for maker in link.makers}
            fresh: dict[str, Maker] = {}
            for one in found:
                shown = names.get(one.firm.ident, [one.firm.name])
                if not known & (_called(one.firm, apart) | {stem(each, "Enterprise") for each in shown}):
                    fresh.setdefault(shown[0], Maker(shown[0], _said(shown[0], name, one.proof)))
            link.makers += fresh.values()
            link.firms += len(fresh)


def regions_here(store: Store, here: Scope) -> list[str]:
    """The places of registers that lie in the scope."""
    given = [str(row["region"]) for row in ask(store, "firm_regions")]
    return [region for region in given if any(holds(place, region) for place in here.places)]


def _called(firm: Firm, apart: set[tuple[str, str]]) -> set[str]:
    """Stems under which a document of the place may name the firm; one too many only counts a firm less. Not those of
    which people say that they are another firm.
    """
    former = {stem(name, "Enterprise") for name in firm.former}
    called = {firm.stem, *former, *short_forms(firm.stem, firm.region)}
    return {one for one in called if (key(one, "Enterprise"), firm.ident) not in apart}


def _said(firm: str, link: str, proof: Proof) -> Said:
    return Said(firm, link, "Enterprise", "Link", None, (), proof, True, None, predicate="MAKES")
