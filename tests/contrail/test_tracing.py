"""Traces by OpenTelemetry's own packages, into memory; the real application, whose database does not answer."""

import pytest
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from api.settings import ApiSettings
from contrail import tracing
from contrail.application import make_app
from contrail.errors import UsageError
from contrail.tracing import asked, instrumented
from tests.api.client import Client
from tests.api.conftest import NOWHERE


def test_each_request_is_a_span_of_the_callers_trace() -> None:
    exporter = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    app = make_app(NOWHERE, ApiSettings())
    trace = "0af7651916cd43dd8448eb211c80319c"
    with Client(app, through=lambda inner: instrumented(inner, provider)) as client:
        headers = {"traceparent": f"00-{trace}-b7ad6b7169203331-01"}
        assert client.send("POST", "/graphql", json={"query": "{ __typename }"}, headers=headers).status_code == 200
        client.send("GET", "/health/live")
        client.send("GET", "/metrics")
    (span,) = exporter.get_finished_spans()
    assert span.name == "POST /graphql" and span.context is not None
    assert f"{span.context.trace_id:032x}" == trace
    assert span.attributes is not None
    assert 200 in {span.attributes.get(name) for name in ("http.status_code", "http.response.status_code")}


def test_traces_are_made_where_they_can_be_sent() -> None:
    assert not asked({})
    somewhere = {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4318"}
    assert asked(somewhere)
    assert not asked(somewhere | {"OTEL_SDK_DISABLED": "true"})


def test_missing_packages_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tracing, "find_spec", lambda _: None)
    with pytest.raises(UsageError, match="pip install opentelemetry-sdk"):
        asked({"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": "http://127.0.0.1:4318/v1/traces"})
