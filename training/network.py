"""The network: a small BERT encoder under one linear output for each labelling and one pair score for each pointer. Trains nothing, reads no data."""

from __future__ import annotations

import json
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import nn

from tollbook.learned.labels import OUTPUTS, POINTERS

PAIR = 64  # length of the two vectors whose product is a pair's score
LAYERS, SIZE, HEADS, WIDE, VOCABULARY, PLACES = 6, 384, 12, 1536, 30522, 512


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
        self.outputs = nn.ModuleDict({name: nn.Linear(SIZE, len(classes)) for name, classes in OUTPUTS.items()})
        self.left = nn.ModuleDict({name: nn.Linear(SIZE, PAIR) for name in POINTERS})
        self.right = nn.ModuleDict({name: nn.Linear(SIZE, PAIR) for name in POINTERS})
        self.dropout = nn.Dropout(dropout)

    def forward(self, pieces: torch.Tensor, mask: torch.Tensor | None = None) -> tuple[torch.Tensor, ...]:
        """`pieces` (batch, length); `mask` (batch, length) true where a piece is. Gives the outputs, then the pointers, in the order of the labels."""
        length = pieces.shape[1]
        states = self.norm(self.pieces(pieces) + self.places.weight[:length] + self.kinds.weight[0])
        blocked = torch.zeros(1, 1, 1, 1) if mask is None else (~mask)[:, None, None, :].float() * -1e4
        states = self.dropout(states)
        for layer in self.layers:
            states = layer(states, blocked)
        out = [self.outputs[name](states) for name in OUTPUTS]
        for name in POINTERS:
            left, right = self.left[name](states), self.right[name](states)
            if name == "same_incident":
                left = right = left + right
            out.append(left @ right.transpose(1, 2) / PAIR**0.5)
        return tuple(out)


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
