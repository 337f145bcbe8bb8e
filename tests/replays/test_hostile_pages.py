"""Hostile strings on the pages and in the report, in a real browser (`-m slow`: ten thousand).

They come through intake and stand on the page letter by letter as they left it; nothing of them becomes an element, a
script, a request or a dialog. What would happen on a page that puts text in as HTML is shown beside it.
"""

import html
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

import msgspec
import pytest

from live.comments.formats.base import RawComment, RawSignal
from live.comments.intake import Intake
from live.events import Compliance, Cue, Question, Session, Utterance
from live.journal import Journal
from live.report.build import build_report
from tests.live.browser import Tab, browse
from tests.live.comments.hostile import ON_PAGES, harm_in, hostile_strings
from tests.live.overlay.board import put, served

pytestmark = pytest.mark.browser

HOST_SHOWS, OVERLAY_SHOWS = 13, 20
"""Strings on one view of the page."""

READ = {
    "host": "['title', 'answer', 'also'].map(i => document.getElementById(i).textContent).concat("
    "[...document.querySelectorAll('#next .what, .phrase, .softer')].map(e => e.textContent))",
    "overlay": "[...document.querySelectorAll('#list .q, #list .a')].map(e => e.textContent)",
}
TAGS = "[...new Set([...document.querySelectorAll('*')].map(e => e.tagName.toLowerCase()))]"
COUNTED = "['script', 'style', 'link', 'meta', 'base', 'title'].map(t => document.getElementsByTagName(t).length)"
CARELESS = """
const text = Object.getOwnPropertyDescriptor(Node.prototype, "textContent");
Object.defineProperty(Node.prototype, "textContent", { get: text.get, set(value) { this.innerHTML = value; } });
"""
"""Makes a page put in as HTML what it means to put in as text."""


STAYS = [text for text in ON_PAGES if "refresh" not in text]
"""Those after which the page is still there to be looked at."""


def cleaned(count: int) -> list[str]:
    """Hostile strings as intake lets them through."""
    intake = Intake(b"k" * 32)
    taken = (intake.comment(RawComment(text=text, id=f"h{n}"), n / 10) for n, text in enumerate(hostile_strings(count)))
    return [comment.text for comment in taken if comment is not None]


def bare(count: int) -> list[str]:
    """The same as they were sent."""
    return [text.encode("utf-8", "replace").decode() for text in hostile_strings(count)]


