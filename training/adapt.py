"""Masked-character training on unlabelled text: the encoder was made for word pieces and learns single characters.

usage: python training/adapt.py START OUT CORPUS.u16.xz [--seconds 120]
CORPUS: what characters.py writes. Runs for the seconds given; made for a GPU.
"""

import argparse
import lzma
import time
from pathlib import Path

import numpy as np
import torch
import weights
from model import Encoder
from torch import Tensor, nn
from torch.nn import functional as F

DEVICE = "cuda" if torch.cuda.is_available() else "cpu"
LENGTH, MASK, SHARE = 448, 1, 0.16
"""Characters a row, the number that stands for a hidden one (that of filling, of which these rows have none), how many
are hidden."""


class Head(nn.Module):
    """States → scores of characters, by the embeddings themselves."""

    def __init__(self, hidden: int, characters: int) -> None:
        super().__init__()
        self.turn, self.norm = nn.Linear(hidden, hidden), nn.LayerNorm(hidden)
        self.bias = nn.Parameter(torch.zeros(characters))

    def forward(self, x: Tensor, word: Tensor) -> Tensor:
        return F.linear(self.norm(F.gelu(self.turn(x))), word, self.bias)


def hide(ids: Tensor) -> tuple[Tensor, Tensor]:
    """Rows with pieces of one to four characters hidden, and which are."""
    starts = torch.rand(ids.shape, device=ids.device) < SHARE / 2.3
    lengths = torch.randint(1, 5, ids.shape, device=ids.device)
    hidden = starts.clone()
    for step in range(1, 4):
        hidden[:, step:] |= starts[:, :-step] & (lengths[:, :-step] > step)
    hidden &= ids > 3
    luck = torch.rand(ids.shape, device=ids.device)
    shown = torch.where(luck < 0.8, MASK, torch.where(luck < 0.9, torch.randint_like(ids, 4, 8800), ids))
    return torch.where(hidden, shown, ids), hidden


def adapt(model: Encoder, corpus: Tensor, seconds: float, rows: int, rate: float) -> None:
    head = Head(model.word.embedding_dim, model.word.num_embeddings).to(DEVICE)
    params = [p for n, p in model.named_parameters() if not n.startswith(("tags", "project"))]
    optim = torch.optim.AdamW(
        [*params, *head.parameters()], lr=rate, weight_decay=0.01, betas=(0.9, 0.98), fused=DEVICE == "cuda"
    )
    warm, start, step, seen, total = 0.06, time.monotonic(), 0, 0, 0.0
    offset = torch.arange(LENGTH - 1, device=DEVICE)
    order = torch.Generator(device=DEVICE).manual_seed(1)
    model.train()
    while (done := (time.monotonic() - start) / seconds) < 1:
        for group in optim.param_groups:
            group["lr"] = rate * min(1, (done + 1e-3) / warm, (1 - done) / (1 - warm) + 0.01)
        at = torch.randint(len(corpus) - LENGTH, (rows, 1), device=DEVICE, generator=order)
        ids = F.pad(corpus[at + offset].long(), (1, 0), value=0)
        shown, hidden = hide(ids)
        with torch.autocast(DEVICE, torch.bfloat16):
            states = model.upper(model.lower(shown, None, 0), None, 0)[2]
            scores = head(states[hidden], model.word.weight)
        loss = F.cross_entropy(scores.float(), ids[hidden])
        optim.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(params, 1.0)
        optim.step()
        step, seen = step + 1, seen + ids.numel()
        if step % 50 == 0:
            total = loss.item()
            print(
                f"  step {step} {seen / 1e6:.1f} M characters, loss {total:.3f}, {time.monotonic() - start:.0f} s",
                flush=True,
            )


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("start", type=Path)
    p.add_argument("out", type=Path)
    p.add_argument("corpus", type=Path)
    p.add_argument("--seconds", type=float, default=120)
    p.add_argument("--keep", nargs="*", type=int, help="the layers of START that are taken over")
    p.add_argument("--rows", type=int, default=128)
    p.add_argument("--rate", type=float, default=4e-4)
    a = p.parse_args()
    torch.manual_seed(1)
    model = weights.load(a.start, a.keep).to(DEVICE)
    numbers = np.frombuffer(lzma.decompress(a.corpus.read_bytes()), np.uint16).astype(np.int16)
    adapt(model.encoder, torch.from_numpy(numbers).to(DEVICE), a.seconds, a.rows, a.rate)
    weights.save(model, a.out)


if __name__ == "__main__":
    main()
