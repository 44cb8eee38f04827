"""Which group a title names: by its ending, in passing, or by what the text calls a group elsewhere."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..schema import Block, stem
from ..schema.chains import named_links
from . import names
from .frames import JOIN
from .headings import heading
from .mentions import Mention
from .words import words

Group = tuple[str, str]  # name, type
Title = tuple[Group, bool, tuple[int, int]]
"""The group that a title names, whether it is a box title, and where it stands in its block."""

KINDS = ("Chain", "Cluster", "Industry")
"""Types of groups, what tells most of a group first."""

_NUMBER = (
    rf"^\s*(?:{names.ORNAMENT}\s*)*(?:\d+(?:[.．]\d+)+[.．、]?|[（(]?[一二三四五六七八九十\d]+[)）、.．]|第[一二三四五六七八九十]+[章节条]"
    r"|[一二三四五六七八九十]是)?\s*"
)
_VERBS = (
    r"(?:打造|培育|壮大|招引|引进|做大|做强|做优|构建|建设|发展|加快|推进|推动"
    r"|升级|提升|大力|着力|积极|和|、|重点|[\d一二三四五六七八九十—\-–]+家)*"
)
_CHIEFS = re.compile(_NUMBER + r"(?:招引|引进|培育|壮大|打造|和|与|、|[\d—\-–]+家)+(?P<name>.+?)(?:重点)?链主企业$")
_TITLE = re.compile(
    _NUMBER
    + rf"(?P<verbs>{_VERBS})(?P<name>[^，。；：]{{2,24}}?(?:产业集群|集群|产业链|产业|制造业|服务业|旅游业?|经济))$"
)
_CALLED = re.compile("产业|集群|链$")
_TAIL = re.compile("产业链|产业集群|集群|产业(?!园)")
_ENDED = re.compile(rf"(?:{_TAIL.pattern}|(?<=..)链)$")
_FIGURE = re.compile("[：，—–－ \u3000]|$")  # before what a heading says of its group: 一、船舶配套：壳子强、心脏弱
_JOIN = re.compile("[、和与及]")
_TOP = 80  # characters at the head of a text in which its title stands
_LONGEST = 40  # characters of a title


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups that a document names, each under its stem by the name that tells most of it; and its title."""

    by: tuple[tuple[str, Group], ...]
    title: str = ""

    def called(self, name: str) -> Group | None:
        """The group that a text calls so, in full or in short where only one is meant; `name` has no ending."""
        whole = next((group for core, group in self.by if core == name), None)
        if whole or len(name) < 2:
            return whole
        if spelled := re.search(
            rf"{re.escape(name)}(?:{JOIN.pattern}[^，。；：、\n]{{2,12}}?)*?({_TAIL.pattern})", self.title
        ):
            return names.group(name + spelled[1])
        found = [group for core, group in self.by if core.startswith(name) or core.endswith(name)]
        return found[0] if len(found) == 1 else None

    def headed(self, block: Block) -> Title | None:
        """The group with whose name a heading begins that has no ending: 一、船舶配套：壳子强、心脏弱."""
        text = block.text.strip()
        first = re.split(r"[。\n]", text, maxsplit=1)[0]
        if block.cell is not None or len(first) > _LONGEST or not (block.level or heading(text)):
            return None
        head = re.sub(_NUMBER, "", first)
        figure = _FIGURE.search(head)
        name = head[: figure.start()] if figure else head
        told = next((group for core, group in self.by if name.startswith(core) and _only(name[len(core) :])), None)
        group = told or (self.called(_ENDED.sub("", name)) if name != head or name in self.title else None)
        start = block.text.find(first)
        return (group, False, (start, start + len(first))) if group else None


def figure(block: Block, word: str, text: str) -> bool:
    """Is a word of a heading a figure for how its group stands (一、船舶配套：壳子强、心脏弱), no name? `text` is the
    document's without blanks."""
    head = re.sub(_NUMBER, "", block.text.strip()) if block.level else ""
    mark = _FIGURE.search(head)
    name = _ENDED.sub("", head[: mark.start()]) if mark else ""
    own = len(name) > 1 and (name in text[:_TOP] or re.search(f"{re.escape(name)}(?:{_TAIL.pattern}|链)", text))
    return bool(mark and own and word in head[mark.end() :] and word not in named_links())