def show(journal: Journal, page: str, texts: Sequence[str], at: float) -> list[str]:
    """Put the strings where that page shows what viewers wrote, and what follows from it. Returns what is to be read
    there."""
    if page == "overlay":
        for number in range(OVERLAY_SHOWS // 2):
            said, answer = texts[2 * number : 2 * number + 2]
            cue = Cue(group=f"g{number}", state="open", title=said, answer=answer, by="operator")
            put(journal, cue, at=at)  # what was released before is taken back
            put(journal, msgspec.structs.replace(cue, released=True), at=at)
        return list(texts)
    title, answer, also, *queue = texts[:9]
    put(journal, Cue(group="g", state="open", pinned=True, title=title, answer=answer, also=also), at=at)
    for number, said in enumerate(queue):
        put(journal, Cue(group=f"g{number}", state="open", priority=9.0 - number, title=said), at=at)
    warned = []
    for phrase, softer in (texts[9:11], texts[11:13]):
        put(journal, Compliance(start=at, end=at, phrase=phrase, rule="x", softer=softer), at=at)
        warned += [f"⚠ 别说“{phrase}”", f"可以说“{softer}”"]
    return [title, answer.replace("–", "–\u2060"), also, *warned, *queue]


def batches(texts: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    """All of them, `size` at a time; the last ones are filled up from the first."""
    for first in range(0, len(texts), size):
        yield [*texts[first : first + size], *texts][:size]


async def alien(tab: Tab, tags: Sequence[str], counted: Sequence[int]) -> list[Any]:
    """What is in the page and is not its own; `tags` and `counted` are what it has when honest people write."""
    own = json.dumps(tags)
    found = await tab.ask(
        f"[...document.querySelectorAll('*')].filter(e => !{own}.includes(e.tagName.toLowerCase())"
        " || e.classList.contains('pwned') || [...e.attributes].some(a => a.name.startsWith('on')"
        " || /^\\s*javascript:/i.test(a.value))).map(e => e.outerHTML.slice(0, 120))"
    )
    if await tab.ask("'pwned' in window || 'pwned' in Object.prototype"):
        found.append("a script ran")
    if (now := await tab.ask(COUNTED)) != counted:
        found.append(now)
    return list(found)


async def opened(tab: Tab, journal: Journal, address: str, page: str, size: int) -> tuple[Sequence[str], Sequence[int]]:
    """Open the page with what honest people write on it; returns the tags that it is made of, and how many of some."""
    await tab.size(1280, 20_000)  # high enough that no row of the overlay has to give way
    await tab.open(address + "&next=6&max=10&lang=zh")
    await shown(tab, page, show(journal, page, [f"多少钱 {n}" for n in range(size)], 0.0))
    return await tab.ask(TAGS), await tab.ask(COUNTED)


async def shown(tab: Tab, page: str, expected: Sequence[str]) -> None:
    await tab.until(f"JSON.stringify({READ[page]}) === JSON.stringify({json.dumps(expected)})")


@pytest.mark.parametrize("count", [300, pytest.param(10_000, marks=pytest.mark.slow)])
@pytest.mark.parametrize(("page", "size"), [("host", HOST_SHOWS), ("overlay", OVERLAY_SHOWS)])
async def test_hostile_text_stands_on_a_page_as_text_and_does_nothing(
    journal: Journal, tmp_path: Path, page: Literal["host", "overlay"], size: int, count: int
) -> None:
    texts = cleaned(count)
    assert len(texts) > count * 0.8
    async with served(journal) as server, browse(tmp_path) as tab:
        own = await opened(tab, journal, server.address(page), page, size)
        for number, some in enumerate(batches(texts, size), start=1):
            await shown(tab, page, show(journal, page, some, at=float(number)))
            assert await alien(tab, *own) == []
        assert not [text for text in texts if harm_in(text)]
        assert tab.complaints == []
        assert tab.dialogs == []
        assert {r.split("/")[2] for r in tab.requests if "://" in r} == {f"127.0.0.1:{server.port}"}


@pytest.mark.parametrize(("page", "size"), [("host", HOST_SHOWS), ("overlay", OVERLAY_SHOWS)])
async def test_without_intake_what_is_hidden_in_it_would_reach_the_page(
    journal: Journal, tmp_path: Path, page: Literal["host", "overlay"], size: int
) -> None:
    async with served(journal) as server, browse(tmp_path) as tab:
        await opened(tab, journal, server.address(page), page, size)
        await shown(tab, page, show(journal, page, bare(size), at=1.0))
        assert len([text for text in await tab.ask(READ[page]) if harm_in(text)]) >= size - 3


@pytest.mark.parametrize("policy", [True, False], ids=["policy", "no policy"])
@pytest.mark.parametrize(("page", "size"), [("host", HOST_SHOWS), ("overlay", OVERLAY_SHOWS)])
async def test_put_in_as_html_it_would_be_found_out_and_the_policy_still_runs_no_script(
    journal: Journal, tmp_path: Path, page: Literal["host", "overlay"], size: int, policy: bool
) -> None:
    async with served(journal) as server, browse(tmp_path) as tab:
        await tab.call("Page.addScriptToEvaluateOnNewDocument", source=CARELESS)
        await tab.call("Page.setBypassCSP", enabled=not policy)
        own = await opened(tab, journal, server.address(page), page, size)
        show(journal, page, STAYS[:size], at=1.0)
        await tab.until("document.querySelectorAll('.pwned').length > 3")
        found = await alien(tab, *own)
        assert any("<img" in str(one) for one in found)
        if policy:
            await tab.until("true")
            assert tab.complaints
            assert tab.dialogs == []
            assert "a script ran" not in found
        else:
            await tab.until("window.pwned === 1")
            assert tab.dialogs


def reported(folder: Path, texts: Sequence[str]) -> Path:
    """A broadcast in which viewers wrote, were called and bought `texts`, and its report."""
    intake = Intake(b"k" * 32)
    with Journal(folder / "journal.db") as journal:
        put(journal, Session(state="started", title=texts[0]), at=0.0)
        for number, text in enumerate(texts):
            at = number / 10
            raw = RawComment(text=text, id=f"h{number}", user=text[:60], platform=text[:20])
            comment = intake.comment(raw, at, source="s")
            if comment is None:
                continue
            put(journal, comment, at)
            group = f"g{number % 300}"
            put(journal, Question(comment=comment.id, intent="price", score=0.9, group=group, text=comment.text), at)
            put(journal, Cue(group=group, state="open", intent="price", title=comment.text, answer=comment.text), at)
            if number % 10 == 0:
                put(journal, Utterance(start=at, end=at + 1, text=comment.text), at + 1)
                put(journal, Compliance(start=at, end=at, phrase=comment.text, rule="x", text=comment.text), at + 1)
                order = RawSignal(type="order", id=f"o{number}", product=text, status=text, detail=text, user=text)
                if (bought := intake.signal(order, at, source="s")) is not None:
                    put(journal, bought, at)
        put(journal, Session(state="ended"), at=len(texts) / 10)
    return build_report(folder, names=True).html


async def read(tab: Tab, report: Path) -> str:
    await tab.open(report.as_uri())
    await tab.until("document.readyState === 'complete'")
    return str(await tab.ask("document.body.textContent"))


@pytest.mark.parametrize("count", [300, pytest.param(10_000, marks=pytest.mark.slow)])
async def test_hostile_text_stands_in_the_report_as_text_and_does_nothing(tmp_path: Path, count: int) -> None:
    texts = list(hostile_strings(count))
    honest = reported(tmp_path / "honest", [f"多少钱 {n}，怕是假货" for n in range(60)])
    report = reported(tmp_path / "hostile", texts)
    async with browse(tmp_path) as tab:
        await read(tab, honest)
        own = await tab.ask(TAGS), await tab.ask(COUNTED)
        asked = [r for r in tab.requests if not r.startswith("data:")]
        said = await read(tab, report)
        assert await alien(tab, *own) == []
        assert tab.complaints == []
        assert tab.dialogs == []
        assert [r for r in tab.requests if not r.startswith("data:")] == [*asked, report.as_uri()]
    there = [text for text in cleaned(min(count, 300)) if text in said]
    assert len(there) > 100
    if count == 300:
        assert len([text for text in ON_PAGES if text in said]) > 10


async def test_a_report_that_escaped_nothing_would_be_found_out(tmp_path: Path) -> None:
    report = reported(tmp_path / "hostile", STAYS)
    report.write_text(html.unescape(report.read_text(encoding="utf-8")), encoding="utf-8")
    async with browse(tmp_path) as tab:
        await tab.open(report.as_uri())
        await tab.until("window.pwned === 1")
        assert await alien(tab, ["html"], [])
        assert tab.dialogs
