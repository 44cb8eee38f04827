"""Statements as the server is asked them: with types in place of parameters, and all rows in one record."""

import re
from collections.abc import Mapping

from .store import Parameter

LOCK = """
MATCH (m:Liantu {id: 0}) SET m.writing = true
WITH m SET m.writes = coalesce(m.writes, 0) + 1
WITH m MATCH (a:Answer) DELETE a
"""
"""Begins every write: holds up other writers until the transaction ends, and drops answers that were kept."""

KEPT = """
MATCH (m:Liantu {id: 0})
CALL () { MATCH (n) RETURN count(n) AS nodes }
CALL () { MATCH (n:Answer) RETURN count(n) AS answers }
CALL () { MATCH ()-[f]->() RETURN count(f) AS edges }
WITH coalesce(m.writes, 0) AS writes, (nodes - answers) + '/' + edges AS counts
OPTIONAL MATCH (a:Answer {question: $question, counts: counts})
RETURN writes, counts, a.text AS answer
"""
"""The answer that was kept of a question, unless somebody added or removed something by hand. Counts are kept by the
server: they cost nothing."""

KEEP = """
MATCH (m:Liantu {id: 0}) SET m.writing = true
WITH m WHERE coalesce(m.writes, 0) = $writes
MERGE (a:Answer {question: $question}) SET a.text = $answer, a.counts = $counts
"""
"""Keeps an answer, unless there was a write since the question was asked."""

_TYPE = re.compile(r":\$\(\$(\w+)\)")

_FORM = re.compile(r"(.*)\nRETURN (.*?)\n(ORDER BY .*)", re.DOTALL)
"""How a statement ends of which the rows can be gathered: its last lines begin with these words."""

_COLUMN = re.compile(r"(?:.*\sAS\s+)?`?(\w+)`?", re.DOTALL)


def typed(statement: str, parameters: Mapping[str, Parameter]) -> str:
    """The statement with each `:$($name)` replaced by the type that the parameter names.

    Neo4j plans a type that it learns only when it runs without any index.

    >>> typed("MATCH ()-[f:$($predicate)]->() RETURN f", {"predicate": "MAKES"})
    'MATCH ()-[f:`MAKES`]->() RETURN f'
    """

    def quoted(match: re.Match[str]) -> str:
        name = str(parameters.get(match[1], ""))
        return ":`" + name.replace("`", "``") + "`" if name else match[0]

    return _TYPE.sub(quoted, statement)


def gathered(statement: str) -> tuple[str, list[str]] | None:
    """The statement with all its rows in one list, and their columns; None where it ends in another form.

    Each record costs the driver more time than what is in it, and the server some: thousands of rows come in a tenth
    of the client's time and in two thirds of the server's.

    >>> gathered("MATCH (n)\\nRETURN n.name AS name, n.id % 2 AS odd\\nORDER BY name, n.id")[0].splitlines()[1:]
    ['WITH n.name AS name, n.id % 2 AS odd', 'ORDER BY name, n.id', 'RETURN collect([`name`, `odd`]) AS rows']
    >>> gathered("MATCH (n) RETURN n.name AS name ORDER BY name")
    >>> gathered("MATCH (n)\\nRETURN n.name\\nORDER BY n.name")
    """
    form = _FORM.fullmatch(statement.rstrip())
    if form is None or "UNION" in _outermost(form[1]):
        return None
    columns = [_COLUMN.fullmatch(item.strip()) for item in _items(form[2].removeprefix("DISTINCT "))]
    names = [column[1] for column in columns if column]
    if len(names) < len(columns):
        return None
    row = ", ".join(f"`{name}`" for name in names)
    return f"{form[1]}\nWITH {form[2]}\n{form[3]}\nRETURN collect([{row}]) AS rows", names


def _outermost(text: str) -> str:
    """What stands outside all braces."""
    while (inner := re.sub(r"\{[^{}]*\}", "", text)) != text:
        text = inner
    return text


def _items(text: str) -> list[str]:
    """What stands between the commas that are in no brackets."""
    depth, items = 0, [""]
    for sign in text:
        depth += (sign in "([{") - (sign in ")]}")
        if sign == "," and not depth:
            items.append("")
        else:
            items[-1] += sign
    return items
