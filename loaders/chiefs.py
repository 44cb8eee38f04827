"""Who is the chief (链长) of which chain: each post and person bound to its own chain, in sentences and in cells."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from . import names
from .said import Named
from .weighing import CHIEF
from .words import words

ROLES = ("链长", "副链长")

_SURE = 0.95
_STOPS = "，。；：:！？\n"
_ENDS = "。；！？\n"
_ROLE = re.compile(
    r"(?<![总一])“?(?P<role>(?:第[一二]|执行)?副?链长)”?(?!制|负责|会议|办公?|联席|每|牵头|单位|企业|部门|机制|工作|职责)"
)
_TAKES = r"(?:同志)?(?:共同|同时|分别|均|都)?(?:担任|兼任|出任|(?<![主责])任|兼|为|是)"
_LEADS = r"(?:其中|同时|并|明确|确定|安排|请|即|第?[一二三四五六七八九十\d]+[是、.．])*"
_BEFORE = re.compile(
    rf"{_LEADS}(?:(?P<first>.{{2,60}}?)(?:分别)?由|由)?(?P<who>.{{2,40}}?){_TAKES}(?P<chains>.{{2,60}})?"
)
_AFTER = re.compile(
    rf"[：:\s]*(?:分别)?(?:由|为|是)?[：:\s]*(?P<who>[^{_STOPS}]{{2,40}}?)(?:同志)?(?:分别)?(?:担任|兼任|出任|任|兼)?$"
)
_POSTS = re.compile(rf"，(?P<posts>[^{_STOPS}）]{{2,40}})(?=[。；）\n]|$)")
_ASKED = re.compile(rf"^{_LEADS}由?")
_CHAIN = re.compile(r"[一-龥A-Za-z\d“”（）()]{2,24}")
_CALLED = re.compile("(?:产业链|集群|[^供]链|产业)$")
_WHOSE = re.compile(r"^(?:[（(]?[一二三四五六七八九十\d]+[)）、.．])?\s*(?:[我全本][省市县区州]|[市县区州]级|“)?")
_LIST = re.compile(r"[、/]|以及|(?<=[链群业])[和与及]")
_NOBODY = frozenset({"空缺", "暂缺", "暂无", "待定", "链长", "姓名"})
_MARKS = re.compile(r"[\s、，；;/（）()]+")


class Official(NamedTuple):
    """Who holds a post: the posts, and the person's name; one of them may be missing."""

    posts: tuple[str, ...]
    name: str

    @property
    def called(self) -> str:
        """The name behind the posts, however the text sets them: 副市长 李四."""
        return " ".join(part for part in ("、".join(self.posts), self.name) if part)


def chiefs(text: str, group: Named | None) -> Iterator[tuple[Named, str, Named, str, str, float, int, int]]:
    """What a block says of chiefs, with offsets into it; `group` is the one that the block stands under."""
    for found in _ROLE.finditer(text):
        begin = max(text.rfind(stop, 0, found.start()) for stop in _STOPS) + 1
        clause = _inner(text[begin : found.start()])
        held = _BEFORE.fullmatch(clause)
        people = officials(held["who"]) if held else []
        said, end = (held["chains"] or held["first"] or "") if held else clause, found.end()
        if not people:
            behind = text[found.end() :]
            told = re.match(rf"[：:]?[^{_STOPS}]*", behind)
            told = _AFTER.fullmatch(_outer(told[0])) if told else None
            people, said = officials(told["who"]) if told else [], clause
            end += told.end() if told else 0
            if people:
                people, end = _with_posts(people, text, end)
            elif apposed := _apposed().match(behind):
                people = [one for one in officials(apposed["who"]) if one.name]
                said, end = _ASKED.sub("", clause), found.end() + apposed.end()
        chains = _chains(said) or ([] if _named(said) else _around(text, begin, group))
        role = "副链长" if "副" in found["role"] else "链长"
        for person, chain in _paired(people, chains):
            yield (person.called, "Agency"), "RESPONSIBLE_FOR", chain, role, CHIEF, _SURE, begin, end


@cache
def _apposed() -> re.Pattern[str]:
    """Post and name right behind 链长 in a running sentence: 请机床产业链链长、副市长李四同志盯住主轴."""
    return re.compile(rf"[、\s]*(?P<who>[^{_STOPS}]{{2,40}}?)\s*(?:同志|(?={words('acts_of_official')}))")


def _with_posts(people: list[Official], text: str, end: int) -> tuple[list[Official], int]:
    """The one person whose name ends there with the posts that follow it: 链长：李四，市委常委、副市长."""
    behind = _POSTS.match(text, end)
    told = officials(behind["posts"]) if behind and len(people) == 1 and not people[0].posts else []
    if behind is None or len(told) != 1 or told[0].name:
        return people, end
    return [Official(told[0].posts, people[0].name)], behind.end()


