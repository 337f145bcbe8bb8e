"""Where in an utterance, in seconds, some of its characters were said."""

from live.events import Utterance


def said_between(utterance: Utterance, first: int, last: int) -> tuple[float, float]:
    """Broadcast time in which characters `first` to `last` (exclusive) of the text were said.

    By the words' times, where there are words; their letters are matched to the text's by share, as repairs of names
    and numbers may have changed a few. Without words, by share of the whole utterance.
    """
    said = [i for i, character in enumerate(utterance.text) if character.isalnum()]
    if not said:
        return utterance.start, utterance.end
    begin = sum(1 for i in said if i < first) / len(said)
    end = sum(1 for i in said if i < last) / len(said)
    return _time(utterance, begin, after=True), _time(utterance, max(begin, end), after=False)


def _time(utterance: Utterance, share: float, *, after: bool) -> float:
    """The time at which this share of the letters was out; at a pause between words, the one behind or before it."""
    lengths = [sum(character.isalnum() for character in word.text) for word in utterance.words]
    total = sum(lengths)
    if not total:
        return utterance.start + share * (utterance.end - utterance.start)
    place, passed = share * total, 0.0
    best = utterance.words[0].start if after else utterance.words[-1].end
    for word, length in zip(utterance.words, lengths, strict=True):
        if not length:
            continue
        within = (place - passed) / length
        if (0 <= within < 1 - 1e-9) if after else (1e-9 < within <= 1 + 1e-9):
            return word.start + min(1.0, within) * (word.end - word.start)
        passed += length
        best = word.end
    return best
