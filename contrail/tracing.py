"""An application -> the same, which traces its requests by OpenTelemetry's own packages, where they are asked for.

The packages are the extra `otel`; where to send traces and under which name is said by their own variables.
"""

from collections.abc import Mapping
from importlib.util import find_spec

from starlette.types import ASGIApp

from contrail.errors import UsageError

#: Any of these asks for traces.
ASKING = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
#: The packages of the extra, by a module of each.
_PACKAGES = {
    "opentelemetry.sdk": "opentelemetry-sdk",
    "opentelemetry.instrumentation.asgi": "opentelemetry-instrumentation-asgi",
    "opentelemetry.exporter.otlp.proto.http": "opentelemetry-exporter-otlp-proto-http",
}
#: The name of the service in traces, unless OTEL_SERVICE_NAME gives another.
_NAME = "contrail"


def asked(environment: Mapping[str, str]) -> bool:
    """Whether traces are wanted. Raises UsageError where the packages for them are not installed."""
    named = [name for name in ASKING if environment.get(name)]
    if not named or environment.get("OTEL_SDK_DISABLED", "").lower() == "true":
        return False
    missing = [package for module, package in _PACKAGES.items() if not _installed(module)]
    if missing:
        remedy = f"Install them: .venv/bin/pip install {' '.join(missing)}"
        raise UsageError(named[0], "OpenTelemetry's packages are not installed", remedy)
    return True


def _installed(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        # One that it lies in is not there either.
        return False


def traced(app: ASGIApp, environment: Mapping[str, str]) -> ASGIApp:
    """The application, with a span of each request that is sent where the environment says."""
    # Imported here: they are an extra, and take a while to load.
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    resource = Resource.create({"service.name": environment.get("OTEL_SERVICE_NAME", _NAME)})
    provider = TracerProvider(resource=resource)
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    return instrumented(app, provider)


def instrumented(app: ASGIApp, provider: object) -> ASGIApp:
    """The application, with a span of each request in a TracerProvider; health checks and metrics have none."""
    from opentelemetry.instrumentation.asgi import OpenTelemetryMiddleware
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.util.http import parse_excluded_urls

    assert isinstance(provider, TracerProvider)
    wrapped: ASGIApp = OpenTelemetryMiddleware(
        app,
        tracer_provider=provider,
        excluded_urls=parse_excluded_urls("health/,metrics"),
        exclude_spans=["receive", "send"],
    )
    return wrapped
