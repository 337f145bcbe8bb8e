"""Live sources: drops, restarts and gaps cost no broadcast time, and picture and sound stay together."""

import asyncio
import itertools
import shutil
from pathlib import Path

import pytest

from live.ffmpeg import Ffmpeg
from live.speech.items import Chunk, Gap, Lost, Stretch
from tests.live.speech.media import ENCODED, frame_numbers, make, run
from tests.live.speech.outages import Aired, Script, all_outages
from tests.live.speech.test_filecapture import cut, recorded

KINDS = ["clock runs on", "clock anew", "keeps the line", "hls", "pushed"]


@pytest.fixture(scope="module")
def aired(ffmpeg: Ffmpeg, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Aired]:
    folder = tmp_path_factory.mktemp("outages")
    film = make(ffmpeg, folder / "film.mp4", 20, options=[*ENCODED, "-bf", "0"])
    run(ffmpeg, "-i", str(film), "-c", "copy", str(folder / "film.flv"))
    script, hang = Script(2.2, 1.2, 3.2), Script(1.2, 2.5, 2.2, "hang")
    return asyncio.run(all_outages(ffmpeg, folder, folder / "film.flv", film, script, hang))


@pytest.mark.parametrize("kind", KINDS)
def test_a_drop_is_told_once_and_the_source_comes_back(aired: dict[str, Aired], kind: str) -> None:
    told = [type(item) for item in aired[kind].told]
    if kind != "hls":  # whose server may still have what was missed
        assert aired[kind].gap.seconds > 0.5
    assert [one for one in told if one is not Gap] == [Stretch, Lost, Stretch]


@pytest.mark.parametrize(
    ("kind", "tolerance"),
    [("clock runs on", 0.01), ("clock anew", 0.2), ("keeps the line", 0.05), ("hls", 0.02), ("pushed", 0.2)],
)
def test_after_a_drop_broadcast_time_is_right(aired: dict[str, Aired], kind: str, tolerance: float) -> None:
    """Where the source's clock runs on, it tells to the millisecond; else the moment of arrival has to do."""
    _, off = aired[kind].off_time()
    assert off <= tolerance


def test_what_is_on_air_now_has_the_time_it_is_now(aired: dict[str, Aired]) -> None:
    shift, _ = aired["clock runs on"].off_time()
    assert abs(shift) < 0.25


@pytest.mark.parametrize("kind", KINDS)
def test_after_a_drop_picture_and_sound_agree_to_a_frame(
    aired: dict[str, Aired], kind: str, ffmpeg: Ffmpeg, tmp_path: Path
) -> None:
    after = aired[kind]
    beep = next(at for at in after.heard_at() if at > after.sound_after()[0])
    recording = recorded(after.root, after.items)
    cut(ffmpeg, recording, beep, beep + 0.3, tmp_path / "cut.mp4")
    number = frame_numbers(tmp_path / "cut.mp4")[0]
    assert min(number % 25, 25 - number % 25) <= 1, number


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_heard_twice_or_out_of_order(aired: dict[str, Aired], kind: str) -> None:
    chunks = aired[kind].chunks
    assert all(b.at >= a.end - 0.001 for a, b in itertools.pairwise(chunks))


def test_nothing_was_heard_in_a_gap(aired: dict[str, Aired]) -> None:
    after = aired["clock runs on"]
    gap = after.gap
    assert not [c for c in after.chunks if gap.start + 0.001 < c.end and c.at < gap.start + gap.seconds - 0.001]


def test_a_source_that_keeps_the_line_and_sends_nothing_is_given_up(aired: dict[str, Aired]) -> None:
    assert aired["keeps the line"].lost.reason.startswith("nothing came for")


def test_a_key_in_an_address_is_never_told(aired: dict[str, Aired]) -> None:
    assert not [item for one in aired.values() for item in one.told if "key" in str(item)]


@pytest.mark.slow
async def test_twenty_seconds_off_air_with_the_bundled_broadcast(ffmpeg: Ffmpeg, demo: Path, tmp_path: Path) -> None:
    """The film tells its own time: by the number in each frame, and by its sound, found again in the original."""
    film = shutil.copy(demo / "broadcast.mp4", tmp_path / "film.mp4")
    run(ffmpeg, "-i", str(film), "-c", "copy", str(tmp_path / "film.flv"))
    original = tmp_path / "film.pcm"
    run(ffmpeg, "-i", str(film), "-ac", "1", "-ar", "16000", "-f", "s16le", str(original))
    script = Script(8, 20, 12)
    aired = await all_outages(ffmpeg, tmp_path, tmp_path / "film.flv", Path(film), script, Script(8, 20, 12, "hang"))
    for kind, after in aired.items():
        before = [chunk for chunk in after.chunks if chunk.at < after.lost.at]
        first, pcm = before[0].at, b"".join(chunk.pcm for chunk in before)
        shift = first + 1 - found_in(original.read_bytes(), pcm[32_000 : 7 * 32_000])
        behind, pcm = after.sound_after()
        film_time = found_in(original.read_bytes(), pcm[2 * 32_000 : 8 * 32_000])
        assert behind + 2 - film_time == pytest.approx(shift, abs=0.2), kind
        cut(ffmpeg, recorded(after.root, after.items), behind + 2, behind + 2.4, tmp_path / f"{kind}.mp4")
        assert frame_numbers(tmp_path / f"{kind}.mp4")[0] == pytest.approx(film_time * 25, abs=1.01), kind


def found_in(whole: bytes, part: bytes) -> float:
    """Seconds at which a piece of sound stands in the whole: where they correlate best for their loudness."""
    import numpy as np

    x = np.frombuffer(whole, np.int16).astype(np.float32)
    y = np.frombuffer(part, np.int16).astype(np.float32)
    size = 1 << (len(x) + len(y) - 1).bit_length()
    match = np.fft.irfft(np.fft.rfft(x, size) * np.conj(np.fft.rfft(y, size)), size)[: len(x) - len(y)]
    energy = np.concatenate(([0.0], np.cumsum(x.astype(np.float64) ** 2)))
    loudness = np.sqrt(energy[len(y) :] - energy[: -len(y)])[: len(match)]
    return float(np.argmax(match / (loudness + 1000.0))) / 16_000


def test_a_chunk_knows_its_end() -> None:
    assert Chunk(bytes(32_000), 2.0).end == 3.0
