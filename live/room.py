"""The parts of one broadcast, built and run: the only place that knows all of them."""

import logging
import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from clipper.highlights import HighlightFinder
from live import __version__
from live.catalog.product_clock import ProductClock
from live.catalog.products import Catalog, load_catalog
from live.comments.intake import Intake
from live.comments.key import load_key
from live.compliance.radar import ComplianceRadar
from live.compliance.rules import Rules, load_rules
from live.config import Settings
from live.cues.board import CueBoard
from live.cues.ledger import AnsweredLedger
from live.errors import BadInput
from live.events import AnyPayload, Event, Health, Question, Session, Utterance
from live.fold import Fold, Part
from live.journal import Journal
from live.llm.assistant import Assistant
from live.partials import Partials
from live.progress import Share
from live.questions.finder import QuestionFinder
from live.questions.second import load_second_opinion
from live.questions.shop import Correction, CorrectionFile, ShopRules, read_corrections
from live.questions.store import load_detector
from live.session import SessionFolder
from live.speech.vocabulary import words_of
from live.state import BroadcastState
from live.wishes import AnyWish, grant

log = logging.getLogger(__name__)


def rules_of(settings: Settings) -> Rules:
    """The shop's own list of forbidden phrases, else the bundled one."""
    return load_rules(Path(settings.compliance.rules) if settings.compliance.rules else None)


def build_parts(settings: Settings, catalog: Catalog | None, corrections: Sequence[Correction] = ()) -> list[Part]:
    """All parts, in the order in which each is told an event. `corrections`: what the operator said of comments in
    earlier broadcasts."""
    detector = load_detector()
    rules = ShopRules((detector.predict(c.text).text, c.intent) for c in corrections)
    second = load_second_opinion() if settings.questions.meaning == "auto" else None
    names = {p.id: p.name for p in catalog.products} if catalog else {}
    return [
        ProductClock(catalog),
        QuestionFinder(settings.questions, catalog, detector, rules, second),
        AnsweredLedger(catalog),
        CueBoard(settings.cues, catalog),
        ComplianceRadar(rules_of(settings)),
        HighlightFinder(settings.clips.min_seconds, settings.clips.max_seconds, names, settings.session.language),
    ]


