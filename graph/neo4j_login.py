"""Where a Neo4j server is and how to log in: from the URL and the environment, never from the command line."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from ..errors import InputError, StoreError

SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
VARIABLES = ("NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE")
"""The names in the file that Aura gives out."""


@dataclass(frozen=True, slots=True)
class Login:
    """A server, a user and a database. An empty password means a server without authentication."""

    url: str
    user: str
    password: str = field(repr=False)
    database: str


def login(url: str, environment: Mapping[str, str] | None = None) -> Login:
    """How to log in to the server of this URL; `environment` is os.environ unless given. StoreError if it cannot be."""
    known = os.environ if environment is None else environment
    parts = urlsplit(url)
    if parts.username or parts.password:
        where = f"{parts.scheme}://{parts.hostname}"
        raise StoreError(
            "地址里不能写用户名和密码", where=where, todo="请改用环境变量 NEO4J_USERNAME 和 NEO4J_PASSWORD"
        )
    try:
        port = parts.port
    except ValueError as error:
        raise StoreError("地址里的端口不是数字", where=url, todo="例如 neo4j://localhost:7687") from error
    if not parts.hostname:
        raise StoreError("地址里没有主机名", where=url, todo="例如 neo4j://localhost:7687")
    if port == 7474:
        raise StoreError("7474 是 Neo4j 的网页端口", where=url, todo="请用 Bolt 端口，一般是 7687")
    if "NEO4J_PASSWORD" not in known:
        raise StoreError(
            "没有 Neo4j 的密码", where=url, todo="请设置环境变量 NEO4J_PASSWORD，或用 --credentials 指定文件"
        )
    database = known.get("NEO4J_DATABASE") or "neo4j"
    return Login(url, known.get("NEO4J_USERNAME") or "neo4j", known["NEO4J_PASSWORD"], database)


def read_credentials(path: str | Path) -> dict[str, str]:
    """The variables in a credentials file of NAME=value lines, as Aura gives it; InputError if there are none."""
    try:
        text = Path(path).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("登录信息文件读不出来", where=str(path), todo="请核对路径，并存为 UTF-8") from error
    pairs = (line.split("=", 1) for line in text.splitlines() if "=" in line and not line.lstrip().startswith("#"))
    found = {name.strip(): value.strip().strip("\"'") for name, value in pairs if name.strip() in VARIABLES}
    if "NEO4J_PASSWORD" not in found:
        raise InputError("登录信息文件里没有 NEO4J_PASSWORD", where=str(path), todo="每行写成 NEO4J_PASSWORD=密码")
    return found
