# ruff: noqa: E501 - patterns and tables are read by the line
"""A local encoder: a folder with an ONNX model, its tokenizer, and what it declares about itself.

    model.onnx       inputs input_ids, attention_mask (and token_type_ids, if it has them); output: one row for each token
    tokenizer.json   of the library `tokenizers`
    encoder.json     {"name": "…", "languages": ["en"], "max_tokens": 128}

Needs the extra `ai` (onnxruntime, tokenizers). It is used in the languages that it declares and in no other: an English model
puts Chinese texts nowhere in particular. `python -m yingda.engines.onnx.export` makes such a folder.
"""

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from yingda.kernel import BadInput, Unavailable

BATCH = 32
Floats = NDArray[np.float32]


class About(Struct):
    """What `encoder.json` says."""

    name: str
    languages: tuple[str, ...]
    max_tokens: int = 128


class OnnxEncoder:
    """Texts to vectors of length 1: the mean over the tokens of the model's last layer."""

    def __init__(self, folder: Path) -> None:
        """Raises `BadInput` for a folder that is no encoder, `Unavailable` when the extra is not installed."""
        self.about = about(folder)
        runtime, tokenizers = _library("onnxruntime"), _library("tokenizers")
        options = runtime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        try:
            self.session: Any = runtime.InferenceSession(
                str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
            )
            self.tokenizer: Any = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
        except Exception as error:  # both libraries raise classes of their own
            raise BadInput(
                "bad_encoder", f"{folder} 里的模型打不开：{error}", f"Cannot open the model in {folder}: {error}"
            ) from error
        self.tokenizer.enable_truncation(max_length=self.about.max_tokens)
        self.tokenizer.enable_padding()
        self.inputs = {one.name for one in self.session.get_inputs()}

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that it declares."""
        return self.about.languages

    @property
    def name(self) -> str:
        """Its name."""
        return self.about.name

    def many(self, texts: Sequence[str]) -> Floats:
        """One row for each text, in order; texts of like length are computed together."""
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        parts = [self._run([texts[i] for i in order[at : at + BATCH]]) for at in range(0, len(order), BATCH)]
        rows = np.concatenate(parts)
        out = np.empty_like(rows)
        out[order] = rows
        return out

    def one(self, text: str) -> Floats:
        """The vector of a text."""
        return self._run([text])[0]  # type: ignore[no-any-return]

    def _run(self, texts: Sequence[str]) -> Floats:
        found = self.tokenizer.encode_batch([text or " " for text in texts])
        ids = np.array([one.ids for one in found], np.int64)
        mask = np.array([one.attention_mask for one in found], np.int64)
        given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        tokens = self.session.run(None, {name: given[name] for name in self.inputs})[0]
        weight = mask[:, :, None].astype(np.float32)
        mean = (tokens * weight).sum(1) / np.maximum(weight.sum(1), 1)
        return mean / np.maximum(np.linalg.norm(mean, axis=1, keepdims=True), 1e-9)  # type: ignore[no-any-return]


def about(folder: Path) -> About:
    """What the encoder in `folder` declares; `BadInput` names the file that is missing or wrong."""
    for name in ("model.onnx", "tokenizer.json", "encoder.json"):
        if not (folder / name).is_file():
            raise BadInput("bad_encoder", f"{folder} 里缺少 {name}", f"{folder} has no {name}")
    try:
        found = msgspec.json.decode((folder / "encoder.json").read_bytes(), type=About)
    except msgspec.MsgspecError as error:
        raise BadInput("bad_encoder", f"encoder.json 不对：{error}", f"encoder.json is wrong: {error}") from error
    if not found.languages:
        raise BadInput("bad_encoder", "encoder.json 要写明 languages", "encoder.json must name its languages")
    return found


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise Unavailable(
            "extra_missing",
            "本地编码器需要先安装：pip install 'yingda[ai]'",
            "A local encoder needs: pip install 'yingda[ai]'",
        ) from error
