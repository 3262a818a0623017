"""An Accept header -> the media type of a GraphQL response."""

from functools import lru_cache

JSON = "application/json"
GRAPHQL = "application/graphql-response+json"
#: What a client gets that takes anything; old clients know only plain JSON.
_OFFERED = (JSON, GRAPHQL)


@lru_cache(maxsize=256)
def choose(accept: str | None) -> str | None:
    """The type that the client prefers, or None where it takes none that can be answered.

    >>> choose("application/graphql-response+json, application/json;q=0.9")
    'application/graphql-response+json'
    >>> choose("*/*")
    'application/json'
    """
    if not accept:
        return JSON
    wanted = [_weighed(part) for part in accept[:1000].split(",")]
    best: tuple[float, int, str] | None = None
    for place, offered in enumerate(_OFFERED):
        weights = [(len(kind.replace("*", "")), weight) for kind, weight in wanted if _matches(kind, offered)]
        weight = max(weights)[1] if weights else 0.0
        if weight > 0 and (best is None or (weight, -place) > best[:2]):
            best = (weight, -place, offered)
    return best[2] if best else None


def _weighed(part: str) -> tuple[str, float]:
    kind, *parameters = (piece.strip().lower() for piece in part.split(";"))
    weight = next((each[2:] for each in parameters if each.startswith("q=")), "1")
    try:
        return kind, float(weight)
    except ValueError:
        return kind, 0.0


def _matches(kind: str, offered: str) -> bool:
    return kind in {offered, "*/*", "application/*"}
