"""The README's pictures come from the real dashboard."""

from tests.tui.labelled import broadcast, demo_catalog
from tui.picture import Moment, film, picture


async def test_a_film_shows_what_the_keys_did_and_no_later_event_undoes_it() -> None:
    moments = [Moment(60.0, ("j",)), Moment(66.0, ("d",)), Moment(90.0)]
    first, second, third = [svg async for svg in film(broadcast(95), demo_catalog(), moments, size=(110, 26))]
    assert "1:00" in first and "已忽略" not in first
    assert "1:06" in second and "已忽略" in second
    assert "1:30" in third


async def test_a_picture_is_of_its_moment() -> None:
    svg = await picture(broadcast(95), demo_catalog(), 70.0, size=(80, 24), language="en")
    assert svg.startswith("<svg") and "1:10" in svg and "1:34" not in svg
