"""Train the reader.

usage: python training/train.py START OUT --on tagged corpus five other [--leave 03-17n …] [--epochs 3] [--rate 1.5e-4]
       [--times five=2]
START is an OUT of warm.py, or an earlier OUT to go on from. Deterministic on one machine; bf16, AdamW.
"""

import argparse
import random
import time
from pathlib import Path

import data
import numpy as np
import torch
import written
from model import Reader
from torch import Tensor
from torch.nn import functional as F

from liantu.loaders.pairs import FITS, KINDS, LABELS, gap, standing
from liantu.loaders.tagger import PROJECT_TAGS, TAGS

NUMBER = {label: i for i, label in enumerate(LABELS)}
FALSE_NAMES = 2  # a window
SIZE = 16  # windows a step


def texts(sets: list[str], leave: list[str], times: dict[str, int]) -> list[data.Text]:
    found: list[data.Text] = []
    for name in sets:
        if name == "tagged":
            own = list(data.tagged(leave))
        elif name == "careful":
            own = list(data.careful(leave))
        elif name == "written":
            own = list(written.texts())
        elif name == "corpus":
            own = [t for t in data.corpus() if t.facts]
        else:
            folder = "" if name == "five" else "/other"
            paths = sorted((data.SHARED / f"gold{folder}").glob("*.facts.jsonl"))
            own = [data.gold(folder, p.name.removesuffix(".facts.jsonl")) for p in paths]
        found += own * times.get(name, 1)
    return found


def tags(sample: data.Sample, kinds: str, names: tuple[str, ...]) -> list[int]:
    """BIOES numbers of the characters."""
    index = {tag: i for i, tag in enumerate(names)}
    y = [0] * len(sample.window.text)
    for a, b, k in sorted(sample.names, key=lambda s: (s[0] - s[1], s[0])):
        if k in kinds and not any(y[a:b]):
            y[a:b] = [index[f"I-{k}"]] * (b - a)
            y[a], y[b - 1] = index[f"B-{k}"], index[f"E-{k}"]
            if b - a == 1:
                y[a] = index[f"S-{k}"]
    return y


class Batch:
    """Windows as tensors; names shifted by one for the start sign."""

    def __init__(self, samples: list[data.Sample], chars: dict[str, int], rng: random.Random) -> None:
        n = max(len(s.window.text) for s in samples) + 2
        self.ids = torch.ones(len(samples), n, dtype=torch.long)
        self.tags, self.project = torch.full((len(samples), n), -100), torch.full((len(samples), n), -100)
        names = [self._names(s, rng) for s in samples]
        m = max(1, max(map(len, names)))
        self.spans = torch.zeros(len(samples), m, 2, dtype=torch.long)
        self.kinds, self.standings = (torch.zeros(len(samples), m, dtype=torch.long) for _ in range(2))
        self.gaps = torch.zeros(len(samples), m, m, dtype=torch.long)
        self.target = torch.zeros(len(samples), m, m, len(LABELS))
        self.weight = torch.zeros(len(samples), m, m, len(LABELS))
        for i, (s, listed) in enumerate(zip(samples, names, strict=True)):
            text = s.window.text
            self.ids[i, : len(text) + 2] = torch.tensor(encode(text, chars))
            if s.trust:
                self.tags[i, 1 : len(text) + 1] = torch.tensor(tags(s, "EGKI", TAGS))
                self.project[i, 1 : len(text) + 1] = torch.tensor(tags(s, "J", PROJECT_TAGS))
            self._pairs(i, s, listed)

    @staticmethod
    def _names(s: data.Sample, rng: random.Random) -> list[data.Span]:
        """The names, some with wrong ends, and a few that are none: what reading will meet."""
        listed = []
        for a, b, k in s.names:
            if rng.random() < 0.08 and b - a > 3:
                a, b = (a + 1, b) if rng.random() < 0.5 else (a, b - 1)
            listed.append((a, b, k))
        for _ in range(FALSE_NAMES):
            a = rng.randrange(max(1, len(s.window.text) - 10))
            listed.append((a, min(len(s.window.text), a + rng.randrange(2, 9)), rng.choice("EGKKJI")))
        return listed

    def _pairs(self, i: int, s: data.Sample, listed: list[data.Span]) -> None:
        stops = np.cumsum([c in "。；！？\n" for c in s.window.text])
        n = len(listed)
        self.spans[i, :n] = torch.tensor([[start + 1, end] for start, end, _ in listed])
        self.kinds[i, :n] = torch.tensor([KINDS.index(kind) for *_, kind in listed])
        self.standings[i, :n] = torch.tensor([standing(s.window.text[a:b], s.text) for a, b, _ in listed])
        spots = [(start, end) for start, end, _ in listed]
        ended = [int(stops[start]) for start, _ in spots]
        between = [
            [gap(one, other, abs(u - v)) for other, v in zip(spots, ended, strict=True)]
            for one, u in zip(spots, ended, strict=True)
        ]
        self.gaps[i, :n, :n] = torch.tensor(between)
        kinds = [KINDS.index(k) for _, _, k in listed]
        weight = torch.from_numpy(FITS[np.ix_(kinds, kinds)].astype(np.float32))
        fresh = torch.tensor([start >= s.window.body for start, _, _ in listed])
        weight *= (fresh[:, None] | fresh[None, :])[..., None]
        weight[range(len(listed)), range(len(listed))] = 0
        for one, label, other in s.unsure:
            weight[one, other, NUMBER[label]] = 0
        for one, label, other in s.pairs:
            weight[one, other, NUMBER[label]] = 1
            self.target[i, one, other, NUMBER[label]] = 1
        self.weight[i, :n, :n] = weight


