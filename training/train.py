"""Train the reader on packs (packs.py): names, pairs and stances at once.

usage: python training/train.py START OUT --on written.pack five.pack=2 [--dev written-dev.pack …] [--epochs 12]
START and OUT are files of weights.py; `=2` reads a pack twice an epoch, `=.4` some of its windows, the same in each;
`--keep 0 1 3` takes some of START's layers; with `--above 7` the first seven layers stay as they are, which is what two
cores can do in an hour. AdamW, bf16 on a GPU. Runs where torch, numpy, yaml and this checkout are.
"""

import argparse
import random
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import packs
import torch
import weights
from model import Reader
from packs import Pack
from torch import Tensor
from torch.nn import functional as F
from torch.utils.data import DataLoader, Dataset

from liantu.loaders.pairs import FITS, KINDS, gaps
from liantu.loaders.tagger import PROJECT_TAGS, STANCES, TAGS

DEVICE = "cuda" if torch.cuda.is_available() else "cpu"
FALSE_NAMES, WRONG_ENDS = 2, 0.08  # a window; of names
SWAPPED = {KINDS.index("E"): 0.5, KINDS.index("K"): 0.25, KINDS.index("J"): 0.25, KINDS.index("I"): 0.25}
"""How often a name of a kind stands in for another in training, so that what a name is and does is read from its
surroundings and not learnt by heart."""


def tags(names: np.ndarray, length: int, kinds: str, listed: tuple[str, ...]) -> np.ndarray:
    """BIOES numbers of the characters."""
    index = {tag: i for i, tag in enumerate(listed)}
    y = np.zeros(length, np.int64)
    for a, b, k, _ in sorted(names.tolist(), key=lambda s: (s[0] - s[1], s[0])):
        kind = KINDS[k]
        if kind in kinds and not y[a:b].any():
            y[a:b] = index[f"I-{kind}"]
            y[a], y[b - 1] = index[f"B-{kind}"], index[f"E-{kind}"]
            if b - a == 1:
                y[a] = index[f"S-{kind}"]
    return y


class Swap:
    """Puts other names of the same kind in the places of a window's names, the same for the same."""

    def __init__(self, found: list[Pack]) -> None:
        pools: dict[int, dict[tuple[int, ...], None]] = {kind: {} for kind in SWAPPED}
        for p in found:
            for a, b, kind, _ in p.names.tolist():
                if kind in pools and 1 < b - a < 24:
                    pools[kind][tuple(p.ids[a + 1 : b + 1].tolist())] = None
        self.pools = {kind: list(pool) for kind, pool in pools.items()}

    def __call__(self, p: Pack, rng: random.Random) -> Pack:
        chosen: dict[tuple[int, ...], tuple[int, ...]] = {}
        spots: dict[tuple[int, int], tuple[int, ...]] = {}
        rows = p.names.tolist()
        for a, b, kind, _ in rows:
            alone = all((x, y) == (a, b) or y <= a or b <= x for x, y, *_ in rows)
            same = sum((x, y) == (a, b) for x, y, *_ in rows) == 1
            if kind in self.pools and alone and same:
                words = tuple(p.ids[a + 1 : b + 1].tolist())
                if words not in chosen:
                    chosen[words] = rng.choice(self.pools[kind]) if rng.random() < SWAPPED[kind] else words
                spots[(a, b)] = chosen[words]
        old, where = 0, np.zeros(len(p.ids) - 1, np.int64)
        ids, stops = [0], []
        for (a, b), words in sorted(spots.items()):
            where[old : a + 1] = np.arange(old, a + 1) - old + len(stops)
            ids += p.ids[old + 1 : a + 1].tolist()
            stops += p.stops[old:a].tolist()
            where[a:b] = len(stops)
            ids += words
            stops += [int(p.stops[a])] * len(words)
            old = b
        rest = len(p.ids) - 2
        where[old : rest + 1] = np.arange(old, rest + 1) - old + len(stops)
        ids += p.ids[old + 1 :].tolist()
        stops += p.stops[old:].tolist()
        if len(ids) > 512:
            return p

        def moved(rows: np.ndarray) -> np.ndarray:
            at = rows.copy()
            at[:, :2] = where[rows[:, :2]]
            return at

        return Pack(
            p.source,
            np.array(ids, np.uint16),
            moved(p.names),
            np.array([row for row in moved(p.false).tolist() if row[0] < row[1]], np.int16).reshape(-1, 4),
            p.pairs,
            p.unsure,
            np.array(stops, np.int16),
            int(where[p.body]),
            p.stances,
        )


