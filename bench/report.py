"""A report over a million comments: elapsed and processor time and peak memory, beside reading the same journal and
doing nothing.

    COMMENTS=1000000 python -m bench report

The limits are 60 s elapsed and 1 GB for one million; on a machine with other work, elapsed time is the longer.
"""

import itertools
import multiprocessing
import os
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from live.events import Answered, AnyPayload, Comment, Cue, Product, Question, Signal, Utterance, encode
from live.journal import MIGRATIONS, JournalReader

MILLION = 1_000_000
CHATTER = (
    "来了来了",
    "哈哈哈哈",
    "冲冲冲",
    "主播好美",
    "666",
    "这裙子好温柔啊",
    "太贵了吧",
    "我上次在别家买的",
    "没抢到 哭死",
    "love this",
)
ASKS = (
    "160斤能穿吗",
    "多少钱",
    "什么时候发货",
    "会不会起球",
    "有没有大码",
    "能机洗吗",
    "身高158 体重120 穿什么码",
    "does it fit XL?",
)
INTENTS = ("size", "price", "shipping", "quality", "stock", "usage", "size", "size")
SECONDS = 4 * 3600


def events(comments: int) -> Iterator[tuple[float, AnyPayload]]:
    """Four hours: three in ten comments ask, 400 groups, half of them answered, a host who speaks, orders."""
    rng = random.Random(7)
    opened: set[str] = set()
    for i in range(comments):
        at = i * SECONDS / comments
        if i % (comments // 12 or 1) == 0:
            yield at, Product(product=("dress", "sunmask", "chair")[i * 12 // comments % 3])
        ask = rng.random() < 0.3
        kind = rng.randrange(len(ASKS))
        text = ASKS[kind] if ask else f"{rng.choice(CHATTER)}{rng.randrange(90000) if rng.random() < 0.5 else ''}"
        viewer = f"{rng.randrange(200_000):016x}"
        yield at, Comment(id=f"c{i:09d}", text=text, user=f"观众{viewer[-6:]}", viewer=viewer, source="douyin")
        if ask:
            group = f"{INTENTS[kind]}-{int(rng.paretovariate(0.7)) % 400}"
            yield at, Question(comment=f"c{i:09d}", intent=INTENTS[kind], score=0.9, group=group, text=text)  # type: ignore[arg-type]
            if group not in opened:
                opened.add(group)
                yield (
                    at,
                    Cue(
                        group=group, state="open", intent=INTENTS[kind], title=text, answer="能穿" if kind % 2 else None
                    ),
                )  # type: ignore[arg-type]
        if i % 200 == 0:
            yield at, Signal(type="order", count=rng.randrange(1, 5))
            yield at, Utterance(start=max(0.0, at - 3), end=at, text="来，我们看一下这个面料，百分之九十五的棉。")
        if i % 5000 == 2500 and opened:
            group = rng.choice(sorted(opened))
            yield at, Answered(group=group, start=max(0.0, at - 3), end=at, text="两百斤以内都能穿")
            yield at, Cue(group=group, state="answered", title="能穿吗", answer="能穿")


def make(path: Path, comments: int) -> int:
    """A journal written straight into SQLite, to spare the bench the writer's waits. Returns the number of events."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript(f"BEGIN; {MIGRATIONS[0]} PRAGMA user_version = 1; COMMIT;")
    rows = (
        (n, at, 1.7e9 + at, None, data.kind, encode(data).decode()) for n, (at, data) in enumerate(events(comments), 1)
    )
    connection.execute("BEGIN")
    while batch := list(itertools.islice(rows, 20_000)):
        connection.executemany("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?)", batch)
    connection.execute("COMMIT")
    count = int(connection.execute("SELECT max(seq) FROM event").fetchone()[0])
    connection.close()
    return count


def read_only(root: Path) -> None:
    """The baseline: decode every event."""
    with JournalReader(root / "journal.db") as reader:
        for _ in reader.read():
            pass


def report(root: Path) -> None:
    from live.report.build import build_report

    build_report(root)


def measured(work: Callable[[Path], None], root: Path) -> tuple[float, float, float]:
    """Elapsed seconds, processor seconds and peak megabytes of `work` in a fresh process."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_child, args=(work, root, theirs))
    process.start()
    elapsed, seconds, peak = ours.recv()
    process.join()
    return elapsed, seconds, peak


def _child(work: Callable[[Path], None], root: Path, pipe: "multiprocessing.connection.Connection") -> None:
    import psutil

    begin, start = time.process_time(), time.perf_counter()
    work(root)
    elapsed, seconds = time.perf_counter() - start, time.process_time() - begin
    memory = psutil.Process().memory_info()
    try:
        import resource
    except ImportError:
        peak = float(memory.peak_wset)
    else:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024.0)
    pipe.send((elapsed, seconds, peak / 1e6))


def main() -> None:
    comments = int(os.environ.get("COMMENTS", MILLION))
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        count = make(root / "journal.db", comments)
        (root / "catalog.toml").write_bytes((Path(__file__).parents[1] / "live/demo/catalog.toml").read_bytes())
        base_elapsed, base, base_peak = measured(read_only, root)
        elapsed, seconds, peak = measured(report, root)
        sizes = {p.name: p.stat().st_size / 1e6 for p in sorted((root / "report").iterdir())}
    print(f"{comments:,} comments, {count:,} events")
    print(f"{'':<22}{'elapsed s':>11}{'cpu s':>9}{'peak MB':>9}")
    print(f"{'read the journal':<22}{base_elapsed:>11.1f}{base:>9.1f}{base_peak:>9.0f}")
    ours, ratio = f"{elapsed:>11.1f}{seconds:>9.1f}{peak:>9.0f}", elapsed / base_elapsed
    print(f"{'write the report':<22}{ours}   x{ratio:.1f}; at most 60 s, 1000 MB")
    print("  ".join(f"{name} {size:.1f} MB" for name, size in sizes.items()))


if __name__ == "__main__":
    main()
