"""Answers kept on disk, one small file each, in the user's cache folder: the same question is asked once."""

import json
import os
import tempfile
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import platformdirs


class Cache:
    """Answers by model, version of the instructions and window. A folder that cannot be written keeps nothing."""

    def __init__(self, folder: Path | None = None) -> None:
        """`folder` is by default the platform's: ~/.cache/liantu/llm, ~/Library/Caches/…, %LOCALAPPDATA%…"""
        self.folder = folder or Path(platformdirs.user_cache_dir("liantu", appauthor=False)) / "llm"

    def get(self, *question: str) -> str | None:
        try:
            kept = json.loads(self._path(question).read_text("utf-8"))
        except (OSError, ValueError):  # never asked, or a file that a full disk cut short
            return None
        return kept["answer"] if isinstance(kept, dict) and isinstance(kept.get("answer"), str) else None

    def put(self, answer: str, *question: str) -> None:
        path = self._path(question)
        with suppress(OSError):  # what cannot be kept is asked again next time
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump({"answer": answer}, file)
            Path(name).replace(path)

    def _path(self, question: tuple[str, ...]) -> Path:
        return self.folder / f"{sha256(json.dumps(question).encode()).hexdigest()}.json"
