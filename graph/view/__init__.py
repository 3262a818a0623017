"""Claims -> the graph that they make, as pure functions of the set of statements."""

from graph.view.whole import View, view

__all__ = ["View", "view"]
