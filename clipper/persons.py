"""From faces found in sampled frames to where the person is: or that there is nobody to follow.

Widths and places are shares of the picture's width. A face counts once it has been found several times near the same
place, so that a pattern in a curtain, seen as a face once, moves nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from clipper.camera import Point

SEEN_AT_LEAST = 3
"""Times that a face must be found to be somebody's."""
UNSEEN = 3.0
"""Seconds for which a face may be hidden (a look down, a hand) and still be the same."""
ALIKE = 1.6
"""Times that a face may grow or shrink between two sightings."""
AS_BIG = 0.55
"""Share of the largest face from which on another is of somebody who belongs into the picture as well."""
PRESENT = 0.6
"""Share of the clip in which somebody must be seen."""
PRESENT_IN_SHOT = 0.5
"""The same of each shot that is longer than a second: a close-up of the goods is not to be cropped."""
APART = 0.15
"""Share of the clip up to which people may stand too far from each other for the window."""
FILLED = 0.9
"""Share of the window that people may fill."""
SHOULDERS = 0.5
"""Widths of a face that are kept free on either side of it."""


@dataclass(frozen=True)
class Face:
    """One face in one frame: the middle of it and its width."""

    place: float
    width: float


@dataclass
class _Person:
    seen: list[tuple[float, Face]] = field(default_factory=list)

    def fits(self, at: float, face: Face) -> float | None:
        """How far, in widths of a face, it is from where this person was; None when it is somebody else."""
        since, last = self.seen[-1]
        away = abs(face.place - last.place) / last.width
        bigger = max(face.width, last.width) / min(face.width, last.width)
        reach = min(2.5, 0.8 + 1.5 * (at - since))
        return away if 0 < at - since <= UNSEEN and away <= reach and bigger <= ALIKE else None

    def at(self, time: float) -> Face | None:
        """The face at a time, also between two sightings."""
        if not self.seen[0][0] <= time <= self.seen[-1][0]:
            return None
        for (t0, a), (t1, b) in pairwise(self.seen):
            if time <= t1:
                share = (time - t0) / (t1 - t0)
                return Face(a.place + share * (b.place - a.place), a.width + share * (b.width - a.width))
        return self.seen[-1][1]


def places(
    times: Sequence[float], frames: Sequence[Sequence[Face]], ends: Sequence[float], window: float
) -> list[list[Point]] | None:
    """Where the person, or the people, are in each shot; None when nobody can be followed in a window `window` wide.

    `frames` are the faces found at `times`; `ends` is when each shot ends.
    """
    shots: list[list[Point]] = []
    looked = seen = apart = 0
    begin = 0.0
    for end in ends:
        inside = [i for i, at in enumerate(times) if begin <= at < end]
        people = _people([(times[i], frames[i]) for i in inside])
        found: list[Point] = []
        for i in inside:
            faces = _together([face for person in people if (face := person.at(times[i]))])
            if not faces:
                continue
            left = min(f.place - (0.5 + SHOULDERS) * f.width for f in faces)
            right = max(f.place + (0.5 + SHOULDERS) * f.width for f in faces)
            apart += len(faces) > 1 and right - left > FILLED * window
            found.append((times[i], (left + right) / 2))
        if end - begin > 1.0 and len(found) < PRESENT_IN_SHOT * len(inside):
            return None
        looked, seen = looked + len(inside), seen + len(found)
        # A shot too short to find anybody in: as before it, or in the middle.
        shots.append(found or [(begin, shots[-1][-1][1] if shots else 0.5)])
        begin = end
    if not looked or seen < PRESENT * looked or apart > APART * looked:
        return None
    return shots


def _people(frames: Sequence[tuple[float, Sequence[Face]]]) -> list[_Person]:
    """Faces joined over time, each to the nearest that it may be; those found often enough."""
    people: list[_Person] = []
    for at, faces in frames:
        pairs = [
            (d, i, j) for i, p in enumerate(people) for j, f in enumerate(faces) if (d := p.fits(at, f)) is not None
        ]
        known: set[int] = set()
        taken: set[int] = set()
        for _, i, j in sorted(pairs):
            if i not in known and j not in taken:
                known.add(i)
                taken.add(j)
                people[i].seen.append((at, faces[j]))
        people += [_Person([(at, face)]) for j, face in enumerate(faces) if j not in taken]
    least = min(SEEN_AT_LEAST, len(frames))
    return [person for person in people if len(person.seen) >= least]


def _together(faces: Sequence[Face]) -> list[Face]:
    """The largest face, and those that are nearly as large."""
    largest = max((face.width for face in faces), default=0.0)
    return [face for face in faces if face.width >= AS_BIG * largest]
