"""A server of its own: it starts, says what to open, answers a visitor in the terminal, and stops at once."""

import json
import os
import pty
import shutil
import signal
import socket
import subprocess
import urllib.request
from pathlib import Path

import pytest
from tests.main.terminal import COMMAND, Served, environment, run, serving
from tests.main.test_cli import NEW
from websockets.sync.client import connect


@pytest.fixture(scope="module")
def demo(demo_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the demo business."""
    data = tmp_path_factory.mktemp("demo") / "data"
    shutil.copytree(demo_data, data)
    return data


@pytest.fixture(scope="module")
def served(demo: Path) -> "Served":
    with serving(demo) as one:
        yield one


def test_serves_and_answers_in_the_terminal(served: Served, demo: Path) -> None:
    with urllib.request.urlopen(f"{served.url}/api/web/qinghe/articles") as found:
        title = json.loads(found.read())[0]["title"]
    said = run(demo, "chat", "--url", served.url, "--json", title)
    assert said.code == 0, said.err
    events = [json.loads(line) for line in said.out.splitlines()]
    assert all({"seq", "from", "text", "citations"} <= set(event) for event in events)
    assert [event["seq"] for event in events] == sorted({event["seq"] for event in events})
    assert [event["text"] for event in events if event["from"] == "visitor"] == [title]
    answer = next(event for event in events if event["from"] == "bot" and event["citations"])
    assert title in [cited["title"] for cited in answer["citations"]]


def test_says_what_it_says_in_english(served: Served, demo: Path) -> None:
    said = run(demo, "chat", "--url", served.url, "--lang", "en", "How do I return something?")
    assert said.code == 0, said.err
    assert "Assistant" in said.out


def test_one_conversation_of_several_texts(served: Served, demo: Path) -> None:
    said = run(demo, "chat", "--url", served.url, "--json", "你好", "怎么开发票")
    events = [json.loads(line) for line in said.out.splitlines()]
    assert len({event["conversation"] for event in events}) == 1
    assert [event["text"] for event in events if event["from"] == "visitor"] == ["你好", "怎么开发票"]


def test_lines_from_a_pipe(served: Served, demo: Path) -> None:
    done = subprocess.run(
        [*COMMAND, "chat", "--url", served.url, "--json"], env=environment(demo), input="你好\n\n谢谢\n",
        capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    said = [json.loads(line) for line in done.stdout.splitlines()]
    assert [event["text"] for event in said if event["from"] == "visitor"] == ["你好", "谢谢"]


def test_a_conversation_at_the_keyboard(served: Served, demo: Path) -> None:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, "chat", "--url", served.url, "--json"],
        env=environment(demo),
        stdin=theirs,
        stdout=subprocess.PIPE,
        text=True,
    )
    os.close(theirs)
    assert process.stdout
    os.write(ours, "你好\n".encode())
    said = [json.loads(process.stdout.readline()) for _ in range(2)]
    assert [event["from"] for event in said] == ["visitor", "bot"]
    os.write(ours, b"/human\n")
    assert json.loads(process.stdout.readline())["from"] == "visitor"
    os.write(ours, b"\x04")
    assert process.wait(10) == 0
    os.close(ours)


def test_the_demo_is_loaded_once(demo: Path) -> None:
    said = run(demo, "demo")
    assert said.code == 0, said.err
    assert "chenjing@qinghe.example" in said.out


def test_what_cannot_be_reached(served: Served, demo: Path) -> None:
    assert "Cannot reach" in run(demo, "chat", "--url", "http://127.0.0.1:9", "hello").err
    assert "must begin with http" in run(demo, "chat", "--url", "localhost", "hello").err
    refused = run(demo, "chat", "--url", served.url, "--inbox", "nothing", "hello")
    assert refused.code == 1
    assert "Traceback" not in refused.err


def test_no_restore_and_no_second_server_while_it_serves(served: Served, demo: Path, tmp_path: Path) -> None:
    port = str(served.port)
    assert run(demo, "backup", str(tmp_path / "b.tar.gz")).code == 0
    said = run(demo, "restore", str(tmp_path / "b.tar.gz"), "--force", YINGDA_PORT=port)
    assert said.code == 1
    assert "stop it first" in said.err
    second = run(demo, "serve", YINGDA_PORT=port)
    assert second.code == 1
    assert "YINGDA_PORT=8001" in second.err
    assert "serving at" in run(demo, "doctor", YINGDA_PORT=port).out


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_stops_in_time_with_open_streams(demo: Path, how: signal.Signals) -> None:
    with serving(demo, YINGDA_LOG_FORMAT="json") as one:
        sockets = [connect(f"ws://localhost:{one.port}/ws/visitor?inbox=qinghe") for _ in range(5)]
        kept = socket.create_connection(("127.0.0.1", one.port))
        kept.sendall(b"POST /api/session HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{")
        took = one.stop(how)
        for each in sockets:
            each.close_socket() if hasattr(each, "close_socket") else each.socket.close()
        kept.close()
    assert one.process.returncode == 0
    assert took < 3.0, f"it took {took:.1f} s"


def test_the_first_start_brings_the_demo(tmp_path: Path) -> None:
    with serving(tmp_path / "data", "--demo") as one:
        log = (tmp_path / "serve.log").read_text()
        assert "demo logins" in log
        assert f"http://localhost:{one.port}/shop/" in log
        assert "Traceback" not in log


def test_a_real_business_is_served_without_a_demo(tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert run(data, *NEW).code == 0
    with serving(data, "--demo") as one:
        log = (tmp_path / "serve.log").read_text()
        assert f"http://localhost:{one.port}/console/" in log
        assert "demo logins" not in log
