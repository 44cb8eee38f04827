"""统一社会信用代码: the 18-character identity of a Chinese organisation, with its check character (GB 32100-2015)."""

import unicodedata
from operator import mul

_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUE = {sign: number for number, sign in enumerate(_SIGNS)}
_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))


def check_character(body: str) -> str:
    """The 18th character that belongs to the first 17. KeyError for a sign that no code has.

    >>> check_character("91350100M000100Y4")
    '3'
    """
    if len(body) != len(_WEIGHTS):
        raise ValueError(body)
    return _SIGNS[-sum(map(mul, map(_VALUE.__getitem__, body), _WEIGHTS)) % 31]


def clean_uscc(raw: str) -> str | None:
    """The code in half-width capitals without spaces and dashes; None where the check character does not fit.

    >>> clean_uscc("９１35 0100-m000100y43"), clean_uscc("91350100M000100Y44"), clean_uscc("9135")
    ('91350100M000100Y43', None, None)
    """
    if not raw.isascii() or not raw.isalnum():
        raw = unicodedata.normalize("NFKC", raw).replace(" ", "").replace("-", "")
    code = raw.upper()
    if len(code) != 18:
        return None
    try:
        return code if check_character(code[:17]) == code[17] else None
    except KeyError:
        return None
