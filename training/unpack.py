"""The reader that ships as weights to go on from: what export.py made, back into a file of weights.py.

usage: python training/unpack.py FOLDER OUT.npz
Seven bits a weight were kept, which is enough: training on with fresh texts takes no notice.
"""

import json
import sys
from pathlib import Path

import numpy as np
import onnx
import torch
import weights
from model import Reader
from onnx import numpy_helper


def unpack(folder: Path) -> Reader:
    graph = onnx.load(str(folder / "reader.int8.onnx")).graph
    held = {tensor.name: numpy_helper.to_array(tensor).astype(np.float32) for tensor in graph.initializer}
    layers = 1 + max(int(name.split(".")[1]) for name in held if name.startswith("layers."))
    model = Reader(json.loads((folder / "chars.json").read_text("utf-8")), layers)

    def whole(name: str) -> np.ndarray:
        return (held[f"{name}_quantized"] - held[f"{name}_zero_point"]) * held[f"{name}_scale"]

    held["word.weight"] = whole("word.weight")
    for node in graph.node:
        if node.op_type == "MatMulInteger":  # /layers.0/q/MatMul_quant
            name = node.name.strip("/").removesuffix("/MatMul_quant").replace("/", ".")
            held[f"{name}.weight"] = whole(node.input[1].removesuffix("_quantized")).T
    model.encoder.load_state_dict({name: torch.from_numpy(held[name].copy()) for name in model.encoder.state_dict()})
    for name, part in (("pairs", model.pairs), ("stances", model.stances)):
        with np.load(folder / f"{name}.npz") as arrays:
            part.load_state_dict({key: torch.from_numpy(arrays[key].astype(np.float32)) for key in arrays.files})
    return model


if __name__ == "__main__":
    weights.save(unpack(Path(sys.argv[1])), Path(sys.argv[2]))
