"""One endpoint at the other end of a socket, through the `openai` package. Others decide whether to try again."""

import asyncio
import email.utils
import math
import ssl
import time
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import msgspec

from live.config import LlmEndpoint
from live.llm.dialect import PARTS, Dialect
from live.llm.wire import Completion, error_message, read_completion
from live.llm.words import Words

if TYPE_CHECKING:
    import openai

LOOK = 4.0
"""Seconds for an answer to "are you there", which costs nothing."""
T = TypeVar("T")
Then = Literal["rest", "other_dialect", "give_up"]


@dataclass
class Failed(Exception):
    """A call that gave nothing.

    `outcome` is that of `live.events.Llm`. `then`: leave it alone for a while (`rest_for` seconds, where it said how
    long), ask it in another way, or not at all before a person has done something. `billed`: whether the server may
    have worked on the prompt, and counted its tokens. `key_refused`: whether it does not take the key.
    """

    outcome: str
    reason: str
    then: Then = "rest"
    rest_for: float | None = None
    billed: bool = False
    key_refused: bool = False


class Client:
    """Speaks to one endpoint. The package is loaded by `load`, or else with the first call: it takes a second."""

    def __init__(self, endpoint: LlmEndpoint, key: str, words: Words | None = None) -> None:
        """`key`: of the endpoint, "" where none is needed; it is sent to the endpoint and goes nowhere else. `words`:
        the language in which what is wrong is told."""
        self.endpoint = endpoint
        self._words = words or Words()
        self._key = key
        self._openai: openai.AsyncOpenAI | None = None

    async def __aenter__(self) -> "Client":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Hang up."""
        if self._openai is not None:
            await self._openai.close()
            self._openai = None

    async def load(self) -> None:
        """Load what the first call needs, off the event loop."""
        await self._service()

    async def complete(
        self, system: str, user: str, dialect: Dialect, schema: Mapping[str, Any], most: int, within: float
    ) -> Completion:
        """One reply of at most `most` tokens, whole within `within` seconds. Raises Failed."""
        service = await self._service()

        async def ask() -> bytes:
            raw = await service.chat.completions.with_raw_response.create(
                model=self.endpoint.model,
                messages=[{"role": "system", "content": system}, {"role": "user", "content": user}],
                timeout=within,
                **dialect.options(dict(schema), most),
            )
            return bytes(raw.content)

        body = await self._within(within, ask())
        try:
            return read_completion(body)
        except msgspec.DecodeError as error:  # a ValidationError is one too
            raise Failed("schema", self._words("not_chat"), billed=True) from error

    async def look(self, refused_is_there: bool = True) -> None:
        """Whether somebody is there, by asking for its list of models. Raises Failed when nobody is, and, without
        `refused_is_there`, when it does not take the key."""
        import openai

        service = await self._service()

        async def ask() -> None:
            await service.models.with_raw_response.list(timeout=LOOK)

        try:
            await self._within(LOOK, ask())
        except Failed as failed:
            # A server without such a list (404, 405, 501) is there all the same, and so is one that shows it to other
            # keys only; one that says it is busy is not.
            there = isinstance(failed.__cause__, openai.APIStatusError) and failed.outcome != "busy"
            if not there or (failed.key_refused and not refused_is_there):
                raise

    async def _within(self, seconds: float, work: Awaitable[T]) -> T:
        import openai

        try:
            # Its own timeout is from byte to byte; a reply that trickles would never meet it.
            async with asyncio.timeout(seconds):
                return await work
        except (TimeoutError, openai.APITimeoutError) as error:
            raise Failed("timeout", self._words("timeout", n=seconds), billed=True) from error
        except openai.APIStatusError as error:
            raise self._refused(error) from error
        except openai.APIConnectionError as error:
            raise Failed("error", self._unreachable(error)) from error
        except (openai.OpenAIError, ValueError) as error:
            raise Failed("error", error_message(str(error)) or type(error).__name__) from error

    def _refused(self, error: "openai.APIStatusError") -> Failed:
        status, said, words = error.status_code, error_message(error.body), self._words
        named = self.endpoint.key_env
        key = words("key", name=named) if named else words("no_key_env")
        if status == 401:
            return Failed("error", words("401", key=key), "give_up", key_refused=True)
        if status == 403:
            return Failed("error", words("403", key=key, model=self.endpoint.model), "give_up", key_refused=True)
        if status == 402:
            return Failed("error", words("402"), "give_up")
        if status in (400, 422) or (status == 500 and any(part in said for part in PARTS)):
            # llama-cpp-python's server says 500 to a part of a request that it does not know.
            return Failed("error", words("as_asked", status=status, said=said), "other_dialect")
        if status == 404:
            return Failed("error", words("404", said=said), "give_up")
        if status == 429:
            return Failed("busy", words("429"), rest_for=_retry_after(error.response.headers))
        if status in (502, 503, 504, 529):
            return Failed("busy", words("busy", status=status), rest_for=_retry_after(error.response.headers))
        return Failed("error", words("failed", status=status, said=said))

    def _unreachable(self, error: BaseException) -> str:
        """Why there is no connection, for people: the innermost cause says it."""
        cause: BaseException = error
        while (inner := cause.__cause__ or cause.__context__) is not None:
            cause = inner
            if isinstance(cause, ssl.SSLError):
                return self._words("tls")
        if isinstance(cause, ConnectionRefusedError) or "refused" in str(cause).lower():
            return self._words("refused")
        return self._words("unreachable", said=error_message(str(cause)) or type(cause).__name__)

    async def _service(self) -> "openai.AsyncOpenAI":
        if self._openai is None:
            self._openai = await asyncio.to_thread(self._load)
        return self._openai

    def _load(self) -> "openai.AsyncOpenAI":
        import openai

        service = openai.AsyncOpenAI(base_url=self.endpoint.base_url, api_key=self._key or "none", max_retries=0)
        # These load more of the package, which is better done here than on the event loop.
        _ = service.chat.completions.with_raw_response, service.models.with_raw_response
        return service


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds of `Retry-After`, which holds a number or a date; None without one that makes sense."""
    value = headers.get("retry-after", "").strip()
    try:
        seconds = float(value)
    except ValueError:
        pass
    else:
        return max(0.0, seconds) if math.isfinite(seconds) else None
    try:
        return max(0.0, email.utils.parsedate_to_datetime(value).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return None
