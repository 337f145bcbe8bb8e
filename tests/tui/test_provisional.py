"""What the operator sees of words that must not be said, while they are still being said."""

import asyncio
from collections.abc import AsyncIterator

from live.events import Compliance, Utterance
from live.partials import Partial, Suspect
from tests.tui.stage import Stage, screen_text, until

SAID = Partial(10.0, "今天这个价格是全网最低价", (Suspect("全网最低", "今天直播间的价格"),))


def place(screen: str, what: str) -> tuple[int, int]:
    """Row and column at which it stands."""
    return next((n, line.index(what)) for n, line in enumerate(screen.splitlines()) if what in line)


async def test_a_warning_comes_with_the_partial_and_the_final_one_stands_in_its_place() -> None:
    stage, heard = Stage(), asyncio.Queue[Partial]()

    async def partials() -> AsyncIterator[Partial]:
        while True:
            yield await heard.get()

    stage.put(Utterance(start=1, end=4, text="前一句"), at=4.2)
    app = stage.dashboard(partials=partials)
    async with app.run_test(size=(120, 36)) as pilot:
        await stage.settled(app)
        heard.put_nowait(SAID)
        await until(pilot, lambda: "… 疑似违禁：全网最低" in screen_text(app))
        row, column = place(screen_text(app), "… 疑似违禁")
        stage.put(Utterance(start=10, end=16, text=SAID.text), at=16.2)
        stage.put(Compliance(start=11, end=12, phrase="全网最低", rule="r", softer="今天直播间的价格"), at=16.2)
        await until(pilot, lambda: "⚠ 违禁：全网最低" in screen_text(app))
        assert place(screen_text(app), "⚠ 违禁") == (row, column)
        assert "疑似" not in screen_text(app)

        heard.put_nowait(Partial(20.0, SAID.text, SAID.suspects))
        await until(pilot, lambda: "疑似违禁" in screen_text(app))
        heard.put_nowait(Partial(20.0, "今天这个价格是全网一样"))
        await until(pilot, lambda: "疑似" not in screen_text(app) and "全网一样" in screen_text(app))
        heard.put_nowait(Partial(20.0, ""))
        await until(pilot, lambda: "全网一样" not in screen_text(app))
