"""What `livecue doctor` finds out, and what it says to do."""

import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from live.config import (
    ComplianceSettings,
    LlmEndpoint,
    LlmSettings,
    MediaSettings,
    OverlaySettings,
    SessionSettings,
    Settings,
    SpeechSettings,
)
from live.devices import read_devices
from live.doctor import Check, examine
from live.errors import Missing
from live.ffmpeg import Ffmpeg, find_ffmpeg

HERE = Settings(overlay=OverlaySettings(enabled=False))


def looked_at(settings: Settings, environ: dict[str, str] | None = None) -> dict[str, Check]:
    return {check.name: check for check in examine(settings, environ or {})}


@pytest.fixture(scope="module")
def checks() -> dict[str, Check]:
    return looked_at(HERE)


def test_this_machine_can_run_a_broadcast(checks: dict[str, Check]) -> None:
    assert {name for name, check in checks.items() if check.state == "missing"} == set()
    assert checks["encoding"].state == "ok"
    assert "Noto Sans SC" in checks["font"].detail
    assert "embedded" in checks["speech weights"].detail


def test_what_is_not_in_order_comes_with_the_fix(checks: dict[str, Check]) -> None:
    assert all(check.fix for check in checks.values() if check.state in ("warning", "missing"))
    assert "docs/llm.md" in checks["llm"].fix


def test_the_rows_are_data(checks: dict[str, Check]) -> None:
    assert msgspec.json.decode(msgspec.json.encode(list(checks.values())))[0]["name"] == "python"


def test_no_ffmpeg_is_told_with_how_to_get_one() -> None:
    def find(_: str) -> Ffmpeg:
        raise Missing("No ffmpeg that is good enough.")

    check = next(check for check in examine(HERE, {}, find) if check.name == "ffmpeg")
    assert check.state == "missing"
    assert "pip install 'livecue[embedded]'" in check.fix


def test_an_ffmpeg_that_cannot_encode_is_found_out_by_a_try() -> None:
    def find(_: str) -> Ffmpeg:
        return Ffmpeg(Path(sys.executable), "7.0", "system")

    check = next(check for check in examine(HERE, {}, find) if check.name == "encoding")
    assert check.state == "missing"


def test_a_configured_ffmpeg_is_the_one_that_is_examined() -> None:
    wrong = looked_at(Settings(media=MediaSettings(ffmpeg="nowhere/ffmpeg"), overlay=HERE.overlay))
    assert "nowhere/ffmpeg" in wrong["ffmpeg"].detail
    assert find_ffmpeg().version in looked_at(HERE)["ffmpeg"].detail


def test_an_llm_without_its_key_is_warned_of_and_a_key_is_never_shown() -> None:
    deepseek = LlmEndpoint(base_url="https://api.deepseek.com", model="deepseek-v4-flash", key_env="DEEPSEEK_API_KEY")
    local = LlmEndpoint(base_url="http://127.0.0.1:8080/v1", model="qwen", name="here")
    settings = Settings(llm=LlmSettings(endpoints=(deepseek, local)), overlay=HERE.overlay)
    without = looked_at(settings)
    assert (without["llm 1"].state, without["llm 1"].fix) == (
        "warning",
        "Set the environment variable DEEPSEEK_API_KEY.",
    )
    assert without["llm 2"].state == "ok"
    assert "here: qwen" in without["llm 2"].detail
    with_key = looked_at(settings, {"DEEPSEEK_API_KEY": "sk-secret"})
    assert with_key["llm 1"].state == "ok"
    assert "sk-secret" not in str(with_key)


