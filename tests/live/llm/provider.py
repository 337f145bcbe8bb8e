"""A provider of a language model on this computer: chat completions over real HTTP, with the faults that real ones
have.

It counts a token for each two bytes, and caches prefixes in pieces, as DeepSeek does.
"""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any

import msgspec

Data = Mapping[str, Any]
"""What stands between the markers of a prompt."""
Answer = Callable[[Data, str], Any]
"""From the data and the system prompt to the reply: an object, or raw text."""
PIECE = 128
"""Bytes of a prefix that are cached as a whole."""

NOTHING: dict[str, Any] = {"verdicts": [], "merges": [], "answers": []}


class Provider:
    """`faults`: what the next requests meet, in order; an empty list serves well. `always`: what every one meets."""

    def __init__(self, answer: Answer = lambda data, system: NOTHING, *, key: str = "sk-test") -> None:
        self.answer = answer
        self.key = key
        self.faults: list[str] = []
        self.always = ""
        self.refuses: set[str] = set()
        """Parts of the protocol that it does not know: json_schema, json_object, max_tokens, temperature."""
        self.refusal = 400
        """The status with which it says so; llama-cpp-python's server says 500."""
        self.lists_models = 200
        """The status with which it answers a look at its models; servers that know only POST say 405 or 501."""
        self.miscounts = 1
        """By how much more it says it has counted than it has."""
        self.openai_usage = False
        """Count cached tokens as OpenAI does, not as DeepSeek does."""
        self.requests: list[dict[str, Any]] = []
        self.tokens = 0
        """All that it has counted."""
        self.asked = asyncio.Event()
        """Set with the first request."""
        self.looks = 0
        self.port = 0
        self._server: asyncio.Server | None = None
        self._cached: set[bytes] = set()
        self._serving: set[asyncio.Task[None]] = set()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    def batches(self) -> list[dict[str, Any]]:
        """The data of every request."""
        return [_data(request["messages"][1]["content"]) for request in self.requests]

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """As when its machine is switched off: connections are cut, and nothing listens."""
        if self._server is not None:
            self._server.close()
            self._server = None
        for task in list(self._serving):
            task.cancel()
        await asyncio.gather(*self._serving, return_exceptions=True)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._serving.add(task)
        try:
            while await self._serve(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            self._serving.discard(task)
            writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        line, *rows = head.split("\r\n")
        headers = {k.lower(): v.strip() for k, _, v in (row.partition(":") for row in rows) if k}
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        if headers.get("authorization") != f"Bearer {self.key}":
            return await self._error(writer, 401, "Authentication Fails (no such user)")
        if "/models" in line:
            self.looks += 1
            if self.lists_models != 200:
                return await self._error(writer, self.lists_models, "Method Not Allowed")
            return await self._send(writer, 200, {"object": "list", "data": [{"id": "m", "object": "model"}]})
        request = json.loads(body)
        self.requests.append(request)
        self.asked.set()
        fault = self.faults.pop(0) if self.faults else self.always
        if (refused := self._refused(request)) is not None:
            return await self._error(writer, self.refusal, refused)
        return await self._complete(writer, request, fault)

    def _refused(self, request: dict[str, Any]) -> str | None:
        kind = request.get("response_format", {}).get("type", "")
        if kind in self.refuses:
            return "This response_format type is unavailable now"
        if "max_tokens" in request and "max_tokens" in self.refuses:
            return "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead."
        if "temperature" in request and "temperature" in self.refuses:
            return "Unsupported value: 'temperature' does not support 0 with this model."
        return None

    async def _complete(self, writer: asyncio.StreamWriter, request: dict[str, Any], fault: str) -> bool:
        if fault in ("401", "402", "403", "404", "422", "500", "502", "503", "529"):
            return await self._error(writer, int(fault), "Service is too busy. We advise users to wait.")
        if fault.startswith("429"):
            return await self._error(writer, 429, "Rate limit reached", retry_after=fault.partition(":")[2])
        if fault == "hang":
            await asyncio.sleep(3600)
        if fault == "html":
            return await self._raw(writer, b"<html>It works!</html>", "text/html")
        system, user = (m["content"] for m in request["messages"])
        text, finish = self._text(user, system, fault)
        reply = json.dumps(self._body(request, system, user, text, finish)).encode()
        if fault == "trickle":
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n")
            while True:
                writer.write(b"1\r\n\n\r\n")
                await writer.drain()
                await asyncio.sleep(0.02)
        if fault == "cut off":
            writer.write(
                b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99999\r\n\r\n" + reply[:40]
            )
            await writer.drain()
            return False
        if fault == "keep alive":
            reply = b"\n\n\n" + reply
        return await self._raw(writer, reply, "application/json")

    def _text(self, user: str, system: str, fault: str) -> tuple[str, str]:
        data = _data(user)
        said = self.answer(data, system)
        text = said if isinstance(said, str) else json.dumps(said, ensure_ascii=False)
        match fault:
            case "blank":
                return "", "stop"
            case "spaces":
                return " \n \n", "stop"
            case "length":
                return text[: len(text) // 2], "length"
            case "truncated":
                return text[: len(text) // 2] + '{"', "stop"
            case "wrong ids":
                wrong = {"id": "c999", "intent": "chat"}
                return json.dumps({"verdicts": [wrong], "merges": [{"group": "g98", "into": "g99"}]}), "stop"
            case "prose":
                return "Sure! Here you go:\n```json\n" + text + "\n```", "stop"
            case "no resource":
                return "", "insufficient_system_resource"
            case _:
                return text, "stop"

    def _body(self, request: dict[str, Any], system: str, user: str, text: str, finish: str) -> dict[str, Any]:
        raw = (system + user).encode()
        pieces = [raw[:end] for end in range(PIECE, len(raw) + 1, PIECE)]
        hit = max((len(p) for p in pieces if p in self._cached), default=0)
        self._cached.update(pieces)
        prompt, reply = len(raw) // 2, min(len(text.encode()) // 2 + 1, request.get("max_tokens", 10**9))
        many = self.miscounts
        usage: dict[str, Any] = {"prompt_tokens": prompt * many, "completion_tokens": reply * many}
        if self.openai_usage:
            usage["prompt_tokens_details"] = {"cached_tokens": hit // 2}
        else:
            usage["prompt_cache_hit_tokens"] = hit // 2
            usage["prompt_cache_miss_tokens"] = prompt - hit // 2
        self.tokens += prompt + reply
        return {
            "id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": request["model"], "usage": usage,
            "choices": [{"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": finish}],
        }  # fmt: skip

    async def _error(self, writer: asyncio.StreamWriter, status: int, message: str, retry_after: str = "") -> bool:
        body = {"error": {"message": message, "type": "invalid_request_error", "param": None, "code": None}}
        return await self._send(writer, status, body, f"Retry-After: {retry_after}\r\n" if retry_after else "")

    async def _send(self, writer: asyncio.StreamWriter, status: int, body: Any, more: str = "") -> bool:
        return await self._raw(writer, msgspec.json.encode(body), "application/json", status, more)

    async def _raw(
        self, writer: asyncio.StreamWriter, body: bytes, kind: str, status: int = 200, more: str = ""
    ) -> bool:
        head = f"HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n{more}\r\n"
        writer.write(head.encode() + body)
        await writer.drain()
        return True


def _data(user: str) -> dict[str, Any]:
    return dict(json.loads(user.split("<<<DATA\n")[1].split("\nDATA>>>")[0]))


@contextlib.asynccontextmanager
async def serving(provider: Provider) -> AsyncIterator[Provider]:
    """The provider, started; stopped at the end."""
    await provider.start()
    try:
        yield provider
    finally:
        await provider.stop()
