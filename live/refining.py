"""The worker beside a room that has a language model refine what the local parts have put on screen already.

What it says goes into the journal as an input, like a comment or the operator's key: the parts fold it, and a journal
tells the same story however often it is read.
"""

import asyncio
import logging
from types import TracebackType

from live.clock import Clock
from live.llm.assistant import Assistant
from live.llm.effects import effects
from live.llm.endpoints import Asked
from live.llm.reply import Findings
from live.room import Room

log = logging.getLogger(__name__)

LOOK_EVERY = 0.25
"""Seconds between two looks whether a batch is due."""
TAKES = 1.5
"""Seconds of broadcast that a reply takes in a replay, however long it really took: every replay has it there."""


class Refining:
    """Refines one room, live (`run`) or in a replay (`until`)."""

    def __init__(self, room: Room, assistant: Assistant) -> None:
        self._room = room
        self._assistant = assistant
        self._flight: tuple[float, Asked[Findings], asyncio.Task[Asked[Findings]]] | None = None

    async def run(self, clock: Clock) -> None:
        """Refine as the broadcast goes on, until cancelled."""
        await self._assistant.endpoints.load()
        while True:
            await self._look(clock.now())
            at = clock.now()
            if (batch := self._assistant.choose(at)) is not None:
                asked: Asked[Findings] = Asked()
                try:
                    await self._assistant.ask(batch, at, asked)
                finally:  # also when the broadcast ends meanwhile: a call that was made is told
                    self._apply(asked, clock.now())
            await asyncio.sleep(LOOK_EVERY)

    async def until(self, at: float) -> None:
        """A replay is about to go on to broadcast time `at`: what the model says before then is put in now."""
        while True:
            if self._flight is not None:
                arrives, _, task = self._flight
                if arrives > at:
                    return
                self._apply(await task, arrives)
                self._flight = None
            await self._look(self._room.state.now)
            due = self._assistant.desk.due(self._room.state.now)
            starts = max(due or 0.0, self._room.state.now)
            if due is None or starts > at or (batch := self._assistant.choose(starts)) is None:
                return
            asked: Asked[Findings] = Asked()
            self._flight = (starts + TAKES, asked, asyncio.create_task(self._assistant.ask(batch, starts, asked)))

    async def __aenter__(self) -> "Refining":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of a reply that is still under way, note that it was asked for, and hang up."""
        if self._flight is not None:
            _, asked, task = self._flight
            self._flight = None
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            self._apply(asked, self._room.state.now)
        await self._assistant.endpoints.close()

    async def _look(self, at: float) -> None:
        await self._assistant.endpoints.look()
        self._tell(at)

    def _apply(self, asked: Asked[Findings], at: float) -> None:
        for call in asked.calls:
            self._room.put(call, at)
        asked.settle(self._assistant.budget)
        if asked.said is not None:
            for why in asked.said.dropped:
                log.debug("llm: dropped: %s", why)
            for payload in effects(asked.said, self._room.state):
                self._room.put(payload, at)
        self._tell(at)

    def _tell(self, at: float) -> None:
        """Health on screen: whom it is, what is wrong, and that the cues go on without."""
        state, detail = self._assistant.endpoints.health
        if state != "down" and (why := self._assistant.out_of_budget(at)):
            self._room.health("llm", "degraded", why, at=at)
        else:
            self._room.health("llm", state, detail, at=at)
