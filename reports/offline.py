"""What every page shares: one file, data as escaped JSON, scripts and styles allowed by their hashes, no network."""

import json
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files
from string import Template
from typing import Any


def offline_page(
    name: str, title: str, payload: Mapping[str, Any], *, vendor: tuple[str, ...] = (), pictures: str = ""
) -> str:
    """The page of templates/NAME.html, .css and .js in frame.html with its data; `vendor` scripts run before its own.

    `pictures` is SVG that reports/maps drew: all text in it is escaped. A page with pictures has picture.css too.

    Style and scripts are allowed by their hashes, so nothing injected could run; every network source is forbidden.
    NAME.html holds $title and, where there are any, $pictures.
    """
    styles = ["design.css", "frame.css", *(["picture.css"] if pictures else []), f"{name}.css"]
    style = "".join(map(template, styles))
    scripts = [*(_text("vendor", script) for script in vendor), template(f"{name}.js")]
    allowed = " ".join(f"'{_hash(script)}'" for script in scripts)
    return Template(template("frame.html")).substitute(
        name=name,
        title=escape(title),
        policy=f"default-src 'none'; style-src '{_hash(style)}'; script-src {allowed}; img-src data:; "
        "base-uri 'none'; form-action 'none'",
        style=style,
        scripts="".join(f"<script>{script}</script>\n" for script in scripts),
        body=Template(template(f"{name}.html")).substitute(title=escape(title), pictures=pictures),
        data=escaped_json(payload),
    )


def template(name: str) -> str:
    return _text("templates", name)


def escaped_json(payload: Mapping[str, Any]) -> str:
    """JSON that cannot end the script element it stands in."""
    text = json.dumps(payload, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


@cache
def _text(folder: str, name: str) -> str:
    return files("liantu.reports").joinpath(folder, name).read_text("utf-8").replace("\r\n", "\n")


def _hash(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()
