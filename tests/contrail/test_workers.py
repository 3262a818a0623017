"""Several processes on one socket: what one of them has the database plan is planned for all."""

import os
import signal

import pytest
from neo4j import Driver

from api.settings import ApiSettings
from contrail.listen import listen
from contrail.logs import Logs
from contrail.workers import Worker, serve_by_workers
from graph.connection import Address

pytestmark = [pytest.mark.neo4j, pytest.mark.usefixtures("quiet")]
DOCUMENT = "query Alone($id: ID!) { base(id: $id) { name } }"
TOLD = "planned 1 operations in advance"


def test_one_worker_asks_what_is_known(
    cleared: Driver, neo4j_address: Address, capfd: pytest.CaptureFixture[str]
) -> None:
    log, ready, looks = "", 0, 0

    def started() -> None:
        nonlocal ready
        ready += 1

    def look() -> bool:
        """Ends it some time after one has told that it is done, when another would have told so too."""
        nonlocal log, looks
        log += capfd.readouterr().err
        looks += TOLD in log
        if looks > 2:
            os.kill(os.getpid(), signal.SIGTERM)
        return False

    with listen("127.0.0.1", 0) as listener:
        api = ApiSettings(rehearsed=(DOCUMENT,))
        worker = Worker(neo4j_address, api, listener, Logs(level="debug"), slow=1)
        serve_by_workers(worker, 2, started, look)
    log += capfd.readouterr().err
    assert ready == 1
    assert log.count(TOLD) == 1, log
