"""The endpoints in their order: who is asked, what is noted of each call, and when one is left alone."""

import asyncio
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Generic, Literal, TypeVar

from live.config import LlmEndpoint, LlmSettings
from live.events import Llm
from live.llm.breaker import Breaker
from live.llm.budget import NEVER_SENT, Budget, Grant
from live.llm.client import Client, Failed
from live.llm.dialect import dialect_of
from live.llm.prompt import Prompt
from live.llm.reply import Unusable
from live.llm.wire import Completion
from live.llm.words import Words

log = logging.getLogger(__name__)
T = TypeVar("T")

MARGIN = 1.15
"""A prompt is taken to have so many times the tokens for its bytes as the densest one so far."""

Read = Callable[[str, str], T]
"""From a reply's text and how it finished to what it says; raises Unusable."""


@dataclass
class Asked(Generic[T]):
    """What came of asking: one event for each call that was made, and what the last one said, if any said anything.

    Put the events into the journal, then `settle`.
    """

    calls: list[Llm] = field(default_factory=list)
    said: T | None = None
    model: str = ""
    why_not: str = ""
    """Why nothing was said, for people."""
    short_of: int = 0
    """Tokens of a call that the budget did not allow."""
    _grants: list[Grant] = field(default_factory=list)

    def settle(self, budget: Budget) -> None:
        """The events stand in the journal; the budget need not hold anything for them any more."""
        for grant in self._grants:
            budget.release(grant)
        self._grants.clear()


@dataclass
class _Endpoint:
    client: Client
    breaker: Breaker

    def __post_init__(self) -> None:
        self.label = self.client.endpoint.label
        self.dialect = dialect_of(self.client.endpoint)
        self.density = 1.0
        """Tokens that a prompt has for each of its bytes, at most, as far as is known: no tokenizer has more than 1."""
        self.counted = False