class Room:
    """One broadcast: its journal, its parts, and the state that screens show. All calls in one thread."""

    def __init__(
        self,
        folder: SessionFolder,
        settings: Settings,
        catalog_path: Path | None = None,
        *,
        title: str = "",
        inputs: Sequence[str] = (),
        replay: bool = False,
        reopened: bool = False,
        corrections: Path | None = None,
        environ: Mapping[str, str] = os.environ,
    ) -> None:
        """Open the session folder, or pick it up where it stopped. `inputs` name what is fed (a replay's files).
        `reopened`: a broadcast that is over is looked at again, and does not go on. `corrections`: the file of what the
        operator corrected, read when the broadcast begins and added to; None keeps nothing. `environ` has the language
        model's keys.

        Raises BadInput when the catalog is wrong or the folder holds another broadcast, LiveCueError when another
        process runs it.
        """
        self.folder = folder.make()
        self.settings = settings
        self.catalog = self._catalog(catalog_path)
        self.journal = Journal(folder.journal, on_trouble=self._on_trouble)
        try:
            self.state = BroadcastState()
            self.intake = Intake(load_key(), max_length=settings.comments.max_length)
            self.exporting: dict[str, Share] = {}
            """How far the clips being made are, by highlight: for screens; nothing is decided by it."""
            self.addresses: dict[str, str] = {}
            """Where the pages are, and where readers push to, while they are served: with their tokens, for screens."""
            self.utterances = 0
            self.ended = False
            self.inputs: tuple[str, ...] = ()
            self._corrections = CorrectionFile(corrections) if corrections else None
            parts = build_parts(settings, self.catalog, self._corrected(corrections))
            radar = next(part for part in parts if isinstance(part, ComplianceRadar))
            self.partials = Partials(radar.suspects)
            """What is being said and not yet decided: for screens; never in the journal."""
            watchers = [self.state.on, self.intake.on, self._watch]
            self.assistant: Assistant | None = None
            """The language model, where the settings name an endpoint."""
            if settings.llm.endpoints:
                score = next(part.score for part in parts if isinstance(part, QuestionFinder))
                self.assistant = Assistant(
                    settings.llm, self.catalog, score, self.state, environ, language=settings.session.language
                )
                watchers.append(self.assistant.on)
            self._fold = Fold(self.journal, parts, watchers)
            self.resumed = self._fold.resume() > 0
            if not reopened:
                self._begin(title, tuple(inputs), replay)
        except BaseException:  # whatever it was, also a Ctrl-C: nobody else would close the journal
            self.journal.close()
            raise

    def __enter__(self) -> "Room":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Commit everything and let go of the folder."""
        self.journal.close()

    @property
    def spoken_names(self) -> tuple[str, ...]:
        """What the recogniser must spell right: names and aliases of the catalog, and what else it says."""
        return words_of(self.catalog)

    def put(self, data: AnyPayload, at: float, cause: int | None = None) -> Event:
        """Append what came from outside at broadcast time `at`, and all that follows from it."""
        return self._fold.put(data, at, cause)

    def act(self, data: AnyPayload, now: float = 0.0) -> Event:
        """Append what a person did, at broadcast time `now` or that of the newest event, whichever is later; keep for
        later broadcasts what it teaches."""
        known = self.state.questions.get(data.comment) if isinstance(data, Question) else None
        event = self._fold.put(data, max(now, self.state.now))
        if isinstance(data, Question) and data.by == "operator" and self._corrections is not None:
            text = data.text or (known.text if known else "")
            self._corrections.keep(Correction(text=text, intent=data.intent))
        return event

    def grant(self, wish: AnyWish, now: float = 0.0) -> list[Event]:
        """Append what a person wishes; gives what was appended. Raises BadInput, with what to do, where the wish cannot
        be granted."""
        payloads = grant(wish, self.state, self.catalog, max(now, self.state.now))
        return [self.act(data, now) for data in payloads]

    def health(self, part: str, state: str, detail: str = "", *, at: float, seconds: float = 0.0) -> None:
        """Append the state of a source or worker, where it changed."""
        before = self.state.health.get(part)
        if before is None or (before.state, before.detail) != (state, detail) or seconds:
            payload = Health(part=part, state=state, detail=detail, since=at, seconds=seconds)  # type: ignore[arg-type]
            self.put(payload, at)

    def _catalog(self, path: Path | None) -> Catalog | None:
        """The catalog named now, copied beside the journal; else the copy of an earlier start; else none."""
        if path is not None:
            catalog = load_catalog(path)
            if path.resolve() != self.folder.catalog.resolve():
                shutil.copyfile(path, self.folder.catalog)
            return catalog
        return load_catalog(self.folder.catalog) if self.folder.catalog.is_file() else None

    def _corrected(self, path: Path | None) -> list[Correction]:
        """What the operator had corrected when this broadcast began, also where it is picked up later: what was said
        since is in the journal."""
        if path is not None and path.is_file() and not self.journal.last_seq:
            shutil.copyfile(path, self.folder.corrections)
        return read_corrections(self.folder.corrections)

    def _begin(self, title: str, inputs: tuple[str, ...], replay: bool) -> None:
        if self.resumed:
            if inputs != self.inputs:
                raise BadInput(
                    f"{self.folder.root} holds another broadcast ({', '.join(self.inputs) or 'a live one'}). "
                    "Name another folder; nothing was changed."
                )
            if not (replay and self.ended):
                self.put(Session(state="resumed", version=__version__, replay=replay), at=self.state.now)
        else:
            self.put(Session(state="started", title=title, replay=replay, version=__version__, inputs=inputs), at=0.0)

    def _watch(self, event: Event) -> None:
        match event.data:
            case Utterance() as utterance:
                self.utterances += 1
                self.partials.decided(utterance.end)
            case Session(state="started") as session:
                self.inputs = session.inputs
            case Session() as session:
                self.ended = session.state == "ended"

    def _on_trouble(self, reason: str) -> None:
        if reason:
            log.warning(
                "the journal cannot be written (%s): free some space on this disk; events are kept in memory", reason
            )
        else:
            log.warning("the journal can be written again; nothing was lost")
