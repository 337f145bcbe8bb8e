"""The report in a real browser, opened as the file that it is."""

from pathlib import Path

import pytest

from live.report.build import ReportFiles, build_report
from tests.live.browser import browse

pytestmark = pytest.mark.browser


async def test_it_opens_without_a_complaint_and_asks_for_nothing(built: ReportFiles, tmp_path: Path) -> None:
    async with browse(tmp_path) as tab:
        await tab.size(1180, 900)
        await tab.open(built.html.as_uri())
        await tab.picture(tmp_path / "report.png", whole=True)
        assert await tab.ask("document.querySelectorAll('svg.chart').length") >= 4
        assert tab.complaints == []
        assert {r.split(":")[0] for r in tab.requests} <= {"file", "data"}
        assert [r for r in tab.requests if r.startswith("file")] == [built.html.as_uri()]


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_it_is_readable_at_phone_width(own_session: Path, tmp_path: Path, language: str) -> None:
    page = build_report(own_session, language=language).html
    async with browse(tmp_path) as tab:
        await tab.size(375, 812, mobile=True)
        await tab.open(page.as_uri())
        await tab.picture(tmp_path / f"report-phone-{language}.png", whole=True)
        assert await tab.ask("document.documentElement.scrollWidth") <= 375
        small = (
            "[...document.querySelectorAll('p, td, li, h3')].filter(e => parseFloat(getComputedStyle(e).fontSize) < 12)"
        )
        assert await tab.ask(f"{small}.length") == 0
        assert await tab.ask("getComputedStyle(document.querySelector('.narrow')).display") == "block"
        await tab.size(320, 640, mobile=True)
        many = "document.querySelectorAll('.figures .n').forEach(e => e.firstChild.textContent = '1,150,000')"
        assert await tab.ask(f"({many}, document.documentElement.scrollWidth)") <= 320


async def test_the_transcript_is_searched_as_one_types(built: ReportFiles, tmp_path: Path) -> None:
    async with browse(tmp_path) as tab:
        await tab.open(built.html.as_uri())
        box = "document.querySelector('#transcript input')"
        search = f"(t) => {{ {box}.value = t; {box}.dispatchEvent(new Event('input')) }}"
        shown = "[...document.querySelectorAll('#speech li')].filter(e => !e.hidden)"
        whole = await tab.ask(f"{shown}.length")
        await tab.ask(f"({search})('一百二十九')")
        assert 0 < await tab.ask(f"{shown}.length") < whole
        assert await tab.ask("document.querySelectorAll('#speech mark').length") >= 2
        await tab.ask(f"({search})('<img src=x>')")
        assert not await tab.ask("document.getElementById('no-line').hidden")
        await tab.ask(f"({search})('')")
        assert await tab.ask(f"{shown}.length") == whole
        assert await tab.ask("document.querySelectorAll('#speech mark').length") == 0


async def test_it_prints_without_what_only_a_screen_can_do(built: ReportFiles, tmp_path: Path) -> None:
    async with browse(tmp_path) as tab:
        await tab.open(built.html.as_uri())
        await tab.call("Emulation.setEmulatedMedia", media="print")
        for hidden in ("nav", "input[type=search]"):
            assert await tab.ask(f"getComputedStyle(document.querySelector('{hidden}')).display") == "none"
        printed = await tab.call("Page.printToPDF", paperWidth=8.27, paperHeight=11.69, preferCSSPageSize=True)
        assert len(printed["data"]) > 10_000
