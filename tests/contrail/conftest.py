"""What tests of the program share."""

import logging
from collections.abc import Iterator

import pytest
from structlog.contextvars import clear_contextvars


@pytest.fixture
def quiet() -> Iterator[None]:
    """Logging as it was before, once the test is over."""
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    yield
    root.handlers = handlers
    root.setLevel(level)
    clear_contextvars()
