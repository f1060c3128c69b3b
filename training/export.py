"""Weights to int8 ONNX with the labels beside it."""

from __future__ import annotations

import json
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.labels import MEETINGS, NAMES, QUOTES, TAGS
from training.model import SHAPES, Net

OUTPUTS = ("ner", "pos", "arc", "lab")
EXPERIMENTAL = ("meet", "quote")


def to_onnx(net: Net, path: Path) -> None:
    """Write the float32 graph; batch, pieces and words are free."""
    net.eval()
    outputs = OUTPUTS + EXPERIMENTAL if net.all_heads else OUTPUTS
    ids = torch.tensor([[101, 7592, 2088, 102, 0], [101, 2040, 2056, 2061, 102]])
    mask = torch.tensor([[1, 1, 1, 1, 0], [1, 1, 1, 1, 1]])
    case = torch.tensor([[0, 6, 6, 0, 0], [0, 6, 3, 3, 0]])
    first = torch.tensor([[0, 1, 2, 0], [0, 1, 2, 3]])
    pieces, words = {0: "b", 1: "t"}, {0: "b", 1: "w"}
    axes = {"ids": pieces, "mask": pieces, "case": pieces, "first": words, **dict.fromkeys(outputs, words), "arc": {0: "b", 1: "w", 2: "h"}}
    torch.onnx.export(
        net,
        (ids, mask, case, first),
        str(path),
        input_names=["ids", "mask", "case", "first"],
        output_names=list(outputs),
        opset_version=17,
        dynamo=False,
        dynamic_axes=axes,
    )


def export(net: Net, deps: list[str], out: Path) -> None:
    """Write `model.fp32.onnx`, `model.onnx` (int8 per channel) and `labels.json` into `out`."""
    whole = out / "model.fp32.onnx"
    to_onnx(net, whole)
    quantise(whole, out / "model.onnx")
    labels = {"ner": NAMES, "upos": TAGS, "deps": deps, "case_classes": SHAPES}
    if net.all_heads:
        labels |= {"meet": MEETINGS, "quote": QUOTES}
    (out / "labels.json").write_text(json.dumps(labels, indent=0) + "\n", "utf-8")


def quantise(whole: Path, small: Path, reduce_range: bool = False) -> None:
    """Per-channel int8. `reduce_range` keeps 7 bits, for processors whose int8 products saturate (x86 without VNNI)."""
    quantize_dynamic(
        str(whole),
        str(small),
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gather"],
        per_channel=True,
        reduce_range=reduce_range,
    )
