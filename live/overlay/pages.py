"""The pages as they are sent: one file each, with a policy that lets nothing else in."""

import secrets
from functools import cache
from importlib import resources

PAGES = ("host", "overlay")


@cache
def _source(name: str) -> str:
    folder = resources.files("live.overlay") / "pages"
    page = (folder / f"{name}.html").read_text(encoding="utf-8")
    return page.replace("/*shared.js*/", (folder / "shared.js").read_text(encoding="utf-8"))


def render(name: str, language: str) -> tuple[str, str]:
    """The page and its Content-Security-Policy. Style and script carry a nonce; nothing from elsewhere loads."""
    nonce = secrets.token_urlsafe(12)
    page = _source(name).replace("{{nonce}}", nonce).replace("{{lang}}", language)
    policy = (
        f"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; connect-src 'self' ws:; "
        "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    return page, policy
