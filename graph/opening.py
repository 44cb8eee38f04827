"""Which store a URL means."""

from pathlib import Path

from ..errors import StoreError
from .store import Store


def open_store(url: str | Path, *, create: bool = True) -> Store:
    """The store at a file path or on a Neo4j server, set up if `create` and absent. StoreError if it cannot be opened.

    User, password and database of a server come from NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE.
    """
    scheme, separator, _ = str(url).partition("://")
    if not separator:
        from .sqlite_store import SqliteStore

        return SqliteStore(Path(url), create=create)
    from .neo4j_login import SCHEMES, login

    if scheme in SCHEMES:
        from .neo4j_store import Neo4jStore

        return Neo4jStore(login(str(url)), create=create)
    raise StoreError(
        f"不认识的存储类型 {scheme}://",
        where=str(url),
        todo="请用 --store 指定一个文件路径（如 liantu.db）或 Neo4j 地址（如 neo4j://localhost:7687）",
    )
