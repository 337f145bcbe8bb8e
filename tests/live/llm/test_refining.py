"""The model beside a room: what it changes, what it never changes, and what it costs."""

import asyncio
import random
from collections.abc import Mapping
from contextlib import aclosing
from pathlib import Path
from typing import Any

import pytest

from live.clock import LiveClock
from live.events import Comment, Cue, Event, Health, Question, Utterance
from live.llm.facts import pages
from live.llm.grounding import unbacked
from live.refining import Refining
from live.room import Room
from live.session import SessionFolder
from tests.live.comments.hostile import hostile_strings
from tests.live.llm.provider import Data, Provider, serving
from tests.live.llm.rooms import (
    DEMO,
    KEYS,
    calls,
    demo_comments,
    replay,
    rest_by_broadcast_time,
    settings_of,
    typed,
)

FILLER = ("哈哈哈", "来啦来啦", "主播好美", "冲冲冲", "666", "早上好呀", "支持支持", "好好好", "爱了爱了", "路过")


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

    rows = crowd("我朋友一米八的个子")
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


async def test_two_groups_become_one_and_who_asks_the_first_later_joins_the_second(tmp_path: Path) -> None:
    def answer(data: Data, _: str) -> Any:
        spins = [g["id"] for g in data["groups"] if "机洗" in g["question"] or "滚筒" in g["question"]]
        return {"merges": [{"group": spins[0], "into": spins[1]}]} if len(spins) == 2 else {}

    late_comment = {"id": "late", "at": 90.0, "user": "z", "text": "裙子会不会被滚筒绞坏啊"}
    rows = [*crowd("连衣裙能机洗吗", "裙子可以机洗不", "裙子会不会被滚筒绞坏"), late_comment]
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
    async with serving(Provider(quoting("可以机洗，装洗衣袋，不要烘干", "30度"))) as provider:
        events = await replay(tmp_path, settings_of(provider), rows)
    told = [(at, c) for at, c in by_kind(events, Cue) if "洗衣机" in c.title]
    assert told[0][1].by == "local"
    assert told[0][0] <= rows[40]["at"] + 1.0
    last = told[-1][1]
    assert (last.by, last.answer) == ("llm", "可以机洗，装洗衣袋，不要烘干")
    assert [s.kind for s in last.sources] == ["faq"]
    assert "30度" in last.sources[0].text
    assert last.state in ("open", "shown")


@pytest.mark.parametrize(
    "text",
    ["不可以机洗", "可以机洗，用60度热水", "可以机洗，防水", "加微信了解", "可以机洗，可以烘干", "可以，全网最低价"],
)
async def test_an_answer_that_its_facts_do_not_bear_out_changes_nothing(text: str, tmp_path: Path) -> None:
    rows = crowd("裙子能扔洗衣机里吗")
    async with serving(Provider(quoting(text, "30度"))) as provider:
        events = await replay(tmp_path, settings_of(provider), rows)
    assert any("洗衣机" in str(r["messages"][1]) for r in provider.requests)
    assert {c.by for _, c in by_kind(events, Cue)} == {"local"}
    assert {call.outcome for _, call in calls(events)} & {"schema"}


async def test_what_the_host_says_since_goes_before_what_the_model_wrote(tmp_path: Path) -> None:
    def answer(data: Data, system: str) -> Any:
        line = next(line for line in system.split("# Catalog")[1].splitlines() if "雾霾蓝、" in line)
        groups = [g["id"] for g in data["groups"] if "颜色" in g["question"]]
        return {"answers": [{"group": g, "facts": [line.split()[0]], "text": "雾霾蓝、奶油杏、黑色"} for g in groups]}

    async with serving(Provider(answer)) as provider:
        with Room(
            SessionFolder(tmp_path), settings_of(provider), DEMO / "catalog.toml", replay=True, environ=KEYS
        ) as room:
            assert room.assistant is not None
            async with Refining(room, room.assistant) as refining:
                for n, row in enumerate(crowd("裙子有什么颜色可以选呀")):
                    await refining.until(row["at"])
                    room.put(Comment(id=f"c{n}", text=row["text"], user="u"), row["at"])
                await refining.until(80.0)
            await room.assistant.endpoints.close()
            by = [c.by for _, c in by_kind(list(room.journal.read()), Cue) if "颜色" in c.title]
            room.put(Utterance(start=80, end=82, text="连衣裙全部卖完了，一号链接没有了"), 83.0)
            after = last_cues(list(room.journal.read()))
    if "llm" in by:
        last = next(c for c in after.values() if "颜色" in c.title)
        assert last.by == "local" or "host" not in {s.kind for s in last.sources}


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


FEW = demo_comments()[:110]


def without_llm(events: list[Event]) -> list[Any]:
    """What happened, but for the model itself."""
    return [
        (e.at, e.data)
        for e in events
        if e.kind not in ("llm", "session") and not (isinstance(e.data, Health) and e.data.part == "llm")
    ]


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    """What happens in the first minutes of the bundled broadcast without a model."""
    return without_llm(asyncio.run(replay(tmp_path_factory.mktemp("alone"), settings_of(None), FEW)))


