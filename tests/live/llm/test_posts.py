"""Which of a model's titles and captions may be used."""

import json
from typing import Any

import pytest

from clipper.limits import LIMITS
from clipper.pack import ProductInfo
from live.catalog.products import load_catalog
from live.events import Comment, Highlight
from live.llm.facts import pages
from live.llm.posts import Moment, Written, orders, read_posts
from live.llm.prompt import STABLE
from live.llm.reply import Unusable
from live.room import Room
from live.session import SessionFolder
from live.writing import PostWriter
from tests.live.llm.provider import Data, Provider, serving
from tests.live.llm.rooms import DEMO, KEYS, settings_of

PAGES = pages(load_catalog(DEMO / "catalog.toml"))
DRESS = Moment("h1", "price", "报价的那一刻", ("今天这条裙子一百二十九", "前一百单送腰带"), "dress")
(ORDER,) = orders(PAGES, [DRESS])


def post(**changes: Any) -> dict[str, Any]:
    good = {
        "moment": "m1", "language": "zh", "style": "hook", "title": "129的裙子长什么样", "body": "95%棉，后腰松紧",
        "tags": ["连衣裙", "#大码"],
    }  # fmt: skip
    return good | changes


def read(*rows: dict[str, Any]) -> list[Written]:
    return read_posts(json.dumps({"posts": list(rows)}), "stop", ORDER)["h1"]


def test_texts_that_keep_to_the_clip_and_the_catalog_are_taken() -> None:
    (text,) = read(post())
    assert (text.title, text.tags) == ("129的裙子长什么样", ["连衣裙", "大码"])


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "只要99元"}, {"body": "销量10000件"}, {"tags": ["第8名"]}, {"title": ""}, {"title": "a\nb"},
        {"body": "加微信 abc"}, {"body": "看 www.shop.example"}, {"title": "\x1b[31m红"}, {"moment": "m2"},
        {"language": "fr"}, {"style": "admin"}, {"extra": 1}, {"title": 5}, {"body": "x" * 700},
        {"title": "39.9的面罩"},
    ],
)  # fmt: skip
def test_what_claims_more_or_leads_away_is_not(changes: dict[str, Any]) -> None:
    with pytest.raises(Unusable):
        read(post(**changes))
    assert len(read(post(), post(**changes))) == 1


def test_clips_are_written_for_together_and_prompts_stay_mostly_stable() -> None:
    many = [Moment(f"h{n}", "crowd", "弹幕刷屏" * 30, ("主播说了很多话" * 9,) * 40, "chair") for n in range(8)]
    made = orders(PAGES, many)
    assert len(made) == 3
    assert [m.highlight for order in made for m in order.moments.values()] == [m.highlight for m in many]
    assert all(order.prompt.stable >= STABLE for order in made)


def nine(data: Data, _: str) -> Any:
    return {
        "posts": [
            post(moment=m["id"], language=language, style=style, title=f"{style} {language}", tags=["a", "b", "c"])
            for m in data["moments"]
            for language in ("zh", "en", "es")
            for style in ("plain", "hook", "chatty")
        ]
    }


async def test_a_room_writes_for_its_clips_with_one_call_and_notes_it(tmp_path: Any) -> None:
    async with serving(Provider(nine)) as provider:
        with Room(SessionFolder(tmp_path), settings_of(provider), DEMO / "catalog.toml", environ=KEYS) as room:
            for n in range(100):
                room.put(Comment(id=str(n), text="哈哈"), float(n))
            assert room.assistant is not None
            writer = PostWriter(room, room.assistant)
            await writer.ahead([DRESS])
            highlight = Highlight(id="h1", start=1.0, end=9.0, type="price", score=0.9, title=DRESS.title)
            info = ProductInfo(id="dress", name="裙子")
            written = await writer.write(highlight, DRESS.said, info)
            await room.assistant.endpoints.close()
            calls = [e.data for e in room.journal.read() if e.kind == "llm"]
    assert len(provider.requests) == len(calls) == 1
    assert getattr(calls[0], "purpose", "") == "posts"
    assert len(written) == 9 * len(LIMITS)
    assert {p.platform for p in written} == set(LIMITS)


async def test_without_a_reply_there_are_no_posts_and_the_local_ones_stand(tmp_path: Any) -> None:
    async with serving(Provider(nine)) as provider:
        provider.always = "503"
        with Room(SessionFolder(tmp_path), settings_of(provider), DEMO / "catalog.toml", environ=KEYS) as room:
            for n in range(100):
                room.put(Comment(id=str(n), text="哈哈"), float(n))
            assert room.assistant is not None
            writer = PostWriter(room, room.assistant)
            highlight = Highlight(id="h1", start=1.0, end=9.0, type="price", score=0.9, title=DRESS.title)
            assert await writer.write(highlight, DRESS.said, None) == []
            await room.assistant.endpoints.close()
