import pytest

from live.questions.alike import concepts, load_alike


@pytest.mark.parametrize(
    ("word", "concept"),
    [
        ("laundered", "~wash"),
        ("washing", "~wash"),
        ("batteries", "~included"),
        ("parcels", "~ship"),
        ("sunflower", None),
    ],
)
def test_a_word_is_known_in_its_inflections(word: str, concept: str | None) -> None:
    assert (concept in concepts(word)) if concept else concepts(word) == ()


def test_every_concept_has_words_to_tell_apart() -> None:
    sizes: dict[str, int] = {}
    for names in load_alike().values():
        for name in names:
            sizes[name] = sizes.get(name, 0) + 1
    assert min(sizes.values()) >= 2
