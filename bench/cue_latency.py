"""From a comment to its cue at 1,000 comments a second, beside 10 a second, while the host is being recognised.

    python -m bench.cue_latency [SECONDS]

A whole broadcast runs as in `livecue run`: the bundled recording is captured and recognised as it would come live, and
a comment reader in a process of its own sends what viewers of that recording wrote, over and over, with as many new
questions a second at either rate. Counted from when a comment was due to be sent to when a reader of the journal has
its cue. Wanted: the 99th percentile at most 100 ms above that at 10 a second. SECONDS of each rate count (30 unless
told otherwise), behind a few in which the first cues open.
"""

import asyncio
import contextlib
import itertools
import json
import multiprocessing
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import aclosing
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from live.broadcast import Broadcast, live_clock
from live.config import CommentSource, Settings
from live.events import Comment, Cue, Question, Utterance
from live.ffmpeg import find_ffmpeg
from live.hearing import start_speech
from live.room import Room
from live.session import SessionFolder
from live.speech.capture import Capture

DEMO = Path(__file__).parent.parent / "live" / "demo"
SLOW, FAST = 10, 1000
"""Comments a second."""
NEW = 8
"""Questions a second that nobody has asked in these words before; about every third opens a cue."""
WARM = 6.0
"""Seconds at the start that do not count: the questions of the recording open their cues."""
AT_MOST = 100.0
"""Milliseconds."""

GOODS = ("裙子", "面罩", "椅子")
ASKED = ("{g}能不能当{t}用", "{g}可以挂在{t}上吗", "{g}会把{t}弄脏吗", "{g}可以装进{t}里吗")
THINGS = (
    "行李箱",
    "电瓶车",
    "洗碗机",
    "书包",
    "帐篷",
    "头盔",
    "耳机",
    "雨衣",
    "婴儿车",
    "烘干机",
    "自行车",
    "泳衣",
    "毛衣",
    "手表",
    "围巾",
    "假发",
    "口红",
    "钓鱼竿",
    "吉他",
    "滑板",
    "瑜伽垫",
    "沙发",
    "地毯",
    "窗帘",
    "吊床",
    "钢琴",
    "风筝",
    "轮椅",
    "拐杖",
    "猫窝",
)


class Measured(NamedTuple):
    """One run."""

    delays: list[float]
    """Milliseconds from comment to cue."""
    comments: int
    utterances: int


def _texts(rate: int) -> Iterator[str]:
    """What is written, without end."""
    lines = (DEMO / "comments.jsonl").read_text(encoding="utf-8").splitlines()
    mix = itertools.cycle([json.loads(line)["text"] for line in lines])
    new = itertools.cycle([a.format(g=g, t=t) for a in ASKED for t in THINGS for g in GOODS])
    for number in itertools.count():
        # evenly NEW in every `rate`
        yield next(new) if number * NEW % rate < NEW else next(mix)


def _reader(pipe: Connection) -> None:
    """A comment reader: sends as many comments a second as the path says, each with the moment it was due as its id."""

    async def handle(connection: ServerConnection) -> None:
        assert connection.request is not None
        rate = int(connection.request.path.strip("/"))
        began = time.monotonic()
        with contextlib.suppress(ConnectionClosed):
            for number, text in enumerate(_texts(rate)):
                due = began + number / rate
                if (early := due - time.monotonic()) > 0:
                    await asyncio.sleep(early)
                said = {"id": f"c{number}@{due:.6f}", "ts": time.time(), "user": f"u{number % 5000}", "text": text}
                await connection.send(json.dumps(said))

    async def run() -> None:
        async with serve(handle, "127.0.0.1", 0, compression=None, ping_interval=None) as server:
            pipe.send(server.sockets[0].getsockname()[1])
            await asyncio.Future()

    asyncio.run(run())


async def _watch(room: Room, since: float, delays: list[float]) -> None:
    """Takes the delay of each question's first cue, from the journal as any screen reads it."""
    asked: dict[int, Question] = {}
    async with aclosing(room.journal.follow()) as events:
        async for event in events:
            if isinstance(event.data, Question):
                asked[event.seq] = event.data
            elif isinstance(event.data, Cue) and (question := asked.get(event.cause or 0)) is not None:
                due = float(question.comment.partition("@")[2])
                if question.group == event.data.group and due >= since:
                    delays.append((time.monotonic() - due) * 1e3)
                    del asked[event.cause or 0]


async def _broadcast(url: str, seconds: float, folder: Path) -> Measured:
    with Room(SessionFolder(folder), Settings(), DEMO / "catalog.toml", title="bench") as room:
        clock = live_clock(room)
        speech = await start_speech(room, live=True, at=clock.now())
        try:
            media = str(DEMO / "broadcast.mp4")
            capture = Capture(media, room.folder.media, find_ffmpeg(""), now=clock.now, offset=clock.now())
            sources = [CommentSource(url=url, name="bench", format="generic")]
            delays: list[float] = []
            watching = asyncio.create_task(_watch(room, time.monotonic() + WARM, delays))
            stop = asyncio.Event()
            asyncio.get_running_loop().call_later(WARM + seconds, stop.set)
            await Broadcast(room, clock).run(sources, capture, speech, {}, stop)
            watching.cancel()
            await asyncio.wait([watching])
        finally:
            await speech.stop()
        kinds = [type(event.data) for event in room.journal.read()]
    return Measured(delays, kinds.count(Comment), kinds.count(Utterance))


def _at(base: str, rate: int, seconds: float) -> Measured:
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(_broadcast(f"{base}/{rate}", seconds, Path(folder)))


def main(seconds: float = 30.0) -> None:
    """Prints the percentiles at both rates, and how much higher the last one is."""
    ours, theirs = multiprocessing.Pipe()
    reader = multiprocessing.Process(target=_reader, args=(theirs,), daemon=True)
    reader.start()
    try:
        base = f"ws://127.0.0.1:{ours.recv()}"
        runs = {rate: _at(base, rate, seconds) for rate in (SLOW, FAST)}
    finally:
        reader.terminate()
        reader.join()
    last = {}
    print(f"{'comment to cue':24}{'median':>10}{'99 of 100':>13}{'cues':>8}{'comments/s':>13}{'utterances':>13}")
    for rate, run in runs.items():
        cuts = statistics.quantiles(run.delays, n=100, method="inclusive")
        last[rate] = cuts[98]
        print(
            f"{f'at {rate:,} a second':24}{cuts[49]:>7.1f} ms{cuts[98]:>10.1f} ms{len(run.delays):>8,}"
            f"{run.comments / (WARM + seconds):>13,.1f}{run.utterances:>13}"
        )
    print(f"{'higher by':24}{'':10}{last[FAST] - last[SLOW]:>10.1f} ms   (at most {AT_MOST:.0f})")


if __name__ == "__main__":
    main(*map(float, sys.argv[1:2]))
