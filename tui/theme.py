"""Two themes, for a dark control room and a bright office. Colour never stands alone: a glyph or word says the same."""

from textual.theme import Theme

DARK = Theme(
    name="livecue-dark",
    dark=True,
    primary="#5ac8fa",
    secondary="#8ab4f8",
    accent="#ffd166",
    warning="#ffb454",
    error="#ff7b72",
    success="#7ee787",
    foreground="#e8eaed",
    background="#0e1116",
    surface="#161b22",
    panel="#21262d",
    variables={"dim": "#8b949e", "pick": "#1f3a5f", "needs": "#ffd166"},
)

LIGHT = Theme(
    name="livecue-light",
    dark=False,
    primary="#0550ae",
    secondary="#1b5fb8",
    accent="#7a4d00",
    warning="#9a4b00",
    error="#b3261e",
    success="#116329",
    foreground="#1b1f24",
    background="#ffffff",
    surface="#f3f5f7",
    panel="#e3e7eb",
    variables={"dim": "#59636e", "pick": "#cfe4ff", "needs": "#7a4d00"},
)

THEMES = {"dark": DARK, "light": LIGHT}
