"""The network's door: what it refuses, and the edges of its input."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from summitry.errors import ModelError
from summitry.extract.network import FOLDER, Network


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="nowhere"):
        Network(tmp_path / "nowhere")


def test_a_broken_model_file_is_refused(tmp_path: Path) -> None:
    for name in ("labels.json", "tokenizer.json"):
        shutil.copy(FOLDER / name, tmp_path / name)
    (tmp_path / "model.onnx").write_bytes(b"no model")
    with pytest.raises(ModelError):
        Network(tmp_path)


def test_a_tokenizer_without_its_special_pieces_is_refused(tmp_path: Path) -> None:
    for path in FOLDER.iterdir():
        shutil.copy(path, tmp_path / path.name)
    tokenizer = json.loads((tmp_path / "tokenizer.json").read_text("utf-8"))
    tokenizer["model"]["vocab"] = {"[UNK]": 0, "word": 1}
    tokenizer["added_tokens"] = []
    tokenizer["post_processor"] = None
    (tmp_path / "tokenizer.json").write_text(json.dumps(tokenizer), "utf-8")
    with pytest.raises(ModelError):
        Network(tmp_path)


def test_no_sentences_no_scores() -> None:
    assert Network().run([]) == []


def test_scores_keep_the_order_of_the_sentences() -> None:
    sentences = [["a"] * n for n in (5, 1, 40, 2, 7)]
    assert [len(s.tags) for s in Network().run(sentences)] == [5, 1, 40, 2, 7]
