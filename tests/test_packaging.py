"""What is installed is the package, whole and alone."""

import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest
from house import ROOT, name, rooms


def test_pyproject_names_every_room() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        named = tomllib.load(file)["tool"]["setuptools"]["packages"]
    assert sorted(named) == sorted(["liantu", *(name(room / "__init__.py") for room in rooms())])


def ours() -> set[str]:
    """Every file of the package, by its path in the wheel: all that lies in the rooms."""
    found = [path for room in rooms() for path in room.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    found += [*ROOT.glob("*.py"), ROOT / "py.typed"]
    return {f"liantu/{path.relative_to(ROOT).as_posix()}" for path in found}


@pytest.mark.slow
def test_what_is_built_is_the_package_and_does_the_main_job(tmp_path: Path) -> None:
    """One build for all that is asked of it: from a clean copy, as build/ would leak old files."""
    skip = shutil.ignore_patterns(".*", "build", "dist", "demo", "*.egg-info", "__pycache__")
    shutil.copytree(ROOT, tmp_path / "source", ignore=skip)
    command = [sys.executable, "-m", "build", "--outdir", str(tmp_path / "dist"), str(tmp_path / "source")]
    subprocess.run(command, check=True, capture_output=True)
    (wheel,), (sdist,) = (list((tmp_path / "dist").glob(kind)) for kind in ("*.whl", "*.tar.gz"))
    with zipfile.ZipFile(wheel) as packed:
        assert {entry for entry in packed.namelist() if ".dist-info/" not in entry} == ours()
    with tarfile.open(sdist) as archive:
        inside = {entry.partition("/")[2] for entry in archive.getnames()}
    assert {path.removeprefix("liantu/") for path in ours()} <= inside
    assert not [path for path in inside if path.startswith(("tests", "bench", "examples", "training", "tools"))]
    does_the_main_job(wheel, tmp_path)


def does_the_main_job(wheel: Path, folder: Path) -> None:
    """Installed beside the libraries of this environment, run from another folder."""
    site = str(folder / "site")
    install = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", site, str(wheel)]
    subprocess.run(install, check=True)
    env = {**os.environ, "PYTHONPATH": site, "PYTHONIOENCODING": "utf-8"}

    def run(*words: str) -> str:
        command = [sys.executable, "-P", *words]
        done = subprocess.run(command, cwd=folder, env=env, capture_output=True, encoding="utf-8")
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert run("-c", "import liantu; print(liantu.__file__)").startswith(site)
    assert "gaps" in run("-m", "liantu", "--help")
    run("-m", "liantu", "load", str(ROOT / "examples"), "--store", "a.db")
    assert "伺服电机" in run("-m", "liantu", "gaps", "--state", "缺", "--store", "a.db")
