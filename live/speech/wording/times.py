"""Times of what is written, from the times of what was heard."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from live.speech.backends import Token


def spread(tokens: Sequence[Token], text: str) -> tuple[Token, ...]:
    """Tokens that spell `text`, timed by the tokens of what was heard: what is the same keeps its times; what was
    rewritten is one token over the time of what it stands for; marks join the token before them."""
    if not tokens:
        return ()
    heard = [(char, token) for token in tokens for char in token.text]
    matcher = SequenceMatcher(None, [char for char, _ in heard], list(text), autojunk=False)
    out: list[Token] = []
    for _, a, b, c, d in matcher.get_opcodes():
        written = text[c:d]
        if not written:
            continue
        same = b - a == d - c
        if same:
            for (_, token), char in zip(heard[a:b], written, strict=True):
                _add(out, Token(token.start, token.end, char))
        else:
            source = [token for _, token in heard[a:b]] or [heard[min(a, len(heard) - 1)][1]]
            _add(out, Token(source[0].start, max(t.end for t in source), written))
    return tuple(out)


def _add(out: list[Token], token: Token) -> None:
    """Characters of one heard token, and marks, go with the one before."""
    last = out[-1] if out else None
    is_mark = not any(c.isalnum() for c in token.text)
    if last and (is_mark or (last.start, last.end) == (token.start, token.end)):
        out[-1] = Token(last.start, max(last.end, last.end if is_mark else token.end), last.text + token.text)
    else:
        out.append(token)
