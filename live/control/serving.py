"""The control channel of a room."""

import asyncio
from collections.abc import Callable

from live.control.messages import Hello
from live.control.server import ControlServer
from live.room import Room


def control_of(room: Room, stop: asyncio.Event, now: Callable[[], float] | None = None) -> ControlServer:
    """Others may watch and steer `room` while this is entered; setting `stop` ends the broadcast safely. `now` is the
    clock of a live broadcast; a replay has none, its time is that of the newest event.
    """
    settings = room.settings

    def hello() -> Hello:
        return Hello(
            at=max(now() if now else 0.0, room.state.now),
            live=now is not None,
            language=settings.session.language,
            llm=bool(settings.llm.endpoints),
            tokens_per_broadcast=settings.llm.tokens_per_broadcast,
        )

    return ControlServer(
        room.folder.control,
        grant=lambda wish: room.grant(wish, now() if now else 0.0),
        stop=stop.set,
        flush=lambda: room.journal.flush(2.0),
        hello=hello,
        heard=lambda: room.partials.now,
        exporting=lambda: room.exporting,
        addresses=lambda: room.addresses,
    )
