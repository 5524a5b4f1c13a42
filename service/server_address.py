"""The address of the server: that it is free, told in one line before anything is started."""

from __future__ import annotations

import errno
import socket


class AddressError(Exception):
    """The server cannot listen at the address that was named; the message names the remedy."""


def require_free(host: str, port: int) -> None:
    """Refuse an address that nobody can listen at, or somebody does already.

    Notes
    -----
    Somebody may still take it between this and the start; then the server's own error stands in the log.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        # Taken, or only for the system's own: the port. A name that nobody knows, another machine's address: the host.
        is_port = port and error.errno in (errno.EADDRINUSE, errno.EACCES)
        remedy = "Choose another with --port, or --port 0 for a free one." if is_port else "Choose another with --host."
        raise AddressError(f"Cannot listen at {host}, port {port}: {error.strerror}. {remedy}") from None
