"""Files that a user names: opened to be read, or one sentence that says why they cannot be."""

import os
from io import BufferedReader
from pathlib import Path

from ..errors import InputError


def open_file(path: Path) -> BufferedReader:
    """The file, open for its bytes. InputError where it is missing, a folder, a device, locked or forbidden."""
    try:
        if path.is_dir():
            next(path.iterdir(), None)  # raises where one may not look into it
            raise InputError("这是文件夹，不是文件", where=str(path), todo="请给出其中的文件")
        if path.exists() and not path.is_file():
            raise InputError("这不是普通文件", where=str(path), todo="请给出文件")
        return path.open("rb")
    except FileNotFoundError as error:
        raise InputError("文件不存在", where=str(path), todo="请核对路径") from error
    except PermissionError as error:
        raise InputError(
            "没有读取权限，或被别的程序占用", where=str(path), todo="请改权限，或先关闭占用它的程序"
        ) from error
    except OSError as error:
        raise InputError("文件打不开", where=str(path), todo="请核对路径；链接要指向真实的文件") from error


def file_name(path: Path) -> str:
    """The name of a file as text. One unpacked from a Chinese archive may be in GB18030, or in no encoding at all.

    >>> file_name(Path("规划/方案.txt"))
    '方案.txt'
    """
    raw = os.fsencode(path.name)
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "replace")
