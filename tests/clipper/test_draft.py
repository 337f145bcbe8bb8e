"""Drafts for 剪映, opened by the library's own reader."""

from pathlib import Path

import pytest

from clipper.draft import FOLDER
from clipper.exporter import BREATH, Bench, Exporter
from live.events import Event, Highlight, Utterance
from live.ffmpeg import Ffmpeg, Font

kit = pytest.importorskip("pyJianYingDraft")


async def test_a_draft_has_picture_subtitles_and_title_to_edit(
    demo: Path, tmp_path: Path, ffmpeg: Ffmpeg, font: Font
) -> None:
    said = [
        Event(seq=1, at=9.0, wall=0.0, cause=None, data=Utterance(start=8.0, end=10.0, text="先看一号，我身上这条"))
    ]
    bench = Bench(ffmpeg.path, font, drafts=True)
    exporter = Exporter(tmp_path, lambda: said, lambda: demo / "broadcast.mp4", bench)
    made = await exporter.export(Highlight(id="h1", start=8.0, end=11.0, type="answer", score=0.9, title="报价 {b}"))
    assert made.state == "done", made.reason
    script = kit.DraftFolder(str(tmp_path / made.path)).load_template(FOLDER)
    assert [track.track_type.name for track in script.imported_tracks] == ["video", "text", "text"]
    assert script.duration == pytest.approx(3_000_000 + 2 * BREATH * 1_000_000, abs=60_000)
    (video,) = script.imported_materials["videos"]
    assert Path(video["path"]) == tmp_path / made.path / FOLDER / "original.mp4"
    assert (tmp_path / made.path / FOLDER / "original.mp4").stat().st_size > 10_000
    assert any("报价 {b}" in text["content"] for text in script.imported_materials["texts"])
