"""Encoders: an endpoint that speaks `/embeddings`, against a real server, and a folder with a tiny model made here."""

import asyncio
import importlib
import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.support.needs import need
from tests.support.outside import answered, outside

from yingda.engines.fetch import GuardedFetch
from yingda.engines.onnx import OnnxEncoder
from yingda.engines.onnx.export import build
from yingda.engines.onnx.local import LocalOnnx
from yingda.engines.openai import OpenAIEncoder
from yingda.kernel import BadInput, YingdaError
from yingda.kernel.language import ModelPlace


def rows(*vectors: Any, order: list[int] | None = None) -> Any:
    """An answer with these vectors."""
    places = order or list(range(len(vectors)))
    data = [{"object": "embedding", "index": n, "embedding": v} for n, v in zip(places, vectors, strict=True)]
    return answered({"object": "list", "data": data, "usage": {"prompt_tokens": 3}})


async def ask(reply: Any, texts: tuple[str, ...] = ("退货", "发票"), within: float = 2.0) -> Any:
    async with outside(reply if callable(reply) else lambda seen: reply) as there:
        fetch = GuardedFetch(allow_private=True)
        try:
            place = ModelPlace(f"http://127.0.0.1:{there.port}/v1/", "e-1", "k-9")
            return await OpenAIEncoder(fetch).vectors(place, texts, within=within), there.seen
        finally:
            await fetch.close()


async def test_rows_come_in_the_order_of_the_texts() -> None:
    found, (seen,) = await ask(rows([0.0, 2.0], [1.0, 0.5], order=[1, 0]))
    assert found == [[1.0, 0.5], [0.0, 2.0]]
    assert (seen.path, seen.headers["authorization"]) == ("/v1/embeddings", "Bearer k-9")
    assert seen.data == {"model": "e-1", "input": ["退货", "发票"], "encoding_format": "float"}


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (rows([1.0, 2.0]), "model_unreadable"),
        (rows([1.0, 2.0], [1.0]), "model_unreadable"),
        (rows([], []), "model_unreadable"),
        (rows([1.0], [1.0], order=[0, 0]), "model_unreadable"),
        (rows([1.0], ["x"]), "model_unreadable"),
        (answered(b'{"data": [{"index": 0, "embedding": [1e999]}, {"index": 1, "embedding": [1]}]}'), "model_unreadable"),
        (answered(b"<html>hello"), "model_unreadable"),
        (answered(b"[" * 100_000), "model_unreadable"),
        (answered({"error": "k-9"}, "401 Unauthorized"), "model_denied"),
        (answered({}, "429 Too Many Requests"), "model_busy"),
        (answered({}, "500 Oops"), "model_down"),
        ([5.0], "call_slow"),
        ([b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"], "call_failed"),
    ],
)  # fmt: skip
async def test_anything_else_is_an_error_with_words_and_without_the_key(reply: Any, code: str) -> None:
    with pytest.raises(YingdaError) as wrong:
        await ask(reply, within=0.5)
    assert wrong.value.code == code
    assert "k-9" not in str(wrong.value.body("en"))


# a folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A model of one layer with eight numbers, and a tokenizer of whole words."""
    for name in ("onnx", "onnxruntime", "tokenizers"):
        need(find_spec(name), name)
    onnx, tokenizers = importlib.import_module("onnx"), importlib.import_module("tokenizers")
    importlib.import_module("onnx.numpy_helper")
    words = ["[UNK]", "[PAD]", "send", "it", "back", "where", "is", "my", "order"]
    made = tokenizers.Tokenizer(tokenizers.models.WordLevel({w: n for n, w in enumerate(words)}, unk_token="[UNK]"))
    made.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    made.save(str(tmp_path / "tokenizer.json"))
    chance, own = np.random.default_rng(0), "encoder.layer.0"
    shapes: dict[str, tuple[int, ...]] = {
        "embeddings.word_embeddings.weight": (len(words), 8), "embeddings.token_type_embeddings.weight": (2, 8),
        "embeddings.position_embeddings.weight": (32, 8),
    }  # fmt: skip
    dense = {f"{own}.attention.self.{name}": (8, 8) for name in ("query", "key", "value")}
    dense |= {f"{own}.attention.output.dense": (8, 8)}
    dense |= {f"{own}.intermediate.dense": (16, 8), f"{own}.output.dense": (8, 16)}
    for name, shape in dense.items():
        shapes |= {f"{name}.weight": shape, f"{name}.bias": shape[:1]}
    for name in ("embeddings", f"{own}.attention.output", f"{own}.output"):
        shapes |= {f"{name}.LayerNorm.weight": (8,), f"{name}.LayerNorm.bias": (8,)}
    weights = {name: chance.normal(size=shape).astype(np.float32) for name, shape in shapes.items()}
    (tmp_path / "model.onnx").write_bytes(build(onnx, {"num_hidden_layers": 1, "num_attention_heads": 2}, weights))
    told = {"name": "tiny", "languages": ["en"], "max_tokens": 16}
    (tmp_path / "encoder.json").write_text(json.dumps(told), "utf-8")
    return tmp_path


async def test_a_folder_is_loaded_in_a_thread_and_answers_as_it_does_alone(folder: Path) -> None:
    local, alone = LocalOnnx(folder), OnnxEncoder(folder)
    try:
        assert (local.name, local.languages) == ("tiny", ("en",))
        texts = ["where is my order", "what", "send it back", "order"]
        beats = 0

        async def beat() -> None:
            nonlocal beats
            while True:
                beats += 1
                await asyncio.sleep(0)

        beating = asyncio.create_task(beat())
        found = np.array(await local.vectors(texts))
        beating.cancel()
        assert beats > 1  # the loop went on meanwhile
        assert found.shape == (4, 8)
        assert np.allclose(np.linalg.norm(found, axis=1), 1, atol=1e-5)
        assert np.allclose(found, [alone.one(text) for text in texts], atol=1e-4)  # padding changes nothing
        assert not np.allclose(found[0], found[2], atol=0.01)
    finally:
        local.close()


async def test_a_folder_that_is_none_says_what_is_missing(tmp_path: Path) -> None:
    local = LocalOnnx(tmp_path)
    with pytest.raises(BadInput, match=r"model\.onnx"):
        _ = local.languages
    local.close()
    nothing = LocalOnnx(None)
    assert (nothing.name, nothing.languages) == ("", ())
    nothing.close()