@pytest.mark.parametrize("fault", ["refused", "503", "blank", "truncated", "wrong ids", "401", "html"])
async def test_local_cues_are_what_they_are_without_a_model_while_the_provider_is_out(
    fault: str, tmp_path: Path, alone: list[Any]
) -> None:
    async with serving(Provider()) as provider:
        provider.always = fault
        if fault == "refused":
            await provider.stop()
        events = await replay(tmp_path, settings_of(provider, unsure_to=1.0), FEW)
    assert without_llm(events) == alone
    assert {c.outcome for _, c in calls(events)}.isdisjoint({"ok"})
    told = [e.data for e in events if isinstance(e.data, Health) and e.data.part == "llm"]
    assert any(h.state == "down" and "提示照常由本机给出" in h.detail for h in told)


async def test_a_provider_that_comes_back_is_used_again_within_thirty_seconds(tmp_path: Path) -> None:
    rows = typed(*(*FILLER, "有点怕显胖", "好像不太适合我", "白色的怕透") * 40, every=0.5)
    async with serving(Provider()) as provider:
        switched: list[float] = []

        async def switch(at: float) -> None:
            if at >= 60.0 and not switched:
                switched.append(at)
                await provider.stop()
            elif at >= 150.0 and len(switched) == 1:
                switched.append(at)
                await provider.start()

        with Room(
            SessionFolder(tmp_path), settings_of(provider, unsure_from=0.0, unsure_to=1.0), replay=True, environ=KEYS
        ) as room:
            assistant = rest_by_broadcast_time(room)
            async with Refining(room, assistant) as refining:
                for row in rows:
                    await switch(row["at"])
                    await refining.until(row["at"])
                    room.put(Comment(id=row["id"], text=row["text"], user=row["user"]), row["at"])
            await assistant.endpoints.close()
            events = list(room.journal.read())
    gone, back = switched
    well = [at for at, call in calls(events) if call.outcome == "ok"]
    assert any(at < gone for at in well)
    assert not any(gone + 3.0 < at < back for at in well)
    assert any(back <= at <= back + 30.0 for at in well)
    assert len(calls(events)) <= 0.05 * len(rows)


def hostile(rng: random.Random) -> Any:
    """Replies of a model that is out of its mind, or in somebody else's hands."""
    intents = ["size", "chat", "admin", "", None, 7, "price; drop table", "complaint"]
    texts = [
        "可以",
        "加微信 abc123",
        "<script>",
        "https://evil.example",
        "全网最低价9.9",
        "不可以",
        "\x1b[31m",
        "透气",
        "",
    ]

    def answer(data: Data, system: str) -> Any:
        ids = [c["id"] for c in data["comments"]] + ["c999", "dz01", "", "../x", None, 5]
        groups = [g["id"] for g in data["groups"]] + ["g99", "dress-size", None, ""]
        facts = ["f1", "f2", "f9", "f30", "f999", "s1", "", None]
        reply: Mapping[str, Any] = {
            "verdicts": [
                {"id": rng.choice(ids), "intent": rng.choice(intents), "group": rng.choice(groups)} for _ in range(12)
            ],
            "merges": [{"group": rng.choice(groups), "into": rng.choice(groups)} for _ in range(4)],
            "answers": [
                {"group": rng.choice(groups), "facts": rng.choices(facts, k=2), "text": rng.choice(texts)}
                for _ in range(6)
            ],
            "run": "rm -rf /",
        }
        shape = rng.random()
        if shape < 0.1:
            return rng.choice(["null", "[]", "{}", "{", '"x"', '{"verdicts": 3}', "[" * 5000, '{"verdicts": [[]]}'])
        return reply

    return answer


async def test_five_hundred_hostile_comments_and_replies_have_no_effect_outside_the_schema(tmp_path: Path) -> None:
    rows = typed(*hostile_strings(500), every=0.4)
    asks = ["胖子能穿吗", "能机洗不", "会不会掉色啊", "白色的怕透", "裙子有口袋吗", "椅子承重多少"]
    rows = [row | ({"text": asks[n // 3 % 6]} if n % 3 == 0 else {}) for n, row in enumerate(rows)]
    async with serving(Provider(hostile(random.Random(5)))) as provider:
        states: list[Any] = []
        settings = settings_of(provider, unsure_from=0.0, unsure_to=1.0, calls_per_100_comments=100.0, wait=0.1)
        events = await replay(tmp_path, settings, rows, inspect=lambda room: states.append(room))
        catalog = states[0].catalog
    assert len(provider.requests) >= 25
    comments = {e.data.id for e in events if isinstance(e.data, Comment)}
    (page,) = pages(catalog)
    quoted = {(f.source.kind, f.source.ref, f.source.text): (f.asked, f.source.text) for f in page.facts.values()}
    known: set[str] = set()
    effects = 0
    for event in events:
        match event.data:
            case Question(by="llm") as q if event.cause is None:
                effects += 1
                assert q.comment in comments
                assert q.group in known or not q.group
            case Question() as q:
                known.add(q.group)
            case Cue(by="llm") as cue if event.cause is None:
                effects += 1
                assert cue.group in known
                facts = [quoted[s.kind, s.ref, s.text] for s in cue.sources]
                names = page.names.get(cue.product or "", ())
                assert cue.answer
                assert not unbacked(cue.answer, facts, names)
            case _:
                pass
    assert effects > 20
    assert {e.kind for e in events} <= {
        "session",
        "health",
        "comment",
        "question",
        "cue",
        "llm",
        "highlight",
        "product",
    }


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
        return quoting("可以机洗，不要烘干", "30度")(data, system) | chat

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
