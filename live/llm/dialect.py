"""How one server wants to be asked: servers that speak the same protocol refuse different parts of it."""

from dataclasses import dataclass, replace
from typing import Any, Literal
from urllib.parse import urlsplit

import msgspec

from live.config import LlmEndpoint

Json = Literal["schema", "object", "text"]
PARTS = ("response_format", "json_schema", "json_object", "max_tokens", "max_completion_tokens", "temperature")
"""What of a request some servers do not know; they name it when they refuse it."""

_THINKING_OFF: dict[str, dict[str, Any]] = {
    # api-docs.deepseek.com, "Thinking Mode": on by default, and switched in the body.
    "deepseek.com": {"thinking": {"type": "disabled"}},
    "volces.com": {"thinking": {"type": "disabled"}},
    "aliyuncs.com": {"enable_thinking": False},
}
"""Hosts whose models think before they answer unless they are told not to, and how they are told."""

_NO_SCHEMA = ("deepseek.com",)
"""Hosts known to take `json_object` and not `json_schema`: it saves the first call from being refused."""


@dataclass(frozen=True)
class Dialect:
    """What is sent beside model and messages."""

    json: Json = "schema"
    limit: Literal["max_tokens", "max_completion_tokens"] = "max_tokens"
    temperature: bool = True
    extra: tuple[tuple[str, Any], ...] = ()

    def options(self, schema: dict[str, Any], most: int) -> dict[str, Any]:
        """Arguments of the call: at most `most` tokens of JSON that keeps to `schema`."""
        options: dict[str, Any] = {self.limit: most, "extra_body": dict(self.extra)}
        if self.temperature:
            options["temperature"] = 0.0
        if self.json == "schema":
            options["response_format"] = {
                "type": "json_schema", "json_schema": {"name": "reply", "schema": schema, "strict": False},
            }  # fmt: skip
        elif self.json == "object":
            options["response_format"] = {"type": "json_object"}
        return options

    def after(self, refusal: str) -> "Dialect | None":
        """Another way to ask, after a 400 or 422 with this message; None when there is none left."""
        if "max_completion_tokens" in refusal and self.limit == "max_tokens":
            return replace(self, limit="max_completion_tokens")
        if "temperature" in refusal and self.temperature:
            return replace(self, temperature=False)
        if self.json == "schema":
            return replace(self, json="object")
        if self.json == "object":
            return replace(self, json="text")
        return None


def dialect_of(endpoint: LlmEndpoint) -> Dialect:
    """How an endpoint is asked at first. What the settings say in `extra` goes before what is known of its host."""
    host = urlsplit(endpoint.base_url).hostname or ""
    known = next((off for domain, off in _THINKING_OFF.items() if _within(host, domain)), {})
    return Dialect(
        json="object" if any(_within(host, domain) for domain in _NO_SCHEMA) else "schema",
        extra=tuple((endpoint.extra or known).items()),
    )


def schema_of(reply: type[msgspec.Struct]) -> dict[str, Any]:
    """The JSON schema of a reply, with its parts in place: some servers follow no references."""
    (schema,), parts = msgspec.json.schema_components([reply], ref_template="{name}")

    def inline(value: Any) -> Any:
        if isinstance(value, dict):
            if "$ref" in value:
                return inline(parts[value["$ref"]])
            return {key: inline(inner) for key, inner in value.items() if key != "title"}
        return [inline(inner) for inner in value] if isinstance(value, list) else value

    return {str(key): inner for key, inner in inline(schema).items()}


def _within(host: str, domain: str) -> bool:
    return host == domain or host.endswith("." + domain)
