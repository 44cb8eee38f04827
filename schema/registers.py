"""The values that registers and lists bring: firms, purchases, what could not be read, what people decided."""

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from .names import clean, stem
from .patterns import Late

if TYPE_CHECKING:
    from .facts import Fact


class FirmState(StrEnum):
    """Whether a registered firm still lives. Only ACTIVE ones can be won, and only they fill a link here."""

    ACTIVE = "存续"
    CANCELLED = "注销"
    REVOKED = "吊销"
    MOVED = "迁出"
    CLOSED = "停业"


class Company(NamedTuple):
    """A row of a register. A tuple rather than a dataclass: a million of them travel through a pipe.

    `code` is a checked 统一社会信用代码 or "", `former` holds former names joined by 、, `state` is a FirmState or ""
    (not given), `capital` and `revenue` are in 万 of `currency` and 万元, `founded` is a date as precise as the
    source, `region` is the path of divisions (湖北省咸宁市咸安区), as written where no division is known, `growth` is
    in percent a year. `sheet` and `row` (from 1) say where it stands. "" and None mean: the source does not say.
    """

    name: str
    code: str
    former: str
    state: str
    capital: float | None
    currency: str
    founded: str
    region: str
    address: str
    scope: str
    industry: str
    staff: int | None
    revenue: float | None
    growth: float | None
    owners: str
    chamber: str
    contact: str
    sheet: str
    row: int

    @property
    def ident(self) -> str:
        """What tells firms apart: the code, or the name's stem where there is none."""
        return self.code or f"名:{stem(self.name, 'Enterprise')}"


def without_code(one: Company, name: str, former: str) -> Company | None:
    """The firm by its name alone, where its code is also that of a firm of this name and these former ones (joined by
    、), and no name of theirs is the same. None where they may be one firm, or there is no code.
    """
    mine = {stem(part, "Enterprise") for part in (one.name, *one.former.split("、")) if part}
    theirs = {stem(part, "Enterprise") for part in (name, *former.split("、")) if part}
    return one._replace(code="") if one.code and not mine & theirs else None


NEAR_BY = ("本地", "当地", "本市", "市内", "本县", "县内", "本区", "区内")
"""What lists write for the place of a supplier that stands where its buyer does."""

FAR_OFF = ("外地", "市外", "外省", "省外", "海外", "国外", "境外")
"""And for that of one that stands anywhere else."""


class Purchase(NamedTuple):
    """A row of a supply list: `amount` in 万元 or None, `year` as YYYY or ""."""

    seller: str
    buyer: str
    item: str
    amount: float | None
    year: str
    sheet: str
    row: int


class Batch(NamedTuple):
    """Some rows of a register on their way into a store: firms, and the facts and purchases of lists."""

    companies: Sequence[Company] = ()
    facts: Sequence["Fact"] = ()
    purchases: Sequence[Purchase] = ()


class RowProblem(NamedTuple):
    """A value of a table that was not taken, where it stands, and why. `lost` tells whether its whole row was left."""

    file: str
    sheet: str
    row: int
    column: str
    value: str
    reason: str
    lost: bool = False


class Decision(NamedTuple):
    """What a person says about a thing, kept apart from what documents say; it outlives them.

    `kind` names the question (same, fact, target, purchase, …), `subject` and `object` what it is about, by natural
    keys that survive a reload, `value` the answer; "" takes the answer back. `source` is the file it came in, `at`
    the day that the caller gives.
    """

    kind: str
    subject: str
    object: str
    value: str
    source: str = ""
    at: str = ""


_PARTED = Late(r"[、；;,，|/\n]")
_YEARS = Late(r"\([^()]*\d{4}[^()]*\)$")


def former_names(text: str) -> tuple[str, ...]:
    """Former names in a cell, however they are parted, without the years that some exports add.

    >>> former_names("云溪机械厂；云溪明川机械有限公司（2012至2015）")
    ('云溪机械厂', '云溪明川机械有限公司')
    """
    names = (_YEARS.sub("", clean(name)) for name in _PARTED.split(text))
    return tuple(name for name in names if len(name) > 3)