def test_a_transcription_server_is_named_with_what_stands_in_for_it_and_its_key_is_asked_for() -> None:
    speech = SpeechSettings(endpoint="http://box:8000/v1", model="large", key_env="ASR_KEY")
    without = looked_at(Settings(speech=speech, overlay=HERE.overlay))
    assert (without["speech endpoint"].state, without["speech endpoint"].fix) == (
        "missing",
        "Set the environment variable ASR_KEY.",
    )
    assert "stand in for `speech.endpoint`" in without["speech weights"].detail
    with_key = looked_at(Settings(speech=speech, overlay=HERE.overlay), {"ASR_KEY": "sk-secret"})["speech endpoint"]
    assert (with_key.state, with_key.detail) == ("ok", "box:8000, with partials")
    wrong = looked_at(Settings(speech=SpeechSettings(endpoint="box"), overlay=HERE.overlay))["speech endpoint"]
    assert wrong.state == "missing"


def test_a_catalog_that_says_what_the_host_must_not_say_is_warned_of_before_the_overlay_repeats_it(
    tmp_path: Path,
) -> None:
    catalog = tmp_path / "catalog.toml"
    catalog.write_text(
        '[[products]]\nid = "pan"\nname = "煎锅"\nfaq = [{ q = "贵不贵？", a = "全网最低价，放心拍。" }]\n'
        '[[products]]\nid = "cup"\nname = "杯子"\nselling_points = ["一年质保"]\n',
        encoding="utf-8",
    )
    checks = looked_at(Settings(session=SessionSettings(catalog=str(catalog)), overlay=HERE.overlay))
    assert (checks["catalog"].state, checks["catalog words"].state) == ("ok", "warning")
    assert "pan: 全网最低" in checks["catalog words"].detail
    assert "cup" not in checks["catalog words"].detail


def test_the_bundled_catalog_says_nothing_that_is_forbidden() -> None:
    demo = Path(__file__).parents[2] / "live" / "demo" / "catalog.toml"
    checks = looked_at(Settings(session=SessionSettings(catalog=str(demo)), overlay=HERE.overlay))
    assert "catalog words" not in checks


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


def test_a_port_in_use_names_the_setting(taken_port: int) -> None:
    check = looked_at(Settings(overlay=OverlaySettings(port=taken_port)))["overlay port"]
    assert check.state == "warning"
    assert "`overlay.port`" in check.fix


def test_files_that_are_named_and_not_right_are_told(tmp_path: Path) -> None:
    settings = Settings(
        session=SessionSettings(catalog=str(tmp_path / "none.toml"), folder=str(tmp_path / "a" / "b")),
        compliance=ComplianceSettings(rules=str(tmp_path / "none.toml")),
        speech=SpeechSettings(model=str(tmp_path)),
        overlay=HERE.overlay,
    )
    checks = looked_at(settings)
    assert [checks[name].state for name in ("catalog", "compliance", "speech weights")] == ["missing"] * 3
    assert str(tmp_path) in checks["disk"].detail


@pytest.mark.parametrize(
    ("format_", "printed", "found"),
    [
        (
            "dshow",
            '[dshow @ 0] "Integrated Camera" (video)\n[dshow @ 0]   Alternative name "@device_pnp_x"\n'
            '[dshow @ 0] "Microphone (USB Audio)" (audio)\n[dshow @ 0]   Alternative name "@device_cm_y"',
            ["device:dshow:audio=Microphone (USB Audio)"],
        ),
        (
            "avfoundation",
            "[AVFoundation indev @ 0x7f] AVFoundation video devices:\n[AVFoundation indev @ 0x7f] [0] FaceTime\n"
            "[AVFoundation indev @ 0x7f] AVFoundation audio devices:\n[AVFoundation indev @ 0x7f] [0] MacBook Mic",
            ["device:avfoundation::0"],
        ),
        (
            "pulse",
            "Auto-detected sources for pulse:\n  alsa_output.pci.monitor [Monitor of Speakers]\n"
            "* alsa_input.usb-Rode [Rode NT-USB] (audio)",
            ["device:pulse:alsa_input.usb-Rode"],
        ),
        ("pulse", "Cannot connect", []),
    ],
)
def test_sound_devices_are_listed_as_the_setting_wants_them(format_: str, printed: str, found: list[str]) -> None:
    assert read_devices(format_, printed.splitlines()) == found
