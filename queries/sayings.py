"""How a sentence about a link is meant: against it, as means to use, as a plan, or not surely read at all."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import yaml

from ..graph import Store
from .facts import Said, ask

_CLAUSE = r"[^，。；;！\n]"


@dataclass(frozen=True, slots=True)
class _Words:
    """sayings.yaml; word lists as alternatives of a regular expression."""

    sure: float
    against: str
    uses: str
    means: str
    makes: str
    planned: re.Pattern[str]
    seeks: str
    empty: re.Pattern[str]
    progress: tuple[tuple[str, re.Pattern[str]], ...]
    coming: re.Pattern[str]
    done: frozenset[str]


@cache
def _words() -> _Words:
    raw = yaml.safe_load(files("liantu.queries").joinpath("sayings.yaml").read_text("utf-8"))
    lists = {name: "|".join(sorted(raw[name], key=len, reverse=True)) for name in raw if isinstance(raw[name], list)}
    return _Words(
        sure=float(raw["sure"]),
        against=lists["against"],
        uses=lists["uses"],
        means=lists["means"],
        makes=lists["makes"],
        planned=re.compile(lists["planned"]),
        seeks=lists["seeks"],
        empty=re.compile(f"(?:{lists['empty']})+"),
        coming=re.compile(lists["coming"]),
        done=frozenset(raw["done"]),
        progress=tuple((stage, re.compile("|".join(words))) for stage, words in raw["progress"].items()),
    )


def sure() -> float:
    """The confidence below which a fact decides nothing."""
    return _words().sure


def is_empty(link: str) -> bool:
    """Is it a kind of firm without content (上下游配套企业), which names no link?"""
    return _words().empty.fullmatch(link) is not None


def is_planned(said: Said) -> bool:
    """Does the sentence say that the firm's making of it is still to come?"""
    return _planned(said.proof.quote)


@lru_cache(maxsize=1 << 16)
def _planned(quote: str) -> bool:
    return _words().planned.search(quote) is not None


def seeks(said: Said) -> bool:
    """Does the clause want the link brought in?"""
    return re.search(f"(?:{_words().seeks}){_CLAUSE}*{re.escape(said.object)}", said.proof.quote) is not None


def progress(quote: str) -> str:
    """How far a project is by its sentence; "" where it does not say.

    >>> progress("年产60万吨冷轧板项目已建成投产"), progress("确保冷轧板项目2027年建成投产"), progress("冷轧板项目")
    ('已投产', '在建', '')
    """
    words = _words()
    stages = [stage for stage, spelled in words.progress if spelled.search(quote)]
    if words.coming.search(quote):
        stages = [stage for stage in stages if stage not in words.done] or stages and ["在建"]
    return stages[0] if stages else ""


@lru_cache(maxsize=1 << 14)
def _not_meant(quote: str, link: str) -> str | None:
    words, name = _words(), re.escape(link)
    if re.search(f"(?:{words.against}){_CLAUSE}*{name}", quote):
        return "原文是不发展或避免"
    used = re.search(f"(?:{words.uses})({_CLAUSE}*{name}{_CLAUSE}*)", quote)
    if used and not re.search(words.makes, used[1]) and re.search(f"(?:{words.means})等?$", used[1]):
        return "原文是企业采用的技术，不是要补的环节"
    return None


def why_not(said: Said, dropped: frozenset[tuple[str, str]]) -> str | None:
    """Why a statement that a link is wanted does not count; None if it counts. `dropped` as from superseded()."""
    if said.confidence < sure():
        return "读取把握不大，请人核对"
    if (said.title, said.region or "") in dropped:
        return "征求意见稿曾提出，正式稿没有再提"
    return _not_meant(said.proof.quote, said.object)


def superseded(store: Store, said: Iterable[Said]) -> frozenset[tuple[str, str]]:
    """Titles and regions of drafts among the statements of which the store has the final plan."""
    drafts = {(one.title, one.region or "") for one in said if one.status == "征求意见稿"}
    if not drafts:
        return frozenset()
    finals = [
        (_core(str(row["title"])), str(row["region"] or "")) for row in ask(store, "parts") if row["status"] == "正式"
    ]
    return frozenset(
        (title, region)
        for title, region in drafts
        if any(where == region and same_plan(_core(title), final) for final, where in finals)
    )


def same_plan(one: str, other: str) -> bool:
    """Are the two titles those of one plan, but for a word or two?"""
    mine, theirs = ({text[i : i + 2] for i in range(len(text) - 1)} for text in (_core(one), _core(other)))
    return bool(mine and theirs) and 2 * len(mine & theirs) / (len(mine) + len(theirs)) >= 0.75


def _core(title: str) -> str:
    """The title without what tells versions apart: 关于印发《…》的通知, （征求意见稿）, （2026—2030年）."""
    inner = re.search(r"《([^》]+)》", title)
    return re.sub(r"[（(\[【][^）)\]】]*[）)\]】]|关于|印发|的通知|草案|\s", "", inner[1] if inner else title)
