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
from tests.live.comments.simulated import Source, drops, half_closes, says, says_then, sends_raw, spoken

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


@pytest.mark.parametrize("wrong", [drops, half_closes, sends_raw(b"\xff\xff")], ids=["drops", "half-closes", "garbage"])
async def test_listen_prints_each_comment_once_whatever_the_source_does(wrong: object, tmp_path: Path) -> None:
    one, two = spoken("oba", "7312345678901234567", "多少钱"), spoken("oba", "7312345678901234568", "\x1b[31m有大码吗")
    scenes = [says_then(wrong, b"garbage", one), says(one, b"\xff\xfe", two)]  # type: ignore[arg-type]
    async with Source(scenes).open() as source:
        process = await _livecue("listen", source.url, "--jsonl", "--count", "2", cwd=tmp_path)
        code, out, err = await _output(process)
    assert code == 0, err
    rows = [json.loads(line) for line in out.splitlines()]
    assert [(row["id"], row["text"]) for row in rows] == [
        ("7312345678901234567", "多少钱"),
        ("7312345678901234568", "有大码吗"),
    ]
    assert "Traceback" not in err
    assert "oba" in err


async def test_listen_refuses_a_wrong_address_and_a_wrong_format_with_exit_code_2(tmp_path: Path) -> None:
    for arguments, told in (
        (["http://127.0.0.1:1"], "ws://"),
        (["ws://127.0.0.1:1", "--format", "obaa"], "Did you mean `oba`"),
        (["ws://127.0.0.1:1", "--format", "blivechat"], "join = { room = 123 }"),
    ):
        code, out, err = await _output(await _livecue("listen", *arguments, "--jsonl", cwd=tmp_path))
        assert (code, out) == (2, "")
        assert told in err and "Traceback" not in err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for one process")
async def test_run_stores_what_unreliable_sources_sent_and_ends_safely(tmp_path: Path) -> None:
    ids = [f"{7312345678901234500 + n}" for n in range(30)]
    texts = dict(zip(ids, (f"第{n}个问题 多少钱" for n in range(30)), strict=True))
    frames = [spoken("douyinlive", id_, texts[id_]) for id_ in ids]
    scenes = [says_then(drops, *frames[:10]), says_then(half_closes, *frames[5:20]), says(*frames[10:])]
    async with Source(scenes).open() as source:
        config = tmp_path / "config.toml"
        config.write_text(
            f'[overlay]\nenabled = false\n[[comments.sources]]\nurl = "{source.url}"\nname = "douyin"\n',
            encoding="utf-8",
        )
        session = tmp_path / "session"
        process = await _livecue("run", "--config", str(config), "--headless", "--session", str(session), cwd=tmp_path)
        async with asyncio.timeout(40):
            while _stored(session) < 30:  # noqa: ASYNC110
                await asyncio.sleep(0.1)
        process.send_signal(signal.SIGINT)
        code, _, err = await _output(process)
    assert code in (0, 130), err
    assert "Traceback" not in err
    with JournalReader(session / "journal.db") as reader:
        events = list(reader.read())
    comments = [e.data for e in events if isinstance(e.data, Comment)]
    assert {c.id: c.text for c in comments} == texts
    assert len(comments) == 30
    assert [e.data.state for e in events if isinstance(e.data, Health) and e.data.part == "comments:douyin"].count(
        "gap"
    ) == 2


def _stored(session: Path) -> int:
    try:
        with JournalReader(session / "journal.db") as reader:
            return sum(1 for _ in reader.read(kind="comment"))
    except BadInput:
        return 0  # it is just being made
