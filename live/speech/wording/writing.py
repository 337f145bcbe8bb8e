"""The steps of wording, in their order."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from live.speech.backends import Hearing, Token
from live.speech.wording.choice import Choice
from live.speech.wording.english import EnglishRepair
from live.speech.wording.numbers import in_one_form
from live.speech.wording.phantoms import is_phantom, without_loops
from live.speech.wording.repair import Repair
from live.speech.wording.times import spread

_UNIT = re.compile(r"(?<=[\d百十两])金(?![额币色属牌银条])")
"""A weight that was heard as gold."""

_SCREEN = re.compile(r"(?<![不很才最够更太讲图求算])公平(?=[打扣发刷飘回告好给里都问滚]|[一上也](?![点些样]))")
"""Where viewers write, heard as fairness, which hosts speak of in other words."""

_MARKS = str.maketrans({",": "，", "?": "？", "!": "！", ";": "；", ":": "：", "(": "（", ")": "）", "~": "～"})


@dataclass(frozen=True)
class Written:
    """Text as it goes into the journal."""

    text: str
    heard: str = ""
    """Before names were repaired and numbers rewritten; empty where that changed nothing."""
    tokens: tuple[Token, ...] = ()


class Wording:
    """Writes down what was heard. `words`: names of the shop and what else its catalog says, to be spelt right."""

    def __init__(self, words: Sequence[str], language: str = "zh", *, guarded: bool = True) -> None:
        """Not `guarded`: what nobody said is written down too, to see what it would be."""
        self._guarded = guarded
        self._chinese = language in ("zh", "yue")
        self._names = Repair(words) if self._chinese else EnglishRepair(words if language == "en" else ())
        self._simplify = _simplifier() if self._chinese else str
        self._choice = Choice(words, lambda reading: self._in_form(self._tidy(reading)))

    def write(self, hearing: Hearing, seconds: float) -> Written | None:
        """None where it is no speech: a phantom line, nothing but marks, too unsure. `seconds`: length of the sound."""
        heard = self._tidy(hearing.text)
        text = self._in_form(heard)
        if not re.search(r"\w", text) or (self._guarded and is_phantom(text, hearing, seconds)):
            return None
        simplified = [Token(t.start, t.end, self._simplify(t.text)) for t in hearing.tokens]
        return Written(text, heard if text != heard else "", spread(simplified, text))

    def choose(self, readings: Sequence[str]) -> int:
        """The place of the one of several readings, about as likely to the recogniser, that is to be believed."""
        return self._choice.best(readings)

    def _in_form(self, heard: str) -> str:
        text = self._names.write(_SCREEN.sub("公屏", _UNIT.sub("斤", without_loops(heard))))
        return in_one_form(text) if self._chinese else text

    def _tidy(self, text: str) -> str:
        """Simplified characters, one kind of marks, no spaces but between Latin words."""
        text = self._simplify(text.replace("\ufffd", "")).strip()
        if not self._chinese:
            return text
        text = re.sub(r"(?<!\d)[,;:?!()~]|[,;:?!()~](?!\d)", lambda m: m[0].translate(_MARKS), text)
        return re.sub(r"(?<![A-Za-z0-9])\s+|\s+(?![A-Za-z0-9])", "", text)


def _simplifier() -> Callable[[str], str]:
    import opencc

    convert: Callable[[str], str] = opencc.OpenCC("t2s").convert
    return convert
