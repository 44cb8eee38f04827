"""Weights in files: models in int8 rows, which take half of float16 and are as good.

usage: python training/weights.py E5.npz OUT.npz
E5.npz is what ../shared/encoder/weights.py unpacks; OUT is the reader before any training.
"""

import sys
from pathlib import Path

import numpy as np
import torch
from model import Reader

_LEVELS = 127


def save(model: Reader, out: Path) -> None:
    """Matrices as int8 with a float16 scale for each row, the rest as float16."""
    held: dict[str, np.ndarray] = {
        "chars": np.array(model.encoder.chars),
        "layers": np.array(len(model.encoder.layers)),
    }
    for name, value in model.state_dict().items():
        rows = value.float().cpu().numpy()
        if rows.ndim == 2 and rows.size > 10_000:
            scale = (np.abs(rows).max(axis=1, keepdims=True) / _LEVELS).astype(np.float16)
            held[f"{name}:scale"] = np.maximum(scale, np.float16(1e-6))
            rows = np.round(rows / held[f"{name}:scale"].astype(np.float32)).clip(-_LEVELS, _LEVELS)
            held[name] = rows.astype(np.int8)
        else:
            held[name] = rows.astype(np.float16)
    with out.open("wb") as file:
        np.savez(file, **held)


def load(path: Path, keep: list[int] | None = None) -> Reader:
    """The model of a file that `save` wrote; `keep` names the layers that are taken over, all if not given."""
    with np.load(path) as held:
        chars, layers = str(held["chars"]), int(held["layers"])
        kept = keep or list(range(layers))
        model = Reader(chars, len(kept))
        state = model.state_dict()
        for name in held.files:
            if name in ("chars", "layers") or name.endswith(":scale"):
                continue
            target = _renamed(name, kept)
            if target in state:
                value = held[name].astype(np.float32)
                if f"{name}:scale" in held.files:
                    value *= held[f"{name}:scale"].astype(np.float32)
                state[target] = torch.from_numpy(value)
    model.load_state_dict(state)
    return model


def _renamed(name: str, kept: list[int]) -> str:
    before, mark, after = name.partition("layers.")
    number, _, rest = after.partition(".")
    if not mark:
        return name
    return f"{before}layers.{kept.index(int(number))}.{rest}" if int(number) in kept else ""


def unpacked(path: Path) -> Reader:
    """A reader with the encoder of E5.npz; the heads are new."""
    with np.load(path) as held:
        model = Reader(str(held["chars"]), sum(name.endswith(".q.w") for name in held.files))
        state = model.state_dict()
        for name in held.files:
            if name != "chars":
                state[_ours(name)] = torch.from_numpy(held[name].astype(np.float32))
    model.load_state_dict(state)
    return model


def _ours(name: str) -> str:
    """
    >>> _ours("l3.aln.w"), _ours("word"), _ours("type"), _ours("eln.b")
    ('encoder.layers.3.aln.weight', 'encoder.word.weight', 'encoder.kind', 'encoder.eln.bias')
    """
    if name == "type":
        return "encoder.kind"
    parts = name.split(".")
    if parts[0][0] == "l" and parts[0][1:].isdecimal():
        parts[0] = f"layers.{parts[0][1:]}"
    end = {"w": "weight", "b": "bias"}.get(parts[-1])
    return ".".join(["encoder", *parts[:-1], end] if end else ["encoder", *parts, "weight"])


if __name__ == "__main__":
    save(unpacked(Path(sys.argv[1])), Path(sys.argv[2]))
