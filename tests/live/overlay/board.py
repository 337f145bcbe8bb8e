"""A small broadcast for the pages, on a real journal."""

import contextlib
from collections.abc import AsyncIterator

from live.config import OverlaySettings
from live.events import AnyPayload, Comment, Cue, Question
from live.journal import Journal
from live.overlay.server import OverlayServer

TOKEN = "a-token-of-this-installation"


@contextlib.asynccontextmanager
async def served(journal: Journal, port: int = 0, **options: object) -> AsyncIterator[OverlayServer]:
    """The pages of `journal`, on a free port."""
    settings = OverlaySettings(port=port)
    names = {"dress": "春夏方领收腰连衣裙"}
    async with OverlayServer(journal.follow, settings, TOKEN, names=names, **options) as server:  # type: ignore[arg-type]
        yield server


def ask(journal: Journal, group: str, title: str, *, at: float, people: int = 1, **cue: object) -> None:
    """`people` viewers ask, and a cue opens."""
    for i in range(people):
        comment = f"{group}-{at}-{i}"
        journal.append(Comment(id=comment, text=title, viewer=comment), at=at)
        journal.append(Question(comment=comment, intent="size", score=0.9, group=group), at=at)
    by = "operator" if "released" in cue else "local"
    put(journal, Cue(group=group, title=title, **{"state": "open", "by": by, **cue}), at=at)  # type: ignore[arg-type]


def put(journal: Journal, data: AnyPayload, at: float) -> None:
    journal.append(data, at=at)
