"""Settings: config.toml, and secrets from the environment.

Every setting is declared here with its type; config.toml holds the same with its default and a line that explains it.
A test keeps the two equal.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

import msgspec

from live.errors import BadInput
from live.toml import load_toml

Positive = Annotated[float, msgspec.Meta(gt=0)]
Count = Annotated[int, msgspec.Meta(ge=1)]
Probability = Annotated[float, msgspec.Meta(ge=0, le=1)]
Port = Annotated[int, msgspec.Meta(ge=1, le=65535)]


class Section(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of config.toml."""


class SessionSettings(Section, frozen=True, kw_only=True):
    """[session]"""

    folder: str = "sessions"
    title: str = ""
    language: Literal["zh", "en"] = "zh"
    catalog: str = ""


class CommentSource(Section, frozen=True, kw_only=True):
    """[[comments.sources]]"""

    url: str
    name: str = ""
    format: str = "auto"
    platform: str = ""
    join: dict[str, str | int | float | bool] = {}


class CommentSettings(Section, frozen=True, kw_only=True):
    """[comments]"""

    sources: tuple[CommentSource, ...] = ()
    listen: str = ""
    origins: tuple[str, ...] = ()
    max_length: Count = 500


class MediaSettings(Section, frozen=True, kw_only=True):
    """[media]"""

    source: str = ""
    segment_seconds: Annotated[float, msgspec.Meta(ge=1)] = 10.0
    ffmpeg: str = ""


class SpeechSettings(Section, frozen=True, kw_only=True):
    """[speech]"""

    model: str = "auto"
    language: str = "zh"
    device: Literal["auto", "cpu", "cuda"] = "auto"
    threads: Count = 2
    pause: Annotated[float, msgspec.Meta(ge=0.2, le=2.0)] = 0.4
    longest: Annotated[float, msgspec.Meta(ge=5.0, le=25.0)] = 10.0
    endpoint: str = ""
    key_env: str = ""


class QuestionSettings(Section, frozen=True, kw_only=True):
    """[questions]"""

    threshold: float = 0.5
    meaning: Literal["auto", "off"] = "auto"
    corrections: str = "corrections.jsonl"


class CueSettings(Section, frozen=True, kw_only=True):
    """[cues]"""

    shown: Count = 3
    expire_after: Positive = 300.0


class ClipSettings(Section, frozen=True, kw_only=True):
    """[clips]"""

    export: bool = True
    vertical: bool = True
    follow: Literal["auto", "off"] = "auto"
    drafts: bool = False
    min_seconds: Positive = 6.0
    max_seconds: Positive = 60.0


class ComplianceSettings(Section, frozen=True, kw_only=True):
    """[compliance]"""

    rules: str = ""


class OverlaySettings(Section, frozen=True, kw_only=True):
    """[overlay]"""

    enabled: bool = True
    host: str = "127.0.0.1"
    port: Port = 8420


class LlmEndpoint(Section, frozen=True, kw_only=True):
    """[[llm.endpoints]]"""

    base_url: str
    model: str
    key_env: str = ""
    name: str = ""
    extra: dict[str, Any] = {}

    @property
    def label(self) -> str:
        """What it is called on screens and in the journal."""
        return self.name or urlsplit(self.base_url).netloc or self.base_url


class LlmSettings(Section, frozen=True, kw_only=True):
    """[llm]"""

    endpoints: tuple[LlmEndpoint, ...] = ()
    tokens_per_hour: int = 2_000_000
    tokens_per_broadcast: int = 10_000_000
    calls_per_100_comments: Annotated[float, msgspec.Meta(gt=0, le=100)] = 5.0
    unsure_from: Probability = 0.2
    unsure_to: Probability = 0.75
    wait: Positive = 1.5
    timeout: Positive = 12.0
    posts: bool = True
    summary: bool = True


class DashboardSettings(Section, frozen=True, kw_only=True):
    """[dashboard]"""

    theme: str = "dark"


class Settings(Section, frozen=True, kw_only=True):
    """All of config.toml."""

    session: SessionSettings = SessionSettings()
    comments: CommentSettings = CommentSettings()
    media: MediaSettings = MediaSettings()
    speech: SpeechSettings = SpeechSettings()
    questions: QuestionSettings = QuestionSettings()
    cues: CueSettings = CueSettings()
    clips: ClipSettings = ClipSettings()
    compliance: ComplianceSettings = ComplianceSettings()
    overlay: OverlaySettings = OverlaySettings()
    llm: LlmSettings = LlmSettings()
    dashboard: DashboardSettings = DashboardSettings()


def beside(config: Path | None, name: str) -> Path | None:
    """The path of a file that `config` names: beside it where relative. None where it names none."""
    return (config.parent if config else Path()) / name if name else None


def load_settings(path: Path | None, environ: Mapping[str, str] = os.environ) -> Settings:
    """Settings from `path`, or the defaults when it is None. Raises BadInput with file, line, key and a hint.

    `LIVECUE_FFMPEG` in the environment goes before `media.ffmpeg`.
    """
    settings = Settings() if path is None else load_toml(path, Settings)
    if not 0 < settings.questions.threshold < 1:
        raise BadInput(f"{path}: questions.threshold is {settings.questions.threshold}; it must be between 0 and 1.")
    for number, endpoint in enumerate(settings.llm.endpoints):
        _check_endpoint(f"{path}: llm.endpoints[{number}]", endpoint)
    if settings.llm.unsure_from > settings.llm.unsure_to:
        raise BadInput(f"{path}: llm.unsure_from is above llm.unsure_to; then nothing would ever be unsure.")
    if settings.clips.min_seconds > settings.clips.max_seconds:
        raise BadInput(
            f"{path}: clips.min_seconds is {settings.clips.min_seconds:g}, above clips.max_seconds, which is "
            f"{settings.clips.max_seconds:g}; then no clip could be made."
        )
    if ffmpeg := environ.get("LIVECUE_FFMPEG"):
        settings = msgspec.structs.replace(settings, media=msgspec.structs.replace(settings.media, ffmpeg=ffmpeg))
    return settings


def _check_endpoint(where: str, endpoint: LlmEndpoint) -> None:
    """Raises BadInput for what would only show when it is first used, in the middle of a broadcast."""
    try:
        parts = urlsplit(endpoint.base_url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        good = False
    if not good:
        raise BadInput(
            f"{where}.base_url is `{endpoint.base_url}`: give an address such as https://api.deepseek.com or "
            "http://127.0.0.1:8080/v1."
        )
    try:
        json.dumps(endpoint.extra)
    except TypeError as error:
        raise BadInput(f"{where}.extra: {error}. Only text, numbers, true and false, lists and tables go.") from error
    if endpoint.key_env and not endpoint.key_env.isidentifier():
        # Somebody has put the key itself here: it is not repeated on the screen.
        raise BadInput(
            f"{where}.key_env must be the NAME of an environment variable, such as DEEPSEEK_API_KEY. "
            "The key itself never stands in a file."
        )
