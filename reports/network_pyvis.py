"""The supplier network through pyvis, for those who build on it: offline, still, with our places."""

import re

from pyvis.network import Network as Page

from ..queries.network import Network
from .network import FAMILIES, centrality, placed
from .report import plain

_COLOURS = {"Enterprise": "#0b4f79", "Group": "#8a2f00", "Link": "#00594a"}
_SPACE = 130  # pixels between neighbours
_FETCHED = re.compile(r"<link\b[^>]*https?://[^>]*>|<script\b[^>]*\bsrc=[^>]*>\s*</script>|<center>.*?</center>", re.S)
_POLICY = (
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
    "script-src 'unsafe-inline'; img-src data:\">"
)
# pyvis writes names into its script as they are, and vis-network shows titles as they are: neither may hold markup.
_SAFE = str.maketrans({"<": "＜", ">": "＞", "&": "＆", "\u2028": " ", "\u2029": " "})


def pyvis_page(network: Network) -> str:
    """The page as text; physics off, what pyvis would fetch from elsewhere taken out, the network forbidden."""
    page = Page(height="92vh", width="100%", directed=True, cdn_resources="in_line", notebook=False)
    page.toggle_physics(False)
    where, side = placed(network), _SPACE * len(network.nodes) ** 0.5
    for number, (node, share) in enumerate(zip(network.nodes, centrality(network), strict=True)):
        x, y = where.points[number]
        page.add_node(
            number,
            label=_safe(node.name),
            title=_safe(f"{FAMILIES.get(node.family, node.family)}：{node.name}"),
            color=_COLOURS.get(node.family, "#666666"),
            size=8 + 30 * share**0.5,
            x=round(float(x) * side, 1),
            y=round(float(y) * side, 1),
        )
    for edge in network.edges:
        quotes = "\n".join(f"“{proof.quote}” {proof.document}，{proof.place}" for proof in edge.evidence)
        page.add_edge(edge.source, edge.target, label=_safe(edge.says), title=_safe(quotes), color="#9aa3ad")
    text = _FETCHED.sub("", page.generate_html(notebook=False))
    return text.replace("<head>", f'<head><meta charset="utf-8">{_POLICY}<title>{_safe(network.title)}</title>', 1)


def _safe(text: str) -> str:
    return plain(text).translate(_SAFE)
