"""SenseVoice and Paraformer through sherpa-onnx (extra `sherpa`): quick on a processor, and good at Mandarin.

Their weights are named by their folder, as sherpa-onnx publishes them: `tokens.txt` beside one `.onnx` file or two.
"""

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

from live.errors import BadInput, Missing
from live.speech.backends import Hearing, Token
from live.speech.endpointing import RATE
from live.speech.vad import Floats

Kind = Literal["sense-voice", "paraformer"]

NAMES: dict[Kind, tuple[str, ...]] = {
    "sense-voice": ("sense-voice", "sense_voice", "sensevoice"),
    "paraformer": ("paraformer",),
}
"""What the folder, the file, or the model's own metadata says."""

TAIL = 1 << 18
"""Bytes at the end of an .onnx file in which its metadata stand."""

LONGEST_TOKEN = 0.5
"""Seconds that a token lasts at most: only its beginning is told."""

LANGUAGES = ("zh", "en", "ja", "ko", "yue")
"""What SenseVoice can be told that is spoken."""


def is_sherpa(folder: Path) -> bool:
    """Whether the folder looks like weights for sherpa-onnx."""
    return (folder / "tokens.txt").is_file() and any(folder.glob("*.onnx"))


def model_file(folder: Path) -> Path:
    """The weights in the folder: those in 8 bits where there are two."""
    found = sorted(folder.glob("*.onnx"))
    return next((path for path in found if "int8" in path.name), found[0])


def kind_of(folder: Path) -> Kind:
    """What kind of model the folder holds. Raises BadInput when it is none that LiveCue knows."""
    model = model_file(folder)
    with model.open("rb") as file:
        file.seek(max(0, model.stat().st_size - TAIL))
        tail = file.read().lower()
    for kind, names in NAMES.items():
        for name in names:
            if name in folder.name.lower() or name in model.name.lower() or name.encode() in tail:
                return kind
    raise BadInput(
        f"speech.model: {folder} holds weights for sherpa-onnx, but neither SenseVoice nor Paraformer (offline). "
        "Name the folder of one of these, as it was unpacked."
    )


class Sherpa:
    """A sherpa-onnx model on this machine."""

    def __init__(self, folder: Path, *, language: str = "zh", device: str = "auto", threads: int = 2) -> None:
        """Raises Missing when the extra is not installed, BadInput when the folder holds something else."""
        try:
            from sherpa_onnx import OfflineRecognizer
        except ImportError as error:
            raise Missing("These weights need sherpa-onnx: `pip install 'livecue[sherpa]'`.") from error
        self.name, self.guesses = folder.name, True
        shared = {
            "tokens": str(folder / "tokens.txt"),
            "num_threads": threads,
            "provider": "cuda" if device == "cuda" else "cpu",
        }
        if kind_of(folder) == "sense-voice":
            spoken = language if language in LANGUAGES else ""
            self._model: Any = OfflineRecognizer.from_sense_voice(
                model=str(model_file(folder)), language=spoken, use_itn=True, **shared
            )
        else:
            self._model = OfflineRecognizer.from_paraformer(paraformer=str(model_file(folder)), **shared)
        self._lock = threading.Lock()

    def hear(self, samples: Floats, *, final: bool, hurry: bool) -> Hearing:
        """As Recogniser.hear. It decodes greedily in any case, and does not tell how sure it is."""
        del hurry
        with self._lock:
            stream = self._model.create_stream()
            stream.accept_waveform(RATE, samples)
            self._model.decode_stream(stream)
            result = stream.result
        if "nospeech" in (getattr(result, "lang", "") or ""):
            return Hearing("", silence=1.0)
        seconds = len(samples) / RATE
        return Hearing(
            text=result.text.strip(),
            tokens=timed(result.tokens, result.timestamps, seconds) if final else (),
        )


def timed(texts: Sequence[str], starts: Sequence[float], seconds: float) -> tuple[Token, ...]:
    """Tokens that last until the next begins; none where the model gives no times."""
    if len(texts) != len(starts):
        return ()
    # "▁" stands for a space before a word, "@@" for a word that goes on, <|…|> for what is no text.
    plain = [(t.replace("▁", " ").removesuffix("@@"), s) for t, s in zip(texts, starts, strict=True)]
    spoken = [(text, min(max(0.0, start), seconds)) for text, start in plain if not text.startswith("<|")]
    ends = [*(start for _, start in spoken[1:]), seconds]
    return tuple(
        Token(start, max(start, min(end, start + LONGEST_TOKEN)), text)
        for (text, start), end in zip(spoken, ends, strict=False)
    )
