"""What goes with a clip: titles, captions and hashtags for each platform, in several styles and three languages.

Made from the catalog's selling points and the viewers' and the host's own words; nothing is claimed that is in none.
Posting itself stays with a person.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from clipper.limits import LIMITS, Limit, shorten
from clipper.phrasing import LANGUAGES, STYLES, Facts, tags_of, texts
from clipper.quotes import quotes
from live.events import Highlight

Check = Callable[[str], Sequence[str]]
"""Phrases of a text that the law or the platform forbids; empty when there are none."""


class Post(msgspec.Struct, frozen=True, kw_only=True):
    """One text for one platform."""

    platform: str
    language: str
    style: str
    title: str
    body: str
    tags: tuple[str, ...]


@dataclass(frozen=True)
class ProductInfo:
    """What a pack may say of a product: plain data from the catalog."""

    id: str
    name: str
    price: str = ""
    """With its currency, as one says it: `129元`."""
    selling_points: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Heard:
    """What was said around a clip, by those who were there."""

    host: tuple[str, ...] = ()
    """The host's sentences that the recogniser is sure of."""
    viewers: tuple[str, ...] = ()
    """What viewers wrote then, questions left out, in order."""
    answer: str = ""
    """What the catalog answers to the question of an answer clip."""


def posts(highlight: Highlight, heard: Heard, product: ProductInfo | None, check: Check = lambda _: ()) -> list[Post]:
    """All texts for a clip, inside every platform's limits and free of what `check` finds."""

    def allowed(text: str) -> bool:
        return bool(text.strip()) and not check(text)

    facts = Facts(
        type=highlight.type,
        label=_clean(highlight.title, check).strip() if _is_label(highlight) else "",
        names=tuple(n.strip() for n in (product.name, *product.aliases) if allowed(n)) if product else (),
        price=product.price if product else "",
        points=tuple(p for p in product.selling_points if allowed(p)) if product else (),
        said=tuple(s.strip() for s in heard.host if allowed(s)),
        viewers=tuple(quotes(heard.viewers, highlight.type, allowed)),
        answer=heard.answer if allowed(heard.answer) else "",
    )
    found: list[Post] = []
    for platform, limit in LIMITS.items():
        for language in LANGUAGES:
            for style in STYLES:
                title, body = texts(facts, language, style)
                tags = [tag for tag in tags_of(facts, language) if allowed(tag)]
                post = _within(platform, language, style, title, body, tags, limit)
                if not check(post.title) and not check(post.body):
                    found.append(post)
    return found


def with_written(own: Sequence[Post], written: Sequence[Post], check: Check) -> list[Post]:
    """`own` posts, with those of a better writer in place of the same platform, language and style.

    What is outside the limits, forbidden, or for a platform that is not known, is left out.
    """
    good = {
        (post.platform, post.language, post.style): post
        for post in written
        if post.platform in LIMITS and not faults(post) and not any(map(check, (post.title, post.body, *post.tags)))
    }
    kept = [good.pop((post.platform, post.language, post.style), post) for post in own]
    return [*kept, *good.values()]


def headline(found: Sequence[Post], language: str) -> str:
    """The plainest title there is in a language; "" when there is none."""
    return next((post.title for post in found if (post.language, post.style) == (language, "plain")), "")


def faults(post: Post) -> list[str]:
    """What of a post is outside its platform's limits; empty when nothing is."""
    limit = LIMITS[post.platform]
    found = []
    if not post.title or limit.length(post.title) > limit.title:
        found.append(f"title: {limit.length(post.title)} of {limit.title}")
    body = limit.length(full_body(post)) + (limit.length(post.title) + 1 if limit.one_text else 0)
    if body > limit.body:
        found.append(f"body: {body} of {limit.body}")
    if len(post.tags) > limit.tags:
        found.append(f"tags: {len(post.tags)} of {limit.tags}")
    return found


def full_body(post: Post) -> str:
    """The caption as it is pasted: the text and its hashtags."""
    marks = " ".join(LIMITS[post.platform].tag_mark.format(tag) for tag in post.tags)
    return f"{post.body}\n\n{marks}".strip()


def markdown(highlight: Highlight, all_posts: Sequence[Post], files: Mapping[str, str]) -> str:
    """`post.md`: everything for a person to copy from. Texts stand in code fences, so that nothing is interpreted."""
    lines = [f"# {highlight.id}", "", f"{highlight.start:.1f}–{highlight.end:.1f} s · {highlight.type}", ""]
    lines += [f"- {name}: `{file}`" for name, file in files.items()]
    for post in all_posts:
        lines += ["", f"## {LIMITS[post.platform].name} · {post.language} · {post.style}", ""]
        lines += ["````text", post.title.replace("`", "'"), "", full_body(post).replace("`", "'"), "````"]
    return "\n".join(lines) + "\n"


def _within(platform: str, language: str, style: str, title: str, body: str, tags: Sequence[str], limit: Limit) -> Post:
    kept = tuple(tags[: limit.tags])
    title = shorten(title, limit.title, limit)
    room = limit.body - limit.length(" ".join(limit.tag_mark.format(tag) for tag in kept)) - 4
    room -= limit.length(title) + 1 if limit.one_text else 0
    return Post(
        platform=platform,
        language=language,
        style=style,
        title=title,
        body=shorten(body, room, limit),
        tags=kept,
    )


def _is_label(highlight: Highlight) -> bool:
    """Whether its title was written by somebody, a viewer or the operator; else it is what a recogniser heard."""
    return highlight.type == "answer" or (highlight.type == "mark" and highlight.title in highlight.reasons)


def _clean(text: str, check: Check) -> str:
    for phrase in check(text):
        text = text.replace(phrase, "")
    return text
