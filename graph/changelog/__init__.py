"""The change log: what each write changed, kept in the database in the order in which writes took effect."""

from graph.changelog.entry import KEPT, OWN, Entry, Log
from graph.changelog.event import Edge, Event, Kind
from graph.changelog.trace import Trace

__all__ = ["KEPT", "OWN", "Edge", "Entry", "Event", "Kind", "Log", "Trace"]
