"""The camera and the people it follows: pure arithmetic."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.camera import FASTEST, MOST_POINTS, ROUNDED, STANDS, STEP, Camera, path_of, place_at
from clipper.follow import cuts
from clipper.persons import Face, places

EVERY = 0.25
WINDOW = 0.3164
"""An upright window of the full height in a picture of 16:9, as a share of its width."""


def track(*stops: tuple[float, float], seconds: float = 12.0) -> list[tuple[float, float]]:
    """Where somebody is who goes evenly from stop to stop (time, place)."""
    return [(i * EVERY, place_at(stops, i * EVERY)) for i in range(int(seconds / EVERY))]


def along(path: tuple[tuple[float, float], ...], seconds: float = 12.0) -> list[float]:
    return [place_at(path, i * STEP) for i in range(int(seconds / STEP))]


def test_the_camera_stands_still_while_the_person_sways() -> None:
    swaying = [(at, 0.4 + (0.025 if int(at) % 2 else -0.025)) for at, _ in track((0.0, 0.4))]
    places_ = along(path_of([swaying], [12.0], WINDOW))
    assert max(places_) - min(places_) < 1e-6


def test_a_face_seen_where_none_is_moves_nothing() -> None:
    once = [(at, 0.9 if at == 5.0 else 0.4) for at, _ in track((0.0, 0.4))]
    places_ = along(path_of([once], [12.0], WINDOW))
    assert max(places_) - min(places_) < 1e-6


def test_the_camera_goes_along_in_one_go_and_stands_again() -> None:
    path = path_of([track((3.0, 0.25), (6.0, 0.75))], [12.0], WINDOW)
    steps = [b - a for a, b in pairwise(along(path))]
    assert min(steps) > -1e-6, "never back"
    moving = [i for i, step in enumerate(steps) if step > 1e-4]
    assert moving == list(range(moving[0], moving[-1] + 1)), "one movement, without a stop"
    assert moving[0] * STEP >= STANDS - ROUNDED
    assert moving[-1] * STEP < 8.0
    assert all(abs(place_at(path, at) - where) < 0.2 * WINDOW for at, where in track((3.0, 0.25), (6.0, 0.75)))


def test_at_a_cut_of_the_picture_the_camera_is_there_at_once() -> None:
    path = path_of([track((0.0, 0.3), seconds=5.0), [(5.0 + at, 0.7) for at, _ in track((0.0, 0.7), seconds=7.0)]],
                   [5.0, 12.0], WINDOW)  # fmt: skip
    assert {round(place_at(path, at), 3) for at in (0.0, 2.0, 4.9, 4.999)} == {0.3}
    assert {round(place_at(path, at), 3) for at in (5.0, 5.01, 8.0, 12.0)} == {0.7}


def test_a_still_stands_where_the_clip_does() -> None:
    camera = Camera(path_of([track((3.0, 0.25), (6.0, 0.75))], [12.0], WINDOW))
    assert camera.at(4.5).path == ((0.0, place_at(camera.path, 4.5)),)


@given(st.lists(st.floats(-0.2, 1.2), min_size=1, max_size=160), st.sampled_from([0.2, WINDOW, 0.8]))
def test_whatever_the_person_does_the_camera_keeps_to_its_limits(where: list[float], window: float) -> None:
    seconds = len(where) * EVERY
    path = path_of([[(i * EVERY, place) for i, place in enumerate(where)]], [seconds], window)
    found = along(path, seconds)
    assert len(path) <= MOST_POINTS
    assert all(window / 2 - 1e-4 <= place <= 1 - window / 2 + 1e-4 for place in found), "inside the picture"
    speeds = [(b - a) / STEP / window for a, b in pairwise(found)]
    fine = 0.02
    assert all(abs(speed) <= FASTEST + 10 * fine for speed in speeds)
    assert all(abs(speed) < fine for speed in speeds[: int((STANDS - ROUNDED) / STEP) - 1]), "it begins by standing"


def seen(*faces: tuple[float, float], count: int = 40) -> tuple[list[float], list[list[Face]]]:
    return [i * EVERY for i in range(count)], [[Face(*face) for face in faces] for _ in range(count)]


def test_somebody_who_is_seen_is_followed() -> None:
    found = places(*seen((0.4, 0.08)), [10.0], WINDOW)
    assert found is not None
    assert {round(place, 6) for _, place in found[0]} == {0.4}


def test_nobody_and_a_face_now_and_then_are_not_followed() -> None:
    times, frames = seen()
    assert places(times, frames, [10.0], WINDOW) is None
    jumping = [[Face((i * 37 % 100) / 100, 0.08)] for i in range(40)]
    assert places(times, jumping, [10.0], WINDOW) is None


def test_a_look_down_is_bridged() -> None:
    times, frames = seen((0.4, 0.08))
    frames[10:18] = [[]] * 8
    found = places(times, frames, [10.0], WINDOW)
    assert found is not None
    assert len(found[0]) == 40


@pytest.mark.parametrize(("second", "followed"), [(0.55, True), (0.8, False)])
def test_two_people_are_both_shown_or_nobody_is_cut_off(second: float, followed: bool) -> None:
    found = places(*seen((0.45, 0.08), (second, 0.07)), [10.0], WINDOW)
    assert (found is not None) is followed
    if found:
        assert 0.45 < found[0][0][1] < second


def test_somebody_small_in_the_background_does_not_count() -> None:
    found = places(*seen((0.3, 0.1), (0.9, 0.04)), [10.0], WINDOW)
    assert found is not None
    assert round(found[0][0][1], 6) == 0.3


def test_a_close_up_of_the_goods_between_shots_of_the_host_is_not_cropped() -> None:
    times, frames = seen((0.4, 0.08))
    frames[12:22] = [[]] * 10
    assert places(times, frames, [3.0, 5.5, 10.0], WINDOW) is None


def test_a_cut_of_the_picture_is_told_from_a_movement() -> None:
    still, moving = [1.0] * 10, [30.0] * 10
    assert cuts([*still, 60.0, *still]) == [10.5 / 30]
    assert cuts([*still, *moving, *still]) == []
    assert cuts([0.0, 0.0, 0.0, 40.0, 0.0, 0.0]) == [3.5 / 30]
