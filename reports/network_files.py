"""The supplier network as a file: the suffix picks the format, the engine how a page is drawn."""

from pathlib import Path

from ..errors import OutputError
from ..queries.network import Network
from .files import check, save_text

SUFFIXES = (".html", ".gexf", ".graphml")
_MOST_PYVIS = 500  # vis-network draws every node as its own shape; beyond this a browser stalls


def write(network: Network, path: str | Path, engine: str = "sigma") -> Path:
    """Write the network and return the path; OutputError leaves nothing behind.

    `engine` sigma or pyvis; pyvis takes 500 nodes at most.
    """
    target = check(path, SUFFIXES)
    return save_text(_text(network, target.suffix.lower(), engine), target)


def _text(network: Network, suffix: str, engine: str) -> str:
    if suffix != ".html":
        from .network import as_xml

        return as_xml(network, suffix)
    if engine == "sigma":
        from .network import network_page

        return network_page(network)
    if len(network.nodes) > _MOST_PYVIS:
        what = f"pyvis 最多画 {_MOST_PYVIS} 个名称，这里有 {len(network.nodes)} 个"
        raise OutputError(
            what, todo="请只看一家企业或一条产业链（liantu network 名称 --hops 1），或去掉 --engine pyvis"
        )
    from .network_pyvis import pyvis_page

    return pyvis_page(network)
