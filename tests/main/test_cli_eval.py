# ruff: noqa: E501 - lists of examples
"""`yingda eval`: figures on small files, JSON, and what is wrong with a file told in words."""

import json

import pytest
import yaml
from tests.main.terminal import Terminal

SAID = {
    "refund": ["how do i get a refund", "i want my money back", "refund please", "when is my refund paid"],
    "track": ["where is my parcel", "track my order", "when will it arrive", "has my parcel been sent"],
    "human": ["talk to a person", "let me speak to an agent", "human please", "i need a real person"],
}


@pytest.fixture
def terminal(tmp_path, monkeypatch, capsys):
    return Terminal(tmp_path / "data", monkeypatch, capsys)


def csv(path, head, rows):
    path.write_text("\n".join([",".join(head), *(",".join(row) for row in rows)]) + "\n", "utf-8")
    return str(path)


def figures(said):
    assert said.code == 0, said.err
    return json.loads(said.out)


@pytest.fixture
def train(tmp_path):
    return csv(tmp_path / "train.csv", ["text", "intent"], [(t, label) for label, texts in SAID.items() for t in texts])


def test_intents(terminal, tmp_path, train):
    rows = [
        ("my money back please", "refund"),
        ("where is the parcel", "track"),
        ("a real person", "human"),
        ("quantum physics lecture", "oos"),
    ]
    test = csv(tmp_path / "test.csv", ["text", "intent"], rows)
    found = figures(terminal("eval", "intents", "--train", train, "--test", test, "--val", train, "--json"))
    assert found["accuracy"] == 1.0
    assert found["macro_f1"] == 1.0
    assert set(found["oos"]) >= {"auroc", "in_scope_at_5", "recall_at_5"}
    assert found["oos"]["auroc"] == 1.0
    assert set(found["query_cpu_ms"]) == {"p50", "p95"}
    assert found["train_cpu_s"] >= 0
    assert found["model_mb"] > 0
    in_scope = csv(tmp_path / "in.csv", ["text", "intent"], rows[:3])
    assert figures(terminal("eval", "intents", "--train", train, "--test", in_scope, "--json"))["oos"] is None


def test_a_table_for_people(terminal, train):
    said = terminal("eval", "intents", "--train", train, "--test", train)
    assert said.code == 0
    assert "accuracy" in said.out
    assert "query_cpu_ms.p95" in said.out


def test_retrieval(terminal, tmp_path):
    corpus, queries = tmp_path / "corpus.jsonl", tmp_path / "queries.jsonl"
    entries = [
        {"id": f"{label}{i}", "text": text, "group": label}
        for label, texts in SAID.items()
        for i, text in enumerate(texts)
    ]
    corpus.write_text("\n".join(json.dumps(one) for one in entries), "utf-8")
    queries.write_text(json.dumps({"text": "refund my money", "relevant": ["refund2"]}) + "\n", "utf-8")
    found = figures(terminal("eval", "retrieval", "--corpus", str(corpus), "--queries", str(queries), "--json"))
    assert (found["mrr_10"], found["recall_1"], found["recall_5"]) == (1.0, 1.0, 1.0)
    assert found["classifier"]
    alone = [{key: one[key] for key in ("id", "text")} for one in entries]
    corpus.write_text("\n".join(json.dumps(one) for one in alone), "utf-8")
    found = figures(terminal("eval", "retrieval", "--corpus", str(corpus), "--queries", str(queries), "--json"))
    assert found["answers"] == len(entries)
    assert not found["classifier"]


def test_emotion_and_pairs(terminal, tmp_path):
    rows = [
        ("this is great thank you", "happy"),
        ("love it", "happy"),
        ("you liars", "angry"),
        ("worst shop ever", "angry"),
    ]
    file = csv(tmp_path / "e.csv", ["text", "label"], rows)
    found = figures(terminal("eval", "emotion", "--train", file, "--test", file, "--json"))
    assert found["accuracy"] == 1.0
    assert set(found["per_label"]) == {"angry", "happy"}
    rows = [
        ("open it", "please open it", "1"),
        ("open it", "close it", "0"),
        ("pay now", "pay now please", "1"),
        ("pay now", "call me", "0"),
    ]
    file = csv(tmp_path / "p.csv", ["text1", "text2", "label"], rows)
    found = figures(terminal("eval", "pairs", "--train", file, "--test", file, "--json"))
    assert found["auc"] == 1.0


def test_dialogues(terminal, tmp_path):
    flow = {
        "name": "hello", "title": {"zh": "问候", "en": "Hello"}, "steps": [{"id": "a", "say": {"zh": "你好", "en": "Hello"}}, {"id": "b", "end": "done"}],
        "tests": [{"name": "good", "turns": [{"visitor": "嗨", "bot": "你好", "outcome": "done"}]}],
    }  # fmt: skip
    file = tmp_path / "hello.yaml"
    file.write_text(yaml.safe_dump(flow, allow_unicode=True), "utf-8")
    assert figures(terminal("eval", "dialogues", str(tmp_path), "--json"))["passed"] == 1
    flow["tests"].append({"name": "bad", "turns": [{"visitor": "嗨", "bot": "再见"}]})
    file.write_text(yaml.safe_dump(flow, allow_unicode=True), "utf-8")
    said = terminal("eval", "dialogues", str(file), "--json")
    assert said.code == 1
    assert json.loads(said.out)["failed"] == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [("text,label\na,b\n", "intent"), ("text,intent\n", "no lines"), ("text,intent\nhello,\n", "line 2"), ("text,intent\na,x\nb,x\n", "two labels")],
)  # fmt: skip
def test_bad_files_are_told(terminal, tmp_path, text, words):
    file = tmp_path / "bad.csv"
    file.write_text(text, "utf-8")
    said = terminal("eval", "intents", "--train", str(file), "--test", str(file))
    assert said.code == 1
    assert words in said.err
    assert "Traceback" not in said.err


def test_other_bad_files(terminal, tmp_path, train):
    broken, other = tmp_path / "c.jsonl", tmp_path / "q.jsonl"
    broken.write_text("{", "utf-8")
    other.write_text('{"text": "a", "relevant": ["x"]}', "utf-8")
    assert "line 1" in terminal("eval", "retrieval", "--corpus", str(broken), "--queries", str(other)).err
    broken.write_text('{"id": "y", "text": "a"}', "utf-8")
    assert "There is no x" in terminal("eval", "retrieval", "--corpus", str(broken), "--queries", str(other)).err
    (tmp_path / "latin.csv").write_bytes(b"text,intent\n\xff\xfe,a\n")
    assert "UTF-8" in terminal("eval", "intents", "--train", str(tmp_path / "latin.csv"), "--test", train).err
    assert "Cannot read" in terminal("eval", "emotion", "--test", str(tmp_path / "none.csv")).err
    assert (
        "model.onnx" in terminal("eval", "intents", "--train", train, "--test", train, "--encoder", str(tmp_path)).err
    )
