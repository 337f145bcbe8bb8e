"""A finished clip as a viewer meets it: sound, subtitles, first frame; and texts that mean harm."""

import asyncio
import json
import subprocess
from pathlib import Path

import numpy as np
import pytest

from clipper.captions import Caption
from clipper.exporter import Bench, Exporter
from clipper.fonts import lay_out
from clipper.loudness import gain_for, measure
from clipper.subtitles import SAFE_BOTTOM, SAFE_RIGHT, SAFE_TOP, ass, plain, srt, to_ass
from clipper.take import open_source
from live.errors import BadInput
from live.events import Event, Highlight, Utterance
from live.ffmpeg import Ffmpeg, Font

DEMO = Path(__file__).parents[2] / "live" / "demo"
GOLDEN = Path(__file__).parent / "data" / "subtitles.png"
HOSTILE = "'\"; rm -rf ~ :[v]{\\b1}\\N%d%n..\\../<b>😀\u202e|--> #`x`"


def drawn(text: str, tmp_path: Path, ffmpeg: Ffmpeg, font: Font, size: tuple[int, int] = (1080, 1920)) -> np.ndarray:
    """The subtitle layer alone, in grey, on a black picture."""
    (tmp_path / "s.ass").write_text(text, encoding="utf-8")
    command = [
        str(ffmpeg.path),
        "-v",
        "error",
        "-f",
        "lavfi",
        "-i",
        f"color=black:size={size[0]}x{size[1]}:rate=1",
        "-vf",
    ]
    command += [f"ass=s.ass:fontsdir={lay_out(font, tmp_path)},format=gray", "-frames:v", "1", "-f", "rawvideo", "-"]
    raw = subprocess.run(command, capture_output=True, check=True, cwd=tmp_path).stdout
    return np.frombuffer(raw, np.uint8).reshape(size[1], size[0])


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory, ffmpeg: Ffmpeg, font: Font) -> Path:
    """One clip whose every text is hostile."""
    root = tmp_path_factory.mktemp("session")
    said = Utterance(start=255.2, end=258.0, text=f"看好了啊 {HOSTILE}")
    events = [Event(seq=1, at=259.0, wall=0.0, cause=None, data=said)]
    exporter = Exporter(root, lambda: events, lambda: DEMO / "broadcast.mp4", Bench(ffmpeg.path, font))
    highlight = Highlight(id="../h'1", start=255.2, end=258.2, type="demo", score=0.9, title=HOSTILE)
    made = asyncio.run(exporter.export(highlight))
    assert made.state == "done", made.reason
    return root / made.path


def test_a_finished_clip_can_be_posted_as_it_is(clip: Path, ffmpeg: Ffmpeg, tmp_path: Path) -> None:
    import av

    with av.open(str(clip / "clip.mp4")) as container:
        picture = next(container.decode(video=0)).to_ndarray(format="gray")
    assert picture.mean() > 40.0, "the first frame is not black"
    source = open_source(clip / "clip.mp4", 0.0, 3.0, tmp_path)
    loud = measure(ffmpeg.path, source, tmp_path)
    assert loud.integrated == pytest.approx(-14.0, abs=1.0)
    assert loud.peak < -1.0
    data = (clip / "clip.mp4").read_bytes()
    assert data.index(b"moov") < data.index(b"mdat"), "it starts before it is loaded"


@pytest.mark.parametrize("below", [14, 20])
def test_quiet_speech_between_loud_claps_is_as_loud_as_any(tmp_path: Path, ffmpeg: Ffmpeg, below: int) -> None:
    clap = "aevalsrc='if(lt(mod(t,3.1),0.01),0.95*(2*random(0)-1),0)':s=48000"
    mixed = f"[0:a]volume=-{below}dB,aresample=48000,aformat=channel_layouts=mono[a];{clap}[b];[a][b]amix=2:normalize=0"
    command = [str(ffmpeg.path), "-v", "error", "-ss", "80", "-t", "8", "-i", str(DEMO / "broadcast.mp4")]
    command += ["-filter_complex", f"{mixed}[c]", "-map", "0:v", "-map", "[c]", "-c:v", "copy", "-t", "8", "claps.mp4"]
    subprocess.run(command, check=True, cwd=tmp_path)
    source = open_source(tmp_path / "claps.mp4", 0.0, 8.0, tmp_path)
    loud = measure(ffmpeg.path, source, tmp_path, gain_for(ffmpeg.path, source, tmp_path))
    assert loud.integrated == pytest.approx(-14.0, abs=1.0)
    assert loud.peak < -1.0


def test_hostile_texts_stay_text(clip: Path) -> None:
    assert clip.parent.name == "clips"
    assert [p.name for p in clip.parent.parent.iterdir()] == ["clips"]
    told = json.loads((clip / "post.json").read_bytes())
    assert told["title"] == HOSTILE
    shown = (clip / "clip.srt").read_text(encoding="utf-8")
    assert "<b>" not in shown
    assert shown.count("-->") == shown.count("\n\n")
    assert "{\\b1}" not in (clip / "clip.ass").read_text(encoding="utf-8")


