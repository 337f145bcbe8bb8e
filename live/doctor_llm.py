"""The doctor's look at the language model: each endpoint, its key, and, when asked, one tiny call."""

import asyncio
import time
from collections.abc import Mapping

import msgspec

from live.check import Check
from live.config import LlmEndpoint, LlmSettings
from live.llm.client import Client, Failed
from live.llm.dialect import Dialect, dialect_of, schema_of

WAYS = 5
"""Ways to ask that are tried before an endpoint counts as one that takes none."""


class Pong(msgspec.Struct, frozen=True):
    """What the tiny call asks for."""

    ok: bool


def check_endpoints(settings: LlmSettings, environ: Mapping[str, str]) -> list[Check]:
    """Each endpoint and whether its key is set, without asking the network. A key itself is never shown."""
    if not settings.endpoints:
        how = "See docs/llm.md if you want one; three lines are enough."
        return [Check("llm", "note", "not configured: everything stays on this machine", how)]
    return [_endpoint(n, e, environ) for n, e in enumerate(settings.endpoints, 1)]


async def try_endpoints(settings: LlmSettings, environ: Mapping[str, str]) -> list[Check]:
    """Each endpoint that has its key is asked for one word of JSON. Costs some dozen tokens each."""
    return list(await asyncio.gather(*(_tried(n, e, settings, environ) for n, e in enumerate(settings.endpoints, 1))))


def _endpoint(number: int, endpoint: LlmEndpoint, environ: Mapping[str, str]) -> Check:
    name, detail = f"llm {number}", f"{endpoint.label}: {endpoint.model} at {endpoint.base_url}"
    if not endpoint.key_env:
        return Check(name, "ok", f"{detail}, no key needed")
    if environ.get(endpoint.key_env):
        return Check(name, "ok", f"{detail}, key in {endpoint.key_env} is set")
    return Check(
        name, "warning", f"{detail}, key in {endpoint.key_env} is not set",
        f"Set the environment variable {endpoint.key_env}.",
    )  # fmt: skip


async def _tried(number: int, endpoint: LlmEndpoint, settings: LlmSettings, environ: Mapping[str, str]) -> Check:
    known = _endpoint(number, endpoint, environ)
    if known.state != "ok":
        return known
    dialect, began = dialect_of(endpoint), time.monotonic()
    async with Client(endpoint, environ.get(endpoint.key_env, "")) as client:
        for _ in range(WAYS):
            try:
                said = await _ping(client, dialect, settings.timeout)
            except Failed as failed:
                other = dialect.after(failed.reason) if failed.then == "other_dialect" else None
                if other is None:
                    return Check(known.name, "warning", f"{endpoint.label}: {failed.reason}", _fix(failed))
                dialect = other
            else:
                return _judged(known.name, endpoint, said, dialect, time.monotonic() - began)
    return Check(known.name, "warning", f"{endpoint.label} takes no way of asking", "Is it OpenAI-compatible?")


async def _ping(client: Client, dialect: Dialect, within: float) -> str:
    system = 'You test a connection. Reply with one json object and nothing else: {"ok": true}'
    return (await client.complete(system, "Reply with json.", dialect, schema_of(Pong), 30, within)).text


def _judged(name: str, endpoint: LlmEndpoint, said: str, dialect: Dialect, seconds: float) -> Check:
    detail = f"{endpoint.label}: {endpoint.model} answered in {seconds:.1f} s (JSON by {dialect.json})"
    try:
        msgspec.json.decode(said, type=Pong)
    except msgspec.DecodeError:
        fix = "A larger model, or one that is not thinking (docs/llm.md), keeps to what it is asked for."
        return Check(name, "warning", f"{detail}, but not as asked", fix)
    return Check(name, "ok", detail)


def _fix(failed: Failed) -> str:
    if failed.then == "give_up":
        return "Set the right key and model in config.toml and the environment."
    return "Is its server running, and base_url right? Cues stay local as long as it does not answer."
