"""The model beside a room: what it changes, what it never changes, and what it costs."""

import asyncio
import random
from contextlib import aclosing
from pathlib import Path
from typing import Any

import pytest

from live.clock import LiveClock
from live.events import Comment, Cue, Event, Question
from live.refining import Refining
from live.room import Room
from live.session import SessionFolder
from tests.live.llm.provider import Data, Provider, serving
from tests.live.llm.rooms import (
    DEMO,
    FILLER,
    KEYS,
    calls,
    demo_comments,
    replay,
    settings_of,
    typed,
)


def labels(data: Data, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The reply of a model that knows the truth about each comment."""
    truth = {row["text"].strip(): row.get("intent", "chat") for row in rows}
    verdicts = [{"id": c["id"], "intent": truth.get(c["text"], "chat"), "group": None} for c in data["comments"]]
    return {"verdicts": verdicts, "merges": [], "answers": []}


def crowd(*texts: str) -> list[dict[str, Any]]:
    """Chat enough for a call or two, with these texts in it after a while."""
    return typed(*(FILLER * 4), *texts, *(FILLER * 3))


def by_kind(events: list[Event], kind: type) -> list[tuple[float, Any]]:
    return [(e.at, e.data) for e in events if isinstance(e.data, kind)]


def last_cues(events: list[Event]) -> dict[str, Cue]:
    return {e.data.group: e.data for e in events if isinstance(e.data, Cue)}


async def test_on_a_whole_broadcast_calls_are_few_and_their_prompts_mostly_stable(tmp_path: Path) -> None:
    rows = demo_comments()
    async with serving(Provider(lambda data, _: labels(data, rows))) as provider:
        events = await replay(tmp_path, settings_of(provider), rows)
    made = calls(events)
    assert 5 <= len(made) == len(provider.requests) <= 0.05 * len(rows)
    assert {call.outcome for _, call in made} == {"ok"}
    prefixes = set()
    for request in provider.requests:
        system, user = (m["content"].encode() for m in request["messages"])
        prefixes.add(system)
        assert len(system) / len(system + user) >= 0.75
    assert len(prefixes) == 1
    assert sum(c.cached_tokens for _, c in made[1:]) >= 0.7 * sum(c.prompt_tokens for _, c in made[1:])
    assert sum(c.prompt_tokens + c.completion_tokens for _, c in made) == provider.tokens


async def test_no_name_and_no_number_of_a_viewer_leaves_the_computer(tmp_path: Path) -> None:
    rows = [row | {"user": f"名字{n}", "id": f"platform-{n}"} for n, row in enumerate(demo_comments()[:60])]
    rows += [
        {"id": "platform-x", "at": rows[-1]["at"] + 1, "user": "王小明", "text": "@小鱼干姐姐 我手机13812345678 怎么退"}
    ]
    async with serving(Provider(lambda data, _: labels(data, rows))) as provider:
        settings = settings_of(
            provider, unsure_from=0.0, unsure_to=1.0, calls_per_100_comments=100.0, tokens_per_hour=10**6
        )
        await replay(tmp_path, settings, rows)
    sent = str(provider.requests)
    assert "怎么退" in sent
    for secret in ("名字", "platform-", "王小明", "小鱼干", "13812345678"):
        assert secret not in sent


async def test_a_comment_that_was_taken_for_chat_becomes_a_cue_when_the_model_says_so(tmp_path: Path) -> None:
    def answer(data: Data, _: str) -> Any:
        return {"verdicts": [{"id": c["id"], "intent": "size"} for c in data["comments"] if "朋友" in c["text"]]}

    rows = crowd("我朋友是大个子")
    async with serving(Provider(answer)) as provider:
        settings = settings_of(provider, unsure_from=0.0)
        events = await replay(tmp_path, settings, rows)
    asked = [q for _, q in by_kind(events, Question) if q.comment == "c40"]
    assert [q.by for q in asked] == ["llm", "llm"]
    assert asked[-1].group
    assert asked[-1].intent == "size"
    assert last_cues(events)[asked[-1].group].state in ("open", "shown")


async def test_what_was_taken_for_a_question_and_is_chat_goes_from_the_board(tmp_path: Path) -> None:
    def answer(data: Data, _: str) -> Any:
        return {"verdicts": [{"id": c["id"], "intent": "chat"} for c in data["comments"]]}

    rows = crowd("裙子多少钱")
    async with serving(Provider(answer)) as provider:
        events = await replay(tmp_path, settings_of(provider, unsure_to=1.0), rows)
    local, refined = (q for _, q in by_kind(events, Question) if q.comment == "c40")
    assert (local.by, refined.by, refined.intent) == ("local", "llm", "chat")
    assert last_cues(events)[local.group].state == "expired"


async def test_who_types_the_same_again_is_taken_as_the_model_took_it_and_it_is_not_asked_again(tmp_path: Path) -> None:
    def answer(data: Data, _: str) -> Any:
        return {"verdicts": [{"id": c["id"], "intent": "chat"} for c in data["comments"]]}

    rows = [*typed(*FILLER * 4, "裙子多少钱", "裙子多少钱"), *typed(*FILLER * 3, "裙子多少钱!", start=90.0)]
    rows = [row | {"id": f"n{n}"} for n, row in enumerate(rows)]
    async with serving(Provider(answer)) as provider:
        events = await replay(tmp_path, settings_of(provider, unsure_to=1.0), rows)
    sent = [c["text"] for c in provider.batches() for c in c["comments"] if "裙子" in c["text"]]
    assert len(sent) == 1
    price = [(q.comment, q.by, q.intent) for _, q in by_kind(events, Question)]
    assert ("n40", "llm", "chat") in price
    assert ("n41", "llm", "chat") in price
    assert rows[-1]["id"] not in {comment for comment, *_ in price}
    assert {c.state for c in last_cues(events).values()} == {"expired"}


async def test_two_groups_become_one_and_who_asks_the_first_later_joins_the_second(tmp_path: Path) -> None:
    def answer(data: Data, _: str) -> Any:
        spins = [g["id"] for g in data["groups"] if "机洗" in g["question"] or "桶里" in g["question"]]
        return {"merges": [{"group": spins[0], "into": spins[1]}]} if len(spins) == 2 else {}

    late_comment = {"id": "late", "at": 90.0, "user": "z", "text": "裙子丢桶里转半天会坏吗啊"}
    rows = [*crowd("连衣裙能机洗吗", "裙子可以机洗不", "裙子丢桶里转半天会坏吗"), late_comment]
    async with serving(Provider(answer)) as provider:
        found: list[Any] = []
        events = await replay(
            tmp_path, settings_of(provider, unsure_to=1.0), rows, inspect=lambda room: found.append(room.state)
        )
    merged = [q for _, q in by_kind(events, Question) if q.merged]
    assert [q.by for q in merged] == ["llm"]
    assert last_cues(events)[merged[0].merged].state == "expired"
    late = [q for _, q in by_kind(events, Question) if q.comment == "late"]
    assert late[-1].group == merged[0].group
    assert found[0].groups[merged[0].group].asked == 4


def quoting(text: str, fact: str) -> Any:
    """A model that answers every question about washing with this text, quoting the fact that holds `fact`."""

    def answer(data: Data, system: str) -> Any:
        line = next(line for line in system.split("# Catalog")[1].splitlines() if fact in line)
        return {
            "answers": [
                {"group": g["id"], "facts": [line.split()[0]], "text": text}
                for g in data["groups"]
                if "洗衣机" in g["question"]
            ]
        }

    return answer


async def test_the_local_cue_is_there_first_and_the_refined_answer_replaces_its_text(tmp_path: Path) -> None:
    rows = crowd("裙子能扔洗衣机里吗", "裙子能不能放洗衣机洗")
    async with serving(Provider(quoting("可以机洗，装洗衣袋，用30度以下冷水轻柔档，不要烘干", "30度"))) as provider:
        events = await replay(tmp_path, settings_of(provider), rows)
    told = [(at, c) for at, c in by_kind(events, Cue) if "洗衣机" in c.title]
    assert told[0][1].by == "local"
    assert told[0][0] <= rows[40]["at"] + 1.0
    last = told[-1][1]
    assert (last.by, last.answer) == ("llm", "可以机洗，装洗衣袋，用30度以下冷水轻柔档，不要烘干")
    assert [s.kind for s in last.sources] == ["faq"]
    assert "30度" in last.sources[0].text
    assert last.state in ("open", "shown")


@pytest.mark.parametrize(
    "text",
    [
        "不可以机洗",
        "可以机洗，用60度热水",
        "可以机洗，用30度以上冷水",
        "可以机洗，防水",
        "加微信了解",
        "可以机洗，可以烘干",
        "可以，全网最低价",
    ],
)
async def test_an_answer_that_its_facts_do_not_bear_out_changes_nothing(text: str, tmp_path: Path) -> None:
    rows = crowd("裙子能扔洗衣机里吗")
    async with serving(Provider(quoting(text, "30度"))) as provider:
        events = await replay(tmp_path, settings_of(provider), rows)
    assert any("洗衣机" in str(r["messages"][1]) for r in provider.requests)
    assert {c.by for _, c in by_kind(events, Cue)} == {"local"}
    assert {call.outcome for _, call in calls(events)} & {"schema"}


def comparable(events: list[Event]) -> list[Any]:
    """Events but for wall time and for how long a call really took."""
    found = []
    for event in events:
        row = event.as_dict()
        del row["wall"]
        row["data"].pop("seconds", None)
        found.append(row)
    return found


async def test_a_replay_gives_the_same_events_however_slow_the_model_is(tmp_path: Path) -> None:
    rows = demo_comments()[:100]
    seen = []
    for number, wait in enumerate((0.0, 0.03)):

        async def slow(_: float, wait: float = wait) -> None:
            await asyncio.sleep(wait if random.random() < 0.2 else 0)

        async with serving(Provider(lambda data, _: labels(data, rows))) as provider:
            seen.append(await replay(tmp_path / str(number), settings_of(provider), rows, before=slow))
    assert comparable(seen[0]) == comparable(seen[1])
    assert calls(seen[0])


async def test_in_a_live_room_the_worker_asks_by_itself_and_tells_whom(tmp_path: Path) -> None:
    def answer(data: Data, _: str) -> Any:
        return {"verdicts": [{"id": c["id"], "intent": "chat"} for c in data["comments"]]}

    async with serving(Provider(answer)) as provider:
        settings = settings_of(provider, unsure_from=0.0, unsure_to=1.0, wait=0.1)
        with Room(SessionFolder(tmp_path), settings, environ=KEYS) as room:
            assert room.assistant is not None
            clock = LiveClock()
            working = asyncio.create_task(Refining(room, room.assistant).run(clock))
            for n in range(60):
                room.put(Comment(id=str(n), text=f"这个能穿吗{n}", user="u"), clock.now())
            async with asyncio.timeout(20), aclosing(room.journal.follow()) as events:
                async for event in events:
                    if event.kind == "llm":
                        break
            working.cancel()
            await asyncio.gather(working, return_exceptions=True)
            await room.assistant.endpoints.close()
            assert room.state.health["llm"].state == "ok"
            assert room.state.health["llm"].detail == "p (m)"


async def test_a_broadcast_picked_up_again_stands_where_it_stood_and_has_not_got_its_budget_anew(
    tmp_path: Path,
) -> None:
    rows = crowd("裙子能扔洗衣机里吗", "裙子能不能放洗衣机洗", "裙子多少钱")
    stood: list[Any] = []

    def answer(data: Data, system: str) -> Any:
        chat = {"verdicts": [{"id": c["id"], "intent": "chat"} for c in data["comments"] if "多少钱" in c["text"]]}
        return quoting("可以机洗，装洗衣袋，用30度以下冷水轻柔档，不要烘干", "30度")(data, system) | chat

    def look(room: Room) -> None:
        assert room.assistant is not None
        cues = {id_: group.cue for id_, group in room.state.groups.items()}
        stood.append((cues, room.state.questions, room.assistant.budget.tokens, room.assistant.budget.calls))

    async with serving(Provider(answer)) as provider:
        settings = settings_of(provider, unsure_to=1.0)
        await replay(tmp_path, settings, rows, inspect=look)
        with Room(
            SessionFolder(tmp_path), settings, DEMO / "catalog.toml", replay=True, environ=KEYS, reopened=True
        ) as room:
            look(room)
    assert stood[0] == stood[1]
    assert stood[1][2] == provider.tokens > 0
    assert "llm" in {cue.by for cue in stood[1][0].values()}


async def test_a_call_that_is_under_way_when_the_broadcast_ends_is_noted(tmp_path: Path) -> None:
    rows = crowd("裙子多少钱")
    async with serving(Provider()) as provider:
        provider.always = "hang"
        settings = settings_of(provider, unsure_from=0.0, unsure_to=1.0)
        with Room(SessionFolder(tmp_path), settings, DEMO / "catalog.toml", replay=True, environ=KEYS) as room:
            assert room.assistant is not None
            async with Refining(room, room.assistant) as refining:
                for n, row in enumerate(rows):
                    room.put(Comment(id=str(n), text=row["text"]), row["at"])
                await refining.until(rows[-1]["at"] + 1.0)
                async with asyncio.timeout(20):
                    await provider.asked.wait()
            (_, call), *more = calls(room.journal.read())
            assert not more
            assert (call.outcome, call.purpose) == ("timeout", "cues")
            assert room.assistant.budget.tokens == call.prompt_tokens > 0
            assert not room.assistant.budget._held
