"""The network: the first layers of a BERT encoder with a word-shape embedding, and one linear or biaffine head per task."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from training.labels import MEETINGS, NAMES, QUOTES, TAGS

SHAPES = 9


@dataclass(frozen=True)
class Size:
    """Widths of the network; MiniLM's by default."""

    layers: int = 4
    width: int = 384
    heads: int = 12
    inner: int = 1536
    vocabulary: int = 30522
    positions: int = 512
    arc: int = 96
    label: int = 48


class Layer(nn.Module):
    """One post-norm BERT layer."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        w = size.width
        self.count = size.heads
        self.query, self.key, self.value, self.out = (nn.Linear(w, w) for _ in range(4))
        self.up, self.down = nn.Linear(w, size.inner), nn.Linear(size.inner, w)
        self.norm1, self.norm2 = nn.LayerNorm(w, eps=1e-12), nn.LayerNorm(w, eps=1e-12)

    def _split(self, x: Tensor) -> Tensor:
        b, t, w = x.shape
        return x.view(b, t, self.count, w // self.count).transpose(1, 2)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        q, k, v = self._split(self.query(x)), self._split(self.key(x)), self._split(self.value(x))
        if torch.onnx.is_in_onnx_export():
            y = torch.softmax(q @ k.transpose(-1, -2) * (q.shape[-1] ** -0.5) + bias, -1) @ v
        else:
            y = F.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        x = self.norm1(x + self.out(y.transpose(1, 2).flatten(2)))
        return self.norm2(x + self.down(F.gelu(self.up(x))))


class Net(nn.Module):
    """Scores of every head for every word; word 0 is ROOT (the [CLS] piece). A word is represented by its first piece."""

    def __init__(self, deps: int, size: Size | None = None) -> None:
        super().__init__()
        size = size or Size()
        w = size.width
        self.words = nn.Embedding(size.vocabulary, w)
        self.positions = nn.Embedding(size.positions, w)
        self.segment = nn.Parameter(torch.zeros(w))
        self.shapes = nn.Embedding(SHAPES, w, padding_idx=0)
        nn.init.normal_(self.shapes.weight, std=0.02)
        self.norm = nn.LayerNorm(w, eps=1e-12)
        self.layers = nn.ModuleList(Layer(size) for _ in range(size.layers))
        self.drop = nn.Dropout(0.1)
        self.names, self.tags = nn.Linear(w, len(NAMES)), nn.Linear(w, len(TAGS))
        self.meetings, self.quotes = nn.Linear(w, len(MEETINGS)), nn.Linear(w, len(QUOTES))
        self.arc_head, self.arc_dep = nn.Linear(w, size.arc), nn.Linear(w, size.arc)
        self.arc_u = nn.Parameter(torch.randn(size.arc + 1, size.arc) * 0.05)
        #: Whether `forward` also gives the two experimental heads.
        self.all_heads = False
        self.lab_head, self.lab_dep = nn.Linear(w, size.label), nn.Linear(w, size.label)
        self.lab_u = nn.Parameter(torch.randn(deps, size.label + 1, size.label + 1) * 0.05)

    def encode(self, ids: Tensor, mask: Tensor, case: Tensor, first: Tensor) -> Tensor:
        """Word vectors, (batch, words + 1, width)."""
        places = torch.arange(ids.shape[1], device=ids.device).unsqueeze(0)
        x = self.norm(self.words(ids) + self.positions(places) + self.segment + self.shapes(case))
        bias = (1.0 - mask[:, None, None, :].float()) * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return torch.gather(x, 1, first.unsqueeze(-1).expand(-1, -1, x.shape[-1]))

    def arcs(self, w: Tensor) -> Tensor:
        """Scores dependents x heads, ROOT included on both axes."""
        dep = torch.relu(self.arc_dep(w))
        return torch.cat([dep, torch.ones_like(w[..., :1])], -1) @ self.arc_u @ torch.relu(self.arc_head(w)).transpose(1, 2)

    def dep_labels(self, w: Tensor, heads: Tensor) -> Tensor:
        """Scores of the dependency labels, given each word's head."""
        one = torch.ones_like(w[..., :1])
        head = torch.cat([torch.relu(self.lab_head(w)), one], -1)
        dep = torch.cat([torch.relu(self.lab_dep(w)), one], -1)
        head = torch.gather(head, 1, heads.unsqueeze(-1).expand(-1, -1, head.shape[-1]))
        return torch.einsum("bwi,kij,bwj->bwk", dep, self.lab_u, head)

    def forward(self, ids: Tensor, mask: Tensor, case: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        w = self.encode(ids, mask, case, first)
        arc = self.arcs(w)
        shipped = self.names(w), self.tags(w), arc, self.dep_labels(w, arc.argmax(-1))
        return (*shipped, self.meetings(w), self.quotes(w)) if self.all_heads else shipped


def _safetensors(path: Path) -> dict[str, Tensor]:
    """Read a safetensors file of float32 tensors."""
    blob = path.read_bytes()
    (length,) = struct.unpack("<Q", blob[:8])
    header: dict[str, Any] = json.loads(blob[8 : 8 + length])
    out = {}
    for name, about in header.items():
        if name != "__metadata__" and about["dtype"] == "F32":
            a, b = about["data_offsets"]
            array = np.frombuffer(blob, np.float32, (b - a) // 4, 8 + length + a).reshape(about["shape"])
            out[name] = torch.from_numpy(array.copy())
    return out


_BERT_NAMES = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "out": "attention.output.dense",
    "up": "intermediate.dense",
    "down": "output.dense",
    "norm1": "attention.output.LayerNorm",
    "norm2": "output.LayerNorm",
}


def _pairs(layers: int) -> Iterator[tuple[str, str]]:
    """Our parameter names and BERT's."""
    yield "words.weight", "embeddings.word_embeddings.weight"
    yield "positions.weight", "embeddings.position_embeddings.weight"
    for kind in ("weight", "bias"):
        yield f"norm.{kind}", f"embeddings.LayerNorm.{kind}"
        for i in range(layers):
            for ours, theirs in _BERT_NAMES.items():
                yield f"layers.{i}.{ours}.{kind}", f"encoder.layer.{i}.{theirs}.{kind}"


def start_from_bert(net: Net, path: Path) -> None:
    """Load the encoder from a BERT safetensors file (its first layers)."""
    found = _safetensors(path)
    state = {ours: found[theirs] for ours, theirs in _pairs(len(net.layers))}
    state["segment"] = found["embeddings.token_type_embeddings.weight"][0]
    net.load_state_dict(state, strict=False)


def start_from_baseline(net: Net, path: Path) -> None:
    """Continue from the lab's int8 ONNX export: dequantised encoder, parts of speech and dependency heads (same label order)."""
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(str(path)).graph
    raw = {i.name: numpy_helper.to_array(i) for i in graph.initializer}

    def value(name: str) -> np.ndarray[Any, Any]:
        if name in raw:
            return raw[name].astype(np.float32)
        whole = raw[name + "_quantized"].astype(np.float32) - raw[name + "_zero_point"].astype(np.float32)
        return whole * raw[name + "_scale"]

    made = {out: node for node in graph.node for out in node.output}

    def matmul_of(bias: str) -> str:
        """Name of the weight whose product the bias is added to."""
        node = next(n for n in graph.node if n.op_type == "Add" and bias in n.input)
        at = next(i for i in node.input if i != bias)
        while made[at].op_type != "MatMulInteger":
            at = made[at].input[0]
        return made[at].input[1].removesuffix("_quantized")

    state: dict[str, Any] = {}
    linear = {
        f"layers.{i}.{ours}": f"bert.encoder.layer.{i}.{theirs}" for i in range(len(net.layers)) for ours, theirs in _BERT_NAMES.items()
    }
    linear |= {"tags": "pos", "arc_head": "ah", "arc_dep": "ad", "lab_head": "lh", "lab_dep": "ld"}
    for ours, theirs in linear.items():
        state[f"{ours}.bias"] = value(f"{theirs}.bias")
        state[f"{ours}.weight"] = value(f"{theirs}.weight") if "norm" in ours else value(matmul_of(f"{theirs}.bias")).T
    state |= {"arc_u": value("aU"), "lab_u": value("lU"), "shapes.weight": value("case.weight")}
    state |= {"norm.weight": value("bert.embeddings.LayerNorm.weight"), "norm.bias": value("bert.embeddings.LayerNorm.bias")}
    missing = net.load_state_dict({k: torch.from_numpy(np.ascontiguousarray(v)) for k, v in state.items()}, strict=False)
    if missing.unexpected_keys:
        raise ValueError(f"unexpected weights {missing.unexpected_keys}")