class Endpoints:
    """Asks the first endpoint that is well, then the next."""

    def __init__(
        self,
        settings: LlmSettings,
        budget: Budget,
        environ: Mapping[str, str],
        now: Callable[[], float] = time.monotonic,
        language: str = "en",
    ) -> None:
        """`environ` has the keys, by the names that the settings give. `now` is the clock of rests, in seconds."""
        self._settings = settings
        self._budget = budget
        self.now = now
        self._words = Words(language)
        self._all = [_endpoint(e, environ, self._words) for e in settings.endpoints]

    async def __aenter__(self) -> "Endpoints":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Hang up everywhere."""
        for endpoint in self._all:
            await endpoint.client.close()

    @property
    def health(self) -> tuple[Literal["ok", "degraded", "down"], str]:
        """Of all together, and what is to be said of it."""
        well = [e for e in self._all if e.breaker.may_call() and not e.breaker.doubtful]
        ill = "; ".join(f"{e.label}: {e.breaker.reason}" for e in self._all if e not in well)
        if not well:
            return "down", self._words("local", why=ill)
        if well[0] is not self._all[0]:
            return "degraded", self._words("instead", why=ill, name=well[0].label)
        return "ok", f"{well[0].label} ({well[0].client.endpoint.model})"

    def too_much(self, tokens: int, at: float) -> str:
        """Why a call of so many tokens may not be made at broadcast time `at`, for people; "" when it may."""
        short = self._budget.short(tokens, at)
        return self._words(short[0], n=short[1]) if short is not None else ""

    def may_ask(self) -> bool:
        """Whether there is one that can be asked now."""
        return any(e.breaker.may_call() for e in self._all)

    async def load(self) -> None:
        """Load what the first call needs now, before a broadcast is busy."""
        for endpoint in self._all:
            if endpoint.breaker.may_call():
                await endpoint.client.load()

    async def look(self) -> None:
        """Look whether those that have rested, or that a person had to set right, are back. It costs no tokens."""
        for endpoint in self._all:
            if endpoint.breaker.due(self.now()):
                try:
                    await endpoint.client.look(refused_is_there=endpoint.breaker.state == "open")
                except Failed as failed:
                    if failed.then == "give_up":
                        endpoint.breaker.dies(self.now(), failed.reason)
                    else:
                        endpoint.breaker.failed(self.now(), failed.reason, failed.rest_for)
                else:
                    endpoint.breaker.answers()

    async def ask(
        self,
        prompt: Prompt,
        read: Read[T],
        schema: dict[str, Any],
        *,
        purpose: str,
        most: int,
        at: float,
        within: float | None = None,
        comments: int = 0,
        into: Asked[T] | None = None,
    ) -> Asked[T]:
        """Ask until one gives what `read` takes, or nobody is left to be asked. Never raises for what an endpoint does.

        `most`: tokens of the reply. `at`: the broadcast time that is asked at, for the budget. `within`: seconds for a
        whole reply. `comments`: how many are in it, for the record. `into`: what is filled and returned; whoever may
        have to stop waiting gives one, and finds the calls in it that were made up to then.
        """
        asked: Asked[T] = Asked() if into is None else into
        for endpoint in self._all:
            while endpoint.breaker.may_call():
                tokens = self._estimate(endpoint, prompt) + most
                if why := self.too_much(tokens, at):
                    asked.why_not, asked.short_of = why, tokens
                    asked.calls.append(self._event(endpoint, NEVER_SENT, purpose, reason=why))
                    return asked
                if not self._budget.paced(purpose, at):
                    asked.why_not = asked.why_not or self._words("paced")
                    return asked
                asked._grants.append(self._budget.hold(tokens, purpose))
                again = await self._call(
                    endpoint, asked, prompt, read, schema, purpose, most, within or self._settings.timeout, comments
                )
                if asked.said is not None:
                    asked.why_not, asked.model = "", endpoint.client.endpoint.model
                    return asked
                if not again:
                    break
        asked.why_not = asked.why_not or self.health[1]
        return asked

    async def _call(
        self,
        endpoint: _Endpoint,
        asked: Asked[T],
        prompt: Prompt,
        read: Read[T],
        schema: dict[str, Any],
        purpose: str,
        most: int,
        within: float,
        comments: int,
    ) -> bool:
        """One call, noted in `asked`. True when the same endpoint is to be asked again, in another way."""
        began, outcome, reason, again = time.monotonic(), "ok", "", False
        completion: Completion | None = None
        billed = False
        try:
            completion = await endpoint.client.complete(
                prompt.system, prompt.user, endpoint.dialect, schema, most, within
            )
            asked.said = read(completion.text, completion.finish)
            endpoint.breaker.succeeded()
        except Unusable as useless:
            outcome, reason = useless.outcome, useless.reason
            endpoint.breaker.useless(self.now(), self._words(outcome))
        except Failed as failed:
            outcome, reason, billed = failed.outcome, failed.reason, failed.billed
            again = self._failed(endpoint, failed)
        except asyncio.CancelledError:
            asked.calls.append(
                self._event(
                    endpoint, "timeout", purpose, reason="nobody waits for it any more", comments=comments,
                    seconds=round(time.monotonic() - began, 3), prompt_tokens=self._estimate(endpoint, prompt),
                )
            )  # fmt: skip
            raise
        if outcome != "ok":
            asked.why_not = f"{endpoint.label}: {reason}"
            log.info("llm %s: %s: %s", endpoint.label, outcome, reason)
        tokens = self._count(endpoint, completion, prompt, billed)
        asked.calls.append(
            self._event(
                endpoint, outcome, purpose, reason=reason, seconds=round(time.monotonic() - began, 3),
                comments=comments, prompt_tokens=tokens, cached_tokens=completion.cached_tokens if completion else 0,
                completion_tokens=_completed(completion, most),
            )
        )  # fmt: skip
        return again

    def _failed(self, endpoint: _Endpoint, failed: Failed) -> bool:
        """What follows from a failure; True when the same endpoint is to be asked again, in another way."""
        if failed.then == "give_up":
            if not endpoint.breaker.doubtful:
                log.warning("llm %s is not asked before it is set right: %s", endpoint.label, failed.reason)
            endpoint.breaker.dies(self.now(), failed.reason)
            return False
        if failed.then == "other_dialect" and (other := endpoint.dialect.after(failed.reason)) is not None:
            endpoint.dialect = other
            return True
        endpoint.breaker.failed(self.now(), failed.reason, failed.rest_for)
        return False

    def _estimate(self, endpoint: _Endpoint, prompt: Prompt) -> int:
        return int(prompt.bytes * min(1.0, endpoint.density * MARGIN)) + 1

    def _count(self, endpoint: _Endpoint, completion: Completion | None, prompt: Prompt, billed: bool) -> int:
        """Tokens of the prompt: as counted by the server; estimated where it may have worked on it and did not say."""
        if completion is not None and completion.prompt_tokens is not None:
            density = min(1.0, completion.prompt_tokens / prompt.bytes)
            endpoint.density = max(endpoint.density, density) if endpoint.counted else density
            endpoint.counted = True
            return min(completion.prompt_tokens, prompt.bytes)  # a miscounting server must not spend the budget
        return self._estimate(endpoint, prompt) if completion is not None or billed else 0

    def _event(self, endpoint: _Endpoint, outcome: str, purpose: str, **values: Any) -> Llm:
        return Llm(
            endpoint=endpoint.label, model=endpoint.client.endpoint.model, outcome=outcome, purpose=purpose, **values
        )


def _endpoint(endpoint: LlmEndpoint, environ: Mapping[str, str], words: Words) -> _Endpoint:
    """An endpoint that lacks its key is known and never asked."""
    key = environ.get(endpoint.key_env, "").strip() if endpoint.key_env else ""
    found = _Endpoint(Client(endpoint, key, words), Breaker())
    if endpoint.key_env and not key:
        found.breaker.never(words("no_key", name=endpoint.key_env))
    elif not (key.isascii() and (key.isprintable() or not key)):
        found.breaker.never(words("no_such_key", name=endpoint.key_env))
    return found


def _completed(completion: Completion | None, most: int) -> int:
    if completion is None:
        return 0
    counted = completion.completion_tokens
    written = len(completion.text.encode())
    return written if counted is None else min(counted, max(most, written))
