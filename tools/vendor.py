"""Rebuilds the scripts of others that pages carry: reports/vendor/*.js and LICENSES.txt, from exact versions by npm.

python tools/vendor.py     # needs npm; the versions stand in reports/vendor/vendor.yaml
"""

import json
import re
import subprocess
import sys
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

VENDOR = Path(__file__).parents[1] / "reports" / "vendor"
LIST = VENDOR / "vendor.yaml"


def main() -> int:
    text = LIST.read_text("utf-8")
    licences: dict[str, str] = {}
    for name, bundle in yaml.safe_load(text).items():
        with tempfile.TemporaryDirectory() as folder:
            data = build(Path(folder), bundle)
            licences |= texts(Path(folder), bundle["packages"])
        (VENDOR / name).write_bytes(data)
        block = re.compile(rf"(^{re.escape(name)}:.*?^  sha256: )\"?[0-9a-f]*\"?$", re.M | re.S)
        text = block.sub(lambda match, data=data: match[1] + sha256(data).hexdigest(), text, count=1)
    LIST.write_text(text, "utf-8")
    parts = [f"{name}\n{'=' * len(name)}\n\n{body.strip()}\n" for name, body in sorted(licences.items())]
    (VENDOR / "LICENSES.txt").write_text("\n\n".join(parts), "utf-8")
    return 0


def build(folder: Path, bundle: dict[str, Any]) -> bytes:
    """The bundle's bytes; the same versions give the same bytes."""
    exact = {name: package["version"] for name, package in bundle["packages"].items()} | bundle["bundler"]
    (folder / "package.json").write_text(json.dumps({"private": True, "dependencies": exact}), "utf-8")
    (folder / "entry.js").write_text(bundle["entry"], "utf-8")
    subprocess.run(
        ["npm", "install", "--silent", "--no-audit", "--no-fund", "--no-package-lock"], cwd=folder, check=True
    )
    options = ["--bundle", "--minify", "--format=iife", "--target=es2020", "--legal-comments=none", "--charset=utf8"]
    command = ["npx", "esbuild", "entry.js", *options, f"--global-name={bundle['name']}", "--outfile=out.js"]
    subprocess.run(command, cwd=folder, check=True, stderr=subprocess.DEVNULL)
    return (folder / "out.js").read_bytes()


def texts(folder: Path, packages: dict[str, dict[str, str]]) -> dict[str, str]:
    """The licence text of each package, under its name and version; fails where one has none."""
    found = {}
    for name, package in packages.items():
        home = folder / "node_modules" / name
        (licence,) = sorted(home.glob("LICEN[CS]E*"))[:1] or sys.exit(f"{name} brings no licence text")
        found[f"{name} {package['version']} ({package['licence']})"] = licence.read_text("utf-8")
    return found


if __name__ == "__main__":
    sys.exit(main())
