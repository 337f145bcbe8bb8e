"""Who may have the pages: checks of a request's host, token and origin. Pure.

A page on the web can make the browser call a server on loopback, under a name of its own (DNS rebinding) or from its
own origin. So the `Host` must be ours, the socket's `Origin` must be our own page's, and both need the token.
"""

import hashlib
import hmac
import ipaddress
from collections.abc import Sequence
from urllib.parse import parse_qs, urlsplit

EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104
"""Addresses to bind that mean all of this computer's."""

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


def page_token(secret: bytes) -> str:
    """The token of this installation's pages, from its secret: the address that stands in OBS stays good."""
    return hmac.new(secret, b"livecue pages", hashlib.sha256).hexdigest()[:32]


def host_allowed(header: str | None, bound: str, port: int) -> bool:
    """Whether the `Host` header names this server. Bound beyond loopback, any address of digits will do: a name would
    be somebody else's, an address cannot be.
    """
    if not header:
        return False
    name, separator, number = header.rpartition(":")
    if not separator or number != str(port):
        return False
    if name.lower() in LOOPBACK or name == bound:
        return True
    return not is_loopback(bound) and _is_address(name.strip("[]"))


def is_loopback(bound: str) -> bool:
    """Whether only this computer can reach what listens on `bound`."""
    return bound == "localhost" or (_is_address(bound) and ipaddress.ip_address(bound).is_loopback)


def origin_allowed(origin: str | None, host: str | None) -> bool:
    """Whether the socket is opened by a page that this server served: its origin is the very host it calls."""
    return bool(origin) and bool(host) and origin == f"http://{host}"


def token_given(target: str, token: str) -> bool:
    """Whether the address holds the token. Takes as long for a near miss as for a far one."""
    given: Sequence[str] = parse_qs(urlsplit(target).query).get("token", ())
    return len(given) == 1 and hmac.compare_digest(given[0].encode(), token.encode())


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
