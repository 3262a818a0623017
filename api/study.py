"""A subscription to an analysis -> how far it has come while it is worked out, and then what it tells."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from api import names
from api.analysis import ANALYSIS, read_analysis
from api.collect import Merged
from api.errors import BadInputError
from api.limits import Pages, pages_of
from api.parse import Operation
from api.selection import TYPENAME
from graph.progress import Progress
from graph.question import Question
from schema.ranking import DEFAULT_RANKING, Ranking
from schema.values.value import Json

#: Asks a question, and tells how far its analyses have come.
Work = Callable[[Question, Mapping[str, Json], tuple[Pages, ...], Progress], Awaitable[Mapping[str, Any]]]
#: Seconds after which a step that goes on is told again.
AGAIN = 1.0


@dataclass(frozen=True, slots=True)
class Study:
    """What a subscription wants of an analysis."""

    root: str
    parts: tuple[Merged, ...]
    question: Question
    parameters: Mapping[str, Json]
    pages: tuple[Pages, ...]

    async def follow(self, work: Work) -> AsyncGenerator[dict[str, Any], None]:
        """What is told, until it is worked out; who stops listening ends the work. Raises ApiError, QuestionError."""
        begun = perf_counter()
        steps: asyncio.Queue[tuple[str, int, int]] = asyncio.Queue()
        working = asyncio.ensure_future(
            work(self.question, self.parameters, self.pages, lambda *step: steps.put_nowait(step))
        )
        step = ("beginning", 0, 1)
        try:
            yield self._data(*step, begun, {})
            while not working.done():
                waiting = asyncio.ensure_future(steps.get())
                await asyncio.wait({working, waiting}, timeout=AGAIN, return_when=asyncio.FIRST_COMPLETED)
                if waiting.done():
                    step = waiting.result()
                waiting.cancel()
                if not working.done():
                    yield self._data(*step, begun, {})
            yield self._data("done", step[2], step[2], begun, await working)
        finally:
            working.cancel()
            await asyncio.wait({working})

    def _data(self, doing: str, done: int, total: int, begun: float, found: Mapping[str, Any]) -> dict[str, Any]:
        plainly = {
            TYPENAME: names.PROGRESS,
            "doing": doing,
            "done": done,
            "total": total,
            "seconds": round(perf_counter() - begun, 3),
        }
        return {
            self.root: {
                part.key: found.get(part.key) if part.name == ANALYSIS else plainly[part.name] for part in self.parts
            }
        }


def read_study(operation: Operation, sent: Mapping[str, Any] | None) -> Study | None:
    """What a subscription asks for; None for one to something else. Raises GraphQLError, ApiError."""
    writing = operation.writing(operation.variables(sent))
    (root,) = writing.merged
    if root.name != ANALYSIS:
        return None
    selector = writing.selector
    merged = selector.collector.merged(root.sets, frozenset({names.PROGRESS}))
    parts = tuple(part for part in merged if writing.holds(part))
    given = selector.given(names.SUBSCRIPTION, root)
    ranking = Ranking(selector.collector.givens.word(given["ranking"])) if "ranking" in given else DEFAULT_RANKING
    roots = tuple(read_analysis(selector, part, given, ranking) for part in parts if part.name == ANALYSIS)
    if not roots:
        raise BadInputError("Nothing would be worked out.", f"Select `{ANALYSIS}` of it.")
    question = Question(roots)
    return Study(root.key, parts, question, writing.parameters, pages_of(question))