def officials(text: str, *, cell: bool = False) -> list[Official]:
    """The people that a text lists by post and name, in either order; none where a part of it is neither. In a cell
    that lists people a name is known without a common surname.

    >>> [one.called for one in officials("市委常委、副市长 李四、王五")]
    ['市委常委、副市长 李四', '王五']
    >>> officials("各有关部门"), [one.called for one in officials("顾云溪", cell=True)]
    ([], ['顾云溪'])
    """
    tokens = [part for token in _MARKS.split(text) if token for part in _parted(token, cell=cell)]
    if not tokens or not all(kind for kind, _ in tokens):
        return []
    first = tokens[0][0] == "name"
    found: list[tuple[list[str], str]] = []
    for kind, token in tokens:
        new = not found or (kind == "name" if first else bool(found[-1][1]))
        if new:
            found.append(([], ""))
        posts, name = found[-1]
        found[-1] = ([*posts, token], name) if kind == "post" else (posts, token)
    return [Official(tuple(posts), name) for posts, name in found]


def _parted(token: str, *, cell: bool) -> Iterator[tuple[str, str]]:
    """A post, a name, or both as they are written together; ("", token) for anything else."""
    token = token.removesuffix("同志")
    surname, post = words("surname"), words("post_of_official")
    if token in _NOBODY:
        yield "", token
        return
    name = rf"(?!常务|党组|分管){surname}[一-龥]{{1,2}}"
    before = re.fullmatch(
        rf"(?P<name>{name}(?<![区市县州镇乡]))(?P<post>(?:副|常务|党组|[市县区州]委|[市县区州]政府).*{post})", token
    )
    after = re.fullmatch(rf"(?P<post>[一-龥]{{0,20}}?{post})(?P<name>{name})?", token)
    if found := before or after:
        parts = [(kind, found[kind]) for kind in ("post", "name") if found[kind]]
        yield from sorted(parts, key=lambda part: found.start(part[0]))
    elif re.fullmatch(name, token) or (
        cell and re.fullmatch(r"[一-龥·]{2,4}", token) and not re.search(words("no_firm_yet"), token)
    ):
        yield "name", token
    else:
        yield "", token


def _inner(clause: str) -> str:
    """The clause from a bracket on that it does not close."""
    opened = clause.rfind("（")
    return (clause[opened + 1 :] if opened >= 0 and "）" not in clause[opened:] else clause).strip(" \u3000“")


def _outer(told: str) -> str:
    """What follows up to a bracket that closes none of its own."""
    closed = told.find("）")
    return (told[:closed] if closed >= 0 and "（" not in told[:closed] else told).rstrip()


def _chains(said: str) -> list[Named]:
    return [chain for part in _LIST.split(said.removesuffix("的")) if (chain := _chain(part))]


def _chain(part: str) -> Named | None:
    """A chain by its name, also where 链长 has cut its end (任智能装备链长)."""
    name = _WHOSE.sub("", part.strip()).removesuffix("的").strip("“”")
    if not _CHAIN.fullmatch(name) or re.fullmatch(words("generic"), name):
        return None
    group = names.group(name)
    return None if re.search(words("not_group"), group[0]) or len(group[0]) < 2 else group


def _named(said: str) -> bool:
    """Do the words name something, if no chain? 产业链 names none, so that of the heading is meant."""
    bare = _WHOSE.sub("", said.strip())
    return len(bare) > 1 and not re.fullmatch(f"(?:该|本|各|重点)*{words('generic')}的?", bare)


def _around(text: str, begin: int, group: Named | None) -> list[Named]:
    """The chain that an earlier clause of the sentence is (甲产业链：由县长任链长), else that of the heading."""
    first = max(text.rfind(mark, 0, begin) for mark in _ENDS) + 1
    for clause in reversed(re.split("[，：:]", text[first : max(first, begin - 1)])):
        bare = _WHOSE.sub("", clause.strip())
        if len(bare) <= 20 and _CALLED.search(bare) and (chain := _chain(bare)):
            return [chain]
    return [group] if group else []


def _paired(people: Sequence[Official], chains: Sequence[Named]) -> Iterator[tuple[Official, Named]]:
    """Who is chief of which: as many as there are, one by one; else one of all, or all of one. Where that leaves a
    doubt, nobody.
    """
    if len(people) == 1 and len(people[0].posts) == len(chains) > 1 and not people[0].name:
        people = [Official((post,), "") for post in people[0].posts]
    if len(people) == len(chains):
        yield from zip(people, chains, strict=True)
    elif len(people) == 1 or len(chains) == 1:
        yield from ((person, chain) for person in people for chain in chains)
