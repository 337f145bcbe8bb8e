"""A flood over loopback: listened to, cleaned, stored and committed, against a bare loop of receive and decode.

    python -m bench.listen [COUNT]

COUNT comments (a million unless told otherwise) are sent as fast as they are taken, by a process of its own.
"""

import asyncio
import json
import multiprocessing
import sys
import tempfile
import time
from contextlib import aclosing
from multiprocessing.connection import Connection
from pathlib import Path

import psutil
from websockets.asyncio.client import connect
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from bench._pairs import ratio
from live.comments.intake import Intake
from live.comments.listener import QUEUE, listen
from live.comments.received import Received
from live.config import CommentSource
from live.fold import Fold
from live.journal import Journal, JournalReader

SAYINGS = (
    "多少钱",
    "有大码吗",
    "160斤能穿吗 会不会透",
    "does it ship to Canada?",
    "扣1",
    "这个颜色好看👍",
    "主播看看我",
)
CHECKPOINT = 100_000
AT_MOST_PENDING = 8_000
PAIR = 40_000
"""Comments of one run of a pair: ours and the bare loop in turn."""

TARGET = 0.3


def _frame(number: int) -> str:
    said = f"{SAYINGS[number % len(SAYINGS)]} {number % 997}"
    return json.dumps({"id": f"c{number}", "ts": 1.75e9 + number / 1e3, "user": f"u{number % 5000}", "text": said})


def _flood(pipe: Connection) -> None:
    async def handle(connection: ServerConnection) -> None:
        assert connection.request is not None
        for number in range(int(connection.request.path.strip("/"))):
            await connection.send(_frame(number))
            if number % 64 == 0:
                await asyncio.sleep(0)

    async def run() -> None:
        async with serve(handle, "127.0.0.1", 0, compression=None, ping_interval=None, write_limit=1 << 20) as server:
            pipe.send(server.sockets[0].getsockname()[1])
            await asyncio.Future()

    asyncio.run(run())


async def _bare(url: str) -> float:
    """Messages per second of receive and JSON decode, nothing else."""
    count = 0
    async with connect(url, compression=None, max_queue=QUEUE, ping_interval=None) as connection:
        began = time.perf_counter()
        try:
            while True:
                json.loads(await connection.recv())
                count += 1
        except ConnectionClosed:
            return count / (time.perf_counter() - began)


async def _whole(url: str, folder: Path, checkpoints: dict[int, float]) -> tuple[int, float]:
    """Comments stored and their rate per second, until the last is committed."""
    process = psutil.Process()
    began = time.perf_counter()
    intake = Intake(b"k" * 32)
    with Journal(folder / "journal.db") as journal:
        fold = Fold(journal, [intake])
        stream = listen(CommentSource(url=url, name="flood", format="generic"), now=time.monotonic, live=False)
        taken = 0
        async with aclosing(stream):
            async for item in stream:
                if not isinstance(item, Received):
                    continue
                event = intake.take(item, time.perf_counter() - began)
                if event is None:
                    continue
                fold.put(event, time.perf_counter() - began)
                taken += 1
                if taken % AT_MOST_PENDING == 0:
                    await asyncio.to_thread(journal.flush, 60.0)
                if taken % CHECKPOINT == 0:
                    checkpoints[taken] = process.memory_info().rss / 1e6
        journal.flush(60.0)
        seconds = time.perf_counter() - began
    with JournalReader(folder / "journal.db") as reader:
        stored = sum(1 for _ in reader.read(kind="comment"))
    return stored, stored / seconds


def main(count: int = 1_000_000) -> None:
    """Prints rates as a ratio, losses, and how memory grew."""
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.Process(target=_flood, args=(theirs,), daemon=True)
    server.start()
    base = f"ws://127.0.0.1:{ours.recv()}"

    def flood(size: int) -> tuple[int, float, dict[int, float]]:
        checkpoints: dict[int, float] = {}
        with tempfile.TemporaryDirectory() as folder:
            return *asyncio.run(_whole(f"{base}/{size}", Path(folder), checkpoints)), checkpoints

    try:
        stored, _, checkpoints = flood(count)
        whole, bare, share = ratio(lambda: flood(PAIR)[1], lambda: asyncio.run(_bare(f"{base}/{PAIR}")))
    finally:
        server.terminate()
        server.join()
    print(f"{'receive and JSON decode, bare':44}{bare:>12,.0f} /s     1.00")
    print(f"{'listen, clean, store, commit':44}{whole:>12,.0f} /s     {share:.2f}   (at least {TARGET})")
    print(f"{'comments lost':44}{count - stored:>12,} of {count:,}")
    if len(checkpoints) > 1:
        first, last = checkpoints[CHECKPOINT], checkpoints[max(checkpoints)]
        what = f"memory after {CHECKPOINT:,} and {max(checkpoints):,}"
        print(f"{what:44}{first:>6.0f} and {last:.0f} MB   {last / first:.2f}   (at most 1.1)")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
