"""Put a trained reader where the package finds it: reader.int8.onnx, pairs.npz, stances.npz and chars.json.

usage: python training/export.py TRAINED.npz FOLDER
Weights and embeddings are quantised to 7 bits of int8, channel by channel, which no processor saturates on; the scorer
of pairs and that of stances stay in float16.
"""

import json
import sys
import tempfile
from pathlib import Path

import numpy as np
import torch
import weights
from onnxruntime.quantization import QuantType, quantize_dynamic


def export(trained: Path, folder: Path) -> None:
    model = weights.load(trained)
    model.eval()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "chars.json").write_text(json.dumps(model.encoder.chars, ensure_ascii=False), encoding="utf-8")
    for name, part in (("pairs", model.pairs), ("stances", model.stances)):
        np.savez(folder / f"{name}.npz", **{n: v.numpy().astype(np.float16) for n, v in part.state_dict().items()})
    names = ["tags", "project", "states"]
    axes = {name: {0: "windows", 1: "characters"} for name in ("ids", *names)}
    with tempfile.TemporaryDirectory() as scratch:
        full = Path(scratch) / "full.onnx"
        ids = torch.randint(4, 999, (2, 40))
        torch.onnx.export(
            model.encoder,
            (ids, True),
            str(full),
            input_names=["ids"],
            output_names=names,
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            str(full),
            str(folder / "reader.int8.onnx"),
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            op_types_to_quantize=["MatMul", "Gather", "Gemm"],
        )
    print({path.name: path.stat().st_size for path in sorted(folder.iterdir())})


if __name__ == "__main__":
    export(Path(sys.argv[1]), Path(sys.argv[2]))
