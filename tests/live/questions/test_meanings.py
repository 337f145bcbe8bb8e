import numpy as np
import pytest

from live.questions.meanings import DIMENSIONS, Meanings, load_vectors


def test_each_word_has_a_vector_of_about_one_length() -> None:
    vectors = load_vectors()
    assert vectors.table.shape == (len(vectors.rows), DIMENSIONS)
    lengths = np.linalg.norm(vectors.table, axis=1)
    assert np.ptp(lengths) < 0.1 * lengths.mean()


@pytest.mark.parametrize(("word", "near", "far"), [("deliver", "delivery", "fabric"), ("jacket", "coat", "refund")])
def test_words_for_like_things_lie_near_each_other(word: str, near: str, far: str) -> None:
    rows, table = load_vectors()
    assert table[rows[word]] @ table[rows[near]] > table[rows[word]] @ table[rows[far]]


def test_words_that_nobody_knows_add_nothing() -> None:
    assert Meanings({}, np.zeros((0, DIMENSIONS + 16), dtype=np.float32)).add(["blorp"]) is None
