"""`yingda eval`: how good the understanding is, on any files. One command for each question; figures as a table, or as JSON
with `--json`. Nothing is read from or written to the data folder, and no server is needed."""

import sys
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from yingda.main.cli.words import out, say

from . import answers, dialogues, texts
from .texts import encoder_in

CSV_TEXT_INTENT = say("CSV：text,intent", "CSV: text,intent")
CSV_TEXT_LABEL = say("CSV：text,label", "CSV: text,label")
CSV_PAIRS = say(
    "CSV：text1,text2,label（1 意思相同，0 不同）", "CSV: text1,text2,label (1 the same meaning, 0 another)"
)
Json = Annotated[bool, typer.Option("--json", help=say("以 JSON 输出", "Answer in JSON"))]
EncoderDir = Annotated[
    Path | None, typer.Option("--encoder", help=say("本地 ONNX 编码器的文件夹", "Folder of a local ONNX encoder"))
]


def add(app: typer.Typer) -> None:
    """Adds the group."""
    group = typer.Typer(no_args_is_help=True, help=say("用任意文件测评理解能力", "Measure understanding on any files"))

    @group.callback()
    def top() -> None:
        pass

    group.command("intents", help=say("意图识别", "Intents"))(intents)
    group.command("retrieval", help=say("知识检索", "Finding the right answer"))(retrieval)
    group.command("emotion", help=say("情绪识别", "Emotion"))(emotion)
    group.command("pairs", help=say("两句话意思是否相同", "Whether two texts mean the same"))(pairs)
    group.command("dialogues", help=say("运行流程里的对话测试", "Run the dialogue tests inside flow files"))(walks)
    app.add_typer(group, name="eval")


def intents(
    train: Annotated[Path, typer.Option(help=CSV_TEXT_INTENT)],
    test: Annotated[Path, typer.Option(help=CSV_TEXT_INTENT)],
    val: Annotated[
        Path | None, typer.Option(help=say("CSV，用来定阈值", "CSV from which thresholds are chosen"))
    ] = None,
    oos_label: Annotated[
        str, typer.Option(help=say("表示“都不是”的标签", 'The label that means "none of these"'))
    ] = "oos",
    unlabelled: Annotated[
        Path | None,
        typer.Option(help=say("CSV，没有标签的话，用来自学", "CSV of texts to teach itself from")),
    ] = None,
    encoder: EncoderDir = None,
    json: Json = False,
) -> None:
    """Learns one file and is asked another."""
    show(texts.intents(train, test, val, oos_label, encoder, unlabelled), as_json=json)


def retrieval(
    corpus: Annotated[
        Path, typer.Option(help=say("JSONL：id,text，可有 group", "JSON lines: id, text, and a group if there is one"))
    ],
    queries: Annotated[Path, typer.Option(help=say("JSONL：text,relevant:[id]", "JSON lines: text, relevant: [ids]"))],
    encoder: EncoderDir = None,
    json: Json = False,
) -> None:
    """Texts of one group are phrasings of one answer."""
    show(answers.retrieval(corpus, queries, encoder_in(encoder)), as_json=json)


def emotion(
    test: Annotated[Path, typer.Option(help=CSV_TEXT_LABEL)],
    train: Annotated[
        Path | None, typer.Option(help=say("CSV；不写则用内置模型", "CSV; none: the built-in model"))
    ] = None,
    json: Json = False,
) -> None:
    """Without a training file the built-in model is measured."""
    show(texts.emotion(train, test), as_json=json)


def pairs(
    test: Annotated[Path, typer.Option(help=CSV_PAIRS)],
    train: Annotated[
        Path | None, typer.Option(help=say("CSV；不写则用内置模型", "CSV; none: the built-in model"))
    ] = None,
    json: Json = False,
) -> None:
    """Without a training file the built-in model is measured."""
    show(texts.pairs(train, test), as_json=json)


def walks(
    path: Annotated[Path, typer.Argument(help=say("流程文件或文件夹", "A flow file or a folder"))],
    json: Json = False,
) -> None:
    """Exit code 1 when a dialogue goes otherwise than its file says."""
    report = dialogues.run(path)
    show(report, as_json=json)
    sys.exit(1 if report["failed"] else 0)


def show(figures: dict[str, Any], *, as_json: bool) -> None:
    """Prints figures: one JSON object, or a line for each."""
    if as_json:
        sys.stdout.write(msgspec.json.encode(figures).decode() + "\n")
        return
    for name, value in flat(figures):
        out.print(f"{name:32} {value}", markup=False)


def flat(figures: dict[str, Any], before: str = "") -> list[tuple[str, str]]:
    """Nested figures as lines: `oos.auroc`, value."""
    lines: list[tuple[str, str]] = []
    for name, value in figures.items():
        if isinstance(value, dict):
            lines += flat(value, f"{before}{name}.")
        elif isinstance(value, list):
            lines += [(f"{before}{name}", str(one)) for one in value]
        else:
            lines.append((f"{before}{name}", "-" if value is None else str(value)))
    return lines
