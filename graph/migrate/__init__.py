"""A database that another ontology or form made -> what differs, and the database as this one would have made it."""

from graph.migrate.fit import Misfit
from graph.migrate.migrate import Plan, apply, plan

__all__ = ["Misfit", "Plan", "apply", "plan"]
