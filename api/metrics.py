"""What the service does -> numbers for Prometheus, of one process or of all that serve together.

Labels have few values, and all of them are ours: codes, limits, kinds. Nothing that a client sends becomes one.
"""

import os
from contextlib import AbstractContextManager
from functools import cache

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.multiprocess import MultiProcessCollector

#: The folder in which several processes leave their numbers; prometheus-client reads it when it is imported.
FOLDER = "PROMETHEUS_MULTIPROC_DIR"
MEDIA_TYPE = CONTENT_TYPE_LATEST
#: The code of what went well.
OK = "OK"
#: Upper bounds of buckets, in seconds: of answers, and of articles, which take longer.
_ANSWER = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
_ARTICLE = (0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)


class Metrics:
    """The numbers of one process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        one = self.registry
        self._requests = Counter(
            "contrail_requests",
            "GraphQL operations, by kind and by the code of their first error.",
            ("kind", "code"),
            registry=one,
        )
        self._seconds = Histogram(
            "contrail_request_seconds",
            "Seconds from a document that is known to its answer.",
            ("kind",),
            buckets=_ANSWER,
            registry=one,
        )
        self._database = Histogram(
            "contrail_database_seconds",
            "Seconds that the database took to answer a question.",
            buckets=_ANSWER,
            registry=one,
        )
        self._asking = Gauge(
            "contrail_database_connections_in_use",
            "Connections of the pool that wait for an answer to a question.",
            multiprocess_mode="livesum",
            registry=one,
        )
        self._documents = Counter(
            "contrail_documents", "Documents asked for, by whether they were kept from before.", ("kept",), registry=one
        )
        self._limits = Counter("contrail_limits_hit", "Requests that a limit refused.", ("limit",), registry=one)
        self._responses = Counter("contrail_http_responses", "HTTP responses, by status.", ("status",), registry=one)
        self._sockets = Gauge(
            "contrail_websockets", "WebSockets that are open.", multiprocess_mode="livesum", registry=one
        )
        self._writes = Counter(
            "contrail_writes", "Fields of mutations, by name and code.", ("action", "code"), registry=one
        )
        self._articles = Counter(
            "contrail_ingest_articles", "Articles that clients handed in, by code.", ("code",), registry=one
        )
        self._claims = Counter("contrail_ingest_claims", "Claims that were read in them.", registry=one)
        self._reading = Histogram(
            "contrail_ingest_seconds",
            "Seconds to read an article, the wait for others included.",
            buckets=_ARTICLE,
            registry=one,
        )
        # Looking a child up by its labels costs more than to count with it.
        self._request = cache(self._requests.labels)
        self._answered = cache(self._seconds.labels)
        self._response = cache(self._responses.labels)
        self._kept = {True: self._documents.labels("yes"), False: self._documents.labels("no")}
        if FOLDER not in os.environ:
            ProcessCollector(registry=self.registry)

    def request(self, kind: str, code: str, seconds: float | None = None) -> None:
        """An operation was answered, or refused with this code before it began."""
        self._request(kind, code).inc()
        if seconds is not None:
            self._answered(kind).observe(seconds)

    def asking(self) -> AbstractContextManager[object]:
        """A question is with the database."""
        return self._asking.track_inprogress()

    def asked(self, seconds: float) -> None:
        """The database took so long."""
        self._database.observe(seconds)

    def document(self, *, kept: bool) -> None:
        """A document was asked for, which was kept or had to be read."""
        self._kept[kept].inc()

    def limit(self, name: object) -> None:
        """A limit of this name refused something; `name` is that of a setting."""
        if isinstance(name, str):
            self._limits.labels(name).inc()

    def response(self, status: int) -> None:
        """An HTTP response began."""
        self._response(status).inc()

    def socket(self) -> AbstractContextManager[object]:
        """A WebSocket is open."""
        return self._sockets.track_inprogress()

    def write(self, action: str, code: str) -> None:
        """A field of a mutation was done or refused."""
        self._writes.labels(action, code).inc()

    def reading(self) -> AbstractContextManager[object]:
        """An article is read."""
        return self._reading.time()

    def article(self, code: str, claims: int = 0) -> None:
        """An article was read, and claims found in it, or refused."""
        self._articles.labels(code).inc()
        self._claims.inc(claims)

    def page(self) -> bytes:
        """All numbers, of all processes that serve together, as Prometheus reads them."""
        if FOLDER not in os.environ:
            return generate_latest(self.registry)
        everywhere = CollectorRegistry()
        MultiProcessCollector(everywhere)  # type: ignore[no-untyped-call]
        return generate_latest(everywhere)
