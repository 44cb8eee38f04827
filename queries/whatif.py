"""What would change if a firm came or went: states, ranks, whom chain leaders could buy from. Nothing is stored."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..errors import InputError, UnknownName
from ..graph import Store
from ..schema import contains
from .answers import Shift
from .identity import firms_called
from .likely import doubles
from .lookup import near
from .picture import Added, Picture, Row, called, imagined, picture, rated, rated_again
from .priority import default_weights, moved, score
from .scope import Scope, scope

_NAMED = 3  # links that a sentence names


@dataclass(frozen=True, slots=True)
class Outcome:
    """What would change, and sentences on what would not and why."""

    shifts: list[Shift]
    notes: tuple[str, ...]


def whatif(
    store: Store, *, add: Sequence[str] = (), remove: Sequence[str] = (), region: str | None = None
) -> list[Shift]:
    """What firms that came (企业@环节 or 企业@环节@地区) or went would change in the place.

    InputError for an addition of another form or elsewhere, UnknownName for a link or a firm that nothing names.
    """
    return outcome(store, add=add, remove=remove, region=region).shifts


def outcome(store: Store, *, add: Sequence[str] = (), remove: Sequence[str] = (), region: str | None = None) -> Outcome:
    """As `whatif`, with sentences on what each firm is there for, on its doubles, and on what stays as it is."""
    here = scope(store, region)
    drawn = picture(store, here)
    added = [_added(drawn, here, text) for text in add]
    gone = {name: firms_called(store, name) for name in remove}
    before = rated(drawn)
    after = rated_again(imagined(drawn, added, [shown for names in gone.values() for shown in names]), before)
    shifts = [*_shifts(before, after), *_leaders(drawn, before, after)]
    notes = [_there(one, before) for one in added] + [_at(name, names, here, before) for name, names in gone.items()]
    notes += [
        f"{'、'.join(others)}可能就是{name}，还没有核对，仍按另一家计；请用 liantu review"
        for name in gone
        if (others := sorted(set(doubles(store, name)) - set(gone[name])))
    ]
    return Outcome(shifts, tuple(filter(None, [*notes, *_risen(before, after), _rest(shifts, before, after)])))


def _risen(before: list[Row], after: list[Row]) -> Iterable[str]:
    """Why a gap that gained firms is more urgent than before: by the weights one firm for several leaders is a risk of
    its own.
    """
    points = default_weights()
    places = {(link.chain, link.name): (rank, one) for rank, (link, one) in enumerate(before, start=1)}
    for rank, (link, one) in enumerate(after, start=1):
        was, old = places[link.chain, link.name]
        if set(one.firms) > set(old.firms) and score(one.factors, points) > score(old.factors, points):
            why = "、".join(moved(old.factors, one.factors, points))
            place = f"名次由{was}到{rank}" if rank != was else f"名次仍是{rank}"
            yield f"“{link.name}”有了企业，得分反而升高，{place}：{why}（权重见 gaps --explain）"


def _there(added: Added, before: list[Row]) -> str:
    """That a firm to be added is at the link already."""
    same = any(added.link in called(link) and added.firm in one.firms for link, one in before)
    return f"{added.firm}已经在“{added.link}”，加上它没有区别" if same else ""


def _at(name: str, shown: Sequence[str], here: Scope, before: list[Row]) -> str:
    """At how many links a firm stands that would go; why nothing changes where it stands at none."""
    links = {link.name for link, one in before if set(shown) & set(one.firms)}
    if links:
        alone = {link.name for link, one in before if one.firms and set(one.firms) <= set(shown)}
        rest = f"其中{len(alone)}个只有它一家" if alone else "都还有别家"
        return f"{name}在{here.name}的{len(links)}个环节，{rest}"
    named = {link.name for link, _ in before if any(maker.firm in shown for maker in link.makers)}
    if named:
        return f"{name}在“{'、'.join(sorted(named)[:_NAMED])}”只有规划、在建或把握不大的记载，本来就没有算作已有"
    return f"文件和名录都没有说{name}在{here.name}做哪个环节，没有它缺口也不变"


def _rest(shifts: list[Shift], before: list[Row], after: list[Row]) -> str:
    """What else moves: links that documents speak of and that only change places; and what stays."""
    shown = {(one.name, one.link) for one in shifts if one.kind == "环节"}
    old = {(link.chain, link.name): rank for rank, (link, _) in enumerate(before, start=1)}
    moved = sum(
        bool(one.said) and (link.chain, link.name) not in shown and old[link.chain, link.name] != rank
        for rank, (link, one) in enumerate(after, start=1)
    )
    if not shown:
        return "所有环节的状态、企业和名次都不变"
    return f"另有{moved}个环节只是名次移动，其余不变" if moved else "其余环节都不变"


def _added(drawn: Picture, here: Scope, text: str) -> Added:
    parts = [part.strip() for part in text.split("@")]
    if len(parts) not in (2, 3) or not all(parts):
        raise InputError(f"“{text}”看不懂", todo="请写成 企业@环节 或 企业@环节@地区，例如 明川精密@伺服电机@青岚区")
    if len(parts) == 3 and parts[2] not in here.places and not contains(here.name, parts[2]):
        raise InputError(f"{parts[2]}不在{here.name}之内", todo=f"请改地区，或加 --region {parts[2]}")
    names = {name for link in drawn.known.every() for name in called(link)}
    if parts[1] not in names:
        raise UnknownName("环节", parts[1], near(parts[1], sorted(names)))
    return Added(parts[0], parts[1])


def _shifts(before: list[Row], after: list[Row]) -> list[Shift]:
    """Links whose state or firms change, and those whose rank moves although nothing else does."""
    places = {(link.chain, link.name): (rank, one) for rank, (link, one) in enumerate(before, start=1)}
    found = []
    for rank, (link, one) in enumerate(after, start=1):
        old_rank, old = places[link.chain, link.name]
        if one.state != old.state or one.firms != old.firms:
            states = old.state.value, one.state.value
            found.append(Shift("环节", link.chain, link.name, *states, old_rank, rank, one.firms))
    return sorted(found, key=lambda row: (row.before == row.after, row.rank_before or 0, row.name, row.link))


def _leaders(drawn: Picture, before: list[Row], after: list[Row]) -> list[Shift]:
    """Chain leaders of chains in which a link gains or loses its first local firm."""
    old = {(link.chain, link.name): set(one.firms) for link, one in before}
    found = []
    for link, one in after:
        had, has = old[link.chain, link.name], set(one.firms)
        if bool(had) != bool(has):
            for lead in drawn.known.leads.get(link.chain, ()):
                if lead.role == "链主" and lead.subject not in has | had:
                    words = ("无本地供应", "有本地供应") if has else ("有本地供应", "无本地供应")
                    found.append(Shift("链主", lead.subject, link.name, *words, None, None, tuple(sorted(has))))
    return sorted(set(found), key=lambda row: (row.name, row.link))
