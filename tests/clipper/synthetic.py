"""Broadcasts written as plays: what the host says, what viewers answer, what is worth keeping.

    lag 11          seconds from the beginning of a line to its first reaction
    pace 4.6        characters a second that the host says
    spacing 0.5     seconds between reactions
    ~ 8 a|b|c       from here on, so many idle comments a minute, these in turn
    bot 4 text      from here on, one viewer says this every 4 seconds
    = id            another product is on offer
    [price … ]      the lines between are a highlight of this kind
    ... 3           seconds of silence
    > a|b|c         reactions to the line before, each by somebody else
    anything else   a line of the host

Nothing is random: viewers' times follow from their place.
"""

from dataclasses import dataclass, field
from pathlib import Path

from live.events import AnyPayload, Comment, Product, Session, Utterance

PAUSE = 1.8
LATE = 1.4
"""Seconds after its end at which an utterance is known."""


@dataclass
class Synthetic:
    """A play turned into events."""

    name: str
    inputs: list[tuple[float, AnyPayload]] = field(default_factory=list)
    truth: list[tuple[float, float, str]] = field(default_factory=list)
    """Start, end and kind of each highlight."""
    lines: list[tuple[float, float, str]] = field(default_factory=list)


def read(path: Path) -> Synthetic:
    """The play in `path` as events in order of broadcast time."""
    play = Synthetic(path.stem)
    lag, pace, spacing, now = 4.0, 4.5, 0.45, 2.0
    idle: list[tuple[float, float, list[str]]] = []
    bots: list[tuple[float, float, str]] = []
    begun: tuple[float, str] | None = None
    product_next: str | None = None
    for line in path.read_text(encoding="utf-8").splitlines():
        head, _, rest = line.partition(" ")
        match head:
            case "#" | "":
                continue
            case "lag":
                lag = float(rest)
            case "pace":
                pace = float(rest)
            case "spacing":
                spacing = float(rest)
            case "...":
                now += float(rest)
            case "=":
                product_next = rest
            case "~":
                rate, _, texts = rest.partition(" ")
                idle.append((now, 60.0 / float(rate), texts.split("|")))
            case "bot":
                every, _, text = rest.partition(" ")
                bots.append((now, float(every), text))
            case ">":
                start = play.lines[-1][0]
                for i, text in enumerate(rest.split("|")):
                    # Most people answer soon, some take their time.
                    at = start + lag + i * spacing + (i * i % 7) * 0.21
                    play.inputs.append((at, _comment(play, text, f"r{len(play.inputs)}")))
            case "]":
                assert begun is not None
                play.truth.append((begun[0], play.lines[-1][1], begun[1]))
                begun = None
            case _ if line.startswith("["):
                begun = (now, line[1:].strip())
            case _:
                end = now + len(line) / pace
                play.lines.append((now, end, line))
                play.inputs.append((end + LATE, Utterance(start=round(now, 2), end=round(end, 2), text=line)))
                if product_next:
                    play.inputs.append((end + LATE + 0.001, Product(product=product_next)))
                    product_next = None
                now = end + PAUSE
    for start, every, texts in idle:
        count = int((now - start) / every)
        for i in range(count):
            text = texts[(i * 7 + i // len(texts)) % len(texts)]
            at = start + i * every + every * ((i * i * 13) % 10) / 12
            play.inputs.append((at, _comment(play, text, f"i{i % max(5, 3 * len(texts))}")))
    for start, every, text in bots:
        for i in range(int((now - start) / every)):
            play.inputs.append((start + i * every, _comment(play, text, "bot")))
    play.inputs.append((now + 2.0, Session(state="ended")))
    play.inputs.sort(key=lambda i: i[0])
    return play


def _comment(play: Synthetic, text: str, user: str) -> Comment:
    return Comment(id=f"c{len(play.inputs)}", text=text, user=user)


def all_plays() -> list[Synthetic]:
    """Every play in `broadcasts/`."""
    return [read(path) for path in sorted((Path(__file__).parent / "broadcasts").glob("*.txt"))]
