"""Rooms drawn by lot, by kind: what differs between broadcasts is what is asked for, the rest is chance.

A room has three moments of two or three sentences each. Viewers react to each sentence of a moment `lag` seconds late,
each in words of their own; all else that they write goes on evenly, in bursts only where a chant or bots make them.
"""

import random
import tomllib
from dataclasses import dataclass
from pathlib import Path

from live.events import Comment, Session, Utterance
from tests.clipper.synthetic import Synthetic

LATE = 1.4
"""Seconds after its end at which an utterance is known."""
WORDS: dict[str, dict[str, list[str]]] = tomllib.loads(
    (Path(__file__).parent / "data" / "rooms.toml").read_text(encoding="utf-8")
)


@dataclass(frozen=True)
class Kind:
    """What differs."""

    name: str
    lag: float = 4.5
    idle: float = 40.0
    """Idle comments a minute."""
    bots: int = 0
    chants: int = 0
    """Times that the host asks for one text, and more people than ever react write it."""
    language: str = "zh"
    announced: bool = True
    """The host's words tell of the moment."""
    giveaway: bool = False
    """One of the moments is somebody being given something."""


KINDS = (
    Kind("late, 8 s", lag=8.0),
    Kind("early, 3 s", lag=3.0),
    Kind("bots", bots=4),
    Kind("lottery noise", chants=2),
    Kind("real giveaway", giveaway=True, chants=1),
    Kind("3 a minute", idle=3.0, lag=6.0),
    Kind("50 a second", idle=3000.0),
    Kind("English", language="en", idle=60.0),
    Kind("nothing announced", announced=False),
)


def room(kind: Kind, seed: int) -> Synthetic:
    """One room of a kind; the same seed gives the same."""
    pick = random.Random(f"{kind.name}/{seed}")
    play = Synthetic(f"{kind.name} {seed}")
    words = WORDS[kind.language]
    count, now = 60, 2.0
    places = sorted(pick.sample(range(10, count - 6, 9), 3))
    sizes = {place: pick.choice((2, 3)) for place in places}
    chants = set(
        pick.sample([i for i in range(14, count - 4) if all(not p - 3 <= i <= p + 5 for p in places)], kind.chants)
    )
    power = max(0.55, 2.2 * kind.idle / 60.0) * (0.55 if kind.idle < 5 else 1.0)
    left, gift = 0, pick.choice(places)
    begun = 0.0
    for i in range(count):
        if i in sizes:
            left, begun = sizes[i], now
        text = pick.choice(words["plain"])
        if i in sizes:
            told = words["announced" if kind.announced else "unannounced"]
            text = pick.choice(words["giveaway"] if kind.giveaway and i == gift else told)
        elif i in chants:
            text = "想要的公屏上扣个1" if kind.language == "zh" else "type YES in the chat"
        end = now + pick.uniform(3.0, 6.0)
        play.lines.append((now, end, text))
        play.inputs.append((end + LATE, Utterance(start=round(now, 2), end=round(end, 2), text=text)))
        if left:
            _react(play, pick, kind, now, end, power)
            left -= 1
            if not left:
                play.truth.append((begun, end, "moment"))
        if i in chants:
            for _ in range(int(2.5 * power * 8)):
                at = now + kind.lag + pick.expovariate(0.25)
                said = (
                    pick.choice(("1", "1", "1", "11", "111", "1！"))
                    if kind.language == "zh"
                    else pick.choice(("YES", "yes", "yes!!"))
                )
                _say(play, at, said, pick.randrange(10**6))
        now = end + pick.uniform(0.4, 2.0)
    for _ in range(int(kind.idle * now / 60)):
        _say(
            play,
            pick.uniform(0, now),
            pick.choice(words["idle"]),
            pick.randrange(max(12, int(kind.idle))),
        )
    for bot in range(kind.bots):
        for j in range(int(now / (4 + bot))):
            _say(play, j * (4.0 + bot), f"加V领福利{bot}号 {j % 3 if bot % 2 else ''}", -1 - bot)
    play.inputs.append((now + 2.0, Session(state="ended")))
    play.inputs.sort(key=lambda i: i[0])
    return play


def _react(play: Synthetic, pick: random.Random, kind: Kind, start: float, end: float, power: float) -> None:
    """Viewers react evenly over the sentence, late, some later."""
    words = WORDS[kind.language]
    for _ in range(max(1, round(power * (end - start) * pick.uniform(0.8, 1.3)))):
        at = pick.uniform(start, end) + kind.lag + min(6.0, pick.expovariate(1.0)) - 0.8
        text = pick.choice(words["reacts"]) + pick.choice(["", *words["ends"]])
        _say(play, at, text, pick.randrange(10**6))


def _say(play: Synthetic, at: float, text: str, viewer: int) -> None:
    play.inputs.append((at, Comment(id=f"c{len(play.inputs)}", text=text, user=f"u{viewer}")))
