"""The summary of a report: every claim stands on rows of the report."""

import json
from pathlib import Path
from typing import Any

import pytest

from live.catalog.products import load_catalog
from live.ending import finish
from live.events import Comment, Llm, Session
from live.llm.facts import pages
from live.llm.prompt import STABLE
from live.llm.reply import Unusable
from live.llm.summary import brief, read_summary
from live.report.build import build_report
from live.room import Room
from live.session import SessionFolder
from tests.live.llm.provider import Data, Provider, serving
from tests.live.llm.rooms import DEMO, KEYS, settings_of

(PAGE,) = pages(load_catalog(DEMO / "catalog.toml"))
BRIEF = brief(PAGE, ["提问: 154", "目录没写 · 材质 · 会不会缩水 · 5 条", "没答 · 发货 · 到新疆几天 · 3 条"], "zh")


def read(*claims: Any) -> list[tuple[str, list[str]]]:
    return read_summary(json.dumps({"claims": list(claims)}), "stop", BRIEF)


def test_a_claim_comes_with_its_rows() -> None:
    assert read({"text": "缩水有5条在问，目录没写", "rows": ["r2"]}) == [
        ("缩水有5条在问，目录没写", [BRIEF.rows["r2"]])
    ]


@pytest.mark.parametrize(
    "claim",
    [
        {"text": "缩水有6条在问", "rows": ["r2"]},
        {"text": "共有154个提问", "rows": ["r2"]},
        {"text": "共有一百五十五个提问", "rows": ["r1"]},
        {"text": "缩水有5条在问", "rows": ["r9"]},
        {"text": "缩水有5条在问", "rows": []},
        {"text": "", "rows": ["r1"]},
        {"text": "x" * 300, "rows": ["r1"]},
        {"text": "提问154", "rows": ["r1"], "do": "delete"},
        "提问154",
    ],
)
def test_a_claim_that_its_rows_do_not_bear_out_is_dropped(claim: Any) -> None:
    with pytest.raises(Unusable):
        read(claim)
    assert len(read({"text": "提问154", "rows": ["r1"]}, claim)) == 1


def test_the_prefix_is_most_of_the_prompt_however_many_rows_there_are() -> None:
    assert brief(PAGE, [f"第{n}行 · {'很长' * 60}" for n in range(200)], "zh").prompt.stable >= STABLE


def first_row(data: Data, _: str) -> Any:
    return {
        "claims": [{"text": f"重点：{data['rows'][0]['text']}", "rows": ["r1"]}, {"text": "编造的999", "rows": ["r1"]}]
    }


async def ended(folder: Path, provider: Provider) -> tuple[Any, list[Llm], str, str]:
    """A broadcast of a hundred comments, ended with its report."""
    with Room(SessionFolder(folder), settings_of(provider), DEMO / "catalog.toml", environ=KEYS) as room:
        for n in range(100):
            room.put(Comment(id=str(n), text="裙子能机洗吗" if n % 20 == 0 else "哈哈"), float(n))
        room.put(Session(state="ended"), 100.0)
        await finish(room, clips=False, report=lambda _: None)
        calls = [e.data for e in room.journal.read() if isinstance(e.data, Llm)]
    made = json.loads((folder / "report" / "report.json").read_text(encoding="utf-8"))
    page = (folder / "report" / "report.html").read_text(encoding="utf-8")
    return made, calls, page, (folder / "report" / "report.md").read_text(encoding="utf-8")


async def test_the_report_has_it_marked_as_such_each_claim_with_its_source(tmp_path: Path) -> None:
    async with serving(Provider(first_row)) as provider:
        made, calls, page, text = await ended(tmp_path, provider)
    assert [(c.purpose, c.outcome) for c in calls] == [("summary", "ok")]
    (claim,) = made["summary"]["claims"]
    assert claim["text"] == f"重点：{claim['source']}"
    assert str(made["headline"]["questions"]) in claim["source"]
    for shown in (page, text):
        assert "由语言模型 m 写成" in shown
        assert "重点" in shown
        assert "编造的" not in shown
    again = build_report(tmp_path)
    assert again.report.summary == made["summary"]


async def test_without_a_reply_the_report_is_written_without_it(tmp_path: Path) -> None:
    async with serving(Provider(first_row)) as provider:
        provider.always = "503"
        made, _, page, _ = await ended(tmp_path, provider)
    assert made["summary"] is None
    assert 'id="summary"' not in page
