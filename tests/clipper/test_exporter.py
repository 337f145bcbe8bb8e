"""A whole clip of the bundled broadcast, and what may come between."""

from collections.abc import Callable
from pathlib import Path

import pytest

from clipper.choose import select
from clipper.cover import title_ass
from clipper.exporter import BREATH, Bench, Exporter, folder_name
from live.events import Event, Highlight, Utterance
from live.ffmpeg import Ffmpeg, Font
from tests.clipper.conftest import frame_numbers

HIGHLIGHT = Highlight(id="h1", start=308.6, end=311.4, type="sold_out", score=0.9, title="十把，三把，没了！")


def said() -> list[Event]:
    utterance = Utterance(start=308.6, end=311.3, text="十把，三把，没了！三号椅子全部抢光！")
    return [Event(seq=1, at=312.0, wall=0.0, cause=None, data=utterance)]


@pytest.fixture
def exporter(demo: Path, tmp_path: Path, ffmpeg: Ffmpeg, font: Font) -> Callable[[], Exporter]:
    return lambda: Exporter(tmp_path, said, lambda: demo / "broadcast.mp4", Bench(ffmpeg.path, font))


async def test_a_clip_has_all_that_a_post_needs(
    exporter: Callable[[], Exporter], demo: Path, tmp_path: Path, ffmpeg: Ffmpeg, font: Font
) -> None:
    shares: list[float] = []
    for left in (".unfinished-h7.1", ".replaced-h8.2"):
        (tmp_path / "clips" / left / "raw").mkdir(parents=True)
    clip = await exporter().export(HIGHLIGHT, shares.append)
    assert (clip.state, clip.path) == ("done", "clips/h1")
    names = {"clip.mp4", "clip.srt", "clip.ass", "cover.jpg", "post.json", "post.md"}
    assert {p.name for p in (tmp_path / "clips" / "h1").iterdir()} == names
    assert [p.name for p in (tmp_path / "clips").iterdir()] == ["h1"], "also nothing that killed exports have left"
    assert "没了" in (tmp_path / "clips" / "h1" / "clip.srt").read_text(encoding="utf-8")
    assert shares[-1] == 1.0
    numbers = frame_numbers(tmp_path / "clips" / "h1" / "clip.mp4")
    assert abs(numbers[0] - (308.6 - BREATH) * 25) <= 1.0, "it begins a breath before the first word"
    assert abs(numbers[-1] - (311.4 + BREATH) * 25) <= 2.0
    before = (tmp_path / "clips" / "h1" / "clip.mp4").stat().st_mtime_ns
    assert (await exporter().export(HIGHLIGHT)).state == "done"
    assert (tmp_path / "clips" / "h1" / "clip.mp4").stat().st_mtime_ns == before, "what is there is not made again"
    other = Exporter(tmp_path, said, lambda: demo / "broadcast.mp4", Bench(ffmpeg.path, font, vertical=False))
    assert not other.is_done(HIGHLIGHT), "another shape is another clip"
    (tmp_path / "clips" / "h1" / "clip.mp4").unlink()
    assert not exporter().is_done(HIGHLIGHT), "what has been removed is made again"


def test_a_cover_breaks_its_title_at_commas_and_inside_no_word() -> None:
    def lines(title: str) -> list[str]:
        return title_ass(title, "X").splitlines()[-1].rpartition(",,")[2].split("\\N")

    assert lines("春夏方领收腰连衣裙，直播价129元") == ["春夏方领收腰连衣裙", "直播价129元"]
    assert lines("胖子能穿吗") == ["胖子能穿吗"]
    assert lines("Put to the test, live: vacuum cleaners for carpets")[-1].endswith("vacuum…")


async def test_a_span_that_was_not_recorded_fails_and_says_so(exporter: Callable[[], Exporter], tmp_path: Path) -> None:
    nowhere = Highlight(id="h9", start=900.0, end=910.0, type="mark", score=1.0)
    clip = await exporter().export(nowhere)
    assert clip.state == "failed"
    assert "there is nothing at" in clip.reason
    assert not (tmp_path / "clips" / "h9").exists()


def test_no_id_leaves_the_clips_folder() -> None:
    for name in ("../../etc", "/abs", "a\\b", "..", "", "con:", "表情😀", "x" * 300, "a b"):
        folder = folder_name(name)
        assert folder.replace("-", "").replace("_", "").isalnum()
        assert len(folder) < 60
    assert folder_name("a/b") != folder_name("a-b")


def test_the_best_are_chosen_and_none_twice() -> None:
    spans = [("a", 10, 20, 0.9), ("b", 11, 21, 0.8), ("c", 40, 50, 0.7), ("d", 60, 70, 0.05)]
    rows = [Highlight(id=i, start=s, end=e, type="crowd", score=score) for i, s, e, score in spans]
    assert [h.id for h in select(rows)] == ["a", "c"]


def test_a_products_window_is_no_double_of_the_moments_in_it() -> None:
    moments = [Highlight(id=f"h{n}", start=n * 10.0, end=n * 10.0 + 8, type="price", score=0.5) for n in range(9)]
    windows = [
        Highlight(id=f"p-{name}-{n}", start=0.0, end=60.0, type="product", score=0.15, product=name)
        for name in ("dress", "mask")
        for n in (1, 2)
    ]
    chosen = [h.id for h in select([*moments, *windows])]
    assert chosen == [*(f"h{n}" for n in range(8)), "p-dress-1", "p-mask-1"]
