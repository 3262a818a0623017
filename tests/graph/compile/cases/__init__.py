"""Questions, one for each construct; golden/ holds the Cypher, the parameters and the answer of each."""

from tests.graph.compile.cases.case import Case
from tests.graph.compile.cases.claim import CLAIM
from tests.graph.compile.cases.filter import FILTER
from tests.graph.compile.cases.shape import SHAPE
from tests.graph.compile.cases.sum import SUM

__all__ = ["CASES", "Case"]

CASES: dict[str, Case] = {**SHAPE, **FILTER, **CLAIM, **SUM}
