"""Statements -> those that stand: a record's own statements stand only while something else refers to the record."""

from collections import defaultdict
from collections.abc import Iterable

from graph.view.standing import Standing
from schema.identity import is_hint


def objects(statement: Standing) -> set[str]:
    """The ids that it refers to: objects of its judgements and links, hints aside."""
    return {claim.object for claim in statement.claims if claim.object is not None and not is_hint(claim.object)}


def supported(statements: Iterable[Standing]) -> list[Standing]:
    """The statements that stand, in their order.

    All that are no reference stand. A *reference* statement stands while one that stands refers to one of its
    subjects: the least such set, so that records which only refer to each other fall together. Linear in the claims.
    """
    every = list(statements)
    by_subject: defaultdict[str, list[Standing]] = defaultdict(list)
    for statement in every:
        if statement.reference:
            for subject in set(statement.subjects()):
                by_subject[subject].append(statement)
    held = {statement.id for statement in every if not statement.reference}
    queue = [statement for statement in every if not statement.reference]
    while queue:
        for named in objects(queue.pop()):
            for record in by_subject.get(named, ()):
                if record.id not in held:
                    held.add(record.id)
                    queue.append(record)
    return [statement for statement in every if statement.id in held]
