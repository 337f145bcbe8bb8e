"""`livecue listen` and `livecue run`, as a person starts them, against simulated readers over real sockets."""

import asyncio
import json
import os
import signal
import sys
from pathlib import Path

import pytest

from live.errors import BadInput
from live.events import Comment, Health
from live.journal import JournalReader
from tests.live.comments.simulated import Source, all_that_goes_wrong, says, spoken

ROOT = Path(__file__).parents[3]


async def _livecue(*arguments: str, cwd: Path) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "live.cli",
        *arguments,
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), "XDG_DATA_HOME": str(cwd)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def _output(process: asyncio.subprocess.Process) -> tuple[int, str, str]:
    async with asyncio.timeout(30):
        out, err = await process.communicate()
    return process.returncode or 0, out.decode(), err.decode()


PATIENCE = [False, pytest.param(True, marks=pytest.mark.slow)]
"""Whether the reader stalls too, which takes a quarter of a minute to be seen."""


@pytest.mark.parametrize("stalls", PATIENCE)
async def test_listen_prints_each_comment_once_whatever_the_source_does(stalls: bool, tmp_path: Path) -> None:
    finish = asyncio.Event()
    scenes, texts = all_that_goes_wrong("oba", finish, stalls)
    async with Source(scenes).open() as source:
        count = str(len(texts))
        process = await _livecue("listen", source.url, "--jsonl", "--count", count, cwd=tmp_path)
        assert process.stdout is not None
        lines: list[bytes] = []
        async with asyncio.timeout(60):
            lines.append(await process.stdout.readline())
            before = _memory(process, "VmRSS")
            while len(lines) < len(texts) - 1:
                lines.append(await process.stdout.readline())
        assert _memory(process, "VmHWM") - before < 64 << 20, "a frame that inflates took memory"
        finish.set()
        code, out, err = await _output(process)
    assert code == 0, err
    assert [json.loads(line)["text"] for line in [*lines, *out.encode().splitlines()]] == texts
    assert "Traceback" not in err
    assert "oba" in err


def _memory(process: asyncio.subprocess.Process, which: str) -> int:
    """Bytes of memory that a process has (VmRSS), or has had at most (VmHWM); 0 where that is not told."""
    status = Path(f"/proc/{process.pid}/status")
    if not status.is_file():
        return 0
    return int(status.read_text().partition(f"{which}:")[2].split()[0]) << 10


async def test_listen_refuses_a_wrong_address_and_a_wrong_format_with_exit_code_2(tmp_path: Path) -> None:
    for arguments, told in (
        (["http://127.0.0.1:1"], "ws://"),
        (["ws://127.0.0.1:1", "--format", "obaa"], "Did you mean `oba`"),
        (["ws://127.0.0.1:1", "--format", "blivechat"], "--join room=123"),
        (["ws://127.0.0.1:1", "--join", "room"], "KEY=VALUE"),
    ):
        code, out, err = await _output(await _livecue("listen", *arguments, "--jsonl", cwd=tmp_path))
        assert (code, out) == (2, "")
        assert told in err and "Traceback" not in err


async def test_listen_tells_a_source_the_room_it_is_to_join(tmp_path: Path) -> None:
    async with Source([says(spoken("blivechat", "a" * 32, "多少钱"))]).open() as source:
        arguments = ["listen", source.url, "--format", "blivechat", "--join", "room=123", "--jsonl", "--count", "1"]
        code, out, err = await _output(await _livecue(*arguments, cwd=tmp_path))
    assert code == 0, err
    assert json.loads(out)["text"] == "多少钱"
    assert any("123" in str(told) for told in source.heard)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for one process")
@pytest.mark.parametrize("stalls", PATIENCE)
async def test_run_stores_what_unreliable_sources_sent_and_ends_safely(stalls: bool, tmp_path: Path) -> None:
    finish = asyncio.Event()
    finish.set()
    scenes, texts = all_that_goes_wrong("douyinlive", finish, stalls)
    async with Source(scenes).open() as source:
        config = tmp_path / "config.toml"
        config.write_text(
            f'[overlay]\nenabled = false\n[[comments.sources]]\nurl = "{source.url}"\nname = "douyin"\n',
            encoding="utf-8",
        )
        session = tmp_path / "session"
        process = await _livecue("run", "--config", str(config), "--headless", "--session", str(session), cwd=tmp_path)
        async with asyncio.timeout(60):
            while _stored(session) < len(texts):  # noqa: ASYNC110
                await asyncio.sleep(0.1)
        process.send_signal(signal.SIGINT)
        code, _, err = await _output(process)
    assert code in (0, 130), err
    assert "Traceback" not in err
    with JournalReader(session / "journal.db") as reader:
        events = list(reader.read())
    assert [e.data.text for e in events if isinstance(e.data, Comment)] == texts
    states = [e.data.state for e in events if isinstance(e.data, Health) and e.data.part == "comments:douyin"]
    assert states.count("gap") == states.count("down") == len(scenes) - 1


def _stored(session: Path) -> int:
    try:
        with JournalReader(session / "journal.db") as reader:
            return sum(1 for _ in reader.read(kind="comment"))
    except BadInput:
        return 0  # it is just being made
