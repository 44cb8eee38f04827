"""The trained reader keeps to itself."""

import os
import subprocess
import sys
from pathlib import Path


def test_reading_leaves_nothing_in_the_users_folder_to_be_sent(tmp_path: Path) -> None:
    home = {name: str(tmp_path) for name in ("HOME", "USERPROFILE", "LOCALAPPDATA", "XDG_CACHE_HOME", "XDG_DATA_HOME")}
    env = {**os.environ, **home}
    for name in ("ORT_DISABLE_TELEMETRY", "CI", "PYTEST_VERSION", "PYTEST_CURRENT_TEST"):  # it is silent in tests too
        env.pop(name, None)
    code = "from liantu.loaders.tagger import tagger; tagger().read('支持明川精密发展轴承')"
    subprocess.run([sys.executable, "-c", code], env=env, check=True)
    assert not list(tmp_path.rglob("*"))