def _only(rest: str) -> bool:
    """Does a heading go on after the name of a group with words that tell no other: 这条链, 发展现状?"""
    return re.fullmatch(f"{words('of_a_group')}*", rest) is not None


def groups(named: Iterable[Group], title: str) -> Groups:
    """The groups of these names, in a document of this title."""
    best: dict[str, Group] = {}
    for name, kind in named:
        core = stem(name, kind)
        if len(core) > 1 and kind in KINDS and not re.search(words("not_group"), core):
            best[core] = min(best.get(core, (name, kind)), (name, kind), key=lambda group: KINDS.index(group[1]))
    return Groups(tuple(sorted(best.items(), key=lambda item: (-len(item[0]), item[0]))), title)


def listed(text: str, found: Sequence[Mention]) -> list[list[Group]]:
    """The groups that a text names with an ending, those of one list together; in 船舶配套和粮油加工产业链 each has the
    ending, though the reader may have marked it as one name."""
    lists: list[list[Mention]] = []
    for m in found:
        if m.kind in "GK":
            beside = bool(lists) and JOIN.fullmatch(text, lists[-1][-1].end, m.start)
            lists[-1].append(m) if beside else lists.append([m])
    told = []
    for one in lists:
        own, last = _ENDED.search(one[-1].text), one[-1]
        after = own or _TAIL.match(text, last.end)
        if after and last.kind == "G":
            ending = "产业链" if own and own[0] == "链" else after[0]
            single = [name for m in one for name in _parts(m.text)]
            told.append([names.group(name if _ENDED.search(name) else name + ending) for name in single])
    return told


def _parts(name: str) -> list[str]:
    """The names in a mark: those of a list where it holds one."""
    parts = _JOIN.split(name)
    return parts if all(len(part) > 1 for part in parts) else [name]


def titled(block: Block) -> Title | None:
    """The group that a heading or run-in title names; whether it is a box title, and where it stands."""
    first = re.split(r"[。：:\n]", block.text.strip(), maxsplit=1)[0]
    if len(first) > _LONGEST:
        return None
    chief = _CHIEFS.match(first)
    title = chief or _TITLE.match(first)
    if title is None:
        return None
    whole = len(first) >= len(block.text.strip()) - 1
    if not (whole and len(first) < 30) and not block.text.strip()[len(first) :].startswith("。"):
        return None
    name = title["name"].rpartition("的")[2]
    if re.search(words("title_verb"), name):
        return None
    if chief and name.endswith("产业"):
        name += "链"
    group = names.group(name)
    unnamed = re.compile(words("not_group"))
    if re.fullmatch(words("generic"), name) or any(map(unnamed.search, (name, group[0]))) or len(group[0]) < 2:
        return None
    start = block.text.find(first)
    return group, bool(chief or title["verbs"]), (start, start + len(first))


def in_passing(block: Block, found: Sequence[Mention]) -> Title | None:
    """The one group that a numbered title names in passing: 1.2 增强甲产业创新能力。"""
    text = block.text.lstrip()
    first = re.split(r"[。：\n]", text, maxsplit=1)[0]
    if not re.match(r"[（(]?[一二三四五六七八九十\d]+[)）、.．]", text) or len(first) > 32:
        return None
    start = len(block.text) - len(text)
    inside = [m for m in found if m.kind == "G" and m.end <= start + len(first) and m.confidence > 0.5]
    if len(inside) > 1:
        inside = [m for m in inside if _CALLED.match(block.text, m.end) or _CALLED.search(m.text)]
    if len(inside) != 1 or "，" in first:
        return None
    name = inside[0].text + (block.text[inside[0].end :][:2] if block.text.startswith("产业", inside[0].end) else "")
    group = names.group(name)
    return None if re.search(words("not_group"), group[0]) else (group, False, (start, start + len(first)))


def bare(text: str) -> str:
    """A line without its number."""
    return re.sub(_NUMBER, "", text).strip()
