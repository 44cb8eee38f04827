"""Does a business scope say that a firm makes a link? The words that say so are the answer; no bare scores.

A scope is read clause by clause: 谐波减速器、伺服电机的研发、生产；电子产品批发. A product takes the verbs that follow
its list (生产), else those that lead the clause (生产、销售：…). What follows a product's name decides whether it is
still the product (谐波减速器系列) or only tells another thing (偏光片保护膜).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from typing import NamedTuple

from ..graph import scope_pattern, substance
from ..schema.patterns import Late
from ..schema.shipped import shipped
from .reference import plain
from .spelled import around, folded, spots

_END, _ENDS = "；", ";。\n"
_STOPS = "、，,；;。()（）【】[]：:及和与或/ \n"
_LATIN = Late("[A-Za-z]")
_SHORT = 4  # names shorter than this are compared as a whole only
_QUOTE = 60


class Tier(StrEnum):
    """How sure a match is."""

    SURE = "确认"
    MATCH = "匹配"
    OPEN = "待核实"


_ORDER = [*Tier, None]


class Doing(StrEnum):
    """What a scope says that the firm does with the product; who develops and sells it owns it, whoever makes it."""

    MAKES = "makes"
    OWNS = "owns"
    SELLS = "sells"
    STUDIES = "studies"
    SERVES = "serves"
    UNSAID = ""


class Wanted(NamedTuple):
    """A link and what else it is called; `kin` are things that it is a kind of or near to (医用敷料, 医用皮肤敷料)."""

    link: str
    aliases: tuple[str, ...] = ()
    kin: tuple[str, ...] = ()


class Match(NamedTuple):
    """What a scope says of a link: `tier` None means that it does not count, `why` says why or how; `words` are exact
    words of the text."""

    tier: Tier | None
    why: str
    words: str
    doing: Doing = Doing.UNSAID


class _Words(NamedTuple):
    """matching.yaml as patterns."""

    run: Late
    verb: Late
    doing: dict[str, Doing]
    light: Late
    gear: Late
    others: Late
    tail: Late
    forms: tuple[tuple[tuple[str, ...], Late], ...]
    steps: tuple[tuple[tuple[str, ...], Late], ...]
    negation: Late
    trades: Late
    services: tuple[str, ...]
    designed: tuple[str, ...]
    variants: tuple[tuple[str, ...], ...]


@lru_cache(maxsize=1 << 10)
def terms(wanted: Wanted) -> tuple[str, ...]:
    """All names to look for: the link, its aliases, and their spellings by the table of variants; longest first.

    What only says that it is made goes, and aliases that are then but a part of another name.

    >>> terms(Wanted("车载摄像头"))[:2], terms(Wanted("显示面板", ("面板制造", "液晶面板")))
    (('车载摄像头模组', '汽车用摄像头'), ('显示面板', '液晶面板'))
    """
    bare = {plain(name) for name in (wanted.link, *wanted.aliases) if len(name) > 1}
    kept = plain(wanted.link)
    names = {name for name in bare if name == kept or not any(name in other for other in bare - {name})} - {""}
    found = set(names)
    for name in names:
        for family in words().variants:
            held = next((word for word in family if word in name), None)
            if held and held != name:
                found |= {name.replace(held, other) for other in family}
    return tuple(sorted(found, key=lambda name: (-len(name), name)))


def patterns(wanted: Wanted) -> tuple[str, str]:
    """MATCH patterns for firms that may make the link: with all pairs of one of its names; and, those apart, with all
    pairs but one of a longer name, or with what it is a kind of. "" where there is none.
    """
    whole = list(dict.fromkeys(scope_pattern(term) for term in terms(wanted)))
    near = [scope_pattern(term) for one in wanted.kin for term in terms(Wanted(one))]
    for pairs in (pattern.split(" AND ") for pattern in whole):
        if len(pairs) + 1 >= _SHORT:
            near += [" AND ".join(pairs[:i] + pairs[i + 1 :]) for i in range(1, len(pairs) - 1)]
    exact = _any(whole)
    return exact, f"({_any(list(dict.fromkeys(near)))}) NOT ({exact})" if near else ""


def _any(patterns: Sequence[str]) -> str:
    return " OR ".join(f"({pattern})" for pattern in patterns)


def match(wanted: Wanted, scope: str, industry: str = "", name: str = "") -> Match | None:
    """The best that the texts say of the link; None where they say nothing of it."""
    spelled = _spelling(wanted)
    found = _best(spelled, scope, industry, name) or _near(spelled, scope)
    trades = (
        found is not None and found.tier is not None and found.doing is not Doing.MAKES and words().trades.search(name)
    )
    return Match(None, "企业名称是贸易类，经营范围没有写生产", found.words, Doing.SELLS) if found and trades else found


def _best(spelled: "_Spelling", scope: str, industry: str, name: str) -> Match | None:
    said = _said(spelled, _clauses(spelled, scope)) or _said(spelled, _clauses(spelled, industry), weak=True)
    if said or not (called := spelled.first_in(name)):
        return said
    return Match(Tier.OPEN, "只有企业名称提到", called)


def _near(spelled: "_Spelling", scope: str) -> Match | None:
    """What the scope says of things that are near to the link: never sure."""
    found = [one for name in spelled.near if (one := _best(_spelling(Wanted(name)), scope, "", ""))]
    best = min(found, key=lambda one: (one.tier is None, one.doing is not Doing.MAKES), default=None)
    why = f"所说是与“{spelled.link}”相近的产品，{best.why}" if best else ""
    return Match(Tier.OPEN if best.tier else None, why, best.words, best.doing) if best else None


def _weaker(one: Match) -> Match:
    """What only the column of the industry says is never sure."""
    return Match(Tier.OPEN if one.tier else None, f"所属行业写明，经营范围没有：{one.why}", one.words, one.doing)


def _clauses(spelled: "_Spelling", text: str) -> tuple[str, ...]:
    """The clauses that may have one of the names, each once, in order. Only these are cut out: a scope has dozens."""
    small, ends = spelled.fold(text), ""
    found: dict[int, str] = {}
    for head in spelled.heads:
        at = small.find(head)
        while at >= 0:
            ends = ends or _ended(text)
            start, end = ends.rfind(_END, 0, at) + 1, ends.find(_END, at)
            found[start] = text[start:end]
            at = small.find(head, end)
    return tuple(dict.fromkeys(found[start] for start in sorted(found))) if len(found) > 1 else tuple(found.values())


def _ended(text: str) -> str:
    """The text with one sign for all that ends a clause, the last one too."""
    for sign in _ENDS:
        text = text.replace(sign, _END)
    return text + _END


@lru_cache(maxsize=1 << 14)
def _said(spelled: "_Spelling", clauses: tuple[str, ...], weak: bool = False) -> Match | None:
    """The best that the clauses say of the link; None where they have none of its names. Kept, as offices register most
    in set phrases. `weak` are those of the column of the industry.
    """
    said = [found for clause in clauses if (found := _in_clause(spelled, clause))]
    ordered = [one for by_name in zip(*said, strict=True) for found in by_name for one in found]
    # Of words that say as much, those with the link's own name are shown.
    return min(
        map(_weaker, ordered) if weak else ordered,
        key=lambda one: (_ORDER.index(one.tier), spelled.link not in one.words),
        default=None,
    )


@lru_cache(maxsize=1 << 14)
def _in_clause(spelled: "_Spelling", clause: str) -> tuple[tuple[Match, ...], ...]:
    """What a clause says by each of the names; () if it has none. Kept: offices register most in set phrases."""
    clause, said = substance(clause), list[tuple[Match, ...]]()
    text = spelled.fold(clause)
    for name in spelled.names:
        found = [(*spot, True) for spot in spots(name, text)]
        if not found and (near := around(name, text)):
            found = [(*near, False)]
        said.append(tuple(_judge(spelled, clause, *one) for one in found))
    return tuple(said)


def _judge(spelled: "_Spelling", clause: str, start: int, end: int, exact: bool) -> Match:
    """The match at one spot of a clause."""
    said, service = clause[start:end], spelled.service
    if _negated(clause, start):
        return Match(None, f"经营范围写明不含“{said}”", _around(clause, start, end))
    tail = _tail(clause, end)
    if step := _after(words().steps, said, clause[end:]):
        return Match(None, f"经营范围只写{step[0]}，那是另一环", _around(clause, start, end), Doing.SERVES)
    if tail is None:
        return Match(None, f"“{said}”只作定语", _around(clause, start, end))
    doing, first, last = _doing(clause, start, end)
    first = min(first, _begin(clause, start))  # 药用辅料 is shown as such where 辅料 is looked for
    quote = clause[first:last] if last - first <= _QUOTE else _around(clause, start, end)
    if service and (of := _served(clause, start, said)):
        return Match(Tier.OPEN, f"所说是“{of}{said}”，要看是不是本链的", quote, doing)
    if doing is Doing.MAKES or (service and doing is not Doing.SELLS):
        tier = Tier.SURE if exact and not tail else Tier.MATCH
        how = "经营范围写明生产" if not service else "经营范围写明从事"
        return Match(tier, how if exact else f"{how}，用词相近", quote, doing)
    if doing is Doing.OWNS:
        return _owned(spelled, said, quote)
    if doing is Doing.UNSAID:
        return Match(Tier.MATCH if exact and not tail else Tier.OPEN, "经营范围提到，没有写明是否生产", quote, doing)
    why = {Doing.SELLS: "经营范围只写销售", Doing.STUDIES: "经营范围只写研发设计", Doing.SERVES: "经营范围只写服务"}
    return Match(None, why[doing], quote, doing)


def _owned(spelled: "_Spelling", said: str, quote: str) -> Match:
    """What a firm develops and sells: of goods that others make for their designers it counts as the maker, but it does
    not do that making (晶圆制造); of other goods it may be one.
    """
    how = "经营范围写明研发设计并销售"
    if not folded(said).endswith(words().designed):
        return Match(Tier.OPEN, f"{how}，没有写生产", quote, Doing.OWNS)
    making = spelled.link != plain(spelled.link)
    return Match(None if making else Tier.MATCH, f"{how}，不写制造" if making else how, quote, Doing.OWNS)


def _served(clause: str, start: int, said: str) -> str:
    """What a service that may be one of anything (设计) is done for, by the words right before it (船舶); else ""."""
    if said not in words().services:
        return ""
    of = clause[_begin(clause, start) : start]
    return "" if of in words().services or words().run.fullmatch(of) else of


def _begin(clause: str, start: int) -> int:
    """Where what is called by the words from `start` on begins."""
    return max(clause.rfind(sign, 0, start) for sign in _STOPS) + 1


def _doing(clause: str, start: int, end: int) -> tuple[Doing, int, int]:
    """What is done with the product, and from where to where the product and the verbs that say so stand."""
    runs = list(words().run.finditer(clause))
    for run in runs:
        if run.start() >= end:
            if _leads(clause, run.end()):
                break
            return _kind(run[0]), start, run.end()
    before = [run for run in runs if run.end() <= start and _leads(clause, run.end())]
    return (_kind(before[-1][0]), before[-1].start(), end) if before else (Doing.UNSAID, start, end)


def _leads(clause: str, end: int) -> bool:
    """Do the verbs that end here stand before their products rather than after?"""
    rest = clause[end:].lstrip(" ")
    return bool(rest) and (rest[0] in ":：" or rest[0] not in _STOPS + "等的")


@lru_cache(maxsize=1 << 12)
def _kind(run: str) -> Doing:
    """The strongest verb of a run: who makes and sells makes.

    >>> _kind("研发、生产、销售").value, _kind("研发、设计、销售").value, _kind("批发、零售").value
    ('makes', 'owns', 'sells')
    """
    kinds = {words().doing[verb] for verb in words().verb.findall(run)}
    if {Doing.SELLS, Doing.STUDIES} <= kinds and Doing.MAKES not in kinds:
        return Doing.OWNS
    return next(
        (kind for kind in (Doing.MAKES, Doing.SELLS, Doing.STUDIES, Doing.SERVES) if kind in kinds), Doing.UNSAID
    )


def _tail(clause: str, end: int) -> str | None:
    """What follows a product's name and belongs to it: "" for nothing, None for the name of another thing, or for one
    that the product is made with.
    """
    rest = clause[end:]
    light = words().light.match(rest)
    rest = rest[light.end() :] if light else rest
    run = words().run.match(rest, 1 if rest.startswith("的") else 0)
    if run and words().gear.match(rest, run.end()):
        return None
    if not rest or run or rest[0] in _STOPS + "的等":
        return ""
    if light and light[0] == "等":  # 聚乳酸等生物可降解材料: it is one of them
        others = words().others.match(rest)
        return others[0] if others else None
    found = words().tail.match(rest) or _form(clause[:end], rest)
    after = rest[found.end() :] if found else ""
    ended = not after or after[0] in _STOPS + "的等" or words().run.match(after) is not None
    return found[0] if found and ended else None


def _form(product: str, rest: str) -> re.Match[str] | None:
    """What follows the name of a material and only says in which form it is made (药用玻璃瓶)."""
    return _after(words().forms, product, rest)


def _after(listed: Sequence[tuple[tuple[str, ...], Late]], product: str, rest: str) -> re.Match[str] | None:
    """What of a list follows a product of those that it is said of."""
    return next(filter(None, (are.match(rest) for of, are in listed if product.endswith(of))), None)


def _negated(clause: str, start: int) -> bool:
    before = clause[:start]
    inside = before[max(before.rfind("("), before.rfind("（")) + 1 :]
    found = list(words().negation.finditer(inside))
    return bool(found) and not any(sign in inside[found[-1].end() :] for sign in ")）")


def _around(clause: str, start: int, end: int) -> str:
    """The piece of the clause between stops that holds the spot, of bearable length."""
    left = max(clause.rfind(sign, 0, start) for sign in "；;，,、：:") + 1
    right = min([place for sign in "；;，,、" if (place := clause.find(sign, end)) >= 0], default=len(clause))
    return clause[left:right] if right - left <= _QUOTE else clause[start:end]


@dataclass(frozen=True, slots=True, eq=False)
class _Spelling:
    """The names of a link, longest first; `near` are names of what it is a kind of or near to.

    `heads` are the first two characters of each. `folds` says that case tells nothing of the names, which are in small
    letters then; `service` that the link is one itself. One object for each link, so that it can be told by its
    identity.
    """

    link: str
    near: tuple[str, ...]
    names: tuple[str, ...]
    heads: tuple[str, ...]
    folds: bool
    service: bool

    def fold(self, text: str) -> str:
        return folded(text) if self.folds else text

    def first_in(self, text: str) -> str:
        """The first words of the text that are one of the very names, the longest of them; "" where there are none."""
        small = self.fold(text)
        places = [(small.find(name), -len(name)) for name in self.names if name in small]
        start, length = min(places, default=(0, 0))
        return text[start : start - length]


@lru_cache(maxsize=1 << 10)
def _spelling(wanted: Wanted) -> _Spelling:
    names = terms(wanted)
    folds = any(map(_LATIN.search, names))
    if folds:
        names = tuple(map(folded, names))
    heads = tuple(dict.fromkeys(name[:2] for name in names))
    return _Spelling(wanted.link, wanted.kin, names, heads, folds, wanted.link.endswith(words().services))


@cache
def words() -> _Words:
    raw = shipped("queries", "matching.yaml")
    doing = {verb: Doing(kind) for kind, verbs in raw["verbs"].items() for verb in verbs}
    verb = "|".join(sorted(doing, key=lambda one: (-len(one), one)))

    def any_of(listed: Sequence[str]) -> str:
        return "|".join(sorted(listed, key=lambda one: (-len(one), one)))

    def after(name: str) -> tuple[tuple[tuple[str, ...], Late], ...]:
        return tuple((tuple(row["of"]), Late(any_of(row["are"]))) for row in raw[name])

    return _Words(
        # Most characters begin no verb: looking at the first alone is several times as fast as trying them all.
        Late(rf"(?=[{''.join(sorted({word[0] for word in doing}))}])(?:{verb})(?:{raw['joins']}*(?:{verb}))*"),
        Late(verb),
        doing,
        Late(any_of(raw["light"])),
        Late(any_of(raw["gear"])),
        Late(
            rf"(?:(?!{any_of(raw['elsewhere'])})[^{re.escape(_STOPS)}的]){{2,14}}?(?=$|[{re.escape(_STOPS)}的]|{verb})"
        ),
        Late(any_of(raw["tails"])),
        after("forms"),
        after("steps"),
        Late(any_of(raw["negations"])),
        Late(any_of(raw["trades"])),
        tuple(raw["services"]),
        tuple(raw["designed"]),
        tuple(tuple(sorted(family, key=len, reverse=True)) for family in raw["variants"]),
    )
