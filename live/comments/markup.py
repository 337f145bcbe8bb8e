"""HTML to the text that a viewer typed, for sources that send it. In time that grows with its length alone."""

import html as entities
import re

LONGEST = 64_000
"""Characters of HTML that are looked at: a comment has some hundred, the rest are addresses of pictures."""

_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<[!?][^<>]*+>?"
    # A tag holds no `<` but in quotes, and quotes end: nothing is searched again and again for what is not there.
    r"|<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9:-]{0,30})(?P<rest>(?:[^<>\"']|\"[^\"]{0,400}\"|'[^']{0,400}')*+)>",
    re.DOTALL,
)
_ALT = re.compile(r"""(?:^|\s)alt\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_UNSEEN = frozenset({"script", "style", "template", "noscript", "svg", "iframe", "object"})
_BREAKS = frozenset({"br", "p", "div", "li", "tr"})


def html_to_text(html: str) -> str:
    """What of `html` is to be read: tags go, entities are resolved, emotes become their names."""
    if "<" not in html and "&" not in html:
        return html
    html = html[:LONGEST]
    parts: list[str] = []
    unseen: list[str] = []
    at = 0
    for token in _TOKEN.finditer(html):
        if not unseen:
            parts.append(entities.unescape(html[at : token.start()]))
        at = token.end()
        name = (token["name"] or "").lower()
        if token["close"]:
            if unseen and unseen[-1] == name:
                unseen.pop()
        elif name in _UNSEEN:
            if not token["rest"].endswith("/"):
                unseen.append(name)
        elif not unseen:
            parts.append(_stands_for(name, token["rest"] or ""))
    if not unseen:
        parts.append(entities.unescape(html[at:]))
    return "".join(parts)


def _stands_for(name: str, attributes: str) -> str:
    """What is to be read instead of a tag. Emotes come as pictures; their name stands in the alternative text."""
    if name == "img":
        alt = _ALT.search(attributes)
        return entities.unescape(next((g for g in alt.groups() if g is not None), "")) if alt else ""
    return " " if name in _BREAKS else ""
