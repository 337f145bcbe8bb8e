"""An upright clip of a wide picture, opened frame by frame: the person stays in it.

The person is Eileen Collins, photographed by NASA in 1992 (public domain, https://flic.kr/p/r9qvLn), cut out and made
smaller.
"""

import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from clipper import graph
from clipper.camera import MOST_POINTS, Camera
from clipper.cut import cut
from clipper.exporter import Bench, Exporter
from clipper.follow import camera_for
from clipper.process import run_ffmpeg
from clipper.take import open_source
from live.events import Highlight
from live.ffmpeg import Ffmpeg, Font

cv2 = pytest.importorskip("cv2")

PERSON = Path(__file__).parent / "data" / "person.jpg"
WALK = "110+250*clip(t-1.5,0,2)"
"""Left edge of a person who stands, walks to the right for two seconds, and stands again."""
ROOM = "color=size=1280x720:rate=25:duration=0.04,geq=lum='20+X/6':cb=120:cr=134,loop=-1:1,trim=duration=5"
Film = Callable[..., Path]


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory, ffmpeg: Ffmpeg) -> Film:
    """Makes five seconds of a room, with people whose left edges are given, as ffmpeg expressions of time."""

    def make(*people: str, size: str = "1280:720") -> Path:
        out = tmp_path_factory.mktemp("film") / "film.mp4"
        command = [str(ffmpeg.path), "-v", "error", "-y", "-f", "lavfi", "-i", ROOM]
        graph, under = [], "0"
        for number, left in enumerate(people, start=1):
            command += ["-loop", "1", "-t", "5", "-r", "25", "-i", str(PERSON)]
            graph.append(f"[{number}]scale=-2:460[p{number}];[{under}][p{number}]overlay=x='{left}':y=H-h[o{number}]")
            under = f"o{number}"
        graph.append(f"[{under}]scale={size}[out]")
        encode = ["-map", "[out]", "-t", "5", "-c:v", "libx264", "-preset", "ultrafast"]
        subprocess.run([*command, "-filter_complex", ";".join(graph), *encode, str(out)], check=True)
        return out

    return make


def faces_in(path: Path) -> list[tuple[float, float] | None]:
    """Where the middle of the largest face is in every fourth frame, as shares of width and height."""
    import av

    cascade = cv2.CascadeClassifier(str(Path(cv2.__file__).parent / "data" / "haarcascade_frontalface_alt2.xml"))
    found: list[tuple[float, float] | None] = []
    with av.open(str(path)) as container:
        for number, frame in enumerate(container.decode(video=0)):
            if number % 4 == 0:
                grey = frame.reformat(width=216, height=384, format="gray").to_ndarray()
                boxes = cascade.detectMultiScale(grey, 1.1, 3, minSize=(30, 30))
                x, y, w, h = max(boxes, key=lambda box: box[2]) if len(boxes) else (0, 0, 0, 0)
                found.append(((x + w / 2) / 216, (y + h / 2) / 384) if w else None)
    return found


@pytest.fixture(scope="module")
def followed(film: Film, tmp_path_factory: pytest.TempPathFactory, ffmpeg: Ffmpeg) -> Path:
    out = tmp_path_factory.mktemp("clip") / "c.mp4"
    return cut(film(WALK), 0.0, 5.0, out, ffmpeg=ffmpeg.path, vertical=True, follow=True).path


def test_a_person_who_walks_stays_in_the_middle_of_the_clip(followed: Path) -> None:
    found = faces_in(followed)
    near = [face for face in found if face and abs(face[0] - 0.5) < 0.2 and 0.2 < face[1] < 0.67]
    assert len(found) == 38
    assert len(near) > 0.95 * len(found)


def test_the_picture_moves_smoothly(followed: Path) -> None:
    """The room gets brighter to the right, so the light above the person tells where the camera is."""
    import av

    with av.open(str(followed)) as container:
        light = np.array([frame.to_ndarray(format="gray")[40:300].mean() for frame in container.decode(video=0)])
    whole = light[-1] - light[0]
    assert whole > 20.0
    steps = np.diff(light) / whole
    assert steps.max() < 0.025, "no jump"
    assert steps.min() > -0.002, "never back"
    # Over three frames: the encoder saves slow movements up for every other one.
    assert np.abs(np.diff(np.convolve(steps, np.ones(3) / 3, "valid"))).max() < 0.004, "no jerk"
    assert np.abs(steps[:15]).max() < 0.002, "it begins by standing"
    assert np.abs(steps[-15:]).max() < 0.002, "and ends so"


@pytest.mark.parametrize(
    ("people", "size"),
    [((), "1280:720"), (("40", "900"), "1280:720"), ((WALK,), "640:360"), ((WALK,), "406:720")],
    ids=["nobody", "two far apart", "too small to enlarge", "upright already"],
)
def test_where_nobody_can_be_followed_all_of_the_picture_is_shown(
    film: Film, tmp_path: Path, ffmpeg: Ffmpeg, people: tuple[str, ...], size: str
) -> None:
    source = open_source(film(*people, size=size), 0.0, 5.0, tmp_path)
    assert camera_for(source, tmp_path, ffmpeg.path) is None


def test_the_bundled_broadcast_is_upright_and_is_left_as_it_is(demo: Path, tmp_path: Path, ffmpeg: Ffmpeg) -> None:
    assert camera_for(open_source(demo / "broadcast.mp4", 80.0, 90.0, tmp_path), tmp_path, ffmpeg.path) is None


@pytest.mark.slow
async def test_the_cover_shows_the_person_as_the_clip_does(
    film: Film, tmp_path: Path, ffmpeg: Ffmpeg, font: Font
) -> None:
    media = film("700")
    exporter = Exporter(tmp_path, list, lambda: media, Bench(ffmpeg.path, font, follow=True))
    made = await exporter.export(Highlight(id="h1", start=0.0, end=2.0, type="mark", score=0.5, title="题"))
    assert made.state == "done", made.reason
    (face,) = faces_in(tmp_path / made.path / "cover.jpg")
    assert face is not None
    assert abs(face[0] - 0.5) < 0.1


def test_the_longest_path_is_one_that_ffmpeg_follows(film: Film, tmp_path: Path, ffmpeg: Ffmpeg) -> None:
    """Its expressions must not be too deep nor too long for the filter."""
    path = tuple((i / 30, 0.5 + 0.3 * (-1) ** i) for i in range(MOST_POINTS))
    source = open_source(film(), 0.0, 1.0, tmp_path)
    look = graph.Look(vertical=True, camera=Camera(path))
    arguments = graph.still(source, look, "file:still.png")
    run_ffmpeg(ffmpeg.path, arguments, tmp_path)
    assert (tmp_path / "still.png").is_file()
    assert max(len(argument) for argument in arguments) < 30_000, "what Windows takes on a command line"


def test_an_opencv_that_does_not_load_shows_the_whole_picture_and_is_told(
    film: Film, tmp_path: Path, ffmpeg: Ffmpeg, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "cv2.py").write_text("raise ImportError('libGL.so.1: cannot open shared object file')\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    source = open_source(film("500"), 0.0, 2.0, tmp_path)
    assert camera_for(source, tmp_path, ffmpeg.path) is None
    assert "libGL.so.1" in caplog.text
    assert sorted(p.name for p in tmp_path.iterdir()) == ["cv2.py"]
