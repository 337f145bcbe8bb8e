"""Where an upright window stands in a wide picture so that the person stays in it, as if somebody held the camera.

Places and widths are shares of the picture's width (0 left, 1 right), times are seconds of the clip. The window stands
still as long as the person keeps near its middle, and else moves no more than needed, gently, in one go: the shortest
way through the tube of places that keep the person near the middle (a taut string), with its speed limited and its
corners rounded. Pure arithmetic; `clipper.follow` looks at the picture.
"""

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

SLACK = 0.1
"""Share of the window by which the person may be off its middle before it moves."""
FASTEST = 0.8
"""Windows a second that it moves at most."""
ROUNDED = 0.5
"""Seconds on either side over which a change of speed is spread."""
STANDS = 1.0
"""Seconds for which a shot's first place is held (ROUNDED of them are left once corners are rounded)."""
STEP = 0.1
"""Seconds between two places of the path before it is thinned out."""
MOST_POINTS = 120
"""Points of a path: the filter that follows it is given on a command line."""
_FINE = 0.002
"""Share of the window by which the thinned path may differ."""

Point = tuple[float, float]
"""A time, and where the middle of the window is then. Two points of one time are a jump."""


def path_of(shots: Sequence[Sequence[Point]], ends: Sequence[float], window: float) -> tuple[Point, ...]:
    """The path of a window `window` wide along where the person is, shot by shot.

    `shots` are the places of the person in each shot, in order of time, at least one a shot; `ends` is when each shot
    ends. Between two points the window moves evenly; before the first and after the last it stands.
    """
    path: list[Point] = []
    begin = 0.0
    for places, end in zip(shots, ends, strict=True):
        path += _thinned(_shot(places, begin, end, window), _FINE * window)
        begin = end
    fine = _FINE * window
    while len(path) > MOST_POINTS:
        fine *= 2
        path = [point for part in _parts(path) for point in _thinned(part, fine)]
        if fine > 1.0:
            break
    return tuple((round(at, 3), round(place, 5)) for at, place in path)


def place_at(path: Sequence[Point], at: float) -> float:
    """Where the middle of the window is at a time."""
    after = bisect_right(path, at, key=lambda point: point[0])
    if after == 0 or after == len(path):
        return path[0][1] if after == 0 else path[-1][1]
    (t0, x0), (t1, x1) = path[after - 1], path[after]
    return x0 + (x1 - x0) * (at - t0) / (t1 - t0)


def _shot(places: Sequence[Point], begin: float, end: float, window: float) -> list[Point]:
    lowest, highest = window / 2, 1 - window / 2
    times = [at for at, _ in places]
    wanted = [min(max(place, lowest), highest) for place in _without_outliers([place for _, place in places])]
    slack = SLACK * window
    tube = [(max(lowest, place - slack), min(highest, place + slack)) for place in wanted]
    string = list(zip(times, _taut(times, tube), strict=True))
    grid = [begin + STEP * i for i in range(max(2, math.ceil((end - begin) / STEP) + 1))]
    slow = _slowed([place_at(string, at) for at in grid], FASTEST * window * STEP)
    first = min(round(STANDS / STEP), len(slow) - 1)
    smooth = _rounded([*[slow[first]] * first, *slow[first:]])
    return [(min(at, end), place) for at, place in zip(grid, smooth, strict=True)]


def _without_outliers(places: Sequence[float]) -> list[float]:
    """Each place as the middle one of itself and its neighbours."""
    if len(places) < 3:
        return list(places)
    middle = [sorted(places[i - 1 : i + 2])[1] for i in range(1, len(places) - 1)]
    return [places[0], *middle, places[-1]]


def _taut(times: Sequence[float], tube: Sequence[Point]) -> list[float]:
    """The shortest way through the tube, entered and left wherever it is shortest."""
    place = _entered(tube)
    way, at = [place], 0
    while at + 1 < len(tube):
        least, most = -math.inf, math.inf
        low = high = at
        for ahead in range(at + 1, len(tube)):
            passed = times[ahead] - times[at]
            up, down = (tube[ahead][0] - place) / passed, (tube[ahead][1] - place) / passed
            if up > most:  # it must bend at the last point that held it down
                slope, to = most, high
                break
            if down < least:
                slope, to = least, low
                break
            if up >= least:
                least, low = up, ahead
            if down <= most:
                most, high = down, ahead
        else:
            slope, to = min(max(0.0, least), most), len(tube) - 1
            # It stands still once it may: no further than the last point that forces it to move.
            if slope != 0.0:
                to = low if slope == least else high
        way += [place + slope * (times[i] - times[at]) for i in range(at + 1, to + 1)]
        place, at = way[-1], to
    return way


def _entered(tube: Sequence[Point]) -> float:
    """Where to enter: standing still for as long as possible, on the side that it will leave by."""
    low, high = tube[0]
    middle = sum(low + high for low, high in tube) / (2 * len(tube))
    for bottom, top in tube[1:]:
        if bottom > high:
            return high
        if top < low:
            return low
        low, high = max(low, bottom), min(high, top)
    return min(max(middle, low), high)


def _slowed(places: Sequence[float], most: float) -> list[float]:
    """The places with steps of at most `most`: halfway between the two nearest such rows above and below."""
    above, below = list(places), list(places)
    for order in (range(1, len(places)), range(len(places) - 2, -1, -1)):
        back = -1 if order.step == 1 else 1
        for i in order:
            above[i] = max(above[i], above[i + back] - most)
            below[i] = min(below[i], below[i + back] + most)
    return [(a + b) / 2 for a, b in zip(above, below, strict=True)]


def _rounded(places: Sequence[float]) -> list[float]:
    """The places averaged over ROUNDED seconds on either side, near ones counting most (a Hann window)."""
    reach = round(ROUNDED / STEP)
    weights = [1 + math.cos(math.pi * i / (reach + 1)) for i in range(-reach, reach + 1)]
    last = len(places) - 1
    return [
        sum(w * places[min(max(i + j, 0), last)] for w, j in zip(weights, range(-reach, reach + 1), strict=True))
        / sum(weights)
        for i in range(len(places))
    ]


def _thinned(points: Sequence[Point], fine: float) -> list[Point]:
    """The points without those that lie within `fine` of the line between others (Douglas and Peucker, 1973)."""
    if len(points) < 3:
        return list(points)
    (t0, x0), (t1, x1) = points[0], points[-1]
    slope = (x1 - x0) / (t1 - t0) if t1 > t0 else 0.0
    far, place = max((abs(x - x0 - slope * (t - t0)), i) for i, (t, x) in enumerate(points))
    if far <= fine:
        return [points[0], points[-1]]
    return [*_thinned(points[: place + 1], fine)[:-1], *_thinned(points[place:], fine)]


def _parts(path: Sequence[Point]) -> list[list[Point]]:
    """The path cut at its jumps."""
    parts = [[path[0]]]
    for before, point in pairwise(path):
        if point[0] == before[0]:
            parts.append([])
        parts[-1].append(point)
    return parts


@dataclass(frozen=True)
class Camera:
    """A window as high as the picture, that moves from side to side. Times in seconds of the clip."""

    path: tuple[Point, ...]

    def at(self, seconds: float) -> "Camera":
        """The same, standing where it is at that time: for a still."""
        return Camera(((0.0, place_at(self.path, seconds)),))
