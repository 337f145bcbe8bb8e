"""What comes back of a chat completion, read leniently: servers leave out or add much."""

from typing import Any

import msgspec


class _Message(msgspec.Struct, frozen=True):
    content: str | None = None


class _Choice(msgspec.Struct, frozen=True):
    message: _Message = _Message()
    finish_reason: str | None = None


class _PromptDetails(msgspec.Struct, frozen=True):
    cached_tokens: int | None = None


class _Usage(msgspec.Struct, frozen=True):
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    prompt_cache_hit_tokens: int | None = None
    """DeepSeek's count of what came from its cache."""
    prompt_tokens_details: _PromptDetails | None = None
    """OpenAI's."""


class _Wire(msgspec.Struct, frozen=True):
    choices: list[_Choice] = []
    usage: _Usage | None = None


class Completion(msgspec.Struct, frozen=True, kw_only=True):
    """One reply. Tokens are None where the server does not count them."""

    text: str
    finish: str
    prompt_tokens: int | None = None
    cached_tokens: int = 0
    completion_tokens: int | None = None


def read_completion(body: bytes) -> Completion:
    """The body of an HTTP 200. Raises msgspec.DecodeError or ValidationError when it is no chat completion.

    Empty lines before it, which a busy DeepSeek sends to keep the connection, are no fault.
    """
    read = msgspec.json.decode(body.strip(), type=_Wire)
    if not read.choices:
        raise msgspec.ValidationError("no choices")
    choice, usage = read.choices[0], read.usage or _Usage()
    details = usage.prompt_tokens_details
    cached = usage.prompt_cache_hit_tokens
    if cached is None:
        cached = details.cached_tokens if details is not None else None
    return Completion(
        text=choice.message.content or "",
        finish=choice.finish_reason or "stop",
        prompt_tokens=_positive(usage.prompt_tokens),
        cached_tokens=max(0, cached or 0),
        completion_tokens=_positive(usage.completion_tokens),
    )


def error_message(body: Any) -> str:
    """What an error's body says, in one line that is short enough for a screen."""
    told = body.get("message", body.get("detail", "")) if isinstance(body, dict) else body
    return " ".join(str(told or "").split())[:160]


def _positive(count: int | None) -> int | None:
    return count if count is not None and count > 0 else None
