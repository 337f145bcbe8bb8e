"""A room whose comments and whose model are both in somebody else's hands."""

import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from live.events import Comment, Cue, Question
from live.llm.facts import pages
from live.llm.grounding import unbacked
from tests.live.comments.hostile import hostile_strings
from tests.live.llm.provider import Data, Provider, serving
from tests.live.llm.rooms import replay, settings_of, typed


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
