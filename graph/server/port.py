"""A port of the loopback interface -> free, taken, or open."""

import socket

from graph.errors import PortTakenError

LOOPBACK = "127.0.0.1"


def free_port() -> int:
    """Return a port that nothing listens on at this moment."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def check_port(port: int) -> None:
    """Raise PortTakenError if something listens on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server does: TIME_WAIT is no obstacle
        try:
            probe.bind((LOOPBACK, port))
        except OSError as error:
            raise taken(port) from error


def is_free(port: int) -> bool:
    """Whether nothing listens on the port."""
    try:
        check_port(port)
    except PortTakenError:
        return False
    return True


def is_open(port: int) -> bool:
    """Whether something accepts connections on the port."""
    try:
        socket.create_connection((LOOPBACK, port), 1).close()
    except OSError:
        return False
    return True


def taken(port: int) -> PortTakenError:
    """Say that a port is in use."""
    return PortTakenError(
        f"Bolt port {port} on {LOOPBACK}",
        "another program uses it",
        "Stop that program, or let Contrail choose a free port.",
    )
