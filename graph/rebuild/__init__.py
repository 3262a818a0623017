"""Statements and documents -> the whole view of a database and its history, computed anew in batches."""

from graph.rebuild.steps import DOING, begin, rebuild

__all__ = ["DOING", "begin", "rebuild"]
