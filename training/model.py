"""The reader's model in PyTorch: the encoder, two heads for names, and what holds between two names.

The encoder reads a window once. Names: one head tags firms, groups, links and parks (BIOES), one tags projects, which
may hold a firm. Pairs: a name is the states of its first and last character with its kind; a pair is scored for every
label.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from liantu.loaders.pairs import GAPS, KINDS, LABELS, STANDINGS
from liantu.loaders.tagger import PROJECT_TAGS, STANCES, TAGS

WIDTH = 256


class Layer(nn.Module):
    def __init__(self, h: int, heads: int, ff: int) -> None:
        super().__init__()
        self.heads = heads
        self.q, self.k, self.v, self.ao = (nn.Linear(h, h) for _ in range(4))
        self.fi, self.fo = nn.Linear(h, ff), nn.Linear(ff, h)
        self.aln, self.oln = nn.LayerNorm(h, 1e-12), nn.LayerNorm(h, 1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        b, n, h = x.shape
        q, k, v = (f(x).view(b, n, self.heads, -1).transpose(1, 2) for f in (self.q, self.k, self.v))
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.aln(x + self.drop(self.ao(a.transpose(1, 2).reshape(b, n, h))))
        return self.oln(x + self.drop(self.fo(F.gelu(self.fi(x)))))


class Encoder(nn.Module):
    """Ids (batch, length) → states (batch, length, 384), scores of tags and of project tags."""

    def __init__(self, chars: str, hidden: int = 384, heads: int = 12, ff: int = 1536, layers: int = 12) -> None:
        super().__init__()
        self.chars = chars
        self.word, self.pos = nn.Embedding(len(chars) + 4, hidden), nn.Embedding(512, hidden)
        self.kind = nn.Parameter(torch.zeros(hidden))
        self.eln = nn.LayerNorm(hidden, 1e-12)
        self.layers = nn.ModuleList(Layer(hidden, heads, ff) for _ in range(layers))
        self.drop = nn.Dropout(0.1)
        self.tags, self.project = nn.Linear(hidden, len(TAGS)), nn.Linear(hidden, len(PROJECT_TAGS))

    def forward(self, ids: Tensor, whole: bool = False) -> tuple[Tensor, Tensor, Tensor]:
        """`whole`: no row is filled up, so nothing has to be masked."""
        mask = None if whole else (ids != 1)[:, None, None, :]
        return self.upper(self.lower(ids, mask, 0), mask, 0)

    def lower(self, ids: Tensor, mask: Tensor | None, layers: int) -> Tensor:
        """The states after the first layers."""
        x = self.drop(self.eln(self.word(ids) + self.pos.weight[: ids.shape[1]] + self.kind))
        for layer in self.layers[:layers]:
            x = layer(x, mask)
        return x

    def upper(self, x: Tensor, mask: Tensor | None, layers: int) -> tuple[Tensor, Tensor, Tensor]:
        """What follows on the states after the first layers."""
        for layer in self.layers[layers:]:
            x = layer(x, mask)
        return self.tags(x), self.project(x), x


class Pairs(nn.Module):
    """Names as (first, last, kind, standing) of one window each → scores of pairs."""

    def __init__(self, hidden: int = 384) -> None:
        super().__init__()
        self.span = nn.Linear(2 * hidden, WIDTH)
        self.kind = nn.Embedding(len(KINDS), WIDTH)
        self.standing = nn.Embedding(STANDINGS, WIDTH)
        self.one, self.other = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.gap = nn.Embedding(GAPS, WIDTH)
        self.out = nn.Linear(2 * WIDTH, len(LABELS))
        self.drop = nn.Dropout(0.1)
        nn.init.constant_(self.out.bias, -4.0)

    def forward(self, states: Tensor, spans: Tensor, kinds: Tensor, standings: Tensor, gaps: Tensor, at: Tensor):
        """`at`: the pairs to score, as columns of batch, subject, object; the scores are pairs × labels."""
        rows = torch.arange(states.shape[0])[:, None]
        ends = torch.cat([states[rows, spans[..., 0]], states[rows, spans[..., 1]]], -1)
        name = self.drop(F.relu(self.span(ends) + self.kind(kinds) + self.standing(standings)))
        one, other = self.one(name)[at[0], at[1]], self.other(name)[at[0], at[2]]
        both = torch.cat([F.relu(one + other + self.gap(gaps[at[0], at[1], at[2]])), one * other], -1)
        scores: Tensor = self.out(self.drop(both))
        return scores


class Stances(nn.Module):
    """Names as (first, last) of one window each → scores of what is said of their standing."""

    def __init__(self, hidden: int = 384) -> None:
        super().__init__()
        self.span, self.out = nn.Linear(2 * hidden, WIDTH), nn.Linear(WIDTH, len(STANCES))
        self.drop = nn.Dropout(0.1)

    def forward(self, states: Tensor, spans: Tensor, at: Tensor) -> Tensor:
        """`at`: the names to score, as columns of batch and name; the scores are names × stances."""
        first, last = spans[at[0], at[1]].unbind(-1)
        ends = torch.cat([states[at[0], first], states[at[0], last]], -1)
        scores: Tensor = self.out(self.drop(F.relu(self.span(ends))))
        return scores


class Reader(nn.Module):
    def __init__(self, chars: str, layers: int = 12) -> None:
        super().__init__()
        self.encoder, self.pairs, self.stances = Encoder(chars, layers=layers), Pairs(), Stances()
