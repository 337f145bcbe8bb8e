"""A room whose comments and whose model are both in somebody else's hands."""

import itertools
import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from live.events import Comment, Cue, Question
from live.llm.facts import pages
from live.room import Room
from tests.live.comments.hostile import hostile_strings
from tests.live.llm.provider import Data, Provider, serving
from tests.live.llm.rooms import replay, settings_of, typed
from tests.live.llm.said import FALSE, TRUE


def hostile(rng: random.Random) -> Any:
    """Replies of a model that is out of its mind, or in somebody else's hands."""
    intents = ["size", "chat", "admin", "", None, 7, "price; drop table", "complaint"]

    def answer_to(group: object, system: str) -> dict[str, object]:
        """Sometimes with any facts, mostly with the very fact that the text quotes or lies about."""
        text, fact = rng.choice([*TRUE.items(), *FALSE.items()])
        right = [line.split()[0] for line in system.splitlines() if fact in line and line.startswith(("f", "s"))]
        any_ = rng.choices(["f1", "f2", "f9", "f30", "f999", "s1", "", None], k=2)
        return {"group": group, "facts": right[:1] if rng.random() < 0.8 else any_, "text": text}

    def answer(data: Data, system: str) -> Any:
        ids = [c["id"] for c in data["comments"]] + ["c999", "dz01", "", "../x", None, 5]
        groups = [g["id"] for g in data["groups"]] + ["g99", "dress-size", None, ""]
        reply: Mapping[str, Any] = {
            "verdicts": [
                {"id": rng.choice(ids), "intent": rng.choice(intents), "group": rng.choice(groups)} for _ in range(12)
            ],
            "merges": [{"group": rng.choice(groups), "into": rng.choice(groups)} for _ in range(4)],
            "answers": [answer_to(rng.choice(groups), system) for _ in range(6)],
            "run": "rm -rf /",
        }
        shape = rng.random()
        if shape < 0.1:
            return rng.choice(["null", "[]", "{}", "{", '"x"', '{"verdicts": 3}', "[" * 5000, '{"verdicts": [[]]}'])
        return reply

    return answer


def never_rest(room: Room) -> None:
    """An endpoint that talks nonsense is left alone for a while; here it is asked again at once."""
    assert room.assistant is not None
    room.assistant.endpoints.now = itertools.count(0.0, 100.0).__next__


async def test_five_hundred_hostile_comments_and_replies_have_no_effect_outside_the_schema(tmp_path: Path) -> None:
    rows = typed(*hostile_strings(580), every=1.6)
    asks = ["胖子能穿吗", "能机洗不", "会不会掉色啊", "白色的怕透", "裙子有口袋吗", "椅子承重多少"]
    rows = [row | ({"text": asks[n // 3 % 6]} if n % 3 == 0 else {}) for n, row in enumerate(rows)]
    async with serving(Provider(hostile(random.Random(5)))) as provider:
        states: list[Any] = []
        settings = settings_of(
            provider, unsure_from=0.0, unsure_to=1.0, calls_per_100_comments=300.0, wait=0.1,
            tokens_per_hour=10**8, tokens_per_broadcast=10**9,
        )  # fmt: skip
        events = await replay(tmp_path, settings, rows, prepare=never_rest, inspect=lambda room: states.append(room))
        catalog = states[0].catalog
    assert len(provider.requests) >= 500
    comments = {e.data.id for e in events if isinstance(e.data, Comment)}
    (page,) = pages(catalog)
    quoted = {(f.source.kind, f.source.ref, f.source.text): (f.asked, f.source.text) for f in page.facts.values()}
    known: set[str] = set()
    effects = 0
    answers: set[str] = set()
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
                assert cue.answer in TRUE
                assert any(TRUE[cue.answer] in f"{asked} {says}" for asked, says in facts)
                answers.add(cue.answer)
            case _:
                pass
    assert effects > 100
    assert answers
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
