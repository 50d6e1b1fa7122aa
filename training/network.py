"""The networks: a small BERT encoder under one linear output for each labelling and one pair score for each pointer; and a second one that goes on from
the first one's inner states over a whole document. Trains nothing, reads no data."""

from __future__ import annotations

import json
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import nn

from tollbook.learned.encoder import MOST_WINDOWS
from tollbook.learned.event_place import KINDS
from tollbook.learned.labels import OUTPUTS, PART_OUTPUTS, PARTS, POINTERS, spans
from tollbook.learned.windows import LONGEST

PAIR = 64  # length of the two vectors whose product is a pair's score
LAYERS, SIZE, HEADS, WIDE, VOCABULARY, PLACES = 6, 384, 12, 1536, 30522, 512
SHARED = 3  # layers of the first network that the second goes on from
AUXILIARY = {"part": spans(PARTS)}
"""What the first network learns beside its outputs, so that the states that the second one goes on from know of it; it is not released."""


class Layer(nn.Module):
    """One layer of the encoder, as in BERT."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(SIZE, SIZE) for _ in range(4))
        self.wide, self.narrow = nn.Linear(SIZE, WIDE), nn.Linear(WIDE, SIZE)
        self.norm, self.norm_wide = nn.LayerNorm(SIZE, eps=1e-12), nn.LayerNorm(SIZE, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, states: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        batch, length, _ = states.shape

        def heads(values: torch.Tensor) -> torch.Tensor:
            return values.view(batch, length, HEADS, SIZE // HEADS).transpose(1, 2)

        query, key, value = heads(self.query(states)), heads(self.key(states)), heads(self.value(states))
        if self.training:
            mixed = nn.functional.scaled_dot_product_attention(query, key, value, attn_mask=mask.to(query.dtype))
        else:  # the same written out, as it goes into the exported graph
            mixed = torch.softmax(query @ key.transpose(2, 3) / (SIZE // HEADS) ** 0.5 + mask, -1) @ value
        mixed = mixed.transpose(1, 2).reshape(batch, length, SIZE)
        states = self.norm(states + self.dropout(self.out(mixed)))
        return self.norm_wide(states + self.dropout(self.narrow(nn.functional.gelu(self.wide(states)))))


class Reader(nn.Module):
    """Pieces of a window in, one score a class and token and one score a pair of tokens out."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.pieces, self.places, self.kinds = nn.Embedding(VOCABULARY, SIZE), nn.Embedding(PLACES, SIZE), nn.Embedding(2, SIZE)
        self.norm = nn.LayerNorm(SIZE, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.outputs = nn.ModuleDict({name: nn.Linear(SIZE, len(classes)) for name, classes in {**OUTPUTS, **AUXILIARY}.items()})
        self.left = nn.ModuleDict({name: nn.Linear(SIZE, PAIR) for name in POINTERS})
        self.right = nn.ModuleDict({name: nn.Linear(SIZE, PAIR) for name in POINTERS})
        self.dropout = nn.Dropout(dropout)

    def forward(self, pieces: torch.Tensor, mask: torch.Tensor | None = None) -> tuple[torch.Tensor, ...]:
        """`pieces` (batch, length); `mask` (batch, length) true where a piece is. Gives the outputs, then the pointers, in the order of the labels."""
        return self.scores(self.states(pieces, mask)[0])

    def scores(self, states: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """The outputs, what is auxiliary, and the pointers, from the states behind the last layer."""
        out = [self.outputs[name](states) for name in (*OUTPUTS, *AUXILIARY)]
        for name in POINTERS:
            left, right = self.left[name](states), self.right[name](states)
            if name == "same_incident":
                left = right = left + right
            out.append(left @ right.transpose(1, 2) / PAIR**0.5)
        return tuple(out)

    def states(self, pieces: torch.Tensor, mask: torch.Tensor | None = None) -> tuple[torch.Tensor, torch.Tensor]:
        """The states behind the last layer and behind the shared ones."""
        length = pieces.shape[1]
        states = self.norm(self.pieces(pieces) + self.places.weight[:length] + self.kinds.weight[0])
        blocked = torch.zeros(1, 1, 1, 1) if mask is None else (~mask)[:, None, None, :].float() * -1e4
        states = shared = self.dropout(states)
        for number, layer in enumerate(self.layers, 1):
            states = layer(states, blocked)
            shared = states if number == SHARED else shared
        return states, shared


class PartReader(nn.Module):
    """States of a document's tokens in, one score a class and token and one score a pair of tokens out."""

    def __init__(self, dropout: float = 0.15) -> None:
        super().__init__()
        self.windows = nn.Embedding(MOST_WINDOWS, SIZE)
        nn.init.normal_(self.windows.weight, std=0.02)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS - SHARED))
        self.outputs = nn.ModuleDict({name: nn.Linear(SIZE, len(classes)) for name, classes in PART_OUTPUTS.items()})
        self.first, self.second = nn.Linear(SIZE, 2 * PAIR), nn.Linear(2 * PAIR, PAIR)
        self.bias = nn.Parameter(torch.full((1,), 1.5))
        self.dropout = nn.Dropout(dropout)

    def begin(self, reader: Reader) -> None:
        """The layers start as the first network's last ones."""
        for mine, theirs in zip(self.layers, reader.layers[SHARED:], strict=True):
            mine.load_state_dict(theirs.state_dict())

    def forward(self, states: torch.Tensor, windows: torch.Tensor, mask: torch.Tensor | None = None) -> tuple[torch.Tensor, ...]:
        """`states` (batch, length, size), `windows` (batch, length) the number of each token's window, `mask` true where a token is. Gives the outputs
        in the order of the labels, then the pair scores: the nearer two tokens' vectors, the more likely they belong to one attack."""
        found = self.dropout(states + self.windows(windows))
        blocked = torch.zeros(1, 1, 1, 1) if mask is None else (~mask)[:, None, None, :].float() * -1e4
        for layer in self.layers:
            found = layer(found, blocked)
        out = [self.outputs[name](found) for name in PART_OUTPUTS]
        vectors = self.second(torch.tanh(self.first(found)))
        sizes = (vectors**2).sum(-1)
        apart = sizes[:, :, None] + sizes[:, None, :] - 2 * vectors @ vectors.transpose(1, 2)
        return (*out, self.bias - apart / 16)


