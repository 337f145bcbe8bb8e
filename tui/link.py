"""How an attached screen stands to the process that runs the broadcast, told where all other trouble is told."""

from live.control.messages import Link
from live.events import Health

PART = "broadcast"

GONE = "the broadcast's process is gone. This screen stays readable and joins again after livecue run --session"
OVER = "the broadcast is over: this screen is to read, not to steer"


def as_health(link: Link, ended: bool) -> Health | None:
    """What there is to say of it; None while all is well. `ended`: the journal says that the broadcast is over."""
    if link == "joined" or (link == "left" and ended):
        return None
    if link == "joining":
        return Health(part=PART, state="waiting", detail="looking for the broadcast's process")
    if ended:
        return Health(part=PART, state="waiting", detail=OVER)
    return Health(part=PART, state="down", detail=GONE)
