"""A request for the metrics -> their page, for this machine itself and for admins."""

import asyncio

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.admission import Admission, is_direct
from api.errors import ApiError, KeysError, RoleError, UnknownError
from api.guard import refusal
from api.metrics import MEDIA_TYPE, Metrics
from api.who import Role

#: Where Prometheus asks.
METRICS = "/metrics"


def scrape(metrics: Metrics, admission: Admission) -> Route:
    """The route of the metrics."""

    async def answer(request: Request) -> Response:
        try:
            if not is_direct(request.scope):
                who = admission.of(request.scope)
                if who is None:
                    raise admission.refusal()
                who.need(Role.ADMIN, "read the metrics")
        except (UnknownError, RoleError) as error:
            return _refusal(error, 403 if isinstance(error, RoleError) else 401, request)
        except KeysError:
            return _refusal(UnknownError("This service cannot read its keys now.", "Tell the operator."), 503, request)
        page = await asyncio.to_thread(metrics.page)
        return Response(page, 200, {"Cache-Control": "no-store", "Content-Type": MEDIA_TYPE})

    return Route(METRICS, answer)


def _refusal(error: ApiError, status: int, request: Request) -> Response:
    return refusal(request.scope, status, error.message, error.hint, error.code, error.told)
