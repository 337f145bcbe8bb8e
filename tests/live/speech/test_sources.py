"""What `media.source` may say, and what is said when it is wrong."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from live.errors import BadInput
from live.ffmpeg import Ffmpeg
from live.speech.pages import find_stream
from live.speech.sources import check_port_is_free, input_arguments, understand_source

FFMPEG = Ffmpeg(Path("ffmpeg"), "7.1", "system")


@pytest.mark.parametrize(
    ("text", "kind", "shown"),
    [
        ("rtmp://push.example.com:1935/live/secret", "address", "rtmp://push.example.com:1935/…"),
        ("https://cdn.example.com/live.flv?token=secret", "address", "https://cdn.example.com/…"),
        ("https://user:secret@cdn.example.com/index.m3u8", "address", "https://cdn.example.com/…"),
        (" listen:rtmp://127.0.0.1:1935/live/secret ", "listen", "rtmp://127.0.0.1:1935/…"),
        ("device:dshow:audio=Microphone (USB)", "device", "audio=Microphone (USB)"),
        ("device:avfoundation:0:1", "device", "0:1"),
    ],
)
def test_a_source_is_understood_and_shown_without_its_secrets(text: str, kind: str, shown: str) -> None:
    source = understand_source(text)
    assert (source.kind, source.shown) == (kind, shown)
    assert source.live


def test_a_file_is_a_file_however_it_is_written(tmp_path: Path) -> None:
    film = tmp_path / "a film: 2.mp4"
    film.touch()
    for text in (str(film), f"file://{film}", f"file://localhost{film}"):
        source = understand_source(text)
        assert (source.kind, source.live, Path(source.address)) == ("file", False, film)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "No media source is named"),
        ("nowhere.mp4", "There is no file nowhere.mp4"),
        (".", r"\. is a folder"),
        ("gopher://example.com/1", "is no address that can be opened"),
        ("http:///path", "is no address that can be opened"),
        ("rtmp://example.com:notaport/live", "is no address"),
        ("listen:http://127.0.0.1:80/x", "Only rtmp can be listened for"),
        ("device:pulse", "does not name a device"),
    ],
)
def test_a_wrong_source_is_told_with_what_would_be_right(text: str, said: str) -> None:
    with pytest.raises(BadInput, match=said) as caught:
        understand_source(text)
    assert caught.value.exit_code == 2


def test_an_address_never_opens_a_file_of_this_computer() -> None:
    for text in ("https://a.example/x.m3u8", "rtmp://a.example/x", "http://a.example/x.flv"):
        arguments = input_arguments(understand_source(text), FFMPEG)
        allowed = arguments[arguments.index("-protocol_whitelist") + 1].split(",")
        assert "file" not in allowed
        assert "concat" not in allowed


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


def test_a_port_that_another_program_has_is_told(taken_port: int) -> None:
    source = understand_source(f"listen:rtmp://127.0.0.1:{taken_port}/live/key")
    with pytest.raises(BadInput, match=rf"Cannot listen on 127.0.0.1:{taken_port}.*Close the program"):
        check_port_is_free(source)


def test_a_page_that_streamlink_does_not_know_is_told() -> None:
    pytest.importorskip("streamlink")
    with pytest.raises(BadInput, match="does not know pages"):
        find_stream("https://shop.example/not-a-stream")
