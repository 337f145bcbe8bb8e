"""Whether a port can be listened on."""

import os
import socket


def why_not_free(host: str, port: int) -> str:
    """Why nothing can listen on the port now; "" when something can."""
    try:
        family, type_, _, _, where = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, type_) as probe:
            if os.name == "posix":
                # As servers do: a port whose last connection ended a moment ago is free. (On Windows the option
                # would mean that the port may be taken from another program.)
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(where)
    except OSError as error:
        return error.strerror or str(error)
    return ""
