"""Data that the package ships as YAML, read from packed.json: YAML takes longer to read than a question to answer.

People edit the YAML; `make packs` packs it. A text that has been edited since is read as it is: only slower.
"""

import json
from functools import cache
from pkgutil import get_data
from typing import Any
from zlib import crc32

from ..errors import SchemaError


def shipped(room: str, name: str) -> Any:
    """What the room's YAML file says; SchemaError if it is no YAML. Callers share it: it is not to be changed.

    >>> "武汉都市圈" in shipped("queries", "circles.yaml")
    True
    """
    return parsed(text_of(room, name), name)


def text_of(room: str, name: str) -> str:
    """The text of a file in a room. importlib.resources would do the same, and take 5 ms to be imported."""
    data = get_data(f"liantu.{room}", name)
    if data is None:
        raise SchemaError("随程序的文件不见了", where=name, todo="请重新安装")
    return data.decode("utf-8")


def parsed(text: str, name: str) -> Any:
    """What the text of the file of that name says; SchemaError if it is no YAML."""
    packed = _packed()
    key = digest(text)
    return packed[key] if key in packed else from_yaml(text, name)


def digest(text: str) -> str:
    """What tells texts apart in packed.json. A stronger sum would load a library, 5 ms."""
    return f"{len(text)}-{crc32(text.encode()):08x}"


def from_yaml(text: str, name: str) -> Any:
    """As `parsed`, of what is not packed: by libyaml where it is there, ten times as fast as in Python."""
    import yaml  # a twentieth of a question's time

    try:
        return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        raise SchemaError("随程序的 YAML 文件有误", where=name, todo=str(error)) from error


@cache
def _packed() -> dict[str, Any]:
    """What packed texts say, by their digests."""
    found: dict[str, list[Any]] = json.loads(text_of("schema", "packed.json"))
    return dict(found.values())