def unlike(picture: np.ndarray, golden: np.ndarray) -> float:
    """How much they differ where they differ most: mean of the grey, in squares as large as a character."""
    apart = np.abs(picture.reshape(480, 4, 270, 4).mean(axis=(1, 3)) - golden)
    return float(apart.reshape(32, 15, 18, 15).mean(axis=(1, 3)).max())


def test_subtitles_stand_in_the_safe_area_and_look_as_they_should(tmp_path: Path, ffmpeg: Ffmpeg, font: Font) -> None:
    lines = ("今天不要二百五十九", "一百二十九元带回家！")
    picture = drawn(ass([Caption(0.0, 5.0, lines)], font.family), tmp_path, ffmpeg, font)
    rows, columns = np.nonzero(picture > 60)
    assert rows.min() >= SAFE_TOP
    assert rows.max() < 1920 - SAFE_BOTTOM
    assert columns.max() < 1080 - SAFE_RIGHT
    assert columns.min() >= 40
    golden = read_grey(GOLDEN)
    assert unlike(picture, golden) < 12.0
    wrong = ass([Caption(0.0, 5.0, ("今天不要二百五十八", lines[1]))], font.family)
    assert unlike(drawn(wrong, tmp_path, ffmpeg, font), golden) > 24.0, "one wrong character is seen"


def test_the_longest_lines_fit_between_the_margins(tmp_path: Path, ffmpeg: Ffmpeg, font: Font) -> None:
    lines = ("国" * 12, "永" * 12)
    _, columns = np.nonzero(drawn(ass([Caption(0.0, 5.0, lines)], font.family), tmp_path, ffmpeg, font) > 60)
    assert columns.max() < 1080 - SAFE_RIGHT
    assert columns.min() >= 40


def test_brackets_and_backslashes_are_drawn_not_obeyed(tmp_path: Path, ffmpeg: Ffmpeg, font: Font) -> None:
    hidden = drawn(ass([Caption(0.0, 5.0, ("{\\alpha&HFF&}看得见",))], font.family), tmp_path, ffmpeg, font)
    assert (hidden > 200).sum() > 2000


def test_an_srt_of_somebody_else_is_read_and_its_markup_is_not(tmp_path: Path) -> None:
    source = tmp_path / "их 'файл'.srt"
    source.write_text("1\n00:00:00,000 --> 00:00:02,000\n{\\an8}你好 <i>\n", encoding="utf-8")
    assert to_ass(source, tmp_path, "X") == "subtitles.ass"
    assert "你好" in (tmp_path / "subtitles.ass").read_text(encoding="utf-8")


@pytest.mark.parametrize("size", [(1080, 1920), (720, 1280), (1920, 1080), (640, 360)])
def test_a_long_line_of_somebody_elses_srt_is_broken_to_fit_the_picture(
    tmp_path: Path, ffmpeg: Ffmpeg, font: Font, size: tuple[int, int]
) -> None:
    long = (
        "这一行字是别人写的，长得很，谁也没有想过手机上放不放得下，" * 3 + "https://shop.example/" + "VERYLONGWORD" * 9
    )
    (tmp_path / "own.srt").write_text(f"1\n00:00:00,000 --> 00:00:02,000\n{long}\n", encoding="utf-8")
    (tmp_path / to_ass(tmp_path / "own.srt", tmp_path, font.family, size)).replace(tmp_path / "own.ass")
    text = (tmp_path / "own.ass").read_text(encoding="utf-8")
    _, columns = np.nonzero(drawn(text, tmp_path, ffmpeg, font, size) > 60)
    upright = size[1] > size[0]
    assert columns.max() < size[0] * (1 - (SAFE_RIGHT / 1080 if upright else 0.01))
    assert columns.min() > size[0] * 0.01
    assert columns.max() - columns.min() > size[0] * 0.5


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"not a subtitle"])
def test_what_is_no_subtitle_file_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.srt").write_bytes(content)
    with pytest.raises(BadInput):
        to_ass(tmp_path / "x.srt", tmp_path, "X")


def test_srt_is_numbered_and_timed() -> None:
    text = srt([Caption(0.0, 1.5, ("一", "二")), Caption(1.5, 3.25, ("三",))])
    assert text == "1\n00:00:00,000 --> 00:00:01,500\n一\n二\n\n2\n00:00:01,500 --> 00:00:03,250\n三\n\n"


def test_plain_text_keeps_what_means_nothing() -> None:
    assert plain("三百斤以内 100% \"放心\" 'ok' a/b: 😀") == "三百斤以内 100% \"放心\" 'ok' a/b: 😀"


def read_grey(path: Path) -> np.ndarray:
    import av

    with av.open(str(path)) as container:
        return next(container.decode(video=0)).to_ndarray(format="gray").astype(float)