@dataclass(frozen=True)
class Batch:
    """Windows as tensors; names shifted by one for the start sign; pairs that can hold as columns of `at`, names with a
    stance as columns of `told`."""

    ids: Tensor
    tags: Tensor
    project: Tensor
    spans: Tensor
    kinds: Tensor
    standings: Tensor
    gaps: Tensor
    at: Tensor
    target: Tensor
    weight: Tensor
    told: Tensor
    stances: Tensor

    def to(self, device: str) -> "Batch":
        return Batch(*(getattr(self, name).to(device, non_blocking=True) for name in self.__dataclass_fields__))


def noisy(p: Pack, rng: random.Random) -> np.ndarray:
    """The names, some with wrong ends, and a few that are none: what reading will meet."""
    rows = p.names.tolist()
    for row in rows:
        if rng.random() < WRONG_ENDS and row[1] - row[0] > 3:
            row[0], row[1] = (row[0] + 1, row[1]) if rng.random() < 0.5 else (row[0], row[1] - 1)
    rows += rng.sample(p.false.tolist(), min(FALSE_NAMES, len(p.false)))
    return np.array(rows, np.int64).reshape(-1, 4)


def batch(group: list[Pack], rng: random.Random | None) -> Batch:
    """With `rng` the names are made noisy, for training."""
    size, n = len(group), _round(max(len(p.ids) for p in group), 32)
    listed = [noisy(p, rng) if rng else p.names.astype(np.int64) for p in group]
    m = _round(max(map(len, listed)), 8)
    ids = np.ones((size, n), np.int64)
    marks = np.full((2, size, n), -100, np.int64)
    names, between = np.zeros((size, m, 4), np.int64), np.zeros((size, m, m), np.int64)
    at, target, weight = [], [], []
    told = [(i, *row) for i, p in enumerate(group) for row in p.stances.tolist()]
    for i, (p, rows) in enumerate(zip(group, listed, strict=True)):
        ids[i, : len(p.ids)] = p.ids
        for side, kinds, tagset in ((0, "EGKI", TAGS), (1, "J", PROJECT_TAGS)):
            marks[side, i, 1 : len(p.ids) - 1] = tags(p.names, len(p.ids) - 2, kinds, tagset)
        k = len(rows)
        names[i, :k] = rows
        between[i, :k, :k] = gaps(rows[:, :2], p.stops)
        fits = FITS[np.ix_(rows[:, 2], rows[:, 2])].astype(np.float32)
        fresh = rows[:, 0] >= p.body
        fits *= (fresh[:, None] | fresh[None, :])[..., None]
        fits[range(k), range(k)] = 0
        if len(p.stances):
            fits[:] = 0
        wanted = np.zeros_like(fits)
        for one, label, other in p.unsure.tolist():
            fits[one, other, label] = 0
        for one, label, other in p.pairs.tolist():
            fits[one, other, label] = wanted[one, other, label] = 1
        one, other = np.nonzero(fits.any(axis=2))
        at.append(np.stack([np.full(len(one), i), one, other]))
        target.append(wanted[one, other])
        weight.append(fits[one, other])
    spans = names[..., :2] + [1, 0]
    return Batch(
        *map(torch.from_numpy, (ids, marks[0], marks[1], spans, names[..., 2], names[..., 3], between)),
        *(torch.from_numpy(np.concatenate(part, axis=axis)) for part, axis in ((at, 1), (target, 0), (weight, 0))),
        *torch.tensor(told, dtype=torch.int64).reshape(-1, 3).T.split([2, 1]),
    )


