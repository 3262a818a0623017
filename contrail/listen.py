"""An address and port -> a socket that listens there, taken before anything slow is started."""

import errno
import socket
from collections.abc import Iterator
from contextlib import contextmanager

from contrail.errors import UsageError


@contextmanager
def listen(host: str, port: int) -> Iterator[socket.socket]:
    """A bound socket, closed at the end. Raises UsageError where the address cannot be had."""
    place = f"--host {host} --port {port}"
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as error:
        raise UsageError(place, error.strerror or str(error), "Name an address of this machine.") from error
    with listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(address)
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise UsageError(
                    place, "another program listens there", f"Stop it, or choose another port: --port {port + 1}."
                ) from error
            raise UsageError(place, error.strerror or str(error), "Name another address or port.") from error
        yield listener
