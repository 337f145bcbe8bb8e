"""The dashboard in a terminal of its own, with a journal that takes RATE comments a second: `_flooded RATE`."""

import asyncio
import random
import sys
import tempfile
import time
from pathlib import Path

from live.config import Settings
from live.events import Comment, Cue, Question, Session, Utterance
from live.journal import Journal
from live.wishes import AnyWish
from tui.app import Dashboard

TEXTS = (
    "有大码吗",
    "多少钱啊",
    "什么料子的呀",
    "冲冲冲",
    "来啦来啦",
    "主播声音好好听",
    "does it fit XL",
    "160斤拍哪个码",
)
STEP = 0.02


async def flood(journal: Journal, rate: int) -> None:
    """Comments, four in ten of them questions, and what the parts and the host add to them."""
    rng = random.Random(7)
    began = time.monotonic()
    sent = 0
    while True:
        await asyncio.sleep(STEP)
        at = time.monotonic() - began
        while sent < at * rate:
            sent += 1
            comment = Comment(id=str(sent), text=rng.choice(TEXTS), user=f"观众{sent % 9000}", viewer=str(sent % 9000))
            cause = journal.append(comment, at=at).seq
            if sent % 10 < 4:
                group = f"g{sent // 500 % 200}"
                ask = Question(comment=comment.id, intent="size", score=0.9, group=group)
                journal.append(ask, at=at, cause=cause)
                if sent % 500 == 0:
                    cue = Cue(group=group, state="open", intent="size", title=comment.text, answer="有，S到4XL")
                    journal.append(cue, at=at, cause=cause)
        if rate and rng.random() < STEP / 3:
            journal.append(Utterance(start=at - 3, end=at - 1, text="我一米六五，一百零五斤，身上这件是中码。"), at=at)


async def main(rate: int) -> None:
    with tempfile.TemporaryDirectory() as folder, Journal(Path(folder) / "journal.db") as journal:

        def grant(_: AnyWish) -> None:
            """Only the language is changed."""

        journal.append(Session(state="started", title="bench"), at=0.0)
        app = Dashboard(journal.follow, grant, Settings())
        feeding = asyncio.create_task(flood(journal, rate))
        await app.run_async()
        feeding.cancel()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
