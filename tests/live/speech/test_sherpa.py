"""SenseVoice and Paraformer. Their weights are not here: what runs is sherpa-onnx itself with a model of three tokens
that takes loud for a word, in the form in which SenseVoice is published."""

from pathlib import Path

import numpy as np
import pytest

from live.errors import BadInput, Missing
from live.speech.backends import Token
from live.speech.backends.sherpa import Sherpa, is_sherpa, kind_of, model_file, timed
from live.speech.endpointing import RATE
from live.speech.vad import Floats
from live.speech.weights import find_weights

TOKENS = ("<unk>", "好", "<|zh|>", "<|NEUTRAL|>", "<|Speech|>", "<|withitn|>", "<|nospeech|>")


def make_model(folder: Path, language: str = "<|zh|>") -> Path:
    """A SenseVoice that says 好 for each loud stretch."""
    onnx = pytest.importorskip("onnx")
    helper, kinds = onnx.helper, onnx.TensorProto
    size = len(TOKENS)
    first = np.full((1, 4, size), -50.0, np.float32)
    for frame, token in enumerate((language, "<|NEUTRAL|>", "<|Speech|>", "<|withitn|>")):
        first[0, frame, TOKENS.index(token)] = 50.0
    weigh = np.zeros((1, 1, size), np.float32)
    weigh[0, 0, 1] = 1.0
    bias = np.full((1, 1, size), -90.0, np.float32)
    bias[0, 0, :2] = (0.0, -8.0)
    values = {"first": first, "weigh": weigh, "bias": bias}
    graph = helper.make_graph(
        [
            helper.make_node("ReduceMean", ["x"], ["mean"], axes=[2], keepdims=1),
            helper.make_node("Mul", ["mean", "weigh"], ["weighed"]),
            helper.make_node("Add", ["weighed", "bias"], ["rest"]),
            helper.make_node("Concat", ["first", "rest"], ["logits"], axis=1),
        ],
        "loud",
        [
            helper.make_tensor_value_info("x", kinds.FLOAT, ["N", "T", 560]),
            *(helper.make_tensor_value_info(n, kinds.INT32, ["N"]) for n in ("x_length", "language", "text_norm")),
        ],
        [helper.make_tensor_value_info("logits", kinds.FLOAT, ["N", "L", size])],
        [helper.make_tensor(n, kinds.FLOAT, v.shape, v.flatten().tolist()) for n, v in values.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    numbers = {"vocab_size": size, "lfr_window_size": 7, "lfr_window_shift": 6, "normalize_samples": 0}
    numbers |= {"with_itn": 14, "without_itn": 15}
    numbers |= {f"lang_{name}": i for i, name in enumerate(("auto", "zh", "en", "ja", "ko", "yue"))}
    said = {name: str(value) for name, value in numbers.items()}
    said |= {"model_type": "sense_voice_ctc", "comment": "made for a test"}
    said |= {"neg_mean": ",".join(["0"] * 560), "inv_stddev": ",".join(["1"] * 560)}
    for name, value in said.items():
        entry = model.metadata_props.add()
        entry.key, entry.value = name, value
    folder.mkdir()
    (folder / "model.onnx").write_bytes(model.SerializeToString())
    (folder / "tokens.txt").write_text("".join(f"{t} {i}\n" for i, t in enumerate(TOKENS)), encoding="utf-8")
    return folder


def loud(*stretches: tuple[bool, float]) -> Floats:
    tone = [np.sin(np.arange(int(seconds * RATE)) / 5) * (0.5 if on else 0.0) for on, seconds in stretches]
    return np.concatenate(tone).astype(np.float32)


def test_a_model_in_the_form_of_sensevoice_is_heard_with_times(tmp_path: Path) -> None:
    pytest.importorskip("sherpa_onnx")
    model = Sherpa(make_model(tmp_path / "weights"), language="zh")
    sound = loud((False, 0.5), (True, 0.4), (False, 0.6), (True, 0.4), (False, 0.3))
    hearing = model.hear(sound, final=True, hurry=False)
    assert hearing.text == "好好"
    assert [t.start for t in hearing.tokens] == [pytest.approx(0.5, abs=0.15), pytest.approx(1.5, abs=0.15)]
    assert model.hear(sound, final=False, hurry=True).tokens == ()
    assert model.hear(loud((False, 1.0)), final=True, hurry=False).text == ""


def test_where_sensevoice_finds_no_speech_nothing_is_written(tmp_path: Path) -> None:
    pytest.importorskip("sherpa_onnx")
    model = Sherpa(make_model(tmp_path / "weights", "<|nospeech|>"))
    assert model.hear(loud((True, 1.0)), final=True, hurry=False).text == ""


def weights(folder: Path, *names: str, content: bytes = b"x") -> Path:
    folder.mkdir()
    for name in names:
        (folder / name).write_bytes(content)
    return folder


def test_the_folder_of_published_weights_is_recognised_and_the_smaller_file_taken(tmp_path: Path) -> None:
    folder = weights(tmp_path / "sherpa-onnx-paraformer-zh", "model.onnx", "model.int8.onnx", "tokens.txt")
    assert is_sherpa(folder)
    assert (kind_of(folder), model_file(folder).name) == ("paraformer", "model.int8.onnx")
    found = find_weights(str(folder))
    assert (found.path, found.source) == (folder, "config")


def test_a_renamed_folder_is_known_by_what_the_model_says_of_itself(tmp_path: Path) -> None:
    folder = weights(tmp_path / "w", "model.onnx", "tokens.txt", content=b"...model_type sense_voice_ctc...")
    assert kind_of(folder) == "sense-voice"


def test_other_weights_of_sherpa_are_bad_input(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="neither SenseVoice nor Paraformer"):
        kind_of(weights(tmp_path / "zipformer", "model.onnx", "tokens.txt"))


def test_without_the_extra_it_is_said_how_to_get_it(tmp_path: Path) -> None:
    try:
        import sherpa_onnx  # noqa: F401
    except ImportError:
        with pytest.raises(Missing, match=r"livecue\[sherpa\]"):
            Sherpa(weights(tmp_path / "paraformer", "model.onnx", "tokens.txt"))
    else:
        pytest.skip("sherpa-onnx is installed here")


def test_tokens_last_until_the_next_and_marks_that_are_no_text_go() -> None:
    found = timed(["<|zh|>", "▁hello", "wor@@", "ld"], [0.0, 0.2, 0.4, 1.5], 1.8)
    assert found == (Token(0.2, 0.4, " hello"), Token(0.4, 0.9, "wor"), Token(1.5, 1.8, "ld"))
    assert timed(["好"], [], 1.0) == ()
