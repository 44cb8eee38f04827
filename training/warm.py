"""Start from an exported tagger instead of the bare encoder: the int8 weights of its ONNX file back to float.

usage: python training/warm.py TAGGER.int8.onnx CHARS.json OUT.pt
"""

import json
import sys
from pathlib import Path

import numpy as np
import onnx
import torch
from model import Reader
from onnx import numpy_helper


def warm(source: Path, chars: Path, out: Path) -> None:
    graph = onnx.load(source).graph
    values = {item.name: numpy_helper.to_array(item) for item in graph.initializer}
    weights = [
        name
        for node in graph.node
        if node.op_type == "MatMulInteger"
        for name in node.input
        if name in values and values[name].ndim == 2
    ]
    model = Reader(json.loads(chars.read_text("utf-8")))
    state = model.encoder.state_dict()

    def real(name: str) -> np.ndarray:
        stem = name.removesuffix("_quantized")
        zero = values[f"{stem}_zero_point"].astype(np.float32)
        return (values[name].astype(np.float32) - zero) * values[f"{stem}_scale"]

    order = [f"layers.{n}.{part}" for n in range(12) for part in ("q", "k", "v", "ao", "fi", "fo")] + [
        "tags",
        "project",
    ]
    for name, weight in zip(order, weights, strict=True):
        state[f"{name}.weight"] = torch.from_numpy(real(weight).T.copy())
    state["word.weight"] = torch.from_numpy(real("word.weight_quantized"))
    for name in state:
        if name in values:
            state[name] = torch.from_numpy(values[name].copy())
    model.encoder.load_state_dict(state)
    torch.save({"layers": 12, "chars": model.encoder.chars, "state": model.state_dict()}, out)


if __name__ == "__main__":
    warm(*map(Path, sys.argv[1:]))