class PlaceReader(nn.Module):
    """The looked-up pieces of one sentence, which of them are the event's word, and what each is as the name of a place (learned.event_place.KINDS);
    two scores a piece: it stands for the place of that event, or not."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.places, self.event, self.kind = nn.Embedding(LONGEST, SIZE), nn.Embedding(2, SIZE), nn.Embedding(len(KINDS), SIZE)
        for table in (self.event, self.kind):
            nn.init.normal_(table.weight, std=0.02)
        self.norm = nn.LayerNorm(SIZE, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.out = nn.Linear(SIZE, 2)
        self.dropout = nn.Dropout(dropout)

    def begin(self, reader: Reader) -> None:
        """The layers and places start as those of the pretrained base that the reader holds."""
        self.layers.load_state_dict(reader.layers.state_dict())
        self.norm.load_state_dict(reader.norm.state_dict())
        self.places.weight.data.copy_(reader.places.weight.data[:LONGEST] + reader.kinds.weight.data[0])

    def forward(self, pieces: torch.Tensor, event: torch.Tensor, kind: torch.Tensor, mask: torch.Tensor | None = None) -> torch.Tensor:
        """`pieces` (batch, length, size), `event` and `kind` (batch, length); gives (batch, length, 2)."""
        found = self.norm(pieces + self.places.weight[: pieces.shape[1]] + self.event(event) + self.kind(kind))
        blocked = torch.zeros(1, 1, 1, 1) if mask is None else (~mask)[:, None, None, :].float() * -1e4
        found = self.dropout(found)
        for layer in self.layers:
            found = layer(found, blocked)
        scores: torch.Tensor = self.out(self.dropout(found))
        return scores


def load_base(reader: Reader, folder: Path) -> None:
    """Puts the pretrained weights of the base (safetensors of a BERT of this shape) under the outputs."""
    shape = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    if (shape["num_hidden_layers"], shape["hidden_size"], shape["vocab_size"]) != (LAYERS, SIZE, VOCABULARY):
        raise ValueError(f"{folder}: not the base that this network is built for")
    stored = load_file(str(folder / "model.safetensors"))
    own = reader.state_dict()
    names = {"pieces.weight": "embeddings.word_embeddings.weight", "places.weight": "embeddings.position_embeddings.weight"}
    names |= {"kinds.weight": "embeddings.token_type_embeddings.weight"}
    names |= {f"norm.{end}": f"embeddings.LayerNorm.{end}" for end in ("weight", "bias")}
    parts = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "out": "attention.output.dense",
        "norm": "attention.output.LayerNorm",
        "wide": "intermediate.dense",
        "narrow": "output.dense",
        "norm_wide": "output.LayerNorm",
    }
    for layer in range(LAYERS):
        for mine, theirs in parts.items():
            names |= {f"layers.{layer}.{mine}.{end}": f"encoder.layer.{layer}.{theirs}.{end}" for end in ("weight", "bias")}
    for mine, theirs in names.items():
        own[mine].copy_(stored[theirs])
