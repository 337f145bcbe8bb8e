"""Both languages say everything."""

import re
import string
from pathlib import Path

import pytest

from tui.keys import KEYS, for_pane
from tui.words import INTENTS, SOURCES, WORDS, Words

FIELD = string.Formatter().parse


@pytest.mark.parametrize("key", WORDS)
def test_both_languages_are_there_and_take_the_same_values(key: str) -> None:
    zh, en = WORDS[key]
    assert zh and en
    assert {f[1] for f in FIELD(zh) if f[1]} == {f[1] for f in FIELD(en) if f[1]}


def test_english_has_no_chinese_in_it_but_the_name_of_the_language() -> None:
    tables = (WORDS, INTENTS, SOURCES)
    mixed = [k for t in tables for k, (_, en) in t.items() if re.search(r"[一-鿿]", en)]
    assert mixed == ["key_language"]


def test_every_key_is_explained_in_the_help() -> None:
    for key in KEYS:
        assert key.word in WORDS
        assert f"help_{key.action.rpartition('.')[2]}" in WORDS


def test_no_key_means_two_things_in_one_pane() -> None:
    for pane in ("cues", "comments"):
        keys = [k for key in KEYS if pane in key.panes for k in key.keys.split(",")]
        assert len(keys) == len(set(keys))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("pane", ["cues", "comments"])
def test_the_most_needed_keys_are_shown_in_80_columns(pane: str, language: str) -> None:
    folder = Path(__file__).parent / "golden"
    state = "the_middle_of_a_broadcast" if pane == "cues" else "only_what_needs_an_answer_searched"
    bar = (folder / state / f"80x24-{language}.txt").read_text(encoding="utf-8").splitlines()[-2:]
    words = Words("zh" if language == "zh" else "en")
    for key in for_pane("cues" if pane == "cues" else "comments"):
        if key.action not in ("health", "app.command_palette"):  # shown where there is more room, and in the help
            assert f" {key.shown} {words(key.word)}" in f"{bar[0]}\n{bar[1]}"
