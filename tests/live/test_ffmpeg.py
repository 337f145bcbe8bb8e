"""Which ffmpeg is taken, and what is said when none is fit."""

import sys
from pathlib import Path

import pytest

from live.errors import BadInput, Missing
from live.ffmpeg import embedded_ffmpeg, find_ffmpeg, find_font, judge_ffmpeg, major_version

FIT = "configuration: --enable-gpl --enable-libass --enable-libx264"


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        (f"ffmpeg version 5.1.9-0+deb12u1 Copyright (c) 2000\n{FIT}", ""),
        (f"ffmpeg version n9.0.2-17-g2a571b6068-20260930 Copyright\n{FIT}", ""),
        (f"ffmpeg version N-119999-gabcdef0 Copyright\n{FIT}", ""),
        (f"ffmpeg version 2026-01-01-git-abcdef-full_build-www.gyan.dev Copyright\n{FIT}", ""),
        (f"ffmpeg version 4.4.2-0ubuntu0.22.04.1 Copyright\n{FIT}", "is version 4.4.2-0ubuntu0.22.04.1, older than 5"),
        ("ffmpeg version 8.0 Copyright\nconfiguration: --enable-libx264", "was built without libass"),
        ("ffmpeg version 8.0 Copyright\nconfiguration:", "was built without libx264 and libass"),
        ("total 0\n", "is no ffmpeg"),
    ],
)
def test_an_ffmpeg_is_judged_by_what_it_says_of_itself(told: str, fault: str) -> None:
    assert judge_ffmpeg(told)[0] == fault


def test_versions_of_releases_and_of_development_builds_are_understood() -> None:
    assert [major_version(v) for v in ("5.1.9", "n9.0.2-17-g1", "10", "N-1-g1", "2026-01-01-git")] == [
        5, 9, 10, 999, 999,
    ]  # fmt: skip


def test_the_embedded_ffmpeg_is_taken_where_the_system_has_none() -> None:
    found = find_ffmpeg(system=lambda: None)
    assert found.source == "embedded"
    assert found.major >= 5


def test_a_system_ffmpeg_that_is_not_one_gives_way_to_the_embedded_one() -> None:
    assert find_ffmpeg(system=lambda: sys.executable).source == "embedded"


def test_a_configured_ffmpeg_goes_before_all_others() -> None:
    path = embedded_ffmpeg()
    assert path is not None
    found = find_ffmpeg(path, system=lambda: None, embedded=lambda: None)
    assert (found.source, found.path) == ("configured", Path(path))


def test_a_configured_ffmpeg_that_does_not_run_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"`media.ffmpeg` names .*nowhere, which does not run"):
        find_ffmpeg(str(tmp_path / "nowhere"))


def test_no_ffmpeg_tells_why_and_how_to_get_one() -> None:
    with pytest.raises(Missing, match=r"is no ffmpeg.*pip install 'livecue\[embedded\]'") as caught:
        find_ffmpeg(system=lambda: sys.executable, embedded=lambda: None)
    assert caught.value.exit_code == 3


def test_the_font_has_chinese_characters() -> None:
    font = find_font()
    assert font.family == "Noto Sans SC"
    assert font.file.parent == font.folder
