"""A server that speaks OpenAI's `/v1/audio/transcriptions`, and misbehaves as real ones do."""

import email.parser
import email.policy
import io
import json
import threading
import wave
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import numpy as np

from live.speech.vad import Floats


@dataclass(frozen=True)
class Asked:
    """A request, understood."""

    path: str
    key: str
    fields: dict[str, list[str]]
    samples: Floats
    rate: int


Answer = Callable[[Asked], tuple[int, Any]]
"""Status, and what is said: an object that becomes JSON, or bytes as they are."""


@dataclass
class Transcriber:
    """Answers with `answer`, which may be exchanged at any time; keeps what it was asked."""

    answer: Answer
    asked: list[Asked] = field(default_factory=list)
    port: int = 0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"


@contextmanager
def transcriber(answer: Answer, port: int = 0) -> Iterator[Transcriber]:
    told = Transcriber(answer)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            asked = _understand(self.path, dict(self.headers), self.rfile.read(int(self.headers["Content-Length"])))
            told.asked.append(asked)
            status, said = told.answer(asked)
            body = said if isinstance(said, bytes) else json.dumps(said, ensure_ascii=False).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    told.port = server.server_address[1]
    serving = threading.Thread(target=server.serve_forever, args=(0.05,))
    serving.start()
    try:
        yield told
    finally:
        server.shutdown()
        serving.join()
        server.server_close()


def _understand(path: str, headers: dict[str, str], body: bytes) -> Asked:
    """Take the multipart form apart; a form that is none fails the request."""
    head = f"Content-Type: {headers['Content-Type']}\r\n\r\n".encode()
    form = email.parser.BytesParser(policy=email.policy.HTTP).parsebytes(head + body)
    fields: dict[str, list[str]] = {}
    samples, rate = np.zeros(0, np.float32), 0
    for part in form.iter_parts():
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        if name == "file":
            with wave.open(io.BytesIO(content)) as file:
                assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
                rate = file.getframerate()
                samples = np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(np.float32) / 32768
        else:
            fields.setdefault(str(name), []).append(content.decode())
    return Asked(path, {k.lower(): v for k, v in headers.items()}.get("authorization", ""), fields, samples, rate)
