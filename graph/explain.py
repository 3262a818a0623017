"""A compiled Question, asked with a profile -> its answer, and what the database did for it."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from neo4j import AsyncDriver, AsyncResult, ResultSummary

from graph.ask import Allowance, Answer, Prepare, attempt
from graph.compile.compiled import Compiled
from graph.errors import AnswerError
from schema.values.value import Json


@dataclass(frozen=True, slots=True)
class Operator:
    """One step of the database's plan: its name and details, what it gave and cost, and the steps that it stands on."""

    name: str
    details: str
    rows: int
    estimated_rows: float
    db_hits: int
    of: tuple["Operator", ...]

    @property
    def total_db_hits(self) -> int:
        """Of it and of all that it stands on."""
        return self.db_hits + sum(one.total_db_hits for one in self.of)

    def plain(self) -> dict[str, Json]:
        """As plain data."""
        return {
            "operator": self.name,
            "details": self.details,
            "rows": self.rows,
            "estimatedRows": self.estimated_rows,
            "dbHits": self.db_hits,
            "of": [one.plain() for one in self.of],
        }


@dataclass(frozen=True, slots=True)
class Explained:
    """An answer, the Cypher and parameters that it came by, its plan, and milliseconds: until the database's row was
    here, and until the answer was made of it. There is no plan where nothing was asked of the database. `studies` tell
    of what was worked out before.
    """

    answer: Answer
    cypher: str
    parameters: Mapping[str, Json]
    plan: Operator | None
    database_ms: float
    read_ms: float
    studies: tuple[Mapping[str, Json], ...] = ()


async def explain(
    driver: AsyncDriver,
    compiled: Compiled,
    variables: Mapping[str, Json],
    allowed: Allowance = Allowance(),  # noqa: B008  it is frozen
    *,
    database: str = "neo4j",
    prepare: Prepare | None = None,
) -> Explained:
    """The same answer as `ask` gives, of however many bytes, with what it took. Raises as `ask` does."""
    reading = compiled.bind(variables)
    reading.allowed = allowed.rows
    if compiled.studies:
        assert prepare is not None
        await prepare(driver, compiled, reading, variables)
    sent = dict(reading.values)
    row: Sequence[Any] = ()
    plan = None
    begun = time.perf_counter()
    if compiled.text:
        row, summary = await attempt(
            driver, f"PROFILE {compiled.text}", reading.values, _profiled, database=database, timeout=allowed.seconds
        )
        if summary.profile is None:
            raise AnswerError("the database gave no profile", "Report it with the request's id.")
        plan = _operator(summary.profile)
    asked = time.perf_counter()
    data = compiled.read(row, reading)
    done = time.perf_counter()
    answer = Answer(data, tuple(reading.partial))
    return Explained(answer, compiled.text, sent, plan, (asked - begun) * 1000, (done - asked) * 1000,
                     tuple(reading.made))  # fmt: skip


async def _profiled(result: AsyncResult) -> tuple[Sequence[Any], ResultSummary]:
    record = await result.single(strict=True)
    return record.values(), await result.consume()


def _operator(profile: Mapping[str, Any]) -> Operator:
    arguments = profile.get("args", {})
    return Operator(
        profile["operatorType"].partition("@")[0],
        str(arguments.get("Details", "")),
        profile.get("rows", 0),
        round(float(arguments.get("EstimatedRows", 0)), 1),
        profile.get("dbHits", 0),
        tuple(_operator(child) for child in profile.get("children", ())),
    )
