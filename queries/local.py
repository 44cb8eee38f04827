"""Firms of the registers in a place, put beside what documents say: a link that one of them makes is no gap."""

from collections.abc import Iterable

from ..graph import Store
from ..graph.resolve import short_forms
from ..schema import key, stem
from .answers import Proof
from .chains import Link, Maker, stands_for
from .facts import Said, ask
from .identity import spoken, told_apart
from .matching import Wanted
from .registers import Firm, also_called, is_thing, makers_here
from .scope import Scope
from .scoring import holds
from .steps import akin, done_to

_FIRM = "Enterprise"


def add_registered(store: Store, here: Scope, links: Iterable[Link]) -> None:
    """To the makers of each link add the living firms of registers in the place whose scope says that they make it.

    The words of the scope are the sentence. Firms that a document names at the link already are not counted twice, and
    are sure now if its sentence left doubt; who is a firm of the documents bears its name. At a link where nobody is,
    firms that make the wider thing (炼钢 for 电炉炼钢) are not counted, but told.
    """
    regions = regions_here(store, here)
    if not regions:
        return
    by_name: dict[str, list[Link]] = {}
    words: dict[str, set[str]] = {}
    wider: dict[str, list[Link]] = {}
    for link in links:
        link.looked = True
        words.setdefault(link.chain, {stem(link.chain, "Cluster")}).add(link.name)
        by_name.setdefault(link.name, []).append(link)
        reference = stands_for(link)
        if reference and reference.name != link.name and not link.present:
            wider.setdefault(reference.name, []).append(link)
    wanted = [Wanted(name, also_called(name)) for name in sorted({*by_name, *wider})]
    made = makers_here(store, wanted, regions)
    names = spoken(store, {one.firm.ident: one.firm for found in made.values() for one in found}.values())
    apart = told_apart(store)

    def fresh(link: Link, name: str) -> dict[str, Maker]:
        """Makers that the link lacks, by the name that answers show; one that only plans to make it, or of which the
        sentence leaves doubt, is one too.
        """
        open_ = {stem(maker.firm, _FIRM): maker.firm for maker in link.makers if not maker.counts}
        known = {stem(maker.firm, _FIRM) for maker in link.makers if maker.counts}
        found: dict[str, Maker] = {}
        for one in made.get(name, ()):
            shown = names.get(one.firm.ident, [one.firm.name])
            called = _called(one.firm, apart) | {stem(each, _FIRM) for each in shown}
            if not known & called and not _is_of_others(link, one.firm.scope, words[link.chain]):
                own = next((open_[each] for each in sorted(called & open_.keys())), shown[0])
                found.setdefault(own, Maker(own, _said(own, name, one.proof)))
        return found

    for name, found in by_name.items():
        for link in found:
            makers, sure = fresh(link, name), _sure(link)
            link.makers = [one._replace(sure=one.sure or one.firm in makers) for one in link.makers]
            link.makers += makers.values()
            link.firms += len(_sure(link) - sure)
    for name, found in wider.items():
        for link in found:
            if not link.present:
                link.makers += (one._replace(sure=False, wider=name) for one in fresh(link, name).values())


def _is_of_others(link: Link, scope: str, words: Iterable[str]) -> bool:
    """Does the scope say the step that the link is only of things of other chains (光伏组件封装 beside chips)?"""
    things = done_to(link.name, scope)
    return bool(things) and all(is_thing(one) and not akin(one, words) for one in things)


def _sure(link: Link) -> set[str]:
    return {maker.firm for maker in link.makers if maker.sure}


def regions_here(store: Store, here: Scope) -> list[str]:
    """The places of registers that lie in the scope."""
    given = [str(row["region"]) for row in ask(store, "firm_regions")]
    return [region for region in given if any(holds(place, region) for place in here.places)]


def _called(firm: Firm, apart: set[tuple[str, str]]) -> set[str]:
    """Stems under which a document of the place may name the firm; one too many only counts a firm less. Not those of
    which people say that they are another firm.
    """
    former = {stem(name, _FIRM) for name in firm.once}
    called = {firm.stem, *former, *short_forms(firm.stem, firm.region)}
    return {one for one in called if (key(one, _FIRM), firm.ident) not in apart}


def _said(firm: str, link: str, proof: Proof) -> Said:
    return Said(firm, link, _FIRM, "Link", None, (), proof, True, None, predicate="MAKES")