def _round(number: int, step: int) -> int:
    """Up to a multiple: few different shapes, so that memory is taken once."""
    return max(1, -(-number // step)) * step


class Batches(Dataset[Batch]):
    """The batches of one epoch: windows of like length together, in an order drawn by the epoch's number."""

    def __init__(self, found: list[Pack], size: int, swap: Swap | None) -> None:
        self.found, self.size, self.swap = found, size, swap
        self.shuffle(0)

    def shuffle(self, epoch: int) -> None:
        self.epoch = epoch
        rng = random.Random(epoch)
        order = sorted(range(len(self.found)), key=lambda i: len(self.found[i].ids) + rng.random() * 60)
        self.groups = [order[i : i + self.size] for i in range(0, len(order), self.size)]
        rng.shuffle(self.groups)

    def __len__(self) -> int:
        return len(self.groups)

    def __getitem__(self, number: int) -> Batch:
        rng = random.Random(self.epoch * 1_000_003 + number)
        group = [self.found[i] for i in self.groups[number]]
        return batch([self.swap(p, rng) for p in group] if self.swap else group, rng)


def seen(model: Reader, ids: Tensor, above: int = 0) -> tuple[Tensor, Tensor, Tensor]:
    """As the encoder, in half precision on a GPU; the first layers do not learn."""
    mask = (ids != 1)[:, None, None, :]
    with torch.autocast(DEVICE, torch.bfloat16, enabled=DEVICE == "cuda"):
        with torch.set_grad_enabled(not above and torch.is_grad_enabled()):
            states = model.encoder.lower(ids, mask, above)
        return model.encoder.upper(states, mask, above)


def loss_of(model: Reader, b: Batch, above: int) -> tuple[Tensor, Tensor, Tensor]:
    t, j, states = seen(model, b.ids, above)
    scores = model.pairs(states.float(), b.spans, b.kinds, b.standings, b.gaps, b.at)
    names, projects = (
        F.cross_entropy(scored.float().transpose(1, 2), wanted, reduction="sum") / ((wanted >= 0).sum() + 1)
        for scored, wanted in ((t, b.tags), (j, b.project))
    )
    each = F.binary_cross_entropy_with_logits(scores, b.target, weight=b.weight, reduction="sum")
    stances = model.stances(states.float(), b.spans, b.told)
    wrong = F.cross_entropy(stances, b.stances[0], reduction="sum", label_smoothing=0.05)
    return names + 0.5 * projects, each / (b.target.sum() + 8), wrong / (b.told.shape[1] + 8)


def train(model: Reader, found: list[Pack], dev: dict[str, list[Pack]], a: argparse.Namespace) -> None:
    heads = [p for n, p in model.encoder.named_parameters() if n.startswith(("tags", "project"))]
    body = [p for n, p in model.encoder.named_parameters() if not n.startswith(("tags", "project"))]
    if a.above:
        body = list(model.encoder.layers[a.above :].parameters())
    groups = [
        {"params": body, "peak": a.rate},
        {"params": heads, "peak": 4 * a.rate},
        {"params": [*model.pairs.parameters(), *model.stances.parameters()], "peak": 6 * a.rate},
    ]
    optim = torch.optim.AdamW(groups, lr=a.rate, weight_decay=0.01, fused=DEVICE == "cuda")
    batches = Batches(found, a.size, Swap(found) if a.swap else None)
    steps = a.epochs * len(batches)
    print(len(found), "windows,", sum(len(p.ids) for p in found), "characters; at most", steps, "steps", flush=True)
    start, step, done = time.monotonic(), 0, 0.0
    for epoch in range(a.epochs):
        model.train()
        if a.above:
            model.encoder.eval()  # what stays as it is must give the same each time
        batches.shuffle(epoch)
        total = torch.zeros(3, device=DEVICE)
        for b in DataLoader(batches, batch_size=None, num_workers=a.workers, pin_memory=DEVICE == "cuda"):
            done = max(step / steps, (time.monotonic() - start) / a.seconds)
            for group in optim.param_groups:
                group["lr"] = group["peak"] * min(1, (done + 0.001) / 0.06, max(0.01, (1 - done) / 0.94))
            losses = torch.stack(loss_of(model, b.to(DEVICE), a.above))
            optim.zero_grad(set_to_none=True)
            losses.sum().backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optim.step()
            step += 1
            total += losses.detach()
            if done >= 1:
                break
        n, p, s = (total / len(batches)).tolist()
        told = f"names {n:.3f} pairs {p:.3f} stances {s:.3f}"
        print(f"epoch {epoch + 1} {told} {time.monotonic() - start:.0f} s", flush=True)
        last = done >= 1 or epoch + 1 == a.epochs
        if last or (epoch + 1) % a.every == 0:
            for name, held in dev.items():
                print(f"  {name}: {measure(model, held)}", flush=True)
            weights.save(model, a.out)
        if last:
            return


def measure(model: Reader, held: list[Pack]) -> str:
    """Exact names, pairs between given names at a likelihood of .5, and stances of given names."""
    model.eval()
    names, pairs = np.zeros(3), np.zeros(3)
    table = np.zeros((len(STANCES), len(STANCES)), np.int64)
    with torch.no_grad():
        for i in range(0, len(held), 32):
            group = held[i : i + 32]
            b = batch(group, None).to(DEVICE)
            t, j, states = seen(model, b.ids)
            scores = model.pairs(states.float(), b.spans, b.kinds, b.standings, b.gaps, b.at)
            said = (scores > 0) & (b.weight > 0)
            wanted = b.target > 0
            stances = model.stances(states.float(), b.spans, b.told).argmax(-1)
            np.add.at(table, (b.stances[0].cpu().numpy(), stances.cpu().numpy()), 1)
            pairs += [(said & wanted).sum().item(), said.sum().item(), wanted.sum().item()]
            for gold, got in ((b.tags, t), (b.project, j)):
                listed = TAGS if got.shape[-1] == len(TAGS) else PROJECT_TAGS
                for row, marks in zip(got.argmax(-1).cpu().numpy(), gold.cpu().numpy(), strict=True):
                    inside = marks >= 0
                    one, other = (_spans(x[inside], listed) for x in (row, marks))
                    names += [len(one & other), len(one), len(other)]
    said = [
        f"{what} P {h / max(1, f):.3f} R {h / max(1, g):.3f} F {2 * h / max(1, f + g):.3f}"
        for what, (h, f, g) in (("names", names), ("pairs", pairs))
    ]
    if table.any():
        each = " ".join(f"{s} {row[i]}/{row.sum()}" for i, (s, row) in enumerate(zip(STANCES, table, strict=True)))
        said.append(f"stances {table.trace() / table.sum():.3f} ({each})")
    return "  ".join(said)


def _spans(row: np.ndarray, listed: tuple[str, ...]) -> set[tuple[int, int, str]]:
    found, start = set(), 0
    for i, number in enumerate(row):
        part, _, kind = listed[number].partition("-")
        if part in "BS":
            start = i
        if part in "ES" and part != "O":
            found.add((start, i, kind))
    return found


def some(found: list[Pack], times: float) -> list[Pack]:
    """The windows so many times over; of the last time, a part of them."""
    return found * int(times) + random.Random(5).sample(found, round(len(found) * (times % 1)))


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("start", type=Path)
    p.add_argument("out", type=Path)
    p.add_argument("--on", nargs="+", required=True)
    p.add_argument("--dev", nargs="*", default=[])
    p.add_argument("--epochs", type=int, default=12)
    p.add_argument("--seconds", type=float, default=1e9, help="ends then, with the steps sized to the time")
    p.add_argument("--every", type=int, default=4, help="epochs between two measurements on --dev")
    p.add_argument("--rate", type=float, default=1.5e-4)
    p.add_argument("--size", type=int, default=16, help="windows a step")
    p.add_argument("--keep", nargs="*", type=int)
    p.add_argument("--above", type=int, default=0, help="only the layers above the first so many learn")
    p.add_argument("--swap", action="store_true", help="put names in the places of others")
    p.add_argument("--workers", type=int, default=2)
    a = p.parse_args()
    torch.manual_seed(1)
    torch.set_num_threads(2)
    torch.set_float32_matmul_precision("high")
    found = []
    for word in a.on:
        path, _, times = word.partition("=")
        found += some(packs.load(Path(path)), float(times or 1))
    dev = {Path(path).stem: packs.load(Path(path)) for path in a.dev}
    model = weights.load(a.start, a.keep).to(DEVICE)
    train(model, found, dev, a)


if __name__ == "__main__":
    main()
