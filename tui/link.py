"""How an attached screen stands to the process that runs the broadcast, told where all other trouble is told."""

from live.control.messages import Link
from live.events import Health

PART = "broadcast"


def as_health(link: Link, ended: bool) -> Health | None:
    """What there is to say of it; None while all is well. `ended`: the journal says that the broadcast is over."""
    if link == "joined" or (link == "left" and ended):
        return None
    if link == "joining":
        return Health(part=PART, state="waiting", code="link_joining")
    if ended:
        return Health(part=PART, state="waiting", code="link_over")
    return Health(part=PART, state="down", code="link_gone")
