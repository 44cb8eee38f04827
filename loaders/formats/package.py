"""Office files are zip archives of XML: opened with care, since anyone may have made them."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lxml import etree

from ...errors import InputError

_LARGEST = 200 * 1024 * 1024  # bytes of one unpacked member
_RATIO = 200  # text packs to a hundredth at best, a zip bomb to a thousandth
_SMALL = 1024 * 1024  # bytes below which the ratio says nothing
_MEMBERS = 10_000


class Package:
    """The members of an archive as XML. InputError for a broken, locked one, or one that unpacks to too much."""

    def __init__(self, archive: zipfile.ZipFile, path: Path) -> None:
        self._archive, self._path = archive, path
        self.names = frozenset(archive.namelist())

    def xml(self, name: str) -> etree._Element | None:
        """The root of a member; None where there is no such member."""
        if name not in self.names:
            return None
        info = self._archive.getinfo(name)
        if info.flag_bits & 1:
            raise InputError("文件加了密码", where=str(self._path), todo="请在 Word 里去掉密码另存后再试")
        if info.file_size > _LARGEST or (info.file_size > _SMALL and info.file_size > _RATIO * info.compress_size):
            raise InputError("压缩内容异常庞大，拒绝打开", where=str(self._path), todo="请确认文件来源后另存一份再试")
        try:
            tree = etree.fromstring(self._archive.read(info), _parser()).getroottree()
        except (etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
            raise broken(self._path) from error
        if tree.docinfo.internalDTD is not None or "!DOCTYPE" in str(
            tree.docinfo.doctype
        ):  # no Office program writes one; entity bombs need one
            raise InputError("文件里夹带了实体定义，拒绝打开", where=str(self._path), todo="请确认文件来源")
        root: etree._Element = tree.getroot()
        return root


@contextmanager
def opened(data: bytes, path: Path) -> Iterator[Package]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, EOFError, OSError, ValueError) as error:
        raise broken(path) from error
    with archive:
        if len(archive.namelist()) > _MEMBERS:
            raise InputError("压缩内容异常庞大，拒绝打开", where=str(path), todo="请确认文件来源后另存一份再试")
        yield Package(archive, path)


def broken(path: Path) -> InputError:
    return InputError("文件已损坏", where=str(path), todo="请用 Word 或 WPS 打开并另存后再试")


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)


def local(node: etree._Element) -> str:
    """A tag without its namespace: the strict variant of the standard has other ones."""
    tag = node.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(node: etree._Element | None, name: str) -> str | None:
    """An attribute by its name without namespace."""
    for key, value in () if node is None else node.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def child(node: etree._Element | None, *path: str) -> etree._Element | None:
    """The first descendant by a path of names without namespaces."""
    for name in path:
        node = next((each for each in node if local(each) == name), None) if node is not None else None
    return node
