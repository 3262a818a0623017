"""Questions over the driver's own connections, without the layers that the driver puts around each."""

from graph.bolt.pool import Pool

__all__ = ["Pool"]
