"""A Question -> one Cypher statement, its parameters, and the reader of its one row; one construct a file."""

from graph.compile.compiled import Compiled
from graph.compile.roots import compile_question

__all__ = ["Compiled", "compile_question"]
