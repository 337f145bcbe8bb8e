"""Titles and captions for clips by a model: what is sent, and which of them may be used.

Limits of the platforms and words that the law forbids are looked at where a pack is made (`clipper.pack`). Here: the
clip that was asked about, known languages and styles, no figure that neither the catalog nor the clip has, no contact.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

import msgspec

from live.llm.dialect import schema_of
from live.llm.facts import Page
from live.llm.grounding import numbers
from live.llm.prompt import Prompt, as_data, instructions, masked, room_for
from live.llm.reply import Unusable, each, read_json

TOGETHER = 3
"""Clips that one call writes for, at most: a reply for one has some 900 tokens."""
TOKENS = 1500
"""Of a reply, for each clip, at most."""
SENTENCES = 12
"""Of the host, that are sent of a clip."""

_CONTACT = re.compile(
    r"https?:|www\.|[a-z0-9-]\.(?:com|cn|net|shop|xyz)\b|@|微信|加v|v信|\bvx\b|wechat|whatsapp|telegram|qq群|加群|私聊|私信"
    r"|电话|手机号|扫码|二维码",
    re.IGNORECASE,
)
_TAG = re.compile(r"[\w\u3400-\u9fff]{1,24}")

_Line = Annotated[str, msgspec.Meta(max_length=600)]


@dataclass(frozen=True)
class Moment:
    """A clip to be written for. `said`: the host's sentences in it."""

    highlight: str
    kind: str
    title: str
    said: tuple[str, ...]
    product: str | None


class Written(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One text."""

    moment: Annotated[str, msgspec.Meta(max_length=8)]
    language: Literal["zh", "en", "es"]
    style: Literal["plain", "hook", "chatty"]
    title: _Line
    body: _Line
    tags: Annotated[list[_Line], msgspec.Meta(max_length=12)]


class PostsReply(msgspec.Struct, frozen=True, kw_only=True):
    """The whole reply, as its schema has it."""

    posts: list[Written] = []


class _Posts(msgspec.Struct, frozen=True):
    posts: list[Any] = []


class _Row(msgspec.Struct, frozen=True, omit_defaults=True):
    id: str
    kind: str
    title: str
    said: list[str]
    product: str | None = None


class _Data(msgspec.Struct, frozen=True):
    moments: list[_Row]


@dataclass(frozen=True)
class Order:
    """What is asked for at once."""

    page: Page
    moments: dict[str, Moment]
    prompt: Prompt

    @property
    def most(self) -> int:
        """Tokens that a reply needs at most."""
        return TOKENS * len(self.moments)


SCHEMA = schema_of(PostsReply)


def orders(pages: Sequence[Page], moments: Sequence[Moment]) -> list[Order]:
    """All moments, in as few calls as their prompts allow."""
    found: list[Order] = []
    for page in pages:
        own = [m for m in moments if (page.holds(m.product) if m.product else page is pages[0])]
        system = f"{instructions('posts')}\n# Catalog\n{page.text}"
        room = room_for(system) - len(as_data(_Data([])).encode())
        group: dict[str, Moment] = {}
        rows: list[_Row] = []
        left = room
        for moment in own:
            row = _fitting(moment, f"m{len(rows) + 1}", room // TOGETHER)
            size = len(msgspec.json.encode(row)) + 8
            if rows and (size > left or len(rows) == TOGETHER):
                found.append(Order(page, group, Prompt(system, as_data(_Data(rows)))))
                group, rows, left = {}, [], room
                row = msgspec.structs.replace(row, id="m1")
            group[row.id] = moment
            rows.append(row)
            left -= size
        if rows:
            found.append(Order(page, group, Prompt(system, as_data(_Data(rows)))))
    return found


def read_posts(text: str, finish: str, order: Order) -> dict[str, list[Written]]:
    """Texts that may be used, by highlight. Raises Unusable when there is none."""
    dropped: list[str] = []
    found: dict[str, list[Written]] = {}
    seen: set[tuple[str, str, str]] = set()
    for post in each(read_json(text, finish, _Posts).posts, Written, dropped):
        moment, key = order.moments.get(post.moment), (post.moment, post.language, post.style)
        if moment is None or key in seen:
            dropped.append(f"Post: {post.moment!r} is not in the data, or there twice")
        elif why := _unfit(post, moment, order.page):
            dropped.append(f"Post: {post.moment}: {why}")
        else:
            seen.add(key)
            tags = [tag for raw in post.tags if _TAG.fullmatch(tag := raw.strip().lstrip("#"))]
            clean = msgspec.structs.replace(post, title=post.title.strip(), body=post.body.strip(), tags=tags[:10])
            found.setdefault(moment.highlight, []).append(clean)
    if not found:
        raise Unusable("schema", dropped[0] if dropped else "no posts in it")
    return found


def _unfit(post: Written, moment: Moment, page: Page) -> str:
    whole = " ".join((post.title, post.body, *post.tags))
    if not post.title.strip() or "\n" in post.title.strip():
        return "a title that is none"
    if found := _CONTACT.search(whole):
        return f"a contact ({found[0]})"
    if any(not (c.isprintable() or c == "\n") for c in whole):
        return "what cannot be printed"
    facts = [f.text for f in page.facts.values() if moment.product and f.source.product == moment.product]
    names = page.names.get(moment.product or "", ())
    loose = numbers(whole) - numbers(" ".join((moment.title, *moment.said, *facts, *names)))
    return f"the number {min(loose):g}" if loose else ""


def _fitting(moment: Moment, id_: str, room: int) -> _Row:
    """The moment with as many of the host's sentences as there is room for, in bytes."""
    said: list[str] = []
    row = _Row(id_, moment.kind, masked(moment.title), [], moment.product)
    left = room - len(msgspec.json.encode(row))
    for sentence in moment.said[:SENTENCES]:
        left -= len(masked(sentence).encode()) + 3
        if left < 0:
            break
        said.append(masked(sentence))
    return msgspec.structs.replace(row, said=said)
