"""What people see, as text, at three sizes and in both languages.

`LIVECUE_WRITE_GOLDEN=1 pytest tests/tui/test_screens.py` writes the golden files anew: look at them before they are
committed.
"""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from rich.cells import cell_len

from live.catalog.products import Catalog
from live.events import Comment, Compliance, Cue, Health, Highlight, Llm, Question, Session, Source, Utterance
from live.progress import Share
from tests.tui.labelled import broadcast
from tests.tui.stage import Stage, screen_text, until

GOLDEN = Path(__file__).parent / "golden"
WRITE = bool(os.environ.get("LIVECUE_WRITE_GOLDEN"))
SIZES = ((80, 24), (120, 36), (200, 55))


def nothing_yet() -> Stage:
    return Stage()


def the_middle_of_a_broadcast() -> Stage:
    return Stage(broadcast(66))


def the_end_of_a_broadcast() -> Stage:
    stage = Stage(broadcast())
    stage.put(Session(state="ended"))
    return stage


def everything_in_trouble() -> Stage:
    stage = Stage(broadcast(40))
    for part, state, since, detail in (
        ("comments:douyin", "down", 12.5, "连不上 ws://127.0.0.1:8888，每 2 秒重试；弹幕抓取工具开了吗？"),
        ("disk", "degraded", 31.0, "只剩 1.2 GB，约 20 分钟后录满，请清理磁盘"),
        ("speech", "degraded", 0.0, "识别落后 9 秒"),
        ("llm", "waiting", 38.0, "busy, next try in 4 s"),
    ):
        stage.put(Health(part=part, state=state, since=since, detail=detail))  # type: ignore[arg-type]
    stage.put(Llm(endpoint="deepseek", model="deepseek-chat", outcome="timeout", seconds=8, prompt_tokens=1800))
    stage.put(Utterance(start=38, end=41, text="我们家全网最低价，用了包治百病"), at=50.5)
    stage.put(Compliance(start=38, end=41, phrase="全网最低价", rule="广告法第九条", softer="今天直播间专属价"))
    stage.put(Compliance(start=38, end=41, phrase="包治百病", rule="广告法第十七条"))
    return stage


HOSTILE = (
    "[bold red]红[/] [@click=app.quit]点我[/]",
    "\x1b]0;title\x07\x1b[2J\x9b31m清屏",
    "\u202e右到左\u202c 结束",
    "👨‍👩‍👧‍👦🇨🇳👍🏽 一家人",
    "Z̷̢͙͎a̵͎͝l̴͖͋g̸͔͝o̴̱͗",
    "很长" * 300,
    "line\nbreak\ttab",
)


def comments_that_mean_harm() -> Stage:
    stage = Stage([])
    for number, text in enumerate(HOSTILE):
        id_ = f"h{number}"
        stage.put(Comment(id=id_, text=text, user=text[:40], viewer=id_), at=number + 1.0)
        stage.put(Question(comment=id_, intent="size", score=0.9, group=id_))
        source = Source(kind="faq", ref=text)
        stage.put(Cue(group=id_, state="open", intent="size", title=text, answer=text, also=text, sources=(source,)))
    stage.put(Utterance(start=8, end=9, text=HOSTILE[1]), at=9.5)
    stage.put(Health(part="comments:[red]x", state="down", detail=HOSTILE[0]))
    stage.put(Session(state="started", title=HOSTILE[0]))
    return stage


STATES: dict[str, tuple[Callable[[], Stage], Sequence[str]]] = {
    "nothing yet": (nothing_yet, ()),
    "the middle of a broadcast": (the_middle_of_a_broadcast, ("j", "s", "j", "r", "p")),
    "a cue was dismissed": (the_middle_of_a_broadcast, ("j", "d")),
    "the end of a broadcast": (the_end_of_a_broadcast, ()),
    "everything in trouble": (everything_in_trouble, ()),
    "comments that mean harm": (comments_that_mean_harm, ()),
    "only what needs an answer, searched": (the_middle_of_a_broadcast, ("tab", "n", "slash", *"150", "enter", "up")),
    "it asks before it ends": (the_middle_of_a_broadcast, ("q",)),
    "choosing the product": (the_middle_of_a_broadcast, ("o",)),
    "who asks": (the_middle_of_a_broadcast, ("j", "w")),
    "what is wrong and what to do": (everything_in_trouble, ("h",)),
    "all keys": (the_middle_of_a_broadcast, ("question_mark",)),
}


DIALOGS = {"it asks before it ends", "choosing the product", "who asks", "all keys", "what is wrong and what to do"}
"""They stand in the middle of any screen and look the same: shown at the smallest size only."""

CASES = [
    pytest.param(state, language, size, id=f"{state}, {size[0]}x{size[1]}, {language}")
    for state in STATES
    for size in (SIZES[:1] if state in DIALOGS else SIZES)
    for language in ("zh", "en")
]


@pytest.mark.parametrize(("state", "language", "size"), CASES)
async def test_the_screen_shows(state: str, language: str, size: tuple[int, int]) -> None:
    make, keys = STATES[state]
    path = GOLDEN / state.replace(" ", "_").replace(",", "") / f"{size[0]}x{size[1]}-{language}.txt"
    expected = "" if WRITE else path.read_text(encoding="utf-8")
    stage = make()

    async def end() -> None:
        """Quitting can end the broadcast."""

    app = stage.dashboard(language, end=end, catalog=Catalog() if state == "nothing yet" else None)  # type: ignore[arg-type]
    async with app.run_test(size=size) as pilot:
        await stage.settled(app)
        await pilot.press(*keys)
        await stage.settled(app)
        text = screen_text(app)
        for _ in range(1 if WRITE else 100):
            await pilot.pause(0.5 if WRITE else 0.03)
            if (text := screen_text(app)) == expected:
                break
    assert all(cell_len(line) <= size[0] for line in text.splitlines()), "a line is wider than the screen"
    if WRITE:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    else:
        assert text == expected


async def test_a_clip_being_made_shows_how_far_it_is_and_how_long_it_takes() -> None:
    stage = Stage(broadcast(200))
    stage.put(Highlight(id="h1", start=80.5, end=97.1, type="price", score=0.9, title="一百二十九带回家"))
    app = stage.dashboard(exporting=lambda: {"h1": Share(0.4, 12)})
    async with app.run_test(size=(200, 55)) as pilot:
        await stage.settled(app)
        await until(pilot, lambda: "在剪 一百二十九带回家 40%，还要 0:12" in screen_text(app))
