"""How likely it is that a frame is voice: the Silero model that ships with faster-whisper, run frame by frame."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from live.speech.endpointing import FRAME

CONTEXT = 64
"""Samples of the frame before that the model sees again."""

Floats = npt.NDArray[np.float32]


@dataclass
class VoiceState:
    """What the model carries from one frame to the next."""

    h: Floats
    c: Floats
    context: Floats

    @classmethod
    def fresh(cls) -> "VoiceState":
        zeros = np.zeros((1, 1, 128), np.float32)
        return cls(zeros, zeros.copy(), np.zeros(CONTEXT, np.float32))

    def to_bytes(self) -> bytes:
        return self.h.tobytes() + self.c.tobytes() + self.context.tobytes()

    @classmethod
    def from_bytes(cls, raw: bytes) -> "VoiceState":
        floats = np.frombuffer(raw, np.float32)
        return cls(
            floats[:128].reshape(1, 1, 128).copy(), floats[128:256].reshape(1, 1, 128).copy(), floats[256:].copy()
        )


class Silero:
    """The model itself, without state of its own."""

    def __init__(self) -> None:
        import onnxruntime
        from faster_whisper.utils import get_assets_path

        options = onnxruntime.SessionOptions()
        options.inter_op_num_threads = 1
        options.intra_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 4
        model = next(iter(sorted(Path(get_assets_path()).glob("silero_vad*.onnx"), reverse=True)))
        self._session: Any = onnxruntime.InferenceSession(
            str(model), providers=["CPUExecutionProvider"], sess_options=options
        )

    def __call__(self, frame: Floats, state: VoiceState) -> float:
        """The probability of voice in one frame (FRAME samples, -1 to 1); moves `state` on."""
        if frame.shape != (FRAME,):
            raise ValueError(f"a frame has {FRAME} samples, not {frame.shape}")
        window = np.concatenate([state.context, frame])[None]
        out, state.h, state.c = self._session.run(None, {"input": window, "h": state.h, "c": state.c})
        state.context = frame[-CONTEXT:]
        return float(np.asarray(out).reshape(-1)[0])


def always(_frame: Floats, _state: VoiceState) -> float:
    """Takes everything for voice."""
    return 1.0
