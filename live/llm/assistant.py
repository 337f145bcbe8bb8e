"""The language model of one broadcast: what waits for it, what may be spent, and whom to ask."""

import time
from collections.abc import Callable, Mapping

from live.catalog.products import Catalog
from live.config import LlmSettings
from live.events import Event
from live.llm.batch import Batch
from live.llm.budget import Budget
from live.llm.desk import Desk
from live.llm.dialect import schema_of
from live.llm.endpoints import Asked, Endpoints
from live.llm.facts import pages
from live.llm.reply import Findings, Reply, read_reply
from live.state import BroadcastState


class Assistant:
    """Is told every event, before the parts are, and asks when it is told to. It appends nothing by itself."""

    def __init__(
        self,
        settings: LlmSettings,
        catalog: Catalog | None,
        score: Callable[[str], float],
        state: BroadcastState,
        environ: Mapping[str, str],
        now: Callable[[], float] = time.monotonic,
        language: str = "en",
    ) -> None:
        """`score`: the detector's probability that a text needs an answer. `environ`: where the keys are. `now`: the
        clock by which an endpoint that failed is left alone, in seconds. `language`: of what screens say."""
        self.settings = settings
        self.budget = Budget(settings)
        self.endpoints = Endpoints(settings, self.budget, environ, now, language)
        self.pages = pages(catalog or Catalog())
        self.desk = Desk(settings, self.pages, score)
        self._state = state
        self._schema = schema_of(Reply)
        self._broke = 0
        """Tokens that the last call would have taken which the budget did not allow; 0 where it does."""

    def on(self, event: Event) -> None:
        """Take in one event."""
        self.budget.on(event)
        self.desk.on(event)

    def out_of_budget(self, at: float) -> str:
        """Why nothing is asked although somebody is there, for people; "" where that is not so."""
        why = self.endpoints.too_much(self._broke, at) if self._broke else ""
        if not why:
            self._broke = 0
        return why

    def choose(self, at: float) -> Batch | None:
        """The batch that is due at broadcast time `at`, if one is and somebody may be asked."""
        due = self.desk.due(at)
        if due is None or due > at or not self.endpoints.may_ask() or not self.budget.paced("cues", at):
            return None
        if self.out_of_budget(at):
            return None
        batch = self.desk.choose(self._state, at)
        if batch is not None:
            self.desk.taken(batch)
        return batch

    async def ask(self, batch: Batch, at: float, into: Asked[Findings]) -> Asked[Findings]:
        """Have a batch judged; what comes of it is in `into`. What of it is worth a new try waits again."""
        asked = await self.endpoints.ask(
            batch.prompt,
            lambda text, finish: read_reply(text, finish, batch),
            self._schema,
            purpose="cues",
            most=batch.most,
            at=at,
            comments=len(batch.comments),
            into=into,
        )
        if asked.said is not None:
            self.desk.settled(batch)
        else:
            self.desk.gave_nothing(batch, at)
            self._broke = asked.short_of
        return asked