def encode(text: str, chars: dict[str, int]) -> list[int]:
    return [0, *(2 if c == "\n" else chars.get(c, chars.get(c.lower(), 3)) for c in text), 2]


def settled(model: Reader, samples: list[data.Sample], chars: dict[str, int], layers: int) -> list[Tensor]:
    """The states of each window after the first layers, which are trained no more: they are read once."""
    model.eval()
    states: list[Tensor] = [torch.empty(0)] * len(samples)
    order = sorted(range(len(samples)), key=lambda i: len(samples[i].window.text))
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for start in range(0, len(order), 16):
            group = order[start : start + 16]
            rows = [encode(samples[i].window.text, chars) for i in group]
            ids = torch.ones(len(rows), max(map(len, rows)), dtype=torch.long)
            for row, one in zip(ids, rows, strict=True):
                row[: len(one)] = torch.tensor(one)
            x = model.encoder.lower(ids, (ids != 1)[:, None, None, :], layers).bfloat16()
            for i, one, row in zip(group, rows, x, strict=True):
                states[i] = row[: len(one)].clone()
    return states


def loss_of(model: Reader, batch: Batch, below: list[Tensor], layers: int) -> tuple[Tensor, Tensor]:
    mask = (batch.ids != 1)[:, None, None, :]
    with torch.autocast("cpu", torch.bfloat16):
        if layers:
            x = torch.nn.utils.rnn.pad_sequence(below, batch_first=True).float()
        else:
            x = model.encoder.lower(batch.ids, mask, 0)
        t, j, states = model.encoder.upper(x, mask, layers)
    at = batch.weight.any(-1).nonzero(as_tuple=True)
    scores = model.pairs(states.float(), batch.spans, batch.kinds, batch.standings, batch.gaps, torch.stack(at))
    names = torch.zeros(())
    if (batch.tags >= 0).any():
        names = F.cross_entropy(t.float().transpose(1, 2), batch.tags) + 0.5 * F.cross_entropy(
            j.float().transpose(1, 2), batch.project
        )
    each = F.binary_cross_entropy_with_logits(scores, batch.target[at], weight=batch.weight[at], reduction="sum")
    return names, each / (batch.target.sum() + 8)


def train(model: Reader, samples: list[data.Sample], epochs: int, rate: float, out: Path, layers: int) -> None:
    rng = random.Random(1)
    chars = {c: i + 4 for i, c in enumerate(model.encoder.chars)}
    fixed = tuple(f"layers.{n}." for n in range(layers)) + (("word", "pos", "kind", "eln") if layers else ())
    body = [p for n, p in model.encoder.named_parameters() if not n.startswith(("tags", "project", *fixed))]
    below = settled(model, samples, chars, layers) if layers else []
    heads = [p for n, p in model.encoder.named_parameters() if n.startswith(("tags", "project"))]
    pairs = list(model.pairs.parameters())
    groups = [{"params": body, "lr": rate}, {"params": heads, "lr": 4 * rate}, {"params": pairs, "lr": 12 * rate}]
    optim = torch.optim.AdamW(groups, weight_decay=0.01)
    size = SIZE
    steps = epochs * ((len(samples) + size - 1) // size)
    plan = torch.optim.lr_scheduler.LambdaLR(
        optim, lambda s: min(1, (s + 1) / (0.08 * steps)) * max(0.02, 1 - s / steps)
    )
    print(len(samples), "windows,", sum(len(s.window.text) for s in samples), "characters;", steps, "steps", flush=True)
    start, step = time.monotonic(), 0
    model.train()
    for epoch in range(epochs):
        order = sorted(range(len(samples)), key=lambda i: len(samples[i].window.text) + rng.random() * 60)
        batches = [order[i : i + size] for i in range(0, len(order), size)]
        rng.shuffle(batches)
        total = np.zeros(2)
        for group in batches:
            names, pairs = loss_of(
                model,
                Batch([samples[i] for i in group], chars, rng),
                [below[i] for i in group] if layers else [],
                layers,
            )
            optim.zero_grad()
            (names + pairs).backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optim.step()
            plan.step()
            total += names.item(), pairs.item()
            step += 1
            if step % 10 == 0:
                spent, (n, p) = time.monotonic() - start, total / 10
                print(f"  step {step}/{steps} names {n:.3f} pairs {p:.3f} {spent:.0f} s", flush=True)
                total[:] = 0
        print(f"epoch {epoch + 1} {time.monotonic() - start:.0f} s", flush=True)
        torch.save(
            {"layers": len(model.encoder.layers), "chars": model.encoder.chars, "state": model.state_dict()}, out
        )


def load(start: Path) -> Reader:
    saved = torch.load(start, map_location="cpu")
    model = Reader(saved["chars"], saved["layers"])
    model.load_state_dict(saved["state"])
    return model


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("start", type=Path)
    p.add_argument("out", type=Path)
    p.add_argument(
        "--on", nargs="+", choices=["tagged", "corpus", "careful", "written", "five", "other"], required=True
    )
    p.add_argument("--leave", nargs="*", default=[])
    p.add_argument("--times", nargs="*", default=[])
    p.add_argument("--epochs", type=int, default=3)
    p.add_argument("--rate", type=float, default=1.5e-4)
    p.add_argument("--settled", type=int, default=0, help="the first layers that are trained no more")
    p.add_argument("--threads", type=int, default=2)
    a = p.parse_args()
    torch.manual_seed(1)
    torch.set_num_threads(a.threads)
    times = {k: int(v) for k, _, v in (t.partition("=") for t in a.times)}
    samples = [s for t in texts(a.on, a.leave, times) for s in data.samples(t)]
    train(load(a.start), samples, a.epochs, a.rate, a.out, a.settled)


if __name__ == "__main__":
    main()
