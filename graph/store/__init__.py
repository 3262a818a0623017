"""Batches of claims -> a database that holds them and their view."""

from graph.store.store import Listed, Store

__all__ = ["Listed", "Store"]
