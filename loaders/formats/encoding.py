"""Bytes to text: the encodings that Chinese offices use, told apart by what comes out."""

import codecs
from functools import cache

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SAMPLE = 1 << 16  # bytes that are looked at to tell encodings apart
_FEW = 0.002  # characters that may be broken in a text that is otherwise right
_SPACES = frozenset("\t\n\r\f\v\x1a")


class Unreadable(Exception):
    """What the bytes are instead of text, in Chinese."""


def decode(data: bytes, declared: str | None = None) -> str:
    """Text of UTF-8, GB18030 (also where GB2312 is declared) or UTF-16, with or without a mark; newlines are \\n.

    Raises Unreadable for Big5 and for what is no text.

    >>> decode("产业链\\r\\n".encode("gb18030")), decode("产业链".encode("utf-16-be"))
    ('产业链\\n', '产业链')
    """
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    name = marked or ("utf-8" if _is_utf8(data) else _guess(data, declared))
    text = data.decode(name, errors="replace")
    if text.count("\ufffd") > _FEW * len(text) or not _clean(text):
        raise Unreadable("不是文本，或编码无法识别")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _is_utf8(data: bytes) -> bool:
    """Text of no other encoding is right as UTF-8 by chance."""
    try:
        return bool(data) and _clean(data.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def _guess(data: bytes, declared: str | None) -> str:
    sample = data[:_SAMPLE]
    names = ["utf-8", "gb18030", "utf-16-le", "utf-16-be", "big5"]
    if declared and declared.lower() in {"utf-8", "utf8"}:
        names = names[:2]
    best = max(names, key=lambda name: _fitness(sample, name))  # the first of equals
    if _fitness(sample, best) < 0.5:
        raise Unreadable("不是文本，或编码无法识别")
    if best == "big5":
        raise Unreadable("文字用的是 Big5（繁体）编码")
    return best


def _fitness(sample: bytes, name: str) -> float:
    """The share of characters that an ordinary text has; 0 for bytes that mean nothing in this encoding."""
    if name.startswith("utf-16") and len(sample) % 2:
        sample = sample[:-1]
    text = codecs.getincrementaldecoder(name)(errors="replace").decode(sample)  # the last character may be cut
    if not _clean(text) or not text:
        return 0.0
    common = traditional if name == "big5" else simplified
    usual = sum(char in common() or char.isascii() or _is_mark(char) for char in text)
    return usual / len(text) - text.count("\ufffd") / (_FEW * len(text)) * 0.5


def _clean(text: str) -> bool:
    return all(char >= " " or char in _SPACES for char in set(text))


def _is_mark(char: str) -> bool:
    return "\u2000" <= char <= "\u33ff" or "\uff00" <= char <= "\uffef" or "\xa0" <= char <= "\u03ff"


@cache
def simplified() -> frozenset[str]:
    """The 3 755 characters of GB 2312 level 1, the usual ones of simplified Chinese."""
    rows = range(0xB0, 0xD8)
    return frozenset("".join(bytes((a, b)).decode("gb2312", "ignore") for a in rows for b in range(0xA1, 0xFF)))


@cache
def traditional() -> frozenset[str]:
    """The 5 401 characters of Big5 level 1, the usual ones of traditional Chinese."""
    trails = [*range(0x40, 0x7F), *range(0xA1, 0xFF)]
    return frozenset("".join(bytes((a, b)).decode("big5", "ignore") for a in range(0xA4, 0xC7) for b in trails))
