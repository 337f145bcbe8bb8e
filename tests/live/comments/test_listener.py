"""The listener against sources that do what real ones do wrong, over real sockets."""

import asyncio
import gc
import time
import tracemalloc
from contextlib import aclosing

import pytest

from live.comments.formats import FORMATS
from live.comments.formats.base import RawComment
from live.comments.intake import Intake
from live.comments.listener import listen, named
from live.comments.received import Received
from live.config import CommentSource
from live.errors import BadInput
from live.events import Event
from tests.live.comments.hearing import QUICK, Heard, hear
from tests.live.comments.simulated import (
    Scene,
    Source,
    a_byte_at_a_time,
    bomb,
    closes,
    drops,
    framed,
    half_closes,
    no_websocket,
    says,
    says_then,
    sends_raw,
    spoken,
    stalls,
)

ONE = spoken("generic", "1", "before")
TWO = spoken("generic", "2", "after")
JOINS = {"blivechat": {"room": 123}}


@pytest.mark.parametrize("name", [n for n in FORMATS if not FORMATS[n].dials_us])
async def test_every_format_is_heard_and_again_after_a_loss(name: str) -> None:
    scenes = [says_then(drops, spoken(name, "id-1", "多少钱")), says(spoken(name, "id-2", "有大码吗"))]
    async with Source(scenes).open() as source:
        heard = await hear(source.url, lambda h: len(h.texts) == 2, name, join=JOINS.get(name, {}))
    assert heard.texts == ["多少钱", "有大码吗"]
    assert [s for s in heard.states if s != "ok"] == ["down", "gap"]
    if name != "blivechat":
        assert source.heard == [], "a source that is told nothing must not be told anything"


@pytest.mark.parametrize(
    "wrong",
    [drops, half_closes, stalls, closes(1000), closes(1001), closes(1011), closes(3000), sends_raw(b"\xff" * 64)],
    ids=["drops", "half-closes", "stalls", "closes 1000", "closes 1001", "closes 1011", "closes 3000", "garbage"],
)
async def test_whatever_ends_a_connection_the_listener_comes_back_and_tells_the_gap(wrong: Scene) -> None:
    async with Source([says_then(wrong, ONE), says(TWO)]).open() as source:
        heard = await hear(source.url, lambda h: len(h.texts) == 2)
    assert heard.texts == ["before", "after"]
    assert heard.states == ["ok", "down", "gap", "ok"]
    gap = heard.health[2]
    assert 0.0 < gap.seconds < 2.0
    assert gap.since == pytest.approx(heard.health[1].since)
    assert heard.tally.gaps == [pytest.approx(gap.seconds, abs=0.001)]


async def test_garbage_between_messages_is_counted_by_kind_and_costs_nothing_else() -> None:
    frames = [b"not json", b"\xff\xfe\xfa", b'{"nothing": 1}', b'{"text": " "}', b"", b'{"id":"1","text":"ok"}']
    async with Source([says(*frames)]).open() as source:
        heard = await hear(source.url, lambda h: bool(h.texts))
        assert source.connections == 1
    assert heard.texts == ["ok"]
    assert heard.tally.bad == {"json": 2, "encoding": 1, "shape": 1, "text": 1}


@pytest.mark.parametrize(
    "frame",
    [framed(b'{"text":"' + b"x" * (1 << 20) + b'"}'), bomb(256), framed(b"")[:1] + b"\x7f" + b"\x7f" + b"\xff" * 7],
    ids=["oversize", "one bomb", "announced 9 exabytes"],
)
async def test_a_frame_above_a_mebibyte_is_refused_without_memory_for_it(frame: bytes) -> None:
    heard, peak = await _peak(frame)
    assert heard.texts == ["before", "after"]
    assert sum(heard.tally.bad.values()) == 1
    assert peak < 64 << 20


async def test_bombs_that_each_inflate_to_less_than_a_mebibyte_are_refused_too() -> None:
    heard, peak = await _peak(bomb(1, 1000 << 10) * 250)
    assert heard.texts == ["before", "after"]
    assert peak < 64 << 20


async def _peak(raw: bytes) -> tuple[Heard, int]:
    """What is heard of a source that sends `raw` between two comments, and the most memory it took, in bytes."""
    async with Source([says_then(sends_raw(raw), ONE), says(TWO)]).open() as source:
        gc.collect()
        tracemalloc.start()
        try:
            heard = await hear(source.url, lambda h: len(h.texts) == 2)
            return heard, tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()


async def test_the_largest_frame_allowed_is_read() -> None:
    text = "x" * ((1 << 20) - len(b'{"text":""}'))
    async with Source([says(b'{"text":"' + text.encode() + b'"}')]).open() as source:
        heard = await hear(source.url, lambda h: bool(h.texts))
    assert heard.texts == [text]


