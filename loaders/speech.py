"""Direct speech: what somebody who is quoted names is not what the text around is about."""

import re

_SPEECH = re.compile("“[^”\\n]*[，。！？；][^”\\n]*”")


def in_speech(text: str, at: int) -> bool:
    """Does a sentence of somebody who is quoted stand there? A name in quotation marks is none.

    >>> text = "“看中的是这里的造船产业链，还有港口。”他说，“甲乙丙”产业集群正在壮大。"
    >>> in_speech(text, text.find("造船")), in_speech(text, text.find("甲乙")), in_speech(text, text.find("壮大"))
    (True, False, False)
    """
    return any(one.start() < at < one.end() for one in _SPEECH.finditer(text))
