"""Whisper through faster-whisper's model, tokenizer and features, decoded an utterance at a time.

Whisper pads every piece to thirty seconds. The encoder takes a shorter window as well, and its work shrinks with it:
with the base model on two cores 0.08 s for a window of ten seconds instead of 0.49 s.
"""

import math
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from live.speech.backends import Hearing, Token
from live.speech.endpointing import RATE
from live.speech.vad import Floats

HOP = 160
"""Samples of a feature frame."""

WINDOW = 10.0
"""Seconds of the window that the encoder gets, at least. Shorter ones are heard worse (character error on the bundled
broadcast, before wording, 0.194 with 1.5 s behind the piece and 0.157 with ten seconds), longer ones no better (0.155
with fifteen, 0.156 with thirty) for up to four times the work."""

PADDING = 0.5
"""Seconds of silence after a piece that fills the window: without any, Whisper loses the last words."""

BEAM = 5
"""Hypotheses that are kept while decoding a final; partials, and finals when behind, are decoded greedily."""

PROMPTS = {"zh": "欢迎来到直播间，喜欢的家人点关注，想要的拍一号链接。"}
"""What is taken to have been said before, by language: it tells the model where it is; without it the character error
on the bundled broadcast is 0.009 higher. No product names: all of them cost 0.003. That of the product on offer alone
gains 0.005, but then a piece could only be decoded when those before it are, and in a replay not as it was live."""

AS_LIKELY = 2.0
"""How much less likely (natural logarithm of the probability) than the likeliest another hypothesis of the beam may be
and still be chosen. One to eight gave the same on five broadcasts of four shops."""

TOKENS_PER_SECOND = 12
"""More than the fastest seller says; what is longer is a loop."""


class Whisper:
    """A CTranslate2 Whisper model on this machine."""

    def __init__(
        self,
        path: Path,
        *,
        language: str = "zh",
        device: str = "auto",
        threads: int = 2,
        at_a_time: int = 1,
        choose: Callable[[Sequence[str]], int] | None = None,
    ) -> None:
        """`at_a_time`: calls of `hear` that may run side by side; on a processor they share its `threads`. `choose`
        gets the texts of finals that are about as likely, the likeliest first, and tells the place of the right one."""
        from ctranslate2 import get_cuda_device_count
        from faster_whisper import WhisperModel
        from faster_whisper.tokenizer import Tokenizer

        self.name, self.guesses = path.name, True
        self._choose = choose
        if device == "auto":
            device = "cuda" if get_cuda_device_count() else "cpu"
        # On a processor 16-bit weights would be widened to 32, which takes twice the work of 8.
        kind = "int8" if device == "cpu" else "default"
        self._model: Any = WhisperModel(
            str(path),
            device=device,
            compute_type=kind,
            cpu_threads=max(1, threads // at_a_time),
            num_workers=at_a_time if device == "cpu" else 1,
        )
        self._tokenizer: Any = Tokenizer(
            self._model.hf_tokenizer, self._model.model.is_multilingual, task="transcribe", language=language
        )

        before = PROMPTS.get(language, "")
        self._before = [self._tokenizer.sot_prev, *self._tokenizer.encode(" " + before)] if before else []

    def hear(self, samples: Floats, *, final: bool, hurry: bool) -> Hearing:
        from faster_whisper.transcribe import get_ctranslate2_storage

        seconds = len(samples) / RATE
        frames = min(3000, math.ceil(max(WINDOW, seconds + PADDING) * 50) * 2)
        padded = np.pad(samples, (0, max(0, frames * HOP - len(samples))))
        features = self._model.feature_extractor(padded, padding=0)[:, :frames]
        encoded = self._model.model.encode(get_ctranslate2_storage(features[None]))
        prompt = [*self._before, *self._tokenizer.sot_sequence, self._tokenizer.no_timestamps]
        beam = BEAM if final and not hurry else 1
        result = self._model.model.generate(
            encoded,
            [prompt],
            beam_size=beam,
            num_hypotheses=beam if self._choose else 1,
            return_scores=True,
            return_no_speech_prob=True,
            max_length=min(448, len(prompt) + 20 + int(seconds * TOKENS_PER_SECOND)),
        )[0]
        found = [
            ([i for i in ids if i < self._tokenizer.eot], score)
            for ids, score in zip(result.sequences_ids, result.scores, strict=True)
        ]
        ids, score = found[self._chosen(found)]
        return Hearing(
            text=self._tokenizer.decode(ids).strip(),
            confidence=round(math.exp(min(0.0, score)), 3),
            silence=round(result.no_speech_prob, 3),
            tokens=self._times(encoded, ids, frames, seconds) if final and ids else (),
        )

    def _chosen(self, found: Sequence[tuple[list[int], float]]) -> int:
        """The place of the hypothesis to believe; a score is the mean of its tokens."""
        if self._choose is None or len(found) == 1:
            return 0
        (first, best), *others = found
        near = [0, *(i for i, (_, score) in enumerate(others, 1) if (best - score) * len(first) <= AS_LIKELY)]
        return near[self._choose([self._tokenizer.decode(found[i][0]).strip() for i in near])]

    def _times(self, encoded: Any, ids: list[int], frames: int, seconds: float) -> tuple[Token, ...]:
        [words] = self._model.find_alignment(self._tokenizer, [ids], encoded, frames)
        return tuple(
            Token(min(float(w["start"]), seconds), min(float(w["end"]), seconds), w["word"]) for w in words if w["word"]
        )
