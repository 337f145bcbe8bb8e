"""English names that were heard as other words of the same sound."""

import pytest

from live.speech.backends import Hearing
from live.speech.vocabulary import words_of
from live.speech.wording import Wording
from live.speech.wording.english import EnglishRepair
from tests.replays.scripts import Script, load_scripts

SHOP = EnglishRepair(("ceramic air fryer", "air fryer", "GlowDew serum", "Velora foundation", "silk pillowcase", "mat"))
ENGLISH = [script for script in load_scripts() if script.name.endswith("_en")]


@pytest.mark.parametrize(
    ("heard", "written"),
    [
        ("this ceramic air friar is great", "this ceramic air fryer is great"),
        ("get the glow do serum now", "get the GlowDew serum now"),
        ("the Valora foundation is here.", "the Velora foundation is here."),
        ("a silk pillow case, so soft", "a silk pillowcase, so soft"),
    ],
)
def test_names_are_written_as_in_the_catalog(heard: str, written: str) -> None:
    assert SHOP.write(heard) == written


@pytest.mark.parametrize(
    "right",
    [
        "all of it for real",
        "two air fryers left",
        "I met her, mad as ever",
        "air. Fryer oil",
        "AIR FRYER",
        "an air fryer oh my",
        "",
    ],
)
def test_what_was_right_is_left_alone(right: str) -> None:
    assert SHOP.write(right) == right


@pytest.mark.parametrize("script", ENGLISH, ids=lambda s: s.name)
def test_in_shops_of_all_kinds_nothing_right_is_changed(script: Script) -> None:
    repair = EnglishRepair(words_of(script.catalog))
    assert [repair.write(line["text"]) for line in script.lines] == [line["text"] for line in script.lines]


def test_an_english_host_is_written_by_the_english_names() -> None:
    written = Wording(("air fryer",), "en").write(Hearing("The air friar is $79.", 0.9), 3.0)
    assert written is not None
    assert (written.text, written.heard) == ("The air fryer is $79.", "The air friar is $79.")