async def test_a_slow_frame_arrives_while_its_source_answers() -> None:
    async with Source([a_byte_at_a_time(ONE, 0.005)]).open() as source:
        heard = await hear(source.url, lambda h: bool(h.texts))
        assert source.connections == 1
    assert heard.texts == ["before"]


async def test_a_source_that_drips_a_byte_now_and_then_is_given_up_and_dialled_again() -> None:
    async with Source([a_byte_at_a_time(ONE, 1.0), says(TWO)]).open() as source:
        heard = await hear(source.url, lambda h: bool(h.texts))
    assert heard.texts == ["after"]
    assert "nothing came from it" in heard.health[1].detail


async def test_a_server_that_never_finishes_the_handshake_is_given_up() -> None:
    async with no_websocket(answer=None) as url:
        heard = await hear(url, lambda h: bool(h.health))
    assert heard.states == ["down"]
    assert "does not answer" in heard.health[0].detail


async def test_a_server_that_speaks_something_else_is_named() -> None:
    async with no_websocket(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n") as url:
        heard = await hear(url, lambda h: bool(h.health))
    assert "404" in heard.health[0].detail


@pytest.mark.parametrize("to", ["http://127.0.0.1/login", "ftp://[", "ws://127.0.0.1:99999", "//["])
async def test_a_source_that_sends_us_on_to_nowhere_is_told_and_not_given_up(to: str) -> None:
    answer = f"HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n".encode()
    async with no_websocket(answer) as url:
        heard = await hear(url, lambda h: bool(h.health))
    assert heard.states == ["down"]
    assert "dialling on" in heard.health[0].detail


@pytest.mark.parametrize(
    ("proxy", "told"),
    [
        ("127.0.0.1:1080", "the proxy set in the environment"),
        ("ftp://127.0.0.1", "the proxy set in the environment"),
        ("http://127.0.0.1:99999", "dialling on"),
        ("socks5://127.0.0.1:1", "dialling on"),
    ],
)
async def test_a_proxy_of_the_environment_that_is_no_use_is_told(
    proxy: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("https_proxy", "http_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("ALL_PROXY", proxy)
    monkeypatch.setenv("HTTPS_PROXY", proxy)
    heard = await hear("wss://reader.invalid/join", lambda h: bool(h.health))
    assert heard.states == ["down"]
    assert told in heard.health[0].detail
    assert "python-socks" not in heard.health[0].detail


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.0.0.7"])
async def test_what_is_on_this_computer_is_dialled_past_any_proxy(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    for name in ("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "socks5://127.0.0.1:1")
    async with Source([says(ONE)]).open(host=host) as source:
        heard = await hear(f"ws://{host}:{source.port}", lambda h: bool(h.texts))
    assert heard.texts == ["before"]


def test_sources_of_one_host_have_a_name_each_and_none_shows_a_path() -> None:
    urls = ["ws://127.0.0.1:1088/ws/1", "ws://127.0.0.1:1088/ws/2", "wss://me:secret@host/session"]
    sources = [*(CommentSource(url=url) for url in urls), *(CommentSource(url=urls[0], name=n) for n in "aab")]
    sources.append(CommentSource(url=urls[0], name="127.0.0.1:1088 #2"))
    names = [source.name for source in named(sources)]
    assert names == ["127.0.0.1:1088", "127.0.0.1:1088 #3", "host", "a", "a #2", "b", "127.0.0.1:1088 #2"]
    assert [source.url for source in named(sources)] == [source.url for source in sources]


@pytest.mark.parametrize("url", ["http://a", "ws://", "ws://[", "ws://a:99999", "ws://a:b", "ws://a/#part", ""])
def test_an_address_that_is_none_is_bad_input_at_once(url: str) -> None:
    with pytest.raises(BadInput, match="no address of a comment reader"):
        listen(CommentSource(url=url), now=lambda: 0.0)


async def test_a_quiet_source_that_answers_pings_is_left_alone() -> None:
    async def quiet(connection: object) -> None:
        await asyncio.sleep(QUICK.quiet * 5)
        await says(ONE)(connection)  # type: ignore[arg-type]

    async with Source([quiet]).open() as source:
        heard = await hear(source.url, lambda h: bool(h.texts))
        assert source.connections == 1
    assert heard.states == ["ok"]


async def test_auto_says_what_it_chose() -> None:
    async with Source([says(spoken("oba", "1", "多少钱"))]).open() as source:
        heard = await hear(source.url, lambda h: len(h.states) == 2, "auto")
    assert heard.texts == ["多少钱"]
    assert "recognised as oba" in heard.health[1].detail


async def test_a_source_that_nobody_knows_is_reported_with_what_to_do() -> None:
    async with Source([says(*[b'{"price": 1}'] * 30)]).open() as source:
        heard = await hear(source.url, lambda h: "degraded" in h.states, "auto")
    assert "Name its format in config.toml" in heard.health[-1].detail


async def test_blivechat_is_told_the_room_and_its_heartbeats_are_answered() -> None:
    frames = [
        b'{"cmd":0,"data":{}}',
        spoken("blivechat", "1", "多少钱"),
        b'{"cmd":0,"data":{}}',
        spoken("blivechat", "2", "x"),
    ]
    async with Source([says(*frames)]).open() as source:
        await hear(source.url, lambda h: len(h.texts) == 2, "blivechat", join={"room": 123})
        await asyncio.sleep(0.05)
    assert source.heard == [b'{"cmd":1,"data":{"roomKey":{"type":1,"value":123}}}', b'{"cmd":0}', b'{"cmd":0}']


async def test_blivechat_is_told_the_room_once_it_is_recognised() -> None:
    async def waits_for_the_room(connection: object) -> None:
        await connection.send(b'{"cmd":0,"data":{}}', text=True)  # type: ignore[attr-defined]
        while len(source.heard) < 2:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        await says(spoken("blivechat", "1", "多少钱"))(connection)  # type: ignore[arg-type]

    async with (source := Source([waits_for_the_room])).open():
        heard = await hear(source.url, lambda h: bool(h.texts), "auto", join={"room": 123})
    assert heard.texts == ["多少钱"]
    assert sorted(source.heard) == [b'{"cmd":0}', b'{"cmd":1,"data":{"roomKey":{"type":1,"value":123}}}']


async def test_what_a_recognised_source_lacks_is_told_without_ending_the_broadcast() -> None:
    async with Source([says(b'{"cmd":0,"data":{}}')]).open() as source:
        heard = await hear(source.url, lambda h: "degraded" in h.states, "auto")
    assert "join = { room = 123 }" in heard.health[-1].detail


def bare(*users: str) -> list[bytes]:
    """Comments that say neither when nor which they are."""
    return [f'{{"user": "{user}", "text": "{user} 问多少钱"}}'.encode() for user in users]


@pytest.mark.parametrize("wrong", [drops, half_closes, closes(1000)], ids=["drops", "half-closes", "closes"])
async def test_a_backlog_without_ids_or_times_is_taken_once(wrong: Scene) -> None:
    lines = [*bare("Ann", "Bob", "Cho")]
    scenes = [says_then(wrong, *lines), says_then(wrong, *lines, *bare("Dan")), says(*lines[1:], *bare("Dan", "Eve"))]
    async with Source(scenes).open() as source:
        heard = await hear(source.url, lambda h: "Eve 问多少钱" in h.texts)
    assert heard.texts == [f"{user} 问多少钱" for user in ("Ann", "Bob", "Cho", "Dan", "Eve")]
    assert heard.tally.repeated == 6


async def test_a_viewer_who_says_it_again_after_a_loss_is_heard_within_a_second_though_nothing_else_comes() -> None:
    async with Source([says_then(drops, *bare("Ann", "Bob")), says(*bare("Bob"))]).open() as source:
        heard = await hear(source.url, lambda h: len(h.texts) == 3)
    assert heard.texts == ["Ann 问多少钱", "Bob 问多少钱", "Bob 问多少钱"]
    waited = heard.items[-1].wall  # type: ignore[union-attr]
    assert time.time() - waited < 1.5, "it waited for a backlog that did not come"


async def test_a_backlog_without_ids_or_times_is_known_again_after_a_restart_of_livecue() -> None:
    intake = Intake(b"k" * 32)
    for seq, user in enumerate(("Ann", "Bob"), start=1):
        comment = Intake(b"k" * 32).comment(RawComment(user=user, text=f"{user} 问多少钱"), 5.0 + seq, source="sim")
        assert comment is not None
        intake.on(Event(seq=seq, at=5.0 + seq, wall=0.0, cause=None, data=comment))
    async with Source([says(*bare("Ann", "Bob", "Cho"))]).open() as source:
        heard = await hear(source.url, lambda h: bool(h.texts), before=intake.bare("sim"))
    assert heard.texts == ["Cho 问多少钱"]


async def test_a_slow_reader_holds_the_source_up_and_loses_nothing() -> None:
    sent = 0
    much = "x" * 40_000

    async def floods(connection: object) -> None:
        nonlocal sent
        for n in range(600):
            await connection.send(spoken("generic", str(n), much), text=True)  # type: ignore[attr-defined]
            sent = n + 1
        await connection.wait_closed()  # type: ignore[attr-defined]

    async with Source([floods]).open() as source:
        stream = listen(CommentSource(url=source.url, format="generic"), now=lambda: 0.0, timing=QUICK)
        got: list[str] = []
        async with aclosing(stream):
            async for item in stream:
                if not isinstance(item, Received):
                    continue
                got.append(item.raw.id)
                if len(got) == 10:
                    await asyncio.sleep(QUICK.quiet + QUICK.answer_within + 0.3)
                    assert sent < 600, "the source was not held up"
                if len(got) == 600:
                    break
        assert source.connections == 1, "being busy is no silence of the source"
    assert got == [str(n) for n in range(600)]
