"""Which store a URL means."""

from pathlib import Path

from ..errors import StoreError
from .store import Store

_NEO4J = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")


def open_store(url: str | Path, *, create: bool = True) -> Store:
    """The store at a file path, created if `create` and absent. StoreError if it cannot be opened."""
    scheme, separator, _ = str(url).partition("://")
    if not separator:
        from .sqlite_store import SqliteStore

        return SqliteStore(Path(url), create=create)
    if scheme in _NEO4J:
        raise StoreError("这个版本还不支持 Neo4j", where=str(url), todo="请用 --store 指定一个文件路径，例如 liantu.db")
    raise StoreError(
        f"不认识的存储类型 {scheme}://", where=str(url), todo="请用 --store 指定一个文件路径，例如 liantu.db"
    )
