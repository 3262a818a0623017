"""Bytes of a Bolt connection -> messages, however the bytes are cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.bolt.received import Received, chunked

KEEP_ALIVE = b"\x00\x00"


@given(st.lists(st.binary(min_size=1, max_size=80), max_size=5), st.integers(1, 40))
def test_messages_are_the_same_however_their_bytes_are_cut(messages: list[bytes], piece: int) -> None:
    sent = b"".join(KEEP_ALIVE + chunked(message) for message in messages)
    received = Received()
    found = [bytes(one) for at in range(0, len(sent), piece) for one in received.messages(sent[at : at + piece])]
    assert found == messages


@pytest.mark.parametrize("size", [65_535, 65_536, 200_000])
def test_a_message_of_many_chunks_is_one(size: int) -> None:
    message = bytes(place % 251 for place in range(size))
    (found,) = Received().messages(chunked(message))
    assert found == message


def test_chunks_of_any_size_are_put_together() -> None:
    chunks = b"\x00\x01a" + b"\x00\x02bc" + b"\x00\x00"
    assert list(Received().messages(chunks)) == [b"abc"]
