"""The host page and the overlay of a room, and where they are."""

import contextlib
from collections.abc import AsyncIterator, Callable

from live.comments.key import load_key
from live.errors import BadInput
from live.overlay.guard import page_token
from live.overlay.server import OverlayServer
from live.room import Room


@contextlib.asynccontextmanager
async def pages_of(
    room: Room,
    note: Callable[[str], None],
    *,
    now: Callable[[], float] | None = None,
    needed: bool = True,
) -> AsyncIterator[None]:
    """Serve the pages meanwhile. Their addresses are told once they can be opened: through `note`, and to screens in
    `room.addresses` (never in the journal, which is handed around: they hold the token).

    `now` is the clock of a live broadcast. `needed`: raises BadInput where they cannot be served; else the health says
    so and the broadcast goes on.
    """

    def at() -> float:
        return max(now() if now else 0.0, room.state.now)

    server = OverlayServer(
        room.journal.follow,
        room.settings.overlay,
        page_token(load_key()),
        grant=lambda wish: room.grant(wish, at()),
        state=room.state,
        partials=room.partials,
        names={p.id: p.name for p in room.catalog.products} if room.catalog else {},
        expire_after=room.settings.cues.expire_after,
        language=room.settings.session.language,
    )
    try:
        await server.start()
    except BadInput as error:
        if needed:
            raise
        room.health("overlay", "down", str(error), at=at())
        yield
        return
    try:
        room.addresses["host"], room.addresses["overlay"] = server.address("host"), server.address("overlay")
        note(f"host page    {room.addresses['host']}\nOBS overlay  {room.addresses['overlay']}")
        room.health("overlay", "ok", f"serving on port {server.port}", at=at())
        yield
    finally:
        room.addresses.clear()
        await server.close()
