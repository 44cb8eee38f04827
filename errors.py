"""What can go wrong, as one small tree. Every message is a Chinese sentence: what, where, what to do next.

LiantuError
├── InputError      a file that cannot be read: missing, broken, empty, of an unknown kind
├── ReaderError     a language model that was to read cannot be asked, or does not answer
├── UnknownName     a chain, firm, region or document nobody has heard of; carries near names
├── StoreError      the store cannot be opened, read or written
├── OutputError     the answer cannot be written: no permission, disk full, unknown suffix
└── SchemaError     our own data files contradict themselves (ontology, frames, chains)
"""

from collections.abc import Sequence


def legible(path: str) -> str:
    """A path without the half characters that stand for bytes of no encoding, so that it can be shown and stored.

    >>> legible("规划/\\udcff.txt")
    '规划/\ufffd.txt'
    """
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


class LiantuError(Exception):
    """Anything the user should be told in one sentence. Exit code 1, no traceback."""

    def __init__(self, what: str, *, where: str = "", todo: str = "") -> None:
        """`what` went wrong, `where` (a file, a place in it, a URL) and what `todo` about it; no full stops."""
        self.what, self.where, self.todo = what, legible(where), todo
        super().__init__(what, self.where, todo)

    def __str__(self) -> str:
        place = f"{self.where}：" if self.where else ""
        todo = f"。{self.todo}" if self.todo else ""
        return f"{place}{self.what}{todo}。"


class InputError(LiantuError):
    """A file that cannot be read."""


class ReaderError(LiantuError):
    """A language model that cannot be asked, or does not answer."""


class UnknownName(LiantuError):
    """A name that the store does not know."""

    def __init__(self, kind: str, name: str, near: Sequence[str] = ()) -> None:
        """`kind` in Chinese (产业链, 企业, …), the `name` asked for, and `near` names, best first."""
        self.kind, self.name, self.near = kind, name, tuple(near)
        todo = f"是不是要找：{'、'.join(near)}" if near else "请核对名称，或先用 liantu load 载入提到它的文件"
        super().__init__(f"没有找到{kind}“{name}”", todo=todo)


class StoreError(LiantuError):
    """The store cannot be opened, read or written."""


class OutputError(LiantuError):
    """The answer cannot be written."""


class SchemaError(LiantuError):
    """Our own data files contradict themselves."""
