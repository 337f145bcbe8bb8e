"""A headless Chromium, driven over its own DevTools protocol: open a page, ask it, look at it, hear its complaints."""

import asyncio
import base64
import contextlib
import itertools
import json
import os
import shutil
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect

from live.errors import Missing
from live.ffmpeg import find_font

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--hide-scrollbars",
    "--allow-file-access-from-files", "--remote-debugging-port=0", "about:blank",
)  # fmt: skip
PATIENCE = 20.0


def chromium() -> str:
    """The browser's path; skips the test where there is none."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("no Chromium on this machine")
    return found


class Tab:
    """One page."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._ids = itertools.count(1)
        self._answers: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self.requests: list[str] = []
        """Addresses that the page asked for."""
        self.complaints: list[str] = []
        """Console errors, violations of the policy, uncaught exceptions."""
        self.dialogs: list[str] = []
        """What was asked in dialogs that the page opened; each is closed at once."""

    async def listen(self) -> None:
        async for raw in self._socket:
            message = json.loads(raw)
            if "id" in message:
                if waiting := self._answers.pop(message["id"], None):
                    waiting.set_result(message)
                continue
            params = message["params"]
            match message["method"]:
                case "Network.requestWillBeSent":
                    self.requests.append(params["request"]["url"])
                case "Network.webSocketCreated":
                    self.requests.append(params["url"])
                case "Page.javascriptDialogOpening":
                    self.dialogs.append(params["message"])
                    # Not `call`: its answer would have to be heard here. An open dialog keeps the page from all else.
                    close = {"id": next(self._ids), "method": "Page.handleJavaScriptDialog", "params": {"accept": True}}
                    await self._socket.send(json.dumps(close))
                case "Runtime.exceptionThrown":
                    self.complaints.append(params["exceptionDetails"]["text"])
                case "Runtime.consoleAPICalled" if params["type"] in ("error", "warning", "assert"):
                    self.complaints.append(str(params["args"]))
                case "Log.entryAdded" if params["entry"]["level"] == "error":
                    self.complaints.append(params["entry"]["text"])

    async def call(self, method: str, **params: Any) -> dict[str, Any]:
        number = next(self._ids)
        self._answers[number] = asyncio.get_running_loop().create_future()
        await self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        message = await asyncio.wait_for(self._answers[number], PATIENCE)
        assert "error" not in message, message
        return dict(message["result"])

    async def size(self, width: int, height: int, mobile: bool = False) -> None:
        await self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=mobile
        )

    async def open(self, url: str) -> None:
        await self.call("Page.navigate", url=url)
        await self.until("document.readyState === 'complete' && location.href !== 'about:blank'")

    async def ask(self, script: str) -> Any:
        """The value of a JavaScript expression."""
        result = await self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in result, result
        return result["result"].get("value")

    async def until(self, script: str) -> None:
        """Wait until a JavaScript expression is true."""
        async with asyncio.timeout(PATIENCE):
            while True:
                with contextlib.suppress(AssertionError):
                    if await self.ask(script):
                        return
                await asyncio.sleep(0.03)

    async def picture(self, path: Path, whole: bool = False) -> Path:
        """A screenshot, kept where the tests keep their artefacts when LIVECUE_ARTEFACTS names a folder."""
        shot = await self.call("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        path = Path(os.environ.get("LIVECUE_ARTEFACTS", path.parent)) / path.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(base64.b64decode(shot["data"]))
        return path


@contextlib.asynccontextmanager
async def browse(folder: Path) -> AsyncIterator[Tab]:
    """A fresh browser whose profile lies in `folder`."""
    program = chromium()
    home = folder / "home"
    (home / ".fonts").mkdir(parents=True)
    with contextlib.suppress(Missing, OSError):
        (home / ".fonts" / "chinese.otf").symlink_to(find_font().file)
    process = await asyncio.create_subprocess_exec(
        program, *QUIET[:-1], f"--user-data-dir={folder / 'profile'}", QUIET[-1],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, "HOME": str(home)},
    )  # fmt: skip
    try:
        async with connect(await _page_socket(folder / "profile"), max_size=None, proxy=None) as socket:
            tab = Tab(socket)
            listening = asyncio.create_task(tab.listen())
            try:
                for domain in ("Page", "Runtime", "Network", "Log"):
                    await tab.call(f"{domain}.enable")
                yield tab
            finally:
                listening.cancel()
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        await process.wait()


async def _page_socket(profile: Path) -> str:
    """The DevTools address of the browser's first page."""
    port_file = profile / "DevToolsActivePort"
    async with asyncio.timeout(PATIENCE):
        while not port_file.is_file() or "\n" not in port_file.read_text():  # noqa: ASYNC110  # another process writes it
            await asyncio.sleep(0.05)
        port, browser = port_file.read_text().split("\n")[:2]
        async with connect(f"ws://127.0.0.1:{port}{browser}", proxy=None) as socket:
            while True:
                await socket.send(json.dumps({"id": 1, "method": "Target.getTargets", "params": {}}))
                targets = json.loads(await socket.recv())["result"]["targetInfos"]
                if pages := [t for t in targets if t["type"] == "page"]:
                    return f"ws://127.0.0.1:{port}/devtools/page/{pages[0]['targetId']}"
                await asyncio.sleep(0.05)
