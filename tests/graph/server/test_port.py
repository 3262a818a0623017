"""Ports are free, taken or open."""

import socket

import pytest

from graph.errors import PortTakenError
from graph.server.port import LOOPBACK, check_port, free_port, is_open


def test_a_free_port_is_free() -> None:
    port = free_port()
    check_port(port)
    assert not is_open(port)


def test_a_taken_port_is_told() -> None:
    with socket.create_server((LOOPBACK, 0)) as other:
        port = other.getsockname()[1]
        assert is_open(port)
        with pytest.raises(PortTakenError, match=f"port {port}"):
            check_port(port)
