"""Detach, attach, kill and attach again: real processes, real terminals, comments over a real socket."""

import asyncio
import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from websockets.asyncio.server import ServerConnection, serve

from live.events import Comment, Cue, Event, Mark, Session
from live.journal import JournalReader
from live.state import BroadcastState

pytest.importorskip("pty", reason="no pseudo-terminals on this system; the screen itself is tested in test_keys.py")

from tests.tui.terminal import PATIENCE, Terminal, terminal

ROOT = Path(__file__).parents[2]
LIVECUE = (sys.executable, "-m", "live.cli")
ENVIRON = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}


class Room:
    """A comment reader that says what it is told to, to whoever connects."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._clients: set[ServerConnection] = set()
        self._said = 0
        self.port = 0
        self._thread = threading.Thread(target=self._loop.run_until_complete, args=(self._serve(),), daemon=True)
        self._thread.start()
        self._ready.wait(10)

    async def _serve(self) -> None:
        self._stop = asyncio.Event()
        async with serve(self._client, "127.0.0.1", 0) as server:
            self.port = next(iter(server.sockets)).getsockname()[1]
            self._ready.set()
            await self._stop.wait()

    async def _client(self, connection: ServerConnection) -> None:
        self._clients.add(connection)
        try:
            await connection.wait_closed()
        finally:
            self._clients.discard(connection)

    def say(self, *texts: str) -> None:
        """Each text as a comment of another viewer, once somebody listens."""

        async def send() -> None:
            while not self._clients:  # noqa: ASYNC110  # another process comes when it comes
                await asyncio.sleep(0.05)
            for text in texts:
                self._said += 1
                frame = {"id": f"s{self._said}", "user": f"观众{self._said}", "text": text, "ts": time.time()}
                for client in self._clients:
                    await client.send(json.dumps(frame, ensure_ascii=False))

        asyncio.run_coroutine_threadsafe(send(), self._loop).result(PATIENCE)

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)
        self._loop.close()


@pytest.fixture
def source() -> Iterator[Room]:
    room = Room()
    yield room
    room.close()


class Writer:
    """`livecue run --headless`."""

    def __init__(self, folder: Path, source: Room) -> None:
        self.folder = folder
        config = folder.parent / "config.toml"
        catalog = ROOT / "live" / "demo" / "catalog.toml"
        config.write_text(
            f'[session]\ncatalog = "{catalog.as_posix()}"\n[overlay]\nenabled = false\n'
            f'[[comments.sources]]\nurl = "ws://127.0.0.1:{source.port}"\nformat = "generic"\nname = "room"\n',
            encoding="utf-8",
        )
        command = [*LIVECUE, "run", "--headless", "--config", str(config), "--session", str(folder)]
        self.process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=ENVIRON
        )
        self.until(lambda: (folder / "control.json").is_file() and self.answers())

    def answers(self) -> bool:
        return act(self.folder, "pin", "no-such-cue").returncode == 2

    def until(self, seen: Callable[[], object]) -> None:
        end = time.monotonic() + PATIENCE
        while not seen():
            assert self.process.poll() is None and time.monotonic() < end
            time.sleep(0.1)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(PATIENCE)
        if self.process.stderr:
            self.process.stderr.close()


def act(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [*LIVECUE, "act", str(folder), *arguments],
        capture_output=True, text=True, encoding="utf-8", env=ENVIRON, timeout=PATIENCE, check=False,
    )  # fmt: skip


def attached(folder: Path) -> contextlib.AbstractContextManager[Terminal]:
    # High enough for all cues with all their lines, whichever is selected.
    return terminal([*LIVECUE, "attach", str(folder)], cwd=folder.parent, environ=ENVIRON, size=(120, 60))


def board(screen: str) -> list[tuple[str, str]]:
    """The cues on screen, each with how it stands: what neither the clock nor the selection changes."""
    cue = r"^[▌ ](●|▶台前|▷下一个) (.+?)(?:  |$)"
    return [(found[1], found[2]) for line in screen.splitlines() if (found := re.match(cue, line))]


def titles(cues: list[tuple[str, str]]) -> set[str]:
    """Without how they stand: with more questions, others are more urgent."""
    return {title for _, title in cues}


def told(folder: Path) -> BroadcastState:
    state = BroadcastState()
    with JournalReader(folder / "journal.db") as reader:
        for event in reader.read():
            state.on(event)
    return state


def test_detach_attach_kill_and_attach_again_and_nothing_is_lost(tmp_path: Path, source: Room) -> None:
    folder = tmp_path / "evening"
    writer = Writer(folder, source)
    try:
        source.say("这条裙子160斤能穿吗", "什么时候发货呀", "多少钱一件", "可以机洗吗", "666", "胖子能穿吗")
        with attached(folder) as screen:
            screen.until(lambda t: "666" in t and "胖子能穿吗" in t and "LiveCue" in t, "the comments")
            screen.press("m")
            screen.until(lambda t: "已标记" in t, "the mark is confirmed")
            screen.press("jd")
            screen.until(lambda t: "已忽略" in t, "the dismissal is confirmed")
            screen.until(lambda t: "已忽略" not in t, "the note goes")
            first = board(screen.until(lambda t: len(board(t)) == 4, "four cues"))
            screen.press("q")
            screen.until(lambda t: "直播继续" in t, "it says that the broadcast goes on")
            screen.press("\r")
            assert screen.wait() == 0
        assert writer.process.poll() is None, "closing the screen ended the broadcast"

        source.say("还有货吗")
        with attached(folder) as screen:
            screen.until(lambda t: "还有货吗" in t, "what came meanwhile")
            screen.until(lambda t: titles(first) < titles(board(t)), "the same cues, and the new one")
            again = board(screen.text())

            writer.kill()
            screen.until(lambda t: "直播程序已断开" in t, "it says that the broadcast was killed")
            assert board(screen.text()) == again, "the screen stays as it was"
            screen.press("d")
            screen.until(lambda t: "没做成" in t, "a key says that it did nothing")
            refused = act(folder, "mark")
            assert refused.returncode == 1 and "livecue run --session" in refused.stderr

            writer = Writer(folder, source)
            screen.until(lambda t: "已断开" not in t, "the screen joins again by itself")
            source.say("有没有黑色")
            screen.until(lambda t: "有没有黑色" in t, "and goes on")
            rejoined = board(screen.text())
        with attached(folder) as screen:
            screen.until(lambda t: board(t) == rejoined, "the same board")

        stopped = act(folder, "stop", "--yes", "--json")
        assert stopped.returncode == 0 and json.loads(stopped.stdout)["done"] is True
        assert writer.process.wait(PATIENCE) == 0
        with attached(folder) as screen:
            screen.until(lambda t: "已结束" in t and "只能看" in t, "over: to read, not to steer")
    finally:
        writer.kill()
    assert (folder / "report" / "report.html").is_file()
    with JournalReader(folder / "journal.db") as reader:
        events = list(reader.read())
    texts = [e.data.text for e in events if isinstance(e.data, Comment)]
    assert len(texts) == len(set(texts)) == 8, "every comment, once"
    assert [e.seq for e in events] == list(range(1, len(events) + 1))
    assert sum(isinstance(e.data, Mark) for e in events) == 1
    assert sum(isinstance(e.data, Cue) and e.data.state == "dismissed" and e.data.by == "operator" for e in events) == 1
    assert [e.data.state for e in events if isinstance(e.data, Session)] == ["started", "resumed", "ended"]


@pytest.mark.slow  # a command takes a second, and there are many
def test_every_action_has_a_command_that_does_what_its_key_does(tmp_path: Path, source: Room) -> None:
    folder = tmp_path / "evening"
    writer = Writer(folder, source)
    try:
        source.say("160斤能穿吗", "多少钱", "什么时候发货", "能机洗吗", "今天天气不错")
        writer.until(lambda: len(told(folder).groups) >= 4)
        for command, cue_is in (
            (("pin", "1"), lambda c: c.pinned),
            (("pin", "1", "--off"), lambda c: not c.pinned),
            (("release", "1"), lambda c: c.released),
            (("release", "1", "--off"), lambda c: not c.released),
            (("reword", "1", "有，到4XL"), lambda c: c.answer == "有，到4XL"),
            (("show", "1"), lambda c: c.state == "shown"),
            (("dismiss", "1"), lambda c: c.state == "dismissed"),
            (("reopen", "1"), lambda c: c.state in ("open", "shown")),
            (("answer", "1"), lambda c: c.state == "answered"),
        ):
            done = act(folder, *command)
            assert done.returncode == 0, done.stderr
            cue = next(iter(told(folder).groups.values())).cue
            assert cue_is(cue), (command, cue)
        assert act(folder, "product", "1").returncode == 0 and told(folder).product == "dress"
        assert act(folder, "sold-out", "dress").returncode == 0 and "dress" in told(folder).sold_out
        assert act(folder, "sold-out", "dress", "--off").returncode == 0 and not told(folder).sold_out
        assert act(folder, "product", "none").returncode == 0 and told(folder).product is None
        second = list(told(folder).groups.values())[1]
        assert act(folder, "no-question", second.comments[0]).returncode == 0
        assert not list(told(folder).groups.values())[1].comments
        assert act(folder, "ask", second.comments[0], "2").returncode == 0
        assert list(told(folder).groups.values())[1].comments == second.comments
        assert act(folder, "about", "price", second.comments[0]).returncode == 0
        assert told(folder).questions[second.comments[0]].intent == "price"
        unknown = act(folder, "about", "prize", second.comments[0])
        assert unknown.returncode == 2 and "price" in unknown.stderr
        marked = act(folder, "mark", "--label", "开箱", "--json")
        assert json.loads(marked.stdout)["do"] == "mark"
        assert act(folder, "clip-last-minute").stdout.startswith("done")

        wrong = act(folder, "dismiss", "99")
        assert (wrong.returncode, wrong.stdout) == (2, "") and "Live now" in wrong.stderr
        unsaid = act(folder, "stop")
        assert unsaid.returncode == 2 and "--yes" in unsaid.stderr and writer.process.poll() is None
        writer.process.send_signal(signal.SIGINT)
        assert writer.process.wait(PATIENCE) == 0
    finally:
        writer.kill()
    assert [e.data.label for e in _marks(folder)] == ["开箱", ""]


def _marks(folder: Path) -> list[Event]:
    with JournalReader(folder / "journal.db") as reader:
        return [e for e in reader.read() if isinstance(e.data, Mark)]


def test_attach_without_a_terminal_says_what_works_there(tmp_path: Path) -> None:
    result = subprocess.run(
        [*LIVECUE, "attach", str(tmp_path)],
        capture_output=True,
        text=True,
        env=ENVIRON,
        stdin=subprocess.DEVNULL,
        timeout=PATIENCE,
        check=False,
    )
    assert result.returncode == 2 and "no session folder" in result.stderr
